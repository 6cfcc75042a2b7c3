/* Block quotations: who is quoted in a paragraph set off from the rest. */
#ifndef DIXIT_MARKS_BLOCK_QUOTES_H
#define DIXIT_MARKS_BLOCK_QUOTES_H

#include "marks/pass.h"

/* Attribute the view's block where it stands in a block quotation. Blocks come in order. Cost: linear in the block. */
void block_quote_attribute(attribution_pass *pass);

#endif
