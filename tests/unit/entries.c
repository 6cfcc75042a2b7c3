#include "entries.h"

#include "helper.h"

#include <string.h>

static void append(char *out, size_t size, const dixit_doc *doc, dixit_span span)
{
  size_t length = strlen(out);
  dixit_text text = dixit_doc_slice(doc, span);
  assert_true(length + text.length + 1 < size);
  memcpy(out + length, text.bytes, text.length);
  out[length + text.length] = '\0';
}

static void render(const dixit_doc *doc, char *out, size_t size)
{
  size_t count;
  const dixit_entry *entries = dixit_doc_entries(doc, &count);
  const dixit_field *fields = dixit_doc_fields(doc, NULL);
  out[0] = '\0';
  for (size_t i = 0; i < count; i++) {
    if (i)
      strcat(out, " ");
    if (entries[i].kind == DIXIT_ENTRY_WORK)
      append(out, size, doc, entries[i].type);
    else
      strcat(out, dixit_entry_kind_name(entries[i].kind));
    strcat(out, ":");
    append(out, size, doc, entries[i].key);
    for (uint32_t f = 0; f < entries[i].field_count; f++) {
      strcat(out, f ? ";" : "(");
      append(out, size, doc, fields[entries[i].first_field + f].name);
      strcat(out, "=");
      append(out, size, doc, fields[entries[i].first_field + f].value);
    }
    strcat(out, entries[i].field_count ? ")" : "");
  }
}

dixit_doc *entries_read(const dixit_engine *engine, const char *text, size_t length, uint32_t format)
{
  dixit_doc *doc;
  dixit_doc_options options = {.size = sizeof options, .format = format};
  assert_int_equal(dixit_doc_new(&doc, engine, text, length, &options, NULL), DIXIT_OK);
  return doc;
}

void entries_check_samples(const dixit_engine *engine, uint32_t format, const entries_sample *samples, size_t count)
{
  char found[2048];
  for (size_t i = 0; i < count; i++) {
    dixit_doc *doc = entries_read(engine, samples[i].text, strlen(samples[i].text), format);
    render(doc, found, sizeof found);
    if (strcmp(found, samples[i].entries) != 0 || doc->problems.count != samples[i].problems)
      fail_msg("%s:\n  found    %s, %u problems\n  expected %s, %u", samples[i].why, found, doc->problems.count,
               samples[i].entries, samples[i].problems);
    entries_check_places(doc);
    dixit_doc_free(doc);
  }
}

void entries_check_places(const dixit_doc *doc)
{
  for (uint32_t i = 0; i < doc->entries.count; i++) {
    const dixit_entry *entry = &doc->entries.items[i];
    assert_true(entry->span.start < entry->span.end && entry->span.end <= doc->length);
    assert_true(span_contains(entry->span, entry->type) && span_contains(entry->span, entry->key));
    assert_true(i == 0 || doc->entries.items[i - 1].span.end <= entry->span.start);
    for (uint32_t f = entry->first_field; f < entry->first_field + entry->field_count; f++) {
      const dixit_field *field = &doc->fields.items[f];
      assert_true(field->entry == i && span_contains(entry->span, field->span));
      assert_true(span_contains(field->span, field->name) && span_contains(field->span, field->value));
    }
  }
  for (uint32_t i = 1; i < doc->references.count; i++)
    assert_true(doc->references.items[i - 1].span.start <= doc->references.items[i].span.start);
  for (uint32_t i = 0; i < doc->findings.count; i++)
    assert_true(doc->findings.items[i].span.start <= doc->findings.items[i].span.end &&
                doc->findings.items[i].span.end <= doc->length);
}
