/* Emphasis: which "*", "_" and "~" are markup. */
#ifndef DIXIT_DOC_MARKDOWN_EMPHASIS_H
#define DIXIT_DOC_MARKDOWN_EMPHASIS_H

#include "doc/markdown_items.h"

/* Read the run of delimiters at `at`; the byte after it. */
size_t emphasis_read(md_inline *self, size_t at);
/* Pair the delimiters on the stack above `bottom` (DIXIT_NONE: all) and take them off it.
 * Cost: linear in them, over all calls for one block. */
void emphasis_resolve(md_inline *self, uint32_t bottom);

#endif
