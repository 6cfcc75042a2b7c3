/* Parameters to fields, by Help:Citation Style 1. Dates are left out: their form is a matter of style there, and many
 * are right.
 *
 * A short citation and a work meet when the family names of its authors (or editors), up to four, and the year are the
 * same; "ref={{harvid|Brandt|1901}}" says them itself. */
#include "refs/cs1.h"

#include "base/sort.h"
#include "doc/prose.h"
#include "refs/fields.h"

enum { NAMES = 4, YEAR_DIGITS = 4 };

static const struct {
  const char *name;
  uint16_t row;
} parameters[] = {
  {"title", FIELD_TITLE},
  {"author", FIELD_AUTHOR},
  {"author1", FIELD_AUTHOR},
  {"last", FIELD_AUTHOR},
  {"last1", FIELD_AUTHOR},
  {"isbn", FIELD_ISBN},
  {"issn", FIELD_ISSN},
  {"doi", FIELD_DOI},
  {"pmid", FIELD_PMID},
  {"pmc", FIELD_PMCID},
  {"arxiv", FIELD_ARXIV},
  {"hdl", FIELD_HDL},
  {"url", FIELD_URL},
  {"archive-url", FIELD_URL},
  {"archiveurl", FIELD_URL},
  {"pages", FIELD_PAGES},
  {"volume", FIELD_VOLUME},
  {"edition", FIELD_EDITION},
  {"journal", FIELD_JOURNALTITLE},
  {"work", FIELD_BOOKTITLE},
  {"website", FIELD_BOOKTITLE},
  {"publisher", FIELD_PUBLISHER},
};

static bool has_markup(dixit_text value)
{
  for (size_t i = 0; i + 1 < value.length; i++)
    if ((value.bytes[i] == '{' && value.bytes[i + 1] == '{') || (value.bytes[i] == '<' && value.bytes[i + 1] != ' ') ||
        (value.bytes[i] == '[' && value.bytes[i + 1] == '[') || (value.bytes[i] == '(' && value.bytes[i + 1] == '('))
      return true;
  return false;
}

/* Values with templates or links in them, and those accepted as written, "((...))", are not looked into. */
static void name_fields(dixit_doc *doc)
{
  for (uint32_t i = 0; i < doc->fields.count; i++) {
    dixit_field *field = &doc->fields.items[i];
    if (has_markup(doc_slice(doc, field->value)))
      continue;
    for (size_t row = 0; row < sizeof parameters / sizeof *parameters; row++)
      if (text_equal_folded(doc_slice(doc, field->name), text_from(parameters[row].name)))
        field->field = parameters[row].row;
  }
}

/* ---- order ---- */

/* Works in notes were found after those of the text around. */
static void sort_entries(dixit_doc *doc, arena *scratch)
{
  uint32_t count = doc->entries.count;
  dixit_entry *unsorted = arena_get(scratch, count * sizeof *unsorted + 1);
  uint64_t *keys = arena_get(scratch, 2 * sizeof *keys * (size_t)count + 1);
  if (!unsorted || !keys)
    return;
  for (uint32_t i = 0; i < count; i++) {
    unsorted[i] = doc->entries.items[i];
    keys[i] = (uint64_t)unsorted[i].span.start << 32 | i;
  }
  sort_numbers(keys, keys + count, count);
  for (uint32_t i = 0; i < count; i++) {
    dixit_entry *entry = &doc->entries.items[i];
    *entry = unsorted[(uint32_t)keys[i]];
    for (uint32_t f = 0; f < entry->field_count; f++)
      doc->fields.items[entry->first_field + f].entry = i;
  }
}

static void sort_tags(dixit_doc *doc, arena *scratch)
{
  uint32_t count = doc->cleanup_tags.count;
  uint64_t *keys = arena_get(scratch, 2 * sizeof *keys * (size_t)count + 1);
  if (!keys)
    return;
  for (uint32_t i = 0; i < count; i++)
    keys[i] = (uint64_t)doc->cleanup_tags.items[i].start << 32 | doc->cleanup_tags.items[i].end;
  sort_numbers(keys, keys + count, count);
  for (uint32_t i = 0; i < count; i++)
    doc->cleanup_tags.items[i] = span_of((uint32_t)(keys[i] >> 32), (uint32_t)keys[i]);
}

/* ---- short citations ---- */

static uint64_t hash_add(uint64_t hash, unsigned char byte)
{
  return (hash ^ byte) * UINT64_C(0x100000001B3);
}

/* A name or year with letters and digits only, in lower case. Words past the year's four digits ("2008a") count. */
static uint64_t hash_words(uint64_t hash, dixit_text words)
{
  for (size_t i = 0; i < words.length; i++) {
    unsigned char c = (unsigned char)ascii_lower(words.bytes[i]);
    if (ascii_is_letter((char)c) || ascii_is_digit((char)c) || c >= 0x80)
      hash = hash_add(hash, c);
  }
  return hash_add(hash, '|');
}

static const uint64_t hash_start = UINT64_C(0xCBF29CE484222325);

/* The key of a short citation: its parts between bars. */
static uint64_t hash_key(dixit_text key)
{
  uint64_t hash = hash_start;
  size_t first = 0;
  for (size_t at = 0; at <= key.length; at++) {
    if (at < key.length && key.bytes[at] != '|')
      continue;
    dixit_text part = text_of(key.bytes + first, at - first);
    if (!memchr(part.bytes, '=', part.length)) /* a named parameter between them is none of it */
      hash = hash_words(hash, part);
    first = at + 1;
  }
  return hash;
}

static const dixit_field *find_field(const dixit_doc *doc, const dixit_entry *entry, const char *name, uint32_t number)
{
  size_t length = strlen(name);
  for (uint32_t i = 0; i < entry->field_count; i++) {
    const dixit_field *field = &doc->fields.items[entry->first_field + i];
    dixit_text text = doc_slice(doc, field->name);
    bool numbered = text.length == length + 1 && text.bytes[length] == (char)('0' + number);
    bool first = number == 1 && text.length == length;
    if ((numbered || first) && text_equal_folded(text_of(text.bytes, length), text_from(name)))
      return field;
  }
  return NULL;
}

/* The first run of four digits, with a letter behind it. */
static dixit_text find_year(dixit_text date)
{
  size_t count = 0;
  for (size_t i = 0; i < date.length; i++) {
    count = ascii_is_digit(date.bytes[i]) ? count + 1 : 0;
    bool last = i + 1 == date.length || !ascii_is_digit(date.bytes[i + 1]);
    if (count == YEAR_DIGITS && last) {
      bool letter = i + 1 < date.length && ascii_is_letter(date.bytes[i + 1]) &&
                    (i + 2 == date.length || !ascii_is_letter(date.bytes[i + 2]));
      return text_of(date.bytes + i + 1 - YEAR_DIGITS, YEAR_DIGITS + letter);
    }
  }
  return text_of("", 0);
}

static const dixit_field *find_name(const dixit_doc *doc, const dixit_entry *entry, uint32_t number)
{
  static const char *const names[] = {
    "last", "surname", "author-last", "author", "editor-last", "editor-surname", "editor",
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const dixit_field *field = find_field(doc, entry, names[i], number);
    if (field)
      return field;
  }
  return NULL;
}

/* 0 when it has no names or no year. */
static uint64_t hash_entry(const dixit_doc *doc, const dixit_entry *entry)
{
  uint64_t hash = hash_start;
  const dixit_field *own = find_field(doc, entry, "ref", 1), *date = find_field(doc, entry, "year", 1);
  dixit_text given = own ? doc_slice(doc, own->value) : text_of("", 0);
  const char *bar = memchr(given.bytes, '|', given.length);
  if (bar && given.length > 4 && given.bytes[0] == '{') /* {{harvid|...}} */
    return hash_key(text_of(bar + 1, (size_t)(given.bytes + given.length - 2 - bar - 1)));
  date = date ? date : find_field(doc, entry, "date", 1);
  dixit_text year = date ? find_year(doc_slice(doc, date->value)) : text_of("", 0);
  uint32_t names = 0;
  for (uint32_t number = 1; number <= NAMES; number++) {
    const dixit_field *name = find_name(doc, entry, number);
    if (!name)
      break;
    hash = hash_words(hash, doc_slice(doc, name->value));
    names++;
  }
  return names && year.length ? hash_words(hash, year) : 0;
}

/* A table of entries by what a short citation calls them. */
typedef struct short_table {
  const uint64_t *hashes;
  uint32_t *slots;  /* entry + 1, or 0 */
  uint32_t mask;
} short_table;

static uint32_t find_slot(const short_table *self, uint64_t hash)
{
  uint32_t at = (uint32_t)(hash ^ hash >> 32) & self->mask;
  while (self->slots[at] && self->hashes[self->slots[at] - 1] != hash)
    at = (at + 1) & self->mask;
  return at;
}

static bool build(short_table *self, const dixit_doc *doc, arena *scratch)
{
  uint32_t count = doc->entries.count, size = 16;
  while (size / 2 < count && size < UINT32_C(1) << 31)
    size *= 2;
  uint64_t *hashes = arena_get(scratch, count * sizeof *hashes + 1);
  *self = (short_table){hashes, arena_get_zeroed(scratch, size * sizeof *self->slots), size - 1};
  if (!hashes || !self->slots)
    return false;
  for (uint32_t i = 0; i < count; i++) {
    hashes[i] = hash_entry(doc, &doc->entries.items[i]);
    uint32_t slot = hashes[i] ? find_slot(self, hashes[i]) : 0;
    if (hashes[i] && !self->slots[slot])
      self->slots[slot] = i + 1;
  }
  return true;
}

/* Works that short citations mean become references; `target` gets the entry of each citation, DIXIT_NONE for none. */
static void find_targets(dixit_doc *doc, const short_table *table, uint32_t *target)
{
  for (uint32_t i = 0; i < doc->citations.count; i++) {
    const dixit_citation *citation = &doc->citations.items[i];
    target[i] = DIXIT_NONE;
    if (citation->kind == DIXIT_CITE_SHORT)
      target[i] = table->slots[find_slot(table, hash_key(doc_slice(doc, citation->key)))] - 1;
    dixit_entry *entry = target[i] == DIXIT_NONE ? NULL : &doc->entries.items[target[i]];
    prose out = {.doc = doc};
    if (entry && entry->reference == DIXIT_NONE &&
        prose_reference(&out, DIXIT_REF_ENTRY, entry->span, span_of(entry->span.start, entry->span.start), entry->span))
      entry->reference = doc->references.count - 1;
  }
}

/* After references were put into order. */
static void link(dixit_doc *doc, const uint32_t *target)
{
  uint32_t entry = 0;
  for (uint32_t i = 0; i < doc->references.count; i++) {
    if (doc->references.items[i].kind != DIXIT_REF_ENTRY)
      continue;
    while (entry < doc->entries.count && doc->entries.items[entry].span.start < doc->references.items[i].span.start)
      entry++;
    if (entry < doc->entries.count)
      doc->entries.items[entry].reference = i;
  }
  for (uint32_t i = 0; i < doc->citations.count; i++)
    if (target[i] != DIXIT_NONE)
      doc->citations.items[i].reference = doc->entries.items[target[i]].reference;
}

void cs1_finish(dixit_doc *doc)
{
  arena scratch;
  short_table table;
  arena_init(&scratch, &doc->memory.allocator);
  name_fields(doc);
  sort_entries(doc, &scratch);
  sort_tags(doc, &scratch);
  prose_sort(doc);
  uint32_t *target = arena_get(&scratch, doc->citations.count * sizeof *target + 1);
  if (target && !scratch.failed && build(&table, doc, &scratch)) {
    find_targets(doc, &table, target);
    prose_sort(doc);
    link(doc, target);
  }
  doc->memory.failed = doc->memory.failed || scratch.failed;
  arena_done(&scratch);
}
