/* Who says a quotation that stands inside another one. */
#ifndef DIXIT_MARKS_NESTED_H
#define DIXIT_MARKS_NESTED_H

#include "marks/pass.h"

/* Attribute the quotations inside those of the view's block, whose own speakers are known. Blocks come in order. Cost:
 * linear in the block. */
void nested_attribute(attribution_pass *pass);

#endif
