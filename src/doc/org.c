/* Org to blocks, runs, citations and references, line by line, after "Org Syntax" (orgmode.org/worg).
 *
 * Headlines lose their keyword, priority and tags; drawers, planning lines, keywords, comments and blocks of code,
 * examples and export are no prose; quotations and verses are block quotations. Words are read in org_words.c. A list
 * ends where a line stands at its margin or left of it, or behind two blank lines. Commented subtrees and tags that
 * exclude one from export are not looked at. */
#include "doc/markdown_scan.h"
#include "doc/org_words.h"
#include "doc/outline.h"
#include "doc/reader.h"

enum { LEVELS = 6, LABEL_LIMIT = 80, RULE_LEAST = 5, TAG_LIST = 1, TAG_NOTE = 2, TAG_BLOCK = 3 };

/* What starts with one line and ends with another: the first of `blocks`, and these. */
enum { DRAWER = 14, ENVIRONMENT = 15, PAIRS = 16 };

/* ends: the line that ends each of these next, as far as it is known: 0, or DIXIT_NONE when there is none any more.
 * blanks: how many blank lines stand before this one. */
typedef struct parser {
  outline base;
  uint32_t ends[PAIRS];
  uint32_t blanks;
} parser;

static bool starts_folded(const outline *base, dixit_span line, const char *start)
{
  return text_starts_folded(outline_slice(base, line), start);
}

/* ---- headlines ---- */

/* How many stars stand at the line's start, if it is a headline. */
static uint32_t headline_level(const outline *base, uint32_t line)
{
  dixit_span words = outline_words(base, line);
  uint32_t at = words.start;
  if (outline_indent(base, line))
    return 0;
  while (outline_byte(base, words, at) == '*')
    at++;
  return at > words.start && ascii_is_blank(outline_byte(base, words, at)) ? at - words.start : 0;
}

/* " :tag:tag:" at the end of a headline is none of its words. */
static uint32_t trim_tags(const outline *base, dixit_span words)
{
  const char *text = base->doc->text;
  uint32_t at = words.end;
  if (at == words.start || text[at - 1] != ':')
    return words.end;
  while (at > words.start && !ascii_is_blank(text[at - 1]))
    at--;
  if (at == words.start || text[at] != ':' || words.end - at < 3)
    return words.end;
  while (at > words.start && ascii_is_blank(text[at - 1]))
    at--;
  return at;
}

/* Past "TODO", "DONE" and the like, and "[#A]". */
static uint32_t skip_keyword(const outline *base, dixit_span words)
{
  static const char *const keywords[] = {"TODO ", "DONE ", "NEXT ", "WAITING ", "CANCELLED ", "COMMENT "};
  uint32_t at = words.start;
  for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
    if (outline_starts(base, span_of(at, words.end), keywords[i])) {
      at = outline_skip_blanks(base, at + (uint32_t)strlen(keywords[i]), words.end);
      break;
    }
  bool priority = outline_starts(base, span_of(at, words.end), "[#") && outline_byte(base, words, at + 3) == ']';
  return priority ? outline_skip_blanks(base, at + 4, words.end) : at;
}

static bool read_headline(parser *self, dixit_span line)
{
  outline *base = &self->base;
  uint32_t level = headline_level(base, base->line);
  if (!level)
    return false;
  while (base->count)
    outline_close(base);
  dixit_span words = span_of(outline_skip_blanks(base, line.start + level, line.end), line.end);
  words.start = skip_keyword(base, words);
  words.end = trim_tags(base, words);
  outline_leaf(base, DIXIT_HEADING, (uint8_t)(level < LEVELS ? level : LEVELS), words);
  base->line++;
  return true;
}

/* ---- blocks ---- */

typedef enum block_kind { BLOCK_CODE, BLOCK_QUOTE, BLOCK_OTHER } block_kind;

static const struct {
  const char *start;
  const char *end;
  uint8_t kind;
} blocks[] = {
  {"#+begin_src", "#+end_src", BLOCK_CODE},         {"#+begin_example", "#+end_example", BLOCK_CODE},
  {"#+begin_export", "#+end_export", BLOCK_CODE},   {"#+begin_comment", "#+end_comment", BLOCK_CODE},
  {"#+begin_html", "#+end_html", BLOCK_CODE},       {"#+begin_latex", "#+end_latex", BLOCK_CODE},
  {"#+begin_quote", "#+end_quote", BLOCK_QUOTE},    {"#+begin_verse", "#+end_verse", BLOCK_QUOTE},
  {"#+begin_", "#+end_", BLOCK_OTHER},
};

/* The line on which `end` stands, from `line` on; 0 when there is none. Lines are looked at once for each `pair`. */
static uint32_t find_end(parser *self, uint32_t line, const char *end, uint32_t pair)
{
  const outline *base = &self->base;
  uint32_t *known = &self->ends[pair];
  if (*known < line)
    for (*known = line; *known != DIXIT_NONE && !starts_folded(base, outline_words(base, *known), end);)
      *known = outline_has(base, *known + 1) ? *known + 1 : DIXIT_NONE;
  return *known == DIXIT_NONE ? 0 : *known;
}

/* Lines up to `last` are no prose. */
static void skip_to(parser *self, dixit_block_kind kind, uint32_t start, uint32_t last)
{
  outline_block(&self->base, kind, span_of(start, outline_words(&self->base, last).end));
  self->base.line = last + 1;
}

/* "#+end_quote": close the quotation and what is open in it. */
static void close_block(parser *self, dixit_span line)
{
  outline *base = &self->base;
  uint32_t i = base->count;
  while (i > 0 && base->levels[i - 1].tag != TAG_BLOCK)
    i--;
  if (i > 0) {
    base->reach = line.end;
    while (base->count >= i)
      outline_close(base);
  }
  base->line++;
}

static bool read_block(parser *self, dixit_span line)
{
  outline *base = &self->base;
  if (starts_folded(base, line, "#+end_quote") || starts_folded(base, line, "#+end_verse")) {
    close_block(self, line);
    return true;
  }
  for (uint32_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
    if (!text_starts_folded(outline_slice(base, line), blocks[i].start))
      continue;
    uint32_t end = blocks[i].kind == BLOCK_OTHER ? 0 : find_end(self, base->line + 1, blocks[i].end, i);
    if (end && blocks[i].kind == BLOCK_CODE) {
      skip_to(self, DIXIT_CODE, line.start, end);
      return true;
    }
    if (end && outline_open(base, DIXIT_BLOCK_QUOTE, line, 0))
      outline_top(base)->tag = TAG_BLOCK;
    base->line++;
    return true;
  }
  return false;
}

/* ":NAME:" alone on its line, up to ":END:". */
static bool read_drawer(parser *self, dixit_span line)
{
  outline *base = &self->base;
  uint32_t at = line.start + 1;
  if (outline_byte(base, line, line.start) != ':' || span_length(line) < 3 || base->doc->text[line.end - 1] != ':')
    return false;
  while (at < line.end && (ascii_is_letter(base->doc->text[at]) || scan_is_one_of(base->doc->text[at], "_-")))
    at++;
  uint32_t end = at + 1 == line.end ? find_end(self, base->line + 1, ":END:", DRAWER) : 0;
  if (!end)
    return false;
  skip_to(self, DIXIT_FRONT_MATTER, line.start, end);
  return true;
}

/* "\begin{name}", up to the next line with "\end{". */
static bool read_environment(parser *self, dixit_span line)
{
  if (!outline_starts(&self->base, line, "\\begin{"))
    return false;
  uint32_t end = find_end(self, self->base.line + 1, "\\end{", ENVIRONMENT);
  if (!end)
    return false;
  skip_to(self, DIXIT_MATH, line.start, end);
  return true;
}

/* ---- keywords ---- */

/* The value without quotation marks, up to a blank behind them. */
static dixit_span file_name(const outline *base, dixit_span value)
{
  bool quoted = outline_byte(base, value, value.start) == '"';
  uint32_t first = value.start + quoted, at = first;
  while (at < value.end && (quoted ? base->doc->text[at] != '"' : !ascii_is_blank(base->doc->text[at])))
    at++;
  return span_of(first, at);
}

/* "#+name: value", "# comment", "SCHEDULED: <...>". */
static bool read_keyword(parser *self, dixit_span line)
{
  static const char *const planning[] = {"SCHEDULED:", "DEADLINE:", "CLOSED:", "CLOCK:"};
  outline *base = &self->base;
  for (size_t i = 0; i < sizeof planning / sizeof *planning; i++)
    if (outline_starts(base, line, planning[i])) {
      base->line++;
      return true;
    }
  char next = outline_byte(base, line, line.start + 1);
  if (outline_byte(base, line, line.start) != '#' || (next != '+' && next != ' ' && next != '\0'))
    return false;
  base->line++;
  const char *colon = memchr(base->doc->text + line.start, ':', span_length(line));
  if (next != '+' || !colon)
    return true;
  dixit_span value = span_of(outline_skip_blanks(base, (uint32_t)(colon - base->doc->text) + 1, line.end), line.end);
  if (starts_folded(base, line, "#+title:"))
    outline_leaf(base, DIXIT_TITLE, 0, value);
  else if (starts_folded(base, line, "#+caption"))
    outline_leaf(base, DIXIT_CAPTION, 0, value);
  else if (starts_folded(base, line, "#+bibliography:"))
    prose_file(base->doc, file_name(base, value), DIXIT_FILE_BIBLIOGRAPHY);
  else if (starts_folded(base, line, "#+include:"))
    prose_file(base->doc, file_name(base, value), DIXIT_FILE_INCLUDED);
  return true;
}

/* ---- lines that are alike ---- */

/* Lines of ": text". */
static bool is_fixed(const outline *base, dixit_span line)
{
  return outline_byte(base, line, line.start) == ':' &&
         (span_length(line) == 1 || ascii_is_blank(outline_byte(base, line, line.start + 1)));
}

static bool read_fixed(parser *self, dixit_span line)
{
  outline *base = &self->base;
  uint32_t last = base->line;
  if (!is_fixed(base, line))
    return false;
  while (is_fixed(base, outline_words(base, last + 1)))
    last++;
  skip_to(self, DIXIT_CODE, line.start, last);
  return true;
}

static void read_row(outline *base, dixit_span row)
{
  for (uint32_t at = row.start + 1; at < row.end;) {
    const char *bar = memchr(base->doc->text + at, '|', row.end - at);
    uint32_t end = bar ? (uint32_t)(bar - base->doc->text) : row.end;
    uint32_t first = outline_skip_blanks(base, at, end), last = end;
    while (last > first && ascii_is_blank(base->doc->text[last - 1]))
      last--;
    if (last > first)
      outline_leaf(base, DIXIT_TABLE_CELL, 0, span_of(first, last));
    at = end + 1;
  }
  base->reach = row.end;
}

static bool read_table(parser *self, dixit_span line)
{
  outline *base = &self->base;
  if (outline_byte(base, line, line.start) != '|')
    return false;
  bool open = outline_open(base, DIXIT_TABLE, line, 0);
  for (dixit_span row = line; outline_byte(base, row, row.start) == '|'; row = outline_words(base, ++base->line))
    if (outline_byte(base, row, row.start + 1) == '-')
      base->reach = row.end;
    else
      read_row(base, row);
  if (open)
    outline_close(base);
  return true;
}

static bool is_rule(const outline *base, dixit_span line)
{
  for (uint32_t at = line.start; at < line.end; at++)
    if (base->doc->text[at] != '-')
      return false;
  return span_length(line) >= RULE_LEAST;
}

static bool read_rule(parser *self, dixit_span line)
{
  if (!is_rule(&self->base, line))
    return false;
  outline_block(&self->base, DIXIT_RULE_LINE, line);
  self->base.line++;
  return true;
}

/* ---- footnotes and lists ---- */

/* "[fn:label] words" at the margin: where the words start, or 0. */
static uint32_t open_definition(parser *self, dixit_span line)
{
  outline *base = &self->base;
  uint32_t end = line.start + 4;
  if (!outline_starts(base, line, "[fn:") || outline_indent(base, base->line))
    return 0;
  while (end < line.end && end - line.start < LABEL_LIMIT && base->doc->text[end] != ']' && base->doc->text[end] != ':')
    end++;
  if (outline_byte(base, line, end) != ']' || end == line.start + 4)
    return 0;
  while (base->count && outline_top(base)->tag != TAG_BLOCK)
    outline_close(base);
  uint32_t words = outline_skip_blanks(base, end + 1, line.end);
  dixit_span label = span_of(line.start + 4, end), marker = span_of(line.start, words);
  if (outline_define(base, DIXIT_REF_FOOTNOTE, marker, label, 0))
    outline_top(base)->tag = TAG_NOTE;
  return words;
}

/* "- ", "+ ", " * ", "1. ", "1) ": where the words start; 0 when it is none. */
static uint32_t scan_item(const outline *base, dixit_span line, uint32_t indent)
{
  uint32_t at = line.start;
  char sign = outline_byte(base, line, at);
  if (sign == '-' || sign == '+' || (sign == '*' && indent))
    at++;
  else
    while (at - line.start < 9 && ascii_is_digit(outline_byte(base, line, at)))
      at++;
  if (at == line.start)
    return 0;
  if (ascii_is_digit(sign) && outline_byte(base, line, at) != '.' && outline_byte(base, line, at) != ')')
    return 0;
  at += ascii_is_digit(sign) != 0;
  return at == line.end || ascii_is_blank(outline_byte(base, line, at)) ? outline_skip_blanks(base, at, line.end) : 0;
}

/* Past "[ ]", "[X]", "[-]", "[@5]". */
static uint32_t skip_box(const outline *base, dixit_span line, uint32_t at)
{
  if (outline_byte(base, line, at) == '[' && outline_byte(base, line, at + 1) == '@') {
    const char *close = memchr(base->doc->text + at, ']', line.end - at);
    at = close ? outline_skip_blanks(base, (uint32_t)(close - base->doc->text) + 1, line.end) : at;
  }
  bool box = outline_byte(base, line, at) == '[' && outline_byte(base, line, at + 2) == ']' &&
             scan_is_one_of(outline_byte(base, line, at + 1), " X-");
  return box ? outline_skip_blanks(base, at + 3, line.end) : at;
}

/* Close lists this column does not belong to. */
static void settle_indent(parser *self, uint32_t indent, bool item)
{
  outline *base = &self->base;
  outline_level *top;
  while ((top = outline_top(base)) != NULL && top->tag == TAG_LIST) {
    bool list = top->kind == DIXIT_LIST;
    if (indent > top->indent || (item && list && indent == top->indent))
      return;
    outline_close(base);
  }
}

/* The words of "- term :: words": the term is a leaf of its own. */
static uint32_t read_term(outline *base, dixit_span line, uint32_t at)
{
  size_t end = scan_until(text_of(base->doc->text, line.end), at, " ::");
  if (!end || !(end == line.end || ascii_is_blank(base->doc->text[end])))
    return at;
  outline_leaf(base, DIXIT_PARAGRAPH, 0, span_of(at, (uint32_t)end - 3));
  return outline_skip_blanks(base, (uint32_t)end, line.end);
}

static bool open_item(outline *base, dixit_span marker, uint32_t indent)
{
  const outline_level *top = outline_top(base);
  if (!top || top->tag != TAG_LIST || top->kind != DIXIT_LIST) {
    if (!outline_open(base, DIXIT_LIST, marker, indent))
      return false;
    outline_top(base)->tag = TAG_LIST;
  }
  if (!outline_open(base, DIXIT_LIST_ITEM, marker, indent))
    return false;
  outline_top(base)->tag = TAG_LIST;
  return true;
}

/* ---- lines ---- */

/* Does something else than a paragraph's next line stand here? */
static bool ends_paragraph(outline *base, uint32_t line)
{
  dixit_span words = outline_words(base, line);
  const outline_level *top = outline_top(base);
  uint32_t indent = outline_indent(base, line);
  char c = outline_byte(base, words, words.start), next = outline_byte(base, words, words.start + 1);
  if (span_is_empty(words) || headline_level(base, line) || scan_item(base, words, indent))
    return true;
  if (top && top->tag == TAG_LIST && indent <= top->indent)
    return true;
  return c == '|' || (c == '#' && (next == '+' || next == ' ' || next == '\0')) || is_fixed(base, words) ||
         is_rule(base, words) || outline_starts(base, words, "\\begin{") || outline_starts(base, words, ":END:") ||
         (outline_starts(base, words, "[fn:") && !outline_indent(base, line));
}

/* Words from `start` in this line on, and the lines that follow. */
static void read_paragraph(parser *self, uint32_t start)
{
  outline *base = &self->base;
  uint32_t last = base->line;
  while (!ends_paragraph(base, last + 1))
    last++;
  dixit_span words = span_of(start, outline_words(base, last).end);
  base->line = last + 1;
  if (!span_is_empty(words))
    outline_leaf(base, DIXIT_PARAGRAPH, 0, words);
}

static void read_line(parser *self, dixit_span line)
{
  outline *base = &self->base;
  uint32_t indent = outline_indent(base, base->line), item = scan_item(base, line, indent);
  if (self->blanks > 1) /* two blank lines end lists and footnotes */
    while (base->count && outline_top(base)->tag != TAG_BLOCK)
      outline_close(base);
  if (read_headline(self, line))
    return;
  settle_indent(self, indent, item != 0);
  uint32_t note = open_definition(self, line);
  if (note) {
    read_paragraph(self, note);
    return;
  }
  if (read_block(self, line) || read_drawer(self, line) || read_environment(self, line) || read_keyword(self, line) ||
      read_fixed(self, line) || read_table(self, line) || read_rule(self, line))
    return;
  if (item && open_item(base, span_of(line.start, item), indent))
    read_paragraph(self, read_term(base, line, skip_box(base, line, item)));
  else
    read_paragraph(self, line.start);
}

void reader_org(dixit_doc *doc)
{
  parser self = {.blanks = 0};
  outline *base = &self.base;
  outline_init(base, doc, org_read_words);
  while (outline_has(base, base->line) && !doc->memory.failed && !base->scratch.failed) {
    dixit_span line = outline_words(base, base->line);
    if (span_is_empty(line)) {
      self.blanks++;
      base->line++;
      continue;
    }
    read_line(&self, line);
    self.blanks = 0;
  }
  outline_done(base);
}

/* Keywords, blocks, drawers, headlines with stars, links in two brackets: two sorts of these, none of them in
 * Markdown. */
bool org_detect(dixit_text text)
{
  static const char *const signs[] = {"#+TITLE:", "#+title:",   "#+AUTHOR:",      "#+author:", "#+BEGIN_",
                                      "#+begin_", "#+OPTIONS:", "\n:PROPERTIES:", "\n:END:",   "][",
                                      "[fn:",     "[cite:@",    "\n** ",          "#+STARTUP:"};
  bool keyword = text.length > 2 && text.bytes[0] == '#' && text.bytes[1] == '+';
  return scan_count(text, signs, sizeof signs / sizeof *signs) + keyword >= 3;
}
