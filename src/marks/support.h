/* What vouches for each sentence: a speaker, a document, a citation, or nothing. docs/claims.md has the rules. */
#ifndef DIXIT_MARKS_SUPPORT_H
#define DIXIT_MARKS_SUPPORT_H

#include "doc/document.h"

/* support: a dixit_support. attribution, citation: what vouches, or DIXIT_NONE. by_hand: the sentence has a citation
 * that is no marker, "(Brandt, 2001)". asked: somebody asks for a source there, so that none further on is it. */
typedef struct sentence_support {
  uint32_t attribution;
  uint32_t citation;
  uint8_t support;
  bool by_hand;
  bool asked;
} sentence_support;

/* The support of every sentence, in `memory`; NULL when memory is out or there are none. Cost: linear in sentences,
 * attributions and citations, and in how many sentences pieces of attributions cover. */
const sentence_support *support_find(dixit_doc *doc, arena *memory);

#endif
