/* Entries are put into a hash table twice: by DOI, and by title, year and first author, after normalising: letters and
 * digits only, without case and accents. An ISBN is shared by all chapters of a book and by its volumes, so it counts
 * only together with the title, which the second way covers.
 *
 * Not the same in spite of equal signs: parts of books that were given the whole book's DOI (titles differ), and pieces
 * that differ in volume, pages or the work they stand in. */
#include "refs/works.h"

#include "base/utf8.h"
#include "refs/bibliographies.h"
#include "refs/dates.h"
#include "refs/fields.h"
#include "refs/identifiers.h"
#include "refs/names.h"
#include "refs/values.h"

enum { TITLE_LEAST = 12 };

/* hashes: of what is compared; 0 where the entry has no such thing. */
typedef struct work {
  uint64_t doi;
  uint64_t title;
  uint64_t whole;  /* title, year and first author */
  uint64_t place;  /* volume, pages and the like; 0 where it says nothing */
  uint64_t date;   /* in full; 0 where only the year is known */
  uint64_t url;
  uint8_t type;
  uint32_t entry;
  uint32_t doi_field;
  uint32_t title_field;
} work;

static uint64_t hash_code(uint64_t hash, uint32_t code)
{
  return (hash ^ code) * UINT64_C(0x100000001B3);
}

enum { HASH_SALT = 7 };
static const uint64_t hash_start = UINT64_C(0xCBF29CE484222325);

static bool is_counted(uint32_t code)
{
  utf8_class class = utf8_classify(code);
  bool mark = code >= 0x300 && code <= 0x36F;
  return !mark && (class == UTF8_LETTER || class == UTF8_UPPER || class == UTF8_DIGIT);
}

static uint64_t hash_words(uint64_t hash, dixit_text text, size_t *count)
{
  *count = 0;
  for (size_t at = 0; at < text.length;) {
    utf8_char c = utf8_decode(text.bytes, text.length, at);
    at += c.length;
    bool ascii = ascii_is_letter((char)c.code) || ascii_is_digit((char)c.code);
    if (c.code < 0x80 ? !ascii : !is_counted(c.code))
      continue;
    hash = hash_code(hash, c.code < 0x80 ? (uint32_t)ascii_lower((char)c.code) : utf8_lower(utf8_base(c.code)));
    ++*count;
  }
  return hash;
}

uint64_t words_hash(dixit_text text, size_t *count)
{
  return hash_words(hash_start, text, count);
}

static uint64_t hash_doi(dixit_text value)
{
  dixit_span found = doi_find(value);
  uint64_t hash = hash_start;
  for (uint32_t i = found.start; i < found.end; i++)
    hash = hash_code(hash, (uint32_t)ascii_lower(value.bytes[i]));
  return span_is_empty(found) ? 0 : hash;
}

static uint64_t add_field(uint64_t hash, value_reader *reader, const dixit_field *field, size_t *count)
{
  *count = 0;
  return field ? hash_words(hash, value_read(reader, field), count) : hash;
}

static int32_t year_of(value_reader *reader, const dixit_entry *entry)
{
  const dixit_field *date = bib_entry_field(reader->doc, entry, FIELD_DATE);
  const dixit_field *year = bib_entry_field(reader->doc, entry, FIELD_YEAR);
  date_value value;
  int32_t number = 0;
  if (date && date_check(value_read(reader, date), &value) == DATE_FINE && value.year)
    return value.year;
  if (year)
    year_check(value_read(reader, year), &number);
  return number;
}

/* The family name of the first author, else editor. 0 when there is none. */
static uint64_t hash_author(value_reader *reader, const dixit_entry *entry)
{
  const dixit_field *field = bib_entry_field(reader->doc, entry, FIELD_AUTHOR);
  dixit_span name;
  size_t at = 0, count;
  if (!field)
    field = bib_entry_field(reader->doc, entry, FIELD_EDITOR);
  if (!field || (field->flags && field->flags != DIXIT_FIELD_STRUCTURED))
    return 0;
  dixit_text list = field->flags ? value_read(reader, field) : doc_slice(reader->doc, field->value);
  if (!name_next(list, &at, &name))
    return 0;
  uint64_t hash = hash_words(hash_start, name_family(text_of(list.bytes + name.start, span_length(name))), &count);
  return count ? hash : 0;
}

static uint64_t hash_place(value_reader *reader, const dixit_entry *entry)
{
  static const uint16_t rows[] = {FIELD_VOLUME, FIELD_NUMBER, FIELD_PAGES, FIELD_EDITION, FIELD_PART, FIELD_SUBTITLE};
  uint64_t hash = hash_start;
  size_t total = 0, count;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    hash = add_field(hash_code(hash, rows[i]), reader, bib_entry_field(reader->doc, entry, rows[i]), &count);
    total += count;
  }
  return total ? hash : 0;
}

static void read_work(value_reader *reader, const dixit_entry *entry, work *out)
{
  const dixit_doc *doc = reader->doc;
  const dixit_field *doi = bib_entry_field(doc, entry, FIELD_DOI), *title = bib_entry_field(doc, entry, FIELD_TITLE);
  size_t count; /* of letters and digits */
  memset(out, 0, sizeof *out);
  if (doi) {
    out->doi = hash_doi(value_read(reader, doi));
    out->doi_field = (uint32_t)(doi - doc->fields.items);
  }
  if (!title)
    return;
  out->title = add_field(hash_start, reader, title, &count);
  out->title_field = (uint32_t)(title - doc->fields.items);
  uint64_t author = hash_author(reader, entry);
  int32_t year = year_of(reader, entry);
  if (count >= TITLE_LEAST && author && year)
    out->whole = hash_code(hash_code(out->title, (uint32_t)year) ^ author, HASH_SALT);
  out->place = hash_place(reader, entry);
  uint64_t date = add_field(hash_start, reader, bib_entry_field(doc, entry, FIELD_DATE), &count);
  out->date = count > 4 ? date : 0;
  uint64_t url = add_field(hash_start, reader, bib_entry_field(doc, entry, FIELD_URL), &count);
  out->url = count ? url : 0;
  out->type = entry->type_row;
}

/* ---- comparing ---- */

typedef struct work_table {
  const work *works;
  uint32_t count;
  uint32_t *slots;  /* work + 1, or 0 */
  uint32_t mask;
} work_table;

/* The work in the table with this hash; puts `number` there when there is none. */
static uint32_t find_or_put(work_table *self, uint32_t number, uint64_t key, bool by_doi)
{
  uint32_t at = (uint32_t)(key ^ key >> 32) & self->mask;
  for (; self->slots[at]; at = (at + 1) & self->mask) {
    const work *other = &self->works[self->slots[at] - 1];
    if ((by_doi ? other->doi : other->whole) == key)
      return self->slots[at] - 1;
  }
  self->slots[at] = number + 1;
  return DIXIT_NONE;
}

/* Both are known, and they are not equal. */
static bool differ(uint64_t a, uint64_t b)
{
  return a && b && a != b;
}

static bool may_be_same(const work *a, const work *b, bool by_doi)
{
  if (by_doi)
    return !a->title || !b->title || a->title == b->title || (!a->place && !b->place);
  return a->type == b->type && !differ(a->doi, b->doi) && !differ(a->place, b->place) && !differ(a->date, b->date) &&
         !differ(a->url, b->url);
}

/* Field by field, but for the key. */
static bool are_copies(const dixit_doc *doc, const dixit_entry *a, const dixit_entry *b)
{
  bool same = a->field_count == b->field_count && text_equal_folded(doc_slice(doc, a->type), doc_slice(doc, b->type));
  for (uint32_t i = 0; same && i < a->field_count; i++) {
    const dixit_field *left = &doc->fields.items[a->first_field + i], *right = &doc->fields.items[b->first_field + i];
    bool key = left->value.start == a->key.start && right->value.start == b->key.start;
    same = text_equal_folded(doc_slice(doc, left->name), doc_slice(doc, right->name)) &&
           (key || text_equal(doc_slice(doc, left->value), doc_slice(doc, right->value)));
  }
  return same;
}

static same_work pair_of(const dixit_doc *doc, const work *first, const work *second, bool by_doi)
{
  same_work out = {.first = first->entry, .second = second->entry};
  out.first_field = by_doi ? first->doi_field : first->title_field;
  out.second_field = by_doi ? second->doi_field : second->title_field;
  out.copies = are_copies(doc, &doc->entries.items[first->entry], &doc->entries.items[second->entry]);
  out.certain = out.copies || (by_doi && first->title && first->title == second->title);
  return out;
}

static void compare(const dixit_doc *doc, arena *scratch, work_table *table, bool by_doi, bool *named, same_works *out)
{
  memset(table->slots, 0, ((size_t)table->mask + 1) * sizeof *table->slots);
  for (uint32_t i = 0; i < table->count; i++) {
    const work *here = &table->works[i];
    uint64_t key = by_doi ? here->doi : here->whole;
    uint32_t other = key ? find_or_put(table, i, key, by_doi) : DIXIT_NONE;
    if (other == DIXIT_NONE || named[i] || !may_be_same(&table->works[other], here, by_doi))
      continue;
    same_work *found = ARRAY_ADD(scratch, *out);
    if (!found)
      return;
    named[i] = true;
    *found = pair_of(doc, &table->works[other], here, by_doi);
  }
}

void works_compare(const dixit_doc *doc, const work_list *among, arena *scratch, same_works *out)
{
  uint32_t count = among ? among->count : doc->entries.count, size = 16;
  value_reader reader;
  while (size / 2 < count && size < UINT32_C(1) << 31)
    size *= 2;
  work *works = arena_get_zeroed(scratch, ((size_t)count + 1) * sizeof *works);
  bool *named = arena_get_zeroed(scratch, (size_t)count + 1);
  work_table table = {works, count, arena_get(scratch, size * sizeof *table.slots), size - 1};
  if (!works || !named || !table.slots || !value_reader_init(&reader, doc, scratch))
    return;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t entry = among ? among->items[i] : i;
    if (doc->entries.items[entry].kind == DIXIT_ENTRY_WORK)
      read_work(&reader, &doc->entries.items[entry], &works[i]);
    works[i].entry = entry;
  }
  compare(doc, scratch, &table, true, named, out);
  compare(doc, scratch, &table, false, named, out);
}
