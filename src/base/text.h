/* Spans and slices: small values and their arithmetic. */
#ifndef DIXIT_BASE_TEXT_H
#define DIXIT_BASE_TEXT_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "dixit/dixit.h"

static inline dixit_span span_of(uint32_t start, uint32_t end)
{
  return (dixit_span){start, end};
}

static inline uint32_t span_length(dixit_span span)
{
  return span.end - span.start;
}

static inline bool span_is_empty(dixit_span span)
{
  return span.end <= span.start;
}

static inline bool span_contains(dixit_span outer, dixit_span inner)
{
  return outer.start <= inner.start && inner.end <= outer.end;
}

static inline bool span_overlaps(dixit_span a, dixit_span b)
{
  return a.start < b.end && b.start < a.end;
}

/* The smallest span that holds both; an empty one counts for nothing. */
static inline dixit_span span_join(dixit_span a, dixit_span b)
{
  if (span_is_empty(a))
    return b;
  if (span_is_empty(b))
    return a;
  return span_of(a.start < b.start ? a.start : b.start, a.end > b.end ? a.end : b.end);
}

static inline dixit_text text_of(const char *bytes, size_t length)
{
  return (dixit_text){bytes, length};
}

/* Of a literal or other string ending in NUL. */
static inline dixit_text text_from(const char *string)
{
  return text_of(string, strlen(string));
}

static inline bool text_equal(dixit_text a, dixit_text b)
{
  return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

static inline bool text_is(dixit_text a, const char *string)
{
  return text_equal(a, text_from(string));
}

static inline char ascii_lower(char c)
{
  return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static inline bool ascii_is_digit(char c)
{
  return c >= '0' && c <= '9';
}

static inline bool ascii_is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool ascii_is_blank(char c)
{
  return c == ' ' || c == '\t';
}

static inline bool ascii_is_space(char c)
{
  return ascii_is_blank(c) || c == '\n' || c == '\r';
}

/* The byte at `at`; NUL behind the end. */
static inline char text_byte(dixit_text text, size_t at)
{
  return at < text.length ? text.bytes[at] : '\0';
}

/* Without blanks and control characters at its ends. */
static inline dixit_text text_trimmed(dixit_text text)
{
  while (text.length && (unsigned char)text.bytes[0] <= ' ')
    text = text_of(text.bytes + 1, text.length - 1);
  while (text.length && (unsigned char)text.bytes[text.length - 1] <= ' ')
    text.length--;
  return text;
}

/* Of a hexadecimal digit; -1 when it is none. */
static inline int ascii_hex_value(char c)
{
  if (ascii_is_digit(c))
    return c - '0';
  c = ascii_lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Eight bytes as a number, the first the lowest. */
static inline uint64_t text_eight(const char *bytes)
{
  uint64_t eight;
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  memcpy(&eight, bytes, sizeof eight);
#else
  eight = 0;
  for (int i = 0; i < 8; i++)
    eight |= (uint64_t)(unsigned char)bytes[i] << 8 * i;
#endif
  return eight;
}

/* How many bits are set from the lowest up to the first that is not. */
static inline uint32_t bits_ones(uint64_t bits)
{
#ifdef __GNUC__
  return ~bits ? (uint32_t)__builtin_ctzll(~bits) : 64;
#else
  uint32_t count = 0;
  for (; bits & 1; bits >>= 1)
    count++;
  return count;
#endif
}

/* The place of the lowest bit that is set; there is one. */
static inline uint32_t bits_lowest(uint64_t bits)
{
  return bits_ones(~bits & (bits - 1));
}

/* Equal but for the case of ASCII letters. */
static inline bool text_equal_folded(dixit_text a, dixit_text b)
{
  if (a.length != b.length)
    return false;
  for (size_t i = 0; i < a.length; i++)
    if (ascii_lower(a.bytes[i]) != ascii_lower(b.bytes[i]))
      return false;
  return true;
}

static inline bool text_starts(dixit_text text, const char *start)
{
  size_t length = strlen(start);
  return text.length >= length && memcmp(text.bytes, start, length) == 0;
}

static inline bool text_starts_folded(dixit_text text, const char *start)
{
  size_t length = strlen(start);
  return text.length >= length && text_equal_folded(text_of(text.bytes, length), text_of(start, length));
}

static inline bool text_ends_folded(dixit_text text, const char *end)
{
  size_t length = strlen(end);
  return text.length >= length &&
         text_equal_folded(text_of(text.bytes + text.length - length, length), text_of(end, length));
}

#endif
