/* Tables of Markdown. */
#ifndef DIXIT_DOC_MARKDOWN_TABLES_H
#define DIXIT_DOC_MARKDOWN_TABLES_H

#include "doc/markdown_block_parser.h"

/* The line at the cursor may be the second one of a table: the paragraph's last line becomes its head. */
start_result block_start_table(block_parser *self);
/* The cells of another row of the open table. */
void block_add_row(block_parser *self, dixit_span row);

#endif
