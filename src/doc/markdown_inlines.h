/* The inline structure of Markdown: one pass over the words of a block. */
#ifndef DIXIT_DOC_MARKDOWN_INLINES_H
#define DIXIT_DOC_MARKDOWN_INLINES_H

#include "doc/markdown_items.h"

/* Find the items of what self->view shows; those of the block before are gone. Cost: linear. */
void markdown_inlines_read(md_inline *self);

#endif
