/* Brackets: links, images, inline notes, groups of citations. */
#ifndef DIXIT_DOC_MARKDOWN_BRACKETS_H
#define DIXIT_DOC_MARKDOWN_BRACKETS_H

#include "doc/markdown_items.h"

/* A bracket opens, as `kind` (BRACKET_LINK, _IMAGE or _NOTE), with the marker from `start` to `end`. */
void bracket_open(md_inline *self, md_bracket kind, size_t start, size_t end);
/* "]" at `at`: settles the last open bracket; the byte after what belongs to it. */
size_t bracket_close(md_inline *self, size_t at);
/* Of "p. 3, and passim" between `start` and `end`: the locator, or an empty span where there is none. */
dixit_span locator_find(dixit_text text, size_t start, size_t end);

#endif
