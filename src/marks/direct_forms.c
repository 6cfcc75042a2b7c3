/* Forms around a quotation that show its speaker beyond doubt, though they are too rare in news to be learnt: bylines,
 * running quotations, chains of verbs, colons, participles. They are asked before the weights or where those find
 * nobody beside the quotation; and the verb a speaker speaks by, where it is not the one beside him. */
#include "marks/direct_forms.h"

#include "doc/lexicon.h"
#include "engine.h"

/* It opens its paragraph; a dash and a name follow. */
uint32_t direct_byline(const direct_search *self)
{
  const block_view *view = &self->pass->view;
  if (self->item > 0 || view_at(view, self->item + 1)->part != PART_DASH)
    return DIXIT_NONE;
  for (uint32_t i = 0; i < self->pass->question.options; i++) {
    const candidate *c = &self->candidates[i];
    if (c->kind != BY_PHRASE || view->phrases.items[c->index].kind > PHRASE_ROLE)
      continue;
    if (view_item_of(view, view->phrases.items[c->index].first) == self->item + 2 && c->cue == DIXIT_NONE)
      return i;
  }
  return DIXIT_NONE;
}

uint32_t direct_running(const direct_search *self)
{
  const attribution_pass *pass = self->pass;
  if (self->quote->previous == DIXIT_NONE || !(self->quote->flags & DIXIT_QUOTE_ALONE) || pass->turn_count == 0)
    return DIXIT_NONE;
  if (pass->doc->quotes.items[self->quote->previous].attribution != pass->turns[0].attribution)
    return DIXIT_NONE;
  for (uint32_t i = 0; i < pass->question.options; i++)
    if (self->candidates[i].kind == BY_SAME)
      return i;
  return DIXIT_NONE;
}

/* "“Never,” Brandt likes to say", "Brandt was heard to say, “Never.”" A phrase beside the quotation that leads to a
 * reporting verb by a chain of verbs speaks by it: the option, its cue set; or DIXIT_NONE. */
static uint32_t chain_option(direct_search *self)
{
  const block_view *view = &self->pass->view;
  for (uint32_t i = 0; i < self->pass->question.options; i++) {
    candidate *c = &self->candidates[i];
    if (c->kind != BY_PHRASE || !c->same_region)
      continue;
    const phrase *p = &view->phrases.items[c->index];
    uint32_t verb = cue_of_chain(view, view_item_of(view, p->end - 1) + 1);
    if (verb == DIXIT_NONE || p->kind == PHRASE_OTHER)
      continue;
    uint8_t behind = view_at(view, verb + 1)->part;
    bool before = verb + 1 + (behind == PART_COMMA || behind == PART_COLON) == self->item;
    if (c->after ? view_item_of(view, p->first) != self->item + 1 : !before)
      continue;
    c->cue = verb;
    return i;
  }
  return DIXIT_NONE;
}

/* "Alder was blunt: “Close it.”" A whole sentence behind a colon is said by whom its sentence begins with: the option,
 * the colon for its cue; or DIXIT_NONE. */
static uint32_t colon_option(direct_search *self)
{
  const block_view *view = &self->pass->view;
  if (!(self->quote->flags & DIXIT_QUOTE_WHOLE) || view_at(view, (int64_t)self->item - 1)->part != PART_COLON)
    return DIXIT_NONE;
  for (uint32_t i = 0; i < self->pass->question.options; i++) {
    candidate *c = &self->candidates[i];
    if (c->kind != BY_PHRASE || c->after || !c->same_region)
      continue;
    const phrase *p = &view->phrases.items[c->index];
    uint32_t first = view_item_of(view, p->first);
    if (p->kind > PHRASE_GROUP || p->flags & PHRASE_POSSESSIVE || first != region_start(view, self->item))
      continue;
    c->cue = self->item - 1;
    return i;
  }
  return DIXIT_NONE;
}

static bool is_word(const block_view *view, int64_t i, const char *word)
{
  const view_item *item = view_at(view, i);
  return item->part != PART_NONE && item->quote == DIXIT_NONE &&
         text_equal_folded(token_text(view->doc, item->first), text_from(word));
}

/* "In the words of one driver, “...”", "in Alder's own words, “...”": the option whose words they are, "words" its cue;
 * or DIXIT_NONE. */
static uint32_t words_option(direct_search *self)
{
  const block_view *view = &self->pass->view;
  for (uint32_t i = 0; i < self->pass->question.options; i++) {
    candidate *c = &self->candidates[i];
    if (c->kind != BY_PHRASE || c->after || !c->same_region)
      continue;
    const phrase *p = &view->phrases.items[c->index];
    uint32_t first = view_item_of(view, p->first), behind = view_item_of(view, p->end - 1) + 1;
    uint32_t own = behind + 1 + is_word(view, behind + 1, "own");
    bool of = behind + 1 == self->item && is_word(view, (int64_t)first - 1, "of") &&
              is_word(view, (int64_t)first - 2, "words");
    bool owned = p->flags & PHRASE_POSSESSIVE && own + 2 == self->item && is_word(view, own, "words");
    if (!of && !owned)
      continue;
    c->cue = of ? first - 2 : own;
    return i;
  }
  return DIXIT_NONE;
}

/* "Thousands marched through the city chanting “Enough!”": the subject of the sentence speaks by the participle right
 * before the quotation: the option, its cue set; or DIXIT_NONE. */
static uint32_t participle_option(direct_search *self)
{
  const block_view *view = &self->pass->view;
  uint32_t start = region_start(view, self->item), verb = self->cue_before;
  if (verb == DIXIT_NONE || view_at(view, verb)->part != PART_SPEECH_ING)
    return DIXIT_NONE;
  for (uint32_t i = 0; i < self->pass->question.options; i++) {
    candidate *c = &self->candidates[i];
    if (c->kind != BY_PHRASE || view_item_of(view, view->phrases.items[c->index].first) != start)
      continue;
    c->cue = verb;
    return i;
  }
  return DIXIT_NONE;
}

/* Does candidate `c` speak elsewhere: by a cue that has spoken ("“...,” Brandt said as the heckler yelled: “"), or in a
 * clause that only goes with it ("As Brandt attacked Ruiz, the crowd chanted, “", "“...,” but he denied it")? */
static bool speaks_elsewhere(const direct_search *self, const candidate *c)
{
  const block_view *view = &self->pass->view;
  if (c->kind != BY_PHRASE || c->cue == DIXIT_NONE || c->cue == self->cue_before)
    return false;
  const view_item *before = view_at(view, (int64_t)view_item_of(view, view->phrases.items[c->index].first) - 1);
  uint64_t bits = before->quote == DIXIT_NONE ? lexicon_rows[before->word].bits : 0;
  if (bits & WORD_SUBORDINATOR || (c->after && before->part == PART_CONJUNCTION))
    return true;
  return !c->after && c->cue < self->cue_before && self->pass->used.items[c->cue] == ITEM_USED;
}

/* Then a cue right before the quotation is its subject's, who stands beside it: the likeliest such option, or
 * DIXIT_NONE. */
static uint32_t introduced_option(const direct_search *self, uint32_t likeliest)
{
  const model_question *question = &self->pass->question;
  uint32_t best = DIXIT_NONE;
  if (self->cue_before == DIXIT_NONE || !speaks_elsewhere(self, &self->candidates[likeliest]))
    return DIXIT_NONE;
  for (uint32_t i = 0; i < question->options; i++) {
    const candidate *c = &self->candidates[i];
    bool subject = c->kind == BY_PHRASE && !c->after && c->cue == self->cue_before;
    if (subject && (best == DIXIT_NONE || question->sums[i] > question->sums[best]))
      best = i;
  }
  return best;
}

/* "He then listed what it needs:" at the end of the paragraph before: whoever that sentence begins with announces the
 * quotation that opens this one. The option, or DIXIT_NONE. */
static uint32_t announcer_option(const direct_search *self)
{
  const attribution_pass *pass = self->pass;
  if (!pass->announced || self->item > 0)
    return DIXIT_NONE;
  for (uint32_t i = 0; i < pass->question.options; i++) {
    const candidate *c = &self->candidates[i];
    if (c->kind != BY_RECENT)
      continue;
    const recent_phrase *recent = &pass->recent[c->index];
    if (recent->opens && recent->last && recent->block + 1 == pass->view.block && recent->phrase.kind <= PHRASE_GROUP)
      return i;
  }
  return DIXIT_NONE;
}

/* "“This is great!” beamed Donald Hale": a verb of saying and a phrase right behind the quotation, which its own sign
 * leaves open. The option, its cue set; or DIXIT_NONE. */
static uint32_t inverted_option(direct_search *self)
{
  const block_view *view = &self->pass->view;
  uint32_t verb = self->item + 1;
  const view_item *cue = view_at(view, verb), *quote = view_at(view, self->item);
  uint64_t bits = cue->quote == DIXIT_NONE ? lexicon_rows[cue->word].bits : 0;
  uint8_t sign = part_of(&view->doc->tokens.items[item_last(quote) - 1]);
  if (!(bits & (WORD_SPEECH | WORD_TAKES_QUOTE)) || !(bits & (WORD_VERB_PAST | WORD_VERB_THIRD)) ||
      cue->region != quote->region || (sign != PART_COMMA && sign != PART_ASKING))
    return DIXIT_NONE;
  for (uint32_t i = 0; i < self->pass->question.options; i++) {
    candidate *c = &self->candidates[i];
    if (c->kind != BY_PHRASE || view_item_of(view, view->phrases.items[c->index].first) != verb + 1)
      continue;
    c->cue = verb;
    return i;
  }
  return DIXIT_NONE;
}

uint32_t direct_plain(direct_search *self, uint32_t chosen)
{
  const candidate *c = &self->candidates[chosen];
  if (self->pass->doc->engine->teacher)
    return chosen;
  bool near = c->kind == BY_PHRASE;
  uint32_t inverted = near && c->after ? DIXIT_NONE : inverted_option(self);
  if (inverted != DIXIT_NONE)
    return inverted;
  uint32_t option = near ? introduced_option(self, chosen) : chain_option(self);
  if (option == DIXIT_NONE && (!near || (!c->same_region && !c->after)))
    option = colon_option(self);
  if (option == DIXIT_NONE && !near)
    option = participle_option(self);
  if (option == DIXIT_NONE && !near)
    option = words_option(self);
  if (option == DIXIT_NONE && c->kind == BY_NOBODY)
    option = announcer_option(self);
  return option == DIXIT_NONE ? chosen : option;
}

/* "Brandt stood up and said, “”": a speaker whose own verb is no cue, or none beside the quotation, speaks by the verb
 * before it. */
static void complete_cue(const direct_search *self, candidate *c)
{
  const block_view *view = &self->pass->view;
  if (c->kind != BY_PHRASE || c->after || !c->same_region)
    return;
  uint32_t end = view_item_of(view, view->phrases.items[c->index].end - 1) + 1;
  uint32_t near = cue_before_quote(view, self->item, end);
  bool joined = near != DIXIT_NONE && near > end && view_at(view, (int64_t)near - 1)->part == PART_CONJUNCTION;
  if (near != DIXIT_NONE && (c->cue == DIXIT_NONE || (joined && c->cue < near)))
    c->cue = near;
}

/* "went on to say", "likes to say": the cue is the verb that says it. */
static void lengthen_cue(const direct_search *self, candidate *c)
{
  attribution_pass *pass = self->pass;
  const block_view *view = &pass->view;
  uint32_t last = c->cue == DIXIT_NONE || c->kind != BY_PHRASE ? DIXIT_NONE : cue_of_chain(view, c->cue);
  uint8_t part = last == DIXIT_NONE ? PART_NONE : view_at(view, last)->part;
  if (part != PART_SPEECH_BASE && part != PART_SPEECH_ING)
    return;
  for (; c->cue < last; c->cue++)
    pass->used.items[c->cue] = ITEM_USED;
}

void direct_complete_cue(const direct_search *self, candidate *c)
{
  complete_cue(self, c);
  lengthen_cue(self, c);
}
