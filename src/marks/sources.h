/* Sources: speakers with all their mentions joined. */
#ifndef DIXIT_MARKS_SOURCES_H
#define DIXIT_MARKS_SOURCES_H

#include "marks/pass.h"

/* The phrases of the block in view have been attributed: resolve them all, in order, and give each mention its
 * source. */
void sources_resolve_block(attribution_pass *self);
/* Give a mention inside a quotation its source. speaker: the source whose quotation it is, which "I" means and no other
 * pronoun, or DIXIT_NONE. */
void source_resolve_inner(attribution_pass *self, uint32_t mention, const phrase *p, uint32_t speaker);
/* All blocks are done and everything is sorted: names, counts, and each attribution's source. */
void sources_finish(attribution_pass *self);

#endif
