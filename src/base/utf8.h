/* UTF-8 with any bytes in it. The only file that knows utf8proc is utf8.c.
 *
 * A byte that starts no valid sequence (RFC 3629, Unicode table 3-7) is a character of its own: UTF8_INVALID, one byte
 * long. So every input has one reading and no input is an error. */
#ifndef DIXIT_BASE_UTF8_H
#define DIXIT_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UTF8_INVALID = 0xFFFD };

/* code: the code point, or UTF8_INVALID. length: 1 to 4 bytes. */
typedef struct utf8_char {
  uint32_t code;
  uint32_t length;
} utf8_char;

typedef enum utf8_class {
  UTF8_OTHER = 0,
  UTF8_LETTER = 1,   /* letters and the marks that combine with them */
  UTF8_UPPER = 2,    /* upper- and title-case letters */
  UTF8_DIGIT = 3,    /* decimal digits */
  UTF8_BLANK = 4,    /* separators and white space */
  UTF8_IGNORED = 5   /* soft hyphen, zero-width joiners, variation selectors, BOM: part of no word, end none */
} utf8_class;

/* The character at bytes[at]; at < length. */
utf8_char utf8_decode(const char *bytes, size_t length, size_t at);
/* As utf8_decode for a byte of 0x80 or over. */
utf8_char utf8_decode_long(const char *bytes, size_t length, size_t at);
/* The start of the character that holds byte `at`. */
size_t utf8_start(const char *bytes, size_t length, size_t at);
/* Write `code` as 1 to 4 bytes (no surrogates, at most 0x10FFFF; anything else as U+FFFD); how many. */
uint32_t utf8_encode(uint32_t code, char out[4]);
utf8_class utf8_classify(uint32_t code);
uint32_t utf8_lower(uint32_t code);
/* The letter without its accents: the first code point of its canonical decomposition. */
uint32_t utf8_base(uint32_t code);
/* The one character that a letter and a combining mark make, or the letter where there is none. */
uint32_t utf8_compose(uint32_t letter, uint32_t mark);
bool utf8_is_lower(uint32_t code);
/* Columns on a terminal: 0, 1 or 2. */
int utf8_width(uint32_t code);
/* May a grapheme cluster end between `left` and `right`? *state is 0 at the text's start (UAX #29). */
bool utf8_grapheme_break(uint32_t left, uint32_t right, int32_t *state);

#endif
