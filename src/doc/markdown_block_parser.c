/* What is open while lines become blocks: a stack of containers, and the leaf that takes lines. Link definitions are
 * taken off a paragraph when it ends, as CommonMark has it. */
#include "doc/markdown_block_parser.h"

#include "doc/markdown_scan.h"

block_container *block_top(block_parser *self)
{
  return &self->stack[self->depth];
}

void block_measure(block_parser *self)
{
  self->indent = line_indent(&self->cursor, &self->first);
  self->blank = self->first == self->cursor.end;
}

/* ---- containers ---- */

void block_extend(block_parser *self, uint32_t end)
{
  if (end > block_top(self)->end)
    block_top(self)->end = end;
}

void block_close_container(block_parser *self)
{
  block_container *closed = block_top(self);
  if (closed->kind < CONTAINER_ROOT)
    self->out->blocks.items[closed->block].span.end = closed->end;
  if (closed->kind == DIXIT_BLOCK_QUOTE)
    self->quoted--;
  if (closed->kind == DIXIT_FOOTNOTE && closed->reference != DIXIT_NONE) {
    dixit_reference *reference = &self->doc->references.items[closed->reference];
    reference->span.end = closed->end;
    reference->content.end = closed->end > reference->content.start ? closed->end : reference->content.start;
  }
  self->depth--;
  block_extend(self, closed->end);
}

block_container *block_push(block_parser *self, uint8_t kind, uint32_t block, uint32_t end)
{
  block_container *opened = &self->stack[++self->depth];
  *opened = (block_container){.block = block, .end = end, .reference = DIXIT_NONE, .kind = kind};
  self->matched = self->depth;
  return opened;
}

void block_skip_marker(block_parser *self, uint32_t end, uint32_t blanks)
{
  self->cursor.column += self->indent + (end - self->first);
  self->cursor.at = end;
  line_advance(&self->cursor, blanks);
}

/* ---- blocks ---- */

uint32_t block_add(block_parser *self, dixit_block_kind kind, dixit_span span)
{
  if (block_top(self)->kind == DIXIT_LIST && kind != DIXIT_LIST_ITEM)
    block_close_container(self);
  block_top(self)->empty = false;
  md_block *block = ARRAY_ADD(self->scratch, self->out->blocks);
  if (!block)
    return DIXIT_NONE;
  block->span = span;
  block->parent = block_top(self)->block;
  block->first_line = self->out->lines.count;
  block->kind = (uint8_t)kind;
  block->quoted = self->quoted;
  block_extend(self, span.end);
  return self->out->blocks.count - 1;
}

void block_add_line(block_parser *self, md_block *block, dixit_span words)
{
  dixit_span *line = ARRAY_ADD(self->scratch, self->out->lines);
  if (!line)
    return;
  *line = words;
  block->line_count++;
}

/* ---- definitions ---- */

/* Turns the first `count` lines of the last block, a paragraph, into a definition before it. */
static void split_definition(block_parser *self, uint32_t count, dixit_span label, dixit_span content)
{
  md_block *block = &self->out->blocks.items[self->leaf_block];
  const dixit_span *lines = &self->out->lines.items[block->first_line];
  dixit_span span = span_of(lines[0].start, lines[count - 1].end);
  md_block rest = *block;
  rest.first_line += count;
  rest.line_count -= count;
  if (rest.line_count)
    rest.span.start = lines[count].start;
  block->kind = DIXIT_DEFINITION;
  block->span = span;
  block->line_count = 0;
  dixit_reference *reference = ARRAY_ADD(&self->doc->memory, self->doc->references);
  if (reference) {
    reference->span = span;
    reference->key = label;
    reference->content = content;
    reference->duplicate_of = DIXIT_NONE;
    reference->kind = DIXIT_REF_LINK;
  }
  md_block *added = rest.line_count ? ARRAY_ADD(self->scratch, self->out->blocks) : NULL;
  if (added) {
    *added = rest;
    self->leaf_block = self->out->blocks.count - 1;
  }
}

static uint32_t count_lines(dixit_text text, size_t start, size_t end)
{
  uint32_t count = 0;
  for (size_t i = start; i < end; i++)
    count += text.bytes[i] == '\n';
  return count + (end == text.length && (end == 0 || text.bytes[end - 1] != '\n'));
}

bool block_take_definitions(block_parser *self)
{
  const md_block *block = &self->out->blocks.items[self->leaf_block];
  uint32_t left = block->line_count;
  dixit_span *lines = left ? &self->out->lines.items[block->first_line] : NULL;
  if (!left || self->doc->text[lines[0].start] != '[')
    return left > 0;
  if (!md_view_open(&self->view, self->scratch, self->doc->text, lines, left))
    return true;
  dixit_span label, target;
  size_t at = 0;
  for (size_t end; left && (end = scan_definition(self->view.text, at, &label, &target)) != 0; at = end) {
    uint32_t count = count_lines(self->view.text, at, end);
    split_definition(self, count, md_view_span(&self->view, label.start, label.end),
                     md_view_span(&self->view, target.start, target.end));
    left -= count;
  }
  return left > 0;
}

/* ---- leaves ---- */

void block_trim_last_line(block_parser *self, const md_block *block)
{
  dixit_span *last = &self->out->lines.items[block->first_line + block->line_count - 1];
  while (last->end > last->start && ascii_is_blank(self->doc->text[last->end - 1]))
    last->end--;
}

void block_close_leaf(block_parser *self)
{
  if (self->leaf == LEAF_NONE)
    return;
  if (self->leaf == LEAF_PARAGRAPH && block_take_definitions(self))
    block_trim_last_line(self, &self->out->blocks.items[self->leaf_block]);
  block_extend(self, self->out->blocks.items[self->leaf_block].span.end);
  self->leaf = LEAF_NONE;
}

void block_close_unmatched(block_parser *self)
{
  block_close_leaf(self);
  while (self->depth > self->matched)
    block_close_container(self);
}

void block_open_leaf(block_parser *self, leaf_kind leaf, dixit_block_kind kind, dixit_span span)
{
  block_close_unmatched(self);
  self->leaf_block = block_add(self, kind, span);
  self->leaf = self->leaf_block == DIXIT_NONE ? LEAF_NONE : leaf;
}
