/* What the readers of bibliographies share. */
#include "refs/bibliographies.h"

#include "refs/fields.h"

dixit_entry *bib_entry_add(dixit_doc *doc, dixit_entry_kind kind, dixit_span span)
{
  dixit_entry *entry = ARRAY_ADD(&doc->memory, doc->entries);
  if (!entry)
    return NULL;
  entry->span = span;
  entry->type = entry->key = span_of(span.start, span.start);
  entry->first_field = doc->fields.count;
  entry->reference = DIXIT_NONE;
  entry->kind = (uint8_t)kind;
  return entry;
}

dixit_field *bib_field_add(dixit_doc *doc, dixit_span span, dixit_span name, dixit_span value, uint16_t row)
{
  dixit_field *field = ARRAY_ADD(&doc->memory, doc->fields);
  if (!field)
    return NULL;
  field->span = span;
  field->name = name;
  field->value = value;
  field->entry = doc->entries.count - 1;
  field->field = row;
  doc->entries.items[doc->entries.count - 1].field_count++;
  return field;
}

static void add_reference(dixit_doc *doc, const dixit_entry *entry, dixit_span key)
{
  dixit_reference *reference = ARRAY_ADD(&doc->memory, doc->references);
  if (!reference)
    return;
  reference->span = entry->span;
  reference->key = key;
  reference->content = span_of(key.end, entry->span.end > key.end ? entry->span.end : key.end);
  reference->duplicate_of = DIXIT_NONE;
  reference->kind = DIXIT_REF_ENTRY;
}

void bib_problem_add(dixit_doc *doc, bib_problem_kind kind, dixit_span span)
{
  bib_problem *problem = ARRAY_ADD(&doc->memory, doc->problems);
  if (!problem)
    return;
  problem->kind = kind;
  problem->span = span;
}

const dixit_field *bib_entry_field(const dixit_doc *doc, const dixit_entry *entry, uint16_t row)
{
  for (uint32_t i = 0; i < entry->field_count; i++)
    if (doc->fields.items[entry->first_field + i].field == row)
      return &doc->fields.items[entry->first_field + i];
  return NULL;
}

/* The next item of a list with commas from *at on, blanks taken off; false when there is none. */
static bool next_item(const dixit_doc *doc, uint32_t *at, uint32_t end, dixit_span *item)
{
  const char *text = doc->text;
  while (*at < end && (text[*at] == ',' || (unsigned char)text[*at] <= ' '))
    ++*at;
  uint32_t first = *at;
  while (*at < end && text[*at] != ',')
    ++*at;
  uint32_t last = *at;
  while (last > first && (unsigned char)text[last - 1] <= ' ')
    last--;
  *item = span_of(first, last);
  return last > first;
}

/* The further names of an entry, in its field `ids`. */
static void add_aliases(dixit_doc *doc, const dixit_entry *entry)
{
  const dixit_field *field = bib_entry_field(doc, entry, FIELD_IDS);
  uint32_t at = field ? field->value.start : 0;
  for (dixit_span key; field && next_item(doc, &at, field->value.end, &key);)
    add_reference(doc, entry, key);
}

void bib_entry_finish(dixit_doc *doc)
{
  dixit_entry *entry = &doc->entries.items[doc->entries.count - 1];
  if (span_is_empty(entry->key))
    return;
  entry->reference = doc->references.count;
  add_reference(doc, entry, entry->key);
  add_aliases(doc, entry);
}
