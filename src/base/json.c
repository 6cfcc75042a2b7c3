/* JSON strings. Commas (json.h) need no state: what was written last tells whether one is due. */
#include "base/json.h"

#include "base/utf8.h"

static void escape(buffer *out, unsigned char c)
{
  if (c == '\n') {
    buffer_add_string(out, "\\n");
  } else if (c == '"' || c == '\\') {
    buffer_add_char(out, '\\');
    buffer_add_char(out, (char)c);
  } else {
    buffer_add_format(out, "\\u%04x", c);
  }
}

/* In each byte of a word: the highest bit, where the byte is below n (1 to 128); bytes of 0x80 and over may be wrong. */
#define BYTES(n) (UINT64_C(0x0101010101010101) * (n))
#define BYTES_BELOW(word, n) (((word) - BYTES(n)) & ~(word) & BYTES(0x80))

/* Eight bytes that stand for themselves: ASCII, no control character, quotation mark or backslash. */
static bool are_plain(const char *bytes)
{
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  uint64_t special = BYTES_BELOW(word, 0x20) | BYTES_BELOW(word ^ BYTES('"'), 1) | BYTES_BELOW(word ^ BYTES('\\'), 1);
  return ((word & BYTES(0x80)) | special) == 0;
}

static size_t skip_plain(dixit_text text, size_t at)
{
  while (at + 8 <= text.length && are_plain(text.bytes + at))
    at += 8;
  return at;
}

void json_characters(buffer *out, dixit_text text)
{
  size_t from = 0, at = skip_plain(text, 0);
  while (at < text.length) {
    unsigned char c = (unsigned char)text.bytes[at];
    if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
      at++;
      continue;
    }
    if (c >= 0x80) {
      utf8_char character = utf8_decode_long(text.bytes, text.length, at);
      if (character.length > 1) {
        at = skip_plain(text, at + character.length);
        continue;
      }
    }
    buffer_add(out, text.bytes + from, at - from);
    if (c >= 0x80)
      buffer_add_string(out, "\xEF\xBF\xBD");
    else
      escape(out, c);
    from = ++at;
    at = skip_plain(text, at);
  }
  buffer_add(out, text.bytes + from, at - from);
}

void json_text(buffer *out, dixit_text text)
{
  buffer_add_char(out, '"');
  json_characters(out, text);
  buffer_add_char(out, '"');
}
