/* One line of a text with a place in it marked, cut to fit: what a reader sees of a finding. */
#ifndef DIXIT_SINK_EXCERPT_H
#define DIXIT_SINK_EXCERPT_H

#include "base/text.h"

/* A stretch of the line as shown; `text` instead of the span's bytes where something is left out. */
typedef struct excerpt_part {
  dixit_text text;
  bool marked;
} excerpt_part;

enum { EXCERPT_PARTS = 7 };

/* shown: the bytes from the first part to the last; empty where something is left out between them. */
typedef struct excerpt {
  excerpt_part parts[EXCERPT_PARTS];
  size_t count;
  dixit_span shown;
} excerpt;

/* The line `line` of `text` in at most about `columns` columns (at least 40) around `mark`, which is clipped to it.
 * What does not fit is left out at both ends, at blanks where there are some, and in the middle of a mark that is too
 * long. Cost: bounded by columns, whatever the length of the line. */
excerpt excerpt_make(dixit_text text, dixit_span line, dixit_span mark, uint32_t columns);

#endif
