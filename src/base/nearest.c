/* The optimal string alignment distance (Damerau 1964, Wagner and Fischer 1974, with transpositions of neighbours):
 * letters added, lost, changed or swapped. Case does not count. A word that goes on from what was written is nearer
 * than all others. */
#include "base/nearest.h"

#include "base/text.h"

enum { LONGEST = 64, PREFIX_LEAST = 3 };

static uint8_t smallest(uint32_t a, uint32_t b, uint32_t c)
{
  uint32_t ab = a < b ? a : b;
  return (uint8_t)(ab < c ? ab : c);
}

static bool is_swap(const char *a, const char *b, size_t i, size_t j)
{
  return i > 1 && j > 1 && ascii_lower(a[i - 1]) == ascii_lower(b[j - 2]) &&
         ascii_lower(a[i - 2]) == ascii_lower(b[j - 1]);
}

uint32_t word_distance(dixit_text a, dixit_text b)
{
  if (a.length > LONGEST || b.length > LONGEST)
    return (uint32_t)(a.length > b.length ? a.length : b.length);
  uint8_t rows[3][LONGEST + 1];
  uint8_t *before = rows[0], *above = rows[1], *row = rows[2];
  for (size_t j = 0; j <= b.length; j++)
    row[j] = (uint8_t)j;
  for (size_t i = 1; i <= a.length; i++) {
    uint8_t *free_row = before;
    before = above;
    above = row;
    row = free_row;
    row[0] = (uint8_t)i;
    for (size_t j = 1; j <= b.length; j++) {
      uint32_t changed = ascii_lower(a.bytes[i - 1]) != ascii_lower(b.bytes[j - 1]);
      row[j] = smallest(above[j] + 1u, row[j - 1] + 1u, above[j - 1] + changed);
      if (is_swap(a.bytes, b.bytes, i, j))
        row[j] = smallest(row[j], before[j - 2] + 1u, row[j]);
    }
  }
  return row[b.length];
}

const char *nearest_word(const char *word, const char *const *known, size_t count)
{
  dixit_text text = text_from(word);
  const char *best = NULL;
  uint32_t least = (uint32_t)(text.length + 2) / 3;
  for (size_t i = 0; i < count; i++) {
    if (text.length >= PREFIX_LEAST && text_starts_folded(text_from(known[i]), word))
      return known[i];
    uint32_t differ = word_distance(text, text_from(known[i]));
    if (differ > least || (best && differ == least))
      continue;
    best = known[i];
    least = differ;
  }
  return best;
}
