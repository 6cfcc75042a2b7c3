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

void json_characters(buffer *out, dixit_text text)
{
  size_t from = 0, at = 0;
  while (at < text.length) {
    unsigned char c = (unsigned char)text.bytes[at];
    if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
      at++;
      continue;
    }
    if (c >= 0x80) {
      utf8_char character = utf8_decode_long(text.bytes, text.length, at);
      if (character.length > 1) {
        at += character.length;
        continue;
      }
    }
    buffer_add(out, text.bytes + from, at - from);
    if (c >= 0x80)
      buffer_add_string(out, "\xEF\xBF\xBD");
    else
      escape(out, c);
    from = ++at;
  }
  buffer_add(out, text.bytes + from, at - from);
}

void json_text(buffer *out, dixit_text text)
{
  buffer_add_char(out, '"');
  json_characters(out, text);
  buffer_add_char(out, '"');
}
