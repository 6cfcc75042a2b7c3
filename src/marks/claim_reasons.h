/* Why an editor would ask for a source: reasons, each from its own evidence in the sentence. */
#ifndef DIXIT_MARKS_CLAIM_REASONS_H
#define DIXIT_MARKS_CLAIM_REASONS_H

#include "marks/claim_sentence.h"

/* Bits of dixit_reason for a sentence that spans `span`. Ask in the order of sentences: *quote, 0 at first, remembers
 * the quotes passed. Cost: linear in its tokens and quotes. */
uint32_t claim_reasons(const claim_sentence *sentence, dixit_span span, uint32_t *quote);

#endif
