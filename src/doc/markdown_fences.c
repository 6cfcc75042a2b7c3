/* Lines that start with a fence: code, or MyST's directives, whose words are prose ("```{note}") or a quotation
 * ("```{epigraph}"). Directives nest by the lengths of their fences; what they are is in rst_names.c. */
#include "doc/markdown_fences.h"

#include "doc/markdown_lines.h"
#include "doc/rst_names.h"

enum { DIRECTIVE_NAME = 40 };

/* What the fence's "{name}" says of its words: an rst_directive_kind; RST_CODE where it has none. */
static uint8_t directive_kind(const block_parser *self, uint32_t count)
{
  const char *text = self->doc->text;
  uint32_t at = self->first + count, end = self->cursor.end, first;
  while (at < end && ascii_is_blank(text[at]))
    at++;
  if (at >= end || text[at] != '{')
    return RST_CODE;
  for (first = ++at; at < end && at - first < DIRECTIVE_NAME && text[at] != '}';)
    at++;
  return at < end && text[at] == '}' ? rst_directive_find(text_of(text + first, at - first)) : RST_CODE;
}

/* The quotation's container, unless what it stands in has ended before it. */
static void close_directive(block_parser *self, const directive_fence *fence)
{
  block_close_unmatched(self);
  if (!fence->depth || self->depth < fence->depth || self->stack[fence->depth].mark != fence->mark)
    return;
  while (self->depth > fence->depth)
    block_close_container(self);
  block_extend(self, self->cursor.end);
  block_close_container(self);
}

static void open_directive(block_parser *self, uint32_t count, uint8_t kind)
{
  char mark = self->doc->text[self->first];
  directive_fence *fence = &self->directives[self->directive_count++];
  *fence = (directive_fence){.count = count, .mark = mark};
  self->options = true;
  block_close_unmatched(self);
  uint32_t block = kind == RST_QUOTE && self->depth + 1 < BLOCK_NESTING
    ? block_add(self, DIXIT_BLOCK_QUOTE, span_of(self->first, self->cursor.end)) : DIXIT_NONE;
  if (block == DIXIT_NONE)
    return;
  block_push(self, DIXIT_BLOCK_QUOTE, block, self->cursor.end)->mark = mark;
  fence->depth = self->depth;
  self->quoted++;
}

/* The line that opens or closes such a fence. */
static bool read_directive(block_parser *self, uint32_t count)
{
  const directive_fence *last = self->directive_count ? &self->directives[self->directive_count - 1] : NULL;
  if (last && line_closes_fence(self->doc->text, self->first, self->cursor.end, last->mark, last->count)) {
    self->directive_count--;
    close_directive(self, last);
    return true;
  }
  uint8_t kind = directive_kind(self, count);
  if (self->directive_count == BLOCK_DIRECTIVES ||
      (kind != RST_WORDS && kind != RST_TITLED && kind != RST_FIGURE && kind != RST_QUOTE))
    return false;
  open_directive(self, count, kind);
  return true;
}

bool block_is_option(block_parser *self)
{
  const char *text = self->doc->text, *line = text + self->first;
  bool option = self->options && *line == ':' && self->cursor.end - self->first > 2 &&
                memchr(line + 1, ':', self->cursor.end - self->first - 1);
  self->options = option;
  return option;
}

start_result block_start_fence(block_parser *self)
{
  uint32_t count = line_fence(self->doc->text, self->first, self->cursor.end);
  if (!count)
    return START_NONE;
  if (read_directive(self, count))
    return START_LEAF;
  block_open_leaf(self, LEAF_FENCE, DIXIT_CODE, span_of(self->first, self->cursor.end));
  self->leaf_mark = self->doc->text[self->first];
  self->leaf_count = count;
  return START_LEAF;
}
