/* What a line of reStructuredText can begin. */
#ifndef DIXIT_DOC_RST_SCAN_H
#define DIXIT_DOC_RST_SCAN_H

#include "doc/outline.h"

/* A list item's marker. kind: its sign, or that of an enumeration's form; 0 when there is none. words: where they
 * start. */
typedef struct rst_marker {
  uint32_t kind;
  uint32_t words;
} rst_marker;

/* "* ", "- ", "1. ", "(a) ", "#. ", "iv) " at the start of `line`. */
rst_marker rst_scan_marker(const outline *self, dixit_span line);
/* ":name: words": where the words start, or 0. */
uint32_t rst_scan_field(const outline *self, dixit_span line);
/* A line of one sign, repeated: the sign, or 0. */
char rst_scan_adornment(const outline *self, dixit_span line);
/* "====  ====": the border of a simple table. */
bool rst_is_table_border(const outline *self, dixit_span line);
/* ".. name:: argument" or ".. |x| name:: argument": *name, and where the argument starts; 0 when it is none. */
uint32_t rst_scan_directive(const outline *self, dixit_span line, dixit_span *name);
/* ".. [label] words": *label, and where the words start; 0 when it is none. */
uint32_t rst_scan_label(const outline *self, dixit_span line, dixit_span *label);
/* ".. _name: target": *name and *target; false when it is none. */
bool rst_scan_target(const outline *self, dixit_span line, dixit_span *name, dixit_span *target);
/* Past the lines that are blank or indented more than `indent`, from `line` on; *last: where their words end, untouched
 * when there are none. */
uint32_t rst_skip_body(const outline *self, uint32_t line, uint32_t indent, uint32_t *last);
/* Past the lines of ":option: value" behind a directive. */
void rst_skip_options(outline *self, uint32_t indent);
/* How many characters a line has. */
uint32_t rst_width(const outline *self, dixit_span line);

#endif
