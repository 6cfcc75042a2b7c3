/* Which entries are the same work. */
#ifndef DIXIT_REFS_WORKS_H
#define DIXIT_REFS_WORKS_H

#include "doc/document.h"

/* Two entries that are one work, and the field of each that says so. certain: DOI and title are the same, or they are
 * copies. copies: they differ in their keys alone. */
typedef struct same_work {
  uint32_t first;
  uint32_t second;
  uint32_t first_field;
  uint32_t second_field;
  bool certain;
  bool copies;
} same_work;

typedef ARRAY(same_work) same_works;

/* A hash of the letters and digits of a text, without case and accents; how many they are goes to *count. */
uint64_t words_hash(dixit_text text, size_t *count);
/* Numbers of entries, sorted. */
typedef struct work_list {
  const uint32_t *items;
  uint32_t count;
} work_list;

/* Find them among some entries (NULL: all), in `scratch`; each entry is named at most once as `second`, and `first`
 * stands before it. Cost: linear in the entries. */
void works_compare(const dixit_doc *doc, const work_list *among, arena *scratch, same_works *out);

#endif
