/* Wikitext (MediaWiki) to blocks, runs, citations, references, entries and clean-up tags, in one pass: what a line
 * begins is read here, what stands within it in wiki_words.c, notes and templates in wiki_inserts.c. Notes are looked
 * for everywhere, in the parameters of templates too, and read after their paragraph. */
#include "doc/markdown_scan.h"
#include "doc/reader.h"
#include "doc/wiki_inserts.h"
#include "doc/wiki_words.h"

enum { NESTING_LIMIT = 40 };

/* ---- lines ---- */

/* "* words", "# words", ": words", "; words": an item a line. */
static uint32_t open_item(wiki_parser *self, uint32_t at, uint32_t end)
{
  uint32_t words = at;
  while (words < end && scan_is_one_of(self->text.bytes[words], "*#:; "))
    words++;
  wiki_end_paragraph(self);
  if (self->list == DIXIT_NONE) {
    self->list = prose_block(&self->out, DIXIT_LIST, at, words);
    self->out.parent = self->list;
  } else {
    self->out.parent = self->list;
    self->doc->blocks.items[self->item].span.end = at;
  }
  self->item = prose_block(&self->out, DIXIT_LIST_ITEM, at, words);
  self->out.parent = self->item;
  return words;
}

/* "== words ==": the byte after its line, or `at`. */
static uint32_t read_heading(wiki_parser *self, uint32_t at, uint32_t end)
{
  uint32_t stop = wiki_line_end(self, at, end), level = 0;
  dixit_span line = wiki_trim(&self->text, span_of(at, stop));
  while (line.start + level < line.end && level < 6 && self->text.bytes[line.start + level] == '=')
    level++;
  if (span_length(line) < 2 * level + 1 || self->text.bytes[line.end - 1] != '=')
    return at;
  uint32_t last = line.end;
  while (last > line.start + level && line.end - last < level && self->text.bytes[last - 1] == '=')
    last--;
  wiki_end_paragraph(self);
  self->out.kind = DIXIT_HEADING;
  self->out.level = (uint8_t)level;
  wiki_read_inside(self, wiki_trim(&self->text, span_of(line.start + level, last)), false);
  self->out.kind = DIXIT_PARAGRAPH;
  self->out.level = 0;
  wiki_end_paragraph(self);
  return stop;
}

static uint32_t open_table(wiki_parser *self, uint32_t at, uint32_t end)
{
  uint32_t stop = wiki_line_end(self, at, end);
  if (self->table_count == WIKI_TABLE_LIMIT)
    return stop;
  wiki_end_paragraph(self);
  uint32_t block = prose_block(&self->out, DIXIT_TABLE, at, at + 2);
  if (block == DIXIT_NONE)
    return stop;
  self->tables[self->table_count++] = block;
  self->out.parent = block;
  self->out.kind = DIXIT_TABLE_CELL;
  return stop;
}

/* Past the attributes before a cell's words: "style=... | words". */
static uint32_t skip_cell_attributes(const wiki_parser *self, uint32_t at, uint32_t end)
{
  for (uint32_t i = at; i < end && !scan_is_one_of(self->text.bytes[i], "\n[{<"); i++)
    if (self->text.bytes[i] == '|')
      return wiki_byte(self, i + 1) == '|' ? at : i + 1;
  return at;
}

/* A line within a table; the place to go on from. */
static uint32_t read_table_line(wiki_parser *self, uint32_t at, uint32_t end)
{
  char next = wiki_byte(self, at + 1);
  if (self->text.bytes[at] == '|' && next == '}') {
    wiki_close_table(self, at + 2);
    return at + 2;
  }
  wiki_end_paragraph(self);
  if (self->text.bytes[at] == '|' && next == '-')
    return wiki_line_end(self, at, end);
  return skip_cell_attributes(self, at + 1 + (next == '+'), end);
}

/* A template on lines of its own: the byte after it, or `at`. */
static uint32_t read_lone_template(wiki_parser *self, uint32_t at, uint32_t end)
{
  uint32_t close = wiki_byte(self, at + 1) == '{' ? wiki_close(&self->text, at) : DIXIT_NONE, after = close + 2;
  if (close == DIXIT_NONE || close >= end)
    return at;
  while (after < end && (self->text.bytes[after] == ' ' || self->text.bytes[after] == '\r'))
    after++;
  if (after < end && self->text.bytes[after] != '\n')
    return at;
  wiki_end_paragraph(self);
  uint32_t last = wiki_read_template(self, at, close, true);
  wiki_end_paragraph(self);
  return last;
}

/* What starts a line; the place to go on from. */
static uint32_t read_line_start(wiki_parser *self, uint32_t at, uint32_t end)
{
  while (at < end && (self->text.bytes[at] == ' ' || self->text.bytes[at] == '\t' || self->text.bytes[at] == '\r'))
    at++;
  char c = at < end ? self->text.bytes[at] : '\n';
  uint32_t after = at;
  if (c != '*' && c != '#' && c != ':' && c != ';')
    wiki_close_list(self, at);
  if (c == '\n') {
    wiki_end_paragraph(self);
    return at;
  }
  if (c == '=')
    after = read_heading(self, at, end);
  else if (c == '{' && wiki_byte(self, at + 1) == '|')
    after = open_table(self, at, end);
  else if (c == '{')
    after = read_lone_template(self, at, end);
  else if (c == '-' && at + 4 <= end && memcmp(self->text.bytes + at, "----", 4) == 0)
    after = at + 4;
  if (after > at)
    return after;
  if (self->table_count > self->table_base && (c == '|' || c == '!'))
    return read_table_line(self, at, end);
  if (scan_is_one_of(c, "*#:;"))
    return open_item(self, at, end);
  return at;
}

/* ---- the text from left to right ---- */

static const uint8_t special[256] = {
  ['\''] = 1, ['<'] = 1, ['&'] = 1, ['{'] = 1, ['['] = 1, ['_'] = 1, [':'] = 1, ['|'] = 1, ['!'] = 1,
};

/* "||" and "!!" between cells of one line. */
static bool is_cell_end(const wiki_parser *self, uint32_t at)
{
  char c = self->text.bytes[at];
  return self->out.kind == DIXIT_TABLE_CELL && !self->silent && (c == '|' || c == '!') && wiki_byte(self, at + 1) == c;
}

/* A byte that may begin something; the place to go on from. `from` is where text not yet written begins: moved when
 * something was found. */
static uint32_t read_sign(wiki_parser *self, uint32_t *from, uint32_t at, uint32_t end)
{
  char c = self->text.bytes[at];
  uint32_t after;
  if (c == ':') {
    after = wiki_read_url(self, *from, at, end);
    if (after == at)
      return at + 1;
  } else if (c == '|' || c == '!') {
    if (!is_cell_end(self, at))
      return at + 1;
    wiki_words(self, *from, at);
    wiki_end_paragraph(self);
    after = skip_cell_attributes(self, at + 2, end);
  } else {
    wiki_words(self, *from, at);
    after = wiki_read_special(self, at, end);
  }
  *from = after;
  return after;
}

static void read_part(wiki_parser *self, dixit_span part, bool lines)
{
  uint32_t at = part.start, from = at, length = self->text.length, absent = self->text.absent;
  bool start = lines;
  if (self->nesting == NESTING_LIMIT)
    return;
  self->nesting++;
  self->text.length = part.end; /* nothing in it reaches further */
  while (at < part.end && !self->scratch.failed && !self->doc->memory.failed) {
    unsigned char c = (unsigned char)self->text.bytes[at];
    if (start) {
      wiki_words(self, from, at);
      from = at = read_line_start(self, at, part.end);
      start = false;
    } else if (c == '\n') {
      start = lines;
      at++;
    } else {
      at = special[c] ? read_sign(self, &from, at, part.end) : at + 1;
    }
  }
  wiki_words(self, from, at < part.end ? at : part.end);
  self->text.length = length;
  self->text.absent = absent;
  self->nesting--;
}

void reader_wiki(dixit_doc *doc)
{
  wiki_parser self = {.doc = doc, .list = DIXIT_NONE, .item = DIXIT_NONE, .read_part = read_part};
  arena_init(&self.scratch, &doc->memory.allocator);
  wiki_text_init(&self.text, doc, &self.scratch);
  prose_init(&self.out, doc);
  read_part(&self, span_of(0, doc->length), true);
  wiki_close_list(&self, doc->length);
  while (self.table_count)
    wiki_close_table(&self, doc->length);
  wiki_end_paragraph(&self);
  doc->memory.failed = doc->memory.failed || self.scratch.failed;
  arena_done(&self.scratch);
}

/* Templates, named notes, headings between equals signs, tables. */
bool wiki_detect(dixit_text text)
{
  static const char *const signs[] = {
    "<ref", "{{cite ", "{{Cite ", "\n==", "[[Category:", "{|", "{{Reflist", "{{reflist", "'''",
  };
  return scan_count(text, signs, sizeof signs / sizeof *signs) >= 3;
}
