/* Lines, columns and counts: from bytes to the units of editors and back, by one index of line starts. */
#ifndef DIXIT_DOC_LINES_H
#define DIXIT_DOC_LINES_H

#include "doc/document.h"

/* Fill doc->lines and make room for doc->counts. Lines end at LF, CR, CR LF. Cost: linear, one pass. */
void lines_index(dixit_doc *doc);
/* The line (from 0) that holds `byte`. Cost: logarithmic. */
uint32_t lines_find(const dixit_doc *doc, uint32_t byte);
/* Where line (from 0) ends, its line end not included. */
uint32_t lines_end(const dixit_doc *doc, uint32_t line);
/* Units that end between two bytes of the text; start <= end. Cost: as lines_position within a line; beyond, the first
 * call for a unit is linear in `end` and the others bounded. */
uint32_t lines_count(const dixit_doc *doc, uint32_t start, uint32_t end, uint32_t unit);
/* dixit_doc_position() and dixit_doc_offset(). Cost: logarithmic and at most a few thousand bytes, but the first call
 * that meets a line longer than that, which is linear in the text before it. */
dixit_position lines_position(const dixit_doc *doc, uint32_t byte, uint32_t unit);
/* lines_position of both ends of a span, for little more than one of them costs where it lies within a line. Spans that
 * are asked for in order cost less. */
void lines_ends(const dixit_doc *doc, dixit_span span, uint32_t unit, dixit_position ends[2]);
uint32_t lines_offset(const dixit_doc *doc, dixit_position position, uint32_t unit);

#endif
