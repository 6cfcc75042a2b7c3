/* reStructuredText to blocks, runs, citations and references, line by line, by docutils' specification.
 *
 * Indentation opens and closes containers (outline.c); what a line at its margin can begin is in rst_scan.c, tables in
 * rst_tables.c, the markup of words in rst_words.c, what directives do in rst_names.c. Section titles get their levels
 * by the order in which their adornments appear. Sphinx's object descriptions are read as prose, without their
 * signatures. Substitutions are not replaced, included files not followed. Where docutils reports an error and drops
 * the text, it is read as a paragraph. */
#include "doc/markdown_scan.h"
#include "doc/outline.h"
#include "doc/reader.h"
#include "doc/rst_names.h"
#include "doc/rst_scan.h"
#include "doc/rst_tables.h"
#include "doc/rst_words.h"

enum { STYLES = 12, LEVELS = 6, RULE_LEAST = 4, FIELD_LIST = 1 };

/* styles: the signs of adornments in the order of levels; those above the title, too, have the high bit. opening:
 * nothing but titles and fields has been read. caption: the next paragraph is one. */
typedef struct parser {
  outline base;
  unsigned char styles[STYLES];
  uint32_t style_count;
  bool opening;
  bool caption;
} parser;

static bool read_line(parser *self, dixit_span line, uint32_t indent);

/* The column words stand in that start at `at`, in the line that starts in column `indent`. */
static uint32_t column_of(const outline *base, uint32_t indent, dixit_span line, uint32_t at)
{
  return indent + rst_width(base, span_of(line.start, at));
}

/* The body of what starts in this line is no prose. */
static void skip_block(parser *self, dixit_block_kind kind, uint32_t start, uint32_t indent)
{
  uint32_t end = outline_words(&self->base, self->base.line).end;
  self->base.line = rst_skip_body(&self->base, self->base.line + 1, indent, &end);
  outline_block(&self->base, kind, span_of(start, end));
}

static void skip_silently(parser *self, uint32_t indent)
{
  uint32_t end = 0;
  self->base.line = rst_skip_body(&self->base, self->base.line + 1, indent, &end);
}

/* Words in the rest of a line that open a place whose indentation is that of the next line. */
static void read_rest(parser *self, dixit_span line, uint32_t at, uint32_t indent)
{
  outline_level *top = outline_top(&self->base);
  if (top)
    top->open = true;
  if (at >= line.end) {
    self->base.line++;
    return;
  }
  uint32_t next = self->base.line + 1, column = column_of(&self->base, indent, line, at);
  if (top && !outline_is_blank(&self->base, next) && outline_indent(&self->base, next) > indent)
    column = outline_indent(&self->base, next);
  if (top) {
    top->indent = column;
    top->open = false;
  }
  read_line(self, span_of(at, line.end), column);
}

/* ---- paragraphs ---- */

/* What follows "::": an indented block, or lines that all start with one sign. */
static void read_literal(parser *self, uint32_t indent)
{
  outline *base = &self->base;
  uint32_t line = base->line;
  while (outline_has(base, line) && outline_is_blank(base, line))
    line++;
  dixit_span words = outline_words(base, line);
  if (span_is_empty(words))
    return;
  base->line = line;
  if (outline_indent(base, line) > indent) {
    skip_block(self, DIXIT_CODE, words.start, indent);
    return;
  }
  char sign = base->doc->text[words.start];
  uint32_t start = words.start, end = start;
  if (!scan_is_punctuation(sign) || outline_indent(base, line) != indent)
    return;
  for (; !outline_is_blank(base, base->line) && base->doc->text[outline_line(base, base->line).start] == sign;
       base->line++)
    end = outline_words(base, base->line).end;
  outline_block(base, DIXIT_CODE, span_of(start, end));
}

/* Lines of a paragraph that starts with the line `first`, up to a blank one or one that is indented otherwise. */
static uint32_t paragraph_end(const outline *base, uint32_t first, uint32_t indent)
{
  uint32_t line = first + 1;
  while (!outline_is_blank(base, line) && outline_indent(base, line) == indent)
    line++;
  return line;
}

/* A term: the next line is its definition, indented. */
static void open_definition(parser *self, uint32_t indent)
{
  outline *base = &self->base;
  uint32_t inner = outline_indent(base, base->line);
  dixit_span marker = outline_line(base, base->line);
  marker.end = marker.start;
  if (outline_open(base, DIXIT_LIST, marker, indent + 1) && !outline_open(base, DIXIT_LIST_ITEM, marker, inner))
    outline_close(base);
}

static void read_paragraph(parser *self, dixit_span line, uint32_t indent)
{
  outline *base = &self->base;
  uint32_t first = base->line, after = paragraph_end(base, first, indent), start = line.start;
  dixit_span words = span_of(start, outline_words(base, after - 1).end);
  bool more = !outline_is_blank(base, after) && outline_indent(base, after) > indent;
  while (more && after > first + 1) { /* an indentation docutils did not expect */
    words.end = outline_words(base, after++).end;
    more = !outline_is_blank(base, after) && outline_indent(base, after) >= indent;
  }
  dixit_text text = outline_slice(base, words);
  bool literal = text.length >= 2 && memcmp(text.bytes + text.length - 2, "::", 2) == 0;
  if (literal)
    words.end -= text.length == 2 || (unsigned char)text.bytes[text.length - 3] <= ' ' ? 2 : 1;
  base->line = after;
  outline_leaf(base, self->caption ? DIXIT_CAPTION : DIXIT_PARAGRAPH, 0, words);
  self->caption = false;
  if (literal)
    read_literal(self, indent);
  else if (more)
    open_definition(self, indent);
}

/* Lines that start with "| " keep their line breaks. */
static void read_line_block(parser *self)
{
  outline *base = &self->base;
  for (; !outline_is_blank(base, base->line); base->line++) {
    dixit_span line = outline_words(base, base->line);
    bool bar = base->doc->text[line.start] == '|';
    outline_leaf(base, DIXIT_PARAGRAPH, 0, span_of(line.start + bar, line.end));
  }
}

/* What somebody typed and a program answered. */
static void read_session(parser *self, dixit_span line)
{
  outline *base = &self->base;
  uint32_t end = line.end;
  for (; !outline_is_blank(base, base->line); base->line++)
    end = outline_words(base, base->line).end;
  outline_block(base, DIXIT_CODE, span_of(line.start, end));
}

/* ---- titles ---- */

static uint8_t level_of(parser *self, char sign, bool above)
{
  unsigned char style = (unsigned char)((unsigned char)sign | (above ? 0x80 : 0));
  uint32_t i = 0;
  while (i < self->style_count && self->styles[i] != style)
    i++;
  if (i == self->style_count && i < STYLES)
    self->styles[self->style_count++] = style;
  return (uint8_t)(i < LEVELS ? i + 1 : LEVELS);
}

/* Can the line of signs stand under (and above) these words? */
static bool underlines(const outline *base, uint32_t line, dixit_span words)
{
  dixit_span signs = outline_words(base, line);
  if (outline_indent(base, line) || !rst_scan_adornment(base, signs))
    return false;
  return span_length(signs) >= rst_width(base, words) || span_length(signs) >= RULE_LEAST;
}

static bool read_title(parser *self, dixit_span line)
{
  outline *base = &self->base;
  dixit_span next = outline_words(base, base->line + 1);
  if (base->count || span_is_empty(next))
    return false;
  char sign = rst_scan_adornment(base, line);
  if (sign) { /* above the title; a lone line of signs is a rule */
    char below = rst_scan_adornment(base, outline_words(base, base->line + 2));
    if (below != sign || !underlines(base, base->line + 2, next))
      return false;
    outline_leaf(base, DIXIT_HEADING, level_of(self, sign, true), next);
    base->line += 3;
    return true;
  }
  if (!underlines(base, base->line + 1, line))
    return false;
  outline_leaf(base, DIXIT_HEADING, level_of(self, base->doc->text[next.start], false), line);
  base->line += 2;
  return true;
}

static bool read_rule(parser *self, dixit_span line)
{
  outline *base = &self->base;
  if (span_length(line) < RULE_LEAST || !rst_scan_adornment(base, line) || !outline_is_blank(base, base->line + 1))
    return false;
  outline_block(base, DIXIT_RULE_LINE, line);
  base->line++;
  return true;
}

/* ---- explicit markup ---- */

/* Names of files between blanks. */
static void add_files(parser *self, dixit_span names, dixit_file_kind kind)
{
  const char *text = self->base.doc->text;
  for (uint32_t at = names.start; at < names.end;) {
    uint32_t first = at;
    while (at < names.end && (unsigned char)text[at] > ' ')
      at++;
    prose_file(self->base.doc, span_of(first, at), kind);
    while (at < names.end && (unsigned char)text[at] <= ' ')
      at++;
  }
}

static void open_body(parser *self, uint32_t indent)
{
  self->base.line++;
  rst_skip_options(&self->base, indent);
  if (outline_enter(&self->base, indent + 1))
    outline_top(&self->base)->open = true;
}

static void read_directive(parser *self, dixit_span line, uint32_t indent, dixit_span name, uint32_t argument)
{
  outline *base = &self->base;
  uint8_t kind = rst_directive_find(outline_slice(base, name));
  dixit_span words = span_of(argument, line.end);
  switch (kind) {
  case RST_CODE: skip_block(self, DIXIT_CODE, line.start, indent); return;
  case RST_MATH: skip_block(self, DIXIT_MATH, line.start, indent); return;
  case RST_INCLUDE: prose_file(base->doc, words, DIXIT_FILE_INCLUDED); break;
  case RST_BIBLIOGRAPHY: add_files(self, words, DIXIT_FILE_BIBLIOGRAPHY); break;
  case RST_WORDS:
    if (outline_enter(base, indent + 1))
      read_rest(self, line, argument, indent);
    else
      base->line++;
    return;
  case RST_TITLED:
    if (!span_is_empty(words))
      outline_leaf(base, DIXIT_CAPTION, 0, words);
    open_body(self, indent);
    return;
  case RST_CSV: rst_read_csv(base, line, indent, words); return;
  case RST_QUOTE:
    base->line++;
    rst_skip_options(base, indent);
    if (outline_open(base, DIXIT_BLOCK_QUOTE, span_of(line.start, line.end), indent + 1))
      outline_top(base)->open = true;
    return;
  case RST_FIGURE:
  case RST_BODY:
    self->caption = kind == RST_FIGURE;
    open_body(self, indent);
    return;
  }
  skip_silently(self, indent);
}

static void read_definition(parser *self, dixit_span line, uint32_t indent, dixit_span label, uint32_t words)
{
  outline *base = &self->base;
  char first = base->doc->text[label.start];
  bool unnamed = span_length(label) == 1 && (first == '#' || first == '*');
  bool note = first == '#' || first == '*' || ascii_is_digit(first);
  dixit_reference_kind kind = unnamed ? DIXIT_REF_NOTE : note ? DIXIT_REF_FOOTNOTE : DIXIT_REF_ENTRY;
  if (!outline_define(base, kind, span_of(line.start, words), label, indent + 1)) {
    base->line++;
    return;
  }
  read_rest(self, line, words, indent);
}

/* What starts with "..": a definition, a directive, a target, a comment. */
static bool read_explicit(parser *self, dixit_span line, uint32_t indent)
{
  outline *base = &self->base;
  dixit_span name, target;
  bool dots = outline_starts(base, line, "..") && (span_length(line) == 2 || base->doc->text[line.start + 2] == ' ');
  if (!dots && !outline_starts(base, line, "__ "))
    return false;
  uint32_t words = dots ? rst_scan_label(base, line, &name) : 0;
  if (words) {
    read_definition(self, line, indent, name, words);
    return true;
  }
  words = dots ? rst_scan_directive(base, line, &name) : 0;
  if (words) {
    read_directive(self, line, indent, name, words);
    return true;
  }
  if (dots && rst_scan_target(base, line, &name, &target)) {
    outline_block(base, DIXIT_DEFINITION, line);
    if (!text_is(outline_slice(base, name), "_")) /* the target of a link without a name */
      prose_reference(&base->out, DIXIT_REF_LINK, line, name, target);
  }
  if (span_length(line) == 2 && outline_is_blank(base, base->line + 1)) /* nothing, it only keeps others apart */
    base->line++;
  else
    skip_silently(self, indent);
  return true;
}

/* ---- lists ---- */

/* An item of a list with this tag, which is opened where none is open. */
static bool open_item(parser *self, dixit_span marker, uint32_t indent, uint32_t tag, uint32_t inner)
{
  outline *base = &self->base;
  outline_level *top = outline_top(base);
  if (!top || top->kind != DIXIT_LIST || top->indent != indent || top->tag != tag || top->block == DIXIT_NONE) {
    if (!outline_open(base, DIXIT_LIST, marker, indent))
      return false;
    outline_top(base)->tag = tag;
  }
  return outline_open(base, DIXIT_LIST_ITEM, marker, inner);
}

/* "A. Smith" at the start of a paragraph is no item: the next line would be indented. */
static bool is_item(const outline *base, rst_marker marker, uint32_t inner, uint32_t indent)
{
  uint32_t next = base->line + 1;
  if (!marker.kind)
    return false;
  if ((marker.kind != '.' && marker.kind != ')' && marker.kind != '(') || outline_is_blank(base, next))
    return true;
  uint32_t column = outline_indent(base, next);
  return column >= inner || column < indent || rst_scan_marker(base, outline_words(base, next)).kind == marker.kind;
}

static bool read_item(parser *self, dixit_span line, uint32_t indent)
{
  outline *base = &self->base;
  rst_marker marker = rst_scan_marker(base, line);
  uint32_t inner = marker.kind ? column_of(base, indent, line, marker.words) : 0;
  if (!is_item(base, marker, inner, indent) ||
      !open_item(self, span_of(line.start, marker.words), indent, marker.kind, inner))
    return false;
  if (marker.words < line.end)
    return read_line(self, span_of(marker.words, line.end), inner);
  outline_top(base)->indent = indent + 1;
  outline_top(base)->open = true;
  base->line++;
  return true;
}

/* ":name: words": who wrote a document and the like at its top, a list of them elsewhere. */
static bool read_field(parser *self, dixit_span line, uint32_t indent)
{
  outline *base = &self->base;
  uint32_t words = rst_scan_field(base, line);
  if (!words)
    return false;
  if (self->opening && !base->count) {
    skip_block(self, DIXIT_FRONT_MATTER, line.start, indent);
    return true;
  }
  if (!open_item(self, span_of(line.start, words), indent, FIELD_LIST, indent + 1))
    return false;
  read_rest(self, line, words, indent);
  return true;
}

/* ---- lines ---- */

/* What starts in a line at its margin. Always true: the line has been read, and perhaps more. */
static bool read_line(parser *self, dixit_span line, uint32_t indent)
{
  outline *base = &self->base;
  if (read_explicit(self, line, indent))
    return true;
  bool opening = self->opening;
  self->opening = false;
  if (read_title(self, line)) {
    self->opening = opening;
    return true;
  }
  self->opening = opening;
  if (read_field(self, line, indent))
    return true;
  self->opening = false;
  if (rst_read_grid(base, line) || rst_read_simple_table(base, line, indent) || read_rule(self, line) ||
      read_item(self, line, indent))
    return true;
  if (outline_starts(base, line, "| "))
    read_line_block(self);
  else if (outline_starts(base, line, ">>> "))
    read_session(self, line);
  else
    read_paragraph(self, line, indent);
  return true;
}

/* Close what a line in this column does not belong to, open a quotation where it is indented for no other reason. */
static void settle_indent(parser *self, dixit_span line, uint32_t indent)
{
  outline *base = &self->base;
  outline_level *top;
  while ((top = outline_top(base)) != NULL && indent < top->indent)
    outline_close(base);
  if (top && top->open) {
    top->indent = indent;
    top->open = false;
  }
  if (top && top->kind == DIXIT_LIST && top->block != DIXIT_NONE) {
    uint32_t tag = rst_scan_marker(base, line).kind;
    bool same = top->indent == indent && (tag ? top->tag == tag : top->tag == FIELD_LIST && rst_scan_field(base, line));
    if (!same)
      outline_close(base);
  }
  top = outline_top(base);
  if (indent > (top ? top->indent : 0))
    outline_open(base, DIXIT_BLOCK_QUOTE, span_of(line.start, line.start), indent);
}

void reader_rst(dixit_doc *doc)
{
  parser self = {.opening = true};
  outline_init(&self.base, doc, rst_read_words);
  while (outline_has(&self.base, self.base.line) && !doc->memory.failed && !self.base.scratch.failed) {
    dixit_span line = outline_words(&self.base, self.base.line);
    if (span_is_empty(line)) {
      self.base.line++;
      continue;
    }
    uint32_t indent = outline_indent(&self.base, self.base.line);
    settle_indent(&self, line, indent);
    read_line(&self, line, indent);
  }
  outline_done(&self.base);
}

/* Directives, targets, roles, references with "_", titles underlined: two sorts of these. */
bool rst_detect(dixit_text text)
{
  static const char *const signs[] = {"\n.. _",        "\n.. [",    "`_",          "]_",           ":ref:`",
                                      ":cite:",        "\n.. code", "\n.. note::", "\n.. image::", "\n.. toctree::",
                                      "\n.. figure::", "::\n\n  ",  "\n====",      "\n----"};
  return scan_count(text, signs, sizeof signs / sizeof *signs) >= 3;
}
