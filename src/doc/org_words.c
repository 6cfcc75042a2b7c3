/* Emphasis by the rules of Org Syntax (what may stand before and behind its signs), links, footnotes, citations of
 * org-cite ("[cite/style:see @key p. 3; @key]") and of org-ref ("cite:key,key"), macros, exported snippets, time
 * stamps, mathematics, entities. Definitions of macros are not looked for: a macro takes a noun's place. */
#include "doc/org_words.h"

#include "base/rows.h"
#include "doc/markdown_scan.h"

enum { NAME_LIMIT = 80, STAMP_LIMIT = 60, LINK_LIMIT = 2000, DOLLAR_LIMIT = 1000 };

/* Signs that end something, a bit of `absent` each. */
typedef enum end_sign {
  END_BOLD, END_ITALIC, END_UNDERLINE, END_STRIKE, END_CODE, END_VERBATIM, END_MACRO, END_SNIPPET, END_ROUND, END_SQUARE
} end_sign;

/* The words being read. absent: signs that end nothing from here on. bracket: the first "]" not before the place that
 * was asked for last, or the end. */
typedef struct frame {
  outline *base;
  const char *text;
  uint32_t start;
  uint32_t end;
  uint32_t absent;
  uint32_t bracket;
} frame;

static char byte_at(const frame *self, uint32_t at)
{
  return at < self->end ? self->text[at] : '\0';
}

static bool starts(const frame *self, uint32_t at, const char *word)
{
  return outline_starts(self->base, span_of(at, self->end > at ? self->end : at), word);
}

/* ---- emphasis ---- */

static const struct {
  char sign;
  uint8_t flags;
  uint8_t end;
} emphases[] = {
  {'*', DIXIT_RUN_STRONG, END_BOLD}, {'/', DIXIT_RUN_EMPHASIS, END_ITALIC}, {'_', DIXIT_RUN_EMPHASIS, END_UNDERLINE},
  {'+', DIXIT_RUN_DELETED, END_STRIKE}, {'~', 0, END_CODE}, {'=', 0, END_VERBATIM},
};

static bool may_start(const frame *self, uint32_t at)
{
  if (outline_is_gap(byte_at(self, at + 1)))
    return false;
  return at == self->start || outline_is_gap(self->text[at - 1]) || scan_is_one_of(self->text[at - 1], "-({'\"/*_+") ||
         (at >= self->start + 3 && scan_is_typographic(self->text, at - 3, self->end));
}

static bool may_end(const frame *self, uint32_t at)
{
  char c = byte_at(self, at + 1);
  return !outline_is_gap(self->text[at - 1]) &&
         (outline_is_gap(c) || scan_is_one_of(c, "-.,;:!?')}[\"\\/*_+]") ||
          scan_is_typographic(self->text, at + 1, self->end));
}

static uint32_t find_end(frame *self, uint32_t at, char sign, uint8_t bit)
{
  if (self->absent >> bit & 1)
    return DIXIT_NONE;
  for (uint32_t i = at + 2; i < self->end; i++) {
    const char *found = memchr(self->text + i, sign, self->end - i);
    if (!found)
      break;
    i = (uint32_t)(found - self->text);
    if (may_end(self, i))
      return i;
  }
  self->absent |= UINT32_C(1) << bit;
  return DIXIT_NONE;
}

static uint32_t read_emphasis(frame *self, uint32_t at)
{
  for (size_t i = 0; i < sizeof emphases / sizeof *emphases; i++) {
    if (self->text[at] != emphases[i].sign)
      continue;
    uint32_t close = may_start(self, at) ? find_end(self, at, emphases[i].sign, emphases[i].end) : DIXIT_NONE;
    if (close == DIXIT_NONE)
      return at;
    if (emphases[i].flags)
      outline_inside(self->base, span_of(at + 1, close), emphases[i].flags);
    else
      prose_opaque(&self->base->out, at, close + 1);
    return close + 1;
  }
  return at;
}

/* What goes on to a word of its own: "{{{", "@@", "\(", "\[". Takes a noun's place. */
static uint32_t read_until(frame *self, uint32_t at, const char *word, end_sign bit, bool noun)
{
  size_t end = self->absent >> bit & 1 ? 0 : scan_until(text_of(self->text, self->end), at + 2, word);
  if (!end) {
    self->absent |= UINT32_C(1) << bit;
    return at;
  }
  if (noun)
    prose_opaque(&self->base->out, at, (uint32_t)end);
  return (uint32_t)end;
}

/* ---- brackets ---- */

/* The "]" that ends what starts at `at`, with the brackets between paired; DIXIT_NONE when none does. */
static uint32_t find_bracket(frame *self, uint32_t at)
{
  return outline_bracket(self->base, at, self->end, LINK_LIMIT, &self->bracket);
}

/* "[fn:1]", "[fn:name:words]", "[fn::words]". */
static uint32_t read_footnote(frame *self, uint32_t at, uint32_t close)
{
  uint32_t colon = at + 4;
  while (colon < close && self->text[colon] != ':')
    colon++;
  dixit_span span = span_of(at, close + 1), name = span_of(at + 4, colon), words = span_of(colon + 1, close);
  if (colon == close) {
    prose_cite(&self->base->out, DIXIT_CITE_FOOTNOTE, span, name, true);
    return span.end;
  }
  outline_note_here(self->base, span, name, words);
  return span.end;
}

/* The parts of "[cite/style:see @a p. 3; @b]", a citation each. */
static void read_cite_parts(frame *self, dixit_span span, uint32_t words)
{
  uint32_t start = span.start, last = span.end - 1;
  for (uint32_t at = words; at < last;) {
    const char *stop = memchr(self->text + at, ';', last - at);
    uint32_t end = stop ? (uint32_t)(stop - self->text) : last;
    const char *sign = memchr(self->text + at, '@', end - at);
    dixit_span key = span_of(end, end);
    size_t after = sign ? scan_key(text_of(self->text, end), (size_t)(sign - self->text), &key) : 0;
    bool more = end < last && memchr(self->text + end, '@', last - end);
    uint32_t until = more ? end + 1 : span.end;
    if (after) {
      uint32_t index = prose_cite(&self->base->out, DIXIT_CITE_KEY, span_of(start, until), key, true);
      dixit_span locator = span_of((uint32_t)after, end);
      while (locator.start < end && (outline_is_gap(self->text[locator.start]) || self->text[locator.start] == ','))
        locator.start++;
      if (index == DIXIT_NONE)
        return;
      if (!span_is_empty(locator))
        self->base->doc->citations.items[index].locator = locator;
      start = until;
    }
    if (!more)
      return;
    at = end + 1;
  }
}

/* "[cite:", "[cite/style/variant:": where its words start, or 0. */
static uint32_t scan_cite(const frame *self, uint32_t at)
{
  uint32_t end = at + 5;
  if (!starts(self, at, "[cite") || (byte_at(self, end) != ':' && byte_at(self, end) != '/'))
    return 0;
  while (end < self->end && end - at < NAME_LIMIT &&
         (ascii_is_letter(self->text[end]) || scan_is_one_of(self->text[end], "/_-")))
    end++;
  return byte_at(self, end) == ':' ? end + 1 : 0;
}

/* Does a link lead to a place of the same document or folder? Those with a scheme of the web do not. */
static void read_target(frame *self, dixit_span span, dixit_span target, dixit_span words)
{
  static const char *const nouns[] = {"file:", "attachment:", "id:", "info:", "elisp:", "shell:", "help:"};
  dixit_text text = outline_slice(self->base, target);
  for (size_t i = 0; i < sizeof nouns / sizeof *nouns && span_is_empty(words); i++)
    if (outline_starts(self->base, target, nouns[i]) || text.bytes[0] == '#' || text.bytes[0] == '.') {
      prose_opaque(&self->base->out, span.start, span.end);
      return;
    }
  bool web = scan_until(text, 0, "://") != 0 || outline_starts(self->base, target, "doi:");
  if (web)
    outline_link(self->base, DIXIT_CITE_LINK, span, target, words);
  else
    outline_inside(self->base, span_is_empty(words) ? target : words, 0);
}

/* "[[target][words]]", "[[target]]". */
static uint32_t read_link(frame *self, uint32_t at, uint32_t close)
{
  uint32_t end = at + 2;
  while (end < close && self->text[end] != ']')
    end++;
  dixit_span target = span_of(at + 2, end), words = span_of(close - 1, close - 1);
  if (self->text[close - 1] != ']' || end == at + 2 || end >= close)
    return at;
  if (byte_at(self, end + 1) == '[')
    words.start = end + 2;
  if (words.start > words.end)
    return at;
  read_target(self, span_of(at, close + 1), target, words);
  return close + 1;
}

static bool is_stamp(const frame *self, uint32_t at)
{
  for (uint32_t i = 0; i < 4; i++)
    if (!ascii_is_digit(byte_at(self, at + i)))
      return false;
  return byte_at(self, at + 4) == '-';
}

static uint32_t read_bracket(frame *self, uint32_t at)
{
  bool note = starts(self, at, "[fn:"), link = starts(self, at, "[[");
  uint32_t cite = scan_cite(self, at);
  if (!note && !link && !cite && !is_stamp(self, at + 1))
    return at;
  uint32_t close = find_bracket(self, at);
  if (close == DIXIT_NONE)
    return at;
  if (note)
    return read_footnote(self, at, close);
  if (link)
    return read_link(self, at, close);
  if (cite)
    read_cite_parts(self, span_of(at, close + 1), cite);
  else
    prose_opaque(&self->base->out, at, close + 1);
  return close + 1;
}

/* "<https://...>", "<2015-03-21 Sat>", "<<target>>". */
static uint32_t read_pointed(frame *self, uint32_t at)
{
  uint32_t left = self->end - at, near = left < STAMP_LIMIT ? left : STAMP_LIMIT;
  bool email;
  size_t end = scan_autolink(text_of(self->text, self->end), at, &email);
  if (end && !email) {
    dixit_span span = span_of(at, (uint32_t)end);
    outline_link(self->base, DIXIT_CITE_URL, span, span_of(at + 1, span.end - 1), span_of(span.end, span.end));
    return span.end;
  }
  const char *close = memchr(self->text + at, '>', near);
  if (!close || !(is_stamp(self, at + 1) || starts(self, at, "<<")))
    return at;
  uint32_t after = (uint32_t)(close - self->text) + 1;
  while (byte_at(self, after) == '>')
    after++;
  if (is_stamp(self, at + 1))
    prose_opaque(&self->base->out, at, after);
  return after;
}

/* ---- names ---- */

/* "cite:a,b", "citet:&a;&b" of org-ref, a bare address: at the ":". */
static uint32_t read_colon(frame *self, uint32_t from, uint32_t at)
{
  static const char *const commands[] = {"cite", "citep", "citet", "citeauthor", "citeyear", "autocite", "parencite",
                                         "textcite", "footcite", "fullcite"};
  uint32_t first = at, end = at + 1;
  while (first > from && at - first < NAME_LIMIT && ascii_is_letter(self->text[first - 1]))
    first--;
  dixit_text name = text_of(self->text + first, at - first);
  bool known = false;
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
    known = known || text_is(name, commands[i]);
  if (!known)
    return outline_url(self->base, from, at, self->end);
  while (end < self->end && (ascii_is_letter(self->text[end]) || ascii_is_digit(self->text[end]) ||
                             scan_is_one_of(self->text[end], "-_:./,&")))
    end++;
  while (end > at + 1 && scan_is_one_of(self->text[end - 1], ".,:"))
    end--;
  if (end == at + 1)
    return at;
  prose_text(&self->base->out, from, first);
  bool sign = self->text[at + 1] == '&';
  outline_keys(self->base, span_of(first, end), span_of(at + 1 + sign, end), ',');
  return end;
}

/* Entities that are letters or signs of prose. */
static const struct {
  const char *name;
  uint32_t code;
} entities[] = {
  {"AElig", 0xC6}, {"Agrave", 0xC0}, {"Ouml", 0xD6}, {"Uuml", 0xDC}, {"aelig", 0xE6}, {"agrave", 0xE0}, {"alpha",
   0x3B1},
  {"ast", '*'}, {"auml", 0xE4}, {"beta", 0x3B2}, {"ccedil", 0xE7}, {"deg", 0xB0}, {"dots", 0x2026}, {"eacute", 0xE9},
  {"egrave", 0xE8}, {"euro", 0x20AC}, {"hellip", 0x2026}, {"laquo", 0xAB}, {"ldquo", 0x201C}, {"lsquo", 0x2018},
  {"mdash", 0x2014}, {"nbsp", 0xA0}, {"ndash", 0x2013}, {"ouml", 0xF6}, {"pound", 0xA3}, {"raquo", 0xBB},
  {"rdquo", 0x201D}, {"rsquo", 0x2019}, {"szlig", 0xDF}, {"times", 0xD7}, {"uuml", 0xFC},
};

/* "\name", "\name{}", "\(...\)", "\\" at a line's end. */
static uint32_t read_backslash(frame *self, uint32_t at)
{
  char next = byte_at(self, at + 1);
  if (next == '(')
    return read_until(self, at, "\\)", END_ROUND, true);
  if (next == '[')
    return read_until(self, at, "\\]", END_SQUARE, true);
  if (next == '\\' && outline_is_gap(byte_at(self, at + 2))) {
    prose_blank(&self->base->out, at, at + 2);
    return at + 2;
  }
  uint32_t end = at + 1;
  while (end - at < NAME_LIMIT && ascii_is_letter(byte_at(self, end)))
    end++;
  if (end == at + 1)
    return at;
  const char *name = self->text + at + 1;
  uint32_t after = starts(self, end, "{}") ? end + 2 : end;
  for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
    if (text_is(text_of(name, end - at - 1), entities[i].name)) {
      prose_char(&self->base->out, at, after, entities[i].code);
      return after;
    }
  prose_opaque(&self->base->out, at, after);
  return after;
}

/* "$x$": no blank inside its dollars, none or punctuation behind; at most three lines. */
static uint32_t read_dollar(frame *self, uint32_t at)
{
  bool two = byte_at(self, at + 1) == '$';
  uint32_t first = at + 1 + two, end = self->end - at > DOLLAR_LIMIT ? at + DOLLAR_LIMIT : self->end;
  const char *close = first < end ? memchr(self->text + first, '$', end - first) : NULL;
  if (!close || close == self->text + first || outline_is_gap(self->text[first]) || outline_is_gap(close[-1]))
    return at;
  uint32_t after = (uint32_t)(close - self->text) + 1 + two;
  char behind = byte_at(self, after);
  if (after > self->end || ascii_is_digit(behind) || ascii_is_letter(behind))
    return at;
  prose_opaque(&self->base->out, at, after);
  return after;
}

/* ---- from left to right ---- */

/* What the sign at `at` begins; the byte after it, `at` when that is nothing. Text before it has been written. */
static uint32_t read_sign(frame *self, uint32_t at)
{
  switch (self->text[at]) {
  case '[': return read_bracket(self, at);
  case '<': return read_pointed(self, at);
  case '\\': return read_backslash(self, at);
  case '$': return read_dollar(self, at);
  case '{': return starts(self, at, "{{{") ? read_until(self, at, "}}}", END_MACRO, true) : at;
  case '@': return starts(self, at, "@@") ? read_until(self, at, "@@", END_SNIPPET, false) : at;
  default: return read_emphasis(self, at);
  }
}

void org_read_words(outline *base, dixit_span words)
{
  frame self = {.base = base, .text = base->doc->text, .start = words.start, .end = words.end};
  uint32_t from = words.start, at = from;
  while (at < self.end && !base->doc->memory.failed) {
    char c = self.text[at];
    if (c == ':') {
      uint32_t after = read_colon(&self, from, at);
      from = after > at ? after : from;
      at = after > at ? after : at + 1;
      continue;
    }
    if (!scan_is_one_of(c, "*/_+~=[<\\${@")) {
      at++;
      continue;
    }
    prose_text(&base->out, from, at);
    from = read_sign(&self, at);
    at = from > at ? from : at + 1;
  }
  if (from < self.end)
    prose_text(&base->out, from, self.end);
}
