/* Binary search in the generated, sorted lists of names. */
#include "refs/fields.h"

#include "base/nearest.h"

extern const bib_name bib_field_names[];
extern const uint32_t bib_field_name_count;
extern const bib_name bib_type_names[];
extern const uint32_t bib_type_name_count;

enum { SHORT = 4, LONG = 8 };

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

/* One edit for names up to seven letters, two for longer ones; none for very short ones. */
const char *bib_name_meant(const bib_name *names, size_t count, dixit_text name)
{
  const char *meant = NULL;
  uint32_t best = name.length < SHORT ? 0 : name.length < LONG ? 1 : 2;
  for (size_t i = 0; i < count; i++) {
    size_t length = strlen(names[i].name);
    if (length + 2 < name.length || name.length + 2 < length || length < SHORT)
      continue;
    uint32_t edits = word_distance(name, text_from(names[i].name));
    if (edits <= best && (!meant || edits < best)) {
      best = edits;
      meant = names[i].name;
    }
  }
  return meant;
}

uint16_t bib_name_find(const bib_name *names, size_t count, dixit_text name)
{
  for (size_t i = 0; i < count; i++)
    if (name.length && name.bytes[0] == names[i].name[0] && text_is(name, names[i].name))
      return names[i].row;
  return 0;
}

const char *bib_field_meant(dixit_text name)
{
  return bib_name_meant(bib_field_names, bib_field_name_count, name);
}

const char *bib_type_meant(dixit_text name)
{
  return bib_name_meant(bib_type_names, bib_type_name_count, name);
}
