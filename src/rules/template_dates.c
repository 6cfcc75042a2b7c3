/* Dates of Wikipedia's citation templates (Help:Citation Style 1, "Dates"): days that do not exist, and archived copies
 * whose date is not the one in their address. Read are "31 March 2015", "March 31, 2015" and "2015-03-31"; ranges,
 * seasons, years and whatever else may stand there are left alone. */
#include "rules/template_dates.h"

#include <stdio.h>

#include "refs/dates.h"
#include "refs/urls.h"

enum { DATE_LENGTH = 40, ISO_LENGTH = 10, WORDS = 3, ISO_ROOM = 40 };

typedef enum parameter_kind {
  PARAMETER_OTHER,
  PARAMETER_DATE,
  PARAMETER_ARCHIVE_DATE,
  PARAMETER_ARCHIVE_URL
} parameter_kind;

static const struct {
  const char *name;
  uint8_t kind;
} parameters[] = {
  {"date", PARAMETER_DATE},
  {"access-date", PARAMETER_DATE},
  {"accessdate", PARAMETER_DATE},
  {"publication-date", PARAMETER_DATE},
  {"archive-date", PARAMETER_ARCHIVE_DATE},
  {"archivedate", PARAMETER_ARCHIVE_DATE},
  {"archive-url", PARAMETER_ARCHIVE_URL},
  {"archiveurl", PARAMETER_ARCHIVE_URL},
};

static uint8_t kind_of(dixit_text name)
{
  for (size_t i = 0; i < sizeof parameters / sizeof *parameters; i++)
    if (text_equal_folded(name, text_from(parameters[i].name)))
      return parameters[i].kind;
  return PARAMETER_OTHER;
}

/* ---- reading ---- */

/* The number of `least` to `most` digits a word is, or 0. */
static int32_t number_of(dixit_text word, size_t least, size_t most)
{
  int32_t number = 0;
  if (word.length < least || word.length > most)
    return 0;
  for (size_t i = 0; i < word.length; i++) {
    if (!ascii_is_digit(word.bytes[i]))
      return 0;
    number = number * 10 + word.bytes[i] - '0';
  }
  return number;
}

/* Words between blanks, one comma behind the second; how many there are, more than WORDS when too many. */
static uint32_t split(dixit_text text, dixit_text words[WORDS])
{
  uint32_t count = 0;
  for (size_t at = 0; at < text.length; count++) {
    size_t first = at;
    while (at < text.length && text.bytes[at] != ' ')
      at++;
    if (count == WORDS)
      return WORDS + 1;
    bool comma = count == 1 && at > first + 1 && text.bytes[at - 1] == ',';
    words[count] = text_of(text.bytes + first, at - first - comma);
    while (at < text.length && text.bytes[at] == ' ')
      at++;
  }
  return count;
}

/* A whole day, whether it exists or not; false for all other forms. */
static bool read_day(dixit_text text, date_value *day)
{
  dixit_text words[WORDS];
  const char *bytes = text.bytes;
  if (text.length == ISO_LENGTH && bytes[4] == '-' && bytes[7] == '-') {
    *day = (date_value){number_of(text_of(bytes, 4), 4, 4), number_of(text_of(bytes + 5, 2), 2, 2),
                        number_of(text_of(bytes + 8, 2), 2, 2)};
    return day->year && day->month && day->day;
  }
  if (text.length > DATE_LENGTH || split(text, words) != WORDS)
    return false;
  bool day_first = ascii_is_digit(words[0].bytes[0]);
  dixit_text month = words[day_first];
  *day = (date_value){number_of(words[2], 4, 4), 0, number_of(words[!day_first], 1, 2)};
  day->month = month.length && ascii_is_letter(month.bytes[0]) ? month_find(month) : 0;
  return day->year && day->month && day->day;
}

static void write_iso(date_value day, char out[ISO_ROOM])
{
  snprintf(out, ISO_ROOM, "%04d-%02d-%02d", (int)day.year, (int)day.month, (int)day.day);
}

/* In the Julian calendar, which some kept until 1923, every fourth year has its leap day. */
static bool exists(date_value day)
{
  enum { GREGORIAN = 1924 };
  char iso[ISO_ROOM];
  date_value first;
  write_iso(day, iso);
  return (day.year < GREGORIAN && day.day == 29) || date_check(text_from(iso), &first) == DATE_FINE;
}

/* ---- checks ---- */

/* The archive's address names the day the copy was made. */
static void check_archived(rule_run *run, const dixit_field *url, const dixit_field *date, date_value said)
{
  char iso[ISO_ROOM];
  date_value archived = url_check(doc_slice(run->doc, url->value)).archived;
  if (!archived.day || date_number(archived, false) == date_number(said, false))
    return;
  write_iso(archived, iso);
  if (rule_report(run, RULE_REFERENCES_DATE_CONFLICT, date->value,
                  "The archive's address says %s: one of the two dates is wrong.", iso))
    rule_relate(run, url->value, "the address");
}

void check_template_dates(rule_run *run, const dixit_entry *entry)
{
  const dixit_doc *doc = run->doc;
  const dixit_field *url = NULL, *date = NULL;
  date_value said = {0, 0, 0}, day;
  for (uint32_t i = 0; i < entry->field_count; i++) {
    const dixit_field *field = &doc->fields.items[entry->first_field + i];
    uint8_t kind = kind_of(doc_slice(doc, field->name));
    if (kind == PARAMETER_ARCHIVE_URL)
      url = field;
    if (kind == PARAMETER_OTHER || kind == PARAMETER_ARCHIVE_URL || !read_day(doc_slice(doc, field->value), &day))
      continue;
    if (!exists(day)) {
      rule_report(run, RULE_REFERENCES_BAD_DATE, field->value, "There is no such day: correct the date.");
    } else if (kind == PARAMETER_ARCHIVE_DATE) {
      date = field;
      said = day;
    }
  }
  if (url && date)
    check_archived(run, url, date, said);
}
