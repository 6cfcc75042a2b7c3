/* Where a paraphrase ends, or starts. */
#ifndef DIXIT_MARKS_EDGES_H
#define DIXIT_MARKS_EDGES_H

#include "marks/cue_search.h"

/* Where the content right of the cue starts, before item `end`: at the cue, or behind the hearer, the day, the occasion
 * ("told reporters on Monday | the plan ..."). */
uint32_t edge_choose_opening(cue_search *self, uint32_t end, float *confidence);
/* The end of the content in `s`, right of the cue: its own end, or an edge before. *confidence is multiplied by how
 * likely that is about right. */
uint32_t edge_choose_end(cue_search *self, stretch s, float *confidence);
/* The start of the content in `s`, left of the cue: its own start, or behind an edge. */
uint32_t edge_choose_start(cue_search *self, stretch s, float *confidence);

#endif
