/* The words of a paragraph of reStructuredText. */
#ifndef DIXIT_DOC_RST_WORDS_H
#define DIXIT_DOC_RST_WORDS_H

#include "doc/outline.h"

/* For outline_init(). */
void rst_read_words(outline *self, dixit_span words);

#endif
