/* LaTeX to blocks, runs, citations, references and names of files.
 *
 * TeX is not run: macros of the writer's own are not expanded, their arguments are read as prose. What commands and
 * environments do to prose is in latex_commands.c. Before \begin{document} only commands count; a file without it (a
 * chapter) is prose throughout. Mathematics takes a noun's place, displayed too, since sentences go on behind it.
 * \enquote and its kin leave the quotation marks they print, as characters that stand for their bytes. Footnotes are
 * read after their paragraph. \input and \include are named in the layer of files, not followed. */
#include "base/utf8.h"
#include "doc/latex_commands.h"
#include "doc/latex_scan.h"
#include "doc/markdown_scan.h"
#include "doc/prose.h"
#include "doc/reader.h"
#include "doc/tex.h"

enum { DEPTH_LIMIT = 8, ENVIRONMENT_LIMIT = 100, ROUND_LIMIT = 300, VERBATIM_LIMIT = 500, PARAMETERS_LIMIT = 100 };

/* An open "{", or the argument of a command. flags, link: of the prose around it. closing: the quotation mark it ends
 * with, or 0. */
typedef struct group {
  uint32_t link;
  uint32_t closing;
  uint8_t flags;
} group;

/* An open environment: its block, or that around it when it has none. item: an item of the list is open. */
typedef struct environment {
  dixit_span name;
  uint32_t block;
  uint32_t item;
  uint32_t parent;
  uint8_t kind;
  uint8_t quoted;
} environment;

/* A footnote that waits for its paragraph's end. */
typedef struct note {
  dixit_span span;
  dixit_span words;
} note;

/* silent: before \begin{document}. ended: behind \end{document}. absent: environments that are closed nowhere, a bit
 * each; no_math: a bit each for "\)" and "\]". reference: of the \bibitem being read. */
typedef struct parser {
  dixit_doc *doc;
  arena scratch;
  latex_text text;
  prose out;
  ARRAY(group) groups;
  ARRAY(note) notes;
  environment stack[ENVIRONMENT_LIMIT];
  uint32_t environments;
  uint32_t base;           /* of groups and environments of the part being read: those below are others' */
  uint32_t environment_base;
  uint32_t depth;
  uint32_t quotes;
  uint32_t reference;
  uint64_t absent;
  uint32_t no_math;
  bool silent;
  bool ended;
} parser;

static void read_part(parser *self, uint32_t at, uint32_t end);

static dixit_text slice(const parser *self, dixit_span span)
{
  return text_of(self->text.bytes + span.start, span_length(span));
}

static char byte_at(const parser *self, uint32_t at)
{
  return at < self->text.length ? self->text.bytes[at] : '\0';
}

/* ---- paragraphs and notes ---- */

static void close_environment(parser *self, uint32_t start, uint32_t end);

/* A part of the text that is a leaf of its own, or the inside of a container; the state around it stays as it is. For
 * that time the text ends with it. */
static void read_inside(parser *self, dixit_span part)
{
  prose around = self->out;
  uint32_t base = self->base, environment_base = self->environment_base, groups = self->groups.count;
  uint32_t environments = self->environments, length = self->text.length, no_math = self->no_math;
  uint64_t absent = self->absent;
  bool silent = self->silent;
  if (self->depth >= DEPTH_LIMIT)
    return;
  self->text.length = part.end;
  self->depth++;
  self->base = groups;
  self->environment_base = environments;
  self->silent = false;
  self->out.flags = 0;
  self->out.link = DIXIT_NONE;
  read_part(self, part.start, part.end);
  prose_close(&self->out);
  while (self->environments > environments)
    close_environment(self, part.end, part.end);
  self->text.length = length;
  self->no_math = no_math;
  self->absent = absent;
  self->groups.count = groups;
  self->base = base;
  self->environment_base = environment_base;
  self->silent = silent;
  self->depth--;
  around.block = DIXIT_NONE;
  self->out = around;
}

static void read_note(parser *self, const note *waiting)
{
  uint32_t parent = self->out.parent;
  uint8_t kind = self->out.kind;
  uint32_t block = prose_block(&self->out, DIXIT_FOOTNOTE, waiting->span.start, waiting->span.end);
  if (block == DIXIT_NONE)
    return;
  self->out.parent = block;
  self->out.kind = DIXIT_PARAGRAPH;
  prose_reference(&self->out, DIXIT_REF_NOTE, waiting->span, span_of(waiting->words.start, waiting->words.start), waiting->words);
  read_inside(self, waiting->words);
  self->out.parent = parent;
  self->out.kind = kind;
}

/* The paragraph ends; its footnotes follow, and theirs. */
static void end_paragraph(parser *self)
{
  prose_close(&self->out);
  if (self->depth) /* the notes of notes come behind all of these */
    return;
  for (uint32_t i = 0; i < self->notes.count && !self->scratch.failed; i++) {
    note waiting = self->notes.items[i];
    read_note(self, &waiting);
  }
  self->notes.count = 0;
}

static void read_leaf(parser *self, dixit_block_kind kind, uint8_t level, dixit_span words)
{
  end_paragraph(self);
  self->out.kind = (uint8_t)kind;
  self->out.level = level;
  read_inside(self, words);
  self->out.kind = DIXIT_PARAGRAPH;
  self->out.level = 0;
  end_paragraph(self);
}

/* ---- text ---- */

static void add_text(parser *self, uint32_t start, uint32_t end)
{
  if (!self->silent && start < end)
    prose_text(&self->out, start, end);
}

static void add_blank(parser *self, uint32_t start, uint32_t end)
{
  if (!self->silent)
    prose_blank(&self->out, start, end);
}

static void add_char(parser *self, uint32_t start, uint32_t end, uint32_t code)
{
  if (!self->silent)
    prose_char(&self->out, start, end, code);
}

static void add_noun(parser *self, uint32_t start, uint32_t end)
{
  if (!self->silent)
    prose_opaque(&self->out, start, end);
}

static void add_file(parser *self, dixit_span name, dixit_file_kind kind)
{
  dixit_file *file = span_is_empty(name) ? NULL : ARRAY_ADD(&self->doc->memory, self->doc->files);
  if (!file)
    return;
  file->name = name;
  file->kind = (uint8_t)kind;
}

/* The next item of a list with commas from *at on, blanks taken off. */
static bool next_item(const parser *self, dixit_span list, uint32_t *at, dixit_span *item)
{
  const char *text = self->text.bytes;
  while (*at < list.end && (text[*at] == ',' || (unsigned char)text[*at] <= ' '))
    ++*at;
  uint32_t first = *at;
  while (*at < list.end && text[*at] != ',')
    ++*at;
  uint32_t last = *at;
  while (last > first && (unsigned char)text[last - 1] <= ' ')
    last--;
  *item = span_of(first, last);
  return last > first;
}

static void add_files(parser *self, dixit_span list, dixit_file_kind kind)
{
  dixit_span name;
  for (uint32_t at = list.start; next_item(self, list, &at, &name);)
    add_file(self, name, kind);
}

/* ---- groups ---- */

static void push_group(parser *self, uint8_t flags, uint32_t closing, uint32_t link)
{
  group *opened = ARRAY_ADD(&self->scratch, self->groups);
  if (!opened)
    return;
  *opened = (group){self->out.link, closing, self->out.flags};
  self->out.flags |= flags;
  if (link != DIXIT_NONE)
    self->out.link = link;
  self->quotes += closing != 0;
}

static uint32_t pop_group(parser *self, uint32_t at)
{
  if (self->groups.count == self->base)
    return at + 1;
  group closed = self->groups.items[--self->groups.count];
  self->out.flags = closed.flags;
  self->out.link = closed.link;
  if (closed.closing) {
    add_char(self, at, at + 1, closed.closing);
    self->quotes--;
  }
  return at + 1;
}

/* The words in the braces behind `at` get these flags. */
static uint32_t open_words(parser *self, uint32_t at, uint8_t flags)
{
  uint32_t open = latex_skip_blanks(&self->text, at);
  if (byte_at(self, open) != '{')
    return at;
  push_group(self, flags, 0, DIXIT_NONE);
  return open + 1;
}

/* ---- citations ---- */

/* The keys of one list, a citation each; they share the bytes from `start` to `end`. */
static void add_keys(parser *self, uint32_t start, dixit_span keys, dixit_span locator, uint32_t end, uint8_t flags)
{
  dixit_span key;
  bool silent = (flags & DIXIT_CITATION_SILENT) != 0;
  for (uint32_t at = keys.start; next_item(self, keys, &at, &key);) {
    uint32_t next = at;
    dixit_span behind;
    bool last = !next_item(self, keys, &next, &behind);
    uint32_t until = last ? end : at + 1;
    uint32_t index = prose_cite(&self->out, DIXIT_CITE_KEY, span_of(start, until), key, !silent);
    if (index == DIXIT_NONE)
      return;
    self->doc->citations.items[index].flags = flags;
    if (last && !span_is_empty(locator))
      self->doc->citations.items[index].locator = locator;
    start = until;
  }
}

/* Options and keys behind `at`: "[see][p. 3]{a,b}". Returns `at` when there are no keys. */
static uint32_t read_keys(parser *self, uint32_t start, uint32_t at, uint8_t flags)
{
  dixit_span locator = span_of(at, at), keys;
  uint32_t after = at;
  for (int i = 0; i < 2; i++) {
    dixit_span option;
    uint32_t next = latex_skip_option(&self->text, latex_skip_blanks(&self->text, after), &option);
    if (span_is_empty(option) && byte_at(self, latex_skip_blanks(&self->text, after)) != '[')
      break;
    locator = option;
    after = next;
  }
  uint32_t end = latex_skip_argument(&self->text, after, &keys);
  if (end == after)
    return at;
  if (!self->silent || (flags & DIXIT_CITATION_SILENT))
    add_keys(self, start, keys, locator, end, flags);
  return end;
}

static uint32_t skip_star(const parser *self, uint32_t at)
{
  return at + (byte_at(self, at) == '*' || byte_at(self, at) == '+');
}

static uint32_t skip_round(const parser *self, uint32_t at)
{
  if (byte_at(self, at) != '(')
    return at;
  for (uint32_t i = at + 1; i < self->text.length && i - at < ROUND_LIMIT && self->text.bytes[i] != '('; i++)
    if (self->text.bytes[i] == ')')
      return i + 1;
  return at;
}

/* "\cites(see)(end)[a][b]{c}[d]{e}". */
static uint32_t read_cites(parser *self, uint32_t start, uint32_t at)
{
  at = skip_round(self, skip_round(self, at));
  for (;;) {
    uint32_t end = read_keys(self, start, at, 0);
    if (end == at)
      return at;
    start = at = end;
    if (byte_at(self, at) != '[' && byte_at(self, at) != '{')
      return at;
  }
}

static uint32_t read_nocite(parser *self, uint32_t start, uint32_t at)
{
  dixit_span keys;
  uint32_t end = latex_skip_argument(&self->text, at, &keys);
  if (end > at && text_is(slice(self, keys), "*"))
    self->doc->all_cited = true;
  else if (end > at)
    add_keys(self, start, keys, span_of(at, at), end, DIXIT_CITATION_SILENT);
  return end;
}

static uint32_t read_footnote(parser *self, uint32_t start, uint32_t at)
{
  dixit_span option, words;
  at = latex_skip_option(&self->text, at, &option);
  uint32_t end = latex_skip_argument(&self->text, at, &words);
  if (end == at || self->silent)
    return end;
  note *waiting = self->depth < DEPTH_LIMIT ? ARRAY_ADD(&self->scratch, self->notes) : NULL;
  if (!waiting)
    return end;
  *waiting = (note){span_of(start, end), words};
  prose_cite(&self->out, DIXIT_CITE_INLINE_NOTE, span_of(start, end), words, true);
  return end;
}

static uint32_t read_link(parser *self, uint32_t start, uint32_t at)
{
  dixit_span option, address, words;
  at = latex_skip_option(&self->text, at, &option);
  uint32_t end = latex_skip_argument(&self->text, at, &address);
  uint32_t whole = latex_skip_argument(&self->text, end, &words);
  if (end == at || whole == end || self->silent)
    return end;
  uint32_t link = prose_cite(&self->out, DIXIT_CITE_LINK, span_of(start, whole), address, false);
  push_group(self, 0, 0, link);
  return words.start;
}

static uint32_t read_url(parser *self, uint32_t start, uint32_t at)
{
  dixit_span address;
  uint32_t end = latex_skip_argument(&self->text, at, &address);
  if (end > at && !self->silent)
    prose_cite(&self->out, DIXIT_CITE_URL, span_of(start, end), address, true);
  return end;
}

/* csquotes: \enquote{words}, \textquote[source][sign]{words}, \textcquote[p. 3]{key}{words}. */
static uint32_t read_quote(parser *self, uint32_t start, uint32_t at, const latex_command *command)
{
  dixit_span skipped;
  for (uint32_t i = 0; i < command->count; i++)
    at = latex_skip_argument(&self->text, at, &skipped);
  if (command->action == LATEX_CITE_QUOTE) {
    at = read_keys(self, start, at, 0);
    start = at;
  }
  for (int i = 0; i < 2; i++)
    at = latex_skip_option(&self->text, at, &skipped);
  uint32_t open = latex_skip_blanks(&self->text, at);
  if (byte_at(self, open) != '{' || latex_close(&self->text, open) == DIXIT_NONE)
    return at;
  bool inner = self->quotes % 2 == 1;
  add_char(self, start, open + 1, inner ? 0x2018 : 0x201C);
  push_group(self, 0, inner ? 0x2019 : 0x201D, DIXIT_NONE);
  return open + 1;
}

/* ---- environments ---- */

static uint32_t skip_arguments(const parser *self, uint32_t at, uint32_t count)
{
  dixit_span skipped;
  for (uint32_t i = 0; i < count; i++) {
    for (uint32_t next; (next = latex_skip_option(&self->text, at, &skipped)) > at;)
      at = next;
    uint32_t open = latex_skip_blanks(&self->text, at);
    if (byte_at(self, open) == '\\') /* \newcommand\name */
      at = latex_skip_name(&self->text, open + 1);
    else
      at = latex_skip_argument(&self->text, at, &skipped);
  }
  return at;
}

static void open_environment(parser *self, dixit_span name, uint8_t kind, uint32_t start)
{
  static const uint8_t blocks[] = {[LATEX_QUOTATION] = DIXIT_BLOCK_QUOTE, [LATEX_LIST] = DIXIT_LIST, [LATEX_TABLE] = DIXIT_TABLE};
  bool container = kind == LATEX_QUOTATION || kind == LATEX_LIST || kind == LATEX_TABLE;
  if (container || kind == LATEX_REFERENCES)
    end_paragraph(self);
  if (self->environments == ENVIRONMENT_LIMIT || self->silent)
    return;
  environment *opened = &self->stack[self->environments];
  *opened = (environment){name, DIXIT_NONE, DIXIT_NONE, self->out.parent, kind, self->out.quoted};
  if (container) {
    opened->block = prose_block(&self->out, blocks[kind], start, start);
    if (opened->block == DIXIT_NONE)
      return;
    self->out.parent = opened->block;
    self->out.quoted += kind == LATEX_QUOTATION;
  }
  self->out.kind = kind == LATEX_TABLE ? DIXIT_TABLE_CELL : DIXIT_PARAGRAPH;
  self->environments++;
}

static void close_item(parser *self, environment *open, uint32_t at)
{
  end_paragraph(self);
  if (open->item != DIXIT_NONE)
    self->doc->blocks.items[open->item].span.end = at;
  open->item = DIXIT_NONE;
}

static void close_reference(parser *self, uint32_t at)
{
  end_paragraph(self);
  if (self->reference != DIXIT_NONE)
    self->doc->references.items[self->reference].span.end = self->doc->references.items[self->reference].content.end = at;
  self->reference = DIXIT_NONE;
}

static void close_environment(parser *self, uint32_t start, uint32_t end)
{
  environment *closed = &self->stack[self->environments - 1];
  if (closed->kind == LATEX_REFERENCES)
    close_reference(self, start);
  if (closed->block != DIXIT_NONE) {
    close_item(self, closed, start);
    self->doc->blocks.items[closed->block].span.end = end;
  }
  self->out.parent = closed->parent;
  self->out.quoted = closed->quoted;
  self->environments--; /* not before: notes read above have environments of their own */
  bool in_table = self->environments > self->environment_base && self->stack[self->environments - 1].kind == LATEX_TABLE;
  self->out.kind = in_table ? DIXIT_TABLE_CELL : DIXIT_PARAGRAPH;
}

/* Past an environment without prose; `at` when it has no end. */
static uint32_t skip_environment(parser *self, uint32_t start, uint32_t at, dixit_text name, uint8_t kind, uint32_t row)
{
  uint32_t last;
  uint32_t end = self->absent >> row & 1 ? 0 : latex_find_end(&self->text, at, name, &last);
  if (!end) {
    self->absent |= UINT64_C(1) << row;
    return at;
  }
  if (self->silent)
    return end;
  if (kind == LATEX_MATH) {
    add_noun(self, start, end);
  } else {
    end_paragraph(self);
    prose_block(&self->out, DIXIT_CODE, start, end);
  }
  return end;
}

static dixit_text without_star(dixit_text name)
{
  return name.length && name.bytes[name.length - 1] == '*' ? text_of(name.bytes, name.length - 1) : name;
}

static uint32_t read_begin(parser *self, uint32_t start, uint32_t at)
{
  dixit_span name, option;
  uint32_t arguments, row, end = latex_skip_argument(&self->text, at, &name);
  if (end == at)
    return at;
  uint8_t kind = (uint8_t)latex_environment_find(without_star(slice(self, name)), &arguments, &row);
  if (kind == LATEX_VERBATIM_ENV || kind == LATEX_MATH)
    return skip_environment(self, start, end, slice(self, name), kind, row);
  if (kind == LATEX_DOCUMENT) {
    self->silent = false;
    return end;
  }
  end = skip_arguments(self, latex_skip_option(&self->text, end, &option), arguments);
  open_environment(self, name, kind, start);
  return end;
}

static uint32_t read_end(parser *self, uint32_t start, uint32_t at)
{
  dixit_span name;
  uint32_t end = latex_skip_argument(&self->text, at, &name);
  if (end > at && text_is(slice(self, name), "document"))
    self->ended = true;
  for (uint32_t i = self->environments; i > self->environment_base; i--) {
    if (!text_equal(slice(self, self->stack[i - 1].name), slice(self, name)))
      continue;
    while (self->environments > i) /* those that nobody has closed */
      close_environment(self, start, start);
    close_environment(self, start, end);
    break;
  }
  return end;
}

static uint32_t read_item(parser *self, uint32_t start, uint32_t at)
{
  environment *list = self->environments > self->environment_base ? &self->stack[self->environments - 1] : NULL;
  dixit_span label;
  if (!list || list->kind != LATEX_LIST) {
    end_paragraph(self);
    return at;
  }
  close_item(self, list, start);
  self->out.parent = list->block;
  list->item = prose_block(&self->out, DIXIT_LIST_ITEM, start, at);
  self->out.parent = list->item;
  uint32_t end = latex_skip_option(&self->text, at, &label);
  if (!span_is_empty(label)) {
    add_text(self, label.start, label.end);
    add_blank(self, label.end, end);
  }
  return end;
}

static uint32_t read_bibitem(parser *self, uint32_t start, uint32_t at)
{
  dixit_span label, key;
  uint32_t end = latex_skip_argument(&self->text, latex_skip_option(&self->text, at, &label), &key);
  close_reference(self, start);
  if (!span_is_empty(key) && prose_reference(&self->out, DIXIT_REF_ENTRY, span_of(start, end), key, span_of(end, end)))
    self->reference = self->doc->references.count - 1;
  return end;
}

/* ---- commands ---- */

/* "\verb|x|", "\lstinline[...]{x}". */
static uint32_t read_verbatim(parser *self, uint32_t start, uint32_t at)
{
  dixit_span option;
  at = latex_skip_option(&self->text, skip_star(self, at), &option);
  char mark = byte_at(self, at);
  for (uint32_t i = at + 1; i < self->text.length && i - at < VERBATIM_LIMIT && self->text.bytes[i] != '\n'; i++) {
    if (self->text.bytes[i] != (mark == '{' ? '}' : mark))
      continue;
    add_noun(self, start, i + 1);
    return i + 1;
  }
  return at;
}

/* An accent and its letter; `at` is behind the command. */
static uint32_t read_accent(parser *self, uint32_t start, uint32_t at, uint32_t mark)
{
  uint32_t letter = latex_skip_blanks(&self->text, at);
  bool braced = byte_at(self, letter) == '{';
  letter += braced;
  bool dotless = byte_at(self, letter) == '\\' && (byte_at(self, letter + 1) == 'i' || byte_at(self, letter + 1) == 'j');
  letter += dotless;
  if (letter >= self->text.length || byte_at(self, letter) == '}')
    return braced ? letter + (byte_at(self, letter) == '}') : at;
  utf8_char c = utf8_decode(self->text.bytes, self->text.length, letter);
  uint32_t end = letter + c.length;
  if (braced && byte_at(self, end) != '}')
    return at;
  add_char(self, start, end + braced, utf8_compose(c.code, mark));
  return end + braced;
}

static uint32_t read_math(parser *self, uint32_t start, uint32_t at, const char *close, uint32_t bit)
{
  size_t end = self->no_math & bit ? 0 : scan_until(text_of(self->text.bytes, self->text.length), at, close);
  if (!end) {
    self->no_math |= bit;
    return at;
  }
  add_noun(self, start, (uint32_t)end);
  return (uint32_t)end;
}

/* A backslash and one character that is no letter. */
static uint32_t read_sign(parser *self, uint32_t start, uint32_t at)
{
  char c = self->text.bytes[at];
  uint32_t mark = tex_accent(c);
  if (mark)
    return read_accent(self, start, at + 1, mark);
  if (scan_is_one_of(c, "%&$#_{}"))
    add_text(self, at, at + 1);
  else if (c == '(')
    return read_math(self, start, at + 1, "\\)", 1);
  else if (c == '[')
    return read_math(self, start, at + 1, "\\]", 2);
  else if (c == '\\') {
    dixit_span option;
    uint32_t end = latex_skip_option(&self->text, skip_star(self, at + 1), &option);
    bool in_table = self->out.kind == DIXIT_TABLE_CELL;
    if (in_table)
      prose_close(&self->out);
    else
      add_blank(self, start, end);
    return end;
  } else if (!scan_is_one_of(c, "-/@!"))
    add_blank(self, start, at + 1);
  return at + 1;
}

/* Past the blanks that TeX drops behind a command of letters. */
static uint32_t skip_spaces(const parser *self, uint32_t at)
{
  while (byte_at(self, at) == ' ' || byte_at(self, at) == '\t')
    at++;
  return at;
}

static uint32_t read_unknown(parser *self, uint32_t start, uint32_t at, dixit_text name)
{
  uint32_t mark = name.length == 1 ? tex_accent(name.bytes[0]) : 0, code = tex_letter(name);
  dixit_span option;
  if (mark)
    return read_accent(self, start, at, mark);
  if (code || (name.length && (text_is(name, "LaTeX") || text_is(name, "TeX")))) {
    bool empty = byte_at(self, at) == '{' && byte_at(self, at + 1) == '}';
    uint32_t end = empty ? at + 2 : skip_spaces(self, at);
    if (code)
      add_char(self, start, end, code);
    else
      add_noun(self, start, end);
    return end;
  }
  if (text_is(name, "em") || text_is(name, "it") || text_is(name, "itshape"))
    self->out.flags |= DIXIT_RUN_EMPHASIS;
  return latex_skip_option(&self->text, skip_spaces(self, skip_star(self, at)), &option);
}

static uint32_t read_titled(parser *self, uint32_t at, dixit_block_kind kind, uint8_t level)
{
  dixit_span option, words;
  at = latex_skip_option(&self->text, skip_star(self, at), &option);
  uint32_t end = latex_skip_argument(&self->text, at, &words);
  if (end > at && (!self->silent || kind == DIXIT_TITLE))
    read_leaf(self, kind, level, words);
  return end;
}

static uint32_t read_skipped(parser *self, uint32_t start, uint32_t at, const latex_command *command)
{
  dixit_span option;
  uint32_t end = skip_arguments(self, skip_star(self, at), command->count);
  if (command->count == 0)
    end = latex_skip_option(&self->text, end, &option);
  if (command->action == LATEX_NOUN && end > at)
    add_noun(self, start, end);
  return end == at ? skip_spaces(self, at) : end;
}

static uint32_t read_files(parser *self, uint32_t at, dixit_file_kind kind)
{
  dixit_span option, names;
  at = latex_skip_option(&self->text, at, &option);
  uint32_t end = latex_skip_argument(&self->text, at, &names);
  if (end > at)
    add_files(self, names, kind);
  return end;
}

/* "\def\x#1{...}". */
static uint32_t read_definition(const parser *self, uint32_t at)
{
  uint32_t open = at;
  while (open < self->text.length && open - at < PARAMETERS_LIMIT && self->text.bytes[open] != '{' && self->text.bytes[open] != '\n')
    open++;
  uint32_t close = byte_at(self, open) == '{' ? latex_close(&self->text, open) : DIXIT_NONE;
  return close == DIXIT_NONE ? at : close + 1;
}

static uint32_t run_command(parser *self, uint32_t start, uint32_t at, const latex_command *command, dixit_text name)
{
  switch (command->action) {
  case LATEX_SKIP:
  case LATEX_NOUN: return read_skipped(self, start, at, command);
  case LATEX_BLANK: add_blank(self, start, at); return at;
  case LATEX_PARAGRAPH: end_paragraph(self); return at;
  case LATEX_HEADING: return read_titled(self, at, DIXIT_HEADING, command->count);
  case LATEX_TITLE: return read_titled(self, at, DIXIT_TITLE, 0);
  case LATEX_CAPTION: return read_titled(self, at, DIXIT_CAPTION, 0);
  case LATEX_FOOTNOTE: return read_footnote(self, start, at);
  case LATEX_EMPHASIS: return open_words(self, at, DIXIT_RUN_EMPHASIS);
  case LATEX_STRONG: return open_words(self, at, DIXIT_RUN_STRONG);
  case LATEX_QUOTE:
  case LATEX_CITE_QUOTE: return read_quote(self, start, skip_star(self, at), command);
  case LATEX_CITE: return read_keys(self, start, skip_star(self, at), 0);
  case LATEX_CITE_IN_TEXT: return read_keys(self, start, skip_star(self, at), DIXIT_CITATION_IN_TEXT);
  case LATEX_CITES: return read_cites(self, start, at);
  case LATEX_NOCITE: return read_nocite(self, start, at);
  case LATEX_LINK: return read_link(self, start, at);
  case LATEX_URL: return read_url(self, start, at);
  case LATEX_BIBLIOGRAPHY: return read_files(self, at, DIXIT_FILE_BIBLIOGRAPHY);
  case LATEX_INCLUDE: return read_files(self, at, DIXIT_FILE_INCLUDED);
  case LATEX_ITEM: return read_item(self, start, at);
  case LATEX_BIBITEM: return read_bibitem(self, start, at);
  case LATEX_BEGIN: return read_begin(self, start, at);
  case LATEX_END: return read_end(self, start, at);
  case LATEX_VERBATIM: return read_verbatim(self, start, at);
  case LATEX_DEFINE: return read_definition(self, at);
  default: return read_unknown(self, start, at, name);
  }
}

static uint32_t read_command(parser *self, uint32_t start)
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

static uint32_t read_dollar(parser *self, uint32_t start, uint32_t end)
{
  bool display = byte_at(self, start + 1) == '$';
  for (uint32_t at = start + 1 + display; at < end; at++) {
    char c = self->text.bytes[at];
    if (c == '\\')
      at++;
    else if (c == '\n' && latex_is_paragraph_end(&self->text, at))
      break;
    else if (c == '$' && (!display || byte_at(self, at + 1) == '$')) {
      add_noun(self, start, at + 1 + display);
      return at + 1 + display;
    }
  }
  add_text(self, start, start + 1);
  return start + 1 + display;
}

static uint32_t read_line_end(parser *self, uint32_t at, uint32_t end)
{
  uint32_t after = at + 1;
  bool paragraph = latex_is_paragraph_end(&self->text, at);
  while (after < end && (unsigned char)self->text.bytes[after] <= ' ')
    after++;
  if (paragraph && self->out.kind != DIXIT_TABLE_CELL)
    end_paragraph(self);
  else
    add_blank(self, at, after);
  return after;
}

/* "--" and "---"; a single hyphen is text. */
static uint32_t read_dash(parser *self, uint32_t at)
{
  uint32_t count = 1;
  while (count < 3 && byte_at(self, at + count) == '-')
    count++;
  if (count == 1)
    add_text(self, at, at + 1);
  else
    add_char(self, at, at + count, count == 2 ? 0x2013 : 0x2014);
  return at + count;
}

static uint32_t read_special(parser *self, uint32_t at, uint32_t end)
{
  switch (self->text.bytes[at]) {
  case '\\': return read_command(self, at);
  case '{': push_group(self, 0, 0, DIXIT_NONE); return at + 1;
  case '}': return pop_group(self, at);
  case '$': return read_dollar(self, at, end);
  case '%': return latex_skip_comment(&self->text, at);
  case '~': add_blank(self, at, at + 1); return at + 1;
  case '\n': return read_line_end(self, at, end);
  case '-': return read_dash(self, at);
  default: /* "&" */
    if (self->out.kind == DIXIT_TABLE_CELL)
      prose_close(&self->out);
    else
      add_blank(self, at, at + 1);
    return at + 1;
  }
}

static const uint8_t special[256] = {
  ['\\'] = 1, ['{'] = 1, ['}'] = 1, ['$'] = 1, ['%'] = 1, ['~'] = 1, ['\n'] = 1, ['-'] = 1, ['&'] = 1,
};

static void read_part(parser *self, uint32_t at, uint32_t end)
{
  const char *text = self->text.bytes;
  while (at < end && !self->ended && !self->scratch.failed && !self->doc->memory.failed) {
    uint32_t from = at;
    while (at < end && !special[(unsigned char)text[at]])
      at++;
    add_text(self, from, at);
    if (at < end)
      at = read_special(self, at, end);
  }
}

void reader_latex(dixit_doc *doc)
{
  parser self = {.doc = doc, .reference = DIXIT_NONE};
  arena_init(&self.scratch, &doc->memory.allocator);
  latex_text_init(&self.text, doc, &self.scratch);
  prose_init(&self.out, doc);
  self.silent = scan_until(text_of(doc->text, doc->length), 0, "\\begin{document}") != 0;
  read_part(&self, 0, doc->length);
  while (self.environments)
    close_environment(&self, doc->length, doc->length);
  close_reference(&self, doc->length);
  prose_sort(doc);
  doc->memory.failed = doc->memory.failed || self.scratch.failed;
  arena_done(&self.scratch);
}

/* \documentclass, \begin{document}, or sections and environments. */
bool latex_detect(dixit_text text)
{
  static const char *const signs[] = {"\\documentclass", "\\begin{document}", "\\usepackage", "\\section{", "\\chapter{"};
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (scan_until(text, 0, signs[i]))
      return true;
  return false;
}
