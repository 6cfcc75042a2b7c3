/* What blocks of Markdown start with: the second phase of CommonMark's appendix. */
#include "doc/markdown_starts.h"

#include "doc/markdown_fences.h"
#include "doc/markdown_lines.h"
#include "doc/markdown_scan.h"
#include "doc/markdown_tables.h"

enum { PADDING_LIMIT = 4 };

/* ---- containers ---- */

static start_result start_quote(block_parser *self)
{
  uint32_t start = self->first;
  block_close_unmatched(self);
  block_skip_marker(self, start + 1, 1);
  block_measure(self);
  uint32_t alert = line_alert(self->doc->text, self->first, self->cursor.end);
  if (alert) {
    if (block_top(self)->kind == DIXIT_LIST)
      block_close_container(self);
    block_push(self, CONTAINER_ALERT, block_top(self)->block, alert);
    block_skip_marker(self, alert, 0);
    return START_CONTAINER;
  }
  uint32_t block = block_add(self, DIXIT_BLOCK_QUOTE, span_of(start, start + 1));
  if (block == DIXIT_NONE)
    return START_LEAF;
  block_push(self, DIXIT_BLOCK_QUOTE, block, start + 1);
  self->quoted++;
  return START_CONTAINER;
}

/* "[ ]" or "[x]" at an item's start. */
static void skip_task_box(block_parser *self)
{
  block_measure(self);
  const char *box = self->doc->text + self->first;
  if (self->cursor.end - self->first > 3 && box[0] == '[' && scan_is_one_of(box[1], " xX") && box[2] == ']' &&
      ascii_is_blank(box[3]))
    block_skip_marker(self, self->first + 3, 0);
}

static start_result start_item(block_parser *self, const line_marker *marker)
{
  uint32_t start = self->first, indent = self->indent, padding = marker->end - start;
  block_close_unmatched(self);
  if (block_top(self)->kind != DIXIT_LIST || block_top(self)->mark != marker->mark) {
    uint32_t list = block_add(self, DIXIT_LIST, span_of(start, marker->end));
    if (list == DIXIT_NONE)
      return START_LEAF;
    block_push(self, DIXIT_LIST, list, marker->end)->mark = marker->mark;
  }
  uint32_t item = block_add(self, DIXIT_LIST_ITEM, span_of(start, marker->end));
  if (item == DIXIT_NONE)
    return START_LEAF;
  block_skip_marker(self, marker->end, 0);
  block_measure(self);
  bool code = self->indent > PADDING_LIMIT || self->indent == 0 || self->blank;
  uint32_t blanks = code ? 1 : self->indent;
  line_advance(&self->cursor, blanks);
  block_container *opened = block_push(self, DIXIT_LIST_ITEM, item, marker->end);
  opened->offset = indent + padding + blanks;
  opened->empty = true;
  skip_task_box(self);
  return START_CONTAINER;
}

static start_result start_list(block_parser *self, bool paragraph)
{
  line_marker marker;
  if (!line_list_marker(self->doc->text, self->first, self->cursor.end, &marker))
    return START_NONE;
  line_cursor after = self->cursor;
  after.at = marker.end;
  uint32_t content;
  line_indent(&after, &content);
  if (paragraph && (marker.number != 1 || content == self->cursor.end))
    return START_NONE;
  return start_item(self, &marker);
}

static start_result start_footnote(block_parser *self)
{
  dixit_span label;
  uint32_t start = self->first;
  uint32_t end = line_footnote(self->doc->text, start, self->cursor.end, &label);
  if (!end)
    return START_NONE;
  block_close_unmatched(self);
  uint32_t block = block_add(self, DIXIT_FOOTNOTE, span_of(start, end));
  dixit_reference *reference = ARRAY_ADD(&self->doc->memory, self->doc->references);
  if (block == DIXIT_NONE || !reference)
    return START_LEAF;
  block_skip_marker(self, end, 0);
  block_measure(self);
  reference->span = span_of(start, end);
  reference->key = label;
  reference->content = span_of(self->first, self->first);
  reference->duplicate_of = DIXIT_NONE;
  reference->kind = DIXIT_REF_FOOTNOTE;
  block_push(self, DIXIT_FOOTNOTE, block, end)->reference = self->doc->references.count - 1;
  return START_CONTAINER;
}

/* ---- leaves ---- */

static start_result start_heading(block_parser *self)
{
  dixit_span words;
  uint8_t level = line_heading(self->doc->text, self->first, self->cursor.end, &words);
  if (!level)
    return START_NONE;
  block_open_leaf(self, LEAF_NONE, DIXIT_HEADING,
            span_of(self->first, words.end > self->first ? words.end : self->first + 1));
  if (self->leaf_block == DIXIT_NONE)
    return START_LEAF;
  md_block *block = &self->out->blocks.items[self->leaf_block];
  block->level = level;
  if (!span_is_empty(words))
    block_add_line(self, block, words);
  return START_LEAF;
}

static start_result start_html(block_parser *self)
{
  uint8_t kind = line_html(self->doc->text, self->first, self->cursor.end);
  if (!kind || (kind == 7 && self->leaf == LEAF_PARAGRAPH))
    return START_NONE;
  bool closed = line_ends_html(self->doc->text, self->first, self->cursor.end, kind);
  block_open_leaf(self, LEAF_HTML, DIXIT_HTML, span_of(self->first, self->cursor.end));
  self->leaf_count = kind;
  if (closed)
    self->leaf = LEAF_NONE;
  return START_LEAF;
}

bool block_ends_math(const block_parser *self, uint32_t at)
{
  return scan_until(text_of(self->doc->text, self->cursor.end), at, "$$") != 0;
}

static start_result start_math(block_parser *self)
{
  const char *text = self->doc->text;
  if (self->cursor.end - self->first < 2 || text[self->first + 1] != '$')
    return START_NONE;
  uint32_t end = self->cursor.end;
  while (ascii_is_blank(text[end - 1]))
    end--;
  bool closed = block_ends_math(self, self->first + 2);
  if (closed && (text[end - 1] != '$' || text[end - 2] != '$')) /* words follow: mathematics within a paragraph */
    return START_NONE;
  block_open_leaf(self, LEAF_MATH, DIXIT_MATH, span_of(self->first, self->cursor.end));
  if (closed)
    self->leaf = LEAF_NONE;
  return START_LEAF;
}

static start_result start_rule(block_parser *self)
{
  if (!line_is_rule(self->doc->text, self->first, self->cursor.end))
    return START_NONE;
  block_open_leaf(self, LEAF_NONE, DIXIT_RULE_LINE, span_of(self->first, self->cursor.end));
  return START_LEAF;
}

/* The line under a heading's words: the open paragraph becomes the heading. */
static start_result start_underline(block_parser *self)
{
  uint8_t level = line_underline(self->doc->text, self->first, self->cursor.end);
  if (!level)
    return START_NONE;
  if (!block_take_definitions(self)) { /* nothing is left to be a heading: the line starts a paragraph */
    self->leaf = LEAF_NONE;
    return START_NONE;
  }
  md_block *block = &self->out->blocks.items[self->leaf_block];
  block_trim_last_line(self, block);
  dixit_span *last = &self->out->lines.items[block->first_line + block->line_count - 1];
  last->end = line_without_attributes(self->doc->text, last->start, last->end);
  block->kind = DIXIT_HEADING;
  block->level = level;
  block->span.end = self->cursor.end;
  self->leaf = LEAF_NONE;
  block_extend(self, block->span.end);
  return START_LEAF;
}

/* ---- one of them ---- */

static bool is_in_paragraph(const block_parser *self)
{
  return self->leaf == LEAF_PARAGRAPH && self->matched == self->depth;
}

start_result block_start(block_parser *self)
{
  bool room = self->depth + 2 < BLOCK_NESTING;
  start_result result = START_NONE;
  char c = self->doc->text[self->first];
  if (c == '>' && room)
    return start_quote(self);
  if (c == '#')
    return start_heading(self);
  if (c == '`' || c == '~')
    return block_start_fence(self);
  if (c == '$')
    return start_math(self);
  if (c == '[')
    return room ? start_footnote(self) : START_NONE;
  if (c == '<' || c == '{')
    result = start_html(self);
  if (c == ':')
    result = block_start_colons(self);
  if (!result && is_in_paragraph(self))
    result = start_underline(self);
  if (!result && is_in_paragraph(self))
    result = block_start_table(self);
  if (!result)
    result = start_rule(self);
  if (!result && room)
    result = start_list(self, is_in_paragraph(self));
  if (!result && (block_is_option(self) || line_is_markup(self->doc->text, self->first, self->cursor.end))) {
    block_close_unmatched(self);
    result = START_LEAF;
  }
  return result;
}
