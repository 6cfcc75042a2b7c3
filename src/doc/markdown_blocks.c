/* From lines to blocks, in the two phases of CommonMark's appendix: each line first goes through the open containers it
 * continues, then opens new ones, then adds its text to a leaf.
 *
 * Beyond CommonMark 0.31: front matter, GFM tables and alerts, footnote definitions, display mathematics, lines of
 * attributes and fenced divs (which are markup and make no block). Containers nest NESTING_LIMIT deep; what is deeper
 * reads as text, so that a line costs no more than its length plus a constant. */
#include "doc/markdown_blocks.h"

#include "doc/lines.h"
#include "doc/markdown_lines.h"
#include "doc/markdown_scan.h"
#include "doc/rst_names.h"
#include "doc/markdown_view.h"

enum { NESTING_LIMIT = 100, CODE_INDENT = 4, NOTE_INDENT = 4, PADDING_LIMIT = 4 };

/* Containers that are no block of the document. */
enum { CONTAINER_ROOT = 100, CONTAINER_ALERT = 101 };

/* block: its own block, or that of the container around it when it has none. end: of what it holds so far.
 * offset: how far an item's content is indented. mark: of a list's markers, or of the fence around a quotation. empty:
 * an item without content so far. */
typedef struct container {
  uint32_t block;
  uint32_t end;
  uint32_t offset;
  uint32_t reference;
  uint8_t kind;
  char mark;
  bool empty;
} container;

/* The block that takes lines. HTML, FENCE, INDENTED and MATH keep none of them. */
typedef enum leaf_kind {
  LEAF_NONE,
  LEAF_PARAGRAPH,
  LEAF_TABLE,
  LEAF_FENCE,
  LEAF_INDENTED,
  LEAF_HTML,
  LEAF_MATH
} leaf_kind;

/* A fence whose words are prose: MyST's "```{note}". depth: of its container, when it is a quotation: "```{epigraph}";
 * 0 otherwise. */
typedef struct directive_fence {
  uint32_t count;
  uint32_t depth;
  char mark;
} directive_fence;

enum { DIRECTIVES = 8, DIRECTIVE_NAME = 40 };

/* directives: the fences of MyST that are open; options: lines of ":name: value" may follow the last one.
 * matched: how many containers the line continues. first, indent, blank: what stands at the cursor. leaf_block,
 * leaf_mark, leaf_count: the open leaf; of a fence its mark and their number, of HTML its kind as count. */
typedef struct block_parser {
  dixit_doc *doc;
  arena *scratch;
  md_structure *out;
  md_view view;
  container stack[NESTING_LIMIT + 1];
  uint32_t depth;
  uint32_t matched;
  line_cursor cursor;
  uint32_t first;
  uint32_t indent;
  bool blank;
  leaf_kind leaf;
  uint32_t leaf_block;
  uint32_t leaf_count;
  char leaf_mark;
  uint8_t quoted;
  bool options;
  directive_fence directives[DIRECTIVES];
  uint32_t directive_count;
} block_parser;

/* What looking for a block's start came to. */
typedef enum start_result { START_NONE, START_CONTAINER, START_LEAF } start_result;

static container *top(block_parser *self)
{
  return &self->stack[self->depth];
}

static void measure(block_parser *self)
{
  self->indent = line_indent(&self->cursor, &self->first);
  self->blank = self->first == self->cursor.end;
}

/* ---- closing ---- */

static void extend(block_parser *self, uint32_t end)
{
  if (end > top(self)->end)
    top(self)->end = end;
}

static void close_container(block_parser *self)
{
  container *closed = top(self);
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
  extend(self, closed->end);
}

/* A new block in the innermost container; its index, or DIXIT_NONE when there is no memory. */
static uint32_t add_block(block_parser *self, dixit_block_kind kind, dixit_span span)
{
  if (top(self)->kind == DIXIT_LIST && kind != DIXIT_LIST_ITEM)
    close_container(self);
  top(self)->empty = false;
  md_block *block = ARRAY_ADD(self->scratch, self->out->blocks);
  if (!block)
    return DIXIT_NONE;
  block->span = span;
  block->parent = top(self)->block;
  block->first_line = self->out->lines.count;
  block->kind = (uint8_t)kind;
  block->quoted = self->quoted;
  extend(self, span.end);
  return self->out->blocks.count - 1;
}

static void add_line(block_parser *self, md_block *block, dixit_span words)
{
  dixit_span *line = ARRAY_ADD(self->scratch, self->out->lines);
  if (!line)
    return;
  *line = words;
  block->line_count++;
}

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

/* Takes link definitions off the start of the open paragraph. False when nothing else is left of it. */
static bool take_definitions(block_parser *self)
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

static bool is_blank_byte(char c)
{
  return c == ' ' || c == '\t';
}

static void trim_last_line(block_parser *self, const md_block *block)
{
  dixit_span *last = &self->out->lines.items[block->first_line + block->line_count - 1];
  while (last->end > last->start && is_blank_byte(self->doc->text[last->end - 1]))
    last->end--;
}

static void close_leaf(block_parser *self)
{
  if (self->leaf == LEAF_NONE)
    return;
  if (self->leaf == LEAF_PARAGRAPH && take_definitions(self))
    trim_last_line(self, &self->out->blocks.items[self->leaf_block]);
  extend(self, self->out->blocks.items[self->leaf_block].span.end);
  self->leaf = LEAF_NONE;
}

/* Closes the leaf and the containers the line does not continue. */
static void close_unmatched(block_parser *self)
{
  close_leaf(self);
  while (self->depth > self->matched)
    close_container(self);
}

static void open_leaf(block_parser *self, leaf_kind leaf, dixit_block_kind kind, dixit_span span)
{
  close_unmatched(self);
  self->leaf_block = add_block(self, kind, span);
  self->leaf = self->leaf_block == DIXIT_NONE ? LEAF_NONE : leaf;
}

/* ---- opening containers ---- */

static container *push(block_parser *self, uint8_t kind, uint32_t block, uint32_t end)
{
  container *opened = &self->stack[++self->depth];
  *opened = (container){.block = block, .end = end, .reference = DIXIT_NONE, .kind = kind};
  self->matched = self->depth;
  return opened;
}

/* Moves the cursor past a marker that ends at `end`, and past the blank after it. */
static void skip_marker(block_parser *self, uint32_t end, uint32_t blanks)
{
  self->cursor.column += self->indent + (end - self->first);
  self->cursor.at = end;
  line_advance(&self->cursor, blanks);
}

static start_result start_quote(block_parser *self)
{
  uint32_t start = self->first;
  close_unmatched(self);
  skip_marker(self, start + 1, 1);
  measure(self);
  uint32_t alert = line_alert(self->doc->text, self->first, self->cursor.end);
  if (alert) {
    if (top(self)->kind == DIXIT_LIST)
      close_container(self);
    push(self, CONTAINER_ALERT, top(self)->block, alert);
    skip_marker(self, alert, 0);
    return START_CONTAINER;
  }
  uint32_t block = add_block(self, DIXIT_BLOCK_QUOTE, span_of(start, start + 1));
  if (block == DIXIT_NONE)
    return START_LEAF;
  push(self, DIXIT_BLOCK_QUOTE, block, start + 1);
  self->quoted++;
  return START_CONTAINER;
}

/* "[ ]" or "[x]" at an item's start. */
static void skip_task_box(block_parser *self)
{
  measure(self);
  const char *box = self->doc->text + self->first;
  if (self->cursor.end - self->first > 3 && box[0] == '[' && scan_is_one_of(box[1], " xX") && box[2] == ']' &&
      is_blank_byte(box[3]))
    skip_marker(self, self->first + 3, 0);
}

static start_result start_item(block_parser *self, const line_marker *marker)
{
  uint32_t start = self->first, indent = self->indent, padding = marker->end - start;
  close_unmatched(self);
  if (top(self)->kind != DIXIT_LIST || top(self)->mark != marker->mark) {
    uint32_t list = add_block(self, DIXIT_LIST, span_of(start, marker->end));
    if (list == DIXIT_NONE)
      return START_LEAF;
    push(self, DIXIT_LIST, list, marker->end)->mark = marker->mark;
  }
  uint32_t item = add_block(self, DIXIT_LIST_ITEM, span_of(start, marker->end));
  if (item == DIXIT_NONE)
    return START_LEAF;
  skip_marker(self, marker->end, 0);
  measure(self);
  bool code = self->indent > PADDING_LIMIT || self->indent == 0 || self->blank;
  uint32_t blanks = code ? 1 : self->indent;
  line_advance(&self->cursor, blanks);
  container *opened = push(self, DIXIT_LIST_ITEM, item, marker->end);
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
  close_unmatched(self);
  uint32_t block = add_block(self, DIXIT_FOOTNOTE, span_of(start, end));
  dixit_reference *reference = ARRAY_ADD(&self->doc->memory, self->doc->references);
  if (block == DIXIT_NONE || !reference)
    return START_LEAF;
  skip_marker(self, end, 0);
  measure(self);
  reference->span = span_of(start, end);
  reference->key = label;
  reference->content = span_of(self->first, self->first);
  reference->duplicate_of = DIXIT_NONE;
  reference->kind = DIXIT_REF_FOOTNOTE;
  push(self, DIXIT_FOOTNOTE, block, end)->reference = self->doc->references.count - 1;
  return START_CONTAINER;
}

/* ---- opening leaves ---- */

static start_result start_heading(block_parser *self)
{
  dixit_span words;
  uint8_t level = line_heading(self->doc->text, self->first, self->cursor.end, &words);
  if (!level)
    return START_NONE;
  open_leaf(self, LEAF_NONE, DIXIT_HEADING,
            span_of(self->first, words.end > self->first ? words.end : self->first + 1));
  if (self->leaf_block == DIXIT_NONE)
    return START_LEAF;
  md_block *block = &self->out->blocks.items[self->leaf_block];
  block->level = level;
  if (!span_is_empty(words))
    add_line(self, block, words);
  return START_LEAF;
}

/* What the fence's "{name}" says of its words: an rst_directive_kind; RST_CODE where it has none. */
static uint8_t directive_kind(const block_parser *self, uint32_t count)
{
  const char *text = self->doc->text;
  uint32_t at = self->first + count, end = self->cursor.end, first;
  while (at < end && is_blank_byte(text[at]))
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
  close_unmatched(self);
  if (!fence->depth || self->depth < fence->depth || self->stack[fence->depth].mark != fence->mark)
    return;
  while (self->depth > fence->depth)
    close_container(self);
  extend(self, self->cursor.end);
  close_container(self);
}

static void open_directive(block_parser *self, uint32_t count, uint8_t kind)
{
  char mark = self->doc->text[self->first];
  directive_fence *fence = &self->directives[self->directive_count++];
  *fence = (directive_fence){.count = count, .mark = mark};
  self->options = true;
  close_unmatched(self);
  uint32_t block = kind == RST_QUOTE && self->depth + 1 < NESTING_LIMIT
    ? add_block(self, DIXIT_BLOCK_QUOTE, span_of(self->first, self->cursor.end)) : DIXIT_NONE;
  if (block == DIXIT_NONE)
    return;
  push(self, DIXIT_BLOCK_QUOTE, block, self->cursor.end)->mark = mark;
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
  if (self->directive_count == DIRECTIVES ||
      (kind != RST_WORDS && kind != RST_TITLED && kind != RST_FIGURE && kind != RST_QUOTE))
    return false;
  open_directive(self, count, kind);
  return true;
}

/* ":name: value" behind the line that opens a directive. */
static bool is_option(block_parser *self)
{
  const char *text = self->doc->text, *line = text + self->first;
  bool option = self->options && *line == ':' && self->cursor.end - self->first > 2 &&
                memchr(line + 1, ':', self->cursor.end - self->first - 1);
  self->options = option;
  return option;
}

static start_result start_fence(block_parser *self)
{
  uint32_t count = line_fence(self->doc->text, self->first, self->cursor.end);
  if (!count)
    return START_NONE;
  if (read_directive(self, count))
    return START_LEAF;
  open_leaf(self, LEAF_FENCE, DIXIT_CODE, span_of(self->first, self->cursor.end));
  self->leaf_mark = self->doc->text[self->first];
  self->leaf_count = count;
  return START_LEAF;
}

static start_result start_html(block_parser *self)
{
  uint8_t kind = line_html(self->doc->text, self->first, self->cursor.end);
  if (!kind || (kind == 7 && self->leaf == LEAF_PARAGRAPH))
    return START_NONE;
  bool closed = line_ends_html(self->doc->text, self->first, self->cursor.end, kind);
  open_leaf(self, LEAF_HTML, DIXIT_HTML, span_of(self->first, self->cursor.end));
  self->leaf_count = kind;
  if (closed)
    self->leaf = LEAF_NONE;
  return START_LEAF;
}

static bool has_display_end(const block_parser *self, uint32_t at)
{
  return scan_until(text_of(self->doc->text, self->cursor.end), at, "$$") != 0;
}

static start_result start_math(block_parser *self)
{
  const char *text = self->doc->text;
  if (self->cursor.end - self->first < 2 || text[self->first + 1] != '$')
    return START_NONE;
  uint32_t end = self->cursor.end;
  while (is_blank_byte(text[end - 1]))
    end--;
  bool closed = has_display_end(self, self->first + 2);
  if (closed && (text[end - 1] != '$' || text[end - 2] != '$')) /* words follow: mathematics within a paragraph */
    return START_NONE;
  open_leaf(self, LEAF_MATH, DIXIT_MATH, span_of(self->first, self->cursor.end));
  if (closed)
    self->leaf = LEAF_NONE;
  return START_LEAF;
}

static start_result start_rule(block_parser *self)
{
  if (!line_is_rule(self->doc->text, self->first, self->cursor.end))
    return START_NONE;
  open_leaf(self, LEAF_NONE, DIXIT_RULE_LINE, span_of(self->first, self->cursor.end));
  return START_LEAF;
}

/* The line under a heading's words: the open paragraph becomes the heading. */
static start_result start_underline(block_parser *self)
{
  uint8_t level = line_underline(self->doc->text, self->first, self->cursor.end);
  if (!level)
    return START_NONE;
  if (!take_definitions(self)) { /* nothing is left to be a heading: the line starts a paragraph */
    self->leaf = LEAF_NONE;
    return START_NONE;
  }
  md_block *block = &self->out->blocks.items[self->leaf_block];
  trim_last_line(self, block);
  dixit_span *last = &self->out->lines.items[block->first_line + block->line_count - 1];
  last->end = line_without_attributes(self->doc->text, last->start, last->end);
  block->kind = DIXIT_HEADING;
  block->level = level;
  block->span.end = self->cursor.end;
  self->leaf = LEAF_NONE;
  extend(self, block->span.end);
  return START_LEAF;
}

/* ---- tables ---- */

/* The next cell of a row from *at on, blanks taken off; false at the row's end. */
static bool next_cell(const char *text, uint32_t *at, uint32_t end, dixit_span *cell)
{
  uint32_t first = *at;
  while (first < end && is_blank_byte(text[first]))
    first++;
  if (first >= end)
    return false;
  uint32_t after = first;
  while (after < end && text[after] != '|')
    after += text[after] == '\\' && after + 1 < end ? 2 : 1;
  *at = after < end ? after + 1 : end;
  while (after > first && is_blank_byte(text[after - 1]))
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

static void add_row(block_parser *self, dixit_span row)
{
  const char *text = self->doc->text;
  uint32_t at = row_start(text, row);
  for (dixit_span cell; next_cell(text, &at, row.end, &cell);) {
    if (span_is_empty(cell))
      continue;
    uint32_t index = add_block(self, DIXIT_TABLE_CELL, cell);
    if (index == DIXIT_NONE)
      return;
    md_block *block = &self->out->blocks.items[index];
    block->parent = self->leaf_block;
    add_line(self, block, cell);
  }
  self->out->blocks.items[self->leaf_block].span.end = row.end;
}

/* The second line of a table: the paragraph's last line becomes its head. */
static start_result start_table(block_parser *self)
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
  open_leaf(self, LEAF_TABLE, DIXIT_TABLE, span_of(head.start, self->cursor.end));
  if (self->leaf == LEAF_TABLE) {
    add_row(self, head);
    self->out->blocks.items[self->leaf_block].span.end = self->cursor.end;
  }
  return START_LEAF;
}

/* ---- one line ---- */

/* Does the line go on with the container? Moves the cursor past what belongs to it. */
static bool continues(block_parser *self, const container *open)
{
  measure(self);
  switch (open->kind) {
  case DIXIT_BLOCK_QUOTE:
  case CONTAINER_ALERT:
    if (open->mark) /* it ends with its fence */
      return true;
    if (self->blank || self->indent >= CODE_INDENT || self->doc->text[self->first] != '>')
      return false;
    skip_marker(self, self->first + 1, 1);
    return true;
  case DIXIT_LIST_ITEM:
    if (self->blank)
      return !open->empty;
    if (self->indent < open->offset)
      return false;
    line_advance(&self->cursor, open->offset);
    return true;
  case DIXIT_FOOTNOTE:
    if (!self->blank && self->indent < NOTE_INDENT)
      return false;
    line_advance(&self->cursor, NOTE_INDENT);
    return true;
  default:
    return true;
  }
}

static void match_containers(block_parser *self)
{
  self->matched = 0;
  while (self->matched < self->depth && continues(self, &self->stack[self->matched + 1]))
    self->matched++;
  measure(self);
}

static void extend_leaf(block_parser *self)
{
  self->out->blocks.items[self->leaf_block].span.end = self->cursor.end;
}

/* Lines of a fence, HTML, mathematics. False when the line is not the leaf's. */
static bool continue_verbatim(block_parser *self)
{
  const char *text = self->doc->text;
  bool closed = false;
  switch (self->leaf) {
  case LEAF_FENCE:
    closed = self->indent < CODE_INDENT &&
             line_closes_fence(text, self->first, self->cursor.end, self->leaf_mark, self->leaf_count);
    break;
  case LEAF_HTML:
    if (self->blank && self->leaf_count >= 6 && self->leaf_count <= 7)
      return false;
    closed = line_ends_html(text, self->cursor.at, self->cursor.end, (uint8_t)self->leaf_count);
    break;
  case LEAF_INDENTED:
    if (self->blank)
      return true;
    if (self->indent < CODE_INDENT)
      return false;
    break;
  case LEAF_MATH:
    if (self->blank)
      return false;
    closed = has_display_end(self, self->first);
    break;
  default:
    return false;
  }
  extend_leaf(self);
  if (closed)
    close_leaf(self);
  return true;
}

static bool is_in_paragraph(const block_parser *self)
{
  return self->leaf == LEAF_PARAGRAPH && self->matched == self->depth;
}

/* What a block may start with. */
static start_result try_starts(block_parser *self)
{
  bool room = self->depth + 2 < NESTING_LIMIT;
  start_result result = START_NONE;
  char c = self->doc->text[self->first];
  if (c == '>' && room)
    return start_quote(self);
  if (c == '#')
    return start_heading(self);
  if (c == '`' || c == '~')
    return start_fence(self);
  if (c == '$')
    return start_math(self);
  if (c == '[')
    return room ? start_footnote(self) : START_NONE;
  if (c == '<' || c == '{')
    result = start_html(self);
  if (!result && is_in_paragraph(self))
    result = start_underline(self);
  if (!result && is_in_paragraph(self))
    result = start_table(self);
  if (!result)
    result = start_rule(self);
  if (!result && room)
    result = start_list(self, is_in_paragraph(self));
  if (!result && (is_option(self) || line_is_markup(self->doc->text, self->first, self->cursor.end))) {
    close_unmatched(self);
    result = START_LEAF;
  }
  return result;
}

static bool may_start_block(char c)
{
  static const char starts[] = ">#`~$[<{(=-_*+|:\\";
  return ascii_is_digit(c) || scan_is_one_of(c, starts);
}

/* Text: for the open paragraph (a lazy line too), the open table, or a new paragraph. */
static void add_text(block_parser *self)
{
  dixit_span words = span_of(self->first, self->cursor.end);
  self->options = false;
  if (self->leaf == LEAF_TABLE && self->matched == self->depth) {
    add_row(self, words);
    return;
  }
  if (self->leaf != LEAF_PARAGRAPH)
    open_leaf(self, LEAF_PARAGRAPH, DIXIT_PARAGRAPH, words);
  if (self->leaf != LEAF_PARAGRAPH)
    return;
  md_block *block = &self->out->blocks.items[self->leaf_block];
  add_line(self, block, words);
  while (words.end > words.start && is_blank_byte(self->doc->text[words.end - 1]))
    words.end--;
  block->span.end = words.end;
}

static void read_line(block_parser *self, uint32_t start, uint32_t end)
{
  self->cursor = (line_cursor){self->doc->text, start, 0, end};
  match_containers(self);
  if (self->leaf > LEAF_TABLE && self->matched == self->depth && continue_verbatim(self))
    return;
  if (self->leaf > LEAF_TABLE)
    close_leaf(self);
  while (!self->blank) {
    if (self->indent >= CODE_INDENT) {
      if (self->leaf == LEAF_PARAGRAPH)
        break;
      open_leaf(self, LEAF_INDENTED, DIXIT_CODE, span_of(self->first, end));
      return;
    }
    start_result result = may_start_block(self->doc->text[self->first]) ? try_starts(self) : START_NONE;
    if (result == START_LEAF)
      return;
    if (result == START_NONE)
      break;
    measure(self);
  }
  if (self->blank)
    close_unmatched(self);
  else
    add_text(self);
}

/* ---- the text ---- */

/* The byte after the front matter or the byte order mark. */
static uint32_t read_front_matter(block_parser *self)
{
  uint32_t start;
  uint32_t end = front_matter_end(text_of(self->doc->text, self->doc->length), &start);
  if (end && start > 3)
    add_block(self, DIXIT_HTML, span_of(0, start));
  if (end)
    add_block(self, DIXIT_FRONT_MATTER, span_of(start, end));
  else if (self->doc->length >= 3 && memcmp(self->doc->text, "\xEF\xBB\xBF", 3) == 0)
    end = 3;
  return end;
}

void markdown_blocks_read(dixit_doc *doc, arena *scratch, md_structure *out)
{
  block_parser self = {.doc = doc, .scratch = scratch, .out = out, .leaf_block = DIXIT_NONE};
  self.stack[0] = (container){.block = DIXIT_NONE, .reference = DIXIT_NONE, .kind = CONTAINER_ROOT};
  uint32_t done = read_front_matter(&self);
  for (uint32_t i = 0; i < doc->lines.count && !scratch->failed && !doc->memory.failed; i++) {
    uint32_t start = doc->lines.items[i], end = lines_end(doc, i);
    if (end > done || (start == end && start >= done))
      read_line(&self, start < done ? done : start, end);
  }
  self.matched = 0;
  close_unmatched(&self);
}
