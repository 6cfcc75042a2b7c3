/* Edges: commas, conjunctions and the like, where a clause may be over. MODEL_EDGE ranks them; the choice is the edge
 * that is most likely about right. */
#include "marks/edges.h"

enum { EDGE_LIMIT = 20, EDGE_REACH = 90, OPENING_LIMIT = 12, OPENING_REACH = 24 };
/* How much an edge that is right to the word is worth beside one that is about right. */
#define EXACT_BONUS 0.25f

/* May content end before item `i` (or, from the left, start behind it)? */
static bool is_edge(uint8_t part)
{
  return part == PART_COMMA || part == PART_SEMICOLON || part == PART_DASH || part == PART_CONJUNCTION ||
         part == PART_SUBORDINATOR || part == PART_COLON || part == PART_OPEN || part == PART_RELATIVE ||
         part == PART_PREPOSITION || part == PART_TIME || part == PART_ACCORDING;
}

static bool is_verb_part(uint8_t part)
{
  return (part >= PART_BE && part <= PART_MODAL) || (part >= PART_SPEECH_PAST && part <= PART_VERB);
}

/* How soon a verb follows item `edge`: 1 to 5 items behind it, 6 before the next sign, 0 not at all. */
static uint32_t finite_ahead(const cue_search *self, uint32_t edge)
{
  for (uint32_t n = 1; n < 14; n++) {
    uint8_t part = at(self, (int64_t)edge + n)->part;
    if (is_verb_part(part))
      return n < 6 ? n : 6;
    if (is_sign(part) || part == PART_NONE)
      return 0;
  }
  return 0;
}

/* Behind a quotation content may end as well: its comma or stop stands inside the marks. */
static bool ends_quote(const cue_search *self, uint32_t i)
{
  return at(self, (int64_t)i - 1)->quote != DIXIT_NONE;
}

/* The last thing inside the quotation that ends before item `i`: how firmly it ends something. */
static uint32_t quote_ending(const cue_search *self, uint32_t i)
{
  const view_item *quote = at(self, (int64_t)i - 1);
  const dixit_doc *doc = self->view->doc;
  return quote->last > quote->first + 1 ? part_of(&doc->tokens.items[quote->last - 1]) : PART_NONE;
}

/* The option that `content` ends (or starts) at item `edge`, its other end being at `other`. rank: how many edges stand between this one and the cue. last: the content's natural end. verbs: in between, up to
 * 3. */
static void add_edge(cue_search *self, stretch content, uint32_t edge, uint32_t other, uint32_t rank, bool last,
                     uint32_t verbs)
{
  features list = features_begin(MODEL_EDGE);
  bool rightward = other < edge;
  uint32_t side = rightward ? 1 : 0;
  uint32_t lemma = lexicon_rows[at(self, self->cue)->word].lemma;
  uint32_t here = last ? 63u : at(self, edge)->part;
  uint32_t hash = last ? 0 : at(self, edge)->hash;
  int64_t e = edge;
  uint32_t next = at(self, e + 1)->part, next2 = at(self, e + 2)->part, before = at(self, e - 1)->part;
  uint32_t length = distance_class(rightward ? edge - other : other - edge);
  uint32_t frame =
      (bits_at(self, self->cue) & (WORD_TAKES_THAT | WORD_TAKES_NOUN | WORD_TAKES_TO | WORD_TAKES_QUOTE)) != 0;
  uint32_t first = at(self, other)->part;
  feature_add(&list, 1, (side * 64 + here) * 2 + frame);
  feature_add(&list, 2, side * 64 + hash);
  feature_add(&list, 3, (side * 64 + here) * 64 + next);
  feature_add(&list, 4, (here * 64 + next) * 64 + next2);
  feature_add(&list, 5, (here * 16 + length) * 2 + side);
  feature_add(&list, 6, feature_mix(lemma, here));
  feature_add(&list, 7, here * 16 + (rank < 15 ? rank : 15));
  feature_add(&list, 8, (here * 64 + before) * 2 + side);
  feature_add(&list, 9, feature_mix(hash, at(self, e + 1)->hash));
  feature_add(&list, 10, here * 64 + first);
  feature_add(&list, 11, feature_mix(lemma, length * 64 + here));
  feature_add(&list, 12, here * 64 + at(self, self->cue)->part);
  feature_add(&list, 13, (here * 64 + next) * 16 + length);
  feature_add(&list, 14, feature_mix(at(self, e + 1)->hash, here));
  feature_add(&list, 15, here * 16 + distance_class(self->end - edge));
  uint32_t n1 = at(self, e + 1)->cluster, own = at(self, self->cue)->cluster;
  feature_add(&list, 21, here * 128 + n1);
  feature_add(&list, 24, feature_mix(hash, n1));
  feature_add(&list, 25, feature_mix(own, here * 16 + length));
  uint32_t ahead = last ? 7 : finite_ahead(self, edge);
  feature_add(&list, 31, (verbs * 64 + here) * 2 + side);
  feature_add(&list, 32, (verbs * 64 + here) * 64 + first);
  feature_add(&list, 34, (ahead * 64 + here) * 4 + verbs);
  feature_add(&list, 36, (first * 4 + verbs) * 2 + last);
  feature_add(&list, 38, feature_mix(hash, ahead * 4 + verbs));
  uint32_t ending = rightward && ends_quote(self, edge) ? quote_ending(self, edge) + 1 : 0;
  feature_add(&list, 39, ending);
  feature_add(&list, 40, ending * 128 + here);
  feature_add(&list, 51, (ending * 64 + here) * 64 + next);
  feature_add(&list, 52, (ending * 16 + length) * 2 + last);
  question_add_option(&self->pass->question, stretch_span(self, content), &list);
}

/* Do two options of the question cover each other by half or more? Both share one end. */
static bool half_the_same(const model_question *question, uint32_t a, uint32_t b)
{
  uint32_t x = span_length(question->spans[a]), y = span_length(question->spans[b]);
  return x < y ? x * 2 >= y : y * 2 >= x;
}

/* How likely option `i` is right, or half of it. */
static float about_right(const model_question *question, const model_answer *answer, uint32_t i)
{
  float about = 0;
  for (uint32_t j = 0; j < question->options; j++)
    about += half_the_same(question, i, j) ? answer->p[j] : 0;
  return about;
}

/* The edge that is most likely about right: where several near each other share the votes, one of them wins, even
 * against a single likelier one far away. */
static uint32_t safest_edge(const cue_search *self, float *confidence)
{
  const model_question *question = &self->pass->question;
  model_answer answer = model_choose(self->pass->doc, question);
  uint32_t best = answer.option;
  float most = 0;
  for (uint32_t i = 0; i < question->options; i++) {
    float about = answer.p[i] * EXACT_BONUS + about_right(question, &answer, i);
    if (about > most) {
      most = about;
      best = i;
    }
  }
  *confidence *= most / (1 + EXACT_BONUS);
  return best;
}

/* May content begin at item `i`, with other words between it and the cue? Behind a phrase, a day, a comma; at "that", a
 * quotation, or the noun of "called for more money". */
static bool is_opening(const cue_search *self, uint32_t i)
{
  const block_view *view = self->view;
  uint8_t part = at(self, i)->part, before = at(self, (int64_t)i - 1)->part;
  if (part == PART_THAT || part == PART_QUOTE_PART || before == PART_TIME || before == PART_COMMA ||
      before == PART_PREPOSITION || before == PART_TO || before == PART_SPEECH_ING)
    return !is_sign(part);
  uint32_t p = view->phrase_at.items[i];
  return p > 0 && !is_sign(part) && view_item_of(view, view->phrases.items[p - 1].end - 1) + 1 == i;
}

/* What stands between the cue and the opening at item `i`: 0 nothing, else the kind of the last phrase and whether a
 * comma or preposition does. */
static uint32_t hearer_before(const cue_search *self, uint32_t first, uint32_t i)
{
  const block_view *view = self->view;
  uint32_t p = view->phrase_at.items[i];
  if (i == first)
    return 0;
  if (p == 0 || view_item_of(view, view->phrases.items[p - 1].first) < first)
    return 1;
  return 2 + view->phrases.items[p - 1].kind;
}

static void add_opening_features(const cue_search *self, uint32_t first, uint32_t i, uint32_t verbs, features *list)
{
  const view_item *here = at(self, i), *next = at(self, (int64_t)i + 1), *before = at(self, (int64_t)i - 1);
  uint32_t lemma = lexicon_rows[at(self, self->cue)->word].lemma, own = at(self, self->cue)->cluster;
  uint32_t gap = i - first < 7 ? i - first : 7, hearer = hearer_before(self, first, i);
  uint32_t ahead = finite_ahead(self, (int64_t)i - 1), opens = at(self, first)->part;
  feature_add(list, 1, gap * 16 + hearer);
  feature_add(list, 2, (here->part * 64u + before->part) * 16 + hearer);
  feature_add(list, 3, feature_mix(lemma, here->part * 16u + hearer));
  feature_add(list, 4, feature_mix(lemma, gap * 16 + hearer));
  feature_add(list, 5, feature_mix(lemma, opens * 8 + gap));
  feature_add(list, 6, (here->part * 64u + next->part) * 16 + hearer);
  feature_add(list, 7, (ahead * 16 + hearer) * 8 + gap);
  feature_add(list, 8, (ahead * 64 + here->part) * 4 + verbs);
  feature_add(list, 9, feature_mix(here->hash, hearer));
  feature_add(list, 10, feature_mix(before->hash, here->part));
  feature_add(list, 11, (opens * 64 + here->part) * 8 + gap);
  feature_add(list, 12, (own * 16 + hearer) * 8 + gap);
  feature_add(list, 13, (own * 64 + here->part) * 64 + before->part);
  feature_add(list, 14, feature_mix(lemma, ahead * 16 + hearer));
  feature_add(list, 15, (here->cluster * 16u + hearer) * 8 + ahead);
  feature_add(list, 16, (before->cluster * 64u + here->part) * 8 + gap);
  feature_add(list, 17, (verbs * 16 + hearer) * 64 + at(self, self->cue)->part);
  feature_add(list, 18, (opens * 16 + hearer) * 8 + ahead);
}

uint32_t edge_choose_opening(cue_search *self, uint32_t end, float *confidence)
{
  stretch s = stretch_trim(self, (stretch){self->cue + 1, end});
  if (bits_at(self, self->cue) & WORD_ACCORDING)
    return self->right.start;
  model_question *question = &self->pass->question;
  uint32_t starts[OPTION_LIMIT], verbs = 0;
  question_begin(question, MODEL_OPENING, false, 0);
  question->cue = cue_span(self->view, self->cue);
  for (uint32_t i = s.start; i < s.end && i < s.start + OPENING_REACH && question->options < OPENING_LIMIT; i++) {
    if (i == s.start || is_opening(self, i)) {
      starts[question->options] = i;
      add_opening_features(self, s.start, i, verbs, question_add_option(question, stretch_span(self, (stretch){i, s.end})));
    }
    verbs += verbs < 3 && is_verb_part(at(self, i)->part);
    if (at(self, i)->part == PART_THAT || at(self, i)->part == PART_QUOTE_PART)
      break;
  }
  if (question->options < 2)
    return s.start;
  model_answer answer = model_choose(self->pass->doc, question);
  *confidence *= about_right(question, &answer, answer.option);
  return starts[answer.option];
}

uint32_t edge_choose_end(cue_search *self, stretch s, float *confidence)
{
  model_question *question = &self->pass->question;
  uint32_t ends[OPTION_LIMIT], rank = 0, verbs = 0;
  bool noun = at(self, self->cue)->part == PART_CUE_NOUN;
  question_begin(question, MODEL_EDGE);
  question->cue = cue_span(self->view, self->cue);
  question->content = stretch_span(self, s);
  for (uint32_t i = s.start + 1; i < s.end && i < s.start + EDGE_REACH && question->options < EDGE_LIMIT; i++) {
    verbs += verbs < 3 && is_verb_part(at(self, i - 1)->part);
    bool main_verb = noun && verbs > 0 && is_verb_part(at(self, i)->part); /* "the claim that it leaks is wrong" */
    if ((!is_edge(at(self, i)->part) && !ends_quote(self, i) && !main_verb) || i < self->least_end)
      continue;
    ends[question->options] = i;
    add_edge(self, (stretch){s.start, i}, i, s.start, rank++, false, verbs);
  }
  ends[question->options] = s.end;
  add_edge(self, s, s.end, s.start, rank, true, verbs);
  return ends[safest_edge(self, confidence)];
}

uint32_t edge_choose_start(cue_search *self, stretch s, float *confidence)
{
  model_question *question = &self->pass->question;
  uint32_t starts[OPTION_LIMIT], rank = 0, verbs = 0;
  question_begin(question, MODEL_EDGE);
  question->cue = cue_span(self->view, self->cue);
  question->content = stretch_span(self, s);
  for (uint32_t i = s.end - 1; i-- > s.start && s.end - i < EDGE_REACH && question->options < EDGE_LIMIT;) {
    verbs += verbs < 3 && is_verb_part(at(self, i + 1)->part);
    if (!is_edge(at(self, i)->part))
      continue;
    starts[question->options] = i + 1;
    add_edge(self, (stretch){i + 1, s.end}, i, s.end - 1, rank++, false, verbs);
  }
  starts[question->options] = s.start;
  add_edge(self, s, s.start, s.end - 1, rank, true, verbs);
  return starts[safest_edge(self, confidence)];
}
