/* ISBN: ISO 2108; ISSN: ISO 3297; ORCID, ISNI: ISO 7064 MOD 11-2; DOI: the DOI Handbook and Crossref's advice on
 * expressions; arXiv: its help page on identifiers; PMID, PMCID: the National Library of Medicine; Handle: RFC 3651.
 *
 * A repair is offered only when it is the only one of its sort: an ISBN-13 made by putting 978 before an ISBN-10 and
 * keeping that one's check digit; a slip in the prefix; two neighbouring digits exchanged. */
#include "refs/identifiers.h"

#include <stdio.h>

/* The greatest numbers: well beyond those given out in 2025. */
enum { ISBN_DIGITS = 13, PMID_DIGITS = 8, PMID_MOST = 60000000, PMCID_MOST = 25000000, DOI_GROUPS = 4 };

static identifier_check fault_of(identifier_fault fault)
{
  return (identifier_check){.fault = fault, .meant = ""};
}

/* Takes one of the prefixes off, longest first in each list, and blanks after it. */
static dixit_text without_prefix(dixit_text text, const char *const *prefixes)
{
  text = text_trimmed(text);
  for (; *prefixes; prefixes++)
    if (text_starts_folded(text, *prefixes)) {
      size_t length = strlen(*prefixes);
      return text_trimmed(text_of(text.bytes + length, text.length - length));
    }
  return text;
}

static bool is_alphanumeric(char c)
{
  return ascii_is_letter(c) || ascii_is_digit(c);
}

/* ---- digits ---- */

/* The bytes of a hyphen, a dash of any sort or a no-break blank at the text's start; 0 for anything else. */
static size_t separator(dixit_text text)
{
  const unsigned char *p = (const unsigned char *)text.bytes;
  if (text.length >= 1 && (p[0] == '-' || ascii_is_space(p[0])))
    return 1;
  if (text.length >= 2 && p[0] == 0xC2 && (p[1] == 0xA0 || p[1] == 0xAD))
    return 2;
  return text.length >= 3 && p[0] == 0xE2 && p[1] == 0x80 && p[2] >= 0x8B && p[2] <= 0x95 ? 3 : 0;
}

/* Digits, and "X" for the last, without what separates them. At most `most`, the rest is counted only. *odd: something
 * else stands between them. */
static size_t collect_digits(dixit_text text, char *out, size_t most, bool *odd)
{
  size_t count = 0;
  *odd = false;
  for (size_t at = 0; at < text.length;) {
    size_t skip = separator(text_of(text.bytes + at, text.length - at));
    if (skip) {
      at += skip;
      continue;
    }
    char c = text.bytes[at++];
    c = c == 'x' ? 'X' : c;
    if (!ascii_is_digit(c) && c != 'X')
      *odd = true;
    else if (count++ < most)
      out[count - 1] = c;
  }
  return count;
}

static int value_of(char c)
{
  return c == 'X' ? 10 : c - '0';
}

/* Only the last may be an X. */
static bool has_early_x(const char *digits, size_t count)
{
  return memchr(digits, 'X', count - 1) != NULL;
}

/* ---- ISBN ---- */

static bool isbn10_fits(const char *digits)
{
  int sum = 0;
  for (int i = 0; i < 10; i++)
    sum += (10 - i) * value_of(digits[i]);
  return !has_early_x(digits, 10) && sum % 11 == 0;
}

static char isbn13_check_digit(const char *digits)
{
  int sum = 0;
  for (int i = 0; i < 12; i++)
    sum += (i % 2 ? 3 : 1) * value_of(digits[i]);
  return (char)('0' + (10 - sum % 10) % 10);
}

static bool isbn13_fits(const char *digits)
{
  return !memchr(digits, 'X', 13) && digits[12] == isbn13_check_digit(digits) &&
         (memcmp(digits, "978", 3) == 0 || memcmp(digits, "979", 3) == 0);
}

/* Writes `digits` over those of `text`, hyphens kept, where the lengths agree. */
static void keep_form(dixit_text text, const char *digits, char *out, size_t size)
{
  size_t length = 0;
  for (size_t at = 0; at < text.length && length + 1 < size; at++) {
    char c = text.bytes[at];
    bool digit = ascii_is_digit(c) || c == 'X' || c == 'x';
    out[length++] = digit && *digits ? *digits++ : c;
  }
  out[length] = '\0';
}

/* The only exchange of two neighbouring digits that fits. */
static bool find_exchange(char *digits, size_t count, bool (*fits)(const char *))
{
  size_t found = 0, place = 0;
  for (size_t i = 0; i + 1 < count; i++) {
    char left = digits[i], right = digits[i + 1];
    if (left == right)
      continue;
    digits[i] = right;
    digits[i + 1] = left;
    if (fits(digits)) {
      found++;
      place = i;
    }
    digits[i] = left;
    digits[i + 1] = right;
  }
  if (found != 1)
    return false;
  char left = digits[place];
  digits[place] = digits[place + 1];
  digits[place + 1] = left;
  return true;
}

/* A slip in "978" or "979" that makes the whole fit. */
static bool find_prefix(char *digits)
{
  static const char prefixes[2][4] = {"978", "979"};
  char old[3];
  size_t found = 0, which = 0;
  memcpy(old, digits, 3);
  if (memcmp(old, "978", 3) == 0 || memcmp(old, "979", 3) == 0)
    return false;
  for (size_t i = 0; i < 2; i++) {
    memcpy(digits, prefixes[i], 3);
    if (isbn13_fits(digits)) {
      found++;
      which = i;
    }
  }
  memcpy(digits, found == 1 ? prefixes[which] : old, 3);
  return found == 1;
}

static bool repair_isbn13(char *digits)
{
  if (memcmp(digits, "978", 3) == 0 && isbn10_fits(digits + 3)) {
    digits[12] = isbn13_check_digit(digits);
    return true;
  }
  return find_prefix(digits) || find_exchange(digits, 13, isbn13_fits);
}

/* Nine digits: a number of before 1970, which a zero in front makes an ISBN of. */
static identifier_check repair_sbn(dixit_text text, const char *digits)
{
  identifier_check check = fault_of(IDENTIFIER_LENGTH);
  char longer[11] = "0";
  memcpy(longer + 1, digits, 9);
  if (!isbn10_fits(longer) || text.length + 2 > sizeof check.meant)
    return check;
  check.meant[0] = '0';
  memcpy(check.meant + 1, text.bytes, text.length);
  return check;
}

identifier_check isbn_check(dixit_text text)
{
  static const char *const prefixes[] = {"ISBN-13:", "ISBN-10:", "ISBN:", "ISBN", NULL};
  char digits[ISBN_DIGITS + 1] = "";
  bool odd;
  text = without_prefix(text, prefixes);
  size_t count = collect_digits(text, digits, ISBN_DIGITS, &odd);
  if (odd)
    return fault_of(IDENTIFIER_CHARACTER);
  if (count == 9)
    return repair_sbn(text, digits);
  if (count != 10 && count != 13)
    return fault_of(IDENTIFIER_LENGTH);
  if (count == 13 && memcmp(digits, "9790", 4) == 0)
    return fault_of(IDENTIFIER_PREFIX);
  if (count == 10 ? isbn10_fits(digits) : isbn13_fits(digits))
    return fault_of(IDENTIFIER_FINE);
  identifier_check check = fault_of(IDENTIFIER_CHECK);
  if (count == 10 ? !has_early_x(digits, 10) && find_exchange(digits, 10, isbn10_fits) : repair_isbn13(digits))
    keep_form(text, digits, check.meant, sizeof check.meant);
  return check;
}

bool isbn_normalize(dixit_text text, char out[14])
{
  char digits[ISBN_DIGITS + 1] = "";
  bool odd;
  if (isbn_check(text).fault != IDENTIFIER_FINE)
    return false;
  if (collect_digits(text, digits, ISBN_DIGITS, &odd) == 10) {
    memmove(digits + 3, digits, 9);
    memcpy(digits, "978", 3);
    digits[12] = isbn13_check_digit(digits);
  }
  memcpy(out, digits, 13);
  out[13] = '\0';
  return true;
}

static size_t count_digits(dixit_text text)
{
  char none[1];
  bool odd;
  return collect_digits(text, none, 0, &odd);
}

static void add_part(dixit_text text, size_t start, size_t end, dixit_span *out, uint32_t *count)
{
  dixit_text part = text_trimmed(text_of(text.bytes + start, end - start));
  if (*count < IDENTIFIERS_IN_LIST && count_digits(part) >= 5)
    out[(*count)++] = span_of((uint32_t)(part.bytes - text.bytes), (uint32_t)(part.bytes - text.bytes + part.length));
}

/* One identifier with blanks in it, or several with blanks between them. */
static void split_blanks(dixit_text text, size_t start, size_t end, dixit_span *out, uint32_t *count)
{
  size_t digits = count_digits(text_of(text.bytes + start, end - start));
  if (digits <= ISBN_DIGITS + 3) {
    add_part(text, start, end, out, count);
    return;
  }
  for (size_t at = start; at < end;) {
    size_t first = at;
    while (at < end && (unsigned char)text.bytes[at] > ' ')
      at++;
    add_part(text, first, at, out, count);
    at++;
  }
}

uint32_t isbn_split(dixit_text text, dixit_span out[IDENTIFIERS_IN_LIST])
{
  uint32_t count = 0;
  size_t start = 0;
  for (size_t at = 0; at <= text.length; at++) {
    char c = at < text.length ? text.bytes[at] : ',';
    if (c != ',' && c != ';' && c != '/' && c != '(' && c != '[')
      continue;
    split_blanks(text, start, at, out, &count);
    if (c == '(' || c == '[')
      while (at < text.length && text.bytes[at] != ')' && text.bytes[at] != ']')
        at++;
    start = at + 1;
  }
  return count;
}

/* ---- ISSN, ORCID ---- */

static bool issn_fits(const char *digits)
{
  int sum = 0;
  for (int i = 0; i < 8; i++)
    sum += (8 - i) * value_of(digits[i]);
  return !has_early_x(digits, 8) && sum % 11 == 0;
}

identifier_check issn_check(dixit_text text)
{
  static const char *const prefixes[] = {"ISSN:", "ISSN", NULL};
  char digits[9] = "";
  bool odd;
  text = without_prefix(text, prefixes);
  size_t count = collect_digits(text, digits, 8, &odd);
  if (odd)
    return fault_of(IDENTIFIER_CHARACTER);
  if (count != 8)
    return fault_of(IDENTIFIER_LENGTH);
  if (issn_fits(digits))
    return fault_of(IDENTIFIER_FINE);
  identifier_check check = fault_of(IDENTIFIER_CHECK);
  if (!has_early_x(digits, 8) && find_exchange(digits, 8, issn_fits))
    keep_form(text, digits, check.meant, sizeof check.meant);
  return check;
}

identifier_check orcid_check(dixit_text text)
{
  static const char *const prefixes[] = {"https://orcid.org/", "http://orcid.org/", "orcid.org/", "ORCID:", NULL};
  char digits[17] = "";
  bool odd;
  int total = 0;
  size_t count = collect_digits(without_prefix(text, prefixes), digits, 16, &odd);
  if (odd)
    return fault_of(IDENTIFIER_CHARACTER);
  if (count != 16)
    return fault_of(IDENTIFIER_LENGTH);
  if (has_early_x(digits, 16))
    return fault_of(IDENTIFIER_CHARACTER);
  for (int i = 0; i < 15; i++)
    total = (total + value_of(digits[i])) * 2 % 11;
  if ((12 - total) % 11 != value_of(digits[15]))
    return fault_of(IDENTIFIER_CHECK);
  bool first = memcmp(digits, "0000000150000007", 16) >= 0 && memcmp(digits, "0000000350000001", 16) <= 0;
  return fault_of(first || memcmp(digits, "0009", 4) == 0 ? IDENTIFIER_FINE : IDENTIFIER_RANGE);
}

/* ---- DOI ---- */

/* "10." with four to nine digits, further groups of digits, and "/": where what follows starts, or 0. */
static size_t skip_doi_prefix(dixit_text text, size_t at)
{
  if (text.length < at + 3 || memcmp(text.bytes + at, "10.", 3) != 0)
    return 0;
  size_t digits = at += 3;
  while (at < text.length && ascii_is_digit(text.bytes[at]))
    at++;
  if (at - digits < 4 || at - digits > 9)
    return 0;
  for (int group = 0;
       group < DOI_GROUPS && at + 1 < text.length && text.bytes[at] == '.' && ascii_is_digit(text.bytes[at + 1]);
       group++)
    for (at++; at < text.length && ascii_is_digit(text.bytes[at]); at++)
      ;
  return at < text.length && text.bytes[at] == '/' ? at + 1 : 0;
}

/* Closing signs that are no part of the DOI: punctuation, and brackets that it does not open. open: of each pair, how
 * many more are opened than closed. */
static size_t trim_doi(dixit_text text, size_t start, size_t end)
{
  static const char pairs[] = "()[]{}<>";
  long open[4] = {0};
  for (size_t i = start; i < end; i++) {
    const char *pair = strchr(pairs, text.bytes[i]);
    if (pair && *pair)
      open[(pair - pairs) / 2] += (pair - pairs) % 2 ? -1 : 1;
  }
  for (; end > start; end--) {
    const char *pair = strchr(pairs, text.bytes[end - 1]);
    bool closing = pair && (pair - pairs) % 2 == 1;
    if (closing ? open[(pair - pairs) / 2] >= 0 : !strchr(".,;:\"'", text.bytes[end - 1]))
      return end;
    if (closing)
      open[(pair - pairs) / 2]++;
  }
  return end;
}

dixit_span doi_find(dixit_text text)
{
  for (size_t at = 0; at + 7 <= text.length; at++) {
    size_t suffix = text.bytes[at] == '1' && (at == 0 || !is_alphanumeric(text.bytes[at - 1]))
                        ? skip_doi_prefix(text, at)
                        : 0;
    if (!suffix)
      continue;
    size_t end = suffix;
    while (end < text.length && (unsigned char)text.bytes[end] > ' ')
      end++;
    end = trim_doi(text, suffix, end);
    return span_of((uint32_t)at, (uint32_t)(end > suffix ? end : at));
  }
  return span_of(0, 0);
}

static bool has_wide_byte(dixit_text text)
{
  for (size_t i = 0; i < text.length; i++)
    if ((unsigned char)text.bytes[i] >= 0x80)
      return true;
  return false;
}

identifier_check doi_check(dixit_text text)
{
  static const char *const prefixes[] = {
    "https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "https://www.doi.org/",
    "doi.org/", "dx.doi.org/", "doi:", "DOI", NULL,
  };
  text = text_trimmed(text);
  dixit_text bare = without_prefix(text, prefixes);
  dixit_span found = doi_find(bare);
  if (bare.length == 0 || span_is_empty(found))
    return fault_of(IDENTIFIER_PREFIX);
  dixit_text doi = text_of(bare.bytes + found.start, span_length(found));
  if (has_wide_byte(doi))
    return fault_of(IDENTIFIER_CHARACTER);
  if (text_equal(doi, text))
    return fault_of(IDENTIFIER_FINE);
  bool ending = found.end < bare.length;
  identifier_check check = fault_of(ending ? IDENTIFIER_ENDING : IDENTIFIER_PREFIX);
  for (size_t i = found.end; i < bare.length; i++)
    if (is_alphanumeric(bare.bytes[i])) /* words follow: nobody knows what was meant */
      return fault_of(IDENTIFIER_CHARACTER);
  if (doi.length < sizeof check.meant)
    memcpy(check.meant, doi.bytes, doi.length);
  return check;
}

/* ---- arXiv, PubMed, Handle ---- */

/* `count` digits at the start; -1 when there are fewer or more. */
static int read_digits(dixit_text text, size_t at, size_t least, size_t most, size_t *end)
{
  int value = 0;
  size_t first = at;
  while (at < text.length && ascii_is_digit(text.bytes[at]) && at - first < 9)
    value = value * 10 + (text.bytes[at++] - '0');
  *end = at;
  return at - first < least || at - first > most ? -1 : value;
}

/* "", "v2": versions. */
static bool is_version(dixit_text text, size_t at)
{
  size_t end;
  if (at == text.length)
    return true;
  return text.bytes[at] == 'v' && read_digits(text, at + 1, 1, 3, &end) > 0 && end == text.length;
}

/* YYMM.NNNN from April 2007, five digits from 2015 on. */
static identifier_fault check_new_arxiv(dixit_text text)
{
  size_t end, after;
  int month = read_digits(text, 0, 4, 4, &end);
  if (month < 0 || end >= text.length || text.bytes[end] != '.')
    return IDENTIFIER_CHARACTER;
  size_t digits = month >= 1501 ? 5 : 4;
  if (read_digits(text, end + 1, digits, digits, &after) < 0)
    return IDENTIFIER_LENGTH;
  if (month % 100 < 1 || month % 100 > 12 || month < 704)
    return IDENTIFIER_RANGE;
  return is_version(text, after) ? IDENTIFIER_FINE : IDENTIFIER_ENDING;
}

/* archive.XX/YYMMNNN, from August 1991 to March 2007. */
static identifier_fault check_old_arxiv(dixit_text text, size_t slash)
{
  size_t end;
  for (size_t i = 0; i < slash; i++)
    if (!ascii_is_letter(text.bytes[i]) && text.bytes[i] != '-' && text.bytes[i] != '.')
      return IDENTIFIER_CHARACTER;
  int number = read_digits(text, slash + 1, 7, 7, &end);
  if (number < 0)
    return IDENTIFIER_LENGTH;
  int month = number / 1000;
  if (month % 100 < 1 || month % 100 > 12 || (month > 703 && month < 9108))
    return IDENTIFIER_RANGE;
  return is_version(text, end) ? IDENTIFIER_FINE : IDENTIFIER_ENDING;
}

identifier_check arxiv_check(dixit_text text)
{
  static const char *const prefixes[] = {"https://arxiv.org/abs/", "http://arxiv.org/abs/", "arxiv:", NULL};
  text = without_prefix(text, prefixes);
  const char *slash = memchr(text.bytes, '/', text.length);
  const char *blank = memchr(text.bytes, ' ', text.length); /* "1234.5678 [cs.CL]" */
  if (blank && blank + 1 < text.bytes + text.length && blank[1] == '[')
    text.length = (size_t)(blank - text.bytes);
  return fault_of(slash ? check_old_arxiv(text, (size_t)(slash - text.bytes)) : check_new_arxiv(text));
}

static identifier_fault check_number(dixit_text text, long most)
{
  long value = 0;
  if (text.length == 0 || text.length > PMID_DIGITS)
    return IDENTIFIER_LENGTH;
  for (size_t i = 0; i < text.length; i++) {
    if (!ascii_is_digit(text.bytes[i]))
      return IDENTIFIER_CHARACTER;
    value = value * 10 + (text.bytes[i] - '0');
  }
  return text.bytes[0] == '0' || value > most ? IDENTIFIER_RANGE : IDENTIFIER_FINE;
}

identifier_check pmid_check(dixit_text text)
{
  static const char *const prefixes[] = {"PMID:", "PMID", NULL};
  return fault_of(check_number(without_prefix(text, prefixes), PMID_MOST));
}

identifier_check pmcid_check(dixit_text text)
{
  static const char *const prefixes[] = {"PMCID:", "PMC", NULL};
  static const char *const inner[] = {"PMC", NULL};
  return fault_of(check_number(without_prefix(without_prefix(text, prefixes), inner), PMCID_MOST));
}

identifier_check handle_check(dixit_text text)
{
  static const char *const prefixes[] = {"https://hdl.handle.net/", "http://hdl.handle.net/", "hdl:", NULL};
  text = without_prefix(text, prefixes);
  size_t at = 0;
  while (at < text.length && (ascii_is_digit(text.bytes[at]) || text.bytes[at] == '.'))
    at++;
  if (at == 0 || at + 1 >= text.length || text.bytes[at] != '/')
    return fault_of(IDENTIFIER_PREFIX);
  for (; at < text.length; at++)
    if ((unsigned char)text.bytes[at] <= ' ')
      return fault_of(IDENTIFIER_CHARACTER);
  return fault_of(IDENTIFIER_FINE);
}
