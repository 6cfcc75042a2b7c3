/* Tables of reStructuredText. */
#ifndef DIXIT_DOC_RST_TABLES_H
#define DIXIT_DOC_RST_TABLES_H

#include "doc/outline.h"

/* Lines of "|" between lines of "+", from `line` on; false when it starts no such table. */
bool rst_read_grid(outline *self, dixit_span line);
/* Columns under lines of "="; `indent`: of the line. False when it starts no such table. */
bool rst_read_simple_table(outline *self, dixit_span line, uint32_t indent);
/* The rows behind "csv-table::"; caption: its argument. */
void rst_read_csv(outline *self, dixit_span line, uint32_t indent, dixit_span caption);

#endif
