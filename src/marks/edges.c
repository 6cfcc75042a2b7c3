/* Edges: commas, conjunctions and the like, where a clause may be over. MODEL_EDGE ranks them; the choice is the edge
 * that is most likely about right. */
#include "marks/edges.h"

enum { EDGE_LIMIT = 20, EDGE_REACH = 90, LIST_ITEM_WORDS = 5 };
/* How much an edge that is right to the word is worth beside one that is about right. */
#define EXACT_BONUS 0.25f

/* May content end before item `i` (or, from the left, start behind it)? */
static bool is_edge(uint8_t part)
{
  return part_among(part, PART_SET(PART_COMMA) | PART_SET(PART_SEMICOLON) | PART_SET(PART_DASH) |
                          PART_SET(PART_CONJUNCTION) | PART_SET(PART_SUBORDINATOR) | PART_SET(PART_COLON) |
                          PART_SET(PART_OPEN) | PART_SET(PART_RELATIVE) | PART_SET(PART_PREPOSITION) |
                          PART_SET(PART_TIME) | PART_SET(PART_ACCORDING));
}

uint32_t edge_verb_ahead(const cue_search *self, int64_t i)
{
  for (uint32_t n = 1; n < 14; n++) {
    uint8_t part = at(self, i + n)->part;
    if (part_is_finite(part))
      return n < 6 ? n : 6;
    if (is_sign(part) || part == PART_NONE)
      return 0;
  }
  return 0;
}

/* "any role in the | Sept. 11 attacks": what cannot be the last word of anything stands before item `i`. */
static bool is_cut_short(const cue_search *self, uint32_t i)
{
  uint8_t before = at(self, (int64_t)i - 1)->part;
  bool open = before == PART_DETERMINER || before == PART_POSSESSIVE || before == PART_CONJUNCTION ||
              before == PART_TO || before == PART_PREPOSITION;
  return open && !is_sign(at(self, i)->part);
}

/* "the driver, 34, was drunk", "the May 3, 2001, attacks": the commas around an age end nothing, nor does the one
 * before a year. */
static bool is_beside_number(const cue_search *self, uint32_t i)
{
  if (at(self, i)->part != PART_COMMA)
    return false;
  const view_item *age = at(self, (int64_t)i - 1);
  bool behind = age->part == PART_NUMBER && at(self, (int64_t)i - 2)->part == PART_COMMA &&
                span_length(tokens_span(self->view->doc, age->first, age->first)) < 3;
  return behind || (at(self, (int64_t)i + 1)->part == PART_NUMBER && at(self, (int64_t)i + 2)->part == PART_COMMA);
}

/* The words from item `i` on that can be an item of a list: no sign, no conjunction, no finite verb. At most
 * LIST_ITEM_WORDS + 1. */
static uint32_t list_item_words(const cue_search *self, uint32_t i)
{
  uint32_t count = 0;
  for (; count <= LIST_ITEM_WORDS; count++) {
    uint8_t part = at(self, (int64_t)i + count)->part;
    if (is_sign(part) || part == PART_NONE || part == PART_CONJUNCTION || part_is_finite(part))
      break;
  }
  return count;
}

/* "members, vehicles, warehouses, and other goods": from the comma at item `first`, the conjunction before the last
 * item of the list it stands in; 0 when it stands in none. */
static uint32_t list_conjunction(const cue_search *self, uint32_t first)
{
  for (uint32_t i = first, next; i < first + EDGE_REACH && at(self, i)->part == PART_COMMA; i = next) {
    uint32_t words = list_item_words(self, i + 1);
    next = i + 1 + words;
    if (words > LIST_ITEM_WORDS)
      return 0;
    if (at(self, next)->part == PART_CONJUNCTION)
      return next;
    if (words == 0)
      return 0;
  }
  return 0;
}

/* Where the list is over whose first comma is item `i`: behind its conjunction. 0 when a clause follows that, or when
 * there is nothing between comma and conjunction, which is the end of a list or of a clause. */
static uint32_t list_end(const cue_search *self, uint32_t i)
{
  uint32_t last = list_conjunction(self, i);
  uint32_t words = last ? list_item_words(self, last + 1) : 0;
  bool over = words > 0 && words <= LIST_ITEM_WORDS && !part_is_finite(at(self, (int64_t)last + 1 + words)->part);
  return over && last > i + 1 ? last + 1 : 0;
}

/* Behind a quotation content may end as well: its comma or stop stands inside the marks. */
static bool ends_quote(const cue_search *self, uint32_t i)
{
  return at(self, (int64_t)i - 1)->quote != DIXIT_NONE;
}

/* The option that `content` ends (or starts) at item `edge`, its other end being at `other`. rank: how many edges stand
 * between this one and the cue. last: the content's natural end. verbs: in between, up to 3. */
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
  uint32_t ahead = last ? 7 : edge_verb_ahead(self, edge);
  feature_add(&list, 31, (verbs * 64 + here) * 2 + side);
  feature_add(&list, 32, (verbs * 64 + here) * 64 + first);
  feature_add(&list, 34, (ahead * 64 + here) * 4 + verbs);
  feature_add(&list, 36, (first * 4 + verbs) * 2 + last);
  feature_add(&list, 38, feature_mix(hash, ahead * 4 + verbs));
  uint32_t ending = rightward && ends_quote(self, edge) ? quote_ending(self, (int64_t)edge - 1) + 1 : 0;
  feature_add(&list, 39, ending);
  feature_add(&list, 40, ending * 128 + here);
  feature_add(&list, 51, (ending * 64 + here) * 64 + next);
  feature_add(&list, 52, (ending * 16 + length) * 2 + last);
  model_question *question = &self->pass->question;
  question->spans[question->options] = stretch_span(self, content);
  question_add_option(question, &list);
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
    float about = answer.p[i] * EXACT_BONUS + model_about_right(question, &answer, i);
    if (about > most) {
      most = about;
      best = i;
    }
  }
  *confidence *= most / (1 + EXACT_BONUS);
  return best;
}

/* "The council that said ...", "those who say ...": the main clause goes on behind its content. */
static bool in_relative_clause(const cue_search *self)
{
  const view_item *before = at(self, (int64_t)self->cue - 1);
  return before->part == PART_RELATIVE || (before->part == PART_THAT && at(self, self->cue)->part != PART_CUE_NOUN);
}

uint32_t edge_choose_end(cue_search *self, stretch s, float *confidence)
{
  model_question *question = &self->pass->question;
  uint32_t ends[OPTION_LIMIT], rank = 0, verbs = 0, list = 0;
  bool noun = at(self, self->cue)->part == PART_CUE_NOUN, relative = in_relative_clause(self);
  question_begin(question, MODEL_EDGE);
  QUESTION_NOTE(question->cue = cue_span(self->view, self->cue));
  QUESTION_NOTE(question->content = stretch_span(self, s));
  for (uint32_t i = s.start + 1; i < s.end && i < s.start + EDGE_REACH && question->options < EDGE_LIMIT; i++) {
    verbs += (verbs < 3) & part_is_finite(at(self, i - 1)->part);
    /* "the claim that it leaks | is wrong", "the man who said no | has left" */
    bool main_verb = (relative | (noun & (verbs > 0))) & part_is_finite(at(self, i)->part);
    bool edge = is_edge(at(self, i)->part) | ends_quote(self, i) | main_verb;
    uint32_t over = at(self, i)->part == PART_COMMA && i >= list ? list_end(self, i) : 0;
    list = over ? over : list;
    if (!edge || i < list || is_cut_short(self, i) || is_beside_number(self, i) || i < self->least_end)
      continue;
    ends[question->options] = i;
    add_edge(self, (stretch){s.start, i}, i, s.start, rank++, false, verbs);
  }
  if (question->options == 0)
    return s.end; /* nothing to choose from */
  ends[question->options] = s.end;
  add_edge(self, s, s.end, s.start, rank, true, verbs);
  return ends[safest_edge(self, confidence)];
}

uint32_t edge_choose_start(cue_search *self, stretch s, float *confidence)
{
  model_question *question = &self->pass->question;
  uint32_t starts[OPTION_LIMIT], rank = 0, verbs = 0;
  question_begin(question, MODEL_EDGE);
  QUESTION_NOTE(question->cue = cue_span(self->view, self->cue));
  QUESTION_NOTE(question->content = stretch_span(self, s));
  for (uint32_t i = s.end - 1; i-- > s.start && s.end - i < EDGE_REACH && question->options < EDGE_LIMIT;) {
    verbs += (verbs < 3) & part_is_finite(at(self, i + 1)->part);
    if (!is_edge(at(self, i)->part))
      continue;
    starts[question->options] = i + 1;
    add_edge(self, (stretch){i + 1, s.end}, i, s.end - 1, rank++, false, verbs);
  }
  if (question->options == 0)
    return s.start;
  starts[question->options] = s.start;
  add_edge(self, s, s.start, s.end - 1, rank, true, verbs);
  return starts[safest_edge(self, confidence)];
}
