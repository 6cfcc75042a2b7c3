/* Speakers: the phrases of the sentence, ranked by MODEL_SPEAKER over how each stands to the cue. */
#include "marks/speakers.h"

#include "engine.h"
#include "marks/cue_judge.h"

enum { LEFT_PHRASES = 7, RIGHT_PHRASES = 4, BETWEEN_REACH = 30, AGENT_REACH = 6 };

/* How many commas and verbs stand from item `from` up to `to`, each counted to 2. */
static uint32_t signs_between(const block_view *view, uint32_t from, uint32_t to)
{
  if (to <= from)
    return 0;
  uint32_t signs = view_at(view, to)->signs - view_at(view, from)->signs;
  uint32_t commas = signs % VIEW_VERB, verbs = signs / VIEW_VERB;
  return (commas > 2 ? 2u : commas) * 4 + (verbs > 2 ? 2u : verbs);
}

static features speaker_features(const cue_search *self, uint32_t index, uint32_t rank, uint32_t direction)
{
  features list = features_begin(MODEL_SPEAKER);
  const block_view *view = self->view;
  const phrase *p = &view->phrases.items[index];
  uint32_t first = view_item_of(view, p->first), end = view_item_of(view, p->end - 1) + 1, c = self->cue;
  uint32_t side = first > c;
  uint32_t gap = distance_class(side ? first - c - 1 : c - end);
  uint32_t near = at_far(self, side ? (int64_t)first - 1 : (int64_t)end)->part;
  uint32_t by_cue = at(self, side ? (int64_t)c + 1 : (int64_t)c - 1)->part;
  const view_item *before_it = at_far(self, (int64_t)first - 1);
  uint32_t before = before_it->part;
  uint32_t kind = p->kind | (p->flags & PHRASE_POSSESSIVE ? 8u : 0u);
  uint32_t part = at(self, c)->part, lemma = lexicon_rows[at(self, c)->word].lemma;
  uint32_t place = (side * 4 + direction) * 16 + gap;
  uint32_t linked = side ? cue_before_phrase(view, first) == c : cue_after_phrase(view, index) == c;
  uint32_t between = side ? signs_between(view, c + 1, first) :
                     signs_between(view, end, c < end + BETWEEN_REACH ? c : end + BETWEEN_REACH);
  feature_add(&list, 1, place);
  feature_add(&list, 2, place * 16 + kind);
  feature_add(&list, 3, (side * 64 + near) * 64 + by_cue);
  feature_add(&list, 4, before * 16 + kind);
  feature_add(&list, 5, place * 2 + linked);
  feature_add(&list, 6, (linked * 16 + kind) * 64 + part);
  feature_add(&list, 7, feature_mix(lemma, side * 16 + (gap < 3 ? gap : 3)));
  feature_add(&list, 8, rank * 2 + side);
  feature_add(&list, 9, (rank * 2 + side) * 64 + part);
  feature_add(&list, 10, between * 16 + rank);
  feature_add(&list, 11, p->flags * 64u + part);
  uint32_t aside = side ? 3u : phrase_aside(view, index, c);
  feature_add(&list, 12, aside * 64 + before);
  feature_add(&list, 14, (aside * 16 + gap) * 16 + kind);
  feature_add(&list, 13, (between * 64 + part) * 2 + linked);
  uint32_t head = word_brief(&view->doc->tokens.items[p->head])->cluster, own = at(self, c)->cluster;
  feature_add(&list, 21, head * 2 + side);
  feature_add(&list, 23, (own * 8 + (gap < 3 ? gap : 3)) * 16 + kind);
  feature_add(&list, 24, before_it->cluster * 16 + kind);
  feature_add(&list, 25, at_far(self, end)->cluster * 64 + part);
  return list;
}

/* What speaks for nobody being the speaker. */
static features nobody_features(const cue_search *self, uint32_t direction)
{
  features list = features_begin(MODEL_SPEAKER);
  feature_add(&list, 41, direction * 64 + at(self, self->cue)->part);
  feature_add(&list, 42, lexicon_rows[at(self, self->cue)->word].lemma);
  feature_add(&list, 43, at(self, (int64_t)self->cue - 1)->part * 64u + at(self, (int64_t)self->cue - 2)->part);
  feature_add(&list, 44, feature_mix(at(self, self->cue)->hash, at(self, (int64_t)self->cue - 1)->part));
  feature_add(&list, 45, self->pass->question.options + 1);
  feature_add(&list, 46, (self->cue == self->start) * 64u + at(self, self->cue)->part);
  return list;
}

static void add_speaker(cue_search *self, uint32_t index, uint32_t rank, uint32_t direction, uint32_t *phrases)
{
  model_question *question = &self->pass->question;
  const phrase *p = &self->view->phrases.items[index];
  features list = speaker_features(self, index, rank, direction);
  phrases[question->options] = index;
  QUESTION_SPAN(question, tokens_span(self->view->doc, p->first, p->end - 1));
  question_add_option(question, &list);
}

/* "It is believed that", "reportedly": somebody's words, but the sentence does not say whose. */
static bool has_no_speaker(const cue_search *self)
{
  if (bits_at(self, self->cue) & WORD_EVIDENTIAL)
    return true;
  int64_t i = (int64_t)self->cue - 1;
  while (at(self, i)->part == PART_ADVERB || at(self, i)->part == PART_LY)
    i--;
  if (at(self, i)->part != PART_BE)
    return false;
  const view_item *subject = at(self, i - 1);
  return subject->part == PART_PRONOUN &&
         text_equal_folded(token_text(self->view->doc, subject->first), text_from("it"));
}

/* "Asked by a reporter if ...": behind a passive opening the speaker stands behind "by". The phrase, or NONE. */
static uint32_t agent_of(const cue_search *self)
{
  const block_view *view = self->view;
  for (uint32_t i = self->near; i < view->phrases.count; i++) {
    uint32_t first = view_item_of(view, view->phrases.items[i].first);
    if (first >= self->right.start + AGENT_REACH || first >= self->end)
      break;
    const view_item *before = at_far(self, (int64_t)first - 1);
    if (before->part == PART_PREPOSITION && text_is(token_text(view->doc, before->first), "by"))
      return i;
  }
  return DIXIT_NONE;
}

/* What may stand between a subject and its verb: "have both suggested". */
static bool stands_before_cue(uint8_t part)
{
  return part == PART_HAVE || part == PART_ADVERB || part == PART_LY || part == PART_DETERMINER || part == PART_PRONOUN;
}

/* "Ann Lee and Pete Ruiz said": two names joined right before the cue speak, whatever stands before them. Or NONE. */
static uint32_t pair_beside_cue(const cue_search *self)
{
  const block_view *view = self->view;
  uint32_t near = self->near;
  if (near == 0 || !phrase_ends_pair(view, near - 1))
    return DIXIT_NONE;
  for (uint32_t i = view_item_of(view, view->phrases.items[near - 1].end - 1) + 1; i < self->cue; i++)
    if (!stands_before_cue(at_far(self, i)->part))
      return DIXIT_NONE;
  return near - 1;
}

/* "The menu promises “...”", "the report claims that ...": a phrase has swallowed the cue as its noun; it ends before.
 * Not so "his promises", "the new claims that ...". */
static void give_back_cue(cue_search *self)
{
  block_view *view = &self->pass->view;
  uint32_t cue = at(self, self->cue)->first;
  if (self->near >= view->phrases.count || !(bits_at(self, self->cue) & WORD_VERB_THIRD))
    return;
  phrase *p = &view->phrases.items[self->near];
  if (p->first >= cue || p->head != cue || p->end != cue + 1)
    return;
  const dixit_token *noun = &view->doc->tokens.items[cue - 1];
  uint8_t kind = noun->flags & DIXIT_TOKEN_CAPITAL ? PHRASE_NAME : word_brief(noun)->heads;
  bool vague = kind == PHRASE_OTHER && at(self, (int64_t)self->cue + 1)->part != PART_QUOTE_PART;
  if (word_is(noun, WORD_POSSESSIVE) || vague || part_is_finite(at(self, (int64_t)self->cue + 1)->part))
    return;
  p->end = cue;
  p->head = cue - 1;
  p->name = p->name < cue ? p->name : cue - 1;
  p->kind = kind;
  p->flags &= (uint8_t)~PHRASE_PLURAL;
  view->cue_of.items[self->near++] = CUE_UNKNOWN;
}

/* "I heard Alder saying", "footage of Ruiz telling voters": a name right before a form in -ing is its subject. Or
 * NONE. */
static uint32_t name_before_participle(const cue_search *self)
{
  uint32_t near = self->near;
  if (near == 0 || at(self, self->cue)->part != PART_SPEECH_ING)
    return DIXIT_NONE;
  const phrase *p = &self->view->phrases.items[near - 1];
  return p->kind == PHRASE_NAME && view_item_of(self->view, p->end - 1) + 1 == self->cue ? near - 1 : DIXIT_NONE;
}

/* Who speaks by form alone, too plain to be left to weights. Or NONE. */
static uint32_t plain_speaker(const cue_search *self, uint32_t direction)
{
  uint32_t chosen = pair_beside_cue(self);
  if (chosen == DIXIT_NONE && direction == CUE_RIGHT && cue_plain_side(self) == CUE_RIGHT)
    chosen = self->near - 1; /* "... and Bo Ruiz said “the bridge is closed”" */
  if (chosen == DIXIT_NONE)
    chosen = name_before_participle(self);
  return chosen == DIXIT_NONE ? subject_over_aside(self->view, self->cue) : chosen;
}

uint32_t speaker_choose(cue_search *self, uint32_t direction, dixit_span content, float *confidence)
{
  model_question *question = &self->pass->question;
  const block_view *view = self->view;
  give_back_cue(self);
  uint32_t phrases[OPTION_LIMIT], near = self->near;
  question_begin(question, MODEL_SPEAKER);
  QUESTION_NOTE(question->cue = cue_span(view, self->cue));
  QUESTION_NOTE(question->content = content);
  for (uint32_t i = near, rank = 0; i-- > 0 && rank < LEFT_PHRASES; rank++) {
    if (view_item_of(view, view->phrases.items[i].first) < self->start)
      break;
    if (!view_owner_is_silent(view, i))
      add_speaker(self, i, rank, direction, phrases);
  }
  for (uint32_t i = near, rank = 0; i < view->phrases.count && rank < RIGHT_PHRASES; i++, rank++) {
    uint32_t first = view_item_of(view, view->phrases.items[i].first);
    if (first >= self->end)
      break;
    bool clause = at_far(self, first)->part == PART_THAT || at_far(self, (int64_t)first - 1)->part == PART_THAT;
    bool cue = view_item_of(view, view->phrases.items[i].head) == self->cue;
    if (!clause && !cue && !view_owner_is_silent(view, i)) /* no clause: "shows that rust ..." */
      add_speaker(self, i, rank, direction, phrases);
  }
  phrases[question->options] = DIXIT_NONE;
  features nobody = nobody_features(self, direction);
  QUESTION_SPAN(question, span_of(0, 0));
  question_add_option(question, &nobody);
  model_answer answer = model_choose(self->pass->doc, question);
  *confidence *= answer.confidence;
  if (has_no_speaker(self) && !self->pass->doc->engine->teacher)
    return DIXIT_NONE;
  if (cue_opens_passive(self) && !self->pass->doc->engine->teacher) {
    uint32_t agent = agent_of(self);
    return agent == DIXIT_NONE ? DIXIT_NONE : mention_of_phrase(self->pass, agent, DIXIT_NONE);
  }
  uint32_t chosen = self->pass->doc->engine->teacher ? DIXIT_NONE : plain_speaker(self, direction);
  if (chosen == DIXIT_NONE)
    chosen = phrases[answer.option];
  return chosen == DIXIT_NONE ? DIXIT_NONE : mention_of_phrase(self->pass, chosen, self->cue);
}
