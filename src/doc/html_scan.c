/* By the tokenization rules of the HTML standard (13.2.5), which give every text a reading, with one exception: a tag
 * whose quotation mark is never closed would swallow the rest of the text; it ends at its first ">" instead. A "<"
 * whose tag never ends is text. */
#include "doc/html_scan.h"

static char byte_at(const html_text *self, uint32_t at)
{
  return at < self->text.length ? self->text.bytes[at] : '\0';
}

static bool is_space(char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool starts_with(const html_text *self, uint32_t at, const char *word)
{
  size_t length = strlen(word);
  return self->text.length - at >= length && memcmp(self->text.bytes + at, word, length) == 0;
}

void html_text_init(html_text *self, dixit_text text)
{
  *self = (html_text){text, (uint32_t)text.length, false};
  while (self->no_tag_end && text.bytes[self->no_tag_end - 1] != '>')
    self->no_tag_end--;
}

static uint32_t skip_spaces(const html_text *self, uint32_t at, uint32_t end)
{
  while (at < end && is_space(self->text.bytes[at]))
    at++;
  return at;
}

/* One attribute of a tag; the byte after it. `quotes`: quotation marks hold values together. DIXIT_NONE: the mark at
 * its value is not closed before `end`. */
static uint32_t scan_attribute(const html_text *self, uint32_t at, uint32_t end, dixit_span *name, dixit_span *value)
{
  uint32_t first = at++; /* a "=" may start a name */
  while (at < end && !is_space(self->text.bytes[at]) && self->text.bytes[at] != '=' && self->text.bytes[at] != '>' &&
         self->text.bytes[at] != '/')
    at++;
  *name = span_of(first, at);
  *value = span_of(at, at);
  uint32_t sign = skip_spaces(self, at, end);
  if (sign >= end || self->text.bytes[sign] != '=')
    return at;
  at = skip_spaces(self, sign + 1, end);
  char mark = at < end ? self->text.bytes[at] : '\0';
  if ((mark == '"' || mark == '\'') && !self->torn) {
    const char *close = memchr(self->text.bytes + at + 1, mark, end - at - 1);
    if (!close)
      return DIXIT_NONE;
    *value = span_of(at + 1, (uint32_t)(close - self->text.bytes));
    return value->end + 1;
  }
  first = at;
  while (at < end && !is_space(self->text.bytes[at]) && self->text.bytes[at] != '>')
    at++;
  *value = span_of(first, at);
  return at;
}

/* Past blanks and slashes between attributes. */
static uint32_t skip_between(const html_text *self, uint32_t at, uint32_t end)
{
  while (at < end && (is_space(self->text.bytes[at]) || self->text.bytes[at] == '/'))
    at++;
  return at;
}

/* The ">" of the tag whose attributes start at `at`, or DIXIT_NONE. */
static uint32_t find_close(const html_text *self, uint32_t at)
{
  uint32_t end = self->no_tag_end;
  dixit_span name, value;
  while ((at = skip_between(self, at, end)) < end) {
    if (self->text.bytes[at] == '>')
      return at;
    at = scan_attribute(self, at, end, &name, &value);
    if (at == DIXIT_NONE)
      break;
  }
  return DIXIT_NONE;
}

bool html_scan_tag(html_text *self, uint32_t at, html_tag *tag)
{
  tag->closing = byte_at(self, at + 1) == '/';
  uint32_t first = at + 1 + tag->closing, last = first;
  if (!ascii_is_letter(byte_at(self, first)) || first >= self->no_tag_end)
    return false;
  while (last < self->no_tag_end && !is_space(self->text.bytes[last]) && self->text.bytes[last] != '/' &&
         self->text.bytes[last] != '>')
    last++;
  tag->name = span_of(first, last);
  tag->attributes = last;
  uint32_t close = find_close(self, last);
  if (close == DIXIT_NONE && !self->torn) { /* once in a text: what was read ahead is read again */
    self->torn = true;
    close = find_close(self, last);
  }
  tag->end = close + 1;
  return close != DIXIT_NONE;
}

uint32_t html_skip_comment(const html_text *self, uint32_t at)
{
  uint32_t end = (uint32_t)self->text.length;
  char next = byte_at(self, at + 1);
  if (starts_with(self, at, "<!-->") || starts_with(self, at, "<!--->"))
    return at + (byte_at(self, at + 4) == '>' ? 5 : 6);
  if (starts_with(self, at, "<!--")) {
    for (uint32_t i = at + 4; i + 2 < end; i++) {
      const char *dash = memchr(self->text.bytes + i, '-', end - i);
      if (!dash)
        return end;
      i = (uint32_t)(dash - self->text.bytes);
      if (starts_with(self, i, "-->"))
        return i + 3;
      if (starts_with(self, i, "--!>"))
        return i + 4;
    }
    return end;
  }
  if (next != '!' && next != '?' && (next != '/' || ascii_is_letter(byte_at(self, at + 2))))
    return 0;
  const char *close = memchr(self->text.bytes + at, '>', end - at);
  return close ? (uint32_t)(close - self->text.bytes) + 1 : end;
}

uint32_t html_find_end(const html_text *self, uint32_t at, dixit_text name)
{
  uint32_t end = (uint32_t)self->text.length;
  for (const char *open; at < end && (open = memchr(self->text.bytes + at, '<', end - at)) != NULL; at++) {
    at = (uint32_t)(open - self->text.bytes);
    uint32_t last = at + 2 + (uint32_t)name.length;
    if (last > end || byte_at(self, at + 1) != '/' || !text_equal_folded(text_of(open + 2, name.length), name))
      continue;
    if (last == end || is_space(self->text.bytes[last]) || self->text.bytes[last] == '/' ||
        self->text.bytes[last] == '>')
      return at;
  }
  return end;
}

/* ---- attributes ---- */

bool html_attribute(const html_text *self, const html_tag *tag, const char *name, dixit_span *value)
{
  uint32_t at = tag->attributes, end = tag->end - 1;
  dixit_span found;
  while ((at = skip_between(self, at, end)) < end) {
    at = scan_attribute(self, at, end, &found, value);
    if (at == DIXIT_NONE)
      return false;
    if (text_equal_folded(text_of(self->text.bytes + found.start, span_length(found)), text_from(name)))
      return true;
  }
  return false;
}

bool html_attribute_is(const html_text *self, const html_tag *tag, const char *name, const char *value)
{
  dixit_span found;
  return html_attribute(self, tag, name, &found) &&
         text_equal_folded(text_of(self->text.bytes + found.start, span_length(found)), text_from(value));
}

bool html_attribute_has(const html_text *self, const html_tag *tag, const char *name, const char *word)
{
  dixit_span found;
  if (!html_attribute(self, tag, name, &found))
    return false;
  for (uint32_t at = found.start; at < found.end; at++) {
    uint32_t first = at;
    while (at < found.end && !is_space(self->text.bytes[at]))
      at++;
    if (text_equal_folded(text_of(self->text.bytes + first, at - first), text_from(word)))
      return true;
  }
  return false;
}
