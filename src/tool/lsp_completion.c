/* Completion of what a citation names: keys of the bibliographies behind "@" and in \cite{}, labels of footnotes behind
 * "[^". Items carry the edit that puts them in, so it does not matter what an editor takes for a word. */
#include <stdlib.h>
#include <string.h>

#include "tool/lsp.h"

enum { FOUND_MAX = 500, KIND_REFERENCE = 18, DETAIL_MAX = 160 };

/* What is written so far, and of what kind: references of which kinds fit (a bit each). */
typedef struct beginning {
  dixit_span span;
  uint32_t kinds;
} beginning;

static bool is_key(char c)
{
  return ascii_is_letter(c) || ascii_is_digit(c) || (unsigned char)c >= 0x80 || (c && strchr("_-:.#$%&+?<>~/", c));
}

/* Does "\...cite...{" or "\...cite...[...]{" stand before `at` in the line, with nothing but keys between? */
static bool is_in_cite(dixit_text line, size_t at)
{
  while (at && (is_key(line.bytes[at - 1]) || line.bytes[at - 1] == ',' || line.bytes[at - 1] == ' '))
    at--;
  if (at == 0 || line.bytes[at - 1] != '{')
    return false;
  at--;
  while (at && line.bytes[at - 1] == ']') {
    while (at && line.bytes[at - 1] != '[')
      at--;
    at -= at > 0;
  }
  size_t end = at;
  while (at && (ascii_is_letter(line.bytes[at - 1]) || line.bytes[at - 1] == '*'))
    at--;
  dixit_text name = text_of(line.bytes + at, end - at);
  for (size_t i = 0; at && line.bytes[at - 1] == '\\' && i + 4 <= name.length; i++)
    if (text_equal_folded(text_of(name.bytes + i, 4), text_from("cite")))
      return true;
  return false;
}

/* What stands before the place, as far as it could be the beginning of a key; no kinds when it is none. */
static beginning find_beginning(const dixit_doc *doc, uint32_t byte)
{
  uint32_t number = dixit_doc_position(doc, byte, DIXIT_BYTES).line;
  dixit_span start = dixit_doc_line(doc, number);
  dixit_text line = dixit_doc_slice(doc, span_of(start.start, byte));
  size_t at = line.length;
  while (at && is_key(line.bytes[at - 1]))
    at--;
  beginning found = {span_of(start.start + (uint32_t)at, byte), 0};
  char before = at ? line.bytes[at - 1] : '\0';
  if (before == '^' && at > 1 && line.bytes[at - 2] == '[')
    found.kinds = 1 << DIXIT_REF_FOOTNOTE;
  else if ((before == '@' && dixit_doc_format(doc) == DIXIT_MARKDOWN) || is_in_cite(line, at))
    found.kinds = 1 << DIXIT_REF_ENTRY;
  return found;
}

/* "Brandt, Ida The kiln (1901)", as far as it is known. */
static json_t *detail_of(const dixit_doc *doc, const dixit_entry *entry)
{
  static const struct { const char *name, *before, *behind; } parts[] = {
    {"author", "", ""}, {"editor", "", ""}, {"title", " ", ""}, {"year", " (", ")"}, {"date", " (", ")"},
  };
  char line[DETAIL_MAX + 32];
  size_t length = 0;
  const dixit_field *fields = dixit_doc_fields(doc, NULL) + entry->first_field;
  for (size_t part = 0; part < sizeof parts / sizeof *parts; part++) {
    for (uint32_t i = 0; i < entry->field_count && length < DETAIL_MAX; i++) {
      dixit_text value = dixit_doc_slice(doc, fields[i].value);
      if (!text_equal_folded(dixit_doc_slice(doc, fields[i].name), text_from(parts[part].name)))
        continue;
      size_t room = DETAIL_MAX - length;
      length += (size_t)snprintf(line + length, sizeof line - length, "%s%.*s%s", parts[part].before,
                                 (int)(value.length < room ? value.length : room), value.bytes, parts[part].behind);
    }
  }
  return lsp_text_value(text_of(line, length));
}

static bool begins_with(dixit_text key, dixit_text word)
{
  return key.length >= word.length && text_equal_folded(text_of(key.bytes, word.length), word);
}

static void add_item(const lsp_call *call, const beginning *written, dixit_text key, json_t *detail, json_t *items)
{
  json_t *label = lsp_text_value(key);
  json_t *item = json_pack("{s:O, s:i, s:{s:o, s:o}}", "label", label, "kind", KIND_REFERENCE, "textEdit", "range",
                           lsp_range(call->server, call->doc, written->span), "newText", label);
  if (detail)
    json_object_set_new(item, "detail", detail);
  json_array_append_new(items, item);
}

/* `doc` is the text itself, or a bibliography. Entries stand in the order of their references. */
static void add_references(const lsp_call *call, const beginning *written, const dixit_doc *doc, json_t *items)
{
  size_t count, entry_count, entry = 0;
  const dixit_reference *references = dixit_doc_references(doc, &count);
  const dixit_entry *entries = dixit_doc_entries(doc, &entry_count);
  dixit_text word = dixit_doc_slice(call->doc, written->span);
  for (size_t i = 0; i < count && json_array_size(items) < FOUND_MAX; i++) {
    dixit_text key = dixit_doc_slice(doc, references[i].key);
    bool fits = written->kinds >> references[i].kind & 1 && references[i].duplicate_of == DIXIT_NONE;
    while (entry < entry_count && (entries[entry].reference == DIXIT_NONE || entries[entry].reference < i))
      entry++;
    bool known = entry < entry_count && entries[entry].reference == i;
    if (fits && begins_with(key, word))
      add_item(call, written, key, known ? detail_of(doc, &entries[entry]) : NULL, items);
  }
}

json_t *lsp_completion(lsp_call *call)
{
  size_t count;
  json_t *items = json_array();
  beginning written = find_beginning(call->doc, call->span.start);
  if (written.kinds) {
    const dixit_doc *const *handed = dixit_doc_bibliographies(call->doc, &count);
    add_references(call, &written, call->doc, items);
    for (size_t i = 0; i < count; i++)
      add_references(call, &written, handed[i], items);
  }
  return json_pack("{s:b, s:o}", "isIncomplete", json_array_size(items) >= FOUND_MAX, "items", items);
}
