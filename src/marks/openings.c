/* Openings: items behind a cue where content may begin, because what stands in between may be the hearer, the day, the
 * occasion. MODEL_OPENING ranks them. What follows "according to" is not its business (cue_search.c). */
#include "marks/openings.h"

#include "marks/edges.h"

enum { OPENING_LIMIT = 12, OPENING_REACH = 24 };

/* On the way from the first item behind the cue to an opening. phrase: the first that ends behind `item`. verbs:
 * passed, up to 3. */
typedef struct walk {
  uint32_t first;
  uint32_t item;
  uint32_t phrase;
  uint32_t verbs;
} walk;

/* The last phrase that ends before the item, or NULL. */
static const phrase *phrase_passed(const cue_search *self, const walk *at_item)
{
  return at_item->phrase ? &self->view->phrases.items[at_item->phrase - 1] : NULL;
}

/* May content begin here? Behind a phrase, a day, a comma; at "that" or a quotation; at the noun of "called for more
 * money". */
static bool is_opening(const cue_search *self, const walk *here)
{
  uint8_t part = at(self, here->item)->part, before = at(self, (int64_t)here->item - 1)->part;
  const phrase *passed = phrase_passed(self, here);
  if (here->item == here->first)
    return true;
  if (is_sign(part))
    return false;
  if (part == PART_THAT || part == PART_QUOTE_PART || before == PART_TIME || before == PART_COMMA ||
      before == PART_PREPOSITION || before == PART_TO || before == PART_SPEECH_ING)
    return true;
  return passed && view_item_of(self->view, passed->end - 1) + 1 == here->item;
}

/* What is passed over: 0 nothing, 1 no phrase, else the kind of the last one. */
static uint32_t hearer_of(const cue_search *self, const walk *here)
{
  const phrase *passed = phrase_passed(self, here);
  if (here->item == here->first)
    return 0;
  return passed && view_item_of(self->view, passed->first) >= here->first ? 2u + passed->kind : 1;
}

static features opening_features(const cue_search *self, const walk *place)
{
  features list = features_begin(MODEL_OPENING);
  uint32_t i = place->item;
  const view_item *here = at(self, i), *next = at(self, (int64_t)i + 1), *before = at(self, (int64_t)i - 1);
  uint32_t lemma = lexicon_rows[at(self, self->cue)->word].lemma, own = at(self, self->cue)->cluster;
  uint32_t gap = i - place->first < 7 ? i - place->first : 7, hearer = hearer_of(self, place);
  uint32_t ahead = edge_verb_ahead(self, (int64_t)i - 1), opens = at(self, place->first)->part;
  feature_add(&list, 1, gap * 16 + hearer);
  feature_add(&list, 2, (here->part * 64u + before->part) * 16 + hearer);
  feature_add(&list, 3, feature_mix(lemma, here->part * 16u + hearer));
  feature_add(&list, 4, feature_mix(lemma, gap * 16 + hearer));
  feature_add(&list, 5, feature_mix(lemma, opens * 8 + gap));
  feature_add(&list, 6, (here->part * 64u + next->part) * 16 + hearer);
  feature_add(&list, 7, (ahead * 16 + hearer) * 8 + gap);
  feature_add(&list, 8, (ahead * 64 + here->part) * 4 + place->verbs);
  feature_add(&list, 9, feature_mix(here->hash, hearer));
  feature_add(&list, 10, feature_mix(before->hash, here->part));
  feature_add(&list, 11, (opens * 64 + here->part) * 8 + gap);
  feature_add(&list, 12, (own * 16 + hearer) * 8 + gap);
  feature_add(&list, 13, (own * 64 + here->part) * 64 + before->part);
  feature_add(&list, 14, feature_mix(lemma, ahead * 16 + hearer));
  feature_add(&list, 15, (here->cluster * 16u + hearer) * 8 + ahead);
  feature_add(&list, 16, (before->cluster * 64u + here->part) * 8 + gap);
  feature_add(&list, 17, (place->verbs * 16 + hearer) * 64 + at(self, self->cue)->part);
  feature_add(&list, 18, (opens * 16 + hearer) * 8 + ahead);
  return list;
}

static void step(const cue_search *self, walk *here)
{
  const block_view *view = self->view;
  here->verbs += here->verbs < 3 && part_is_finite(at(self, here->item)->part);
  here->item++;
  while (here->phrase < view->phrases.count &&
         view_item_of(view, view->phrases.items[here->phrase].end - 1) < here->item)
    here->phrase++;
}

/* The places from `s.start` on where content may begin; returns how many. */
static uint32_t find_openings(const cue_search *self, stretch s, walk found[OPENING_LIMIT])
{
  uint32_t count = 0, limit = s.end < s.start + OPENING_REACH ? s.end : s.start + OPENING_REACH;
  walk here = {.first = s.start, .item = s.start};
  for (here.phrase = view_phrase_at(self->view, s.start); here.item < limit; step(self, &here)) {
    uint8_t part = at(self, here.item)->part;
    if (is_opening(self, &here))
      found[count++] = here;
    if (count == OPENING_LIMIT || part == PART_THAT || part == PART_QUOTE_PART)
      break;
  }
  return count;
}

uint32_t opening_choose(cue_search *self, uint32_t end, float *confidence)
{
  model_question *question = &self->pass->question;
  stretch s = stretch_trim(self, (stretch){self->cue + 1, end});
  walk found[OPENING_LIMIT];
  if (bits_at(self, self->cue) & WORD_ACCORDING || s.start >= s.end)
    return self->right.start;
  uint8_t first = at(self, s.start)->part;
  if (first == PART_PRONOUN && !(bits_at(self, self->cue) & WORD_TAKES_PERSON))
    return s.start; /* "said he would": plain, and frequent */
  if (first == PART_TIME && at(self, (int64_t)s.start + 1)->part == PART_PRONOUN)
    return s.start + 1; /* "said Monday they had": the day is not theirs */
  uint32_t count = find_openings(self, s, found);
  if (count < 2)
    return s.start;
  question_begin(question, MODEL_OPENING);
  QUESTION_NOTE(question->cue = cue_span(self->view, self->cue));
  for (uint32_t i = 0; i < count; i++) {
    features list = opening_features(self, &found[i]);
    question->spans[i] = stretch_span(self, (stretch){found[i].item, s.end});
    question_add_option(question, &list);
  }
  model_answer answer = model_choose(self->pass->doc, question);
  *confidence *= model_about_right(question, &answer, answer.option);
  return found[answer.option].item;
}
