/* Tokens to sentences. */
#ifndef DIXIT_DOC_SENTENCES_H
#define DIXIT_DOC_SENTENCES_H

#include "doc/document.h"

/* Fill doc->sentences and the sentence ranges of blocks. Cost: linear. */
void sentences_split(dixit_doc *doc);
/* The sentence that holds token `token`. Cost: logarithmic. */
uint32_t sentence_of_token(const dixit_doc *doc, uint32_t token);
/* The same, looked for from sentence `hint` on. Cost: logarithmic in how far away it is. */
uint32_t sentence_near(const dixit_doc *doc, uint32_t token, uint32_t hint);

#endif
