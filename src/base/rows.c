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
