/* Direct speech: who says each quotation. */
#ifndef DIXIT_MARKS_DIRECT_H
#define DIXIT_MARKS_DIRECT_H

#include "marks/pass.h"

/* Each direct quotation of the view finds its speaker. Cost: linear in the block. */
void direct_attribute(attribution_pass *self);

#endif
