/* Fences of code, of MyST's directives and of Pandoc's divs. */
#ifndef DIXIT_DOC_MARKDOWN_FENCES_H
#define DIXIT_DOC_MARKDOWN_FENCES_H

#include "doc/markdown_block_parser.h"

/* The line at the cursor opens a block of code or a directive, or closes one. */
start_result block_start_fence(block_parser *self);
/* The same for a line of colons; START_NONE for one that opens and closes nothing. */
start_result block_start_colons(block_parser *self);
/* Is it ":name: value" behind the line that opens a directive? */
bool block_is_option(block_parser *self);

#endif
