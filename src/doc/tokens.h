/* Runs to tokens: one table-driven pass over the prose bytes; each word is hashed and looked up once. */
#ifndef DIXIT_DOC_TOKENS_H
#define DIXIT_DOC_TOKENS_H

#include "doc/document.h"

/* The `hash` of signs that are no single code point: TeX's doubled marks, and stops in a row. */
enum {
  TOKEN_TEX_OPEN = 0x110000,  /* `` */
  TOKEN_TEX_CLOSE = 0x110001, /* '' */
  TOKEN_ELLIPSIS = 0x2026     /* ... and … and . . . */
};

/* Fill doc->tokens, doc->joined, doc->ellipses and the token ranges of blocks. A word keeps apostrophes and hyphens
 * inside it; clitics ('s, 'll, 're, 've, 'd, 'm) are tokens of their own. An opening mark used as apostrophe
 * ("shouldn‘t") becomes a mark record. Cost: linear. */
void tokens_split(dixit_doc *doc);

#endif
