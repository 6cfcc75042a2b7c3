/* Formatting marks, macros, links and cross-references as Asciidoctor 2 reads them: marks stand at the border of words
 * ("*a*"), doubled ones anywhere ("a**b**"). "`" around quotation marks makes them curved, as here they are read.
 * "<<key>>" cites a work when a bibliography of the document has the key, and leads to a place in it when none has.
 * Attributes ("{name}") are not replaced: they take a noun's place. */
#include "doc/asciidoc_words.h"

#include "doc/entities.h"
#include "doc/markdown_scan.h"

enum { NAME_LIMIT = 80, MACRO_LIMIT = 2000, ROLE_LIMIT = 200 };

/* Signs that end something, each with its place in `next`. */
typedef enum end_sign {
  END_BOLD,
  END_BOLD_PAIR,
  END_ITALIC,
  END_ITALIC_PAIR,
  END_MONO,
  END_MONO_PAIR,
  END_MARK,
  END_MARK_PAIR,
  END_SUP,
  END_SUB,
  END_DOUBLE,
  END_SINGLE,
  END_PASS,
  END_INDEX,
  END_INDEX_HIDDEN,
  END_REFERENCE,
  END_ANCHOR,
  END_SIGNS
} end_sign;

/* The words being read. next: where each of these signs stands next, as far as it is known: 0, or DIXIT_NONE where it
 * does not any more. bracket: the first "]" not before the place that was asked for last, or the end. */
typedef struct frame {
  outline *base;
  const char *text;
  uint32_t start;
  uint32_t end;
  uint32_t next[END_SIGNS];
  uint32_t bracket;
} frame;

static char byte_at(const frame *self, uint32_t at)
{
  return at < self->end ? self->text[at] : '\0';
}

static bool is_word(char c)
{
  return ascii_is_letter(c) || ascii_is_digit(c) || c == '_' || (unsigned char)c >= 0x80;
}

static bool starts(const frame *self, uint32_t at, const char *word)
{
  return outline_starts(self->base, span_of(at, self->end > at ? self->end : at), word);
}

/* The next `sign` from `at` on; DIXIT_NONE when there is none. `border`: only where a word ends. */
static uint32_t find_end(frame *self, uint32_t at, const char *sign, end_sign bit, bool border)
{
  uint32_t length = (uint32_t)strlen(sign);
  if (self->next[bit] >= at)
    return self->next[bit];
  self->next[bit] = DIXIT_NONE;
  for (uint32_t i = at; i + length <= self->end; i++) {
    const char *found = memchr(self->text + i, sign[0], self->end - i);
    if (!found)
      break;
    i = (uint32_t)(found - self->text);
    if (!starts(self, i, sign))
      continue;
    if (!border || (!outline_is_gap(self->text[i - 1]) && !is_word(byte_at(self, i + length))))
      return self->next[bit] = i;
  }
  return DIXIT_NONE;
}

/* ---- marks ---- */

static const struct {
  const char *sign;
  const char *pair;
  uint8_t end;
  uint8_t flags;
  bool noun;
} marks[] = {
  {"*", "**", END_BOLD, DIXIT_RUN_STRONG, false},
  {"_", "__", END_ITALIC, DIXIT_RUN_EMPHASIS, false},
  {"`", "``", END_MONO, 0, true},
  {"#", "##", END_MARK, 0, false},
};

static bool may_start(const frame *self, uint32_t at)
{
  char before = at > self->start ? self->text[at - 1] : '\0';
  return !outline_is_gap(byte_at(self, at + 1)) && !is_word(before) && !scan_is_one_of(before, ";:}");
}

static uint32_t read_mark(frame *self, uint32_t at)
{
  size_t i = 0;
  while (marks[i].sign[0] != self->text[at])
    i++;
  bool pair = starts(self, at, marks[i].pair);
  uint32_t length = pair ? 2 : 1, close = DIXIT_NONE;
  if (pair)
    close = find_end(self, at + 3, marks[i].pair, (end_sign)(marks[i].end + 1), false);
  else if (may_start(self, at))
    close = find_end(self, at + 2, marks[i].sign, (end_sign)marks[i].end, true);
  if (close == DIXIT_NONE)
    return at;
  if (marks[i].noun)
    prose_opaque(&self->base->out, at, close + length);
  else
    outline_inside(self->base, span_of(at + length, close), marks[i].flags);
  return close + length;
}

/* "^a^", "~a~": without blanks inside. */
static uint32_t read_raised(frame *self, uint32_t at)
{
  char sign[2] = {self->text[at], '\0'};
  uint32_t close = find_end(self, at + 1, sign, sign[0] == '^' ? END_SUP : END_SUB, false);
  if (close == DIXIT_NONE || close - at > NAME_LIMIT || close == at + 1)
    return at;
  for (uint32_t i = at + 1; i < close; i++)
    if (outline_is_gap(self->text[i]))
      return at;
  outline_inside(self->base, span_of(at + 1, close), 0);
  return close + 1;
}

/* "\"`words`\"" and "'`words`'" print curved marks. */
static uint32_t read_curved(frame *self, uint32_t at)
{
  bool two = self->text[at] == '"';
  if (byte_at(self, at + 1) != '`')
    return at;
  uint32_t close = find_end(self, at + 2, two ? "`\"" : "`'", two ? END_DOUBLE : END_SINGLE, false);
  if (close == DIXIT_NONE)
    return at;
  prose_char(&self->base->out, at, at + 2, two ? 0x201C : 0x2018);
  outline_inside(self->base, span_of(at + 2, close), 0);
  prose_char(&self->base->out, close, close + 2, two ? 0x201D : 0x2019);
  return close + 2;
}

/* ---- macros ---- */

/* The "]" that ends the brackets opened at `at`; DIXIT_NONE when none does. */
static uint32_t find_bracket(frame *self, uint32_t at)
{
  return outline_bracket(self->base, at, self->end, MACRO_LIMIT, &self->bracket);
}

typedef enum macro_kind {
  MACRO_NOTE,
  MACRO_NOTE_REF,
  MACRO_LINK,
  MACRO_XREF,
  MACRO_CITE,
  MACRO_NOUN,
  MACRO_SKIP
} macro_kind;

static const struct {
  const char *name;
  macro_kind kind;
} macros[] = {
  {"footnote", MACRO_NOTE}, {"footnoteref", MACRO_NOTE_REF}, {"link", MACRO_LINK}, {"xref", MACRO_XREF},
  {"cite", MACRO_CITE}, {"citenp", MACRO_CITE}, {"fullcite", MACRO_CITE}, {"image", MACRO_NOUN}, {"icon", MACRO_NOUN},
  {"kbd", MACRO_NOUN}, {"btn", MACRO_NOUN}, {"menu", MACRO_NOUN}, {"stem", MACRO_NOUN}, {"latexmath", MACRO_NOUN},
  {"asciimath", MACRO_NOUN}, {"pass", MACRO_NOUN}, {"mailto", MACRO_NOUN}, {"indexterm", MACRO_SKIP}, {"anchor",
   MACRO_SKIP},
};

enum { MACROS = sizeof macros / sizeof *macros };

/* "key(12),key2(3)" of asciidoctor-bibtex: the keys without their pages. */
static void read_keys(frame *self, dixit_span span, dixit_span list)
{
  uint32_t start = span.start;
  for (uint32_t at = list.start; at < list.end;) {
    while (at < list.end && (outline_is_gap(self->text[at]) || self->text[at] == ','))
      at++;
    uint32_t first = at;
    while (at < list.end && self->text[at] != ',' && self->text[at] != '(' && !outline_is_gap(self->text[at]))
      at++;
    dixit_span key = span_of(first, at), locator = span_of(at, at);
    const char *close = byte_at(self, at) == '(' ? memchr(self->text + at, ')', list.end - at) : NULL;
    if (close) {
      locator = span_of(at + 1, (uint32_t)(close - self->text));
      at = locator.end + 1;
    }
    const char *comma = at < list.end ? memchr(self->text + at, ',', list.end - at) : NULL;
    uint32_t end = comma ? (uint32_t)(comma - self->text) : span.end;
    if (span_is_empty(key))
      return;
    uint32_t index = prose_cite(&self->base->out, DIXIT_CITE_KEY, span_of(start, end), key, true);
    if (index == DIXIT_NONE)
      return;
    if (!span_is_empty(locator))
      self->base->doc->citations.items[index].locator = locator;
    start = end;
    at = comma ? end + 1 : list.end;
  }
}

/* "footnoteref:[id,words]", "footnoteref:[id]". */
static void read_note_ref(frame *self, dixit_span span, dixit_span inner)
{
  const char *comma = memchr(self->text + inner.start, ',', span_length(inner));
  uint32_t end = comma ? (uint32_t)(comma - self->text) : inner.end;
  if (comma)
    outline_note_here(self->base, span, span_of(inner.start, end), span_of(end + 1, inner.end));
  else
    prose_cite(&self->base->out, DIXIT_CITE_FOOTNOTE, span, inner, true);
}

/* `target` is what stands between ":" and "[", `inner` what between the brackets. */
static void read_macro(frame *self, macro_kind kind, dixit_span span, dixit_span target, dixit_span inner)
{
  switch (kind) {
  case MACRO_NOTE:
    if (span_is_empty(inner))
      prose_cite(&self->base->out, DIXIT_CITE_FOOTNOTE, span, target, true);
    else
      outline_note_here(self->base, span, target, inner);
    break;
  case MACRO_NOTE_REF: read_note_ref(self, span, inner); break;
  case MACRO_LINK: outline_link(self->base, DIXIT_CITE_LINK, span, target, inner); break;
  case MACRO_XREF: outline_link(self->base, DIXIT_CITE_REFERENCE_LINK, span, target, inner); break;
  case MACRO_CITE: read_keys(self, span, inner); break;
  case MACRO_NOUN: prose_opaque(&self->base->out, span.start, span.end); break;
  case MACRO_SKIP: break;
  }
}

/* "https://example.org[words]", "https://example.org". */
static uint32_t read_url(frame *self, uint32_t from, uint32_t at)
{
  size_t start, stop = scan_url_at_colon(text_of(self->text, self->end), from, at, &start);
  uint32_t end = (uint32_t)stop, close = stop && byte_at(self, end) == '[' ? find_bracket(self, end) : DIXIT_NONE;
  if (close == DIXIT_NONE)
    return outline_url(self->base, from, at, self->end);
  prose_text(&self->base->out, from, (uint32_t)start);
  dixit_span words = span_of(end + 1, close);
  if (words.end > words.start && self->text[words.end - 1] == '^') /* a window of its own */
    words.end--;
  outline_link(self->base, DIXIT_CITE_LINK, span_of((uint32_t)start, close + 1), span_of((uint32_t)start, end), words);
  return close + 1;
}

/* "name:target[inner]" at its ":". */
static uint32_t read_colon(frame *self, uint32_t from, uint32_t at)
{
  uint32_t first = at, open = at + 1, i = 0;
  while (first > from && at - first < NAME_LIMIT && ascii_is_letter(self->text[first - 1]))
    first--;
  dixit_text name = text_of(self->text + first, at - first);
  while (i < MACROS && !text_is(name, macros[i].name))
    i++;
  if (i == MACROS)
    return read_url(self, from, at);
  while (open < self->end && open - at < MACRO_LIMIT && !outline_is_gap(self->text[open]) && self->text[open] != '[')
    open++;
  uint32_t close = byte_at(self, open) == '[' ? find_bracket(self, open) : DIXIT_NONE;
  if (close == DIXIT_NONE)
    return at;
  prose_text(&self->base->out, from, first);
  read_macro(self, macros[i].kind, span_of(first, close + 1), span_of(at + 1, open), span_of(open + 1, close));
  return close + 1;
}

/* ---- references, brackets, attributes ---- */

/* "<<key>>", "<<key,words>>". */
static uint32_t read_reference(frame *self, uint32_t at)
{
  uint32_t close = starts(self, at, "<<") ? find_end(self, at + 2, ">>", END_REFERENCE, false) : DIXIT_NONE;
  if (close == DIXIT_NONE || close - at > MACRO_LIMIT || close == at + 2)
    return at;
  const char *comma = memchr(self->text + at + 2, ',', close - at - 2);
  uint32_t end = comma ? (uint32_t)(comma - self->text) : close, words = comma ? end + 1 : close;
  while (words < close && outline_is_gap(self->text[words]))
    words++;
  outline_link(self->base, DIXIT_CITE_REFERENCE_LINK, span_of(at, close + 2), span_of(at + 2, end),
               span_of(words, close));
  return close + 2;
}

/* "[[anchor]]", "[.role]#words#": what is in brackets is no prose; other brackets are. */
static uint32_t read_bracket(frame *self, uint32_t at)
{
  if (starts(self, at, "[[")) {
    uint32_t close = find_end(self, at + 2, "]]", END_ANCHOR, false);
    bool anchor = close != DIXIT_NONE && close - at < NAME_LIMIT && is_word(byte_at(self, at + 2));
    return anchor ? close + 2 : at;
  }
  uint32_t end = at + 1;
  while (end < self->end && end - at < ROLE_LIMIT && self->text[end] != ']' && self->text[end] != '[' &&
         self->text[end] != '\n')
    end++;
  return byte_at(self, end) == ']' && byte_at(self, end + 1) && strchr("#*_`", byte_at(self, end + 1)) ? end + 1 : at;
}

/* "((word))" is prose and stands in the index, "(((word, word)))" only in the index. */
static uint32_t read_index(frame *self, uint32_t at)
{
  if (!starts(self, at, "(("))
    return at;
  bool hidden = starts(self, at, "(((");
  uint32_t close = hidden ? find_end(self, at + 3, ")))", END_INDEX_HIDDEN, false)
                          : find_end(self, at + 2, "))", END_INDEX, false);
  if (close == DIXIT_NONE)
    return at;
  if (!hidden)
    outline_inside(self->base, span_of(at + 2, close), 0);
  return close + (hidden ? 3 : 2);
}

/* "{name}"; some stand for characters. */
static uint32_t read_attribute(frame *self, uint32_t at)
{
  static const struct {
    const char *name;
    uint32_t code;
  } characters[] = {
    {"nbsp", 0xA0}, {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"apos", '\''}, {"quot",
     '"'},
    {"deg", 0xB0}, {"plus", '+'}, {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"startsb", '['}, {"endsb", ']'}, {"vbar",
     '|'},
    {"asterisk", '*'}, {"tilde", '~'}, {"caret", '^'}, {"backtick", '`'}, {"backslash", '\\'},
  };
  uint32_t end = at + 1;
  while (end - at < NAME_LIMIT && (is_word(byte_at(self, end)) || byte_at(self, end) == '-'))
    end++;
  if (end == at + 1 || byte_at(self, end) != '}')
    return at;
  dixit_text name = text_of(self->text + at + 1, end - at - 1);
  for (size_t i = 0; i < sizeof characters / sizeof *characters; i++)
    if (text_is(name, characters[i].name)) {
      prose_char(&self->base->out, at, end + 1, characters[i].code);
      return end + 1;
    }
  prose_opaque(&self->base->out, at, end + 1);
  return end + 1;
}

static uint32_t read_entity(frame *self, uint32_t at)
{
  uint32_t codes[2];
  uint32_t end = (uint32_t)entity_scan(text_of(self->text, self->end), at, codes);
  if (!end)
    return at;
  prose_entity(&self->base->out, at, end, codes);
  return end;
}

/* "+++as it is+++", " +" at a line's end. */
static uint32_t read_plus(frame *self, uint32_t at)
{
  char next = byte_at(self, at + 1);
  if ((next == '\n' || next == '\r' || next == '\0') && at > self->start && self->text[at - 1] == ' ') {
    prose_blank(&self->base->out, at, at + 1);
    return at + 1;
  }
  uint32_t close = starts(self, at, "+++") ? find_end(self, at + 3, "+++", END_PASS, false) : DIXIT_NONE;
  if (close == DIXIT_NONE)
    return at;
  prose_opaque(&self->base->out, at, close + 3);
  return close + 3;
}

/* ---- from left to right ---- */

/* What the sign at `at` begins; the byte after it, `at` when that is nothing. Text before it has been written. */
static uint32_t read_sign(frame *self, uint32_t at)
{
  switch (self->text[at]) {
  case '^':
  case '~': return read_raised(self, at);
  case '"':
  case '\'': return read_curved(self, at);
  case '<': return read_reference(self, at);
  case '[': return read_bracket(self, at);
  case '(': return read_index(self, at);
  case '{': return read_attribute(self, at);
  case '&': return read_entity(self, at);
  case '+': return read_plus(self, at);
  default: return read_mark(self, at);
  }
}

void asciidoc_read_words(outline *base, dixit_span words)
{
  frame self = {.base = base, .text = base->doc->text, .start = words.start, .end = words.end};
  uint32_t from = words.start, at = from;
  while (at < self.end && !base->doc->memory.failed) {
    char c = self.text[at];
    if (c == ':') {
      uint32_t after = read_colon(&self, from, at);
      from = after > at ? after : from;
      at = after > at ? after : at + 1;
    } else if (c == '\\' && scan_is_one_of(byte_at(&self, at + 1), "*_`#^~\"'<[({&+")) {
      prose_text(&base->out, from, at); /* an escape */
      from = at + 1;
      at += 2;
    } else if (c == '>' && at > words.start && self.text[at - 1] == '\n') { /* goes on in a quotation marked so */
      prose_text(&base->out, from, at);
      from = ++at;
    } else if (scan_is_one_of(c, "*_`#^~\"'<[({&+")) {
      prose_text(&base->out, from, at);
      from = read_sign(&self, at);
      at = from > at ? from : at + 1;
    } else {
      at++;
    }
  }
  if (from < self.end)
    prose_text(&base->out, from, self.end);
}
