/* Binary search: in tables whose rows start with a name, and in records sorted by their place. */
#ifndef DIXIT_BASE_ROWS_H
#define DIXIT_BASE_ROWS_H

#include "base/text.h"

typedef enum rows_case { ROWS_EXACT, ROWS_FOLDED } rows_case;

/* The row of this name, or NULL. `rows` holds `count` rows of `size` bytes, each with a `const char *name` as its first
 * member, sorted by its bytes. ROWS_FOLDED: names are in lower case, the case of ASCII letters in `name` does not
 * count. Cost: logarithmic. */
const void *rows_find(const void *rows, size_t count, size_t size, dixit_text name, rows_case fold);

/* Does record `index` start before `byte`? The functions on records are inline, so that their size is known. */
static inline bool record_is_before(const void *records, size_t size, uint32_t index, uint32_t byte)
{
  return *(const uint32_t *)(const void *)((const char *)records + index * size) < byte;
}

/* The first of the records [low, high) that starts at `byte` or behind it, or `high`. Cost: logarithmic. */
static inline uint32_t records_between(const void *records, size_t size, uint32_t low, uint32_t high, uint32_t byte)
{
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (record_is_before(records, size, middle, byte))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Among `count` records of `size` bytes that begin with where they start (a span, or a uint32_t) and are sorted by it:
 * the first that starts at `byte` or behind it; `count` when there is none. Cost: logarithmic. */
static inline uint32_t records_from(const void *records, uint32_t count, size_t size, uint32_t byte)
{
  return records_between(records, size, 0, count, byte);
}

/* The same, looked for from record `hint` on, in both directions. Cost: logarithmic in how far away it is. */
static inline uint32_t records_near(const void *records, uint32_t count, size_t size, uint32_t byte, uint32_t hint)
{
  uint32_t low = hint < count ? hint : count, high = low, step = 1;
  if (low < count && record_is_before(records, size, low, byte)) {
    for (; high < count && record_is_before(records, size, high, byte); step *= 2) {
      low = high + 1;
      high = step < count - high ? high + step : count;
    }
    return records_between(records, size, low, high, byte);
  }
  for (; low > 0 && !record_is_before(records, size, low - 1, byte); step *= 2) {
    high = low - 1;
    low = step < high ? high - step : 0;
  }
  return records_between(records, size, low, high, byte);
}

#endif
