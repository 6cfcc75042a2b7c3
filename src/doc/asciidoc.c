/* AsciiDoc to blocks, runs, citations and references, line by line, as Asciidoctor 2 reads it.
 *
 * Blocks between lines of signs open and close containers or are no prose; the line of attributes before a block says
 * what it is ("[quote, Ida Brandt]", "[source,c]"). Lists nest by their markers, and end where a paragraph follows a
 * blank line without "+" before it. Words are read in asciidoc_words.c, what a line can begin is in asciidoc_scan.c.
 * A cell of a table is all that stands up to the next bar. Conditions (ifdef) are not decided: all branches are read.
 * Attributes are not replaced, included files not followed. */
#include "doc/asciidoc_scan.h"
#include "doc/asciidoc_words.h"
#include "doc/markdown_scan.h"
#include "doc/outline.h"
#include "doc/reader.h"

enum { LEVELS = 6, KEY_LIMIT = 100, WIDTH_SLACK = 1 };

/* What the line of attributes makes of the next block. */
typedef enum block_style { STYLE_NONE, STYLE_QUOTE, STYLE_CODE, STYLE_MATH, STYLE_SKIP } block_style;

/* style, attributes: of the next block. attached: "+" stands before this line.
 * blank: a blank line does. head: nothing but comments and attributes has been read. */
typedef struct parser {
  outline base;
  block_style style;
  dixit_span attributes;
  bool attached;
  bool blank;
  bool head;
} parser;

/* ---- fences ---- */

static void close_lists(parser *self)
{
  outline_level *top;
  while ((top = outline_top(&self->base)) != NULL && !asciidoc_is_fence_tag(top->tag))
    outline_close(&self->base);
}

/* Lines up to one like the first are no prose; without one, all. */
static void skip_fence(parser *self, dixit_block_kind kind, dixit_span fence, bool silent)
{
  outline *base = &self->base;
  dixit_text sign = outline_slice(base, fence.start + 3 < fence.end && base->doc->text[fence.start] == '`'
                                          ? span_of(fence.start, fence.start + 3)
                                          : fence);
  uint32_t end = fence.end;
  for (base->line++; outline_has(base, base->line); base->line++) {
    dixit_span line = outline_words(base, base->line);
    end = span_is_empty(line) ? end : line.end;
    if (text_equal(outline_slice(base, line), sign)) {
      base->line++;
      break;
    }
  }
  if (!silent)
    outline_block(base, kind, span_of(fence.start, end));
}

/* Does this line close a container? Then it and all in it are closed. */
static bool close_fence(parser *self, dixit_span line)
{
  outline *base = &self->base;
  uint32_t tag = asciidoc_fence_tag(base, line), i = base->count;
  while (i > 0 && base->levels[i - 1].tag != tag)
    i--;
  if (i == 0)
    return false;
  base->reach = line.end;
  while (base->count >= i)
    outline_close(base);
  base->line++;
  return true;
}

/* ---- attributes of blocks ---- */

static const struct {
  const char *name;
  block_style style;
} styles[] = {
  {"quote", STYLE_QUOTE}, {"verse", STYLE_QUOTE}, {"source", STYLE_CODE}, {"listing", STYLE_CODE}, {"literal",
   STYLE_CODE},
  {"stem", STYLE_MATH}, {"latexmath", STYLE_MATH}, {"asciimath", STYLE_MATH}, {"comment", STYLE_SKIP}, {"pass",
   STYLE_CODE},
  {"plantuml", STYLE_CODE}, {"ditaa", STYLE_CODE}, {"mermaid", STYLE_CODE}, {"graphviz", STYLE_CODE},
};

/* "[style, rest]" alone on its line. The rest of a quotation's is a leaf of its own before it. */
static bool read_attributes(parser *self, dixit_span line)
{
  outline *base = &self->base;
  if (outline_byte(base, line, line.start) != '[' || base->doc->text[line.end - 1] != ']' ||
      outline_starts(base, line, "[[["))
    return false;
  base->line++;
  uint32_t end = line.start + 1;
  while (end < line.end - 1 && !scan_is_one_of(base->doc->text[end], ",#.%="))
    end++;
  dixit_text name = outline_slice(base, outline_trim(base, span_of(line.start + 1, end)));
  for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
    if (text_equal_folded(name, text_from(styles[i].name)))
      self->style = styles[i].style;
  self->attributes = line;
  dixit_span signature = outline_trim(base, span_of(end + 1 < line.end ? end + 1 : line.end - 1, line.end - 1));
  if (self->blank && !self->attached)
    close_lists(self);
  if (self->style == STYLE_QUOTE && base->doc->text[end] == ',' && !span_is_empty(signature))
    outline_leaf(base, DIXIT_CAPTION, 0, signature); /* who is quoted, and where */
  return true;
}

static bool read_fence(parser *self, dixit_span line)
{
  outline *base = &self->base;
  asciidoc_fence kind = asciidoc_scan_fence(base, line);
  block_style style = self->style;
  if (kind == FENCE_NONE)
    return false;
  self->style = STYLE_NONE;
  if (close_fence(self, line))
    return true;
  if (kind == FENCE_SKIP || style == STYLE_SKIP)
    skip_fence(self, DIXIT_CODE, line, true);
  else if (kind == FENCE_MATH || style == STYLE_MATH)
    skip_fence(self, style == STYLE_MATH ? DIXIT_MATH : DIXIT_CODE, line, false);
  else if (kind == FENCE_CODE || style == STYLE_CODE)
    skip_fence(self, DIXIT_CODE, line, false);
  else {
    bool quote = kind == FENCE_QUOTE || style == STYLE_QUOTE;
    if (quote ? outline_open(base, DIXIT_BLOCK_QUOTE, line, 0) : outline_enter(base, 0))
      outline_top(base)->tag = asciidoc_fence_tag(base, line);
    base->line++;
  }
  return true;
}

/* ---- single lines ---- */

/* The lines under the document's title: who wrote it, and which revision it is. */
static void read_author(parser *self)
{
  outline *base = &self->base;
  dixit_span author = outline_words(base, base->line);
  if (!asciidoc_starts_word(base, author))
    return;
  outline_leaf(base, DIXIT_BYLINE, 0, author);
  base->line++;
  if (asciidoc_starts_word(base, outline_words(base, base->line)))
    base->line++;
}

static bool read_heading(parser *self, dixit_span line)
{
  outline *base = &self->base;
  char sign = outline_byte(base, line, line.start);
  uint32_t level = asciidoc_count(base, line, sign), words = line.start + level;
  bool gap = words < line.end && outline_is_gap(outline_byte(base, line, words));
  if ((sign != '=' && sign != '#') || level > LEVELS || !gap)
    return false;
  close_lists(self);
  dixit_span title = span_of(outline_skip_blanks(base, words, line.end), line.end);
  uint32_t last = title.end;
  while (last > title.start && base->doc->text[last - 1] == sign)
    last--;
  if (title.end - last == level && last > title.start && outline_is_gap(base->doc->text[last - 1]))
    title = outline_trim(base, span_of(title.start, last));
  outline_leaf(base, DIXIT_HEADING, (uint8_t)level, title);
  base->line++;
  if (self->head && level == 1)
    read_author(self);
  self->head = false;
  return true;
}

/* A title with a line of signs under it, about as long. */
static bool read_underlined(parser *self, dixit_span line)
{
  static const char signs[] = "=-~^+";
  outline *base = &self->base;
  dixit_span under = outline_words(base, base->line + 1);
  char sign = outline_byte(base, under, under.start);
  const char *level = sign ? strchr(signs, sign) : NULL;
  uint32_t width = 0, length = span_length(under);
  if (!level || asciidoc_count(base, under, sign) != length || length < FENCE_LEAST - 1)
    return false;
  for (uint32_t at = line.start; at < line.end; at++)
    width += ((unsigned char)base->doc->text[at] & 0xC0) != 0x80;
  if (length > width + WIDTH_SLACK || length + WIDTH_SLACK < width)
    return false;
  close_lists(self);
  outline_leaf(base, DIXIT_HEADING, (uint8_t)(level - signs + 1), line);
  base->line += 2;
  return true;
}

/* ":name: value", going on where a line ends with a backslash. */
static bool read_entry(parser *self, dixit_span line)
{
  outline *base = &self->base;
  uint32_t end = line.start + 1;
  if (outline_byte(base, line, line.start) != ':')
    return false;
  while (end < line.end && (ascii_is_letter(base->doc->text[end]) || ascii_is_digit(base->doc->text[end]) ||
                            scan_is_one_of(base->doc->text[end], "-_!")))
    end++;
  if (end == line.start + 1 || outline_byte(base, line, end) != ':' ||
      !outline_is_gap(outline_byte(base, line, end + 1)))
    return false;
  dixit_span value = outline_trim(base, span_of(end + 1 < line.end ? end + 1 : line.end, line.end));
  if (text_is(outline_slice(base, span_of(line.start + 1, end)), "bibtex-file"))
    prose_file(base->doc, value, DIXIT_FILE_BIBLIOGRAPHY);
  while (!span_is_empty(line) && base->doc->text[line.end - 1] == '\\')
    line = outline_words(base, ++base->line);
  base->line++;
  return true;
}

static bool read_condition(outline *base, dixit_span line)
{
  uint32_t words = asciidoc_scan_condition(base, line);
  if (!words)
    return false;
  base->line++;
  if (words < line.end)
    outline_leaf(base, DIXIT_PARAGRAPH, 0, span_of(words, line.end - 1));
  return true;
}

/* "name::target[attributes]" alone on its line. */
static bool read_block_macro(parser *self, dixit_span line)
{
  outline *base = &self->base;
  uint32_t end = line.start;
  while (end < line.end && ascii_is_letter(base->doc->text[end]))
    end++;
  if (end == line.start || !outline_starts(base, span_of(end, line.end), "::") || base->doc->text[line.end - 1] != ']')
    return false;
  uint32_t open = end + 2;
  while (open < line.end && base->doc->text[open] != '[' && !outline_is_gap(base->doc->text[open]))
    open++;
  if (outline_byte(base, line, open) != '[')
    return false;
  if (text_is(outline_slice(base, span_of(line.start, end)), "include"))
    prose_file(base->doc, span_of(end + 2, open), DIXIT_FILE_INCLUDED);
  base->line++;
  return true;
}

/* Comments, rules, page breaks, "+", titles of blocks. */
static bool read_small(parser *self, dixit_span line)
{
  outline *base = &self->base;
  dixit_text text = outline_slice(base, line);
  char next = outline_byte(base, line, line.start + 1);
  if (text_is(text, "+")) {
    self->attached = true;
  } else if (text_is(text, "'''") || text_is(text, "---") || text_is(text, "***") || text_is(text, "<<<")) {
    close_lists(self);
    outline_block(base, DIXIT_RULE_LINE, line);
  } else if (text.bytes[0] == '.' && next != '.' && !outline_is_gap(next)) {
    outline_leaf(base, DIXIT_CAPTION, 0, span_of(line.start + 1, line.end));
  } else if (!(outline_starts(base, line, "//") && next == '/' && outline_byte(base, line, line.start + 2) != '/')) {
    return false;
  }
  base->line++;
  return true;
}

/* ---- lists ---- */

/* An item of the list with this tag: one that is open, or a new one within the item that is. */
static bool open_item(parser *self, dixit_span marker, uint32_t tag)
{
  outline *base = &self->base;
  uint32_t i = base->count;
  while (i > 0 && !asciidoc_is_fence_tag(base->levels[i - 1].tag) && base->levels[i - 1].tag != tag)
    i--;
  if (i > 0 && base->levels[i - 1].tag == tag)
    while (base->count > i)
      outline_close(base);
  else if (outline_open(base, DIXIT_LIST, marker, 0))
    outline_top(base)->tag = tag;
  else
    return false;
  return outline_open(base, DIXIT_LIST_ITEM, marker, 0);
}

/* "[[[key]]]", "[[[key,label]]]" at the start of an item: a work. Where its words start. */
static uint32_t define_work(parser *self, dixit_span line, uint32_t words)
{
  outline *base = &self->base;
  uint32_t end = words + 3, close;
  if (!outline_starts(base, span_of(words, line.end), "[[["))
    return words;
  while (end < line.end && end - words < KEY_LIMIT && base->doc->text[end] != ',' && base->doc->text[end] != ']')
    end++;
  for (close = end; close < line.end && base->doc->text[close] != ']';)
    close++;
  if (!outline_starts(base, span_of(close, line.end), "]]]") || end == words + 3)
    return words;
  uint32_t after = outline_skip_blanks(base, close + 3, line.end);
  if (prose_reference(&base->out, DIXIT_REF_ENTRY, span_of(words, after), span_of(words + 3, end),
                      span_of(after, after)))
    outline_top(base)->reference = base->doc->references.count - 1;
  return after;
}

/* ---- tables ---- */

static void read_cells(outline *base, dixit_span inside)
{
  uint32_t from = DIXIT_NONE;
  for (uint32_t at = inside.start; at < inside.end; at++) {
    const char *found = memchr(base->doc->text + at, '|', inside.end - at);
    uint32_t bar = found ? (uint32_t)(found - base->doc->text) : inside.end;
    bool escaped = bar > inside.start && bar < inside.end && base->doc->text[bar - 1] == '\\';
    at = bar;
    if (escaped)
      continue;
    uint32_t end = from == DIXIT_NONE || bar == inside.end ? bar : asciidoc_skip_cell_look(base, from, bar);
    dixit_span words = from == DIXIT_NONE ? span_of(bar, bar) : outline_trim(base, span_of(from, end));
    if (!span_is_empty(words))
      outline_leaf(base, DIXIT_TABLE_CELL, 0, words);
    from = bar + 1;
  }
}

static bool read_table(parser *self, dixit_span line)
{
  outline *base = &self->base;
  dixit_text sign = outline_slice(base, line);
  bool bars = text_is(sign, "|===");
  if (!bars && !text_is(sign, ",===") && !text_is(sign, ":==="))
    return false;
  uint32_t last = base->line + 1;
  while (outline_has(base, last) && !text_equal(outline_slice(base, outline_words(base, last)), sign))
    last++;
  uint32_t end = outline_has(base, last) ? outline_line(base, last).start : base->doc->length;
  bool separated = scan_until(outline_slice(base, self->attributes), 0, "format=") != 0 ||
                   scan_until(outline_slice(base, self->attributes), 0, "separator=") != 0;
  base->line = last + 1;
  if (!bars || separated) {
    outline_block(base, DIXIT_CODE, span_of(line.start, end));
    return true;
  }
  bool open = outline_open(base, DIXIT_TABLE, line, 0);
  read_cells(base, span_of(line.end, end));
  base->reach = outline_has(base, last) ? outline_words(base, last).end : base->reach;
  if (open)
    outline_close(base);
  return true;
}

/* ---- paragraphs ---- */

/* Does something else than the paragraph's next line stand here? */
static bool ends_paragraph(const parser *self, uint32_t line)
{
  const outline *base = &self->base;
  dixit_span words = outline_words(base, line);
  uint32_t after;
  if (span_is_empty(words) || asciidoc_scan_fence(base, words) || asciidoc_scan_condition(base, words) ||
      text_is(outline_slice(base, words), "+"))
    return true;
  bool attributes = outline_byte(base, words, words.start) == '[' && base->doc->text[words.end - 1] == ']';
  if (attributes || outline_starts(base, words, "|==="))
    return true;
  bool in_list = base->count && !asciidoc_is_fence_tag(base->levels[base->count - 1].tag);
  return in_list && (asciidoc_scan_marker(base, words, &after) || asciidoc_scan_term(base, words, &after));
}

/* Words in quotation marks with a line "-- Ida Brandt" below are a quotation and who is quoted. */
static bool read_signed(parser *self, uint32_t start, uint32_t last)
{
  outline *base = &self->base;
  dixit_span sign = outline_words(base, last), above = last > base->line ? outline_words(base, last - 1) : sign;
  if (last == base->line || base->doc->text[start] != '"' || !outline_starts(base, sign, "-- ") ||
      base->doc->text[above.end - 1] != '"' || above.end - 1 <= start)
    return false;
  if (!outline_open(base, DIXIT_BLOCK_QUOTE, span_of(start, start + 1), 0))
    return false;
  outline_leaf(base, DIXIT_PARAGRAPH, 0, span_of(start + 1, above.end - 1));
  outline_leaf(base, DIXIT_PARAGRAPH, 0, sign);
  outline_close(base);
  base->line = last + 1;
  return true;
}

/* The words of a line that starts with ">"; empty when it does not. */
static dixit_span angled_words(const outline *base, uint32_t line)
{
  dixit_span words = outline_words(base, line);
  bool angled = outline_byte(base, words, words.start) == '>';
  return angled ? outline_trim(base, span_of(words.start + 1, words.end)) : span_of(words.end, words.end);
}

/* Lines that start with ">", as Markdown has them: paragraphs, and perhaps a line "-- Ida Brandt". */
static bool read_angled(parser *self, dixit_span line)
{
  outline *base = &self->base;
  if (!outline_starts(base, line, "> ") ||
      !outline_open(base, DIXIT_BLOCK_QUOTE, span_of(line.start, line.start + 1), 0))
    return false;
  while (outline_byte(base, outline_words(base, base->line), outline_words(base, base->line).start) == '>') {
    dixit_span words = angled_words(base, base->line++), next = angled_words(base, base->line);
    base->reach = words.end;
    if (span_is_empty(words))
      continue;
    for (; !span_is_empty(next) && !outline_starts(base, next, "-- "); next = angled_words(base, ++base->line))
      words.end = next.end;
    outline_leaf(base, DIXIT_PARAGRAPH, 0, words);
  }
  outline_close(base);
  return true;
}

/* Words from `start` in this line on, and the lines that follow. */
static void read_paragraph(parser *self, uint32_t start)
{
  outline *base = &self->base;
  dixit_span line = outline_words(base, base->line);
  uint32_t last = base->line;
  block_style style = self->style;
  self->style = STYLE_NONE;
  while (!ends_paragraph(self, last + 1))
    last++;
  dixit_span words = span_of(asciidoc_skip_label(base, line, start), outline_words(base, last).end);
  bool literal = start == line.start && outline_indent(base, base->line) > 0 && self->blank;
  if (style == STYLE_SKIP || span_is_empty(words)) {
    base->line = last + 1;
  } else if (literal || style == STYLE_CODE || style == STYLE_MATH) {
    base->line = last + 1;
    outline_block(base, style == STYLE_MATH ? DIXIT_MATH : DIXIT_CODE, words);
  } else if (style == STYLE_QUOTE) {
    bool open = outline_open(base, DIXIT_BLOCK_QUOTE, span_of(words.start, words.start), 0);
    outline_leaf(base, DIXIT_PARAGRAPH, 0, words);
    if (open)
      outline_close(base);
    base->line = last + 1;
  } else if (!read_signed(self, start, last)) {
    base->line = last + 1;
    outline_leaf(base, DIXIT_PARAGRAPH, 0, words);
  }
}

/* An item, or a term and what is said of it. */
static bool read_item(parser *self, dixit_span line)
{
  outline *base = &self->base;
  uint32_t words = line.end, tag = asciidoc_scan_marker(base, line, &words);
  uint32_t term = tag ? 0 : asciidoc_scan_term(base, line, &words);
  if (!tag && !term)
    return false;
  dixit_span marker = span_of(line.start, tag ? words : line.start);
  if (!open_item(self, marker, tag ? tag : ':'))
    return false;
  self->blank = false;
  if (term)
    outline_leaf(base, DIXIT_PARAGRAPH, 0, span_of(line.start, term));
  if (words >= line.end) {
    base->line++;
    return true;
  }
  bool box = outline_byte(base, line, words) == '[' && outline_byte(base, line, words + 2) == ']' &&
             outline_is_gap(outline_byte(base, line, words + 3));
  words = box ? outline_skip_blanks(base, words + 3, line.end) : define_work(self, line, words);
  read_paragraph(self, words);
  return true;
}

static void read_line(parser *self, dixit_span line)
{
  outline *base = &self->base;
  uint32_t words;
  if (read_entry(self, line) || read_condition(&self->base, line) || read_small(self, line) ||
      read_attributes(self, line) || read_heading(self, line))
    return;
  self->head = false;
  bool item = asciidoc_scan_marker(base, line, &words) || asciidoc_scan_term(base, line, &words);
  if (self->blank && !self->attached && !item && outline_indent(base, base->line) == 0 &&
      asciidoc_scan_fence(base, line) == FENCE_NONE)
    close_lists(self);
  self->attached = false;
  if (read_fence(self, line) || read_underlined(self, line) || read_table(self, line) || read_block_macro(self, line) ||
      read_angled(self, line) || read_item(self, line)) {
    self->attributes = span_of(0, 0);
    return;
  }
  read_paragraph(self, line.start);
  self->attributes = span_of(0, 0);
}

void reader_asciidoc(dixit_doc *doc)
{
  parser self = {.blank = true, .head = true};
  outline *base = &self.base;
  outline_init(base, doc, asciidoc_read_words);
  while (outline_has(base, base->line) && !doc->memory.failed && !base->scratch.failed) {
    dixit_span line = outline_words(base, base->line);
    if (span_is_empty(line)) {
      self.blank = true;
      base->line++;
      continue;
    }
    read_line(&self, line);
    self.blank = false;
  }
  outline_done(base);
}

/* A title, attributes, blocks and their attributes, macros: three sorts of these. */
bool asciidoc_detect(dixit_text text)
{
  static const char *const signs[] = {"\n== ",       "\n:toc",  "\n:author", "\n:source", "\n[source", "\n[quote",
                                      "\n[NOTE]",    "\n|===",  "\n----\n",  "\n____\n",  "\n====\n",  "footnote:[",
                                      "\ninclude::", "image::", "xref:",     "\nNOTE: "};
  bool title = text.length > 2 && text.bytes[0] == '=' && text.bytes[1] == ' ';
  return scan_count(text, signs, sizeof signs / sizeof *signs) + title >= 3;
}
