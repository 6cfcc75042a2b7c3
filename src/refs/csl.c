/* CSL 1.0.2, appendices III and IV. */
#include "refs/csl.h"

#include <stdio.h>

#include "refs/fields.h"

/* All of CSL's variables; those nothing is asked of share a row. Where two are one field, the first names it. */
static const bib_name variables[] = {
  {"title", FIELD_TITLE},           {"title-short", FIELD_SHORTTITLE},   {"container-title", FIELD_JOURNALTITLE},
  {"collection-title", FIELD_SERIES}, {"author", FIELD_AUTHOR},          {"editor", FIELD_EDITOR},
  {"translator", FIELD_TRANSLATOR}, {"issued", FIELD_DATE},              {"accessed", FIELD_URLDATE},
  {"original-date", FIELD_ORIGDATE}, {"event-date", FIELD_EVENTDATE},    {"publisher", FIELD_PUBLISHER},
  {"publisher-place", FIELD_LOCATION}, {"page", FIELD_PAGES},            {"volume", FIELD_VOLUME},
  {"issue", FIELD_NUMBER},          {"number", FIELD_EID},               {"edition", FIELD_EDITION},
  {"DOI", FIELD_DOI},               {"ISBN", FIELD_ISBN},                {"ISSN", FIELD_ISSN},
  {"URL", FIELD_URL},               {"PMID", FIELD_PMID},                {"PMCID", FIELD_PMCID},
  {"abstract", FIELD_ABSTRACT},     {"note", FIELD_NOTE},                {"annote", FIELD_ANNOTATION},
  {"language", FIELD_LANGUAGE},     {"keyword", FIELD_KEYWORDS},         {"genre", FIELD_TYPE},
  {"event", FIELD_EVENTTITLE},      {"event-title", FIELD_EVENTTITLE},   {"chapter-number", FIELD_CHAPTER},
  {"archive", FIELD_LIBRARY},       {"original-title", FIELD_ORIGTITLE}, {"original-publisher", FIELD_ORIGPUBLISHER},
  {"original-publisher-place", FIELD_ORIGLOCATION}, {"number-of-pages", FIELD_PAGETOTAL},
  {"number-of-volumes", FIELD_VOLUMES}, {"event-place", FIELD_VENUE},    {"version", FIELD_VERSION},
  {"container-author", FIELD_BOOKAUTHOR}, {"source", FIELD_SOURCE},      {"status", FIELD_STATUS},
  {"part-number", FIELD_PART}, {"container-title-short", FIELD_SHORTJOURNAL},
  {"journalAbbreviation", FIELD_SHORTJOURNAL},
  {"shortTitle", FIELD_SHORTTITLE}, {"reviewed-title", FIELD_OTHER},     {"reviewed-genre", FIELD_OTHER},
  {"archive_location", FIELD_OTHER}, {"archive-place", FIELD_OTHER},     {"archive_collection", FIELD_OTHER},
  {"authority", FIELD_OTHER},       {"available-date", FIELD_OTHER},     {"call-number", FIELD_OTHER},
  {"chair", FIELD_OTHER},           {"citation-key", FIELD_OTHER},       {"citation-label", FIELD_OTHER},
  {"citation-number", FIELD_OTHER}, {"collection-editor", FIELD_OTHER},  {"collection-number", FIELD_OTHER},
  {"compiler", FIELD_OTHER},        {"composer", FIELD_OTHER},           {"contributor", FIELD_OTHER},
  {"curator", FIELD_OTHER},         {"custom", FIELD_OTHER},             {"dimensions", FIELD_OTHER},
  {"director", FIELD_OTHER},        {"division", FIELD_OTHER},           {"editor-translator", FIELD_OTHER},
  {"editorial-director", FIELD_OTHER}, {"executive-producer", FIELD_OTHER},
  {"first-reference-note-number", FIELD_OTHER},
  {"guest", FIELD_OTHER},           {"host", FIELD_OTHER},               {"id", FIELD_OTHER},
  {"illustrator", FIELD_OTHER},     {"interviewer", FIELD_OTHER},        {"jurisdiction", FIELD_OTHER},
  {"license", FIELD_OTHER},         {"locator", FIELD_OTHER},            {"medium", FIELD_OTHER},
  {"narrator", FIELD_OTHER},        {"organizer", FIELD_OTHER},          {"original-author", FIELD_OTHER},
  {"page-first", FIELD_OTHER},      {"part-title", FIELD_OTHER},         {"performer", FIELD_OTHER},
  {"printing-number", FIELD_OTHER}, {"producer", FIELD_OTHER},           {"recipient", FIELD_OTHER},
  {"references", FIELD_OTHER},      {"reviewed-author", FIELD_OTHER},    {"scale", FIELD_OTHER},
  {"script-writer", FIELD_OTHER},   {"section", FIELD_OTHER},            {"series-creator", FIELD_OTHER},
  {"submitted", FIELD_OTHER},       {"supplement-number", FIELD_OTHER},  {"type", FIELD_OTHER},
  {"volume-title", FIELD_OTHER},    {"volume-title-short", FIELD_OTHER}, {"year-suffix", FIELD_OTHER},
};

static const bib_name types[] = {
  {"article", TYPE_MISC},           {"article-journal", TYPE_ARTICLE},   {"article-magazine", TYPE_ARTICLE},
  {"article-newspaper", TYPE_ARTICLE}, {"bill", TYPE_LEGISLATION},       {"book", TYPE_BOOK},
  {"broadcast", TYPE_MISC},         {"chapter", TYPE_INCOLLECTION},      {"classic", TYPE_MISC},
  {"collection", TYPE_MISC},        {"dataset", TYPE_DATASET},           {"document", TYPE_MISC},
  {"entry", TYPE_MISC},             {"entry-dictionary", TYPE_MISC},     {"entry-encyclopedia", TYPE_MISC},
  {"event", TYPE_MISC},             {"figure", TYPE_MISC},               {"graphic", TYPE_MISC},
  {"hearing", TYPE_MISC},           {"interview", TYPE_MISC},            {"legal_case", TYPE_JURISDICTION},
  {"legislation", TYPE_LEGISLATION}, {"manuscript", TYPE_UNPUBLISHED},   {"map", TYPE_MISC},
  {"motion_picture", TYPE_MOVIE},   {"musical_score", TYPE_MUSIC},       {"pamphlet", TYPE_MISC},
  {"paper-conference", TYPE_INPROCEEDINGS}, {"patent", TYPE_PATENT},     {"performance", TYPE_PERFORMANCE},
  {"periodical", TYPE_MISC},        {"personal_communication", TYPE_LETTER}, {"post", TYPE_ONLINE},
  {"post-weblog", TYPE_ONLINE},     {"regulation", TYPE_LEGISLATION},    {"report", TYPE_REPORT},
  {"review", TYPE_REVIEW},          {"review-book", TYPE_REVIEW},        {"software", TYPE_SOFTWARE},
  {"song", TYPE_MUSIC},             {"speech", TYPE_MISC},               {"standard", TYPE_STANDARD},
  {"thesis", TYPE_THESIS},          {"treaty", TYPE_LEGISLATION},        {"webpage", TYPE_ONLINE},
};

enum { VARIABLES = sizeof variables / sizeof *variables, TYPES = sizeof types / sizeof *types };

uint16_t csl_field_find(dixit_text name)
{
  return bib_name_find(variables, VARIABLES, name);
}

bool csl_type_find(dixit_text name)
{
  return bib_name_find(types, TYPES, name) != 0;
}

void csl_entry_set_type(const dixit_doc *doc, dixit_entry *entry, dixit_span value)
{
  entry->type = value;
  entry->type_row = (uint8_t)bib_name_find(types, TYPES, doc_slice(doc, value));
}

const char *csl_field_meant(const char *name)
{
  return bib_name_meant(variables, VARIABLES, text_from(name));
}

const char *csl_type_meant(const char *name)
{
  return bib_name_meant(types, TYPES, text_from(name));
}

const char *csl_field_name(uint16_t row)
{
  for (size_t i = 0; i < VARIABLES; i++)
    if (variables[i].row == row)
      return variables[i].name;
  return NULL;
}

/* ---- values in parts ---- */

typedef struct part_writer {
  dixit_text value;
  char *out;
  size_t length;
  size_t size;
} part_writer;

static void put(part_writer *self, const char *bytes, size_t length)
{
  if (self->length + length > self->size)
    length = self->size - self->length;
  memcpy(self->out + self->length, bytes, length);
  self->length += length;
}

static bool is_filling(char c)
{
  return (unsigned char)c <= ' ' || c == ':';
}

/* The value behind a key: in quotation marks, or up to what ends it. *at goes past it. */
static dixit_text read_part(dixit_text value, size_t *at)
{
  while (*at < value.length && is_filling(value.bytes[*at]) && value.bytes[*at] != '\n')
    ++*at;
  char quote = *at < value.length ? value.bytes[*at] : '\0';
  bool quoted = quote == '"' || quote == '\'';
  size_t first = *at += quoted;
  while (*at < value.length && (quoted ? value.bytes[*at] != quote : !strchr("\n\r,}]", value.bytes[*at])))
    *at += value.bytes[*at] == '\\' && quote == '"' && *at + 1 < value.length ? 2 : 1;
  dixit_text part = text_of(value.bytes + first, *at - first);
  *at += quoted && *at < value.length;
  return part;
}

/* The key at `at`: "family": or family: . Its length with the marks and without the colon; 0 when it is another. */
static size_t key_length(dixit_text value, size_t at, const char *key)
{
  size_t length = strlen(key);
  bool quoted = value.bytes[at] == '"' || value.bytes[at] == '\'';
  dixit_text rest = text_of(value.bytes + at + quoted, value.length - at - quoted);
  if (rest.length <= length + quoted || memcmp(rest.bytes, key, length) != 0)
    return 0;
  if (quoted && rest.bytes[length] != value.bytes[at])
    return 0;
  size_t colon = length + quoted;
  while (colon < rest.length && rest.bytes[colon] == ' ')
    colon++;
  return colon < rest.length && rest.bytes[colon] == ':' ? length + 2 * quoted : 0;
}

/* literal: `family` is the whole name of an organisation. */
typedef struct person {
  dixit_text family;
  dixit_text given;
  bool literal;
} person;

static void put_person(part_writer *self, person *who)
{
  if (who->family.length && self->length)
    put(self, " and ", 5);
  put(self, "{", who->literal);
  put(self, who->family.bytes, who->family.length);
  put(self, "}", who->literal);
  if (who->family.length && who->given.length) {
    put(self, ", ", 2);
    put(self, who->given.bytes, who->given.length);
  }
  *who = (person){{"", 0}, {"", 0}, false};
}

/* "{" and "- " start a person, and so does a second family name. An organisation is "literal", and gets braces. */
static void write_names(part_writer *self)
{
  dixit_text value = self->value;
  person who = {{"", 0}, {"", 0}, false};
  bool starts = true; /* a key may stand here */
  for (size_t at = 0; at < value.length;) {
    char c = value.bytes[at];
    size_t family = starts ? key_length(value, at, "family") : 0, given = starts ? key_length(value, at, "given") : 0;
    size_t literal = starts ? key_length(value, at, "literal") : 0, key = family + given + literal;
    if (c == '{' || (c == '-' && starts) || (who.family.length && family + literal))
      put_person(self, &who);
    starts = (unsigned char)c <= ' ' || c == '{' || c == ',' || c == '[' || (c == '-' && starts);
    at += key ? key : 1;
    if (!key)
      continue;
    dixit_text part = read_part(value, &at);
    if (given)
      who.given = part;
    else
      who.family = part;
    who.literal = who.literal || literal;
  }
  put_person(self, &who);
}

/* Up to three numbers from *at on, ended by a "]" behind one of them. */
static int read_numbers(dixit_text value, size_t *at, int numbers[3])
{
  int count = 0;
  while (*at < value.length && count < 3) {
    char c = value.bytes[*at];
    if (c == ']' && count)
      return count;
    if (!ascii_is_digit(c)) {
      ++*at;
      continue;
    }
    numbers[count] = 0;
    for (; *at < value.length && ascii_is_digit(value.bytes[*at]) && numbers[count] < 100000; ++*at)
      numbers[count] = numbers[count] * 10 + (value.bytes[*at] - '0');
    count++;
  }
  return count;
}

static void put_date(part_writer *self, const int numbers[3], int count)
{
  char text[40];
  int length = count == 1   ? snprintf(text, sizeof text, "%04d", numbers[0])
               : count == 2 ? snprintf(text, sizeof text, "%04d-%02d", numbers[0], numbers[1])
                            : snprintf(text, sizeof text, "%04d-%02d-%02d", numbers[0], numbers[1], numbers[2]);
  put(self, text, (size_t)length);
}

static size_t find_bytes(dixit_text text, size_t at, const char *words)
{
  size_t length = strlen(words);
  for (; at + length <= text.length; at++)
    if (memcmp(text.bytes + at, words, length) == 0)
      return at;
  return text.length;
}

/* Year, month and day come in this order. What has no numbers in parts but words ("raw", "literal") is not looked into,
 * nor is a season behind the date. */
static void write_date(part_writer *self)
{
  int numbers[3];
  dixit_text value = self->value;
  size_t at = 0, end = find_bytes(value, 0, "season");
  if (find_bytes(value, 0, "raw") < value.length || find_bytes(value, 0, "literal") < value.length)
    return;
  value.length = end;
  int count = read_numbers(value, &at, numbers);
  if (count)
    put_date(self, numbers, count);
  bool lists = at < value.length && value.bytes[0] != '-' && find_bytes(value, 0, "[") < at;
  count = count && lists ? read_numbers(value, &at, numbers) : 0;
  if (count && numbers[0] > 31) { /* a second list: where the range ends */
    put(self, "/", 1);
    put_date(self, numbers, count);
  }
}

size_t csl_value_write(dixit_text value, bool date, char *out, size_t size)
{
  part_writer self = {value, out, 0, size};
  if (date)
    write_date(&self);
  else
    write_names(&self);
  return self.length;
}
