/* Paragraphs for people: help and explanations. */
#ifndef DIXIT_TOOL_PRINT_H
#define DIXIT_TOOL_PRINT_H

#include <stdio.h>

enum { PRINT_WIDTH = 80 };

/* The words of `text` between columns `indent` and PRINT_WIDTH, no line end behind. `at` is where the cursor is: close
 * to `indent` or beyond, the words begin on the next line. Each character counts as a column. */
void print_wrapped(FILE *out, const char *text, int indent, int at);

#endif
