/* Where the content of a cue may stand: to its right, behind the cue or its "that"; to its left, up to the comma that
 * cuts the reporting clause off; never past a direct quotation, never out of the sentence. */
#include "marks/cue_search.h"

enum { THAT_REACH = 9, OPENING_REACH = 30, COMMA_REACH = 14 };

stretch stretch_trim(const cue_search *self, stretch s)
{
  while (s.end > s.start && (is_sign(at(self, (int64_t)s.end - 1)->part)))
    s.end--;
  while (s.start < s.end && is_sign(at(self, s.start)->part))
    s.start++;
  return s;
}

/* The item behind the speaker of an opening "According to X", where a clause can begin without a comma; or
 * self->end. */
static uint32_t behind_speaker(const cue_search *self)
{
  const block_view *view = self->view;
  uint32_t p = self->near;
  if (p >= view->phrases.count || view_item_of(view, view->phrases.items[p].first) != self->cue + 2)
    return self->end;
  uint32_t behind = view_item_of(view, view->phrases.items[p].end - 1) + 1;
  uint8_t part = at_far(self, behind)->part;
  bool goes_on = part == PART_PREPOSITION || part == PART_RELATIVE || part == PART_TO || part == PART_CONJUNCTION;
  return goes_on || behind > self->end ? self->end : behind;
}

/* A relative clause, or a participle that stands for one: "published on Monday". */
static bool begins_clause(uint8_t part)
{
  return part == PART_RELATIVE || part == PART_ED || part == PART_SPEECH_PAST;
}

/* May what stands behind the comma at `comma` say who the speaker is, rather than begin the content: "a lawyer for the
 * firm,", "published on Monday,"; "the mayor," behind a name? */
static bool opens_apposition(const cue_search *self, uint32_t comma)
{
  const view_item *item = at(self, (int64_t)comma + 1);
  if (item->quote != DIXIT_NONE)
    return false;
  uint64_t bits = lexicon_rows[item->word].bits;
  bool named = self->near < self->view->phrases.count && self->view->phrases.items[self->near].kind == PHRASE_NAME;
  return begins_clause(item->part) || bits & WORD_INDEFINITE || (named && bits & WORD_DEFINITE);
}

/* The item behind the apposition that begins behind the comma at `comma`, where a clause without a comma before its
 * verb follows; else the item behind that comma. */
static uint32_t behind_apposition(const cue_search *self, uint32_t comma)
{
  uint32_t end = comma + 1;
  bool clause = begins_clause(at(self, end)->part);
  if (!opens_apposition(self, comma))
    return end;
  for (; at(self, end)->part != PART_COMMA; end++)
    if (end >= self->end || end > comma + OPENING_REACH || (!clause && part_is_finite(at(self, end)->part)))
      return comma + 1;
  for (uint32_t i = end + 1; i < self->end && at(self, i)->part != PART_COMMA; i++)
    if (part_is_finite(at(self, i)->part) || at(self, i)->part == PART_ED)
      return at(self, (int64_t)end + 1)->part == PART_RELATIVE ? comma + 1 : end + 1;
  return comma + 1;
}

/* "According to X, ...": content starts behind the first comma when the cue opens its sentence; else there is none.
 * Where a verb stands before that comma, it was left out: "According to X the bridge is ..." */
static uint32_t behind_opening_clause(const cue_search *self)
{
  if (self->cue > self->start + 2)
    return self->end;
  uint32_t bare = behind_speaker(self);
  for (uint32_t i = self->cue + 2; i < self->end && i < self->cue + OPENING_REACH; i++) {
    uint8_t part = at(self, i)->part;
    if (part == PART_COMMA)
      return behind_apposition(self, i);
    if (i > bare && part >= PART_BE && part <= PART_MODAL)
      return bare;
  }
  return self->end;
}

bool cue_opens_passive(const cue_search *self)
{
  uint64_t bits = bits_at(self, self->cue);
  uint8_t next = at(self, (int64_t)self->cue + 1)->part;
  if (!(bits & WORD_VERB_PAST) || !(bits & WORD_TAKES_PERSON || next == PART_PREPOSITION))
    return false;
  int64_t i = (int64_t)self->cue - 1;
  while (at(self, i)->part == PART_ADVERB || at(self, i)->part == PART_LY)
    i--;
  bool joined = at(self, i)->part == PART_SUBORDINATOR;
  if (joined && at(self, --i)->part == PART_CONJUNCTION)
    i--;
  return at(self, i)->part == PART_NONE || (joined && at(self, i)->part == PART_COMMA);
}

/* "Asked whether the mill would close, Brandt said ...": the words behind a passive opening end where the main clause
 * begins, at the first comma behind a verb that somebody with a cue follows. */
static uint32_t main_clause(const cue_search *self, uint32_t from)
{
  const block_view *view = self->view;
  bool verb = at(self, from)->part == PART_PREPOSITION;
  uint32_t next = self->near;
  for (uint32_t i = from; i < self->end; i++) {
    verb |= part_is_verbal(at(self, i)->part) || at(self, i)->part == PART_ED;
    if (at(self, i)->part != PART_COMMA || !verb)
      continue;
    while (next < view->phrases.count && view_item_of(view, view->phrases.items[next].first) <= i)
      next++;
    if (next == view->phrases.count)
      break;
    if (view_item_of(view, view->phrases.items[next].first) == i + 1 && cue_after_phrase(view, next) != DIXIT_NONE)
      return i;
  }
  return self->end;
}

/* Does a reporting clause stand behind the quotation at item `i`, whose comma stands inside its marks: “a storm,” Moe
 * said? */
static bool has_tail(const cue_search *self, uint32_t i)
{
  const block_view *view = self->view;
  if (quote_ending(self, i) != PART_COMMA)
    return false;
  if (bits_at(self, (int64_t)i + 1) & WORD_SPEECH)
    return true;
  if (i + 1 >= self->end)
    return false;
  uint32_t p = view_phrase_at(view, i + 1);
  if (p >= view->phrases.count || view_item_of(view, view->phrases.items[p].first) != i + 1)
    return false;
  uint32_t verb = view_item_of(view, view->phrases.items[p].end - 1) + 1;
  return verb < self->end && verb != self->cue && bits_at(self, verb) & WORD_SPEECH &&
         bits_at(self, verb) & (WORD_VERB_PAST | WORD_VERB_THIRD);
}

/* "Most think it unsafe, according to a poll", "He called it “a storm,” Moe said": where somebody else vouches for the
 * whole; or the end. */
static uint32_t before_other_source(const cue_search *self, uint32_t from)
{
  for (uint32_t i = from; i + 1 < self->end; i++) {
    if (at(self, i)->part == PART_COMMA && at(self, (int64_t)i + 1)->part == PART_ACCORDING)
      return i;
    if (at(self, i)->quote != DIXIT_NONE && has_tail(self, i))
      return i + 1;
  }
  return self->end;
}

/* "told the court that, over the years, ..." */
static bool opens_aside(uint8_t part)
{
  return part == PART_PREPOSITION || part == PART_SUBORDINATOR || part == PART_TIME || part == PART_ADVERB ||
         part == PART_LY;
}

/* Content to the right: behind the cue, or at a "that" a few words on ("told CNN on Tuesday that ..."). */
static stretch right_of(cue_search *self)
{
  stretch s = {self->cue + 1, self->end};
  uint64_t bits = bits_at(self, self->cue);
  for (uint32_t n = 1; n <= THAT_REACH && bits & WORD_TAKES_THAT; n++) {
    uint8_t part = at(self, (int64_t)self->cue + n)->part;
    if (part == PART_THAT) {
      s.start = self->cue + n;
      break;
    }
    if (is_sign(part) || part == PART_NONE || part == PART_QUOTE_PART)
      break;
  }
  if (at(self, s.start)->part == PART_THAT && is_sign(at(self, (int64_t)s.start + 1)->part) &&
      !opens_aside(at(self, (int64_t)s.start + 2)->part))
    s.end = s.start; /* "Hale disputed that, saying ..." */
  if (bits & WORD_ACCORDING)
    s.start = behind_opening_clause(self);
  if (cue_opens_passive(self))
    s.end = main_clause(self, s.start);
  self->closed = s.end < self->end;
  if (s.end == self->end)
    s.end = before_other_source(self, self->cue + 1);
  return stretch_trim(self, s);
}

/* Content to the left: up to the comma that cuts the reporting clause off. */
static stretch left_of(const cue_search *self)
{
  for (uint32_t n = 1; n <= COMMA_REACH && self->cue >= self->start + n; n++) {
    uint32_t i = self->cue - n;
    uint8_t part = at(self, i)->part;
    if (part == PART_COMMA || part == PART_DASH || part == PART_QUOTE_PART || part == PART_QUOTE_NONE)
      return stretch_trim(self, (stretch){self->start, i + 1});
  }
  if (bits_at(self, self->cue) & (WORD_ACCORDING | WORD_EVIDENTIAL))
    return stretch_trim(self, (stretch){self->start, self->cue});
  return (stretch){self->start, self->start};
}

/* "... and Ann Lee said “...”": the clause that a direct quotation at `quote` belongs to begins before it. */
static uint32_t clause_start(const cue_search *self, uint32_t start, uint32_t quote)
{
  uint32_t i = quote;
  while (i > start + 1 && is_sign(at(self, (int64_t)i - 1)->part))
    i--;
  if (i <= start + 1 || self->pass->used.items[i - 1] != ITEM_USED)
    return quote;
  uint32_t cue = i - 1, near = view_phrase_at(self->view, cue);
  if (near == 0)
    return cue;
  const phrase *subject = &self->view->phrases.items[near - 1];
  if (view_item_of(self->view, subject->end - 1) + 1 != cue)
    return cue;
  i = view_item_of(self->view, subject->first);
  if (i > start && at(self, (int64_t)i - 1)->part == PART_CONJUNCTION)
    i--;
  return i > start ? i : cue;
}

/* Direct quotations have found their speaker: content stops before them. `s` is trimmed. */
static stretch stop_at_direct(const cue_search *self, stretch s)
{
  if (!self->view->has_direct)
    return s;
  for (uint32_t i = s.start; i < s.end; i++) {
    if (at(self, i)->part != PART_QUOTE_DIRECT)
      continue;
    if (i < self->cue)
      s.start = i + 1;
    else
      s.end = clause_start(self, s.start, i);
    if (i > self->cue)
      break;
  }
  return stretch_trim(self, s);
}

/* Go to the sentence from item `start` to `end` - 1. Its items are copied between those of the margin, so that looking
 * around a cue, which is most of what attribution does, need not ask at every step where the sentence ends. */
static void go_to_sentence(cue_search *self, uint32_t start, uint32_t end)
{
  view_item *items = self->pass->sentence, *behind = items + SENTENCE_MARGIN + (end - start);
  if (self->items && self->start == start && self->end == end)
    return;
  self->items = items;
  self->start = start;
  self->end = end;
  memcpy(items + SENTENCE_MARGIN, &self->view->items.items[start], (end - start) * sizeof *items);
  for (uint32_t i = 0; i < SENTENCE_MARGIN; i++)
    items[i] = behind[i] = view_outside;
  behind->first = self->view->items.items[end].first; /* item_last */
}

/* The first phrase that ends behind the start of `cue`: on from the last cue's, or searched for behind it. */
static uint32_t phrase_near(const cue_search *self, uint32_t cue)
{
  const block_view *view = self->view;
  uint32_t near = self->near, first = view->items.items[cue].first;
  if (cue < self->cue)
    return view_phrase_at(view, cue);
  while (near < view->phrases.count && view->phrases.items[near].end <= first)
    near++;
  return near;
}

void cue_search_at(cue_search *self, uint32_t number)
{
  const block_view *view = self->view;
  uint32_t cue = view->cues.items[number], start = region_start(view, cue), end = region_end(view, cue);
  self->near = phrase_near(self, cue);
  self->number = number;
  self->cue = cue;
  go_to_sentence(self, cue - start > SENTENCE_REACH ? cue - SENTENCE_REACH : start,
                 end - cue > SENTENCE_REACH ? cue + SENTENCE_REACH : end);
}

/* "LEE: I say it leaks": who takes the turn is no part of what is said. */
static stretch behind_label(const cue_search *self, stretch s)
{
  uint32_t label = self->pass->label_end;
  if (label == DIXIT_NONE)
    return s;
  uint32_t first = view_item_of(self->view, label) + 1;
  s.start = s.start < first ? first : s.start;
  s.end = s.end < s.start ? s.start : s.end;
  return s;
}

void cue_search_content(cue_search *self)
{
  self->right = stop_at_direct(self, right_of(self));
  self->left = behind_label(self, stop_at_direct(self, left_of(self)));
}
