/* From lines to blocks, in the two phases of CommonMark's appendix: each line first goes through the open containers it
 * continues, then opens new ones (markdown_starts.c), then adds its text to a leaf.
 *
 * Beyond CommonMark 0.31: front matter, GFM tables and alerts, footnote definitions, display mathematics, lines of
 * attributes and fenced divs (which are markup and make no block). Containers nest BLOCK_NESTING deep; what is deeper
 * reads as text, so that a line costs no more than its length plus a constant. */
#include "doc/markdown_blocks.h"

#include "doc/lines.h"
#include "doc/markdown_lines.h"
#include "doc/markdown_scan.h"
#include "doc/markdown_starts.h"
#include "doc/markdown_tables.h"

enum { NOTE_INDENT = 4 };

/* ---- one line ---- */

/* Does the line go on with the container? Moves the cursor past what belongs to it. */
static bool continues(block_parser *self, const block_container *open)
{
  block_measure(self);
  switch (open->kind) {
  case DIXIT_BLOCK_QUOTE:
  case CONTAINER_ALERT:
    if (open->mark) /* it ends with its fence */
      return true;
    if (self->blank || self->indent >= CODE_INDENT || self->doc->text[self->first] != '>')
      return false;
    block_skip_marker(self, self->first + 1, 1);
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
  block_measure(self);
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
    closed = block_ends_math(self, self->first);
    break;
  default:
    return false;
  }
  extend_leaf(self);
  if (closed)
    block_close_leaf(self);
  return true;
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
    block_add_row(self, words);
    return;
  }
  if (self->leaf != LEAF_PARAGRAPH)
    block_open_leaf(self, LEAF_PARAGRAPH, DIXIT_PARAGRAPH, words);
  if (self->leaf != LEAF_PARAGRAPH)
    return;
  md_block *block = &self->out->blocks.items[self->leaf_block];
  block_add_line(self, block, words);
  while (words.end > words.start && ascii_is_blank(self->doc->text[words.end - 1]))
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
    block_close_leaf(self);
  while (!self->blank) {
    if (self->indent >= CODE_INDENT) {
      if (self->leaf == LEAF_PARAGRAPH)
        break;
      block_open_leaf(self, LEAF_INDENTED, DIXIT_CODE, span_of(self->first, end));
      return;
    }
    start_result result = may_start_block(self->doc->text[self->first]) ? block_start(self) : START_NONE;
    if (result == START_LEAF)
      return;
    if (result == START_NONE)
      break;
    block_measure(self);
  }
  if (self->blank)
    block_close_unmatched(self);
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
    block_add(self, DIXIT_HTML, span_of(0, start));
  if (end)
    block_add(self, DIXIT_FRONT_MATTER, span_of(start, end));
  else if (self->doc->length >= 3 && memcmp(self->doc->text, "\xEF\xBB\xBF", 3) == 0)
    end = 3;
  return end;
}

void markdown_blocks_read(dixit_doc *doc, arena *scratch, md_structure *out)
{
  block_parser self = {.doc = doc, .scratch = scratch, .out = out, .leaf_block = DIXIT_NONE};
  self.stack[0] = (block_container){.block = DIXIT_NONE, .reference = DIXIT_NONE, .kind = CONTAINER_ROOT};
  uint32_t done = read_front_matter(&self);
  for (uint32_t i = 0; i < doc->lines.count && !scratch->failed && !doc->memory.failed; i++) {
    uint32_t start = doc->lines.items[i], end = lines_end(doc, i);
    if (end > done || (start == end && start >= done))
      read_line(&self, start < done ? done : start, end);
  }
  self.matched = 0;
  block_close_unmatched(&self);
}
