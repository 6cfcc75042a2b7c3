/* Radix sort, a byte at a time from the lowest; bytes that are the same in all items cost one look. What is in order
 * costs one look in all, and so do the low halves of keys that carry an index there. */
#include "base/sort.h"

#include <stdbool.h>
#include <string.h>

enum { DIGITS = sizeof(uint64_t), VALUES = 256 };

static void count_digit(const uint64_t *items, size_t count, unsigned shift, size_t counts[VALUES])
{
  memset(counts, 0, VALUES * sizeof *counts);
  for (size_t i = 0; i < count; i++)
    counts[items[i] >> shift & 0xFF]++;
}

/* Counts to the places where each value's items begin. */
static void counts_to_places(size_t counts[VALUES])
{
  size_t place = 0;
  for (size_t value = 0; value < VALUES; value++) {
    size_t count = counts[value];
    counts[value] = place;
    place += count;
  }
}

static bool is_sorted(const uint64_t *items, size_t count)
{
  for (size_t i = 1; i < count; i++)
    if (items[i - 1] > items[i])
      return false;
  return true;
}

/* The lowest bit to sort by: each pass keeps what is equal in order, so low halves in order need none. */
static unsigned first_shift(const uint64_t *items, size_t count)
{
  for (size_t i = 1; i < count; i++)
    if ((uint32_t)items[i - 1] > (uint32_t)items[i])
      return 0;
  return 32;
}

void sort_numbers(uint64_t *items, uint64_t *scratch, size_t count)
{
  size_t places[VALUES];
  uint64_t *from = items, *to = scratch;
  if (is_sorted(items, count))
    return;
  for (unsigned shift = first_shift(items, count); shift < 8 * DIGITS; shift += 8) {
    count_digit(from, count, shift, places);
    if (places[from[0] >> shift & 0xFF] == count)
      continue;
    counts_to_places(places);
    for (size_t i = 0; i < count; i++)
      to[places[from[i] >> shift & 0xFF]++] = from[i];
    uint64_t *other = from;
    from = to;
    to = other;
  }
  if (from != items)
    memcpy(items, from, count * sizeof *items);
}

uint32_t numbers_from(const uint64_t *items, uint32_t low, uint32_t high, uint64_t number)
{
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (items[middle] < number)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}
