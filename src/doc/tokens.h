/* Runs to tokens: one table-driven pass over the prose bytes; each word is hashed and looked up once. */
#ifndef DIXIT_DOC_TOKENS_H
#define DIXIT_DOC_TOKENS_H

#include "doc/document.h"

/* Fill doc->tokens, doc->joined and the token ranges of blocks. Cost: linear. */
void tokens_split(dixit_doc *doc);

#endif
