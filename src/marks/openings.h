/* Where a paraphrase begins behind its cue. */
#ifndef DIXIT_MARKS_OPENINGS_H
#define DIXIT_MARKS_OPENINGS_H

#include "marks/cue_search.h"

/* Where the content right of the cue starts, before item `end`: at the cue, or behind the hearer, the day, the occasion
 * ("told reporters on Monday | the plan ..."). *confidence is multiplied by how likely that is about right. */
uint32_t opening_choose(cue_search *self, uint32_t end, float *confidence);

#endif
