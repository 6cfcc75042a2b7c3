/* CSL 1.0.2, appendices III and IV. */
#include "refs/csl.h"

#include <stdio.h>

#include "refs/fields.h"

static const struct {
  const char *name;
  uint16_t row;
} variables[] = {
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
  {"event", FIELD_EVENTTITLE},      {"chapter-number", FIELD_CHAPTER},   {"archive", FIELD_LIBRARY},
};

static const struct {
  const char *name;
  uint8_t row;
} types[] = {
  {"article", TYPE_MISC},           {"article-journal", TYPE_ARTICLE},   {"article-magazine", TYPE_ARTICLE},
  {"article-newspaper", TYPE_ARTICLE}, {"book", TYPE_BOOK},              {"chapter", TYPE_INCOLLECTION},
  {"paper-conference", TYPE_INPROCEEDINGS}, {"thesis", TYPE_THESIS},     {"report", TYPE_REPORT},
  {"webpage", TYPE_ONLINE},         {"post", TYPE_ONLINE},               {"post-weblog", TYPE_ONLINE},
  {"manuscript", TYPE_UNPUBLISHED}, {"dataset", TYPE_DATASET},           {"patent", TYPE_PATENT},
  {"software", TYPE_SOFTWARE},      {"motion_picture", TYPE_MOVIE},      {"legislation", TYPE_LEGISLATION},
};

uint16_t csl_field_find(dixit_text name)
{
  for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
    if (text_is(name, variables[i].name))
      return variables[i].row;
  return FIELD_UNKNOWN;
}

void csl_entry_set_type(const dixit_doc *doc, dixit_entry *entry, dixit_span value)
{
  entry->type = value;
  entry->type_row = TYPE_MISC;
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (text_is(doc_slice(doc, value), types[i].name))
      entry->type_row = types[i].row;
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
  return (unsigned char)c <= ' ' || c == '"' || c == '\'' || c == ':' || c == ',' || c == '[' || c == ']' || c == '{' || c == '}' || c == '-';
}

static bool ends_part(char c, char quote)
{
  return quote ? c == quote : c == '\n' || c == '\r' || c == ',' || c == '}' || c == ']';
}

/* The words after a key; *at goes past them. */
static dixit_text read_part(dixit_text value, size_t *at)
{
  char quote = '\0';
  while (*at < value.length && is_filling(value.bytes[*at]) && value.bytes[*at] != '\n') {
    char c = value.bytes[(*at)++];
    if (c == '"' || c == '\'') {
      quote = c;
      if (*at < value.length && value.bytes[*at] != ':' && value.bytes[*at] != ',')
        break;
      quote = '\0';
    }
  }
  size_t first = *at;
  while (*at < value.length && !ends_part(value.bytes[*at], quote))
    ++*at;
  return text_of(value.bytes + first, *at - first);
}

static bool key_at(dixit_text value, size_t at, const char *key)
{
  size_t length = strlen(key);
  bool starts = at == 0 || !ascii_is_letter(value.bytes[at - 1]);
  return starts && value.length - at > length && memcmp(value.bytes + at, key, length) == 0 &&
         (value.bytes[at + length] == ':' || value.bytes[at + length] == '"' || value.bytes[at + length] == '\'');
}

/* "family" starts a person, "given" goes on with one; "literal" is an organisation. */
static void write_names(part_writer *self)
{
  for (size_t at = 0; at < self->value.length; at++) {
    bool given = key_at(self->value, at, "given"), literal = key_at(self->value, at, "literal");
    if (!given && !literal && !key_at(self->value, at, "family"))
      continue;
    at += given ? 5 : literal ? 7 : 6;
    dixit_text part = read_part(self->value, &at);
    if (self->length)
      put(self, given ? ", " : " and ", given ? 2 : 5);
    put(self, part.bytes, part.length);
    if (at >= self->value.length)
      return;
  }
}

/* The first three numbers are year, month and day; "year", "month" and "day" come in this order. */
static void write_date(part_writer *self)
{
  int numbers[3] = {0, 0, 0}, count = 0;
  char text[40];
  for (size_t at = 0; at < self->value.length && count < 3;) {
    if (!ascii_is_digit(self->value.bytes[at])) {
      at++;
      continue;
    }
    int number = 0;
    while (at < self->value.length && ascii_is_digit(self->value.bytes[at]) && number < 100000)
      number = number * 10 + (self->value.bytes[at++] - '0');
    numbers[count++] = number;
  }
  int length = count == 0   ? 0
               : count == 1 ? snprintf(text, sizeof text, "%04d", numbers[0])
               : count == 2 ? snprintf(text, sizeof text, "%04d-%02d", numbers[0], numbers[1])
                            : snprintf(text, sizeof text, "%04d-%02d-%02d", numbers[0], numbers[1], numbers[2]);
  put(self, text, (size_t)length);
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
