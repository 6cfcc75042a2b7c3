/* In BibTeX, TeX is not run: an accent command with its letter becomes the letter and the combining mark, the letters
 * TeX has commands for become those, "--" and "``" stay, other commands vanish and leave their arguments. That is
 * enough to compare and to check values. */
#include "refs/values.h"

#include "base/json.h"
#include "base/utf8.h"
#include "doc/tex.h"
#include "refs/csl.h"
#include "refs/fields.h"
#include "refs/ris.h"

enum { MACRO_DEPTH = 8, COMMAND_LIMIT = 24, VALUE_LIMIT = 1 << 20 };

/* ---- macros ---- */

/* The months, and journals of plain.bst and its kin: defined where the style is, not in the file. */
static const char *const standard_macros[] = {
  "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "acmcs", "acta", "cacm", "ibmjrd",
  "ibmsj", "ieeese", "ieeetc", "ieeetcad", "ipl", "jacm", "jcss", "scp", "sicomp", "tocs", "tods", "tog", "toms",
  "toois", "toplas", "tcs",
};

static uint32_t macro_hash(dixit_text name)
{
  uint32_t hash = 2166136261u;
  for (size_t i = 0; i < name.length; i++)
    hash = (hash ^ (unsigned char)ascii_lower(name.bytes[i])) * 16777619u;
  return hash ^ hash >> 15;
}

static uint32_t macro_slot(const value_reader *self, dixit_text name)
{
  uint32_t at = macro_hash(name) & self->macro_mask;
  while (self->macros[at] &&
         !text_equal_folded(doc_slice(self->doc, self->doc->fields.items[self->macros[at] - 1].name), name))
    at = (at + 1) & self->macro_mask;
  return at;
}

bool value_reader_init(value_reader *self, const dixit_doc *doc, arena *memory)
{
  uint32_t count = 0, size = 16;
  memset(self, 0, sizeof *self);
  self->doc = doc;
  self->memory = memory;
  for (uint32_t i = 0; i < doc->entries.count; i++)
    if (doc->entries.items[i].kind == DIXIT_ENTRY_MACRO)
      count += doc->entries.items[i].field_count;
  while (size / 2 < count && size < UINT32_C(1) << 31)
    size *= 2;
  self->macros = arena_get_zeroed(memory, (size_t)size * sizeof *self->macros);
  self->macro_mask = size - 1;
  for (uint32_t i = 0; self->macros && i < doc->entries.count; i++) {
    const dixit_entry *entry = &doc->entries.items[i];
    for (uint32_t f = 0; entry->kind == DIXIT_ENTRY_MACRO && f < entry->field_count; f++)
      self->macros[macro_slot(self, doc_slice(doc, doc->fields.items[entry->first_field + f].name))] =
          entry->first_field + f + 1;
  }
  return self->macros != NULL;
}

uint32_t value_macro_find(const value_reader *self, dixit_text name, bool *standard)
{
  *standard = false;
  for (size_t i = 0; i < sizeof standard_macros / sizeof *standard_macros; i++)
    *standard = *standard || text_equal_folded(name, text_from(standard_macros[i]));
  return self->macros[macro_slot(self, name)] - 1; /* 0 - 1 is DIXIT_NONE */
}

static bool ends_word(char c)
{
  return (unsigned char)c <= ' ' || c == '#' || c == '{' || c == '"';
}

/* Past the braced or quoted piece at `at`. */
static uint32_t skip_piece(const char *text, uint32_t at, uint32_t end)
{
  uint32_t depth = text[at] == '{';
  bool quoted = text[at] == '"';
  for (at++; at < end; at++) {
    if (text[at] == '{')
      depth++;
    else if (text[at] == '}' && depth && --depth == 0 && !quoted)
      return at + 1;
    else if (text[at] == '"' && quoted && depth == 0)
      return at + 1;
  }
  return end;
}

/* The next piece of a joined value: *span is its content; *macro: it is a name or number. */
static bool next_piece(const dixit_doc *doc, uint32_t *at, uint32_t end, dixit_span *span, bool *macro)
{
  const char *text = doc->text;
  while (*at < end && ((unsigned char)text[*at] <= ' ' || text[*at] == '#'))
    ++*at;
  if (*at >= end)
    return false;
  uint32_t first = *at;
  *macro = text[first] != '{' && text[first] != '"';
  if (*macro) {
    while (*at < end && !ends_word(text[*at]))
      ++*at;
    *at += *at == first;
    *span = span_of(first, *at);
  } else {
    *at = skip_piece(text, first, end);
    *span = span_of(first + 1, *at > first + 1 ? *at - 1 : first + 1);
  }
  return true;
}

bool value_next_macro(const dixit_doc *doc, const dixit_field *field, uint32_t *at, dixit_span *name)
{
  bool macro = false;
  if (!(field->flags & DIXIT_FIELD_MACRO))
    return false;
  while (next_piece(doc, at, field->value.end, name, &macro))
    if (macro && !ascii_is_digit(doc->text[name->start]))
      return true;
  return false;
}

/* ---- TeX ---- */

static bool reserve(value_reader *self, size_t more)
{
  size_t needed = (size_t)self->length + more;
  if (needed <= self->capacity)
    return true;
  size_t grown = needed * 2 < 256 ? 256 : needed * 2;
  char *bytes = grown > UINT32_MAX ? NULL : arena_resize(self->memory, self->bytes, self->capacity, grown);
  if (!bytes)
    return false;
  self->bytes = bytes;
  self->capacity = (uint32_t)grown;
  return true;
}

static void put(value_reader *self, const char *bytes, size_t length)
{
  if (!reserve(self, length))
    return;
  memcpy(self->bytes + self->length, bytes, length);
  self->length += (uint32_t)length;
}

static void put_code(value_reader *self, uint32_t code)
{
  char bytes[4];
  put(self, bytes, utf8_encode(code, bytes));
}

/* One blank, none at the start. */
static void put_blank(value_reader *self)
{
  if (self->length && self->bytes[self->length - 1] != ' ')
    put(self, " ", 1);
}

static size_t skip_blanks(dixit_text text, size_t at)
{
  while (at < text.length && (unsigned char)text.bytes[at] <= ' ')
    at++;
  return at;
}

/* The letter under an accent: "e", "{e}", "{\i}". */
static size_t read_accented(value_reader *self, dixit_text text, size_t at, uint32_t mark)
{
  at = skip_blanks(text, at);
  bool braced = at < text.length && text.bytes[at] == '{';
  at += braced;
  if (at + 1 < text.length && text.bytes[at] == '\\' && (text.bytes[at + 1] == 'i' || text.bytes[at + 1] == 'j'))
    at++;
  if (at < text.length && text.bytes[at] != '}') {
    utf8_char letter = utf8_decode(text.bytes, text.length, at);
    put(self, text.bytes + at, letter.length);
    put_code(self, mark);
    at += letter.length;
  }
  while (braced && at < text.length && text.bytes[at] == ' ')
    at++;
  return at + (braced && at < text.length && text.bytes[at] == '}');
}

/* The command whose backslash is at `at`; the byte after it. */
static size_t read_command(value_reader *self, dixit_text text, size_t at)
{
  size_t first = ++at;
  if (at >= text.length)
    return at;
  char c = text.bytes[at];
  if (!ascii_is_letter(c)) {
    uint32_t mark = tex_accent(c);
    if (mark)
      return read_accented(self, text, at + 1, mark);
    if (c == ' ' || c == ',' || c == '\\')
      put_blank(self);
    else if (c != '-' && c != '/')
      put(self, &c, 1);
    return at + 1;
  }
  while (at < text.length && ascii_is_letter(text.bytes[at]) && at - first < COMMAND_LIMIT)
    at++;
  dixit_text name = text_of(text.bytes + first, at - first);
  uint32_t mark = name.length == 1 ? tex_accent(c) : 0;
  if (mark)
    return read_accented(self, text, at, mark);
  uint32_t letter = tex_letter(name);
  if (letter)
    put_code(self, letter);
  return at < text.length && text.bytes[at] == ' ' ? at + 1 : at;
}

static void put_tex(value_reader *self, dixit_text text)
{
  for (size_t at = 0; at < text.length;) {
    char c = text.bytes[at];
    if (c == '\\') {
      at = read_command(self, text, at);
      continue;
    }
    if ((unsigned char)c <= ' ' || c == '~')
      put_blank(self);
    else if (c != '{' && c != '}' && c != '$')
      put(self, &c, 1);
    at++;
  }
}

/* ---- other formats ---- */

/* Blanks folded, and in JSON the escapes resolved. Braces, tildes and dollars are what they are. */
static void put_plain(value_reader *self, dixit_text text)
{
  uint32_t start = self->length;
  put(self, text.bytes, text.length);
  if (self->length != start + text.length)
    return;
  size_t length = self->doc->format == DIXIT_CSL_JSON ? json_unescape(self->bytes + start, text.length) : text.length;
  char *out = self->bytes + start;
  for (size_t i = 0; i < length; i++) {
    char c = self->bytes[start + i];
    bool blank = (unsigned char)c <= ' ';
    if (!blank || (out > self->bytes && out[-1] != ' '))
      *out++ = blank ? ' ' : c;
  }
  self->length = (uint32_t)(out - self->bytes);
}

/* ---- values ---- */

static void put_field(value_reader *self, const dixit_field *field, int depth)
{
  dixit_span piece = field->value;
  uint32_t at = field->value.start;
  bool macro = (field->flags & DIXIT_FIELD_MACRO) != 0, standard;
  if (self->length > VALUE_LIMIT) /* macros of macros may grow without end */
    return;
  if (!(field->flags & (DIXIT_FIELD_JOINED | DIXIT_FIELD_MACRO))) {
    put_tex(self, doc_slice(self->doc, piece));
    return;
  }
  while (next_piece(self->doc, &at, field->value.end, &piece, &macro)) {
    uint32_t defined = macro ? value_macro_find(self, doc_slice(self->doc, piece), &standard) : DIXIT_NONE;
    if (defined != DIXIT_NONE && depth < MACRO_DEPTH)
      put_field(self, &self->doc->fields.items[defined], depth + 1);
    else
      put_tex(self, doc_slice(self->doc, piece));
  }
}

/* Nothing in it that has to be read otherwise than it stands. */
static bool is_plain(dixit_text text)
{
  for (size_t i = 0; i < text.length; i++) {
    char c = text.bytes[i];
    if (c == '\\' || c == '{' || c == '}' || c == '~' || c == '$' || c == '\n' || c == '\t' || c == '\r' ||
        (c == ' ' && i + 1 < text.length && text.bytes[i + 1] == ' '))
      return false;
  }
  return true;
}

/* Names or a date in parts, in place. */
static void put_structured(value_reader *self, const dixit_field *field, dixit_text text)
{
  bool date = bib_fields[field->field].kind == KIND_DATE;
  if (!reserve(self, text.length + text.length / 2 + 40))
    return;
  size_t length = self->doc->format == DIXIT_RIS ? ris_date_write(text, self->bytes, self->capacity)
                                                 : csl_value_write(text, date, self->bytes, self->capacity);
  self->length = (uint32_t)length;
}

dixit_text value_read(value_reader *self, const dixit_field *field)
{
  dixit_text text = doc_slice(self->doc, field->value);
  if (!(field->flags & (DIXIT_FIELD_JOINED | DIXIT_FIELD_MACRO | DIXIT_FIELD_STRUCTURED)) && is_plain(text))
    return text;
  self->length = 0;
  if (field->flags & DIXIT_FIELD_STRUCTURED) {
    put_structured(self, field, text);
    if (self->doc->format == DIXIT_CSL_JSON)
      self->length = (uint32_t)json_unescape(self->bytes, self->length);
  } else if (self->doc->format == DIXIT_BIBTEX) {
    put_field(self, field, 0);
  } else {
    put_plain(self, text);
  }
  while (self->length && self->bytes[self->length - 1] == ' ')
    self->length--;
  return text_of(self->bytes ? self->bytes : "", self->length);
}
