/* CommonMark 0.31 sections 6.3 (links), 6.5 (autolinks), 6.6 (raw HTML); GFM 6.9 (bare links); Pandoc's manual on
 * attributes and citation keys. */
#include "doc/markdown_scan.h"

#include "base/utf8.h"

enum {
  LABEL_LIMIT = 999,     /* CommonMark 4.7 */
  NESTING_LIMIT = 32,    /* brackets in a destination, as cmark has it */
  SCHEME_LIMIT = 32,     /* CommonMark 6.5 */
  EMAIL_LIMIT = 64,      /* the part before "@": RFC 5321 */
  ATTRIBUTE_LIMIT = 200, /* ours: so that tries that fail stay cheap */
  KEY_LIMIT = 200
};

bool scan_is_punctuation(char c)
{
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

bool scan_is_one_of(char c, const char *set)
{
  return c && strchr(set, c);
}

static bool is_word(char c)
{
  return ascii_is_letter(c) || ascii_is_digit(c);
}

size_t scan_blanks(dixit_text text, size_t at)
{
  while (at < text.length && ascii_is_space(text.bytes[at]))
    at++;
  return at;
}

/* ---- links ---- */

size_t scan_label(dixit_text text, size_t at, dixit_span *label)
{
  size_t first = ++at;
  for (; at < text.length && at - first <= LABEL_LIMIT; at++) {
    char c = text.bytes[at];
    if (c == '[')
      return 0;
    if (c == ']') {
      *label = span_of((uint32_t)first, (uint32_t)at);
      return at + 1;
    }
    if (c == '\\' && at + 1 < text.length)
      at++;
  }
  return 0;
}

static size_t scan_pointed(dixit_text text, size_t at, dixit_span *destination)
{
  size_t first = at;
  for (; at < text.length; at++) {
    char c = text.bytes[at];
    if (c == '<' || c == '\n')
      return 0;
    if (c == '>') {
      *destination = span_of((uint32_t)first, (uint32_t)at);
      return at + 1;
    }
    if (c == '\\' && scan_is_punctuation(text_byte(text, at + 1)))
      at++;
  }
  return 0;
}

size_t scan_destination(dixit_text text, size_t at, dixit_span *destination)
{
  if (text_byte(text, at) == '<')
    return scan_pointed(text, at + 1, destination);
  size_t first = at;
  int depth = 0;
  for (; at < text.length; at++) {
    unsigned char c = (unsigned char)text.bytes[at];
    if (c <= ' ' || c == 0x7F)
      break;
    if (c == '(' && ++depth > NESTING_LIMIT)
      return 0;
    if (c == ')' && depth-- == 0)
      break;
    if (c == '\\' && scan_is_punctuation(text_byte(text, at + 1)))
      at++;
  }
  *destination = span_of((uint32_t)first, (uint32_t)at);
  return at > first && depth <= 0 ? at : 0;
}

size_t scan_title(dixit_text text, size_t at)
{
  char open = text_byte(text, at);
  char close = open == '(' ? ')' : open;
  if (open != '"' && open != '\'' && open != '(')
    return 0;
  for (at++; at < text.length; at++) {
    char c = text.bytes[at];
    if (c == close)
      return at + 1;
    if (c == '(' && open == '(')
      return 0;
    if (c == '\\')
      at++;
  }
  return 0;
}

size_t scan_target(dixit_text text, size_t at, dixit_span *destination)
{
  at = scan_blanks(text, at + 1);
  *destination = span_of((uint32_t)at, (uint32_t)at);
  if (text_byte(text, at) == ')')
    return at + 1;
  at = scan_destination(text, at, destination);
  if (!at)
    return 0;
  size_t after = scan_blanks(text, at);
  if (after > at && text_byte(text, after) != ')') {
    after = scan_title(text, after);
    if (!after)
      return 0;
    after = scan_blanks(text, after);
  }
  return text_byte(text, after) == ')' ? after + 1 : 0;
}

/* The byte after the line end, where only blanks stand before it; else 0. */
static size_t scan_line_rest(dixit_text text, size_t at)
{
  while (ascii_is_blank(text_byte(text, at)))
    at++;
  if (at >= text.length)
    return at;
  return text.bytes[at] == '\n' ? at + 1 : 0;
}

size_t scan_definition(dixit_text text, size_t at, dixit_span *label, dixit_span *destination)
{
  at = text_byte(text, at) == '[' ? scan_label(text, at, label) : 0;
  if (!at || text_byte(text, at) != ':' || scan_blanks(text, label->start) >= label->end)
    return 0;
  at = scan_destination(text, scan_blanks(text, at + 1), destination);
  if (!at)
    return 0;
  size_t end = scan_line_rest(text, at);
  size_t title = scan_blanks(text, at);
  title = title > at ? scan_title(text, title) : 0;
  size_t title_end = title ? scan_line_rest(text, title) : 0;
  return title_end ? title_end : end;
}

/* ---- "<" ---- */

static size_t scan_uri_autolink(dixit_text text, size_t at)
{
  size_t first = at;
  if (!ascii_is_letter(text_byte(text, at)))
    return 0;
  while (is_word(text_byte(text, at)) || scan_is_one_of(text_byte(text, at), "+.-"))
    at++;
  if (at - first < 2 || at - first > SCHEME_LIMIT || text_byte(text, at) != ':')
    return 0;
  for (at++; at < text.length; at++) {
    unsigned char c = (unsigned char)text.bytes[at];
    if (c == '>')
      return at + 1;
    if (c <= ' ' || c == '<' || c == 0x7F)
      return 0;
  }
  return 0;
}

static bool is_email_name(char c)
{
  return is_word(c) || scan_is_one_of(c, ".!#$%&'*+/=?^_`{|}~-");
}

/* "host.name" from `at`: labels of letters, digits and hyphens, none of them at a label's ends. */
static size_t scan_host(dixit_text text, size_t at)
{
  size_t first = at;
  while (is_word(text_byte(text, at)) || ((text_byte(text, at) == '.' || text_byte(text, at) == '-') && at > first &&
                                        is_word(text_byte(text, at + 1))))
    at++;
  return at > first ? at : 0;
}

static size_t scan_email_autolink(dixit_text text, size_t at)
{
  size_t first = at;
  while (is_email_name(text_byte(text, at)))
    at++;
  if (at == first || text_byte(text, at) != '@')
    return 0;
  at = scan_host(text, at + 1);
  return at && text_byte(text, at) == '>' ? at + 1 : 0;
}

size_t scan_autolink(dixit_text text, size_t at, bool *email)
{
  size_t end = scan_uri_autolink(text, at + 1);
  *email = end == 0;
  return end ? end : scan_email_autolink(text, at + 1);
}

static size_t scan_tag_name(dixit_text text, size_t at)
{
  if (!ascii_is_letter(text_byte(text, at)))
    return 0;
  while (is_word(text_byte(text, at)) || text_byte(text, at) == '-')
    at++;
  return at;
}

static size_t scan_attribute_value(dixit_text text, size_t at)
{
  char quote = text_byte(text, at);
  size_t first = at;
  if (quote == '"' || quote == '\'') {
    const char *close = at + 1 < text.length ? memchr(text.bytes + at + 1, quote, text.length - at - 1) : NULL;
    return close ? (size_t)(close - text.bytes) + 1 : 0;
  }
  while (at < text.length && !ascii_is_space(text.bytes[at]) && !scan_is_one_of(text.bytes[at], "\"'=<>`"))
    at++;
  return at > first ? at : 0;
}

/* Blanks, a name and its value. */
static size_t scan_attribute(dixit_text text, size_t at)
{
  size_t name = scan_blanks(text, at);
  char c = text_byte(text, name);
  if (name == at || !(ascii_is_letter(c) || c == '_' || c == ':'))
    return 0;
  while (is_word(c) || c == '_' || c == ':' || c == '.' || c == '-')
    c = text_byte(text, ++name);
  size_t equals = scan_blanks(text, name);
  if (text_byte(text, equals) != '=')
    return name;
  return scan_attribute_value(text, scan_blanks(text, equals + 1));
}

size_t scan_tag(dixit_text text, size_t at)
{
  bool closing = text_byte(text, at + 1) == '/';
  at = scan_tag_name(text, at + 1 + closing);
  if (!at)
    return 0;
  for (size_t next; !closing && (next = scan_attribute(text, at)) != 0;)
    at = next;
  at = scan_blanks(text, at);
  if (!closing && text_byte(text, at) == '/')
    at++;
  return text_byte(text, at) == '>' ? at + 1 : 0;
}

size_t scan_until(dixit_text text, size_t at, const char *end)
{
  size_t length = strlen(end);
  while (at + length <= text.length) {
    const char *found = memchr(text.bytes + at, end[0], text.length - at - length + 1);
    if (!found)
      return 0;
    at = (size_t)(found - text.bytes);
    if (memcmp(found, end, length) == 0)
      return at + length;
    at++;
  }
  return 0;
}

bool scan_is_typographic(const char *text, uint32_t at, uint32_t end)
{
  return at + 2 < end && (unsigned char)text[at] == 0xE2 && (unsigned char)text[at + 1] == 0x80;
}

uint32_t scan_count(dixit_text text, const char *const *strings, size_t count)
{
  uint32_t found = 0;
  for (size_t i = 0; i < count; i++)
    found += scan_until(text, 0, strings[i]) != 0;
  return found;
}

/* ---- bare links and addresses ---- */

/* Typographic quotation marks and dashes end a bare link: U+2010 to U+201F, and the guillemets. */
static bool is_typographic(dixit_text text, size_t at)
{
  const unsigned char *p = (const unsigned char *)text.bytes + at;
  if (text.length - at >= 3 && p[0] == 0xE2 && p[1] == 0x80 && p[2] >= 0x90 && p[2] <= 0x9F)
    return true;
  return text.length - at >= 2 && p[0] == 0xC2 && (p[1] == 0xAB || p[1] == 0xBB);
}

/* Takes closing punctuation off a link's end; a ")" only when none in the link opens it. */
static size_t trim_url(dixit_text text, size_t first, size_t at)
{
  long depth = 0;
  for (size_t i = first; i < at; i++)
    depth += text.bytes[i] == '(' ? 1 : text.bytes[i] == ')' ? -1 : 0;
  while (at > first) {
    char c = text.bytes[at - 1];
    if (c == ')' && depth < 0)
      depth++;
    else if (c == ')' || !scan_is_one_of(c, "?!.,:;*_~'\"}|"))
      break;
    at--;
  }
  return at;
}

size_t scan_url(dixit_text text, size_t at)
{
  size_t first = at;
  for (; at < text.length; at++) {
    unsigned char c = (unsigned char)text.bytes[at];
    if (c <= ' ' || scan_is_one_of((char)c, "<>[]`\"\\") || (c >= 0x80 && is_typographic(text, at)))
      break;
  }
  return trim_url(text, first, at);
}

size_t scan_url_at_colon(dixit_text text, size_t floor, size_t colon, size_t *start)
{
  static const char *const schemes[] = {"https", "http", "ftp"};
  if (text_byte(text, colon + 1) != '/' || text_byte(text, colon + 2) != '/')
    return 0;
  for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
    size_t length = strlen(schemes[i]), end;
    if (colon - floor < length)
      continue;
    *start = colon - length;
    bool whole = *start == floor || !is_word(text.bytes[*start - 1]);
    if (whole && text_equal_folded(text_of(text.bytes + *start, length), text_from(schemes[i])))
      return (end = scan_url(text, *start)) > colon + 3 ? end : 0;
  }
  return 0;
}

size_t scan_email(dixit_text text, size_t at, size_t floor, size_t *start)
{
  size_t first = at;
  while (first > floor && at - first < EMAIL_LIMIT &&
         (is_word(text.bytes[first - 1]) || scan_is_one_of(text.bytes[first - 1], "._+-")))
    first--;
  size_t end = scan_host(text, at + 1);
  *start = first;
  return first < at && end && memchr(text.bytes + at, '.', end - at) ? end : 0;
}

/* ---- Pandoc ---- */

size_t scan_attributes(dixit_text text, size_t at)
{
  char c = text_byte(text, at + 1);
  bool key = ascii_is_letter(c);
  bool equals = false;
  if (!key && c != '#' && c != '.' && c != ':')
    return 0;
  for (size_t limit = at + ATTRIBUTE_LIMIT; at < text.length && at < limit; at++) {
    c = text.bytes[at];
    equals = equals || c == '=';
    if (c == '}')
      return key && !equals ? 0 : at + 1;
    if (c == '\n')
      return 0;
  }
  return 0;
}

/* How many bytes of a letter, digit or "_" stand at `at`; 0 for anything else. */
static size_t key_character(dixit_text text, size_t at)
{
  char c = text_byte(text, at);
  if (is_word(c) || c == '_')
    return 1;
  if ((unsigned char)c < 0x80)
    return 0;
  utf8_char wide = utf8_decode_long(text.bytes, text.length, at);
  utf8_class class = utf8_classify(wide.code);
  return class == UTF8_LETTER || class == UTF8_UPPER || class == UTF8_DIGIT ? wide.length : 0;
}

/* Punctuation inside a key: one sign, and a key character after it; "://" too. */
static size_t key_punctuation(dixit_text text, size_t at)
{
  char c = text_byte(text, at);
  if (!scan_is_one_of(c, ":.#$%&-+?<>~/"))
    return 0;
  if (key_character(text, at + 1) || ((c == ':' || c == '/') && text_byte(text, at + 1) == '/'))
    return 1;
  return 0;
}

static size_t scan_braced_key(dixit_text text, size_t at, dixit_span *key)
{
  size_t first = at;
  int depth = 1;
  for (; at < text.length && text.bytes[at] != '\n' && at - first <= KEY_LIMIT; at++) {
    depth += text.bytes[at] == '{' ? 1 : text.bytes[at] == '}' ? -1 : 0;
    if (depth > 0)
      continue;
    *key = span_of((uint32_t)first, (uint32_t)at);
    return at > first ? at + 1 : 0;
  }
  return 0;
}

size_t scan_key(dixit_text text, size_t at, dixit_span *key)
{
  size_t first = ++at;
  if (text_byte(text, at) == '{')
    return scan_braced_key(text, at + 1, key);
  size_t step = key_character(text, at);
  while (step) {
    at += step;
    step = key_character(text, at);
    if (!step)
      step = key_punctuation(text, at);
  }
  *key = span_of((uint32_t)first, (uint32_t)at);
  return at > first ? at : 0;
}
