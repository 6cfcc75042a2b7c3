/* Citations written by hand in a sentence: "(Brandt & Ruiz, 2001, p. 4)", "Brandt (2001)", "[3]". What they mean in a
 * list of works is found by refs/hand_citations.c; here it counts that they are there. */
#ifndef DIXIT_MARKS_BRACKETED_H
#define DIXIT_MARKS_BRACKETED_H

#include "doc/document.h"

/* span: the brackets. located: a page or the like is given. */
typedef struct bracketed_citation {
  dixit_span span;
  bool located;
} bracketed_citation;

/* The first such citation whose brackets open at a token from `first` on, before `end`. "Brandt (2001)" is one in
 * academic texts alone: elsewhere it is a film. Cost: linear. */
bool bracketed_find(const dixit_doc *doc, uint32_t first, uint32_t end, bracketed_citation *out);

#endif
