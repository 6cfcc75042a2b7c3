/* Tables as GFM has them: a row of cells a line. */
#include "doc/markdown_tables.h"

#include "doc/markdown_lines.h"

/* The next cell of a row from *at on, blanks taken off; false at the row's end. */
static bool next_cell(const char *text, uint32_t *at, uint32_t end, dixit_span *cell)
{
  uint32_t first = *at;
  while (first < end && ascii_is_blank(text[first]))
    first++;
  if (first >= end)
    return false;
  uint32_t after = first;
  while (after < end && text[after] != '|')
    after += text[after] == '\\' && after + 1 < end ? 2 : 1;
  *at = after < end ? after + 1 : end;
  while (after > first && ascii_is_blank(text[after - 1]))
    after--;
  *cell = span_of(first, after);
  return true;
}

static uint32_t row_start(const char *text, dixit_span row)
{
  return row.start + (row.start < row.end && text[row.start] == '|');
}

static uint32_t count_cells(const char *text, dixit_span row)
{
  uint32_t count = 0, at = row_start(text, row);
  for (dixit_span cell; next_cell(text, &at, row.end, &cell);)
    count++;
  return count;
}

void block_add_row(block_parser *self, dixit_span row)
{
  const char *text = self->doc->text;
  uint32_t at = row_start(text, row);
  for (dixit_span cell; next_cell(text, &at, row.end, &cell);) {
    if (span_is_empty(cell))
      continue;
    uint32_t index = block_add(self, DIXIT_TABLE_CELL, cell);
    if (index == DIXIT_NONE)
      return;
    md_block *block = &self->out->blocks.items[index];
    block->parent = self->leaf_block;
    block_add_line(self, block, cell);
  }
  self->out->blocks.items[self->leaf_block].span.end = row.end;
}

start_result block_start_table(block_parser *self)
{
  uint32_t columns = line_table_columns(self->doc->text, self->first, self->cursor.end);
  if (!columns)
    return START_NONE;
  md_block *paragraph = &self->out->blocks.items[self->leaf_block];
  dixit_span head = self->out->lines.items[self->out->lines.count - 1];
  if (count_cells(self->doc->text, head) != columns)
    return START_NONE;
  self->out->lines.count--;
  paragraph->line_count--;
  if (paragraph->line_count) {
    paragraph->span.end = self->out->lines.items[self->out->lines.count - 1].end;
  } else {
    self->out->blocks.count--;
    self->leaf = LEAF_NONE;
  }
  block_open_leaf(self, LEAF_TABLE, DIXIT_TABLE, span_of(head.start, self->cursor.end));
  if (self->leaf == LEAF_TABLE) {
    block_add_row(self, head);
    self->out->blocks.items[self->leaf_block].span.end = self->cursor.end;
  }
  return START_LEAF;
}
