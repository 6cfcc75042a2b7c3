/* What stands within a line of wikitext. */
#ifndef DIXIT_DOC_WIKI_WORDS_H
#define DIXIT_DOC_WIKI_WORDS_H

#include "doc/wiki_parser.h"

/* What the sign at `at` begins, text if nothing; the byte after it. */
uint32_t wiki_read_special(wiki_parser *self, uint32_t at, uint32_t end);
/* A bare "https://..." whose ":" is at `at`; `from` is where text not yet written begins. Returns `at` when it is
 * none. */
uint32_t wiki_read_url(wiki_parser *self, uint32_t from, uint32_t at, uint32_t end);

#endif
