/* Rules about citations written by hand and the list of works they mean.
 *
 * What is no list, or no scheme, is not checked: a list must have three works at least, and few paragraphs that are
 * none; most citations must find their work in it. Where there is a list and the citations cannot be told, that is
 * said. */
#include "base/nearest.h"
#include "refs/hand_citations.h"
#include "refs/works.h"
#include "rules/rule.h"

enum { WORKS_LEAST = 3, CITATIONS_LEAST = 3, FOUND_LEAST = 60, ODD_MOST = 20, SUGGESTIONS = 100, ALIKE = 2 };

/* used: of each work. slots: work + 1 by name and year. */
typedef struct hand_run {
  rule_run *run;
  arena scratch;
  reference_list list;
  hand_citations citations;
  uint8_t *used;
  uint32_t *slots;
  uint32_t mask;
  uint32_t suggestions;
} hand_run;

static dixit_text slice(const hand_run *self, dixit_span span)
{
  return doc_slice(self->run->doc, span);
}

/* ---- the table ---- */

static uint64_t key_from(dixit_text name, listed_year year)
{
  size_t count;
  return words_hash(name, &count) ^
         ((uint64_t)(uint32_t)year.number << 32 | (unsigned char)year.letter) * UINT64_C(0x9E3779B97F4A7C15);
}

static uint64_t key_of(const hand_run *self, dixit_span name, listed_year year)
{
  return key_from(slice(self, name), year);
}

static uint64_t work_key(const hand_run *self, uint32_t work)
{
  return key_of(self, self->list.works.items[work].name, self->list.works.items[work].year);
}

/* Of an organisation's initials: "WHO" for the World Health Organization; 0 for a name of one word. */
static uint64_t initials_key(const hand_run *self, uint32_t work)
{
  enum { INITIALS = 8 };
  char initials[INITIALS];
  size_t count = 0;
  dixit_text name = slice(self, self->list.works.items[work].name);
  for (size_t i = 0; i < name.length && count < INITIALS; i++)
    if (name.bytes[i] >= 'A' && name.bytes[i] <= 'Z' && (i == 0 || name.bytes[i - 1] == ' '))
      initials[count++] = name.bytes[i];
  return count > 1 ? key_from(text_of(initials, count), self->list.works.items[work].year) : 0;
}

static uint32_t find_key(const hand_run *self, uint64_t key)
{
  for (uint32_t at = (uint32_t)(key >> 20) & self->mask; self->slots[at]; at = (at + 1) & self->mask)
    if (work_key(self, self->slots[at] - 1) == key || initials_key(self, self->slots[at] - 1) == key)
      return self->slots[at] - 1;
  return DIXIT_NONE;
}

static void put_key(hand_run *self, uint64_t key, uint32_t work)
{
  if (!key || find_key(self, key) != DIXIT_NONE)
    return;
  uint32_t at = (uint32_t)(key >> 20) & self->mask;
  while (self->slots[at])
    at = (at + 1) & self->mask;
  self->slots[at] = work + 1;
}

static bool build_table(hand_run *self)
{
  uint32_t count = self->list.works.count, size = 16;
  while (size / 4 < count) /* two keys each */
    size *= 2;
  self->mask = size - 1;
  self->slots = arena_get_zeroed(&self->scratch, size * sizeof *self->slots);
  self->used = arena_get_zeroed(&self->scratch, (size_t)count + 1);
  for (uint32_t i = 0; self->slots && self->used && i < count; i++) {
    put_key(self, work_key(self, i), i);
    put_key(self, initials_key(self, i), i);
  }
  return self->slots && self->used;
}

/* ---- finding works ---- */

/* The name without its first word; empty when it has one only. */
static dixit_span shorter(const hand_run *self, dixit_span name)
{
  const char *text = self->run->doc->text;
  while (name.start < name.end && (unsigned char)text[name.start] > ' ')
    name.start++;
  while (name.start < name.end && (unsigned char)text[name.start] <= ' ')
    name.start++;
  return name;
}

/* By name and year; the sentence's words before the name are tried away, and so are first names and initials. */
static uint32_t find_work(const hand_run *self, const hand_citation *citation)
{
  for (dixit_span name = citation->name; !span_is_empty(name); name = shorter(self, name)) {
    uint32_t found = find_key(self, key_of(self, name, citation->year));
    if (found != DIXIT_NONE)
      return found;
  }
  return DIXIT_NONE;
}

/* As find_work; words of the sentence before the names are taken off *citation until something is found. */
static uint32_t find_shifting(const hand_run *self, hand_citation *citation)
{
  uint32_t found = find_work(self, citation);
  while (found == DIXIT_NONE && hand_citation_shift(self->run->doc, citation))
    found = find_work(self, citation);
  return found;
}

/* "2014" for "2014a" in the list: which of them is not said. */
static uint32_t find_lettered(const hand_run *self, const hand_citation *citation)
{
  hand_citation other = *citation;
  other.year.letter = citation->year.letter ? '\0' : 'a';
  return find_work(self, &other);
}

static dixit_span last_word(const hand_run *self, dixit_span name)
{
  for (dixit_span next = shorter(self, name); !span_is_empty(next); next = shorter(self, name))
    name = next;
  return name;
}

/* The work most likely meant: the same name in another year, or a name some letters off in the same year; the only one.
 */
static uint32_t find_meant(hand_run *self, const hand_citation *citation)
{
  uint32_t best = DIXIT_NONE, least = ALIKE + 1;
  dixit_text name = slice(self, last_word(self, citation->name));
  if (self->suggestions++ >= SUGGESTIONS)
    return DIXIT_NONE;
  for (uint32_t i = 0; i < self->list.works.count; i++) {
    const listed_work *work = &self->list.works.items[i];
    uint32_t differ = word_distance(name, slice(self, last_word(self, work->name)));
    bool same_year = work->year.number == citation->year.number;
    if (differ ? !same_year || name.length < 4 * differ : same_year && work->year.letter == citation->year.letter)
      continue;
    if (differ < least) {
      best = i;
      least = differ;
    } else if (differ == least) {
      best = DIXIT_NONE;
    }
  }
  return least <= ALIKE ? best : DIXIT_NONE;
}

/* ---- authors and years ---- */

static bool holds_word(dixit_text text, dixit_text word)
{
  for (size_t at = 0; at + word.length <= text.length; at++)
    if (text_equal_folded(text_of(text.bytes + at, word.length), word))
      return true;
  return false;
}

static void check_authors(hand_run *self, const hand_citation *citation, const listed_work *work)
{
  bool told = false;
  if (citation->et_al && work->author_count &&
      work->author_count < self->run->options[OPTION_CITATIONS_WRONG_AUTHORS_AUTHORS])
    told = rule_report(
        self->run, RULE_CITATIONS_WRONG_AUTHORS, citation->span, "This work has %s: name %s instead of \"et al.\".",
        work->author_count == 1 ? "one author" : work->author_count == 2 ? "two authors" : "few authors",
        work->author_count == 1 ? "that one alone" : work->author_count == 2 ? "both" : "all of them");
  else if (!span_is_empty(citation->second) &&
           !holds_word(slice(self, work->authors), slice(self, last_word(self, citation->second))))
    told = rule_report(self->run, RULE_CITATIONS_WRONG_AUTHORS, citation->second,
                       "The list names no \"%s\" among the authors of this work.",
                       rule_excerpt(self->run, citation->second));
  else if (!citation->et_al && span_is_empty(citation->second) && work->author_count >= 2)
    told = rule_report(self->run, RULE_CITATIONS_WRONG_AUTHORS, citation->span,
                       "This work has %u authors: name the second, or write \"et al.\".", (unsigned)work->author_count);
  if (told)
    rule_relate(self->run, work->authors, "the work");
}

/* A name in the sentence with a year behind it need not be a citation at all: then something in the list must be like
 * it. */
static void report_missing(hand_run *self, const hand_citation *citation)
{
  uint32_t lettered = find_lettered(self, citation);
  uint32_t meant = lettered == DIXIT_NONE ? find_meant(self, citation) : lettered;
  const listed_work *work = meant == DIXIT_NONE ? NULL : &self->list.works.items[meant];
  bool told;
  if (!work && citation->loose && span_is_empty(citation->second) && !citation->et_al)
    return;
  if (!work)
    told = rule_report(self->run, RULE_CITATIONS_NOT_IN_LIST, citation->span,
                       "The list of works has no \"%s\": add it, or correct the citation.",
                       rule_excerpt(self->run, citation->span));
  else if (lettered != DIXIT_NONE && !citation->year.letter)
    told = rule_report(self->run, RULE_CITATIONS_NOT_IN_LIST, citation->span,
                       "The list of works tells the works of one year apart (\"%s\"): say which is meant.",
                       rule_excerpt(self->run, work->year.span));
  else if (work->year.number == citation->year.number && lettered == DIXIT_NONE)
    told = rule_report(self->run, RULE_CITATIONS_NOT_IN_LIST, citation->span,
                       "The list of works has no such name in %d: is \"%s\" meant?", (int)work->year.number,
                       rule_excerpt(self->run, work->name));
  else
    told = rule_report(self->run, RULE_CITATIONS_NOT_IN_LIST, citation->span,
                       "The list of works has \"%s\" for %s: correct the year here or there.",
                       rule_excerpt(self->run, work->year.span), rule_excerpt(self->run, work->name));
  if (told && work)
    rule_relate(self->run, span_of(work->name.start, work->year.span.end), "in the list");
  if (work)
    self->used[meant] = 1; /* the slip is told where it is cited */
}

static void report_unused(hand_run *self)
{
  for (uint32_t i = 0; i < self->list.works.count; i++) {
    const listed_work *work = &self->list.works.items[i];
    dixit_span place = work->year.number ? span_of(work->authors.start, work->year.span.end) : work->span;
    if (!self->used[i])
      rule_report(self->run, RULE_CITATIONS_NOT_CITED, place,
                  "Nothing in the text cites this work: cite it, or take it away.");
  }
}

/* ---- schemes ---- */

/* How many of the citations that stand in brackets, or are in the list, find their work. */
static uint32_t count_found(const hand_run *self, uint32_t *all)
{
  uint32_t found = 0;
  *all = 0;
  for (uint32_t i = 0; i < self->citations.named.count; i++) {
    hand_citation citation = self->citations.named.items[i];
    bool here = find_shifting(self, &citation) != DIXIT_NONE;
    found += here;
    *all += here || !citation.loose;
  }
  return found;
}

static void check_named(hand_run *self)
{
  for (uint32_t i = 0; i < self->citations.named.count; i++) {
    hand_citation citation = self->citations.named.items[i];
    uint32_t work = find_shifting(self, &citation);
    if (work == DIXIT_NONE) {
      report_missing(self, &citation);
      continue;
    }
    self->used[work] = 1;
    check_authors(self, &citation, &self->list.works.items[work]);
  }
  report_unused(self);
}

/* Are the works numbered from 1 on without a gap? */
static bool is_numbered(const hand_run *self)
{
  for (uint32_t i = 0; i < self->list.works.count; i++)
    if (self->list.works.items[i].label != i + 1)
      return false;
  return true;
}

static void check_numbered(hand_run *self)
{
  uint32_t count = self->list.works.count;
  for (uint32_t i = 0; i < self->citations.numbered.count; i++) {
    const hand_citation *citation = &self->citations.numbered.items[i];
    if (citation->label <= count)
      self->used[citation->label - 1] = 1;
    else
      rule_report(self->run, RULE_CITATIONS_NOT_IN_LIST, citation->span,
                  "The list of works ends with %u: add the work, or correct the number.", (unsigned)count);
  }
  report_unused(self);
}

/* Numbers within the list, rather than years or quantities in brackets. */
static bool are_labels(const hand_run *self)
{
  uint32_t inside = 0, all = self->citations.numbered.count;
  for (uint32_t i = 0; i < all; i++)
    inside += self->citations.numbered.items[i].label <= self->list.works.count;
  return all >= CITATIONS_LEAST && inside * 100 >= all * FOUND_LEAST;
}

static void check_scheme(hand_run *self)
{
  uint32_t all, found = count_found(self, &all);
  bool understood = self->list.odd * 100 <= (self->list.odd + self->list.works.count) * ODD_MOST;
  if (self->list.works.count < WORKS_LEAST ||
      (all < CITATIONS_LEAST && self->citations.numbered.count < CITATIONS_LEAST))
    return;
  if (understood && is_numbered(self) && are_labels(self) && found < CITATIONS_LEAST)
    check_numbered(self);
  else if (understood && found >= CITATIONS_LEAST && found * 100 >= all * FOUND_LEAST && !are_labels(self))
    check_named(self);
  else
    rule_report(self->run, RULE_CITATIONS_UNCLEAR_SCHEME, self->list.heading,
                "How the text cites these works is not clear, so they are not checked: use one form throughout.");
}

/* By hand means: with no keys, and in a text that is written by hand. */
static bool is_by_hand(const dixit_doc *doc)
{
  if (doc->format != DIXIT_PLAIN && doc->format != DIXIT_MARKDOWN)
    return false;
  for (uint32_t i = 0; i < doc->citations.count; i++)
    if (doc->citations.items[i].kind == DIXIT_CITE_KEY)
      return false;
  return true;
}

void check_hand_citations(rule_run *run)
{
  hand_run self = {.run = run};
  if (!is_by_hand(run->doc))
    return;
  arena_init(&self.scratch, &run->doc->memory.allocator);
  if (reference_list_read(run->doc, &self.scratch, &self.list) && build_table(&self)) {
    hand_citations_read(run->doc, &self.scratch, &self.list, &self.citations);
    check_scheme(&self);
  }
  run->doc->memory.failed = run->doc->memory.failed || self.scratch.failed;
  arena_done(&self.scratch);
}
