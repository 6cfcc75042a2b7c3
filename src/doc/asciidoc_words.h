/* The words of a paragraph of AsciiDoc. */
#ifndef DIXIT_DOC_ASCIIDOC_WORDS_H
#define DIXIT_DOC_ASCIIDOC_WORDS_H

#include "doc/outline.h"

/* For outline_init(). */
void asciidoc_read_words(outline *self, dixit_span words);

#endif
