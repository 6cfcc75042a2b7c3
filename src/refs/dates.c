/* EDTF: ISO 8601-2:2019, levels 0 and 1, as biblatex 3.19 reads it (section 2.3.8 of its manual). Months of all BibTeX
 * styles. Page ranges with shortened ends as the Chicago Manual has them (9.61). */
#include "refs/dates.h"

enum { SEASON_FIRST = 21, SEASON_LAST = 41, LONGEST_PAGE = 9 };

static int32_t days_in(int32_t year, int32_t month)
{
  static const int32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

/* `count` digits, X for unknown ones (as 0), at *at. -1 when there are none. */
static int32_t read_digits(dixit_text text, size_t *at, size_t count)
{
  int32_t value = 0;
  if (text.length - *at < count)
    return -1;
  for (size_t i = 0; i < count; i++, ++*at) {
    char c = text.bytes[*at];
    if (!ascii_is_digit(c) && c != 'X' && c != 'u')
      return -1;
    value = value * 10 + (ascii_is_digit(c) ? c - '0' : 0);
  }
  return value;
}

static bool is_unknown(dixit_text text, size_t at)
{
  return at < text.length && (text.bytes[at] == 'X' || text.bytes[at] == 'u');
}

/* "T12:30:00Z" and the like. */
static bool is_time(dixit_text text, size_t at)
{
  if (at >= text.length || (text.bytes[at] != 'T' && text.bytes[at] != ' '))
    return false;
  for (at++; at < text.length; at++)
    if (!ascii_is_digit(text.bytes[at]) && !strchr(":.+-Z", text.bytes[at]))
      return false;
  return true;
}

static date_fault check_parts(date_value date, bool known_month, bool known_day)
{
  bool season = date.month >= SEASON_FIRST && date.month <= SEASON_LAST && date.day == 0;
  if (known_month && !season && (date.month < 1 || date.month > 12))
    return DATE_CALENDAR;
  if (known_day && (date.day < 1 || (date.month >= 1 && date.month <= 12 && date.day > days_in(date.year, date.month))))
    return DATE_CALENDAR;
  return DATE_FINE;
}

static date_fault check_one(dixit_text text, date_value *out)
{
  size_t at = 0;
  bool known_month = false, known_day = false;
  *out = (date_value){0, 0, 0};
  while (text.length && strchr("?~%", text.bytes[text.length - 1]))
    text.length--;
  bool negative = text.length && text.bytes[0] == '-';
  if (text.length && (text.bytes[0] == 'y' || text.bytes[0] == 'Y')) /* years of more than four digits */
    return text.length > 5 ? DATE_FINE : DATE_FORM;
  if (text.length && (unsigned char)text.bytes[0] >= 0x80) /* digits of another script */
    return DATE_FINE;
  at += negative;
  out->year = read_digits(text, &at, 4);
  if (out->year < 0)
    return DATE_FORM;
  if (at < text.length && text.bytes[at] == '-') {
    known_month = !is_unknown(text, ++at);
    out->month = read_digits(text, &at, 2);
  }
  if (out->month >= 0 && at > 5 && at < text.length && text.bytes[at] == '-') {
    known_day = !is_unknown(text, ++at);
    out->day = read_digits(text, &at, 2);
  }
  if (out->month < 0 || out->day < 0 || (at < text.length && !is_time(text, at)))
    return DATE_FORM;
  out->year = negative ? -out->year : out->year;
  date_fault fault = check_parts(*out, known_month, known_day);
  if (!known_month)
    out->month = out->day = 0;
  return fault;
}

int32_t date_number(date_value date, bool last)
{
  int32_t month = date.month >= 1 && date.month <= 12 ? date.month : 0;
  int32_t day = month ? date.day : 0;
  return date.year * 10000 + (month ? month : last ? 12 : 1) * 100 + (day ? day : last ? 31 : 1);
}

static bool is_open(dixit_text text)
{
  return text.length == 0 || text_is(text, "..") || text_is(text, "open") || text_is(text, "unknown") ||
         text_is(text, "*");
}

date_fault date_check(dixit_text text, date_value *first)
{
  date_value last;
  text = text_trimmed(text);
  const char *slash = memchr(text.bytes, '/', text.length);
  if (!slash)
    return check_one(text, first);
  dixit_text from = text_trimmed(text_of(text.bytes, (size_t)(slash - text.bytes)));
  dixit_text to = text_trimmed(text_of(slash + 1, (size_t)(text.bytes + text.length - slash - 1)));
  *first = (date_value){0, 0, 0};
  date_fault fault = is_open(from) ? DATE_FINE : check_one(from, first);
  if (fault != DATE_FINE || is_open(to))
    return fault;
  fault = check_one(to, &last);
  if (fault == DATE_FINE && !is_open(from) && date_number(last, true) < date_number(*first, false))
    return DATE_ORDER;
  return fault;
}

/* ---- years, months ---- */

static size_t count_digits(dixit_text text)
{
  size_t count = 0;
  for (size_t i = 0; i < text.length; i++)
    count += ascii_is_digit(text.bytes[i]);
  return count;
}

date_fault year_check(dixit_text text, int32_t *year)
{
  *year = 0;
  text = text_trimmed(text);
  for (size_t at = 0; at + 4 <= text.length; at++) {
    size_t end = at;
    bool inside = at > 0 && ascii_is_digit(text.bytes[at - 1]);
    int32_t value = inside ? -1 : read_digits(text, &end, 4);
    if (value > 0 && (end == text.length || !ascii_is_digit(text.bytes[end])) &&
        count_digits(text_of(text.bytes + at, 4)) == 4) {
      *year = value;
      return DATE_FINE;
    }
  }
  size_t digits = count_digits(text);
  bool uncertain = memchr(text.bytes, '?', text.length) || memchr(text.bytes, '-', text.length);
  bool words = memchr(text.bytes, ' ', text.length) || text.length > 6;
  return digits < 2 || uncertain || words ? DATE_FINE : DATE_FORM;
}

static const char *const month_names[] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December",
};

int32_t month_find(dixit_text text)
{
  text = text_trimmed(text);
  if (text.length && text.bytes[text.length - 1] == '.')
    text.length--;
  if (text.length >= 1 && text.length <= 2 && count_digits(text) == text.length) {
    int32_t value = text.length == 1 ? text.bytes[0] - '0' : (text.bytes[0] - '0') * 10 + text.bytes[1] - '0';
    return value <= 12 ? value : 0;
  }
  for (int32_t i = 0; text.length >= 3 && i < 12; i++)
    if (strlen(month_names[i]) >= text.length && text_equal_folded(text, text_of(month_names[i], text.length)))
      return i + 1;
  return text_equal_folded(text, text_from("sept")) ? 9 : 0;
}

/* Letters of `text` that `name` has in the same order. */
static size_t common_letters(dixit_text text, const char *name)
{
  size_t found = 0;
  for (size_t i = 0; i < text.length && *name; i++) {
    const char *at = name;
    while (*at && ascii_lower(*at) != ascii_lower(text.bytes[i]))
      at++;
    if (!*at)
      continue;
    found++;
    name = at + 1;
  }
  return found;
}

const char *month_meant(dixit_text text)
{
  const char *meant = NULL;
  text = text_trimmed(text);
  for (size_t i = 0; text.length >= 4 && i < 12; i++) {
    size_t length = strlen(month_names[i]), longer = length > text.length ? length : text.length;
    if (longer - common_letters(text, month_names[i]) > 1)
      continue;
    if (meant)
      return NULL;
    meant = month_names[i];
  }
  return meant;
}

/* ---- pages ---- */

/* A page: letters before it, and its number, arabic or (roman) in small or large letters. value 0: no number. */
typedef struct page {
  dixit_text prefix;
  dixit_text digits;
  uint32_t value;
  bool roman;
} page;

static uint32_t roman_letter(char c)
{
  switch (ascii_lower(c)) {
  case 'i': return 1;
  case 'v': return 5;
  case 'x': return 10;
  case 'l': return 50;
  case 'c': return 100;
  case 'd': return 500;
  case 'm': return 1000;
  default: return 0;
  }
}

static uint32_t read_roman(dixit_text text)
{
  uint32_t total = 0;
  for (size_t i = 0; i < text.length; i++) {
    uint32_t here = roman_letter(text.bytes[i]), next = i + 1 < text.length ? roman_letter(text.bytes[i + 1]) : 0;
    if (!here || text.length > 12)
      return 0;
    total = here < next ? total - here : total + here;
  }
  return total;
}

static page read_page(dixit_text text)
{
  page out = {0};
  size_t at = 0;
  text = text_trimmed(text);
  while (at < text.length && !ascii_is_digit(text.bytes[at]))
    at++;
  out.prefix = text_of(text.bytes, at);
  size_t first = at;
  while (at < text.length && ascii_is_digit(text.bytes[at]) && at - first < LONGEST_PAGE)
    out.value = out.value * 10 + (uint32_t)(text.bytes[at++] - '0');
  out.digits = text_of(text.bytes + first, at - first);
  if (at < text.length) /* "12a", "e123.4": no plain number */
    out.value = 0;
  if (first == text.length) {
    out.value = read_roman(text);
    out.roman = true;
  }
  return out;
}

/* The length of the dash at the text's start: "-", "--", "\u2013" and others; 0 for none. */
static size_t dash_length(dixit_text text)
{
  const unsigned char *p = (const unsigned char *)text.bytes;
  size_t at = 0;
  for (;;) {
    if (at < text.length && p[at] == '-')
      at++;
    else if (text.length - at >= 3 && p[at] == 0xE2 && p[at + 1] == 0x80 && p[at + 2] >= 0x90 && p[at + 2] <= 0x95)
      at += 3;
    else
      return at;
  }
}

/* The last page of a range in full: "123-45" ends at 145. */
static uint32_t full_end(const page *first, const page *last)
{
  uint32_t unit = 1;
  if (last->roman || last->digits.length >= first->digits.length)
    return last->value;
  for (size_t i = 0; i < last->digits.length; i++)
    unit *= 10;
  return first->value / unit * unit + last->value;
}

static bool is_backward(const page *first, const page *last)
{
  bool same_prefix = last->prefix.length == 0 || text_equal(first->prefix, last->prefix);
  if (!first->value || !last->value || first->roman != last->roman || (!first->roman && !same_prefix))
    return false;
  return full_end(first, last) < first->value;
}

static bool is_mixed(const page *first, const page *last)
{
  return first->value && !first->roman && first->prefix.length == 0 && last->roman && last->value &&
         last->prefix.length > 1;
}

static void widen(page_range *whole, const page *first, uint32_t last)
{
  if (!first->value || first->roman || first->prefix.length)
    return;
  whole->first = whole->first && whole->first < first->value ? whole->first : first->value;
  whole->last = whole->last > last ? whole->last : last;
}

static pages_fault check_range(dixit_text text, page_range *whole)
{
  for (size_t at = 0; at < text.length; at++) {
    size_t dash = dash_length(text_of(text.bytes + at, text.length - at));
    if (!dash)
      continue;
    page first = read_page(text_of(text.bytes, at));
    page last = read_page(text_of(text.bytes + at + dash, text.length - at - dash));
    if (is_backward(&first, &last))
      return PAGES_BACKWARD;
    if (is_mixed(&first, &last))
      return PAGES_MIXED;
    widen(whole, &first, last.value ? full_end(&first, &last) : first.value);
    return PAGES_FINE;
  }
  page only = read_page(text);
  widen(whole, &only, only.value);
  return PAGES_FINE;
}

pages_fault pages_check(dixit_text text, dixit_span *at, page_range *whole)
{
  size_t start = 0;
  *whole = (page_range){0, 0};
  for (size_t i = 0; i <= text.length; i++) {
    if (i < text.length && text.bytes[i] != ',' && text.bytes[i] != ';')
      continue;
    *at = span_of((uint32_t)start, (uint32_t)i);
    pages_fault fault = check_range(text_of(text.bytes + start, i - start), whole);
    if (fault != PAGES_FINE)
      return fault;
    start = i + 1;
  }
  return PAGES_FINE;
}
