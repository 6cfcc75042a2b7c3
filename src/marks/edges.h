/* Where a paraphrase ends, or starts. */
#ifndef DIXIT_MARKS_EDGES_H
#define DIXIT_MARKS_EDGES_H

#include "marks/cue_search.h"

/* How soon a verb follows item `i`: 1 to 5 items behind it, 6 before the next sign, 0 not at all. */
uint32_t edge_verb_ahead(const cue_search *self, int64_t i);
/* The end of the content in `s`, right of the cue: its own end, or an edge before. *confidence is multiplied by how
 * likely that is about right. */
uint32_t edge_choose_end(cue_search *self, stretch s, float *confidence);
/* The start of the content in `s`, left of the cue: its own start, or behind an edge. */
uint32_t edge_choose_start(cue_search *self, stretch s, float *confidence);

#endif
