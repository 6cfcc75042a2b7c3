/* Numeric references by their digits, named ones by binary search in the generated table. */
#include "doc/entities.h"

#include "base/utf8.h"

/* Generated, sorted by name. */
extern const entity_row entity_rows[];
extern const uint32_t entity_row_count;

enum { LONGEST_NAME = 32, MOST_DECIMALS = 7, MOST_HEXADECIMALS = 6 };

static int digit_value(char c)
{
  if (ascii_is_digit(c))
    return c - '0';
  c = ascii_lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 16;
}

/* NUL, surrogates and what is past Unicode's end read as the replacement character. */
static uint32_t valid_code(uint32_t code)
{
  bool valid = code && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  return valid ? code : UTF8_INVALID;
}

static size_t scan_numeric(dixit_text text, size_t at, uint32_t codes[2])
{
  int base = 10;
  size_t most = MOST_DECIMALS;
  if (at < text.length && ascii_lower(text.bytes[at]) == 'x') {
    base = 16;
    most = MOST_HEXADECIMALS;
    at++;
  }
  size_t first = at;
  uint32_t code = 0;
  while (at < text.length && at - first < most && digit_value(text.bytes[at]) < base)
    code = code * (uint32_t)base + (uint32_t)digit_value(text.bytes[at++]);
  if (at == first || at >= text.length || text.bytes[at] != ';')
    return 0;
  codes[0] = valid_code(code);
  codes[1] = 0;
  return at + 1;
}

static int compare_name(dixit_text name, const char *row)
{
  int order = strncmp(name.bytes, row, name.length);
  return order ? order : row[name.length] ? -1 : 0;
}

static const entity_row *find_name(dixit_text name)
{
  uint32_t low = 0, high = entity_row_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    int order = compare_name(name, entity_rows[middle].name);
    if (order == 0)
      return &entity_rows[middle];
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}

size_t entity_scan(dixit_text text, size_t at, uint32_t codes[2])
{
  size_t first = ++at;
  if (at < text.length && text.bytes[at] == '#')
    return scan_numeric(text, at + 1, codes);
  while (at < text.length && at - first < LONGEST_NAME &&
         (ascii_is_letter(text.bytes[at]) || ascii_is_digit(text.bytes[at])))
    at++;
  if (at == first || at >= text.length || text.bytes[at] != ';')
    return 0;
  const entity_row *row = find_name(text_of(text.bytes + first, at - first));
  if (!row)
    return 0;
  memcpy(codes, row->codes, sizeof row->codes);
  return at + 1;
}
