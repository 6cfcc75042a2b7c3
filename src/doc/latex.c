/* LaTeX to blocks, runs, citations, references and names of files.
 *
 * TeX is not run: macros of the writer's own are not expanded, their arguments are read as prose. What commands and
 * environments do to prose is in latex_commands.c. Before \begin{document} only commands count; a file without it (a
 * chapter) is prose throughout. Mathematics takes a noun's place, displayed too, since sentences go on behind it.
 * \enquote and its kin leave the quotation marks they print, as characters that stand for their bytes. Footnotes are
 * read after their paragraph. \input and \include are named in the layer of files, not followed. */
#include "base/utf8.h"
#include "doc/latex_cites.h"
#include "doc/latex_environments.h"
#include "doc/markdown_scan.h"
#include "doc/reader.h"
#include "doc/tex.h"

enum { VERBATIM_LIMIT = 500, PARAMETERS_LIMIT = 100 };

/* ---- commands ---- */

/* "\verb|x|", "\lstinline[...]{x}". */
static uint32_t read_verbatim(latex_parser *self, uint32_t start, uint32_t at)
{
  dixit_span option;
  at = latex_skip_option(&self->text, latex_skip_star(self, at), &option);
  char mark = latex_byte(self, at);
  for (uint32_t i = at + 1; i < self->text.length && i - at < VERBATIM_LIMIT && self->text.bytes[i] != '\n'; i++) {
    if (self->text.bytes[i] != (mark == '{' ? '}' : mark))
      continue;
    latex_noun(self, start, i + 1);
    return i + 1;
  }
  return at;
}

static uint32_t read_accent(latex_parser *self, uint32_t start, uint32_t at, uint32_t mark)
{
  uint32_t letter = latex_skip_blanks(&self->text, at);
  bool braced = latex_byte(self, letter) == '{';
  letter += braced;
  bool dotless =
    latex_byte(self, letter) == '\\' && (latex_byte(self, letter + 1) == 'i' || latex_byte(self, letter + 1) == 'j');
  letter += dotless;
  if (letter >= self->text.length || latex_byte(self, letter) == '}')
    return braced ? letter + (latex_byte(self, letter) == '}') : at;
  utf8_char c = utf8_decode(self->text.bytes, self->text.length, letter);
  uint32_t end = letter + c.length;
  if (braced && latex_byte(self, end) != '}')
    return at;
  latex_char(self, start, end + braced, utf8_compose(c.code, mark));
  return end + braced;
}

static uint32_t read_math(latex_parser *self, uint32_t start, uint32_t at, const char *close, uint32_t bit)
{
  size_t end = self->no_math & bit ? 0 : scan_until(text_of(self->text.bytes, self->text.length), at, close);
  if (!end) {
    self->no_math |= bit;
    return at;
  }
  latex_noun(self, start, (uint32_t)end);
  return (uint32_t)end;
}

static uint32_t read_sign(latex_parser *self, uint32_t start, uint32_t at)
{
  char c = self->text.bytes[at];
  uint32_t mark = tex_accent(c);
  if (mark)
    return read_accent(self, start, at + 1, mark);
  if (scan_is_one_of(c, "%&$#_{}"))
    latex_words(self, at, at + 1);
  else if (c == '(')
    return read_math(self, start, at + 1, "\\)", 1);
  else if (c == '[')
    return read_math(self, start, at + 1, "\\]", 2);
  else if (c == '\\') {
    dixit_span option;
    uint32_t end = latex_skip_option(&self->text, latex_skip_star(self, at + 1), &option);
    bool in_table = self->out.kind == DIXIT_TABLE_CELL;
    if (in_table)
      prose_close(&self->out);
    else
      latex_blank(self, start, end);
    return end;
  } else if (!scan_is_one_of(c, "-/@!"))
    latex_blank(self, start, at + 1);
  return at + 1;
}

static uint32_t skip_spaces(const latex_parser *self, uint32_t at)
{
  while (ascii_is_blank(latex_byte(self, at)))
    at++;
  return at;
}

static uint32_t read_unknown(latex_parser *self, uint32_t start, uint32_t at, dixit_text name)
{
  uint32_t mark = name.length == 1 ? tex_accent(name.bytes[0]) : 0, code = tex_letter(name);
  dixit_span option;
  if (mark)
    return read_accent(self, start, at, mark);
  if (code || (name.length && (text_is(name, "LaTeX") || text_is(name, "TeX")))) {
    bool empty = latex_byte(self, at) == '{' && latex_byte(self, at + 1) == '}';
    uint32_t end = empty ? at + 2 : skip_spaces(self, at);
    if (code)
      latex_char(self, start, end, code);
    else
      latex_noun(self, start, end);
    return end;
  }
  if (text_is(name, "em") || text_is(name, "it") || text_is(name, "itshape"))
    self->out.flags |= DIXIT_RUN_EMPHASIS;
  return latex_skip_option(&self->text, skip_spaces(self, latex_skip_star(self, at)), &option);
}

static uint32_t read_titled(latex_parser *self, uint32_t at, dixit_block_kind kind, uint8_t level)
{
  dixit_span option, words;
  at = latex_skip_option(&self->text, latex_skip_star(self, at), &option);
  uint32_t end = latex_skip_argument(&self->text, at, &words);
  if (end > at && (!self->silent || kind == DIXIT_TITLE))
    latex_leaf(self, kind, level, words);
  return end;
}

static uint32_t read_skipped(latex_parser *self, uint32_t start, uint32_t at, const latex_command *command)
{
  dixit_span option;
  uint32_t end = latex_skip_arguments(self, latex_skip_star(self, at), command->count);
  if (command->count == 0)
    end = latex_skip_option(&self->text, end, &option);
  if (command->action == LATEX_NOUN && end > at)
    latex_noun(self, start, end);
  return end == at ? skip_spaces(self, at) : end;
}

static uint32_t read_definition(const latex_parser *self, uint32_t at)
{
  uint32_t open = at;
  while (open < self->text.length && open - at < PARAMETERS_LIMIT && self->text.bytes[open] != '{' &&
         self->text.bytes[open] != '\n')
    open++;
  uint32_t close = latex_byte(self, open) == '{' ? latex_close(&self->text, open) : DIXIT_NONE;
  return close == DIXIT_NONE ? at : close + 1;
}

static uint32_t run_command(latex_parser *self, uint32_t start, uint32_t at, const latex_command *command,
                            dixit_text name)
{
  switch (command->action) {
  case LATEX_SKIP:
  case LATEX_NOUN: return read_skipped(self, start, at, command);
  case LATEX_BLANK: latex_blank(self, start, at); return at;
  case LATEX_PARAGRAPH: latex_end_paragraph(self); return at;
  case LATEX_HEADING: return read_titled(self, at, DIXIT_HEADING, command->count);
  case LATEX_TITLE: return read_titled(self, at, DIXIT_TITLE, 0);
  case LATEX_CAPTION: return read_titled(self, at, DIXIT_CAPTION, 0);
  case LATEX_FOOTNOTE:
  case LATEX_FOOTNOTE_TEXT: return latex_read_footnote(self, start, at, command->action == LATEX_FOOTNOTE);
  case LATEX_FOOTNOTE_MARK: return latex_read_mark(self, start, at);
  case LATEX_EMPHASIS: return latex_open_words(self, at, DIXIT_RUN_EMPHASIS);
  case LATEX_STRONG: return latex_open_words(self, at, DIXIT_RUN_STRONG);
  case LATEX_QUOTE:
  case LATEX_CITE_QUOTE: return latex_read_quote(self, start, latex_skip_star(self, at), command);
  case LATEX_CITE: return latex_read_cite(self, start, latex_skip_star(self, at), command);
  case LATEX_CITE_IN_TEXT: return latex_read_keys(self, start, latex_skip_star(self, at), DIXIT_CITATION_IN_TEXT);
  case LATEX_CITES: return latex_read_cites(self, start, at);
  case LATEX_NOCITE: return latex_read_nocite(self, start, at);
  case LATEX_LINK: return latex_read_link(self, start, at);
  case LATEX_URL: return latex_read_url(self, start, at);
  case LATEX_BIBLIOGRAPHY: return latex_read_files(self, at, DIXIT_FILE_BIBLIOGRAPHY);
  case LATEX_INCLUDE: return latex_read_files(self, at, DIXIT_FILE_INCLUDED);
  case LATEX_ITEM: return latex_read_item(self, start, at);
  case LATEX_BIBITEM: return latex_read_bibitem(self, start, at);
  case LATEX_BEGIN: return latex_read_begin(self, start, at);
  case LATEX_END: return latex_read_end(self, start, at);
  case LATEX_VERBATIM: return read_verbatim(self, start, at);
  case LATEX_DEFINE: return read_definition(self, at);
  default: return read_unknown(self, start, at, name);
  }
}

static uint32_t read_command(latex_parser *self, uint32_t start)
{
  uint32_t first = start + 1, at = latex_skip_name(&self->text, first);
  if (first >= self->text.length)
    return first;
  if (!ascii_is_letter(self->text.bytes[first]) && self->text.bytes[first] != '@')
    return read_sign(self, start, first);
  dixit_text name = text_of(self->text.bytes + first, at - first);
  return run_command(self, start, at, latex_command_find(name), name);
}

/* ---- the pass ---- */

static uint32_t read_dollar(latex_parser *self, uint32_t start, uint32_t end)
{
  bool display = latex_byte(self, start + 1) == '$';
  for (uint32_t at = start + 1 + display; at < end; at++) {
    char c = self->text.bytes[at];
    if (c == '\\')
      at++;
    else if (c == '\n' && latex_is_paragraph_end(&self->text, at))
      break;
    else if (c == '$' && (!display || latex_byte(self, at + 1) == '$')) {
      latex_noun(self, start, at + 1 + display);
      return at + 1 + display;
    }
  }
  latex_words(self, start, start + 1);
  return start + 1 + display;
}

static uint32_t read_line_end(latex_parser *self, uint32_t at, uint32_t end)
{
  uint32_t after = at + 1;
  bool paragraph = latex_is_paragraph_end(&self->text, at);
  while (after < end && (unsigned char)self->text.bytes[after] <= ' ')
    after++;
  if (paragraph && self->out.kind != DIXIT_TABLE_CELL)
    latex_end_paragraph(self);
  else
    latex_blank(self, at, after);
  return after;
}

static uint32_t read_dash(latex_parser *self, uint32_t at)
{
  uint32_t count = 1;
  while (count < 3 && latex_byte(self, at + count) == '-')
    count++;
  if (count == 1)
    latex_words(self, at, at + 1);
  else
    latex_char(self, at, at + count, count == 2 ? 0x2013 : 0x2014);
  return at + count;
}

static uint32_t read_special(latex_parser *self, uint32_t at, uint32_t end)
{
  switch (self->text.bytes[at]) {
  case '\\': return read_command(self, at);
  case '{': latex_push_group(self, 0, 0, DIXIT_NONE); return at + 1;
  case '}': return latex_pop_group(self, at);
  case '$': return read_dollar(self, at, end);
  case '%': return latex_skip_comment(&self->text, at);
  case '~': latex_blank(self, at, at + 1); return at + 1;
  case '\n': return read_line_end(self, at, end);
  case '-': return read_dash(self, at);
  default: /* "&" */
    if (self->out.kind == DIXIT_TABLE_CELL)
      prose_close(&self->out);
    else
      latex_blank(self, at, at + 1);
    return at + 1;
  }
}

static const uint8_t special[256] = {
  ['\\'] = 1, ['{'] = 1, ['}'] = 1, ['$'] = 1, ['%'] = 1, ['~'] = 1, ['\n'] = 1, ['-'] = 1, ['&'] = 1,
};

static void read_part(latex_parser *self, uint32_t at, uint32_t end)
{
  const char *text = self->text.bytes;
  while (at < end && !self->ended && !self->scratch.failed && !self->doc->memory.failed) {
    uint32_t from = at;
    while (at < end && !special[(unsigned char)text[at]])
      at++;
    latex_words(self, from, at);
    if (at < end)
      at = read_special(self, at, end);
  }
}

void reader_latex(dixit_doc *doc)
{
  latex_parser self = {.doc = doc, .reference = DIXIT_NONE, .read_part = read_part};
  arena_init(&self.scratch, &doc->memory.allocator);
  latex_text_init(&self.text, doc, &self.scratch);
  prose_init(&self.out, doc);
  self.silent = scan_until(text_of(doc->text, doc->length), 0, "\\begin{document}") != 0;
  read_part(&self, 0, doc->length);
  while (self.environments)
    latex_close_environment(&self, doc->length, doc->length);
  latex_close_reference(&self, doc->length);
  prose_sort(doc);
  doc->memory.failed = doc->memory.failed || self.scratch.failed;
  arena_done(&self.scratch);
}

bool latex_detect(dixit_text text)
{
  static const char *const signs[] = {"\\documentclass", "\\begin{document}", "\\usepackage", "\\section{",
                                      "\\chapter{"};
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (scan_until(text, 0, signs[i]))
      return true;
  return false;
}
