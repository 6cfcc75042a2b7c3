/* Character references: "&amp;", "&#8220;", "&#x201C;" to code points, as HTML 5 and CommonMark 0.31 (section 2.5) have
 * them: the semicolon is not optional. */
#ifndef DIXIT_DOC_ENTITIES_H
#define DIXIT_DOC_ENTITIES_H

#include "base/text.h"

/* name: without "&" and ";". codes: one or two code points; the second may be 0. */
typedef struct entity_row {
  const char *name;
  uint32_t codes[2];
} entity_row;

/* Read the reference that starts with the "&" at `at`; where it ends, or 0 when there is none. */
size_t entity_scan(dixit_text text, size_t at, uint32_t codes[2]);

#endif
