/* What a line of AsciiDoc can begin. */
#ifndef DIXIT_DOC_ASCIIDOC_SCAN_H
#define DIXIT_DOC_ASCIIDOC_SCAN_H

#include "doc/outline.h"

enum { FENCE_LEAST = 4 };

typedef enum asciidoc_fence { FENCE_NONE, FENCE_CODE, FENCE_MATH, FENCE_SKIP, FENCE_QUOTE, FENCE_OPEN } asciidoc_fence;

/* How many of `sign` the line starts with. */
uint32_t asciidoc_count(const outline *self, dixit_span line, char sign);
/* A line of one sign, or "--", or "```" with a language. */
asciidoc_fence asciidoc_scan_fence(const outline *self, dixit_span line);
/* What tells a fence from others: its sign and length. Never the tag of a list. */
uint32_t asciidoc_fence_tag(const outline *self, dixit_span line);
bool asciidoc_is_fence_tag(uint32_t tag);
/* An item's marker: the tag of its list, or 0. *words: where its words start. */
uint32_t asciidoc_scan_marker(const outline *self, dixit_span line, uint32_t *words);
/* "term:: words", "term;; words": where the term ends; 0 when it is none. *words: where the words start. */
uint32_t asciidoc_scan_term(const outline *self, dixit_span line, uint32_t *words);
bool asciidoc_starts_word(const outline *self, dixit_span line);
/* "ifdef::", "endif::" ...: where the words of a condition that stands on one line begin, else the line's end; 0 when
 * it is none. */
uint32_t asciidoc_scan_condition(const outline *self, dixit_span line);
/* "NOTE: " and the like at `start` are no words of the paragraph: where those start. */
uint32_t asciidoc_skip_label(const outline *self, dixit_span line, uint32_t start);
/* Before the bar of a table may stand how its cell looks: "2+", "a", ".3+^.>s". Where that starts, or `bar`. */
uint32_t asciidoc_skip_cell_look(const outline *self, uint32_t first, uint32_t bar);

#endif
