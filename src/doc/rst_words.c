/* Inline markup by the rules of reStructuredText ("Inline markup recognition rules"): what starts stands behind a blank
 * or an opening sign, what ends before a blank or a closing one. Text with markup inside markup, which the standard
 * does not have, is read as it looks. Roles are in rst_names.c. */
#include "doc/rst_words.h"

#include "doc/markdown_scan.h"
#include "doc/rst_names.h"

enum { NAME_LIMIT = 80 };

/* The signs that end markup, a bit of `absent` each. */
typedef enum end_sign { END_EMPHASIS, END_STRONG, END_LITERAL, END_TEXT, END_SUBSTITUTION } end_sign;

static const char *const end_signs[] = {"*", "**", "``", "`", "|"};

/* The words being read. absent: signs that end nothing from here on. */
typedef struct frame {
  outline *base;
  const char *text;
  uint32_t start;
  uint32_t end;
  uint32_t absent;
} frame;

static char byte_at(const frame *self, uint32_t at)
{
  return at < self->end ? self->text[at] : '\0';
}

static bool may_start(const frame *self, uint32_t at, uint32_t length)
{
  if (outline_is_gap(byte_at(self, at + length)))
    return false;
  if (at == self->start || outline_is_gap(self->text[at - 1]))
    return true;
  char before = self->text[at - 1], after = byte_at(self, at + length);
  const char *open = strchr("'\"<([{", before), *close = open ? &"'\">)]}"[open - "'\"<([{"] : NULL;
  if (close && *close == after) /* "*" between quotation marks is itself */
    return false;
  return open || before == '-' || before == '/' || before == ':' ||
         (at >= self->start + 3 && scan_is_typographic(self->text, at - 3, self->end));
}

static bool may_end(const frame *self, uint32_t after)
{
  char c = byte_at(self, after);
  return outline_is_gap(c) || scan_is_one_of(c, "'\")]}>-/\\:.,;!?_") ||
         scan_is_typographic(self->text, after, self->end);
}

/* Where the sign stands that ends what starts before `at`; DIXIT_NONE when there is none. */
static uint32_t find_end(frame *self, uint32_t at, end_sign sign)
{
  size_t length = strlen(end_signs[sign]);
  if (self->absent >> sign & 1)
    return DIXIT_NONE;
  for (uint32_t i = at + 1; i + length <= self->end; i++) {
    const char *found = memchr(self->text + i, end_signs[sign][0], self->end - i);
    if (!found)
      break;
    i = (uint32_t)(found - self->text);
    bool escaped = sign != END_LITERAL && self->text[i - 1] == '\\';
    if (i + length <= self->end && memcmp(found, end_signs[sign], length) == 0 && !escaped &&
        !outline_is_gap(self->text[i - 1]) && may_end(self, i + (uint32_t)length))
      return i;
  }
  self->absent |= UINT32_C(1) << sign;
  return DIXIT_NONE;
}

/* ---- roles and references ---- */

/* "words <target>": the words, and *target; all are words when there is none. */
static dixit_span split_target(const frame *self, dixit_span inner, dixit_span *target)
{
  uint32_t at = inner.end;
  *target = span_of(inner.end, inner.end);
  if (inner.end == inner.start || self->text[inner.end - 1] != '>')
    return inner;
  while (at > inner.start && self->text[at - 1] != '<')
    at--;
  if (at == inner.start)
    return inner;
  *target = span_of(at, inner.end - 1);
  uint32_t last = at - 1;
  while (last > inner.start && outline_is_gap(self->text[last - 1]))
    last--;
  return span_of(inner.start, last);
}

static void read_role(frame *self, dixit_text role, dixit_span span, dixit_span inner)
{
  dixit_span target, words = inner;
  uint8_t kind = rst_role_find(role);
  uint32_t first = self->base->doc->citations.count;
  switch (kind) {
  case RST_PLAIN: outline_inside(self->base, split_target(self, inner, &target), 0); return;
  case RST_EMPHASIS: outline_inside(self->base, inner, DIXIT_RUN_EMPHASIS); return;
  case RST_STRONG: outline_inside(self->base, inner, DIXIT_RUN_STRONG); return;
  case RST_CITE:
  case RST_CITE_IN_TEXT:
    outline_keys(self->base, span, inner, ',');
    for (; kind == RST_CITE_IN_TEXT && first < self->base->doc->citations.count; first++)
      self->base->doc->citations.items[first].flags |= DIXIT_CITATION_IN_TEXT;
    return;
  default: words = split_target(self, inner, &target);
  }
  if (kind == RST_TITLE && !span_is_empty(target) && !span_is_empty(words))
    outline_inside(self->base, words, 0);
  else
    prose_opaque(&self->base->out, span.start, span.end);
}

static bool is_role_byte(char c)
{
  return ascii_is_letter(c) || ascii_is_digit(c) || scan_is_one_of(c, "-_+.:");
}

/* ":role:" at `at`: the byte after it, or 0. */
static uint32_t scan_role(const frame *self, uint32_t at, dixit_span *role)
{
  uint32_t end = at + 1;
  while (end < self->end && end - at < NAME_LIMIT && is_role_byte(self->text[end]))
    end++;
  *role = span_of(at + 1, end - 1);
  return end > at + 2 && self->text[end - 1] == ':' ? end : 0;
}

/* "`words <target>`_" at its end. */
static void read_reference(frame *self, dixit_span span, dixit_span inner, bool anonymous)
{
  dixit_span target, words = split_target(self, inner, &target);
  uint32_t last = target.end;
  if (!span_is_empty(target) && self->text[last - 1] == '_')
    outline_link(self->base, DIXIT_CITE_REFERENCE_LINK, span, span_of(target.start, last - 1), words);
  else if (!span_is_empty(target))
    outline_link(self->base, DIXIT_CITE_LINK, span, target, words);
  else if (anonymous)
    outline_inside(self->base, words, 0);
  else
    outline_link(self->base, DIXIT_CITE_REFERENCE_LINK, span, words, words);
}

/* "`...`" with what may stand behind it; `role` is that before it, `start` where it begins. */
static uint32_t read_backquoted(frame *self, uint32_t start, uint32_t at, dixit_text role)
{
  dixit_span behind;
  uint32_t close = may_start(self, at, 1) || role.length ? find_end(self, at, END_TEXT) : DIXIT_NONE;
  if (close == DIXIT_NONE)
    return start;
  dixit_span inner = span_of(at + 1, close);
  uint32_t after = close + 1, named = byte_at(self, after) == ':' ? scan_role(self, after, &behind) : 0;
  if (!role.length && byte_at(self, after) == '_') {
    bool anonymous = byte_at(self, after + 1) == '_';
    read_reference(self, span_of(start, after + 1 + anonymous), inner, anonymous);
    return after + 1 + anonymous;
  }
  if (!role.length && named) {
    read_role(self, outline_slice(self->base, behind), span_of(start, named), inner);
    return named;
  }
  read_role(self, role.length ? role : text_from("title"), span_of(start, after), inner);
  return after;
}

static uint32_t read_literal(frame *self, uint32_t at)
{
  uint32_t close = may_start(self, at, 2) ? find_end(self, at + 1, END_LITERAL) : DIXIT_NONE;
  if (close == DIXIT_NONE)
    return at;
  prose_opaque(&self->base->out, at, close + 2);
  return close + 2;
}

static uint32_t read_colon(frame *self, uint32_t from, uint32_t at)
{
  dixit_span role;
  uint32_t end = at == self->start || !ascii_is_letter(self->text[at - 1]) ? scan_role(self, at, &role) : 0;
  if (end && byte_at(self, end) == '`' && find_end(self, end, END_TEXT) != DIXIT_NONE) {
    prose_text(&self->base->out, from, at);
    return read_backquoted(self, at, end, outline_slice(self->base, role));
  }
  return outline_url(self->base, from, at, self->end);
}

/* ---- stars, names, brackets ---- */

static uint32_t read_stars(frame *self, uint32_t at)
{
  uint32_t length = byte_at(self, at + 1) == '*' ? 2 : 1;
  end_sign sign = length == 2 ? END_STRONG : END_EMPHASIS;
  uint32_t close = may_start(self, at, length) ? find_end(self, at + length - 1, sign) : DIXIT_NONE;
  if (close == DIXIT_NONE)
    return at;
  outline_inside(self->base, span_of(at + length, close), length == 2 ? DIXIT_RUN_STRONG : DIXIT_RUN_EMPHASIS);
  return close + length;
}

/* "|name|", "|name|_". */
static uint32_t read_substitution(frame *self, uint32_t at)
{
  uint32_t close = may_start(self, at, 1) ? find_end(self, at, END_SUBSTITUTION) : DIXIT_NONE;
  if (close == DIXIT_NONE)
    return at;
  uint32_t after = close + 1;
  while (after < close + 3 && byte_at(self, after) == '_')
    after++;
  prose_opaque(&self->base->out, at, after);
  return after;
}

static bool is_name_byte(char c)
{
  return ascii_is_letter(c) || ascii_is_digit(c) || (unsigned char)c >= 0x80;
}

/* "name_" at its "_", or "_`a target`". `from`: where text not yet written begins. */
static uint32_t read_underscore(frame *self, uint32_t from, uint32_t at)
{
  uint32_t first = at, close;
  if (byte_at(self, at + 1) == '`' && may_start(self, at, 2) &&
      (close = find_end(self, at + 1, END_TEXT)) != DIXIT_NONE) {
    prose_text(&self->base->out, from, at);
    outline_inside(self->base, span_of(at + 2, close), 0);
    return close + 1;
  }
  while (first > from && at - first < NAME_LIMIT &&
         (is_name_byte(self->text[first - 1]) || (scan_is_one_of(self->text[first - 1], "-_.+:") && first < at)))
    first--;
  uint32_t after = at + 1 + (byte_at(self, at + 1) == '_');
  if (first == at || !is_name_byte(self->text[first]) || !may_end(self, after) || byte_at(self, after) == '_')
    return at;
  prose_text(&self->base->out, from, first);
  if (after == at + 2)
    prose_text(&self->base->out, first, at);
  else
    outline_link(self->base, DIXIT_CITE_REFERENCE_LINK, span_of(first, after), span_of(first, at), span_of(first, at));
  return after;
}

/* "[1]_", "[#name]_", "[*]_" are footnotes, "[Brandt1901]_" is a work. */
static uint32_t read_bracket(frame *self, uint32_t at)
{
  uint32_t end = at + 1;
  while (end < self->end && end - at < NAME_LIMIT &&
         (is_name_byte(self->text[end]) || scan_is_one_of(self->text[end], "#*-_.+:")))
    end++;
  if (end == at + 1 || byte_at(self, end) != ']' || byte_at(self, end + 1) != '_' || !may_end(self, end + 2))
    return at;
  char first = self->text[at + 1];
  dixit_span key = span_of(at + 1, end), span = span_of(at, end + 2);
  bool unnamed = span_length(key) == 1 && (first == '#' || first == '*');
  bool note = first == '#' || first == '*' || ascii_is_digit(first);
  dixit_citation_kind kind = unnamed ? DIXIT_CITE_INLINE_NOTE : note ? DIXIT_CITE_FOOTNOTE : DIXIT_CITE_KEY;
  prose_cite(&self->base->out, kind, span, key, true);
  return span.end;
}

/* ---- from left to right ---- */

/* What the sign at `at` begins; the byte after it, `at` when that is nothing. Text before it has been written, but for
 * signs that look back: those write it themselves. */
static uint32_t read_sign(frame *self, uint32_t from, uint32_t at)
{
  char c = self->text[at];
  if (c == ':')
    return read_colon(self, from, at);
  if (c == '_')
    return read_underscore(self, from, at);
  prose_text(&self->base->out, from, at);
  switch (c) {
  case '*': return read_stars(self, at);
  case '|': return read_substitution(self, at);
  case '[': return read_bracket(self, at);
  case '`':
    return byte_at(self, at + 1) == '`' ? read_literal(self, at) : read_backquoted(self, at, at, text_of("", 0));
  default: return at;
  }
}

/* An escape: the byte after it is text, a blank after it is nothing. *from is where text goes on. */
static uint32_t read_escape(frame *self, uint32_t *from, uint32_t at)
{
  prose_text(&self->base->out, *from, at);
  bool blank = at + 1 < self->end && outline_is_gap(self->text[at + 1]);
  *from = blank ? at + 2 : at + 1;
  return at + 2;
}

void rst_read_words(outline *base, dixit_span words)
{
  frame self = {.base = base, .text = base->doc->text, .start = words.start, .end = words.end};
  uint32_t from = words.start, at = from;
  while (at < self.end && !base->doc->memory.failed) {
    char c = self.text[at];
    if (c == '\\') {
      at = read_escape(&self, &from, at);
      continue;
    }
    if (!scan_is_one_of(c, "*`|[_:")) {
      at++;
      continue;
    }
    uint32_t after = read_sign(&self, from, at);
    bool looks_back = c == ':' || c == '_';
    if (after > at || !looks_back)
      from = after;
    at = after > at ? after : at + 1;
  }
  if (from < self.end)
    prose_text(&base->out, from, self.end);
}
