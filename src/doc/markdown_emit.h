/* Items to runs and citations of the document. */
#ifndef DIXIT_DOC_MARKDOWN_EMIT_H
#define DIXIT_DOC_MARKDOWN_EMIT_H

#include "doc/markdown_items.h"

/* Add the runs and citations of the block added last, from self->items; then the blocks of its inline notes.
 * Cost: linear. */
void markdown_emit(md_inline *self);

#endif
