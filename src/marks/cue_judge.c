/* The features of MODEL_CUE and MODEL_SPEECH: the words around a cue, its possible subject and content. */
#include "marks/cue_judge.h"

#include "engine.h"

/* A cue is idle when its words alone, without its clause, put "nothing" so far ahead, in logits. A third of all cues
 * are, and of ten thousand that carry words one (measured on the training set). */
#define IDLE_LEAD 1.5f

/* So far ahead of each other side, in logits, "nothing" leaves all three together less than CUE_THRESHOLD: .42 are to
 * .58 as 3 to exp(1.42). */
#define REFUSED_LEAD 1.45f

/* How far content is read for verbs, and how near other cues count, in items. */
enum { ROOM_REACH = 24, OTHERS_REACH = 12 };

/* The nearest phrase that ends at or before the cue in the region; DIXIT_NONE. */
static uint32_t phrase_before(const cue_search *self)
{
  uint32_t p = self->near;
  if (p == 0 || view_item_of(self->view, self->view->phrases.items[p - 1].first) < self->start)
    return DIXIT_NONE;
  return p - 1;
}

/* Is there a verb soon behind the cue, as in a clause without "that"? */
static uint32_t verb_ahead(const cue_search *self)
{
  for (uint32_t n = 1; n < 8; n++) {
    const view_item *item = at(self, (int64_t)self->cue + n);
    if (is_sign(item->part) || item->part == PART_NONE)
      return 0;
    if (item->part == PART_BE || item->part == PART_MODAL || item->part == PART_HAVE)
      return n < 3 ? 1 : 2;
    if (item->part == PART_TO)
      return 3;
    if (n > 1 && (item->part == PART_ED || (item->part >= PART_SPEECH_PAST && item->part <= PART_VERB)))
      return 4;
  }
  return 5;
}

/* The items around a cue: index WINDOW_MIDDLE is the cue itself. */
enum { WINDOW_MIDDLE = 4, WINDOW_SIZE = 9 };

typedef struct cue_window {
  const view_item *items[WINDOW_SIZE];
} cue_window;

static cue_window look_around_cue(const cue_search *self)
{
  cue_window w;
  for (uint32_t i = 0; i < WINDOW_SIZE; i++)
    w.items[i] = at(self, (int64_t)self->cue + i - WINDOW_MIDDLE);
  return w;
}

/* What the words around the cue are like, where they are too rare to be known themselves. */
static void add_cue_clusters(const cue_window *w, shared_features *list)
{
  uint32_t own = w->items[4]->cluster, after = w->items[5]->cluster;
  shared_feature_add(list, 41, own);
  shared_feature_add(list, 42, own * 64 + w->items[5]->part);
  shared_feature_add(list, 43, own * 64 + w->items[3]->part);
  shared_feature_add(list, 44, own * 128 + after);
}

/* The words and signs around the cue. */
static void add_cue_words(const cue_window *w, uint32_t lemma, shared_features *list)
{
  uint32_t s[WINDOW_SIZE], part = w->items[4]->part, hash = w->items[4]->hash;
  for (uint32_t i = 0; i < WINDOW_SIZE; i++)
    s[i] = w->items[i]->part;
  shared_feature_add(list, 1, 0);
  shared_feature_add(list, 2, lemma);
  shared_feature_add(list, 3, hash);
  shared_feature_add(list, 4, lemma * 64 + s[5]);
  shared_feature_add(list, 5, lemma * 64 + s[3]);
  shared_feature_add(list, 6, part * 4096 + s[3] * 64 + s[5]);
  shared_feature_add(list, 7, s[5] * 64 + s[6]);
  shared_feature_add(list, 8, s[3] * 64 + s[2]);
  shared_feature_add(list, 9, w->items[5]->hash);
  shared_feature_add(list, 11, feature_mix(lemma, w->items[5]->hash));
  shared_feature_add(list, 35, hash * 64 + s[5]);
}

/* How many possible cues stand near before this one in its sentence: 0 to 3. */
static uint32_t count_other_cues(const cue_search *self)
{
  const uint32_t *all = self->view->cues.items;
  uint32_t cues = 0;
  for (uint32_t n = self->number; n-- > 0 && all[n] >= self->start && self->cue - all[n] < OTHERS_REACH && cues < 3;)
    cues += is_possible_cue(self->view, n);
  return cues;
}

/* Can what stands right of the cue be content: does it hold "that", a verb, an infinitive, quoted words? Not so in
 * "told reporters on Monday". */
static bool has_room_right(const cue_search *self)
{
  uint32_t end = self->right.end < self->right.start + ROOM_REACH ? self->right.end : self->right.start + ROOM_REACH;
  for (uint32_t i = self->right.start; i < end; i++) {
    uint8_t part = at(self, i)->part, next = at(self, (int64_t)i + 1)->part;
    bool verb = i > self->right.start && part_is_verbal(part) && part != PART_SPEECH_ING;
    bool infinitive = part == PART_TO && (next == PART_WORD || part_is_verbal(next));
    if (verb || infinitive || part == PART_QUOTE_PART || (i == self->right.start && part == PART_THAT))
      return true;
  }
  return false;
}

/* Words with a verb that no other word makes part of a larger clause. */
static bool is_clause(const cue_search *self, stretch s)
{
  uint8_t opens = at(self, s.start)->part;
  if (opens == PART_SUBORDINATOR || opens == PART_PREPOSITION || opens == PART_TO || opens == PART_TIME)
    return false;
  for (uint32_t i = s.start + 1; i < s.end; i++)
    if (part_is_verbal(at(self, i)->part) || at(self, i)->part == PART_ED)
      return true;
  return false;
}

/* Whoever may be the cue's subject, what may be its content, and where it stands. */
static void add_clause_features(const cue_search *self, shared_features *list)
{
  cue_window w = look_around_cue(self);
  uint32_t c = self->cue, part = w.items[4]->part, lemma = lexicon_rows[w.items[4]->word].lemma,
           next = w.items[5]->part;
  uint32_t p = phrase_before(self);
  const phrase *subject = p == DIXIT_NONE ? NULL : &self->view->phrases.items[p];
  uint32_t gap = subject ? distance_class(c - view_item_of(self->view, subject->end - 1) - 1) : 10;
  uint32_t kind = subject ? subject->kind + 1u : 0;
  uint32_t first = subject ? view_item_of(self->view, subject->first) : c;
  uint32_t before_subject = at(self, (int64_t)first - 1)->part;
  uint32_t ahead = verb_ahead(self), inside = c < self->inside_until;
  uint32_t empty = (self->right.start >= self->right.end) * 2u + (self->left.start >= self->left.end);
  uint32_t that = at(self, self->right.start)->part == PART_THAT;
  shared_feature_add(list, 12, gap * 16 + kind);
  shared_feature_add(list, 13, (gap * 16 + kind) * 64 + part);
  shared_feature_add(list, 15, ahead * 64 + part);
  shared_feature_add(list, 16, ahead * 65536 + lemma);
  shared_feature_add(list, 17, inside * 64 + part);
  shared_feature_add(list, 19, empty * 64 + next);
  shared_feature_add(list, 20, that * 64 + part);
  shared_feature_add(list, 21, self->view->doc->blocks.items[self->view->block].kind * 64u + part);
  shared_feature_add(list, 27, subject ? self->view->doc->tokens.items[subject->head].hash : 0);
  shared_feature_add(list, 30, feature_mix(lemma, before_subject * 64 + next));
  shared_feature_add(list, 31, lemma * 16 + kind);
  uint32_t ending = quote_ending(self, (int64_t)first - 1), beside = quote_ending(self, (int64_t)c - 1);
  shared_feature_add(list, 71, (ending * 64 + beside) * 64 + next);
  shared_feature_add(list, 72, feature_mix(lemma, ending * 64 + beside));
  shared_feature_add(list, 73, (ending * 64 + beside) * 16 + gap);
  const view_item *content = at(self, self->right.start);
  uint32_t distance = distance_class(self->right.start - c);
  shared_feature_add(list, 61, feature_mix(lemma, content->part * 16u + distance));
  shared_feature_add(list, 62, (content->part * 64u + at(self, (int64_t)self->right.start + 1)->part) * 16 + distance);
  shared_feature_add(list, 63, content->cluster * 64u + part);
  shared_feature_add(list, 64, count_other_cues(self) * 64 + part);
  uint32_t tail = self->end - c < 7 ? self->end - c : 7;
  shared_feature_add(list, 65, (tail * 64 + w.items[3]->part) * 64 + next);
  shared_feature_add(list, 66, (tail * 64 + w.items[3]->part) * 64 + part);
}

bool cue_look(cue_search *self, uint32_t number)
{
  cue_search_at(self, number);
  model_question *question = &self->pass->question;
  question_begin_shared(question, MODEL_CUE, CUE_OPTIONS);
  cue_window w = look_around_cue(self);
  shared_features list = shared_features_begin(MODEL_CUE);
  add_cue_words(&w, lexicon_rows[w.items[WINDOW_MIDDLE]->word].lemma, &list);
  add_cue_clusters(&w, &list);
  question->all = list;
  /* cue_plain_side takes some of these whatever the weights say */
  uint8_t next = w.items[WINDOW_MIDDLE + 1]->part;
  bool plain = w.items[WINDOW_MIDDLE - 1]->part == PART_COMMA || next == PART_QUOTE_PART || next == PART_STOP ||
               next == PART_COLON;
  return plain || self->pass->doc->engine->teacher || model_lead(question, CUE_NOTHING) < IDLE_LEAD;
}

void cue_read_clause(cue_search *self)
{
  model_question *question = &self->pass->question;
  cue_search_content(self);
  QUESTION_NOTE(question->cue = cue_span(self->view, self->cue));
  QUESTION_NOTE(question->spans[CUE_RIGHT] = stretch_span(self, self->right));
  QUESTION_NOTE(question->spans[CUE_LEFT] = question->spans[CUE_AROUND] = stretch_span(self, self->left));
  add_clause_features(self, &question->all);
}

bool cue_is_refused(const cue_search *self)
{
  return !self->pass->doc->engine->teacher && model_lead(&self->pass->question, CUE_NOTHING) > REFUSED_LEAD;
}

model_answer cue_judge(const cue_search *self)
{
  return model_choose(self->pass->doc, &self->pass->question);
}

bool cue_states_speech(cue_search *self)
{
  model_question *question = &self->pass->question;
  question_begin_shared(question, MODEL_SPEECH, 2);
  QUESTION_NOTE(question->cue = cue_span(self->view, self->cue));
  shared_features list = shared_features_begin(MODEL_SPEECH);
  const view_item *cue = at(self, self->cue);
  uint32_t lemma = lexicon_rows[cue->word].lemma;
  int64_t c = self->cue;
  shared_feature_add(&list, 1, 0);
  shared_feature_add(&list, 2, lemma);
  shared_feature_add(&list, 3, cue->hash);
  shared_feature_add(&list, 4, feature_mix(lemma, at(self, c + 1)->part));
  shared_feature_add(&list, 5, feature_mix(lemma, at(self, c - 1)->part));
  shared_feature_add(&list, 6, feature_mix(lemma, at(self, c + 1)->hash));
  shared_feature_add(&list, 7, at(self, c - 1)->hash);
  shared_feature_add(&list, 8, cue->part);
  uint32_t own = cue->cluster;
  shared_feature_add(&list, 9, own);
  shared_feature_add(&list, 11, own * 128 + at(self, c + 1)->cluster);
  shared_feature_add(&list, 12, own * 128 + at(self, c - 1)->cluster);
  question->all = list;
  if (self->pass->doc->engine->teacher)
    return model_choose(self->pass->doc, question).p[1] >= 0.5f;
  return model_lead(question, 1) >= 0;
}

/* "..., reports Reuters." closes its sentence. */
static bool is_inverted_tail(const cue_search *self)
{
  const block_view *view = self->view;
  uint32_t c = self->cue, p = self->near;
  uint64_t bits = bits_at(self, c);
  if (!(bits & WORD_SPEECH) || !(bits & (WORD_VERB_PAST | WORD_VERB_THIRD)))
    return false;
  if (at(self, (int64_t)c - 1)->part != PART_COMMA || self->left.end <= self->left.start ||
      p >= view->phrases.count)
    return false;
  const phrase *speaker = &view->phrases.items[p];
  uint32_t end = view_item_of(view, speaker->end - 1) + 1;
  bool somebody =
      speaker->kind == PHRASE_NAME || speaker->kind == PHRASE_ORGANIZATION || speaker->kind == PHRASE_PRONOUN ||
      (bits & (WORD_VERB_THIRD | WORD_TAKES_QUOTE) && (speaker->kind == PHRASE_ROLE || speaker->kind == PHRASE_GROUP));
  bool closes = end == self->end || (at_far(self, end)->part == PART_STOP && end + 1 == self->end);
  return somebody && closes && view_item_of(view, speaker->first) == c + 1;
}

/* "..., Brandt told reporters on Monday", "..., the bank said in a report". Words for the hearer, and none that could
 * be content; what was said stands before the speaker, in marks or as a clause. */
static bool is_told_tail(const cue_search *self)
{
  uint64_t bits = bits_at(self, self->cue);
  if (!(bits & WORD_SPEECH) || self->left.start >= self->left.end)
    return false;
  uint32_t p = phrase_before(self);
  if (p == DIXIT_NONE)
    return false;
  const phrase *subject = &self->view->phrases.items[p];
  uint32_t first = view_item_of(self->view, subject->first);
  if (view_item_of(self->view, subject->end - 1) + 1 != self->cue || first == 0)
    return false;
  uint8_t before = at(self, (int64_t)first - 1)->part;
  if (before == PART_QUOTE_PART) {
    uint32_t ending = quote_ending(self, (int64_t)first - 1);
    return (ending == PART_COMMA || ending == PART_ASKING) && !has_room_right(self);
  }
  uint8_t next = at(self, (int64_t)self->cue + 1)->part;
  bool closes = next == PART_STOP || next == PART_COLON;
  bool idle = bits & WORD_TAKES_PERSON || next == PART_PREPOSITION || next == PART_TIME || closes;
  return idle && before == PART_COMMA && is_clause(self, self->left) && !has_room_right(self);
}

/* "... and Bo Ruiz said “the bridge is closed”." */
static bool stands_before_quote(const cue_search *self)
{
  if (at(self, (int64_t)self->cue + 1)->part != PART_QUOTE_PART || !(bits_at(self, self->cue) & WORD_SPEECH))
    return false;
  uint32_t p = phrase_before(self);
  return p != DIXIT_NONE && view_item_of(self->view, self->view->phrases.items[p].end - 1) + 1 == self->cue;
}

uint32_t cue_plain_side(const cue_search *self)
{
  if (is_inverted_tail(self) || is_told_tail(self))
    return CUE_LEFT;
  return stands_before_quote(self) ? CUE_RIGHT : CUE_NOTHING;
}
