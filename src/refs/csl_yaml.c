/* CSL items in YAML to entries and fields: a file of them, or `references:` in the front matter of a Markdown text.
 *
 * Reads the part of YAML that programs write: a list of maps in block style, one line a key, values plain, quoted or
 * indented below. Flow style ("{...}") is JSON and csl_json.c's. Names and dates in parts keep their lines as one
 * value, marked as structured. */
#include "refs/csl.h"
#include "refs/bibliographies.h"
#include "refs/fields.h"

/* list: how far the items are indented, item: how far their keys are. field: the one whose lines may follow. */
typedef struct parser {
  dixit_doc *doc;
  const char *text;
  uint32_t end;
  uint32_t list;
  uint32_t item;
  dixit_field *field;
  bool in_list;
  bool in_item;
} parser;

static bool is_blank(char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

static uint32_t line_end(const parser *self, uint32_t at)
{
  const char *feed = memchr(self->text + at, '\n', self->end - at);
  return feed ? (uint32_t)(feed - self->text) : self->end;
}

static uint32_t trim(const parser *self, uint32_t at, uint32_t end)
{
  while (end > at && is_blank(self->text[end - 1]))
    end--;
  return end;
}

/* "key:" at `at`: the byte after the colon, or 0. */
static uint32_t read_name(const parser *self, uint32_t at, uint32_t end, dixit_span *name)
{
  uint32_t first = at;
  while (at < end && (ascii_is_letter(self->text[at]) || ascii_is_digit(self->text[at]) || self->text[at] == '-' ||
                      self->text[at] == '_'))
    at++;
  *name = span_of(first, at);
  bool found = at > first && at < end && self->text[at] == ':' && (at + 1 == end || is_blank(self->text[at + 1]));
  return found ? at + 1 : 0;
}

/* The value after a key, quotation marks and a comment taken off. */
static dixit_span read_scalar(const parser *self, uint32_t at, uint32_t end)
{
  while (at < end && is_blank(self->text[at]))
    at++;
  end = trim(self, at, end);
  if (at < end && (self->text[at] == '"' || self->text[at] == '\'')) {
    const char *close = memchr(self->text + at + 1, self->text[at], end - at - 1);
    return close ? span_of(at + 1, (uint32_t)(close - self->text)) : span_of(at + 1, end);
  }
  for (uint32_t i = at; i + 1 < end; i++)
    if (is_blank(self->text[i]) && self->text[i + 1] == '#')
      return span_of(at, trim(self, at, i));
  return span_of(at, end);
}

static void close_item(parser *self)
{
  if (self->in_item)
    bib_entry_finish(self->doc);
  self->in_item = false;
  self->field = NULL;
}

static void read_key(parser *self, uint32_t at, uint32_t end)
{
  dixit_span name;
  uint32_t after = read_name(self, at, end, &name);
  if (!after)
    return;
  dixit_entry *entry = &self->doc->entries.items[self->doc->entries.count - 1];
  dixit_span value = read_scalar(self, after, end);
  entry->span.end = trim(self, at, end);
  uint16_t row = csl_field_find(text_of(self->text + name.start, span_length(name)));
  self->field = bib_field_add(self->doc, span_of(at, entry->span.end), name, value, row);
  if (self->field && (span_is_empty(value) || scan_csl_block(self->text[value.start])))
    self->field->flags = DIXIT_FIELD_STRUCTURED;
  if (text_is(text_of(self->text + name.start, span_length(name)), "id"))
    entry->key = value;
  if (text_is(text_of(self->text + name.start, span_length(name)), "type"))
    csl_entry_set_type(self->doc, entry, value);
}

/* A line that belongs to the field above it. */
static void extend_field(parser *self, uint32_t at, uint32_t end)
{
  end = trim(self, at, end);
  if (!self->field || end == at)
    return;
  if (span_is_empty(self->field->value))
    self->field->value.start = at;
  self->field->value.end = self->field->span.end = end;
  self->doc->entries.items[self->doc->entries.count - 1].span.end = end;
}

static void open_item(parser *self, uint32_t at, uint32_t indent, uint32_t end)
{
  close_item(self);
  uint32_t first = at + 1;
  while (first < end && is_blank(self->text[first]))
    first++;
  self->list = indent;
  self->item = indent + (first - at);
  self->in_item = bib_entry_add(self->doc, DIXIT_ENTRY_WORK, span_of(at, at + 1)) != NULL;
  if (self->in_item && first < end)
    read_key(self, first, end);
}

static void read_line(parser *self, uint32_t start, uint32_t end)
{
  uint32_t at = start;
  dixit_span name;
  while (at < end && self->text[at] == ' ')
    at++;
  uint32_t indent = at - start;
  if (trim(self, at, end) == at || self->text[at] == '#')
    return;
  if (!self->in_list) {
    uint32_t after = indent == 0 ? read_name(self, at, end, &name) : 0;
    self->in_list = after && text_is(text_of(self->text + name.start, span_length(name)), "references");
    self->list = DIXIT_NONE;
    return;
  }
  bool dash = self->text[at] == '-' && (at + 1 == end || is_blank(self->text[at + 1]));
  if (dash && (self->list == DIXIT_NONE || indent == self->list)) {
    open_item(self, at, indent, end);
  } else if (!self->in_item || indent <= self->list) {
    close_item(self);
    self->in_list = false;
  } else if (indent == self->item && !dash) {
    read_key(self, at, end);
  } else {
    extend_field(self, at, end);
  }
}

void csl_yaml_parse(dixit_doc *doc, dixit_span part, bool in_list)
{
  parser self = {.doc = doc, .text = doc->text, .end = part.end, .list = DIXIT_NONE, .in_list = in_list};
  for (uint32_t at = part.start, end; at < part.end && !doc->memory.failed; at = end + 1) {
    end = line_end(&self, at);
    read_line(&self, at, end);
  }
  close_item(&self);
}

static bool is_empty(dixit_text text)
{
  for (size_t i = 0; i < text.length; i++)
    if ((unsigned char)text.bytes[i] > ' ')
      return false;
  return true;
}

/* "references:" or an item with "id" before all else, and no Markdown behind the end of the YAML. */
bool csl_yaml_detect(dixit_text text)
{
  parser self = {.text = text.bytes, .end = (uint32_t)text.length};
  bool found = false;
  for (uint32_t at = 0, end; at < self.end; at = end + 1) {
    end = line_end(&self, at);
    dixit_text line = text_of(text.bytes + at, trim(&self, at, end) - at);
    bool mark = text_is(line, "---") || text_is(line, "...");
    if (line.length == 0 || line.bytes[0] == '#' || (mark && !found))
      continue;
    if (mark)
      return is_empty(text_of(text.bytes + end, self.end - end));
    found = found || text_is(line, "references:") || (line.length > 5 && memcmp(line.bytes, "- id:", 5) == 0);
    if (!found)
      return false;
  }
  return found;
}

/* A list at once, behind comments and "---", or below `references:`. */
void csl_yaml_read(dixit_doc *doc)
{
  parser self = {.text = doc->text, .end = doc->length};
  uint32_t at = 0;
  for (uint32_t end; at < doc->length; at = end + 1) {
    end = line_end(&self, at);
    dixit_text line = text_of(doc->text + at, trim(&self, at, end) - at);
    if (line.length && line.bytes[0] != '#' && !text_is(line, "---"))
      break;
  }
  bool list = at + 1 < doc->length && doc->text[at] == '-' && is_blank(doc->text[at + 1]);
  csl_yaml_parse(doc, span_of(0, doc->length), list);
}
