/* The words of a paragraph of Org. */
#ifndef DIXIT_DOC_ORG_WORDS_H
#define DIXIT_DOC_ORG_WORDS_H

#include "doc/outline.h"

/* For outline_init(). */
void org_read_words(outline *self, dixit_span words);

#endif
