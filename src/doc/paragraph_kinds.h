/* Paragraphs that are something else by where they stand and how they read. */
#ifndef DIXIT_DOC_PARAGRAPH_KINDS_H
#define DIXIT_DOC_PARAGRAPH_KINDS_H

#include "doc/document.h"

/* Makes paragraphs of a text with markup bylines or captions. Cost: linear in blocks. */
void paragraph_kinds_find(dixit_doc *doc);

#endif
