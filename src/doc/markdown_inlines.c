/* From left to right; bytes that mean nothing are passed over by one look in a table. What binds tighter than emphasis
 * (code, tags, autolinks, mathematics, keys) is settled where it starts; delimiters and brackets go on their stacks.
 *
 * Beyond CommonMark 0.31: bare links and strikethrough (GFM), footnotes, Pandoc's citations, inline notes, mathematics,
 * sub- and superscripts and attributes, cross-references of bookdown, Quarto and pandoc-crossref (which are no
 * citations), template tags of Hugo and Jekyll. Searches that can fail and be tried again are remembered
 * (md_inline). */
#include "doc/markdown_inlines.h"

#include "doc/entities.h"
#include "doc/markdown_brackets.h"
#include "doc/markdown_emphasis.h"
#include "doc/markdown_roles.h"
#include "doc/markdown_scan.h"

enum { SCRIPT_LIMIT = 20, BRACKET_LOCATOR_LIMIT = 200, MATH_LIMIT = 300 };

/* Bytes at which something may begin. */
static const uint8_t special[256] = {
  ['\n'] = 1, ['\\'] = 1, ['`'] = 1, ['*'] = 1, ['_'] = 1, ['~'] = 1, ['['] = 1, [']'] = 1, ['<'] = 1,
  ['&'] = 1,  ['@'] = 1,  ['^'] = 1, ['$'] = 1, ['{'] = 1, [':'] = 1, ['.'] = 1,
};

static char byte_at(const md_inline *self, size_t at)
{
  return at < self->view.text.length ? self->view.text.bytes[at] : '\0';
}

static bool is_word(char c)
{
  return ascii_is_letter(c) || ascii_is_digit(c) || (unsigned char)c >= 0x80;
}

/* The byte before `at` when it is still free to belong to something; else NUL. */
static char free_before(const md_inline *self, size_t at)
{
  return at > self->floor ? self->view.text.bytes[at - 1] : '\0';
}

static char before(const md_inline *self, size_t at)
{
  return at > 0 ? self->view.text.bytes[at - 1] : ' ';
}

/* ---- lines, escapes, entities, code ---- */

static size_t read_line_end(md_inline *self, size_t at)
{
  size_t start = at;
  while (start > self->floor && ascii_is_blank(before(self, start)))
    start--;
  item_add(self, ITEM_BREAK, start, at + 1);
  return at + 1;
}

/* "\@ref(fig:x)" of bookdown takes a noun's place. */
static size_t read_bookdown_reference(md_inline *self, size_t at)
{
  static const char start[] = "\\@ref(";
  dixit_text text = self->view.text;
  if (text.length - at < sizeof start || memcmp(text.bytes + at, start, sizeof start - 1) != 0)
    return 0;
  size_t end = at + sizeof start - 1;
  while (end < text.length && !scan_is_one_of(text.bytes[end], "()\\") && !ascii_is_space(text.bytes[end]))
    end++;
  if (byte_at(self, end) != ')')
    return 0;
  item_add(self, ITEM_OPAQUE, at, end + 1);
  return end + 1;
}

static size_t read_escape(md_inline *self, size_t at)
{
  char next = byte_at(self, at + 1);
  if (next == '\n') {
    item_add(self, ITEM_BREAK, at, at + 2);
    return at + 2;
  }
  size_t reference = next == '@' ? read_bookdown_reference(self, at) : 0;
  if (reference)
    return reference;
  if (!scan_is_punctuation(next))
    return at + 1;
  item_add(self, ITEM_SKIP, at, at + 1);
  self->floor = (uint32_t)at + 2;
  return at + 2;
}

static size_t read_entity(md_inline *self, size_t at)
{
  uint32_t codes[2];
  size_t end = entity_scan(self->view.text, at, codes);
  if (!end)
    return at + 1;
  for (int i = 0; i < (codes[1] ? 2 : 1); i++) { /* of two characters, the second stands at the semicolon */
    md_item *item = item_add(self, ITEM_CHAR, i == 0 ? at : end - 1, i == 0 && codes[1] ? end - 1 : end);
    if (item)
      item->value = codes[i];
  }
  return end;
}

static size_t skip_backticks(const md_inline *self, size_t at)
{
  while (byte_at(self, at) == '`')
    at++;
  return at;
}

static void find_backticks(md_inline *self, size_t at)
{
  dixit_text text = self->view.text;
  memset(self->backticks, 0, sizeof self->backticks);
  for (const char *next; at < text.length && (next = memchr(text.bytes + at, '`', text.length - at)) != NULL;) {
    size_t start = (size_t)(next - text.bytes);
    at = skip_backticks(self, start);
    if (at - start <= BACKTICK_LIMIT)
      self->backticks[at - start] = (uint32_t)start;
  }
  self->backticks_known = true;
}

static size_t read_code(md_inline *self, size_t at)
{
  dixit_text text = self->view.text;
  size_t after = skip_backticks(self, at);
  size_t count = after - at;
  if (!self->backticks_known)
    find_backticks(self, at);
  if (count > BACKTICK_LIMIT || self->backticks[count] <= at)
    return after;
  for (size_t end = after;;) { /* there is one: this ends */
    const char *next = memchr(text.bytes + end, '`', text.length - end);
    size_t start = (size_t)(next - text.bytes);
    end = skip_backticks(self, start);
    if (end - start != count)
      continue;
    size_t attributes = byte_at(self, end) == '{' ? scan_attributes(text, end) : 0;
    item_add(self, ITEM_OPAQUE, at, attributes ? attributes : end);
    return attributes ? attributes : end;
  }
}

/* ---- tags and templates ---- */

/* Things that begin with one string and end with another. A search that fails is not repeated. */
static const struct {
  const char *start;
  const char *end;
  md_item_kind kind;
} pairs[] = {
  {"<!--", "-->", ITEM_SKIP},  {"<?", "?>", ITEM_SKIP},     {"<![CDATA[", "]]>", ITEM_SKIP},
  {"{{<", ">}}", ITEM_SKIP},   {"{{%", "%}}", ITEM_SKIP},   {"{{", "}}", ITEM_OPAQUE},
  {"{%", "%}", ITEM_SKIP},     {"$$", "$$", ITEM_OPAQUE},   {"<!", ">", ITEM_SKIP},
};

static bool starts_with(const md_inline *self, size_t at, const char *start)
{
  size_t length = strlen(start);
  return self->view.text.length - at >= length && memcmp(self->view.text.bytes + at, start, length) == 0;
}

static size_t read_pair(md_inline *self, size_t at)
{
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    if (!starts_with(self, at, pairs[i].start) || (self->absent & UINT32_C(1) << i))
      continue;
    size_t from = at + strlen(pairs[i].start);
    bool declaration = strcmp(pairs[i].start, "<!") == 0;
    if (declaration && !ascii_is_letter(byte_at(self, from)))
      continue;
    if (i == 0) /* "<!-->" and "<!--->" are comments */
      from -= 2;
    size_t end = scan_until(self->view.text, from, pairs[i].end);
    if (!end) {
      self->absent |= UINT32_C(1) << i;
      continue;
    }
    item_add(self, pairs[i].kind, at, end);
    return end;
  }
  return 0;
}

static bool is_break_tag(dixit_text text, size_t at, size_t end)
{
  return end - at >= 4 && ascii_lower(text.bytes[at + 1]) == 'b' && ascii_lower(text.bytes[at + 2]) == 'r' &&
         !is_word(text.bytes[at + 3]);
}

static size_t read_angle(md_inline *self, size_t at)
{
  bool email;
  dixit_text text = self->view.text;
  size_t end = scan_autolink(text, at, &email);
  if (end) {
    md_item *item = item_add(self, email ? ITEM_OPAQUE : ITEM_URL, at, end);
    if (item && !email)
      item->link = link_add(self, DIXIT_CITE_URL, span_of((uint32_t)at + 1, (uint32_t)end - 1), end);
    return end;
  }
  end = scan_tag(text, at);
  if (end) {
    item_add(self, is_break_tag(text, at, end) ? ITEM_BREAK : ITEM_SKIP, at, end);
    return end;
  }
  end = read_pair(self, at);
  return end ? end : at + 1;
}

static size_t read_brace(md_inline *self, size_t at)
{
  size_t end = read_pair(self, at);
  if (!end)
    end = role_read(self, at);
  if (end)
    return end;
  end = at > 0 && (self->floor == at || before(self, at) == ']') ? scan_attributes(self->view.text, at) : 0;
  if (!end)
    return at + 1;
  item_add(self, ITEM_SKIP, at, end);
  return end;
}

/* ---- mathematics ---- */

/* The next "$" after `at` that may close: no blank before it, no digit after it. Found once for all that ask. */
static uint32_t find_math_close(md_inline *self, size_t at)
{
  dixit_text text = self->view.text;
  if (self->math_close > at)
    return self->math_close;
  while (++at < text.length) {
    const char *next = memchr(text.bytes + at, '$', text.length - at);
    at = next ? (size_t)(next - text.bytes) : text.length;
    if (next && !ascii_is_space(before(self, at)) && before(self, at) != '\\' && !ascii_is_digit(byte_at(self, at + 1)))
      break;
  }
  self->math_close = (uint32_t)at;
  return self->math_close;
}

/* "$5 in New York and 6 US$" is money: words of four letters, and no sign that only mathematics has. */
static bool looks_like_words(dixit_text text, size_t at, size_t end)
{
  size_t letters = 0, longest = 0;
  for (; at < end; at++) {
    if (scan_is_one_of(text.bytes[at], "\\^_{=<>"))
      return false;
    letters = is_word(text.bytes[at]) && !ascii_is_digit(text.bytes[at]) ? letters + 1 : 0;
    longest = letters > longest ? letters : longest;
  }
  return longest >= 4;
}

static size_t read_dollar(md_inline *self, size_t at)
{
  if (byte_at(self, at + 1) == '$') {
    size_t end = read_pair(self, at);
    return end ? end : at + 2;
  }
  if (ascii_is_space(byte_at(self, at + 1)) || is_word(before(self, at)))
    return at + 1;
  size_t close = find_math_close(self, at + 1);
  if (close >= self->view.text.length || close - at > MATH_LIMIT || looks_like_words(self->view.text, at + 1, close))
    return at + 1;
  item_add(self, ITEM_OPAQUE, at, close + 1);
  return close + 1;
}

/* ---- links without brackets ---- */

static size_t add_url(md_inline *self, size_t start, size_t least)
{
  size_t end = scan_url(self->view.text, start);
  if (end <= least)
    return 0;
  md_item *item = item_add(self, ITEM_URL, start, end);
  if (item)
    item->link = link_add(self, DIXIT_CITE_URL, span_of((uint32_t)start, (uint32_t)end), end);
  return end;
}

/* "https://" with its ":" at `at`. */
static size_t read_colon(md_inline *self, size_t at)
{
  static const char *const schemes[] = {"https", "http", "ftp"};
  const char *bytes = self->view.text.bytes;
  if (byte_at(self, at + 1) != '/' || byte_at(self, at + 2) != '/')
    return at + 1;
  for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
    size_t length = strlen(schemes[i]);
    if (at - self->floor < length || !text_equal_folded(text_of(bytes + at - length, length), text_from(schemes[i])))
      continue;
    size_t end = is_word(before(self, at - length)) ? 0 : add_url(self, at - length, at + 3);
    return end ? end : at + 1;
  }
  return at + 1;
}

/* "www." with its "." at `at`. */
static size_t read_point(md_inline *self, size_t at)
{
  const char *bytes = self->view.text.bytes;
  if (at - self->floor < 3 || !is_word(byte_at(self, at + 1)) || bytes[at - 1] != 'w' || bytes[at - 2] != 'w' ||
      bytes[at - 3] != 'w' || is_word(before(self, at - 3)))
    return at + 1;
  size_t end = add_url(self, at - 3, at + 2);
  return end ? end : at + 1;
}

/* ---- keys ---- */

static bool key_starts(dixit_text text, dixit_span key, const char *start)
{
  size_t length = strlen(start);
  return span_length(key) > length && text_equal_folded(text_of(text.bytes + key.start, length), text_from(start));
}

/* Cross-references: pandoc-crossref's "@fig:x", Quarto's "@fig-x". */
static bool is_cross_reference(dixit_text text, dixit_span key)
{
  static const char *const starts[] = {
    "fig:", "tbl:", "eq:",  "sec:", "lst:", "fig-", "tbl-", "eq-",  "sec-", "lst-", "thm-", "lem-", "cor-", "prp-",
    "cnj-", "def-", "exm-", "exr-", "sol-", "rem-", "alg-", "nte-", "tip-", "wrn-", "imp-", "cau-", "apx-",
  };
  for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
    if (key_starts(text, key, starts[i]))
      return true;
  return false;
}

/* "@key [p. 3]": the brackets belong to the key when a locator stands in them. */
static size_t read_key_locator(md_inline *self, md_link *link, size_t at)
{
  dixit_text text = self->view.text;
  size_t open = scan_blanks(text, at);
  dixit_span inside;
  size_t end = open - at <= 1 && byte_at(self, open) == '[' ? scan_label(text, open, &inside) : 0;
  if (!end || span_length(inside) > BRACKET_LOCATOR_LIMIT || byte_at(self, end) == '(' || byte_at(self, end) == '[')
    return at;
  dixit_span locator = locator_find(text, inside.start, inside.end);
  if (span_is_empty(locator))
    return at;
  link->locator = locator;
  link->end = (uint32_t)end;
  return end;
}

static size_t read_at(md_inline *self, size_t at)
{
  dixit_text text = self->view.text;
  size_t start = at;
  size_t end = ascii_is_letter(free_before(self, at)) || ascii_is_digit(free_before(self, at))
                 ? scan_email(text, at, self->floor, &start) : 0;
  if (end) {
    item_add(self, ITEM_OPAQUE, start, end);
    return end;
  }
  dixit_span key;
  end = is_word(before(self, at)) ? 0 : scan_key(text, at, &key);
  if (!end)
    return at + 1;
  if (is_cross_reference(text, key)) {
    item_add(self, ITEM_OPAQUE, at, end);
    return end;
  }
  bool minus = free_before(self, at) == '-' && !is_word(before(self, at - 1));
  uint32_t index = link_add(self, DIXIT_CITE_KEY, key, end);
  if (index == DIXIT_NONE)
    return end;
  md_link *link = &self->links.items[index];
  link->flags = minus ? DIXIT_CITATION_NO_AUTHOR : 0;
  if (self->openers.count == 0)
    end = read_key_locator(self, link, end);
  md_item *item = item_add(self, ITEM_KEY, at - minus, end);
  if (item)
    item->link = index;
  self->key_count++;
  return end;
}

/* ---- brackets, scripts ---- */

static size_t read_footnote(md_inline *self, size_t at)
{
  dixit_span label;
  size_t end = byte_at(self, at + 1) == '^' ? scan_label(self->view.text, at, &label) : 0;
  if (!end || span_length(label) < 2)
    return 0;
  label.start++;
  for (uint32_t i = label.start; i < label.end; i++)
    if (ascii_is_space(byte_at(self, i)))
      return 0;
  md_item *item = item_add(self, ITEM_FOOTNOTE, at, end);
  if (item)
    item->link = link_add(self, DIXIT_CITE_FOOTNOTE, label, end);
  return end;
}

static size_t read_bracket(md_inline *self, size_t at)
{
  size_t end = read_footnote(self, at);
  if (end)
    return end;
  char mark = free_before(self, at);
  md_bracket kind = mark == '!' ? BRACKET_IMAGE : mark == '^' ? BRACKET_NOTE : BRACKET_LINK;
  bracket_open(self, kind, kind == BRACKET_LINK ? at : at - 1, at + 1);
  return at + 1;
}

/* "x^2^" and "H~2~O": a few letters, digits and signs, touching a word. */
static size_t find_script_close(const md_inline *self, size_t at)
{
  char mark = byte_at(self, at);
  size_t end = at + 1;
  while (end - at <= SCRIPT_LIMIT && (is_word(byte_at(self, end)) || scan_is_one_of(byte_at(self, end), "+-,()")))
    end++;
  bool found = byte_at(self, end) == mark && end > at + 1 && byte_at(self, end + 1) != mark;
  return found && (is_word(before(self, at)) || is_word(byte_at(self, end + 1))) ? end : 0;
}

static size_t read_script(md_inline *self, size_t at)
{
  bool closes = self->script_close == at && at > 0;
  size_t close = closes || before(self, at) == byte_at(self, at) ? 0 : find_script_close(self, at);
  if (close)
    self->script_close = (uint32_t)close;
  if (closes || close) {
    item_add(self, ITEM_SKIP, at, at + 1);
    return at + 1;
  }
  return byte_at(self, at) == '~' ? emphasis_read(self, at) : at + 1;
}

/* ---- the pass ---- */

static size_t read_special(md_inline *self, size_t at)
{
  switch (self->view.text.bytes[at]) {
  case '\n': return read_line_end(self, at);
  case '\\': return read_escape(self, at);
  case '`': return read_code(self, at);
  case '*':
  case '_': return emphasis_read(self, at);
  case '~':
  case '^': return read_script(self, at);
  case '[': return read_bracket(self, at);
  case ']': return bracket_close(self, at);
  case '<': return read_angle(self, at);
  case '&': return read_entity(self, at);
  case '@': return read_at(self, at);
  case '$': return read_dollar(self, at);
  case '{': return read_brace(self, at);
  case ':': return read_colon(self, at);
  default: return read_point(self, at);
  }
}

static void begin(md_inline *self)
{
  self->items.count = self->links.count = self->delimiters.count = self->openers.count = self->notes.count = 0;
  self->last_delimiter = DIXIT_NONE;
  self->floor = self->key_count = self->script_close = self->math_close = self->absent = 0;
  self->backticks_known = false;
}

void markdown_inlines_read(md_inline *self)
{
  const char *bytes = self->view.text.bytes;
  size_t length = self->view.text.length;
  begin(self);
  for (size_t at = 0; at < length && !self->scratch->failed;) {
    if (special[(unsigned char)bytes[at]])
      at = read_special(self, at);
    else
      at++;
  }
  emphasis_resolve(self, DIXIT_NONE);
}
