/* \begin, \end and \item of LaTeX. */
#ifndef DIXIT_DOC_LATEX_ENVIRONMENTS_H
#define DIXIT_DOC_LATEX_ENVIRONMENTS_H

#include "doc/latex_parser.h"

/* Past `count` arguments and the options before them. */
uint32_t latex_skip_arguments(const latex_parser *self, uint32_t at, uint32_t count);
/* The command starts at `start`, `at` is behind its name. Each returns the place to go on from. */
uint32_t latex_read_begin(latex_parser *self, uint32_t start, uint32_t at);
uint32_t latex_read_end(latex_parser *self, uint32_t start, uint32_t at);
uint32_t latex_read_item(latex_parser *self, uint32_t start, uint32_t at);

#endif
