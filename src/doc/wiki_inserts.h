/* Notes and templates of wikitext. Each returns the byte to go on from. */
#ifndef DIXIT_DOC_WIKI_INSERTS_H
#define DIXIT_DOC_WIKI_INSERTS_H

#include "doc/wiki_parser.h"

/* "<ref name=a>words</ref>", "<ref name=a />". */
uint32_t wiki_read_ref(wiki_parser *self, uint32_t at);
/* Notes between "<references>" and "</references>" are only defined. */
uint32_t wiki_read_references(wiki_parser *self, uint32_t at);
/* The template whose braces open at `open` and close at `close`. `alone`: it stands on lines of its own. */
uint32_t wiki_read_template(wiki_parser *self, uint32_t open, uint32_t close, bool alone);

#endif
