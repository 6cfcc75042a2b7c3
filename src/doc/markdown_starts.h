/* What blocks of Markdown start with. */
#ifndef DIXIT_DOC_MARKDOWN_STARTS_H
#define DIXIT_DOC_MARKDOWN_STARTS_H

#include "doc/markdown_block_parser.h"

/* Open the block that starts at the cursor, if one does. */
start_result block_start(block_parser *self);
/* Does display mathematics end in the line, at or after `at`? */
bool block_ends_math(const block_parser *self, uint32_t at);

#endif
