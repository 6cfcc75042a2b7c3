/* Sentences that are no claims, whatever their score: they assert nothing, or nothing that wants a source in a text of
 * this kind. docs/claims.md lists them. */
#ifndef DIXIT_MARKS_CLAIM_EXEMPT_H
#define DIXIT_MARKS_CLAIM_EXEMPT_H

#include "marks/claim_sentence.h"

/* What exemptions remember of a document. body: a bit for each word its sections use (a Bloom filter), NULL before the
 * first sentence that may sum them up. */
typedef struct claim_exemptions {
  const dixit_doc *doc;
  arena *memory;
  uint64_t *body;
} claim_exemptions;

/* May sentences of a block be claims at all: are they running prose of the writer's? */
bool claim_is_prose(const dixit_doc *doc, uint32_t block);
/* Is a sentence of `block` none for another reason? Cost: linear in the sentence; once a document, in its words. */
bool claim_is_exempt(claim_exemptions *self, const claim_sentence *sentence, uint32_t block);

#endif
