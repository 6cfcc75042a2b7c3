/* Binary search in the generated, sorted lists of names. */
#include "refs/fields.h"

extern const bib_name bib_field_names[];
extern const uint32_t bib_field_name_count;
extern const bib_name bib_type_names[];
extern const uint32_t bib_type_name_count;

enum { NAME_LIMIT = 24 };

static int compare(dixit_text name, const char *row)
{
  for (size_t i = 0; i < name.length; i++) {
    unsigned char left = (unsigned char)ascii_lower(name.bytes[i]), right = (unsigned char)row[i];
    if (left != right)
      return left < right ? -1 : 1;
  }
  return row[name.length] ? -1 : 0;
}

static uint16_t find(const bib_name *names, uint32_t count, dixit_text name)
{
  uint32_t low = 0, high = count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    int order = compare(name, names[middle].name);
    if (order == 0)
      return names[middle].row;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return 0;
}

uint16_t bib_field_find(dixit_text name)
{
  return find(bib_field_names, bib_field_name_count, name);
}

uint16_t bib_type_find(dixit_text name)
{
  return find(bib_type_names, bib_type_name_count, name);
}

/* Edits (a letter more, less, other, or two exchanged) between two short words. */
static uint32_t distance(dixit_text a, const char *b)
{
  uint32_t rows[3][NAME_LIMIT + 1];
  uint32_t *before = rows[0], *last = rows[1], *row = rows[2];
  size_t length = strlen(b);
  for (uint32_t j = 0; j <= length; j++)
    last[j] = j;
  for (uint32_t i = 1; i <= a.length; i++) {
    char c = ascii_lower(a.bytes[i - 1]);
    row[0] = i;
    for (uint32_t j = 1; j <= length; j++) {
      uint32_t best = last[j - 1] + (c != b[j - 1]);
      best = last[j] + 1 < best ? last[j] + 1 : best;
      best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
      bool swapped = i > 1 && j > 1 && c == b[j - 2] && ascii_lower(a.bytes[i - 2]) == b[j - 1];
      row[j] = swapped && before[j - 2] + 1 < best ? before[j - 2] + 1 : best;
    }
    uint32_t *spare = before;
    before = last;
    last = row;
    row = spare;
  }
  return last[length];
}

/* One edit for names up to seven letters, two for longer ones; none for very short ones. */
static const char *find_meant(const bib_name *names, uint32_t count, dixit_text name)
{
  const char *meant = NULL;
  uint32_t best = name.length < 4 ? 0 : name.length < 8 ? 1 : 2;
  if (name.length > NAME_LIMIT)
    return NULL;
  for (uint32_t i = 0; i < count; i++) {
    size_t length = strlen(names[i].name);
    if (length > NAME_LIMIT || length + 2 < name.length || name.length + 2 < length || length < 4)
      continue;
    uint32_t edits = distance(name, names[i].name);
    if (edits <= best && (!meant || edits < best)) {
      best = edits;
      meant = names[i].name;
    }
  }
  return meant;
}

const char *bib_field_meant(dixit_text name)
{
  return find_meant(bib_field_names, bib_field_name_count, name);
}

const char *bib_type_meant(dixit_text name)
{
  return find_meant(bib_type_names, bib_type_name_count, name);
}
