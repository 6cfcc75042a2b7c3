/* Indirect and mixed speech: what a cue introduces, and who says it. */
#ifndef DIXIT_MARKS_INDIRECT_H
#define DIXIT_MARKS_INDIRECT_H

#include "marks/pass.h"

/* Each unused cue of the view finds its paraphrase and speaker; then quoted words without a cue look for one. Cost:
 * linear in the block. */
void indirect_attribute(attribution_pass *self);

#endif
