/* BibTeX and biblatex files to entries and fields, with the exact place of each.
 *
 * Follows "Tame the BeaST" and biber's btparse where they agree: entries in braces or round brackets, values in braces,
 * quotation marks, numbers and macros joined by "#", @string, @preamble, @comment (which ends with its braces), text
 * between entries, "%" comments between fields. Values are not interpreted here (values.c does).
 *
 * A file with faults is read on: a value that is not closed ends where a line starts a new entry of a known type or a
 * new field of a known name; what is no field is passed over up to the next comma. Each is kept as a problem. So one
 * missing brace costs one value, and every byte is looked at a bounded number of times. */
#include "refs/bibliographies.h"

#include "refs/fields.h"

/* close: what ends the entry. open_comment: an @comment was met whose braces never close; no other is tried. */
typedef struct parser {
  dixit_doc *doc;
  const char *text;
  uint32_t at;
  uint32_t end;
  char close;
  bool open_comment;
} parser;

/* What names of types, fields and macros are made of. */
static bool is_name(char c)
{
  return (unsigned char)c > ' ' && !strchr("\"#%'(),={}@\x7F", c);
}

static uint32_t skip_blanks(const parser *self, uint32_t at)
{
  while (at < self->end && ascii_is_space(self->text[at]))
    at++;
  return at;
}

/* Past blanks and "%" comments. */
static uint32_t skip_filling(const parser *self, uint32_t at)
{
  for (;;) {
    at = skip_blanks(self, at);
    if (at >= self->end || self->text[at] != '%')
      return at;
    while (at < self->end && self->text[at] != '\n')
      at++;
  }
}

static uint32_t skip_name(const parser *self, uint32_t at)
{
  while (at < self->end && is_name(self->text[at]))
    at++;
  return at;
}

static dixit_text slice(const parser *self, uint32_t start, uint32_t end)
{
  return text_of(self->text + start, end - start);
}

/* ---- where an unclosed value must have ended ---- */

static bool is_entry_start(const parser *self, uint32_t at)
{
  uint32_t name = at + 1, after = skip_name(self, name);
  uint32_t brace = skip_blanks(self, after);
  if (after == name || brace >= self->end || (self->text[brace] != '{' && self->text[brace] != '('))
    return false;
  dixit_text type = slice(self, name, after);
  return bib_type_find(type) || text_equal_folded(type, text_from("string")) ||
         text_equal_folded(type, text_from("comment"));
}

static bool is_field_start(const parser *self, uint32_t at)
{
  uint32_t after = skip_name(self, at);
  uint32_t equals = skip_blanks(self, after);
  if (after == at || equals >= self->end || self->text[equals] != '=')
    return false;
  uint32_t value = skip_blanks(self, equals + 1);
  return value < self->end && (self->text[value] == '{' || self->text[value] == '"') &&
         bib_field_find(slice(self, at, after));
}

/* Does a new entry start on the line after the line end at `at`, or (where fields may) a new field? */
static bool line_starts_anew(const parser *self, uint32_t at, bool fields)
{
  uint32_t first = at + 1;
  while (first < self->end && ascii_is_blank(self->text[first]))
    first++;
  if (first >= self->end)
    return false;
  if (self->text[first] == '@')
    return is_entry_start(self, first);
  return fields && ascii_is_letter(self->text[first]) && is_field_start(self, first);
}

/* ---- values ---- */

/* Ends a value that has no end of its own before the line end at `at`, and before a comma there; *value is what it
 * holds. */
static uint32_t end_unclosed(parser *self, uint32_t open, uint32_t at, dixit_span *value)
{
  uint32_t last = at;
  while (last > open + 1 && (ascii_is_space(self->text[last - 1]) || self->text[last - 1] == ','))
    last--;
  bib_problem_add(self->doc, BIB_UNCLOSED_VALUE, span_of(open, open + 1));
  *value = span_of(open + 1, last);
  return last;
}

/* "{...}" at `open`. Braces count whatever stands before them, as in BibTeX. */
static uint32_t read_braced(parser *self, uint32_t open, dixit_span *value)
{
  uint32_t depth = 0;
  for (uint32_t at = open; at < self->end; at++) {
    char c = self->text[at];
    if (c == '{')
      depth++;
    else if (c == '}' && --depth == 0) {
      *value = span_of(open + 1, at);
      return at + 1;
    } else if (c == '\n' && line_starts_anew(self, at, depth == 1))
      return end_unclosed(self, open, at, value);
  }
  return end_unclosed(self, open, self->end, value);
}

static uint32_t read_quoted(parser *self, uint32_t open, dixit_span *value)
{
  uint32_t depth = 0;
  for (uint32_t at = open + 1; at < self->end; at++) {
    char c = self->text[at];
    if (c == '{')
      depth++;
    else if (c == '}' && depth)
      depth--;
    else if (c == '"' && depth == 0) {
      *value = span_of(open + 1, at);
      return at + 1;
    } else if (c == '\n' && line_starts_anew(self, at, true))
      return end_unclosed(self, open, at, value);
  }
  return end_unclosed(self, open, self->end, value);
}

/* One piece: braced, quoted, a number or a macro's name. Returns `at` when there is none. */
static uint32_t read_piece(parser *self, uint32_t at, dixit_span *value, uint8_t *flags)
{
  if (at < self->end && self->text[at] == '{')
    return read_braced(self, at, value);
  if (at < self->end && self->text[at] == '"')
    return read_quoted(self, at, value);
  uint32_t after = skip_name(self, at);
  *value = span_of(at, after);
  if (after > at && !ascii_is_digit(self->text[at]))
    *flags |= DIXIT_FIELD_MACRO;
  return after;
}

/* Pieces joined by "#"; *value is the only one's content, or all of them with what is between. */
static uint32_t read_value(parser *self, uint32_t at, dixit_span *value, uint8_t *flags)
{
  uint32_t end = read_piece(self, at, value, flags);
  for (uint32_t next; end > at && (next = skip_filling(self, end)) < self->end && self->text[next] == '#';) {
    dixit_span piece;
    uint32_t start = skip_filling(self, next + 1);
    uint32_t after = read_piece(self, start, &piece, flags);
    *flags = (uint8_t)(*flags | DIXIT_FIELD_JOINED);
    if (after == start) {
      bib_problem_add(self->doc, BIB_MISSING_VALUE, span_of(next, next + 1));
      end = next + 1;
      break;
    }
    end = after;
  }
  if (*flags & DIXIT_FIELD_JOINED)
    *value = span_of(at, end);
  return end;
}

/* ---- fields ---- */

/* Passes over what is no field, up to a comma, the entry's end or the next line that starts one. */
static void skip_stray(parser *self)
{
  uint32_t first = self->at, depth = 0;
  for (; self->at < self->end; self->at++) {
    char c = self->text[self->at];
    if ((depth == 0 && (c == ',' || c == self->close)) || (c == '\n' && line_starts_anew(self, self->at, true)))
      break;
    if (c == '{')
      depth++;
    else if (c == '}' && depth)
      depth--;
  }
  uint32_t last = self->at;
  while (last > first && ascii_is_space(self->text[last - 1]))
    last--;
  if (last > first)
    bib_problem_add(self->doc, BIB_STRAY_TEXT, span_of(first, last));
}

/* What must follow a field: a comma or the entry's end. */
static void end_field(parser *self, uint32_t end)
{
  uint32_t next = skip_filling(self, end);
  self->at = next;
  if (next >= self->end || self->text[next] == ',' || self->text[next] == self->close || self->text[next] == '@')
    return;
  uint32_t name = skip_name(self, next), equals = skip_blanks(self, name);
  if (name > next && equals < self->end && self->text[equals] == '=')
    bib_problem_add(self->doc, BIB_MISSING_COMMA, span_of(end - 1, end));
  else
    skip_stray(self);
}

/* "name = value" at self->at. False when there is no field, and then something was passed over. */
static bool read_field(parser *self)
{
  uint32_t start = self->at, after = skip_name(self, start);
  uint32_t equals = skip_filling(self, after);
  if (after == start || equals >= self->end || self->text[equals] != '=') {
    skip_stray(self);
    return false;
  }
  dixit_span value;
  uint8_t flags = 0;
  uint32_t at = skip_filling(self, equals + 1);
  uint32_t end = read_value(self, at, &value, &flags);
  if (end == at) {
    bib_problem_add(self->doc, BIB_MISSING_VALUE, span_of(start, after));
    value = span_of(equals + 1, equals + 1);
    end = equals + 1;
  }
  dixit_field *field = bib_field_add(self->doc, span_of(start, end), span_of(start, after), value,
                                     bib_field_find(slice(self, start, after)));
  if (field)
    field->flags = flags;
  end_field(self, end);
  return true;
}

/* The fields up to the entry's end; the byte after it. */
static uint32_t read_fields(parser *self, uint32_t entry_start)
{
  for (;;) {
    self->at = skip_filling(self, self->at);
    if (self->at >= self->end || (self->text[self->at] == '@' && is_entry_start(self, self->at))) {
      bib_problem_add(self->doc, BIB_UNCLOSED_ENTRY, span_of(entry_start, entry_start + 1));
      return self->at;
    }
    if (self->text[self->at] == self->close)
      return self->at + 1;
    if (self->text[self->at] == ',') {
      self->at++;
      continue;
    }
    uint32_t before = self->at;
    if (!read_field(self) && self->at == before)
      self->at++;
  }
}

/* ---- entries ---- */

/* The key after the opening brace; empty when there is none. */
static dixit_span read_key(parser *self)
{
  uint32_t first = skip_filling(self, self->at), last = first;
  while (last < self->end && self->text[last] != ',' && self->text[last] != self->close && self->text[last] != '\n' &&
         self->text[last] != '=' && self->text[last] != '{')
    last++;
  if (last < self->end && self->text[last] == '=') /* a field already */
    return span_of(first, first);
  uint32_t after = last;
  while (last > first && ascii_is_space(self->text[last - 1]))
    last--;
  self->at = after;
  uint32_t next = skip_filling(self, after);
  if (last > first && next < self->end && self->text[after] == '\n' && self->text[next] != ',' &&
      self->text[next] != self->close)
    bib_problem_add(self->doc, BIB_MISSING_COMMA, span_of(last - 1, last));
  return span_of(first, last);
}

static void finish_entry(parser *self, uint32_t end)
{
  dixit_entry *entry = &self->doc->entries.items[self->doc->entries.count - 1];
  while (end > entry->span.start + 1 && ascii_is_space(self->text[end - 1]))
    end--;
  entry->span.end = end;
  if (entry->kind == DIXIT_ENTRY_WORK)
    bib_entry_finish(self->doc);
}

static void read_work(parser *self, uint32_t start, dixit_span type)
{
  dixit_entry *entry = bib_entry_add(self->doc, DIXIT_ENTRY_WORK, span_of(start, self->at));
  if (!entry)
    return;
  entry->type = type;
  entry->key = read_key(self);
  entry->type_row = (uint8_t)bib_type_find(slice(self, type.start, type.end));
  if (span_is_empty(entry->key)) {
    entry->key = span_of(type.end, type.end);
    bib_problem_add(self->doc, BIB_NO_KEY, type);
  }
  self->at = read_fields(self, start);
  finish_entry(self, self->at);
}

static void read_macro(parser *self, uint32_t start, dixit_span type)
{
  dixit_entry *entry = bib_entry_add(self->doc, DIXIT_ENTRY_MACRO, span_of(start, self->at));
  if (!entry)
    return;
  entry->type = type;
  self->at = read_fields(self, start);
  entry = &self->doc->entries.items[self->doc->entries.count - 1];
  if (entry->field_count)
    entry->key = self->doc->fields.items[entry->first_field].name;
  finish_entry(self, self->at);
}

static void read_preamble(parser *self, uint32_t start, dixit_span type)
{
  dixit_span value;
  uint8_t flags = 0;
  dixit_entry *entry = bib_entry_add(self->doc, DIXIT_ENTRY_PREAMBLE, span_of(start, self->at));
  if (!entry)
    return;
  entry->type = type;
  self->at = skip_filling(self, read_value(self, skip_filling(self, self->at), &value, &flags));
  while (self->at < self->end && self->text[self->at] != self->close && self->text[self->at] != '@')
    self->at++;
  self->at += self->at < self->end && self->text[self->at] == self->close;
  finish_entry(self, self->at);
}

static uint32_t line_end(const parser *self, uint32_t at)
{
  const char *feed = memchr(self->text + at, '\n', self->end - at);
  return feed ? (uint32_t)(feed - self->text) : self->end;
}

/* "@comment{...}" ends with its braces; where they never close, or there are none, with its line. */
static void read_comment(parser *self, uint32_t start, dixit_span type, uint32_t open)
{
  uint32_t depth = 0, at = open;
  bool braced = open < self->end && self->text[open] == '{' && !self->open_comment;
  for (; braced && at < self->end; at++) {
    depth += self->text[at] == '{';
    if (self->text[at] == '}' && --depth == 0)
      break;
  }
  self->open_comment = self->open_comment || (braced && at >= self->end);
  self->at = braced && at < self->end ? at + 1 : line_end(self, type.end);
  dixit_entry *entry = bib_entry_add(self->doc, DIXIT_ENTRY_COMMENT, span_of(start, self->at));
  if (entry)
    entry->type = type;
}

/* What starts with the "@" at `at`; the byte to go on from. */
static uint32_t read_entry(parser *self, uint32_t at)
{
  uint32_t name = skip_blanks(self, at + 1), after = skip_name(self, name);
  uint32_t open = skip_blanks(self, after);
  dixit_span type = span_of(name, after);
  dixit_text word = slice(self, name, after);
  if (after == name || (at > 0 && is_name(self->text[at - 1]) && self->text[at - 1] != '.'))
    return at + 1;
  if (text_equal_folded(word, text_from("comment"))) {
    read_comment(self, at, type, open);
    return self->at;
  }
  if (open >= self->end || (self->text[open] != '{' && self->text[open] != '('))
    return after;
  self->close = self->text[open] == '{' ? '}' : ')';
  self->at = open + 1;
  if (text_equal_folded(word, text_from("string")))
    read_macro(self, at, type);
  else if (text_equal_folded(word, text_from("preamble")))
    read_preamble(self, at, type);
  else
    read_work(self, at, type);
  return self->at;
}

/* A field between entries: the entry before was closed too early. Told once for each stretch. */
static void check_between(parser *self, uint32_t start, uint32_t end)
{
  parser part = *self;
  part.end = end;
  for (uint32_t at = start; at < end; at = line_end(&part, at) + 1) {
    uint32_t first = skip_blanks(&part, at);
    if (first < end && self->text[first] == ',')
      first = skip_blanks(&part, first + 1);
    if (first < end && ascii_is_letter(self->text[first]) && is_field_start(&part, first)) {
      bib_problem_add(self->doc, BIB_FIELD_OUTSIDE, span_of(first, skip_name(&part, first)));
      return;
    }
    at = first > at ? first : at;
    if (at >= end)
      return;
  }
}

void bibtex_read(dixit_doc *doc)
{
  parser self = {.doc = doc, .text = doc->text, .end = doc->length};
  uint32_t at = 0;
  while (at < self.end && !doc->memory.failed) {
    const char *next = memchr(self.text + at, '@', self.end - at);
    uint32_t sign = next ? (uint32_t)(next - self.text) : self.end;
    check_between(&self, at, sign);
    at = next ? read_entry(&self, sign) : self.end;
  }
}

/* An entry of a known type, with a comma after its key, where a line starts. */
bool bibtex_detect(dixit_text text)
{
  parser self = {.text = text.bytes, .end = (uint32_t)text.length};
  for (uint32_t at = 0; at < self.end; at = line_end(&self, at) + 1) {
    uint32_t first = skip_blanks(&self, at);
    if (first >= self.end)
      return false;
    at = first;
    if (text.bytes[first] != '@' || !is_entry_start(&self, first))
      continue;
    uint32_t open = skip_blanks(&self, skip_name(&self, first + 1)) + 1;
    uint32_t key = skip_blanks(&self, open), after = skip_name(&self, key);
    return after > key && after < self.end &&
           (text.bytes[after] == ',' || text.bytes[after] == '=' || ascii_is_space(text.bytes[after]));
  }
  return false;
}
