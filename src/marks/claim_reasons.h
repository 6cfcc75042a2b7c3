/* Why an editor would ask for a source: reasons, each from its own evidence in the sentence. */
#ifndef DIXIT_MARKS_CLAIM_REASONS_H
#define DIXIT_MARKS_CLAIM_REASONS_H

#include "doc/document.h"

/* Bits of dixit_reason for a sentence. Cost: linear in its tokens. */
uint32_t claim_reasons(const dixit_doc *doc, const dixit_sentence *sentence);

#endif
