/* Which entries are the same work. */
#ifndef DIXIT_REFS_WORKS_H
#define DIXIT_REFS_WORKS_H

#include "doc/document.h"

/* Two entries that are one work, and the field of each that says so. */
typedef struct same_work {
  uint32_t first;
  uint32_t second;
  uint32_t first_field;
  uint32_t second_field;
} same_work;

typedef ARRAY(same_work) same_works;

/* A hash of the letters and digits of a text, without case and accents; how many they are goes to *count. */
uint64_t words_hash(dixit_text text, size_t *count);
/* Find them, in `scratch`; each entry is named at most once as `second`. Cost: linear in the bibliography. */
void works_compare(const dixit_doc *doc, arena *scratch, same_works *out);

#endif
