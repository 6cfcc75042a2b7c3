/* The block structure of Markdown: line by line, over a stack of containers. */
#ifndef DIXIT_DOC_MARKDOWN_BLOCKS_H
#define DIXIT_DOC_MARKDOWN_BLOCKS_H

#include "doc/markdown_structure.h"

/* Fill *out, from `scratch`, and doc->references with the definitions of links and footnotes. Cost: linear. */
void markdown_blocks_read(dixit_doc *doc, arena *scratch, md_structure *out);

#endif
