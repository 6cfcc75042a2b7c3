/* Binary search. Names in a text may hold NUL; those of rows end with it. */
#include "base/rows.h"

static int compare(dixit_text name, const char *row, rows_case fold)
{
  for (size_t i = 0; i < name.length; i++) {
    unsigned char right = (unsigned char)row[i];
    unsigned char left = (unsigned char)(fold == ROWS_FOLDED ? ascii_lower(name.bytes[i]) : name.bytes[i]);
    if (left != right || !right) /* a NUL in the text stands behind the row's end */
      return left < right ? -1 : 1;
  }
  return row[name.length] ? -1 : 0;
}

const void *rows_find(const void *rows, size_t count, size_t size, dixit_text name, rows_case fold)
{
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const void *row = (const char *)rows + middle * size;
    int order = compare(name, *(const char *const *)row, fold);
    if (order == 0)
      return row;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}

/* Does record `index` start before `byte`? */
static bool starts_before(const void *records, size_t size, uint32_t index, uint32_t byte)
{
  return *(const uint32_t *)(const void *)((const char *)records + index * size) < byte;
}

/* The first of the records [low, high) that starts at `byte` or behind it, or `high`. */
static uint32_t find_between(const void *records, size_t size, uint32_t low, uint32_t high, uint32_t byte)
{
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (starts_before(records, size, middle, byte))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

uint32_t records_from(const void *records, uint32_t count, size_t size, uint32_t byte)
{
  return find_between(records, size, 0, count, byte);
}

uint32_t records_near(const void *records, uint32_t count, size_t size, uint32_t byte, uint32_t hint)
{
  uint32_t low = hint < count ? hint : count, high = low, step = 1;
  if (low < count && starts_before(records, size, low, byte)) {
    for (; high < count && starts_before(records, size, high, byte); step *= 2) {
      low = high + 1;
      high = step < count - high ? high + step : count;
    }
    return find_between(records, size, low, high, byte);
  }
  for (; low > 0 && !starts_before(records, size, low - 1, byte); step *= 2) {
    high = low - 1;
    low = step < high ? high - step : 0;
  }
  return find_between(records, size, low, high, byte);
}
