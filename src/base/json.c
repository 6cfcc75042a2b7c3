/* JSON strings, out and in. Commas (json.h) need no state: what was written last tells whether one is due. */
#include "base/json.h"

#include "base/text.h"
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

/* In each byte of a word: the highest bit, where the byte is below n (1 to 128); bytes of 0x80 and over may be
 * wrong. */
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

/* Past the characters from `at` on that stand for themselves. */
static size_t skip_plain(dixit_text text, size_t at)
{
  while (at + 8 <= text.length && are_plain(text.bytes + at))
    at += 8;
  if (text.length >= 8 && at + 8 > text.length && are_plain(text.bytes + text.length - 8))
    return text.length;
  while (at < text.length) {
    unsigned char c = (unsigned char)text.bytes[at];
    if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\')
      break;
    at++;
  }
  return at;
}

void json_characters(buffer *out, dixit_text text)
{
  size_t from = 0;
  for (size_t at = skip_plain(text, 0); at < text.length; at = skip_plain(text, at)) {
    unsigned char c = (unsigned char)text.bytes[at];
    size_t length = c < 0x80 ? 1 : utf8_decode_long(text.bytes, text.length, at).length;
    if (length > 1) {
      at += length;
      continue;
    }
    buffer_add(out, text.bytes + from, at - from);
    if (c >= 0x80)
      buffer_add_string(out, "\xEF\xBF\xBD");
    else
      escape(out, c);
    from = ++at;
  }
  buffer_add(out, text.bytes + from, text.length - from);
}

void json_text(buffer *out, dixit_text text)
{
  buffer_add_char(out, '"');
  json_characters(out, text);
  buffer_add_char(out, '"');
}

/* ---- reading ---- */

/* The four digits behind "\u" at `at`; false when there are none. */
static bool read_unit(const char *bytes, size_t length, size_t at, uint32_t *unit)
{
  *unit = 0;
  if (length - at < 6 || bytes[at] != '\\' || bytes[at + 1] != 'u')
    return false;
  for (size_t i = at + 2; i < at + 6; i++) {
    if (ascii_hex_value(bytes[i]) < 0)
      return false;
    *unit = *unit << 4 | (uint32_t)ascii_hex_value(bytes[i]);
  }
  return true;
}

/* The character of the escape at `at`, which is *taken bytes long. */
static uint32_t read_escape(const char *bytes, size_t length, size_t at, size_t *taken)
{
  static const char names[] = "bfnrt", meant[] = "\b\f\n\r\t";
  uint32_t high, low;
  *taken = 2;
  if (read_unit(bytes, length, at, &high)) {
    *taken = 6;
    if (high >> 10 != 0xD800 >> 10 || !read_unit(bytes, length, at + 6, &low) || low >> 10 != 0xDC00 >> 10)
      return high;
    *taken = 12;
    return 0x10000 + ((high & 0x3FF) << 10 | (low & 0x3FF));
  }
  const char *name = bytes[at + 1] ? strchr(names, bytes[at + 1]) : NULL;
  return name ? (unsigned char)meant[name - names] : (unsigned char)bytes[at + 1];
}

size_t json_unescape(char *bytes, size_t length)
{
  char *out = bytes;
  for (size_t at = 0, taken; at < length; at += taken) {
    taken = 1;
    if (bytes[at] != '\\' || at + 1 == length || (unsigned char)bytes[at + 1] >= 0x80) {
      *out++ = bytes[at];
      continue;
    }
    out += utf8_encode(read_escape(bytes, length, at, &taken), out);
  }
  return (size_t)(out - bytes);
}
