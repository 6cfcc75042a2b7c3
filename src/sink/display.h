/* Text as a terminal shows it: grapheme clusters, the columns they take, and stand-ins for what must not reach it. */
#ifndef DIXIT_SINK_DISPLAY_H
#define DIXIT_SINK_DISPLAY_H

#include "base/buffer.h"

/* end: where the cluster ends. columns: how many it takes as shown. */
typedef struct display_cluster {
  size_t end;
  uint32_t columns;
} display_cluster;

/* The cluster that starts at `at` < text.length. */
display_cluster display_next(dixit_text text, size_t at);
/* Columns of the whole text as shown; counting stops beyond `most`. */
uint32_t display_columns(dixit_text text, uint32_t most);
/* Add the text as shown: tabs as four blanks; control characters, line ends, direction marks and bytes that are not
 * UTF-8 as stand-ins one column wide, so that no text can move the cursor or reorder a line. */
void display_add(buffer *out, dixit_text text);

#endif
