/* What Markdown's lines become before their words are read: blocks and the lines of their prose. */
#ifndef DIXIT_DOC_MARKDOWN_STRUCTURE_H
#define DIXIT_DOC_MARKDOWN_STRUCTURE_H

#include "doc/document.h"

/* A block on its way to the document. first_line, line_count: its prose, in md_structure.lines; none for containers and
 * blocks without prose. */
typedef struct md_block {
  dixit_span span;
  uint32_t parent;
  uint32_t first_line;
  uint32_t line_count;
  uint8_t kind;    /* a dixit_block_kind */
  uint8_t level;
  uint8_t quoted;
} md_block;

/* lines: without container prefixes, indentation and line ends; the blanks before a line end are kept. has_notes: some
 * block was found to have inline notes, later. */
typedef struct md_structure {
  ARRAY(md_block) blocks;
  ARRAY(dixit_span) lines;
  bool has_notes;
} md_structure;

#endif
