/* Direct speech: who says each quotation.
 *
 * The candidates are the phrases around the quotation, the last phrases of the paragraph before, the speaker who spoke
 * last, the one who spoke before that, and nobody. One trained decision (MODEL_WHO) ranks them all, over how each
 * stands to the quotation and to a reporting verb. The same cue and speaker on both sides make two pieces of one
 * attribution. */
#include "marks/direct.h"

#include "doc/lexicon.h"
#include "engine.h"
#include "marks/direct_forms.h"

/* Bylines are found by form alone, too rare in news to be learnt. */
#define BYLINE_CONFIDENCE 0.95f

enum { AFTER_LIMIT = 5, BEFORE_LIMIT = 5, REACH = 40, ADDRESSED_REACH = 64 };

static dixit_span phrase_span(const dixit_doc *doc, const phrase *p)
{
  return tokens_span(doc, p->first, p->end - 1);
}

/* ---- features ---- */

/* Collect the names inside the quotation: people call each other by name, and seldom themselves. */
static void read_names(direct_search *self)
{
  const dixit_doc *doc = self->pass->doc;
  uint32_t first = self->quote->first_token + 2, end = self->quote->first_token + self->quote->token_count;
  if (end > first + ADDRESSED_REACH)
    end = first + ADDRESSED_REACH;
  for (uint32_t i = first; i < end; i++) {
    const dixit_token *token = &doc->tokens.items[i];
    if (token->kind == DIXIT_WORD && token->flags & DIXIT_TOKEN_CAPITAL)
      self->names[token->hash >> 28] |= UINT64_C(1) << (token->hash >> 22 & 63);
  }
}

static uint32_t is_named_inside(const direct_search *self, uint32_t token)
{
  uint32_t hash = self->pass->doc->tokens.items[token].hash;
  return self->names[hash >> 28] >> (hash >> 22 & 63) & 1;
}

/* The cue of the words right behind the quotation: "said Ann", "Ann Lee said". */
static uint32_t cue_right_behind(const block_view *view, uint32_t item)
{
  uint32_t next = item + 1, p = view_phrase_at(view, next);
  if (p >= view->phrases.count || view->items.items[item].region != view_at(view, next)->region)
    return DIXIT_NONE;
  uint32_t first = view_item_of(view, view->phrases.items[p].first);
  if (first <= next)
    return cue_after_phrase(view, p);
  return cue_before_phrase(view, first) == next ? next : DIXIT_NONE;
}

/* Does a cue beside the quotation belong to the candidate, or to somebody else? 0 to 8. */
static uint32_t cues_beside(const direct_search *self, uint32_t cue)
{
  uint32_t before = self->cue_before == DIXIT_NONE ? 0 : self->cue_before == cue ? 1 : 2;
  uint32_t behind = self->cue_behind == DIXIT_NONE ? 0 : self->cue_behind == cue ? 1 : 2;
  return before * 3 + behind;
}

/* What holds for every candidate of a quotation: whether it stands alone, how it ends, what stands beside it. */
static uint32_t quote_sides(const direct_search *self)
{
  const block_view *view = &self->pass->view;
  uint32_t before = view_at(view, (int64_t)self->item - 1)->part, after = view_at(view, self->item + 1)->part;
  return before * 64 + after;
}

static uint8_t last_inside(const direct_search *self)
{
  const dixit_doc *doc = self->pass->doc;
  uint32_t end = self->quote->first_token + self->quote->token_count;
  return self->quote->token_count > 2 ? part_of(&doc->tokens.items[end - 2]) : PART_NONE;
}

/* How quotation, speaker and cue follow each other: 3 bits. */
static uint32_t order_of(const direct_search *self, uint32_t phrase_item, uint32_t cue)
{
  uint32_t order = phrase_item > self->item;
  if (cue != DIXIT_NONE)
    order |= 2 | (cue > phrase_item ? 4u : 0u);
  return order;
}

static features phrase_features(const direct_search *self, const candidate *c, uint32_t rank)
{
  features list = features_begin(MODEL_WHO);
  const block_view *view = &self->pass->view;
  const phrase *p = &view->phrases.items[c->index];
  uint32_t first = view_item_of(view, p->first), end = view_item_of(view, p->end - 1) + 1;
  bool after = first > self->item;
  uint32_t gap = distance_class(after ? first - self->item - 1 : self->item - end);
  uint32_t cue_gap = c->cue == DIXIT_NONE ? 10 : distance_class(c->cue > first ? c->cue - end : first - c->cue - 1);
  uint32_t cue_to_quote = c->cue == DIXIT_NONE ? 10
                          : distance_class(c->cue > self->item ? c->cue - self->item - 1 : self->item - c->cue - 1);
  uint32_t order = order_of(self, first, c->cue) | (c->same_region ? 8u : 0u);
  uint32_t cue_part = c->cue == DIXIT_NONE ? 0u : view_at(view, c->cue)->part;
  uint32_t cue_word = c->cue == DIXIT_NONE ? 0u : lexicon_rows[view_at(view, c->cue)->word].lemma;
  uint32_t beside = view_at(view, after ? self->item + 1 : (int64_t)self->item - 1)->part;
  uint32_t before = view_at(view, (int64_t)first - 1)->part, behind = view_at(view, end)->part;
  uint32_t kind = p->kind | (p->flags & PHRASE_POSSESSIVE ? 8u : 0u);
  uint32_t last = last_inside(self), dialogue = self->pass->dialogue;
  feature_add(&list, 1, order * 16 + gap);
  feature_add(&list, 2, order * 16 + kind);
  feature_add(&list, 3, order * 64 + beside);
  feature_add(&list, 4, order * 16 + cue_gap);
  feature_add(&list, 5, order * 16 + cue_to_quote);
  feature_add(&list, 6, order * 65536 + cue_word);
  feature_add(&list, 7, order * 64 + cue_part);
  feature_add(&list, 8, before * 16 + kind);
  feature_add(&list, 9, behind * 16 + kind);
  feature_add(&list, 25, (before * 64 + view_at(view, (int64_t)first - 2)->part) * 16 + order);
  feature_add(&list, 10, order * 64 + last);
  uint32_t aside = phrase_aside(view, c->index, c->cue);
  uint32_t governed = before == PART_PREPOSITION || before == PART_TO;
  feature_add(&list, 11, (aside * 64u + before) * 16 + order);
  feature_add(&list, 14, aside * 2u + governed);
  feature_add(&list, 12, rank * 16 + order);
  feature_add(&list, 13, dialogue * 16 + order);
  feature_add(&list, 15, p->flags * 16u + order);
  feature_add(&list, 16, (is_named_inside(self, p->head) * 4 + dialogue) * 16 + order);
  feature_add(&list, 20, self->pass->turn_count == 0 ? order : 16);
  feature_add(&list, 21, quote_sides(self) * 16 + order);
  uint32_t head = word_brief(&view->doc->tokens.items[p->head])->cluster;
  uint32_t verb = c->cue == DIXIT_NONE ? 0 : view_at(view, c->cue)->cluster;
  feature_add(&list, 23, verb * 16 + order);
  feature_add(&list, 24, head * 16 + order);
  uint32_t cues = cues_beside(self, c->cue);
  feature_add(&list, 26, cues * 16 + order);
  feature_add(&list, 27, (cues * 64 + last) * 64 + view_at(view, (int64_t)self->item - 1)->part);
  feature_add(&list, 28, (cues * 16 + order) * 16 + gap);
  return list;
}

static features recent_features(const direct_search *self, const recent_phrase *recent, uint32_t rank)
{
  features list = features_begin(MODEL_WHO);
  const phrase *p = &recent->phrase;
  uint32_t blocks = distance_class(self->pass->view.block - recent->block);
  uint32_t cued = recent->cue != DIXIT_NONE;
  uint32_t alone = self->quote->flags & DIXIT_QUOTE_ALONE;
  feature_add(&list, 41, rank * 16 + blocks);
  feature_add(&list, 42, (blocks * 16 + p->kind) * 2 + cued);
  feature_add(&list, 43, p->flags * 2u + cued);
  feature_add(&list, 44, self->pass->dialogue * 16 + rank);
  feature_add(&list, 45, (alone + cued) * 16 + self->pass->dialogue);
  feature_add(&list, 46, quote_sides(self));
  uint32_t announced = self->pass->announced && blocks == 1;
  uint32_t place = announced * 8 + recent->opens * 4u + recent->last * 2u + cued;
  feature_add(&list, 53, place * 16 + p->kind);
  feature_add(&list, 54, place * 16 + rank);
  feature_add(&list, 55, ((place * 4 + recent->spoke) * 16 + p->kind) * 2 + (alone ? 1u : 0u));
  feature_add(&list, 56, ((recent->spoke * 16 + blocks) * 16 + rank) * 4 + self->pass->dialogue);
  feature_add(&list, 52, cues_beside(self, DIXIT_NONE));
  feature_add(&list, 51, (is_named_inside(self, p->head) * 4 + self->pass->dialogue) * 2 + cued);
  feature_add(&list, 47, announced * 32 + rank * 2 + cued);
  feature_add(&list, 48, (announced * 2 + cued) * 16 + p->kind);
  feature_add(&list, 49, (blocks * 4 + recent->opens * 2u + cued) * 16 + p->kind);
  feature_add(&list, 50, (blocks * 4 + recent->opens * 2u + cued) * 16 + self->pass->dialogue * 4 + (alone ? 1u : 0u));
  return list;
}

static features turn_features(const direct_search *self, const candidate *c)
{
  features list = features_begin(MODEL_WHO);
  const attribution_pass *pass = self->pass;
  const dixit_doc *doc = pass->doc;
  const turn *t = &pass->turns[c->index];
  uint32_t blocks = distance_class(pass->view.block - t->block);
  uint32_t flags = self->quote->flags & (DIXIT_QUOTE_ALONE | DIXIT_QUOTE_CONTINUED);
  uint32_t joined = self->quote->previous != DIXIT_NONE;
  uint32_t base = c->kind * 16 + blocks;
  const dixit_mention *mention = &doc->mentions.items[t->mention];
  feature_add(&list, 61, base);
  feature_add(&list, 62, base * 2 + joined);
  feature_add(&list, 63, base * 32 + flags);
  feature_add(&list, 64, (base * 4 + pass->dialogue) * 32 + flags);
  feature_add(&list, 65, base * 4096 + quote_sides(self));
  feature_add(&list, 66, base * 4 + mention->kind);
  feature_add(&list, 67, base * 4 + (pass->turn_count > 1 ? 1u : 0u) + (pass->dialogue ? 2u : 0u));
  feature_add(&list, 68, base * 64 + view_at(&pass->view, (int64_t)self->item - 1)->part);
  feature_add(&list, 69, base * 64 + view_at(&pass->view, self->item + 1)->part);
  feature_add(&list, 70, base * 32 + doc->attributions.items[t->attribution].step);
  feature_add(&list, 71, base * 64 + last_inside(self));
  feature_add(&list, 72, base * 16 + distance_class(self->quote->word_count));
  feature_add(&list, 73, base * 16 + distance_class(pass->view.phrases.count));
  feature_add(&list, 74, base * 2 + pass->announced);
  feature_add(&list, 76, base * 16 + cues_beside(self, DIXIT_NONE));
  uint32_t last = mention->first_token + mention->token_count - 1;
  feature_add(&list, 75, (is_named_inside(self, last) * 4 + pass->dialogue) * 64 + base);
  return list;
}

static features nobody_features(const direct_search *self)
{
  features list = features_begin(MODEL_WHO);
  feature_add(&list, 81, self->pass->dialogue);
  feature_add(&list, 82, quote_sides(self));
  feature_add(&list, 83, self->quote->flags);
  feature_add(&list, 84, distance_class(self->quote->word_count) * 64 + last_inside(self));
  feature_add(&list, 85, distance_class(self->pass->view.phrases.count) * 4 + self->pass->dialogue);
  feature_add(&list, 86, self->pass->doc->blocks.items[self->pass->view.block].kind);
  feature_add(&list, 87, self->pass->turn_count);
  feature_add(&list, 88, self->pass->announced);
  feature_add(&list, 89, cues_beside(self, DIXIT_NONE));
  return list;
}

/* ---- candidates ---- */

static void add_candidate(direct_search *self, candidate c, features list)
{
  model_question *question = &self->pass->question;
  question_add_option(question, &list);
  self->candidates[question->options - 1] = c;
}

static void add_phrase_candidate(direct_search *self, uint32_t index, uint32_t rank)
{
  const block_view *view = &self->pass->view;
  const phrase *p = &view->phrases.items[index];
  uint32_t first = view_item_of(view, p->first);
  candidate c = {.kind = BY_PHRASE, .index = index, .after = first > self->item};
  uint32_t inverted = cue_before_phrase(view, first), straight = cue_after_phrase(view, index);
  c.cue = straight;
  if (inverted != DIXIT_NONE && phrase_aside(view, index, inverted) != ASIDE_NONE)
    inverted = DIXIT_NONE; /* "Brandt answered the critics." */
  if (inverted != DIXIT_NONE && (straight == DIXIT_NONE || (c.after && inverted == self->item + 1)))
    c.cue = inverted;
  c.same_region = view->items.items[first].region == view->items.items[self->item].region;
  QUESTION_SPAN(&self->pass->question, phrase_span(view->doc, p));
  add_candidate(self, c, phrase_features(self, &c, rank));
}

/* Does nothing but a stop stand behind the quotation in its sentence? */
static bool closes_region(const direct_search *self)
{
  const block_view *view = &self->pass->view;
  uint32_t end = region_end(view, self->item), behind = self->item + 1;
  return behind == end || (behind + 1 == end && view_at(view, behind)->part == PART_STOP);
}

/* Phrases behind the quotation: to the end of its sentence, or of the next one when it closes its own. */
static void add_phrases_after(direct_search *self)
{
  const block_view *view = &self->pass->view;
  bool next = self->pass->doc->engine->teacher || closes_region(self);
  uint32_t region = view->items.items[self->item].region - !next, added = 0;
  for (uint32_t i = view_phrase_at(view, self->item); i < view->phrases.count && added < AFTER_LIMIT; i++) {
    uint32_t item = view_item_of(view, view->phrases.items[i].first);
    if (item <= self->item)
      continue;
    if (item > self->item + REACH || view->items.items[item].region > region + 1)
      return;
    if (!view_owner_is_silent(view, i))
      add_phrase_candidate(self, i, added++);
  }
}

static void add_phrases_before(direct_search *self)
{
  const block_view *view = &self->pass->view;
  uint32_t added = 0;
  for (uint32_t i = view_phrase_at(view, self->item); i-- > 0 && added < BEFORE_LIMIT;) {
    uint32_t item = view_item_of(view, view->phrases.items[i].first);
    if (item + REACH < self->item)
      return;
    if (!view_owner_is_silent(view, i))
      add_phrase_candidate(self, i, added++);
  }
}

static void add_recent_phrases(direct_search *self)
{
  const attribution_pass *pass = self->pass;
  for (uint32_t i = 0; i < pass->recent_count; i++) {
    const recent_phrase *recent = &pass->recent[i];
    candidate c = {.kind = BY_RECENT, .index = i, .cue = DIXIT_NONE};
    QUESTION_SPAN(&self->pass->question, phrase_span(pass->doc, &recent->phrase));
    add_candidate(self, c, recent_features(self, recent, i));
  }
}

/* The last speaker, and the last one before who is somebody else. */
static void add_turns(direct_search *self)
{
  const attribution_pass *pass = self->pass;
  for (uint32_t i = 0; i < pass->turn_count && i < 2; i++) {
    candidate c = {.kind = i == 0 ? BY_SAME : BY_OTHER_TURN, .index = i, .cue = DIXIT_NONE};
    QUESTION_SPAN(&self->pass->question, pass->doc->mentions.items[pass->turns[i].mention].span);
    add_candidate(self, c, turn_features(self, &c));
  }
}

/* ---- the answer ---- */

static uint8_t step_of(const candidate *c)
{
  switch (c->kind) {
  case BY_PHRASE:
    if (!c->same_region)
      return STEP_SENTENCE_BEFORE;
    return c->cue == DIXIT_NONE ? STEP_NAMED_NEAR : STEP_ADJACENT;
  case BY_RECENT:
    return STEP_SENTENCE_BEFORE;
  case BY_SAME:
    return STEP_CONTINUED;
  case BY_OTHER_TURN:
    return STEP_TURN;
  default:
    return STEP_NOBODY;
  }
}

static uint32_t mention_of_candidate(attribution_pass *pass, const candidate *c)
{
  switch (c->kind) {
  case BY_PHRASE:
    return mention_of_phrase(pass, c->index, c->cue);
  case BY_RECENT:
    return mention_of_recent(pass, &pass->recent[c->index]);
  case BY_SAME:
  case BY_OTHER_TURN:
    return pass->turns[c->index].mention;
  default:
    return DIXIT_NONE;
  }
}

/* Does the candidate speak in the attribution before, so that this quotation is one more piece of it? */
static bool carries_on(const direct_search *self, const candidate *c, uint32_t mention, dixit_span cue)
{
  const attribution_pass *pass = self->pass;
  if (pass->turn_count == 0 || pass->turns[0].mention != mention)
    return false;
  const dixit_attribution *before = &pass->doc->attributions.items[pass->turns[0].attribution];
  if (before->type != DIXIT_DIRECT)
    return false;
  if (self->quote->previous != DIXIT_NONE && c->kind == BY_SAME)
    return true;
  if (pass->turns[0].block != pass->view.block)
    return false;
  return c->kind == BY_SAME || (before->cue.start == cue.start && before->cue.end == cue.end);
}

/* A cue has one speaker: where the one before the quotation has spoken by it, so does this piece. */
static bool speaks_by_last_cue(const direct_search *self, const candidate *c)
{
  const attribution_pass *pass = self->pass;
  if (c->kind != BY_PHRASE || c->cue == DIXIT_NONE || pass->turn_count == 0 || pass->turns[0].block != pass->view.block)
    return false;
  dixit_span cue = cue_span(&pass->view, c->cue), last = pass->doc->attributions.items[pass->turns[0].attribution].cue;
  return cue.start == last.start && cue.end == last.end;
}

/* A running quotation that has not named its speaker yet: this piece speaks for those before it, too. */
static uint32_t speakerless_piece_before(const direct_search *self)
{
  const dixit_doc *doc = self->pass->doc;
  if (self->quote->previous == DIXIT_NONE)
    return DIXIT_NONE;
  uint32_t before = doc->quotes.items[self->quote->previous].attribution;
  return before != DIXIT_NONE && doc->attributions.items[before].mention == DIXIT_NONE ? before : DIXIT_NONE;
}

/* "The band said the tour was off: “We are heartbroken.”" The cue has a clause of its own before the colon. */
static bool has_clause_before_colon(const block_view *view, uint32_t cue, uint32_t quote)
{
  uint8_t opens = view_at(view, cue + 1)->part;
  return cue + 2 < quote && view_at(view, (int64_t)quote - 1)->part == PART_COLON &&
         (opens == PART_THAT || (opens == PART_PRONOUN && part_is_finite(view_at(view, cue + 2)->part)));
}

/* The candidate's cue is taken; one in the sentence before may have words of its own: "It leaks, she said. “..." */
static void use_cue(const direct_search *self, const candidate *c)
{
  attribution_pass *pass = self->pass;
  if (c->cue == DIXIT_NONE)
    return;
  bool before = c->kind == BY_PHRASE && !c->same_region && !c->after;
  bool announces = before || has_clause_before_colon(&pass->view, c->cue, self->item);
  if (!announces || pass->used.items[c->cue] != ITEM_USED)
    pass->used.items[c->cue] = announces ? ITEM_ANNOUNCES : ITEM_USED;
}

static void attribute(direct_search *self, const candidate *c, float confidence)
{
  attribution_pass *pass = self->pass;
  uint32_t mention = speaks_by_last_cue(self, c) ? pass->turns[0].mention : mention_of_candidate(pass, c);
  confidence *= self->quote->confidence;
  dixit_span cue = c->cue == DIXIT_NONE ? span_of(0, 0) : cue_span(&pass->view, c->cue);
  uint32_t quote = pass->view.items.items[self->item].quote;
  uint32_t index = speakerless_piece_before(self);
  if (index != DIXIT_NONE) {
    dixit_attribution *before = &pass->doc->attributions.items[index];
    before->cue = cue;
    before->mention = mention;
    before->step = step_of(c);
    before->confidence = confidence;
  } else if (carries_on(self, c, mention, cue)) {
    index = pass->turns[0].attribution;
  } else {
    index = attribution_add(pass, DIXIT_DIRECT, step_of(c), confidence);
    if (index == DIXIT_NONE)
      return;
    pass->doc->attributions.items[index].cue = cue;
    pass->doc->attributions.items[index].mention = mention;
  }
  use_cue(self, c);
  attribution_add_piece(pass, index, pass->doc->quotes.items[quote].span, quote);
  turn_remember(pass, index);
}

static void find_speaker(attribution_pass *pass, uint32_t item)
{
  direct_search self = {.pass = pass, .item = item};
  self.quote = &pass->doc->quotes.items[pass->view.items.items[item].quote];
  self.cue_before = cue_before_quote(&pass->view, item, region_start(&pass->view, item));
  self.cue_behind = cue_right_behind(&pass->view, item);
  read_names(&self);
  question_begin(&pass->question, MODEL_WHO);
  QUESTION_NOTE(pass->question.content = self.quote->span);
  add_phrases_after(&self);
  add_phrases_before(&self);
  add_turns(&self);
  add_recent_phrases(&self);
  candidate nobody = {.kind = BY_NOBODY, .cue = DIXIT_NONE};
  QUESTION_SPAN(&self.pass->question, span_of(0, 0));
  add_candidate(&self, nobody, nobody_features(&self));
  uint32_t byline = direct_byline(&self);
  if (byline != DIXIT_NONE) {
    attribute(&self, &self.candidates[byline], BYLINE_CONFIDENCE);
    return;
  }
  uint32_t running = direct_running(&self);
  if (running != DIXIT_NONE) {
    attribute(&self, &self.candidates[running], pass->doc->attributions.items[pass->turns[0].attribution].confidence);
    return;
  }
  model_answer answer = model_choose(pass->doc, &pass->question);
  candidate *chosen = &self.candidates[direct_plain(&self, answer.option)];
  direct_complete_cue(&self, chosen);
  attribute(&self, chosen, answer.confidence);
}

void direct_attribute(attribution_pass *pass)
{
  for (uint32_t i = 0; pass->view.has_direct && i < pass->view.items.count && !pass->doc->memory.failed; i++)
    if (pass->view.items.items[i].part == PART_QUOTE_DIRECT)
      find_speaker(pass, i);
}
