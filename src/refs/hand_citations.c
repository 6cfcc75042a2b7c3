/* Looks at brackets only. In round ones, parts between ";" that are names and years; a year at once means the names
 * before the bracket. In square ones, numbers. What is in round brackets with a month before the year is a date. */
#include "refs/hand_citations.h"

#include "refs/dates.h"

enum { BRACKET_LIMIT = 400, NAME_LIMIT = 100, RANGE_LIMIT = 50 };

typedef struct scanner {
  const dixit_doc *doc;
  arena *scratch;
  hand_citations *out;
} scanner;

static bool is_blank(char c)
{
  return (unsigned char)c <= ' ';
}

static bool is_letter(char c)
{
  return ascii_is_letter(c) || (unsigned char)c >= 0x80;
}

static bool is_upper(char c)
{
  return (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0xC3;
}

static dixit_span trim(const dixit_doc *doc, uint32_t start, uint32_t end, const char *signs)
{
  while (start < end && (is_blank(doc->text[start]) || strchr(signs, doc->text[start])))
    start++;
  while (end > start && (is_blank(doc->text[end - 1]) || strchr(signs, doc->text[end - 1])))
    end--;
  return span_of(start, end);
}

/* ---- names ---- */

/* Words that stand in small letters within a name, or between two. */
static bool is_joint(dixit_text word)
{
  static const char *const joints[] = {"and", "&",  "et", "al", "al.", "of", "the", "for", "van", "von", "der", "den",
                                       "de",  "la", "le", "du", "da",  "di", "dos", "ter", "ten", "el",  "bin"};
  for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
    if (text_is(word, joints[i]))
      return true;
  return false;
}

/* The next word of names from *at on; an ending "'s" and a comma are left out. */
static bool next_word(const dixit_doc *doc, uint32_t *at, uint32_t end, dixit_span *word)
{
  while (*at < end && is_blank(doc->text[*at]))
    ++*at;
  uint32_t start = *at;
  while (*at < end && !is_blank(doc->text[*at]))
    ++*at;
  *word = trim(doc, start, *at, ",");
  return *at > start;
}

/* Where the names begin: behind "see", "see also", "e.g.", "cf." and such, that is at the first word with a capital, or
 * a particle right before it. */
static uint32_t names_start(const dixit_doc *doc, dixit_span part)
{
  uint32_t at = part.start, particle = DIXIT_NONE;
  for (dixit_span word; next_word(doc, &at, part.end, &word);) {
    if (is_upper(doc->text[word.start]))
      return particle != DIXIT_NONE ? particle : word.start;
    particle = !is_joint(doc_slice(doc, word)) ? DIXIT_NONE : particle == DIXIT_NONE ? word.start : particle;
  }
  return part.end;
}

/* "(In 2014, ...)": with a capital, and nobody's name. */
static bool is_time(dixit_text word)
{
  static const char *const words[] = {"In",     "Since", "By",    "From",    "Until", "Till",   "After",  "Before",
                                      "During", "About", "Around", "Between", "Circa", "Early",  "Late",   "Mid",
                                      "Spring", "Summer", "Autumn", "Fall",    "Winter", "As",   "On",     "At"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (text_is(word, words[i]))
      return true;
  return false;
}

static bool are_names(const dixit_doc *doc, dixit_span names)
{
  uint32_t at = names.start, count = 0, people = 0;
  if (span_is_empty(names) || span_length(names) > NAME_LIMIT)
    return false;
  for (dixit_span word; next_word(doc, &at, names.end, &word); count++) {
    if (span_is_empty(word) || (!is_upper(doc->text[word.start]) && !is_joint(doc_slice(doc, word))))
      return false;
    for (uint32_t i = word.start; i < word.end; i++)
      if (!is_letter(doc->text[i]) && !strchr("-'.&", doc->text[i]))
        return false;
    if (month_find(doc_slice(doc, word)) && span_length(word) > 2)
      return false;
    people += !is_joint(doc_slice(doc, word)) && !is_time(doc_slice(doc, word));
  }
  return people > 0 && count <= 10;
}

/* Where in the names " and ", " & ", a comma or " et al" stands; their end when nowhere. */
static uint32_t first_end(const dixit_doc *doc, dixit_span names)
{
  for (uint32_t at = names.start; at < names.end; at++) {
    dixit_text rest = text_of(doc->text + at, names.end - at);
    if (doc->text[at] == ',' || text_starts_folded(rest, " and ") || text_starts_folded(rest, " & ") ||
        text_starts_folded(rest, " et al"))
      return at;
  }
  return names.end;
}

static bool has_et_al(const dixit_doc *doc, dixit_span names)
{
  for (uint32_t at = names.start; at < names.end; at++)
    if (text_starts_folded(text_of(doc->text + at, names.end - at), " et al"))
      return true;
  return false;
}

/* Without a possessive ending. */
static dixit_span bare_name(const dixit_doc *doc, dixit_span name)
{
  dixit_text text = doc_slice(doc, name);
  if (text_ends_folded(text, "'s"))
    name.end -= 2;
  else if (text_ends_folded(text, "\xE2\x80\x99s"))
    name.end -= 4;
  return name;
}

static void split_names(const dixit_doc *doc, hand_citation *self)
{
  dixit_span names = self->names;
  uint32_t end = first_end(doc, names), start = end;
  self->span.start = names.start;
  self->name = bare_name(doc, span_of(names.start, end));
  self->et_al = has_et_al(doc, names);
  while (start < names.end && strchr(", &", doc->text[start]))
    start++;
  if (text_starts_folded(text_of(doc->text + start, names.end - start), "and "))
    start += 4;
  bool more = !self->et_al && start < names.end;
  self->second = more ? bare_name(doc, span_of(start, first_end(doc, span_of(start, names.end)))) : span_of(end, end);
}

static void add_named(scanner *self, dixit_span names, listed_year year, bool loose)
{
  hand_citation *added = ARRAY_ADD(self->scratch, self->out->named);
  if (!added)
    return;
  added->span = span_of(names.start, year.span.end);
  added->names = names;
  added->year = year;
  added->loose = loose;
  split_names(self->doc, added);
}

bool hand_citation_shift(const dixit_doc *doc, hand_citation *self)
{
  const char *comma = memchr(doc->text + self->names.start, ',', span_length(self->names));
  if (!self->loose || !comma)
    return false;
  self->names = trim(doc, (uint32_t)(comma - doc->text) + 1, self->names.end, "");
  split_names(doc, self);
  return !span_is_empty(self->names);
}

/* ---- round brackets ---- */

/* A year that is no page ("p. 1998"): what stands before it is a bracket, a blank behind a comma or a name. */
static bool next_year(const dixit_doc *doc, uint32_t *at, uint32_t end, listed_year *year)
{
  for (; *at < end; ++*at)
    if (ascii_is_digit(doc->text[*at]) && listed_year_read(doc, *at, end, year)) {
      *at = year->span.end;
      return true;
    }
  return false;
}

/* Between the years of one part: "2014a, 2015", "2014; 2015", "2014, b". */
static bool goes_on(const dixit_doc *doc, uint32_t from, uint32_t to)
{
  for (uint32_t i = from; i < to; i++)
    if (!is_blank(doc->text[i]) && doc->text[i] != ',' && doc->text[i] != '&')
      return false;
  return true;
}

static void add_years(scanner *self, dixit_span names, listed_year year, uint32_t end, bool loose)
{
  uint32_t at = year.span.end, last = at;
  add_named(self, names, year, loose);
  for (listed_year next; next_year(self->doc, &at, end, &next) && goes_on(self->doc, last, next.span.start);
       last = next.span.end)
    add_named(self, names, next, loose);
}

/* sentence: the names that stand before the bracket, for a part that is years alone. */
static void read_part(scanner *self, uint32_t start, uint32_t end, dixit_span sentence)
{
  listed_year year;
  uint32_t at = start;
  while (at < end && is_blank(self->doc->text[at]))
    at++;
  if (!span_is_empty(sentence) && listed_year_read(self->doc, at, end, &year)) {
    if (are_names(self->doc, sentence))
      add_years(self, sentence, year, end, true);
    return;
  }
  if (!next_year(self->doc, &at, end, &year))
    return;
  dixit_span before = trim(self->doc, start, year.span.start, ",");
  dixit_span names = span_of(names_start(self->doc, before), before.end);
  if (are_names(self->doc, names))
    add_years(self, names, year, end, false);
}

/* The names before the bracket at `open`, back to a word that belongs to none; not before `least`. */
static dixit_span names_before(const dixit_doc *doc, uint32_t least, uint32_t open)
{
  uint32_t end = open, start = open;
  while (end > least && is_blank(doc->text[end - 1]))
    end--;
  for (uint32_t at = end; at > least && end - at < NAME_LIMIT;) {
    uint32_t first = at;
    while (first > least && !is_blank(doc->text[first - 1]))
      first--;
    dixit_span word = trim(doc, first, at, ",");
    bool stops = at < end && strchr(".;:!?)", doc->text[at - 1]) && !text_is(doc_slice(doc, word), "al.");
    if (span_is_empty(word) || stops || (!is_upper(doc->text[word.start]) && !is_joint(doc_slice(doc, word))))
      break;
    start = first;
    for (at = first; at > least && is_blank(doc->text[at - 1]); at--)
      ;
  }
  start = start < end ? names_start(doc, span_of(start, end)) : end;
  return span_of(start, end);
}

static void read_round(scanner *self, dixit_span block, uint32_t open, uint32_t close)
{
  listed_year year;
  uint32_t at = open + 1, start = at;
  while (at < close && is_blank(self->doc->text[at]))
    at++;
  dixit_span names = span_of(open, open);
  if (listed_year_read(self->doc, at, close, &year))
    names = names_before(self->doc, block.start, open);
  for (at = start; at <= close; at++)
    if (at == close || self->doc->text[at] == ';') {
      read_part(self, start, at, names);
      start = at + 1;
    }
}

/* ---- square brackets ---- */

static void add_number(scanner *self, dixit_span span, uint32_t label)
{
  hand_citation *added = ARRAY_ADD(self->scratch, self->out->numbered);
  if (!added)
    return;
  added->span = span;
  added->label = label;
}

static uint32_t read_number(const dixit_doc *doc, uint32_t *at, uint32_t end)
{
  uint32_t number = 0, start = *at;
  for (; *at < end && ascii_is_digit(doc->text[*at]) && *at - start < 4; ++*at)
    number = number * 10 + (uint32_t)(doc->text[*at] - '0');
  return number;
}

/* "3", "3, 5-7": all of it must be that. */
static void read_square(scanner *self, uint32_t open, uint32_t close)
{
  const dixit_doc *doc = self->doc;
  uint32_t before = self->out->numbered.count, last = 0;
  bool range = false;
  for (uint32_t at = open + 1; at < close;) {
    uint32_t start = at, number = read_number(doc, &at, close);
    if (number) {
      for (uint32_t i = last + 1; range && last && i < number && i - last < RANGE_LIMIT; i++)
        add_number(self, span_of(open, close + 1), i);
      add_number(self, span_of(start, at), number);
      last = number;
      range = false;
      continue;
    }
    range = doc->text[at] == '-' || (unsigned char)doc->text[at] == 0xE2 ||
            (range && (unsigned char)doc->text[at] >= 0x80);
    if (!range && !is_blank(doc->text[at]) && doc->text[at] != ',') {
      self->out->numbered.count = before;
      return;
    }
    at++;
  }
}

/* ---- blocks ---- */

/* The bracket that closes the one at `open`, or 0. */
static uint32_t close_of(const dixit_doc *doc, uint32_t open, uint32_t end)
{
  char close = doc->text[open] == '(' ? ')' : ']';
  uint32_t last = end - open > BRACKET_LIMIT ? open + BRACKET_LIMIT : end;
  for (uint32_t at = open + 1; at < last; at++) {
    if (doc->text[at] == close)
      return at;
    if (doc->text[at] == doc->text[open])
      return 0;
  }
  return 0;
}

static void read_block(scanner *self, dixit_span block)
{
  const char *text = self->doc->text;
  for (uint32_t at = block.start; at < block.end; at++) {
    uint32_t close = text[at] == '(' || text[at] == '[' ? close_of(self->doc, at, block.end) : 0;
    if (!close)
      continue;
    bool link = close + 1 < block.end && (text[close + 1] == '(' || text[close + 1] == ':' || text[close + 1] == '[');
    if (text[at] == '(')
      read_round(self, block, at, close);
    else if (!link)
      read_square(self, at, close);
    at = close;
  }
}

void hand_citations_read(const dixit_doc *doc, arena *scratch, const reference_list *list, hand_citations *out)
{
  scanner self = {doc, scratch, out};
  memset(out, 0, sizeof *out);
  for (uint32_t i = 0; i < doc->blocks.count; i++) {
    const dixit_block *block = &doc->blocks.items[i];
    if (block->run_count && !span_overlaps(block->span, list->span))
      read_block(&self, block->span);
  }
}
