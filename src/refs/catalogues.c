/* Forms as the catalogues describe them: the Library of Congress's "Structure of the LCCN", NASA ADS's "bibliographic
 * codes", ISO 10957 (ISMN); greatest numbers some years ahead of those given out in 2025, since a number too great is a
 * slip only when it is far too great. */
#include "refs/catalogues.h"

#include "refs/fields.h"

enum { BIBCODE_LENGTH = 19, NUMBER_LENGTH = 18 };

static identifier_check fault_of(identifier_fault fault)
{
  return (identifier_check){.fault = fault, .meant = ""};
}

static dixit_text without(dixit_text text, const char *const *prefixes)
{
  for (; *prefixes; prefixes++)
    if (text_starts_folded(text, *prefixes))
      text = text_of(text.bytes + strlen(*prefixes), text.length - strlen(*prefixes));
  return text_trimmed(text);
}

/* A number from 1 to `most` without zeros before it, unless `zeros` lets them stand. */
static identifier_check check_number(dixit_text text, uint64_t most, bool zeros)
{
  uint64_t value = 0;
  if (text.length == 0 || text.length > NUMBER_LENGTH)
    return fault_of(IDENTIFIER_LENGTH);
  for (size_t i = 0; i < text.length; i++) {
    if (!ascii_is_digit(text.bytes[i]))
      return fault_of(IDENTIFIER_CHARACTER);
    value = value * 10 + (uint64_t)(text.bytes[i] - '0');
  }
  bool fine = value >= 1 && value <= most && (zeros || text.bytes[0] != '0');
  return fault_of(fine ? IDENTIFIER_FINE : IDENTIFIER_RANGE);
}

static identifier_check check_oclc(dixit_text text)
{
  static const char *const prefixes[] = {"(OCoLC)", "OCLC:", "OCLC", "ocm", "ocn", "on", NULL};
  return check_number(without(text, prefixes), UINT64_C(9999999999), true);
}

static identifier_check check_s2cid(dixit_text text)
{
  static const char *const prefixes[] = {"S2CID:", "CorpusID:", NULL};
  return check_number(without(text, prefixes), 400000000, false);
}

static identifier_check check_rfc(dixit_text text)
{
  static const char *const prefixes[] = {"RFC", NULL};
  return check_number(without(text, prefixes), 15000, false);
}

static identifier_check check_mr(dixit_text text)
{
  static const char *const prefixes[] = {"MR", NULL};
  text = without(text, prefixes);
  const char *blank = memchr(text.bytes, ' ', text.length); /* "3204653 (Reviewed)", "35 #1007" */
  bool review = memchr(text.bytes, '#', text.length) != NULL;
  if (blank)
    text.length = (size_t)(blank - text.bytes);
  return review ? fault_of(IDENTIFIER_FINE) : check_number(text, 9999999, true);
}

static identifier_check check_wikidata(dixit_text text)
{
  static const char *const prefixes[] = {"https://www.wikidata.org/wiki/", "https://www.wikidata.org/entity/", NULL};
  text = without(text, prefixes);
  if (text.length < 2 || text.bytes[0] != 'Q')
    return fault_of(IDENTIFIER_PREFIX);
  return check_number(text_of(text.bytes + 1, text.length - 1), 400000000, false);
}

/* YYYYJJJJJVVVVMPPPPA: a year, a journal, volume and page filled up with dots, the first letter of the author. */
static identifier_check check_bibcode(dixit_text text)
{
  if (text.length != BIBCODE_LENGTH)
    return fault_of(IDENTIFIER_LENGTH);
  for (size_t i = 0; i < text.length; i++) {
    char c = text.bytes[i];
    bool digit = ascii_is_digit(c), sign = c == '.' || c == '&' || c == '+';
    if (i < 4                  ? !digit
        : i == 4               ? !ascii_is_letter(c)
        : i + 1 == text.length ? digit || c == '&'
                               : !digit && !sign && !ascii_is_letter(c))
      return fault_of(IDENTIFIER_CHARACTER);
  }
  return fault_of(IDENTIFIER_FINE);
}

/* Up to three letters, then a year of two or four digits and a number, which a hyphen may part from it. */
static identifier_check check_lccn(dixit_text text)
{
  static const char *const prefixes[] = {"https://lccn.loc.gov/", "LCCN", NULL};
  text = without(text, prefixes);
  size_t at = 0, digits = 0;
  while (at < text.length && ascii_is_letter(text.bytes[at]))
    at++;
  if (at > 3)
    return fault_of(IDENTIFIER_PREFIX);
  const char *hyphen = memchr(text.bytes + at, '-', text.length - at);
  for (; at < text.length; at++) {
    if (text.bytes[at] == ' ' || text.bytes + at == hyphen)
      continue;
    if (!ascii_is_digit(text.bytes[at]))
      return fault_of(IDENTIFIER_CHARACTER);
    digits++;
  }
  return fault_of(digits == 8 || digits == 10 || (hyphen && digits >= 3 && digits < 10) ? IDENTIFIER_FINE
                                                                                        : IDENTIFIER_LENGTH);
}

/* "979-0-2600-0043-8", and before 2008 "M-2600-0043-8", where the M counts as 3 (in ISMN-13: as 9790). */
static identifier_check check_ismn(dixit_text text)
{
  static const char *const prefixes[] = {"ISMN", NULL};
  char digits[13] = "9790";
  size_t count = 0;
  int sum = 0;
  text = without(text, prefixes);
  bool old = text.length && (text.bytes[0] == 'M' || text.bytes[0] == 'm');
  count = old ? 4 : 0;
  for (size_t i = old; i < text.length; i++) {
    if (text.bytes[i] == '-' || text.bytes[i] == ' ')
      continue;
    if (!ascii_is_digit(text.bytes[i]))
      return fault_of(IDENTIFIER_CHARACTER);
    if (count < sizeof digits)
      digits[count] = text.bytes[i];
    count++;
  }
  if (count != sizeof digits)
    return fault_of(IDENTIFIER_LENGTH);
  if (memcmp(digits, "9790", 4) != 0)
    return fault_of(IDENTIFIER_PREFIX);
  for (size_t i = 0; i < sizeof digits; i++)
    sum += (digits[i] - '0') * (i % 2 ? 3 : 1);
  return fault_of(sum % 10 == 0 ? IDENTIFIER_FINE : IDENTIFIER_CHECK);
}

const catalogue *catalogue_find(uint16_t field)
{
  static const catalogue all[] = {
    {FIELD_OCLC, "OCLC number", check_oclc}, {FIELD_S2CID, "S2CID", check_s2cid}, {FIELD_RFC, "RFC number", check_rfc},
    {FIELD_MRNUMBER, "MR number", check_mr}, {FIELD_WIKIDATA, "Wikidata item", check_wikidata},
    {FIELD_BIBCODE, "bibcode", check_bibcode}, {FIELD_LCCN, "LCCN", check_lccn}, {FIELD_ISMN, "ISMN", check_ismn},
    {FIELD_ORCID, "ORCID iD", orcid_check},
  };
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (all[i].field == field)
      return &all[i];
  return NULL;
}
