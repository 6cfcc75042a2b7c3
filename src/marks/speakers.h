/* Who says a paraphrase. */
#ifndef DIXIT_MARKS_SPEAKERS_H
#define DIXIT_MARKS_SPEAKERS_H

#include "marks/cue_search.h"

/* The mention of whoever speaks, or DIXIT_NONE. direction: an option of MODEL_CUE. *confidence is multiplied by how
 * likely that is right. */
uint32_t speaker_choose(cue_search *self, uint32_t direction, dixit_span content, float *confidence);

#endif
