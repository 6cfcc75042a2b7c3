/* TeX's rules for what is a comment, a blank and a paragraph's end. Braces are paired once, with a stack, so that no
 * argument is searched for twice. An option with a bracket inside outside of braces is taken for none, so that a row of
 * brackets is not searched again and again. */
#include "doc/latex_scan.h"

enum { OPTION_LIMIT = 2000 };

static uint32_t line_end(const latex_text *self, uint32_t at)
{
  const char *feed = at < self->length ? memchr(self->bytes + at, '\n', self->length - at) : NULL;
  return feed ? (uint32_t)(feed - self->bytes) : self->length;
}

/* The stack is threaded through the braces still open: `close` holds the one below. */
void latex_text_init(latex_text *self, const dixit_doc *doc, arena *scratch)
{
  uint32_t top = DIXIT_NONE;
  *self = (latex_text){.bytes = doc->text, .length = doc->length};
  for (uint32_t at = 0; at < doc->length && !scratch->failed; at++) {
    char c = doc->text[at];
    if (c == '\\') {
      at++;
    } else if (c == '%') {
      at = line_end(self, at);
    } else if (c == '{') {
      latex_brace *brace = ARRAY_ADD(scratch, self->braces);
      if (!brace)
        return;
      *brace = (latex_brace){at, top};
      top = self->braces.count - 1;
    } else if (c == '}' && top != DIXIT_NONE) {
      uint32_t below = self->braces.items[top].close;
      self->braces.items[top].close = at;
      top = below;
    }
  }
  while (top != DIXIT_NONE) {
    uint32_t below = self->braces.items[top].close;
    self->braces.items[top].close = DIXIT_NONE;
    top = below;
  }
}

uint32_t latex_close(const latex_text *self, uint32_t open)
{
  uint32_t low = 0, high = self->braces.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (self->braces.items[middle].open < open)
      low = middle + 1;
    else
      high = middle;
  }
  return low < self->braces.count && self->braces.items[low].open == open ? self->braces.items[low].close : DIXIT_NONE;
}

static bool is_space(char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

bool latex_is_paragraph_end(const latex_text *self, uint32_t at)
{
  for (at++; at < self->length && is_space(self->bytes[at]); at++)
    ;
  return at >= self->length || self->bytes[at] == '\n';
}

uint32_t latex_skip_comment(const latex_text *self, uint32_t at)
{
  at = line_end(self, at);
  if (at >= self->length || latex_is_paragraph_end(self, at))
    return at;
  for (at++; at < self->length && is_space(self->bytes[at]); at++)
    ;
  return at;
}

uint32_t latex_skip_blanks(const latex_text *self, uint32_t at)
{
  while (at < self->length) {
    char c = self->bytes[at];
    if (is_space(c))
      at++;
    else if (c == '%')
      at = latex_skip_comment(self, at);
    else if (c == '\n' && !latex_is_paragraph_end(self, at))
      at++;
    else
      break;
    if (at < self->length && self->bytes[at] == '\n' && latex_is_paragraph_end(self, at))
      break;
  }
  return at;
}

uint32_t latex_skip_option(const latex_text *self, uint32_t at, dixit_span *inside)
{
  uint32_t depth = 0, first = at + 1;
  *inside = span_of(at, at);
  if (at >= self->length || self->bytes[at] != '[')
    return at;
  for (uint32_t i = first; i < self->length && i - first < OPTION_LIMIT; i++) {
    char c = self->bytes[i];
    if (c == '\\')
      i++;
    else if (c == '{')
      depth++;
    else if ((c == '}' && depth-- == 0) || (c == '[' && depth == 0))
      return at;
    else if (c == '\n' && latex_is_paragraph_end(self, i))
      return at;
    else if (c == ']' && depth == 0) {
      *inside = span_of(first, i);
      return i + 1;
    }
  }
  return at;
}

uint32_t latex_skip_argument(const latex_text *self, uint32_t at, dixit_span *inside)
{
  uint32_t open = latex_skip_blanks(self, at);
  *inside = span_of(at, at);
  if (open >= self->length || self->bytes[open] != '{')
    return at;
  uint32_t close = latex_close(self, open);
  if (close == DIXIT_NONE)
    return at;
  *inside = span_of(open + 1, close);
  return close + 1;
}

uint32_t latex_skip_name(const latex_text *self, uint32_t at)
{
  uint32_t first = at;
  while (at < self->length && (ascii_is_letter(self->bytes[at]) || self->bytes[at] == '@'))
    at++;
  return at == first && at < self->length ? at + 1 : at;
}

uint32_t latex_find_end(const latex_text *self, uint32_t at, dixit_text name, uint32_t *start)
{
  static const char end[] = "\\end{";
  while (at < self->length) {
    const char *found = memchr(self->bytes + at, '\\', self->length - at);
    if (!found)
      return 0;
    at = (uint32_t)(found - self->bytes);
    uint32_t after = at + (uint32_t)(sizeof end - 1) + (uint32_t)name.length;
    if (after < self->length && memcmp(found, end, sizeof end - 1) == 0 && self->bytes[after] == '}' &&
        memcmp(found + sizeof end - 1, name.bytes, name.length) == 0) {
      *start = at;
      return after + 1;
    }
    at++;
  }
  return 0;
}
