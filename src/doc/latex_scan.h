/* Where things of LaTeX end: braces, arguments, comments. */
#ifndef DIXIT_DOC_LATEX_SCAN_H
#define DIXIT_DOC_LATEX_SCAN_H

#include "doc/document.h"

/* A brace and its partner. */
typedef struct latex_brace {
  uint32_t open;
  uint32_t close;
} latex_brace;

/* The text, and all its pairs of braces, by where they open. */
typedef struct latex_text {
  const char *bytes;
  uint32_t length;
  ARRAY(latex_brace) braces;
} latex_text;

/* Pair the braces; escaped ones and those in comments count for nothing. Cost: linear. */
void latex_text_init(latex_text *self, const dixit_doc *doc, arena *scratch);
/* The "}" of the "{" at `open`, or DIXIT_NONE. Cost: logarithmic. */
uint32_t latex_close(const latex_text *self, uint32_t open);
/* Past blanks, comments and at most one line end. */
uint32_t latex_skip_blanks(const latex_text *self, uint32_t at);
/* Past the "[...]" at `at`, and what is in it; `at` itself when there is none. */
uint32_t latex_skip_option(const latex_text *self, uint32_t at, dixit_span *inside);
/* Past the "{...}" behind blanks, and what is in it; `at` itself when there is none. */
uint32_t latex_skip_argument(const latex_text *self, uint32_t at, dixit_span *inside);
/* Past a command's name behind its backslash: letters, or one other character. */
uint32_t latex_skip_name(const latex_text *self, uint32_t at);
/* Past the comment at `at`, its line end and the next line's indentation; to the line end where a blank line
 * follows. */
uint32_t latex_skip_comment(const latex_text *self, uint32_t at);
/* Is the line after the line end at `at` blank? */
bool latex_is_paragraph_end(const latex_text *self, uint32_t at);
/* The byte after the next "\end{name}" from `at` on; 0 when there is none. *start is where it starts. */
uint32_t latex_find_end(const latex_text *self, uint32_t at, dixit_text name, uint32_t *start);

#endif
