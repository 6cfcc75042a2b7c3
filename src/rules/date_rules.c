/* Rules about dates and pages in bibliography entries. */
#include <stdio.h>

#include "engine.h"
#include "refs/bibliographies.h"
#include "refs/dates.h"
#include "refs/fields.h"
#include "refs/urls.h"
#include "refs/values.h"
#include "rules/rule.h"
#include "rules/template_dates.h"

/* FIRST_PAGE: the day the first page of the web was announced. */
enum { PAGES_ROOM = 80, FIRST_PAGE = 19910806 };

typedef struct date_run {
  rule_run *run;
  value_reader reader;
  const dixit_entry *entry;
} date_run;

/* By date_fault. */
static const char *const date_messages[] = {
  "",
  "Write the date as 2015-03-21, 2015-03 or 2015: programs read no other form.",
  "There is no such month or day: correct it.",
  "This range of dates ends before it begins: correct it.",
};

static dixit_text read_field(date_run *self, uint16_t row, const dixit_field **field)
{
  *field = bib_entry_field(self->run->doc, self->entry, row);
  return *field ? value_read(&self->reader, *field) : text_of("", 0);
}

/* 20150321. Where nobody says what day it is, what is past this century is the future all the same. */
static int32_t today_of(const date_run *self)
{
  uint32_t today = self->run->doc->engine->today;
  return today ? (int32_t)today : 21000101;
}

static void check_future(date_run *self, const dixit_field *field, date_value date)
{
  int32_t today = today_of(self);
  if (date.year && date_number(date, false) > today)
    rule_report(self->run, RULE_REFERENCES_FUTURE_DATE, field->value, "This date lies in the future: correct it.");
}

static date_value check_date(date_run *self, uint16_t row)
{
  const dixit_field *field;
  date_value date = {0, 0, 0};
  dixit_text value = read_field(self, row, &field);
  if (!value.length)
    return date;
  date_fault fault = date_check(value, &date);
  if (fault != DATE_FINE) {
    rule_report(self->run, RULE_REFERENCES_BAD_DATE, field->value, "%s", date_messages[fault]);
    return (date_value){0, 0, 0};
  }
  if (row == FIELD_URLDATE)
    check_future(self, field, date);
  return date;
}

static int32_t check_year(date_run *self)
{
  const dixit_field *field;
  int32_t year = 0;
  dixit_text value = read_field(self, FIELD_YEAR, &field);
  if (value.length && year_check(value, &year) != DATE_FINE)
    rule_report(self->run, RULE_REFERENCES_BAD_DATE, field->value, "A year has four digits: correct it.");
  return year;
}

/* "11--13 Apr", "July/August", "1 mar": a month somewhere, or words of a language we do not know. */
static bool names_month(dixit_text value)
{
  bool digits_only = true;
  for (size_t at = 0; at < value.length;) {
    size_t first = at;
    while (at < value.length && (ascii_is_letter(value.bytes[at]) || (unsigned char)value.bytes[at] >= 0x80))
      at++;
    if (at > first && month_find(text_of(value.bytes + first, at - first)))
      return true;
    digits_only = digits_only && at == first;
    at += at == first;
  }
  return !digits_only;
}

static int32_t check_month(date_run *self)
{
  const dixit_field *field;
  dixit_text value = read_field(self, FIELD_MONTH, &field);
  int32_t month = value.length ? month_find(value) : 0;
  if (!value.length || month)
    return month;
  const char *meant = month_meant(value);
  if (meant) {
    if (rule_report(self->run, RULE_REFERENCES_BAD_DATE, field->value, "There is no such month: is \"%s\" meant?",
                    meant))
      rule_fix(self->run, field->value, meant, "correct the month");
  } else if (!names_month(value)) {
    rule_report(self->run, RULE_REFERENCES_BAD_DATE, field->value,
                "There is no such month: write its name, or 1 to 12.");
  }
  return 0;
}

static void check_day(date_run *self, int32_t year, int32_t month)
{
  static const int32_t longest[] = {31, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const dixit_field *field;
  dixit_text value = read_field(self, FIELD_DAY, &field);
  int32_t day = 0;
  for (size_t i = 0; i < value.length; i++) {
    if (!ascii_is_digit(value.bytes[i]) || i > 2)
      return;
    day = day * 10 + value.bytes[i] - '0';
  }
  bool common = month == 2 && year && (year % 4 != 0 || (year % 100 == 0 && year % 400 != 0));
  if (value.length && (day < 1 || day > longest[month] - (common ? 1 : 0)))
    rule_report(self->run, RULE_REFERENCES_BAD_DATE, field->value, "There is no such day: correct it.");
}

/* What is dated by the issue it stands in may be there years before. */
static bool is_page(const dixit_entry *entry)
{
  return entry->type_row == TYPE_ONLINE || entry->type_row == TYPE_MISC || entry->type_row == TYPE_DATASET ||
         entry->type_row == TYPE_SOFTWARE || entry->type_row == TYPE_UNKNOWN;
}

/* By some days: newspapers are dated by the issue that is printed the day after, and days begin elsewhere earlier. */
static bool is_well_before(date_value a, date_value b)
{
  enum { SLACK = 4 }; /* in months of 31 days, so that the ends of short ones are within */
  int32_t last = date_number(a, true), first = date_number(b, false);
  int32_t days = (last / 10000 - first / 10000) * 372 + (last / 100 % 100 - first / 100 % 100) * 31;
  return days + last % 100 - first % 100 < -SLACK;
}

/* The page was there to visit, and to archive, no earlier than it was published. */
static void check_order(date_run *self, date_value published, date_value visited)
{
  const dixit_field *field;
  if (!is_page(self->entry))
    published.year -= published.year > 2 ? 2 : 0;
  if (published.year && visited.year && is_well_before(visited, published)) {
    read_field(self, FIELD_URLDATE, &field);
    rule_report(self->run, RULE_REFERENCES_DATE_CONFLICT, field->value,
                "The page was visited before it was published: one of the two dates is wrong.");
  }
  if (visited.year && date_number(visited, true) < FIRST_PAGE) {
    read_field(self, FIELD_URLDATE, &field);
    rule_report(self->run, RULE_REFERENCES_DATE_CONFLICT, field->value,
                "There was no web to visit on that day: correct the date.");
  }
  dixit_text url = read_field(self, FIELD_URL, &field);
  date_value archived = url.length ? url_check(url).archived : (date_value){0, 0, 0};
  if (published.year && archived.year && is_well_before(archived, published))
    rule_report(self->run, RULE_REFERENCES_DATE_CONFLICT, field->value,
                "The page was archived before it was published: one of the two dates is wrong.");
}

/* RIS has the last page in a field of its own: "145" and "12" in `out` as "145-12". False when there is none. */
static bool join_pages(date_run *self, dixit_text first, char out[PAGES_ROOM], const dixit_field **last)
{
  char start[PAGES_ROOM / 2];
  snprintf(start, sizeof start, "%.*s", (int)first.length, first.bytes);
  dixit_text end = read_field(self, FIELD_LASTPAGE, last);
  if (!*last || first.length >= sizeof start || end.length >= sizeof start)
    return false;
  snprintf(out, PAGES_ROOM, "%s-%.*s", start, (int)end.length, end.bytes);
  return true;
}

static void check_pages(date_run *self)
{
  const dixit_field *field, *last;
  dixit_span part;
  page_range whole;
  char joined[PAGES_ROOM];
  dixit_text value = read_field(self, FIELD_PAGES, &field);
  if (!value.length)
    return;
  bool own = value.bytes == self->run->doc->text + field->value.start, joins = join_pages(self, value, joined, &last);
  pages_fault fault = pages_check(joins ? text_from(joined) : value, &part, &whole);
  if (fault == PAGES_FINE)
    return;
  dixit_span place = own ? span_of(field->value.start + part.start, field->value.start + part.end) : field->value;
  rule_report(self->run, RULE_REFERENCES_BAD_PAGES, joins ? last->value : place,
              fault == PAGES_MIXED ? "This range of pages begins with an arabic number and ends with a roman one: "
                                     "correct it."
                                   : "This range of pages ends before it begins: correct it.");
}

/* The archive's address names the day the copy was made. */
static void check_archive_date(date_run *self)
{
  const dixit_field *url, *field;
  dixit_text address = read_field(self, FIELD_ARCHIVEURL, &url);
  date_value archived = address.length ? url_check(address).archived : (date_value){0, 0, 0};
  date_value said = check_date(self, FIELD_ARCHIVEDATE);
  read_field(self, FIELD_ARCHIVEDATE, &field);
  if (field && archived.year && said.day && date_number(archived, false) != date_number(said, false))
    rule_report(self->run, RULE_REFERENCES_DATE_CONFLICT, field->value,
                "The archive's address says %04d-%02d-%02d: one of the two dates is wrong.", (int)archived.year,
                (int)archived.month, (int)archived.day);
}

/* The only number of four digits in a key that can be a year, or 0. */
static int32_t year_in_key(dixit_text key)
{
  int32_t found = 0;
  for (size_t at = 0; at < key.length;) {
    int32_t value = 0;
    size_t first = at;
    for (; at < key.length && ascii_is_digit(key.bytes[at]) && at - first < 9; at++)
      value = value * 10 + (key.bytes[at] - '0');
    if (at - first == 4 && value >= 1500 && value < 2100) {
      if (found)
        return 0;
      found = value;
    }
    at += at == first;
  }
  return found;
}

static void check_key_year(date_run *self, int32_t year)
{
  int32_t said = year_in_key(doc_slice(self->run->doc, self->entry->key));
  if (said && year && said != year)
    rule_report(self->run, RULE_REFERENCES_KEY_YEAR, self->entry->key,
                "The key says %d and the entry %d: correct one of the two.", (int)said, (int)year);
}

static void check_entry(date_run *self)
{
  const dixit_field *field;
  date_value published = check_date(self, FIELD_DATE);
  date_value visited = check_date(self, FIELD_URLDATE);
  int32_t year = check_year(self), month = check_month(self);
  check_date(self, FIELD_ORIGDATE);
  check_date(self, FIELD_EVENTDATE);
  check_day(self, year, month);
  if (!published.year && year) {
    published = (date_value){year, month, 0};
    read_field(self, FIELD_YEAR, &field);
  } else {
    read_field(self, FIELD_DATE, &field);
  }
  if (field && published.year > today_of(self) / 10000 + 1) /* next year's is announced */
    check_future(self, field, published);
  check_order(self, published, visited);
  check_archive_date(self);
  check_key_year(self, published.year);
  check_pages(self);
  if (self->run->doc->format == DIXIT_MEDIAWIKI) /* whose dates have forms of their own */
    check_template_dates(self->run, self->entry);
}

void check_entry_dates(rule_run *run)
{
  dixit_doc *doc = run->doc;
  date_run self = {.run = run};
  arena scratch;
  arena_init(&scratch, &doc->memory.allocator);
  if (doc->entries.count && value_reader_init(&self.reader, doc, &scratch)) {
    for (uint32_t i = 0; i < doc->entries.count; i++) {
      self.entry = &doc->entries.items[i];
      if (self.entry->kind == DIXIT_ENTRY_WORK)
        check_entry(&self);
    }
  }
  doc->memory.failed = doc->memory.failed || scratch.failed;
  arena_done(&scratch);
}
