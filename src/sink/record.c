/* Records of a dump, part by part. */
#include "sink/record.h"

#include "base/utf8.h"

enum { SHORT_TEXT = 60 };

/* Characters that would break a line or not be seen: controls and Unicode's own line ends. */
static bool is_unprintable(uint32_t code)
{
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029;
}

static void escape(buffer *out, const char *bytes, utf8_char c)
{
  static const char letters[] = "abtnvfr"; /* of 0x07 to 0x0D */
  if (c.code == '\\')
    buffer_add_string(out, "\\\\");
  else if (c.length == 1 && c.code >= 0x07 && c.code <= 0x0D)
    buffer_add_format(out, "\\%c", letters[c.code - 0x07]);
  else if (c.length == 1)
    buffer_add_format(out, "\\x%02x", (unsigned char)*bytes);
  else
    buffer_add_format(out, "\\u%04x", (unsigned)c.code);
}

void record_escaped(buffer *out, dixit_text text)
{
  for (size_t at = 0; at < text.length;) {
    utf8_char c = utf8_decode(text.bytes, text.length, at);
    bool invalid = c.code == UTF8_INVALID && c.length == 1;
    if (invalid || c.code == '\\' || is_unprintable(c.code))
      escape(out, text.bytes + at, c);
    else
      buffer_add(out, text.bytes + at, c.length);
    at += c.length;
  }
}

void record_text(buffer *out, dixit_text text)
{
  buffer_add_string(out, " \"");
  record_escaped(out, text);
  buffer_add_char(out, '"');
}

void record_short_text(buffer *out, dixit_text text)
{
  bool cut = text.length > SHORT_TEXT;
  buffer_add_string(out, " \"");
  record_escaped(out, cut ? text_of(text.bytes, utf8_start(text.bytes, text.length, SHORT_TEXT)) : text);
  buffer_add_string(out, cut ? "…\"" : "\"");
}

void record_word(buffer *out, const char *word)
{
  buffer_add_char(out, ' ');
  buffer_add_string(out, word);
}

void record_span(buffer *out, dixit_span span)
{
  buffer_add_char(out, ' ');
  buffer_add_number(out, span.start);
  buffer_add_char(out, '-');
  buffer_add_number(out, span.end);
}

void record_property(buffer *out, const char *name, uint32_t value)
{
  record_word(out, name);
  buffer_add_char(out, '=');
  buffer_add_number(out, value);
}

void record_link(buffer *out, const char *name, uint32_t index)
{
  if (index == DIXIT_NONE)
    return;
  record_word(out, name);
  buffer_add_string(out, "=#");
  buffer_add_number(out, index);
}

void record_flags(buffer *out, uint32_t flags, const char *const *names, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (flags >> i & 1)
      record_word(out, names[i]);
}

void record_begin(buffer *out, const char *word, uint32_t index, dixit_span span)
{
  buffer_add_string(out, word);
  buffer_add_string(out, " #");
  buffer_add_number(out, index);
  record_span(out, span);
}

void record_begin_unnumbered(buffer *out, const char *word, dixit_span span)
{
  buffer_add_string(out, word);
  record_span(out, span);
}

void record_end(buffer *out)
{
  buffer_add_char(out, '\n');
}
