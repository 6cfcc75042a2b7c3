/* Brackets are paired once, with a stack. A closing bracket ends the nearest open one of its sort; what was opened
 * after that stays without partner. */
#include "doc/wiki_scan.h"

/* Elements of which no wikitext is read. The bit is that of wiki_text.absent. */
static const struct {
  const char *start;
  const char *end;
  bool noun;
} raws[] = {
  {"<!--", "-->", false},
  {"<nowiki", "</nowiki>", true},
  {"<math", "</math>", true},
  {"<pre", "</pre>", false},
  {"<source", "</source>", false},
  {"<syntaxhighlight", "</syntaxhighlight>", false},
  {"<gallery", "</gallery>", false},
  {"<code", "</code>", true},
  {"<timeline", "</timeline>", false},
  {"<score", "</score>", false},
  {"<templatedata", "</templatedata>", false},
  {"<imagemap", "</imagemap>", false},
  {"<chem", "</chem>", true},
};

enum { RAWS = sizeof raws / sizeof *raws, KINDS = 3, NAME_LIMIT = 40 };

static const char opens[KINDS][3] = {"{{", "[[", "{|"};
static const char closes[KINDS][3] = {"}}", "]]", "|}"};

static bool is_at(const wiki_text *self, uint32_t at, const char *word)
{
  size_t length = strlen(word);
  return self->length - at >= length && text_equal_folded(text_of(self->bytes + at, length), text_from(word));
}

bool wiki_is_tag(const wiki_text *self, uint32_t at, const char *word)
{
  size_t length = strlen(word);
  return is_at(self, at, word) && (at + length >= self->length || !ascii_is_letter(self->bytes[at + length]));
}

uint32_t wiki_find_end(wiki_text *self, uint32_t at, const char *end, uint32_t bit, uint32_t *start)
{
  if (self->absent >> bit & 1)
    return 0;
  for (const char *found; at < self->length && (found = memchr(self->bytes + at, end[0], self->length - at)) != NULL;
       at++) {
    at = (uint32_t)(found - self->bytes);
    if (is_at(self, at, end)) {
      *start = at;
      return at + (uint32_t)strlen(end);
    }
  }
  self->absent |= UINT32_C(1) << bit;
  return 0;
}

/* "<br/>"-like: the element is empty. */
static bool closes_itself(const wiki_text *self, uint32_t at, uint32_t *end)
{
  const char *close = memchr(self->bytes + at, '>', self->length - at < 300 ? self->length - at : 300);
  *end = close ? (uint32_t)(close - self->bytes) + 1 : 0;
  return close && close[-1] == '/';
}

uint32_t wiki_skip_raw(wiki_text *self, uint32_t at, bool *noun)
{
  uint32_t start, end;
  for (uint32_t i = 0; i < RAWS; i++) {
    bool comment = i == 0;
    if (comment ? !is_at(self, at, raws[i].start) : !wiki_is_tag(self, at, raws[i].start))
      continue;
    *noun = raws[i].noun;
    if (!comment && closes_itself(self, at, &end))
      return end;
    return wiki_find_end(self, at, raws[i].end, i, &start);
  }
  return 0;
}

/* ---- pairs ---- */

/* top: the last open bracket; `close` of an open one holds the one below. kinds: of each; open: how many
 * of each kind. */
typedef struct pairing {
  wiki_text *text;
  arena *scratch;
  ARRAY(uint8_t) kinds;
  uint32_t top;
  uint32_t open[KINDS];
} pairing;

static bool push(pairing *self, uint32_t at, uint8_t kind)
{
  wiki_pair *pair = ARRAY_ADD(self->scratch, self->text->pairs);
  uint8_t *of = pair ? ARRAY_ADD(self->scratch, self->kinds) : NULL;
  if (!of)
    return false;
  *pair = (wiki_pair){at, self->top};
  *of = kind;
  self->top = self->text->pairs.count - 1;
  self->open[kind]++;
  return true;
}

static void pop(pairing *self, uint32_t close)
{
  wiki_pair *pair = &self->text->pairs.items[self->top];
  self->open[self->kinds.items[self->top]]--;
  self->top = pair->close;
  pair->close = close;
}

static bool close_pair(pairing *self, uint32_t at, uint8_t kind)
{
  if (!self->open[kind])
    return false;
  while (self->kinds.items[self->top] != kind)
    pop(self, DIXIT_NONE);
  pop(self, at);
  return true;
}

static int find_kind(const wiki_text *self, uint32_t at, const char marks[KINDS][3])
{
  for (int i = 0; i < KINDS; i++)
    if (at + 1 < self->length && self->bytes[at] == marks[i][0] && self->bytes[at + 1] == marks[i][1])
      return i;
  return -1;
}

/* One place; how many bytes it takes. */
static uint32_t pair_at(pairing *self, uint32_t at)
{
  wiki_text *text = self->text;
  bool noun;
  if (text->bytes[at] == '<') {
    uint32_t end = wiki_skip_raw(text, at, &noun);
    return end ? end - at : 1;
  }
  int kind = find_kind(text, at, opens);
  if (kind >= 0 && (kind != 2 || at == 0 || (unsigned char)text->bytes[at - 1] <= ' ' || text->bytes[at - 1] == ':'))
    return push(self, at, (uint8_t)kind) ? 2 : 1;
  kind = find_kind(text, at, closes);
  return kind >= 0 && close_pair(self, at, (uint8_t)kind) ? 2 : 1;
}

void wiki_text_init(wiki_text *self, const dixit_doc *doc, arena *scratch)
{
  static const uint8_t marks[256] = {['{'] = 1, ['}'] = 1, ['['] = 1, [']'] = 1, ['|'] = 1, ['<'] = 1};
  pairing pairs = {.text = self, .scratch = scratch, .top = DIXIT_NONE};
  *self = (wiki_text){.bytes = doc->text, .length = doc->length};
  for (uint32_t at = 0; at < doc->length && !scratch->failed;)
    at += marks[(unsigned char)doc->text[at]] ? pair_at(&pairs, at) : 1;
  while (pairs.top != DIXIT_NONE)
    pop(&pairs, DIXIT_NONE);
}

uint32_t wiki_close(const wiki_text *self, uint32_t open)
{
  uint32_t low = 0, high = self->pairs.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (self->pairs.items[middle].open < open)
      low = middle + 1;
    else
      high = middle;
  }
  return low < self->pairs.count && self->pairs.items[low].open == open ? self->pairs.items[low].close : DIXIT_NONE;
}

/* ---- attributes and parameters ---- */

dixit_span wiki_trim(const wiki_text *self, dixit_span span)
{
  while (span.start < span.end && (unsigned char)self->bytes[span.start] <= ' ')
    span.start++;
  while (span.end > span.start && (unsigned char)self->bytes[span.end - 1] <= ' ')
    span.end--;
  return span;
}

dixit_span wiki_attribute(const wiki_text *self, uint32_t at, uint32_t end, const char *name)
{
  size_t length = strlen(name);
  for (; at + length < end; at++) {
    bool starts =
        (unsigned char)self->bytes[at - 1] <= ' ' || self->bytes[at - 1] == '"' || self->bytes[at - 1] == '\'';
    if (!starts || !is_at(self, at, name))
      continue;
    uint32_t value = at + (uint32_t)length;
    while (value < end && (unsigned char)self->bytes[value] <= ' ')
      value++;
    if (value >= end || self->bytes[value] != '=')
      continue;
    for (value++; value < end && (unsigned char)self->bytes[value] <= ' '; value++)
      ;
    char quote = value < end && (self->bytes[value] == '"' || self->bytes[value] == '\'') ? self->bytes[value] : '\0';
    uint32_t last = value += quote != '\0';
    while (last < end && (quote ? self->bytes[last] != quote : (unsigned char)self->bytes[last] > ' '))
      last++;
    if (!quote && last == end && last > value && self->bytes[last - 1] == '/')
      last--;
    return wiki_trim(self, span_of(value, last));
  }
  return span_of(at, at);
}

dixit_span wiki_template(const wiki_text *self, uint32_t open, uint32_t close, wiki_parameters *parameters)
{
  uint32_t at = open + 2;
  while (at < close && self->bytes[at] != '|' && self->bytes[at] != '<' && self->bytes[at] != '{')
    at++;
  dixit_span name = wiki_trim(self, span_of(open + 2, at));
  while (at < close && self->bytes[at] != '|') {
    bool opens_pair = self->bytes[at] == '{' && self->bytes[at + 1] == '{';
    uint32_t inner = opens_pair ? wiki_close(self, at) : DIXIT_NONE;
    at = inner != DIXIT_NONE && inner < close ? inner + 2 : at + 1;
  }
  *parameters = (wiki_parameters){at, close, 0};
  return name;
}

/* "name =" at the start of a parameter: where the value starts, or 0. */
static uint32_t read_name(const wiki_text *self, uint32_t at, uint32_t end, dixit_span *name)
{
  uint32_t first = at;
  while (at < end && at - first < NAME_LIMIT &&
         (ascii_is_letter(self->bytes[at]) || ascii_is_digit(self->bytes[at]) ||
          (unsigned char)self->bytes[at] <= ' ' || self->bytes[at] == '-' || self->bytes[at] == '_'))
    at++;
  *name = wiki_trim(self, span_of(first, at));
  return at < end && self->bytes[at] == '=' && !span_is_empty(*name) ? at + 1 : 0;
}

/* Past the note at `at`: "<ref>...</ref>", "<ref name=a/>". */
static uint32_t skip_note(wiki_text *self, uint32_t at)
{
  uint32_t start, after;
  if (closes_itself(self, at, &after))
    return after;
  uint32_t end = after ? wiki_find_end(self, after, "</ref>", WIKI_REF_BIT, &start) : 0;
  return end ? end : at + 1;
}

/* Past what holds bars that separate no parameters: a template, a link, a note, a comment. One byte where there is
 * none. */
static uint32_t skip_unit(wiki_text *self, uint32_t at, uint32_t end)
{
  bool opens_pair =
      at + 1 < end && (self->bytes[at] == '{' || self->bytes[at] == '[') && self->bytes[at + 1] == self->bytes[at];
  uint32_t close = opens_pair ? wiki_close(self, at) : DIXIT_NONE, after = at + 1;
  bool noun;
  if (close != DIXIT_NONE && close < end)
    return close + 2;
  if (self->bytes[at] == '<')
    after = wiki_is_tag(self, at, "<ref") ? skip_note(self, at) : wiki_skip_raw(self, at, &noun);
  return after > at && after <= end ? after : at + 1;
}

bool wiki_next_parameter(wiki_text *self, wiki_parameters *parameters, wiki_parameter *out)
{
  uint32_t at = parameters->at, end = parameters->end;
  if (at >= end)
    return false;
  uint32_t first = ++at;
  while (at < end && self->bytes[at] != '|')
    at = skip_unit(self, at, end);
  uint32_t value = read_name(self, first, at, &out->name);
  if (value)
    out->number = 0;
  else
    out->number = ++parameters->number;
  out->value = wiki_trim(self, span_of(value ? value : first, at));
  if (!value)
    out->name = span_of(first, first);
  parameters->at = at;
  return true;
}
