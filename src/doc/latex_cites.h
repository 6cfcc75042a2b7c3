/* Commands of LaTeX that cite, link, quote and name files. */
#ifndef DIXIT_DOC_LATEX_CITES_H
#define DIXIT_DOC_LATEX_CITES_H

#include "doc/latex_parser.h"

/* The command starts at `start`, `at` is behind its name (and star). Each returns the place to go on from. */
uint32_t latex_read_keys(latex_parser *self, uint32_t start, uint32_t at, uint8_t flags);
uint32_t latex_read_cite(latex_parser *self, uint32_t start, uint32_t at, const latex_command *command);
uint32_t latex_read_cites(latex_parser *self, uint32_t start, uint32_t at);
uint32_t latex_read_nocite(latex_parser *self, uint32_t start, uint32_t at);
/* here: the note is cited where it stands. */
uint32_t latex_read_footnote(latex_parser *self, uint32_t start, uint32_t at, bool here);
/* \footnotemark, whose words a \footnotetext has. */
uint32_t latex_read_mark(latex_parser *self, uint32_t start, uint32_t at);
uint32_t latex_read_link(latex_parser *self, uint32_t start, uint32_t at);
uint32_t latex_read_url(latex_parser *self, uint32_t start, uint32_t at);
uint32_t latex_read_quote(latex_parser *self, uint32_t start, uint32_t at, const latex_command *command);
uint32_t latex_read_bibitem(latex_parser *self, uint32_t start, uint32_t at);
uint32_t latex_read_files(latex_parser *self, uint32_t at, dixit_file_kind kind);

#endif
