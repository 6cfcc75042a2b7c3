/* Lines that start with a fence: code, or MyST's directives, whose words are prose ("```{note}") or a quotation
 * ("```{epigraph}"). Directives nest by the lengths of their fences; what they are is in rst_names.c.
 *
 * Fences of colons are MyST's too (":::{note}") and Pandoc's divs ("::: {.wide}", "::: note"), of which the first line
 * of colons closes the innermost, however many they are. Directives nobody knows are prose there. */
#include "doc/markdown_fences.h"

#include "doc/markdown_lines.h"
#include "doc/rst_names.h"

enum { DIRECTIVE_NAME = 40, COLONS_LEAST = 3 };

/* The name in braces behind a fence of `count` signs: "```{note}". Attributes are none: "{.wide}", "{r, echo=F}". */
static bool directive_name(const block_parser *self, uint32_t count, dixit_text *name)
{
  const char *text = self->doc->text;
  uint32_t at = self->first + count, end = self->cursor.end, first;
  while (at < end && ascii_is_blank(text[at]))
    at++;
  if (at >= end || text[at] != '{')
    return false;
  for (first = ++at; at < end && at - first < DIRECTIVE_NAME && text[at] != '}' && text[at] != ' ';)
    at++;
  *name = text_of(text + first, at - first);
  return at < end && text[at] == '}' && name->length && ascii_is_letter(name->bytes[0]);
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

/* Does the line close the fence that was opened last? */
static bool read_end(block_parser *self)
{
  const directive_fence *last = self->directive_count ? &self->directives[self->directive_count - 1] : NULL;
  if (!last || !line_closes_fence(self->doc->text, self->first, self->cursor.end, last->mark, last->count))
    return false;
  self->directive_count--;
  close_directive(self, last);
  return true;
}

/* The line that opens or closes such a fence of "`" or "~". */
static bool read_directive(block_parser *self, uint32_t count)
{
  dixit_text name;
  if (read_end(self))
    return true;
  uint8_t kind = directive_name(self, count, &name) ? rst_directive_find(name) : RST_CODE;
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

/* Lines up to one of at least `count` of the same sign are no prose. */
static void open_fence(block_parser *self, dixit_block_kind kind, uint32_t count)
{
  block_open_leaf(self, LEAF_FENCE, kind, span_of(self->first, self->cursor.end));
  self->leaf_mark = self->doc->text[self->first];
  self->leaf_count = count;
}

start_result block_start_fence(block_parser *self)
{
  uint32_t count = line_fence(self->doc->text, self->first, self->cursor.end);
  if (!count)
    return START_NONE;
  if (read_directive(self, count))
    return START_LEAF;
  open_fence(self, DIXIT_CODE, count);
  return START_LEAF;
}

/* Has a directive of this kind no words of the text's own? */
static bool is_verbatim(uint8_t kind)
{
  return kind >= RST_CODE || kind == RST_CSV;
}

start_result block_start_colons(block_parser *self)
{
  const char *text = self->doc->text;
  uint32_t count = 0, end = self->cursor.end;
  dixit_text name;
  while (self->first + count < end && text[self->first + count] == ':')
    count++;
  if (count < COLONS_LEAST)
    return START_NONE;
  if (read_end(self))
    return START_LEAF;
  bool named = directive_name(self, count, &name);
  uint8_t kind = named ? rst_directive_find(name) : RST_BODY;
  if (is_verbatim(kind)) {
    open_fence(self, kind == RST_MATH ? DIXIT_MATH : DIXIT_CODE, count);
    return START_LEAF;
  }
  if (self->directive_count == BLOCK_DIRECTIVES || line_closes_fence(text, self->first, end, ':', count))
    return START_NONE;
  open_directive(self, named ? count : COLONS_LEAST, kind);
  self->options = named;
  return START_LEAF;
}
