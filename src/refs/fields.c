/* Binary search in the generated, sorted lists of names. */
#include "refs/fields.h"

#include "base/nearest.h"
#include "base/rows.h"

extern const bib_name bib_field_names[];
extern const uint32_t bib_field_name_count;
extern const bib_name bib_type_names[];
extern const uint32_t bib_type_name_count;

enum { SHORT = 4, LONG = 8 };

static uint16_t find(const bib_name *names, uint32_t count, dixit_text name)
{
  const bib_name *found = rows_find(names, count, sizeof *names, name, ROWS_FOLDED);
  return found ? found->row : 0;
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
