/* CSL-JSON to entries and fields: a list of items, one item alone, or a list below "items" or "references".
 *
 * RFC 8259 is read, and what hands make of it: a comma too few or too many, marks and brackets that are not closed. A
 * string without end ends with its line, and so does an object or list, so that one missing bracket costs a line; every
 * byte is looked at a bounded number of times. Values are not interpreted (values.c does); names and dates in parts are
 * marked as structured. */
#include "refs/bibliographies.h"
#include "refs/csl.h"

enum { DEPTH_KNOWN = 64 };

/* entry: an item is open. wasted: bytes looked through for brackets that nothing closes; when they are more than there
 * are, no bracket reaches past its line any more. */
typedef struct parser {
  dixit_doc *doc;
  const char *text;
  uint32_t at;
  uint32_t end;
  uint64_t wasted;
  bool entry;
} parser;

static char byte_at(const parser *self, uint32_t at)
{
  return at < self->end ? self->text[at] : '\0';
}

static uint32_t skip_blanks(const parser *self, uint32_t at)
{
  while (at < self->end && (unsigned char)self->text[at] <= ' ')
    at++;
  return at;
}

static uint32_t line_end(const parser *self, uint32_t at)
{
  const char *feed = memchr(self->text + at, '\n', self->end - at);
  return feed ? (uint32_t)(feed - self->text) : self->end;
}

/* The byte after the string whose mark is at `open`; *closed: it has its end. */
static uint32_t skip_string(const parser *self, uint32_t open, bool *closed)
{
  uint32_t at = open + 1;
  while (at < self->end && self->text[at] != '"' && self->text[at] != '\n')
    at += self->text[at] == '\\' && at + 1 < self->end && self->text[at + 1] != '\n' ? 2 : 1;
  *closed = byte_at(self, at) == '"';
  return *closed ? at + 1 : at;
}

/* ---- values ---- */

static uint32_t trim(const parser *self, uint32_t start, uint32_t end)
{
  while (end > start && ((unsigned char)self->text[end - 1] <= ' ' || self->text[end - 1] == ','))
    end--;
  return end;
}

static uint32_t read_string(parser *self, uint32_t open, dixit_span *value)
{
  bool closed;
  uint32_t end = skip_string(self, open, &closed);
  *value = span_of(open + 1, closed ? end - 1 : trim(self, open + 1, end));
  if (closed)
    return end;
  bib_problem_add(self->doc, BIB_UNCLOSED_VALUE, span_of(open, open + 1));
  return value->end;
}

/* The byte after the object or list at `open`, or 0 where it is not closed before `last`: by a bracket of the other
 * kind, or not at all. Kinds are known sixty-four deep. *seen: where the search ended. */
static uint32_t close_brackets(const parser *self, uint32_t open, uint32_t last, uint32_t *seen)
{
  uint64_t lists = 0;
  uint32_t depth = 0, at = open;
  bool closed;
  while (at < last) {
    char c = self->text[at];
    if (c == '"') {
      at = skip_string(self, at, &closed);
      continue;
    }
    *seen = ++at;
    if (c == '{' || c == '[') {
      lists = lists << 1 | (c == '[');
      depth++;
    } else if (c == '}' || c == ']') {
      if (depth <= DEPTH_KNOWN && (lists & 1) != (c == ']'))
        return 0;
      lists >>= 1;
      if (--depth == 0)
        return at;
    }
  }
  return 0;
}

static uint32_t read_brackets(parser *self, uint32_t open, dixit_span *value)
{
  uint32_t seen = open, last = self->wasted > self->end ? line_end(self, open) : self->end;
  uint32_t end = close_brackets(self, open, last, &seen);
  if (!end) {
    self->wasted += seen - open;
    bib_problem_add(self->doc, BIB_UNCLOSED_VALUE, span_of(open, open + 1));
    end = trim(self, open + 1, line_end(self, open));
  }
  *value = span_of(open, end);
  return end;
}

/* A number, true, false, null: up to what ends a value. */
static uint32_t read_bare(const parser *self, uint32_t at, dixit_span *value)
{
  uint32_t start = at;
  while (at < self->end && (unsigned char)self->text[at] > ' ' && !strchr(",]}\"{[:", self->text[at]))
    at++;
  *value = span_of(start, at);
  return at;
}

static uint32_t read_value(parser *self, uint32_t at, dixit_span *value, uint8_t *flags)
{
  char c = byte_at(self, at);
  if (c == '"')
    return read_string(self, at, value);
  if (c != '{' && c != '[')
    return read_bare(self, at, value);
  *flags = DIXIT_FIELD_STRUCTURED;
  return read_brackets(self, at, value);
}

/* ---- items ---- */

static void open_entry(parser *self, uint32_t start)
{
  self->entry = bib_entry_add(self->doc, DIXIT_ENTRY_WORK, span_of(start, start + 1)) != NULL;
}

static void close_entry(parser *self, uint32_t end)
{
  if (!self->entry)
    return;
  self->doc->entries.items[self->doc->entries.count - 1].span.end = end;
  bib_entry_finish(self->doc);
  self->entry = false;
}

/* What seemed an item alone is what stands around a list of them. */
static void drop_entry(parser *self)
{
  if (self->entry)
    self->doc->fields.count = self->doc->entries.items[--self->doc->entries.count].first_field;
  self->entry = false;
}

static void add_field(parser *self, dixit_span whole, dixit_span name, dixit_span value, uint8_t flags)
{
  dixit_text word = doc_slice(self->doc, name);
  dixit_field *field = bib_field_add(self->doc, whole, name, value, csl_field_find(word));
  dixit_entry *entry = &self->doc->entries.items[self->doc->entries.count - 1];
  if (field)
    field->flags = flags;
  if (text_is(word, "id") && !flags)
    entry->key = value;
  if (text_is(word, "type") && !flags)
    csl_entry_set_type(self->doc, entry, value);
}

/* What must stand between two pairs. */
static void end_pair(parser *self, uint32_t end)
{
  self->at = skip_blanks(self, end);
  if (byte_at(self, self->at) == ',')
    self->at++;
  else if (byte_at(self, self->at) == '"' && end > 0)
    bib_problem_add(self->doc, BIB_MISSING_COMMA, span_of(end - 1, end));
}

/* "name": value at self->at. `list`: the value of "items" and "references" is a list of items, which is gone into. */
static void read_pair(parser *self, bool list)
{
  dixit_span name, value = {0, 0};
  uint8_t flags = 0;
  uint32_t start = self->at, colon = skip_blanks(self, read_string(self, start, &name));
  if (byte_at(self, colon) != ':') {
    bib_problem_add(self->doc, BIB_STRAY_TEXT, span_of(start, name.end > start ? name.end : start + 1));
    self->at = colon;
    return;
  }
  uint32_t at = skip_blanks(self, colon + 1);
  dixit_text word = doc_slice(self->doc, name);
  if (list && byte_at(self, at) == '[' && (text_is(word, "items") || text_is(word, "references"))) {
    drop_entry(self);
    self->at = at + 1;
    return;
  }
  uint32_t end = read_value(self, at, &value, &flags);
  if (end == at) {
    bib_problem_add(self->doc, BIB_MISSING_VALUE, name);
    end = colon + 1;
    value = span_of(end, end);
  }
  if (!self->entry && list)
    open_entry(self, start);
  if (self->entry)
    add_field(self, span_of(start, end), name, value, flags);
  end_pair(self, end);
}

/* Passes over what is neither pair nor bracket, up to what may be one. */
static void skip_stray(parser *self)
{
  uint32_t start = self->at;
  while (self->at < self->end && !strchr("\"{}[],\n", self->text[self->at]))
    self->at++;
  uint32_t last = trim(self, start, self->at);
  if (last > start)
    bib_problem_add(self->doc, BIB_STRAY_TEXT, span_of(start, last));
  self->at += self->at == start;
}

/* The text ends, or an item starts, while another is open: that one lacks its bracket. */
static void close_unclosed(parser *self)
{
  if (!self->entry)
    return;
  dixit_span open = self->doc->entries.items[self->doc->entries.count - 1].span;
  bib_problem_add(self->doc, BIB_UNCLOSED_ENTRY, span_of(open.start, open.start + 1));
  close_entry(self, trim(self, open.start + 1, self->at));
}

void csl_json_read(dixit_doc *doc)
{
  parser self = {.doc = doc, .text = doc->text, .end = doc->length};
  uint32_t first = skip_blanks(&self, doc->length >= 3 && memcmp(doc->text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0);
  bool object = byte_at(&self, first) == '{'; /* around the list, or the only item */
  self.at = first + object;
  while ((self.at = skip_blanks(&self, self.at)) < self.end && !doc->memory.failed) {
    char c = self.text[self.at];
    if (c == '"') {
      read_pair(&self, object);
    } else if (c == '{') {
      object = false;
      close_unclosed(&self);
      open_entry(&self, self.at++);
    } else if (c == '}') {
      close_entry(&self, ++self.at);
    } else if (c == '[' || c == ']' || c == ',') {
      self.at++;
    } else {
      skip_stray(&self);
    }
  }
  close_unclosed(&self);
}

/* "[{" or "{", and among the first names an "id" or "type" with one of CSL's types. */
bool csl_json_detect(dixit_text text)
{
  parser self = {.text = text.bytes, .end = (uint32_t)text.length};
  uint32_t at = skip_blanks(&self, 0);
  bool closed;
  if (byte_at(&self, at) != '[' && byte_at(&self, at) != '{')
    return false;
  while (at < self.end) {
    uint32_t start = at;
    if (self.text[at] != '"') {
      at++;
      continue;
    }
    at = skip_string(&self, start, &closed);
    uint32_t value = skip_blanks(&self, at);
    if (!text_is(text_of(text.bytes + start, at - start), "\"type\"") || byte_at(&self, value) != ':')
      continue;
    value = skip_blanks(&self, value + 1);
    at = byte_at(&self, value) == '"' ? skip_string(&self, value, &closed) : value + 1;
    if (at > value + 2 && at <= self.end && csl_type_find(text_of(text.bytes + value + 1, at - value - 2)))
      return true;
  }
  return false;
}
