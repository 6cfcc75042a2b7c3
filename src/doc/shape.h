/* What the shape of a line of plain text says: title, byline, date, list marker, dateline, rule.
 *
 * Every question is about a text without blanks at its ends (shape_trim) and is answered from letters, signs and a few
 * words; nothing here knows the lines around it, so the answers are "may be", and the reader decides. */
#ifndef DIXIT_DOC_SHAPE_H
#define DIXIT_DOC_SHAPE_H

#include "base/text.h"

/* Widths are counted no further. */
enum { SHAPE_WIDEST = 255 };

/* What the last sign is, closing marks, brackets and citation numbers taken away. */
typedef enum shape_end {
  SHAPE_OPEN = 0,  /* a word: the sentence may go on */
  SHAPE_STOP = 1,  /* . or ... */
  SHAPE_CALL = 2,  /* ? or ! */
  SHAPE_COLON = 3,
  SHAPE_COMMA = 4  /* a comma, semicolon or dash */
} shape_end;

/* sign: the code point of a bullet, or '.' or ')' behind a number; 0 when there is no marker. number: of a numbered
 * item. length: bytes up to the item's words. */
typedef struct shape_marker {
  uint32_t sign;
  uint32_t number;
  uint32_t length;
} shape_marker;

/* The part of `span` of `bytes` without blanks at its ends (white space, no-break spaces, byte order marks). */
dixit_span shape_trim(const char *bytes, dixit_span span);
/* Characters, at most SHAPE_WIDEST. */
uint32_t shape_width(dixit_text line);
/* Has it more characters than `width`, which is less than SHAPE_WIDEST? */
bool shape_is_wider(dixit_text line, uint32_t width);
shape_end shape_ending(dixit_text line);
/* Does it start in the middle of a sentence: with a lower-case letter? */
bool shape_starts_lower(dixit_text line);
/* Three or more of one sign and nothing else: "---", "* * *". */
bool shape_is_rule(dixit_text line);
/* "- words", "* words", "3. words", "3) words" and bullets. */
shape_marker shape_find_marker(dixit_text line);
/* A date, perhaps with a time and "Updated": nothing else. */
bool shape_is_date(dixit_text line);
/* "By Ann Lee and Tom Roe, The Daily Example". */
bool shape_is_byline(dixit_text line);
/* Names alone: "Ann Lee Staff". A title may look like this too. */
bool shape_is_names(dixit_text line);
bool shape_may_be_title(dixit_text line);
bool shape_may_be_heading(dixit_text line);
/* Bytes of the dateline a paragraph starts with, dash and blanks included: "ROME, May 3 (XYZ) - "; or 0. */
uint32_t shape_dateline(dixit_text paragraph);

#endif
