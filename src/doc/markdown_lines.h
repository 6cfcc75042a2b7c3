/* What may start a line of Markdown: each function looks at the line from its first non-blank byte. */
#ifndef DIXIT_DOC_MARKDOWN_LINES_H
#define DIXIT_DOC_MARKDOWN_LINES_H

#include "base/text.h"

/* A place in a line, in bytes and in columns: tabs reach to the next multiple of four, and part of one may be used
 * up. */
typedef struct line_cursor {
  const char *text;
  uint32_t at;
  uint32_t column;
  uint32_t end;     /* of the line, its line end not included */
} line_cursor;

/* How many columns of blanks follow; *first is the byte after them. */
uint32_t line_indent(const line_cursor *self, uint32_t *first);
/* Past `columns` columns of blanks, as far as there are any. */
void line_advance(line_cursor *self, uint32_t columns);

/* "***", "- - -": a thematic break. */
bool line_is_rule(const char *text, uint32_t at, uint32_t end);
/* "### words ###": where its words stand, and its level; 0 when it is none. */
uint8_t line_heading(const char *text, uint32_t at, uint32_t end, dixit_span *words);
/* The end of a heading's words before "{#id .class}" and blanks. */
uint32_t line_without_attributes(const char *text, uint32_t at, uint32_t end);
/* "===" or "---": 1, 2 or 0. */
uint8_t line_underline(const char *text, uint32_t at, uint32_t end);
/* "```" or "~~~", with whatever follows: how many marks, 0 when it opens none. */
uint32_t line_fence(const char *text, uint32_t at, uint32_t end);
/* Does the line close a fence of `count` marks like `mark`? */
bool line_closes_fence(const char *text, uint32_t at, uint32_t end, char mark, uint32_t count);

/* What an HTML block is (CommonMark 4.6, 1 to 7; 8: a template block that holds code), or 0. */
uint8_t line_html(const char *text, uint32_t at, uint32_t end);
/* Does the line end an HTML block of a kind other than 6 and 7, which a blank line ends? */
bool line_ends_html(const char *text, uint32_t at, uint32_t end, uint8_t kind);

/* A list marker. mark: "-", "+", "*", or the sign after the number. number: 1 for bullets. */
typedef struct line_marker {
  uint32_t end;
  uint32_t number;
  char mark;
} line_marker;
bool line_list_marker(const char *text, uint32_t at, uint32_t end, line_marker *marker);

/* "[^label]:": the byte after it, or 0. */
uint32_t line_footnote(const char *text, uint32_t at, uint32_t end, dixit_span *label);
/* A line that is only for programs: ":::" with its attributes, "{: .class}", "(target)=", "\newpage". */
bool line_is_markup(const char *text, uint32_t at, uint32_t end);
/* "[!NOTE]" of an alert: the byte after it, or 0. */
uint32_t line_alert(const char *text, uint32_t at, uint32_t end);
/* "--- | :-:": how many columns a table has by its second line; 0 when it is none. */
uint32_t line_table_columns(const char *text, uint32_t at, uint32_t end);

/* YAML between "---" and "---" or "...", TOML between "+++": where it starts, and the end of its last line or 0. A byte
 * order mark and comments may stand before it. */
uint32_t front_matter_end(dixit_text text, uint32_t *start);

#endif
