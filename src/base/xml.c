/* XML out. Line ends and tabs are written by number: a reader of attribute values would turn them into blanks (XML 1.0,
 * 3.3.3). */
#include "base/xml.h"

#include "base/utf8.h"

/* What a character of one byte is written as, or NULL when it is written itself. */
static const char *plain_entity(unsigned char c)
{
  switch (c) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '"':
    return "&quot;";
  case '\'':
    return "&#39;";
  case '\t':
    return "&#9;";
  case '\n':
    return "&#10;";
  case '\r':
    return "&#13;";
  default:
    return c < 0x20 || c == 0x7F ? "\xEF\xBF\xBD" : NULL;
  }
}

static bool is_character(utf8_char c)
{
  bool is_control = c.code >= 0x80 && c.code < 0xA0; /* allowed by XML, an error in HTML */
  return c.length > 1 && !is_control && c.code != 0xFFFE && c.code != 0xFFFF;
}

void xml_text(buffer *out, dixit_text text)
{
  size_t from = 0;
  for (size_t at = 0; at < text.length;) {
    utf8_char c = utf8_decode(text.bytes, text.length, at);
    const char *entity = NULL;
    if (c.code < 0x80)
      entity = plain_entity((unsigned char)c.code);
    else if (!is_character(c))
      entity = "\xEF\xBF\xBD";
    if (entity) {
      buffer_add(out, text.bytes + from, at - from);
      buffer_add_string(out, entity);
      from = at + c.length;
    }
    at += c.length;
  }
  buffer_add(out, text.bytes + from, text.length - from);
}

void xml_string(buffer *out, const char *string)
{
  xml_text(out, text_from(string));
}
