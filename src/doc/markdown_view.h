/* The words of one block as one flat text: container prefixes, indentation and the forms of line ends are gone, lines
 * end with "\n". Every byte of it maps back to the source.
 *
 * Where the lines already stand so in the source, no byte is copied. */
#ifndef DIXIT_DOC_MARKDOWN_VIEW_H
#define DIXIT_DOC_MARKDOWN_VIEW_H

#include "base/memory.h"
#include "base/text.h"

/* lines: where each line's words stand in the source. starts: where each begins in `text`; NULL when nothing was
 * copied. line: where the last look-up was. */
typedef struct md_view {
  dixit_text text;
  const dixit_span *lines;
  uint32_t line_count;
  uint32_t line;
  uint32_t *starts;
  uint32_t start_capacity;
  char *buffer;
  uint32_t buffer_capacity;
} md_view;

/* Show `count` lines of `source`; `lines` must stay where they are. What was shown before is gone. False when there is
 * no memory. */
bool md_view_open(md_view *self, arena *scratch, const char *source, const dixit_span *lines, uint32_t count);
/* The source byte of view byte `at`; at the view's end: the end of the last line. */
uint32_t md_view_source(md_view *self, uint32_t at);
/* The source span of a view span that does not end with a line end. */
dixit_span md_view_span(md_view *self, uint32_t start, uint32_t end);

#endif
