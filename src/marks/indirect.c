/* Indirect and mixed speech: what a cue introduces, where that ends, and who says it.
 *
 * For each possible cue that no direct quotation has taken, in order:
 *   1. does it introduce words, and on which side?  (MODEL_CUE)
 *   2. where do they end, or start?                 (MODEL_EDGE, over the clause's commas and conjunctions)
 *   3. is it speech, or a wish, plan or belief?     (MODEL_SPEECH)
 *   4. who says them?                               (MODEL_SPEAKER, over the phrases of the sentence)
 * Content never leaves its sentence and never runs over a direct quotation. Quoted words inside make it mixed. */
#include "marks/indirect.h"

#include "doc/lexicon.h"
#include "engine.h"
#include "marks/quote_kinds.h"

enum { CUE_NOTHING, CUE_RIGHT, CUE_LEFT, CUE_AROUND, CUE_OPTIONS };
/* Sentences are looked at this far to each side, in items: what is longer was not written by people. */
enum { SENTENCE_REACH = 250 };
enum { EDGE_LIMIT = 20, EDGE_REACH = 90, LEFT_PHRASES = 7, RIGHT_PHRASES = 4, THAT_REACH = 9, CLAIM_REACH = 30, OPENING_REACH = 30, COMMA_REACH = 14 };

/* How much an edge that is right to the word is worth beside one that is about right. */
#define EXACT_BONUS 0.25f
/* A cue introduces words when all its ways of doing so are likelier than this together; other than speech: than that. */
#define SPEECH_THRESHOLD 0.42f
#define OTHER_THRESHOLD 0.85f
/* How sure a reporting clause at a sentence's end is, whatever the weights say. */
#define TAIL_CONFIDENCE 0.9f
/* Quoted words take the likeliest cue before them, if it is this likely. */
#define CLAIM_THRESHOLD 0.12f

/* A stretch of items, half-open. */
typedef struct stretch {
  uint32_t start;
  uint32_t end;
} stretch;

/* One cue looked at. start, end: its region, as far as SENTENCE_REACH. comma: the item the words on its left end at, or DIXIT_NONE. */
typedef struct cue_search {
  attribution_pass *pass;
  const block_view *view;
  uint32_t cue;
  uint32_t start;
  uint32_t end;
  stretch right;
  stretch left;
  uint32_t inside_until; /* items before this stand in the content of an earlier cue */
  stretch last;          /* content right of the cue accepted last, and its piece */
  uint32_t last_piece;
  uint32_t least_end;    /* content to the right reaches this item at least: quoted words that need a cue */
} cue_search;

static const view_item *at(const cue_search *self, int64_t i)
{
  return i >= (int64_t)self->start && i < (int64_t)self->end ? &self->view->items.items[i] : view_at(self->view, -1);
}

static uint64_t bits_at(const cue_search *self, int64_t i)
{
  const view_item *item = at(self, i);
  return item->quote == DIXIT_NONE ? lexicon_rows[item->word].bits : 0;
}

static dixit_span stretch_span(const cue_search *self, stretch s)
{
  if (s.end <= s.start)
    return span_of(0, 0);
  return tokens_span(self->view->doc, self->view->items.items[s.start].first, self->view->items.items[s.end - 1].last);
}

/* ---- where content may stand ---- */

static bool is_sign(uint8_t part)
{
  return part == PART_COMMA || part == PART_COLON || part == PART_STOP || part == PART_ASKING ||
         part == PART_SEMICOLON || part == PART_DASH;
}

/* Closing signs do not belong to content. */
static stretch trim(const cue_search *self, stretch s)
{
  while (s.end > s.start && (is_sign(at(self, (int64_t)s.end - 1)->part)))
    s.end--;
  while (s.start < s.end && is_sign(at(self, s.start)->part))
    s.start++;
  return s;
}

/* "According to X, ...": content starts behind the first comma when the cue opens its sentence; else there is none. */
static uint32_t behind_opening_clause(const cue_search *self)
{
  if (self->cue > self->start + 2)
    return self->end;
  for (uint32_t i = self->cue + 2; i < self->end && i < self->cue + OPENING_REACH; i++)
    if (at(self, i)->part == PART_COMMA)
      return i + 1;
  return self->end;
}

/* Content to the right: behind the cue, or at a "that" a few words on ("told CNN on Tuesday that ..."). */
static stretch right_of(const cue_search *self)
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
  if (bits & WORD_ACCORDING)
    s.start = behind_opening_clause(self);
  return trim(self, s);
}

/* Content to the left: up to the comma that cuts the reporting clause off. */
static stretch left_of(const cue_search *self)
{
  for (uint32_t n = 1; n <= COMMA_REACH && self->cue >= self->start + n; n++) {
    uint32_t i = self->cue - n;
    uint8_t part = at(self, i)->part;
    if (part == PART_COMMA || part == PART_DASH || part == PART_QUOTE_PART || part == PART_QUOTE_NONE)
      return trim(self, (stretch){self->start, i + 1});
  }
  if (bits_at(self, self->cue) & (WORD_ACCORDING | WORD_EVIDENTIAL))
    return trim(self, (stretch){self->start, self->cue});
  return (stretch){self->start, self->start};
}

/* Direct quotations have found their speaker: content stops before them. */
static stretch stop_at_direct(const cue_search *self, stretch s)
{
  for (uint32_t i = s.start; i < s.end; i++) {
    if (at(self, i)->part != PART_QUOTE_DIRECT)
      continue;
    if (i < self->cue)
      s.start = i + 1;
    else
      s.end = i;
    if (i > self->cue)
      break;
  }
  return trim(self, s);
}

/* ---- 1. the cue ---- */

/* The nearest phrase that ends at or before item `i` in the region; DIXIT_NONE. */
static uint32_t phrase_before(const cue_search *self, uint32_t i)
{
  uint32_t p = self->view->phrase_at.items[i];
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
static void add_cue_clusters(const cue_window *w, uint32_t subject, features *list)
{
  uint32_t own = w->items[4]->cluster, before = w->items[3]->cluster, before2 = w->items[2]->cluster;
  uint32_t after = w->items[5]->cluster, after2 = w->items[6]->cluster, after3 = w->items[7]->cluster;
  feature_add(list, 41, own);
  feature_add(list, 42, own * 64 + w->items[5]->part);
  feature_add(list, 43, own * 64 + w->items[3]->part);
  feature_add(list, 44, own * 128 + after);
  feature_add(list, 45, before * 128 + own);
  feature_add(list, 46, after * 128 + after2);
  feature_add(list, 47, before2 * 128 + before);
  feature_add(list, 48, (own * 128 + after) * 128 + after2);
  feature_add(list, 49, (before * 128 + own) * 128 + after);
  feature_add(list, 50, own * 256 + subject);
  feature_add(list, 51, (before2 * 128 + before) * 128 + own);
  feature_add(list, 52, (after * 128 + after2) * 128 + after3);
}

/* The words and signs around the cue. */
static void add_cue_words(const cue_window *w, uint32_t lemma, features *list)
{
  uint32_t s[WINDOW_SIZE], part = w->items[4]->part, hash = w->items[4]->hash;
  for (uint32_t i = 0; i < WINDOW_SIZE; i++)
    s[i] = w->items[i]->part;
  feature_add(list, 1, 0);
  feature_add(list, 2, lemma);
  feature_add(list, 3, hash);
  feature_add(list, 4, lemma * 64 + s[5]);
  feature_add(list, 5, lemma * 64 + s[3]);
  feature_add(list, 6, part * 4096 + s[3] * 64 + s[5]);
  feature_add(list, 7, s[5] * 64 + s[6]);
  feature_add(list, 8, s[3] * 64 + s[2]);
  feature_add(list, 9, w->items[5]->hash);
  feature_add(list, 10, w->items[3]->hash);
  feature_add(list, 11, feature_mix(lemma, w->items[5]->hash));
  feature_add(list, 23, part * 64 + s[6]);
  feature_add(list, 24, s[1] * 64 + s[2]);
  feature_add(list, 25, s[7] * 64 + s[8]);
  feature_add(list, 26, hash * 2);
  feature_add(list, 32, w->items[6]->hash);
  feature_add(list, 33, w->items[2]->hash);
  feature_add(list, 35, hash * 64 + s[5]);
}

/* How many possible cues stand near before this one in its sentence: 0 to 3. */
static uint32_t count_other_cues(const cue_search *self)
{
  uint32_t cues = 0;
  for (uint32_t n = 1; n < 12 && self->cue >= self->start + n && cues < 3; n++)
    cues += is_possible_cue(self->view, (int64_t)self->cue - n);
  return cues;
}

/* Whoever may be the cue's subject, what may be its content, and where it stands. */
static void add_cue_features(const cue_search *self, features *list)
{
  cue_window w = look_around_cue(self);
  uint32_t c = self->cue, part = w.items[4]->part, lemma = lexicon_rows[w.items[4]->word].lemma, next = w.items[5]->part;
  uint32_t p = phrase_before(self, c);
  const phrase *subject = p == DIXIT_NONE ? NULL : &self->view->phrases.items[p];
  uint32_t gap = subject ? distance_class(c - view_item_of(self->view, subject->end - 1) - 1) : 10;
  uint32_t kind = subject ? subject->kind + 1u : 0;
  uint32_t first = subject ? view_item_of(self->view, subject->first) : c;
  uint32_t before_subject = at(self, (int64_t)first - 1)->part;
  uint32_t ahead = verb_ahead(self), inside = c < self->inside_until;
  uint32_t empty = (self->right.start >= self->right.end) * 2u + (self->left.start >= self->left.end);
  uint32_t that = at(self, self->right.start)->part == PART_THAT;
  add_cue_words(&w, lemma, list);
  add_cue_clusters(&w, gap * 16 + kind, list);
  feature_add(list, 12, gap * 16 + kind);
  feature_add(list, 13, (gap * 16 + kind) * 64 + part);
  feature_add(list, 14, before_subject * 16 + gap);
  feature_add(list, 15, ahead * 64 + part);
  feature_add(list, 16, ahead * 65536 + lemma);
  feature_add(list, 17, inside * 64 + part);
  feature_add(list, 19, empty * 64 + next);
  feature_add(list, 20, that * 64 + part);
  feature_add(list, 21, self->view->doc->blocks.items[self->view->block].kind * 64u + part);
  feature_add(list, 22, distance_class(c - self->start) * 16 + distance_class(self->end - c));
  feature_add(list, 27, subject ? self->view->doc->tokens.items[subject->head].hash : 0);
  feature_add(list, 28, (subject ? subject->flags : 64u) * 64 + part);
  feature_add(list, 29, before_subject * 64 + next);
  feature_add(list, 30, feature_mix(lemma, before_subject * 64 + next));
  feature_add(list, 31, lemma * 16 + kind);
  feature_add(list, 34, inside * 65536 + lemma);
  const view_item *content = at(self, self->right.start);
  uint32_t distance = distance_class(self->right.start - c);
  feature_add(list, 61, feature_mix(lemma, content->part * 16u + distance));
  feature_add(list, 62, (content->part * 64u + at(self, (int64_t)self->right.start + 1)->part) * 16 + distance);
  feature_add(list, 63, content->cluster * 64u + part);
  feature_add(list, 64, count_other_cues(self) * 64 + part);
  uint32_t tail = self->end - c < 7 ? self->end - c : 7;
  feature_add(list, 65, (tail * 64 + w.items[3]->part) * 64 + next);
  feature_add(list, 66, (tail * 64 + w.items[3]->part) * 64 + part);
}

/* ---- 2. the edge ---- */

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
  return quote->last > quote->first + 1 ? part_of(doc, &doc->tokens.items[quote->last - 1]) : PART_NONE;
}

/* rank: how many edges stand between this one and the cue. last: the content's natural end. verbs: in between, up to 3. */
static void add_edge_features(const cue_search *self, uint32_t edge, uint32_t other, uint32_t rank, bool last,
                              uint32_t verbs, features *list)
{
  bool rightward = other < edge;
  uint32_t side = rightward ? 1 : 0;
  uint32_t lemma = lexicon_rows[at(self, self->cue)->word].lemma;
  uint32_t here = last ? 63u : at(self, edge)->part;
  uint32_t hash = last ? 0 : at(self, edge)->hash;
  int64_t e = edge;
  uint32_t next = at(self, e + 1)->part, next2 = at(self, e + 2)->part, before = at(self, e - 1)->part;
  uint32_t length = distance_class(rightward ? edge - other : other - edge);
  uint32_t frame = (bits_at(self, self->cue) & (WORD_TAKES_THAT | WORD_TAKES_NOUN | WORD_TAKES_TO | WORD_TAKES_QUOTE)) != 0;
  uint32_t first = at(self, other)->part;
  feature_add(list, 1, (side * 64 + here) * 2 + frame);
  feature_add(list, 2, side * 64 + hash);
  feature_add(list, 3, (side * 64 + here) * 64 + next);
  feature_add(list, 4, (here * 64 + next) * 64 + next2);
  feature_add(list, 5, (here * 16 + length) * 2 + side);
  feature_add(list, 6, feature_mix(lemma, here));
  feature_add(list, 7, here * 16 + (rank < 15 ? rank : 15));
  feature_add(list, 8, (here * 64 + before) * 2 + side);
  feature_add(list, 9, feature_mix(hash, at(self, e + 1)->hash));
  feature_add(list, 10, here * 64 + first);
  feature_add(list, 11, feature_mix(lemma, length * 64 + here));
  feature_add(list, 12, here * 64 + at(self, self->cue)->part);
  feature_add(list, 13, (here * 64 + next) * 16 + length);
  feature_add(list, 14, feature_mix(at(self, e + 1)->hash, here));
  feature_add(list, 15, here * 16 + distance_class(self->end - edge));
  uint32_t n1 = at(self, e + 1)->cluster, n2 = at(self, e + 2)->cluster, n3 = at(self, e + 3)->cluster;
  uint32_t b1 = at(self, e - 1)->cluster, own = at(self, self->cue)->cluster;
  feature_add(list, 21, here * 128 + n1);
  feature_add(list, 22, (here * 128 + n1) * 128 + n2);
  feature_add(list, 23, (here * 128 + b1) * 128 + n1);
  feature_add(list, 24, feature_mix(hash, n1));
  feature_add(list, 25, feature_mix(own, here * 16 + length));
  feature_add(list, 26, feature_mix(own * 128 + n1, here));
  feature_add(list, 27, (n1 * 128 + n2) * 128 + n3);
  uint32_t ahead = last ? 7 : finite_ahead(self, edge);
  feature_add(list, 31, (verbs * 64 + here) * 2 + side);
  feature_add(list, 32, (verbs * 64 + here) * 64 + first);
  feature_add(list, 33, feature_mix(lemma, verbs * 64 + here));
  feature_add(list, 34, (ahead * 64 + here) * 4 + verbs);
  feature_add(list, 35, (ahead * 64 + here) * 64 + next);
  feature_add(list, 36, (first * 4 + verbs) * 2 + last);
  feature_add(list, 37, feature_mix(own, (verbs * 64 + here) * 8 + ahead));
  feature_add(list, 38, feature_mix(hash, ahead * 4 + verbs));
  uint32_t ending = rightward && ends_quote(self, edge) ? quote_ending(self, edge) + 1 : 0;
  feature_add(list, 39, ending);
  feature_add(list, 40, ending * 128 + here);
  feature_add(list, 51, (ending * 64 + here) * 64 + next);
  feature_add(list, 52, (ending * 16 + length) * 2 + last);
}

/* Do two options of the question cover each other by half or more? Both share one end. */
static bool half_the_same(const model_question *question, uint32_t a, uint32_t b)
{
  uint32_t x = span_length(question->spans[a]), y = span_length(question->spans[b]);
  return x < y ? x * 2 >= y : y * 2 >= x;
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
    float about = answer.p[i] * EXACT_BONUS;
    for (uint32_t j = 0; j < question->options; j++)
      about += half_the_same(question, i, j) ? answer.p[j] : 0;
    if (about > most) {
      most = about;
      best = i;
    }
  }
  *confidence *= most / (1 + EXACT_BONUS);
  return best;
}

/* The end of the content in `s`, to the right: its own end, or an edge before. */
static uint32_t choose_end(cue_search *self, stretch s, float *confidence)
{
  model_question *question = &self->pass->question;
  uint32_t ends[OPTION_LIMIT], rank = 0, verbs = 0;
  question_begin(question, MODEL_EDGE, false, 0);
  question->cue = cue_span(self->view, self->cue);
  question->content = stretch_span(self, s);
  for (uint32_t i = s.start + 1; i < s.end && i < s.start + EDGE_REACH && question->options < EDGE_LIMIT; i++) {
    verbs += verbs < 3 && is_verb_part(at(self, i - 1)->part);
    if ((!is_edge(at(self, i)->part) && !ends_quote(self, i)) || i < self->least_end)
      continue;
    ends[question->options] = i;
    stretch part = {s.start, i};
    add_edge_features(self, i, s.start, rank++, false, verbs,
                      question_add_option(question, stretch_span(self, part)));
  }
  ends[question->options] = s.end;
  add_edge_features(self, s.end, s.start, rank, true, verbs, question_add_option(question, stretch_span(self, s)));
  return ends[safest_edge(self, confidence)];
}

/* The start of the content in `s`, to the left: its own start, or behind an edge. */
static uint32_t choose_start(cue_search *self, stretch s, float *confidence)
{
  model_question *question = &self->pass->question;
  uint32_t starts[OPTION_LIMIT], rank = 0, verbs = 0;
  question_begin(question, MODEL_EDGE, false, 0);
  question->cue = cue_span(self->view, self->cue);
  question->content = stretch_span(self, s);
  for (uint32_t i = s.end - 1; i-- > s.start && s.end - i < EDGE_REACH && question->options < EDGE_LIMIT;) {
    verbs += verbs < 3 && is_verb_part(at(self, i + 1)->part);
    if (!is_edge(at(self, i)->part))
      continue;
    starts[question->options] = i + 1;
    stretch part = {i + 1, s.end};
    add_edge_features(self, i, s.end - 1, rank++, false, verbs,
                      question_add_option(question, stretch_span(self, part)));
  }
  starts[question->options] = s.start;
  add_edge_features(self, s.start, s.end - 1, rank, true, verbs,
                    question_add_option(question, stretch_span(self, s)));
  return starts[safest_edge(self, confidence)];
}

/* ---- 3. speech or not ---- */

/* How likely the cue states speech. */
static float speech_chance(cue_search *self)
{
  model_question *question = &self->pass->question;
  question_begin(question, MODEL_SPEECH, true, 2);
  question->cue = cue_span(self->view, self->cue);
  features *list = &question->lists[0];
  const view_item *cue = at(self, self->cue);
  uint32_t lemma = lexicon_rows[cue->word].lemma;
  int64_t c = self->cue;
  feature_add(list, 1, 0);
  feature_add(list, 2, lemma);
  feature_add(list, 3, cue->hash);
  feature_add(list, 4, feature_mix(lemma, at(self, c + 1)->part));
  feature_add(list, 5, feature_mix(lemma, at(self, c - 1)->part));
  feature_add(list, 6, feature_mix(lemma, at(self, c + 1)->hash));
  feature_add(list, 7, at(self, c - 1)->hash);
  feature_add(list, 8, cue->part);
  uint32_t own = cue->cluster;
  feature_add(list, 9, own);
  feature_add(list, 10, own * 64 + at(self, c + 1)->part);
  feature_add(list, 11, own * 128 + at(self, c + 1)->cluster);
  feature_add(list, 12, own * 128 + at(self, c - 1)->cluster);
  return model_choose(self->pass->doc, question).p[1];
}

/* ---- 4. the speaker ---- */

static void add_speaker_features(const cue_search *self, uint32_t index, uint32_t rank, uint32_t direction, features *list)
{
  const block_view *view = self->view;
  const phrase *p = &view->phrases.items[index];
  uint32_t first = view_item_of(view, p->first), end = view_item_of(view, p->end - 1) + 1, c = self->cue;
  uint32_t side = first > c;
  uint32_t gap = distance_class(side ? first - c - 1 : c - end);
  uint32_t near = at(self, side ? (int64_t)first - 1 : (int64_t)end)->part;
  uint32_t by_cue = at(self, side ? (int64_t)c + 1 : (int64_t)c - 1)->part;
  uint32_t before = at(self, (int64_t)first - 1)->part;
  uint32_t kind = p->kind | (p->flags & PHRASE_POSSESSIVE ? 8u : 0u);
  uint32_t part = at(self, c)->part, lemma = lexicon_rows[at(self, c)->word].lemma;
  uint32_t place = (side * 4 + direction) * 16 + gap;
  uint32_t linked = side ? cue_before_phrase(view, first) == c : cue_after_phrase(view, end) == c;
  uint32_t commas = 0, verbs = 0;
  for (uint32_t i = side ? c + 1 : end; i < (side ? first : c) && i < end + 30; i++) {
    uint8_t s = at(self, i)->part;
    commas += s == PART_COMMA;
    verbs += s >= PART_BE && s <= PART_VERB;
  }
  uint32_t between = (commas > 2 ? 2u : commas) * 4 + (verbs > 2 ? 2u : verbs);
  feature_add(list, 1, place);
  feature_add(list, 2, place * 16 + kind);
  feature_add(list, 3, (side * 64 + near) * 64 + by_cue);
  feature_add(list, 4, before * 16 + kind);
  feature_add(list, 5, place * 2 + linked);
  feature_add(list, 6, (linked * 16 + kind) * 64 + part);
  feature_add(list, 7, feature_mix(lemma, side * 16 + (gap < 3 ? gap : 3)));
  feature_add(list, 8, rank * 2 + side);
  feature_add(list, 9, (rank * 2 + side) * 64 + part);
  feature_add(list, 10, between * 16 + rank);
  feature_add(list, 11, p->flags * 64u + part);
  feature_add(list, 12, (before * 64 + near) * 2 + side);
  feature_add(list, 13, (between * 64 + part) * 2 + linked);
  feature_add(list, 14, (first == self->start) * 64u + part);
  feature_add(list, 15, (first == self->start) * 64u + between);
  feature_add(list, 16, direction * 4096 + by_cue * 64 + near);
  feature_add(list, 17, before * 64 + part);
  uint32_t head = cluster_find(view->doc->tokens.items[p->head].hash), own = at(self, c)->cluster;
  feature_add(list, 21, head * 2 + side);
  feature_add(list, 22, (head * 128 + own) * 2 + side);
  feature_add(list, 23, (own * 8 + (gap < 3 ? gap : 3)) * 16 + kind);
  feature_add(list, 24, at(self, (int64_t)first - 1)->cluster * 16 + kind);
  feature_add(list, 25, at(self, end)->cluster * 64 + part);
}

static void add_speaker(cue_search *self, uint32_t index, uint32_t rank, uint32_t direction, uint32_t *phrases)
{
  model_question *question = &self->pass->question;
  const phrase *p = &self->view->phrases.items[index];
  phrases[question->options] = index;
  add_speaker_features(self, index, rank, direction,
                       question_add_option(question, tokens_span(self->view->doc, p->first, p->end - 1)));
}

/* The mention of whoever speaks, or DIXIT_NONE. */
static uint32_t choose_speaker(cue_search *self, uint32_t direction, dixit_span content, float *confidence)
{
  model_question *question = &self->pass->question;
  const block_view *view = self->view;
  uint32_t phrases[OPTION_LIMIT], near = view->phrase_at.items[self->cue];
  question_begin(question, MODEL_SPEAKER, false, 0);
  question->cue = cue_span(view, self->cue);
  question->content = content;
  for (uint32_t i = near, rank = 0; i-- > 0 && rank < LEFT_PHRASES; rank++) {
    if (view_item_of(view, view->phrases.items[i].first) < self->start)
      break;
    add_speaker(self, i, rank, direction, phrases);
  }
  for (uint32_t i = near, rank = 0; i < view->phrases.count && rank < RIGHT_PHRASES; i++, rank++) {
    if (view_item_of(view, view->phrases.items[i].first) >= self->end)
      break;
    add_speaker(self, i, rank, direction, phrases);
  }
  phrases[question->options] = DIXIT_NONE;
  features *nobody = question_add_option(question, span_of(0, 0));
  feature_add(nobody, 41, direction * 64 + at(self, self->cue)->part);
  feature_add(nobody, 42, lexicon_rows[at(self, self->cue)->word].lemma);
  feature_add(nobody, 43, at(self, (int64_t)self->cue - 1)->part * 64u + at(self, (int64_t)self->cue - 2)->part);
  feature_add(nobody, 44, feature_mix(at(self, self->cue)->hash, at(self, (int64_t)self->cue - 1)->part));
  feature_add(nobody, 45, question->options);
  feature_add(nobody, 46, (self->cue == self->start) * 64u + at(self, self->cue)->part);
  model_answer answer = model_choose(self->pass->doc, question);
  *confidence *= answer.confidence;
  uint32_t chosen = phrases[answer.option];
  return chosen == DIXIT_NONE ? DIXIT_NONE : mention_of_phrase(self->pass, chosen, self->cue);
}

/* ---- all together ---- */

static bool holds_quote(const cue_search *self, stretch s)
{
  for (uint32_t i = s.start; i < s.end; i++)
    if (at(self, i)->part == PART_QUOTE_PART)
      return true;
  return false;
}

/* The piece for a stretch of content; quotations in it that nobody has yet are the attribution's. */
static void add_content(cue_search *self, uint32_t attribution, stretch s)
{
  dixit_doc *doc = self->pass->doc;
  if (s.end <= s.start)
    return;
  uint32_t only = DIXIT_NONE;
  for (uint32_t i = s.start; i < s.end; i++) {
    uint32_t quote = at(self, i)->quote;
    if (quote == DIXIT_NONE || doc->quotes.items[quote].kind != DIXIT_SPEECH)
      continue;
    if (doc->quotes.items[quote].attribution == DIXIT_NONE)
      doc->quotes.items[quote].attribution = attribution;
    only = s.end - s.start == 1 ? quote : DIXIT_NONE;
    self->pass->used.items[i] = 1;
  }
  attribution_add_piece(self->pass, attribution, stretch_span(self, s), only);
}

/* "They say ..., but acknowledge ...": a cue joined on by a conjunction ends the content of the one before. */
static void cut_last_content(cue_search *self)
{
  uint32_t c = self->cue;
  bool joined = c > self->start && at(self, (int64_t)c - 1)->part == PART_CONJUNCTION;
  if (!joined || self->last.end <= c || self->last.start + 1 >= c)
    return;
  stretch cut = trim(self, (stretch){self->last.start, c - 1});
  if (cut.end > cut.start)
    self->pass->pieces.items[self->last_piece].span = stretch_span(self, cut);
}

static void attribute(cue_search *self, uint32_t direction, float speech, float confidence)
{
  attribution_pass *pass = self->pass;
  stretch left = {0, 0}, right = {0, 0};
  if (direction != CUE_LEFT) {
    right = self->right;
    right.end = choose_end(self, right, &confidence);
    right = trim(self, right);
  }
  if (direction != CUE_RIGHT) {
    left = self->left;
    left.start = choose_start(self, left, &confidence);
    left = trim(self, left);
  }
  if (right.end > right.start && left.end == left.start + 1)
    left.end = left.start; /* "But, he said, ..." */
  if (left.end <= left.start && right.end <= right.start)
    return;
  bool mixed = holds_quote(self, left) || holds_quote(self, right);
  dixit_span content = span_join(stretch_span(self, left), stretch_span(self, right));
  uint32_t mention = choose_speaker(self, direction, content, &confidence);
  static const uint8_t steps[] = {STEP_CLAUSE_AFTER, STEP_CLAUSE_AFTER, STEP_CLAUSE_BEFORE, STEP_CLAUSE_AROUND};
  uint8_t step = self->least_end ? STEP_PARAPHRASE : steps[direction];
  uint32_t index = attribution_add(pass, mixed ? DIXIT_MIXED : DIXIT_INDIRECT, step, confidence);
  if (index == DIXIT_NONE)
    return;
  dixit_attribution *attribution = &pass->doc->attributions.items[index];
  cut_last_content(self);
  attribution->cue = cue_span(self->view, self->cue);
  attribution->mention = mention;
  attribution->speech = speech >= 0.5f;
  add_content(self, index, left);
  add_content(self, index, right);
  if (right.end > right.start && pass->pieces.count) {
    self->last = right;
    self->last_piece = pass->pieces.count - 1;
  }
  pass->used.items[self->cue] = 1;
  for (uint32_t i = self->cue; i < self->right.start && i < right.end; i++)
    pass->used.items[i] = 1; /* "said in a statement that ..." is one cue */
  if (right.end > self->inside_until)
    self->inside_until = right.end;
}

static bool can_answer(const cue_search *self, uint32_t direction)
{
  bool right = self->right.start < self->right.end, left = self->left.start < self->left.end;
  switch (direction) {
  case CUE_RIGHT:
    return right;
  case CUE_LEFT:
    return left;
  case CUE_AROUND:
    return left && right;
  default:
    return false;
  }
}

/* The side the cue's words most likely stand on, if there is room for them. */
static uint32_t likeliest_side(const cue_search *self, const model_answer *answer)
{
  uint32_t best = CUE_NOTHING;
  float most = 0;
  for (uint32_t i = CUE_RIGHT; i < CUE_OPTIONS; i++) {
    if (answer->p[i] <= most || !can_answer(self, i))
      continue;
    most = answer->p[i];
    best = i;
  }
  return best;
}

/* Look at the cue at item `cue`: where its words may stand, and what MODEL_CUE says of it. */
static model_answer judge_cue(cue_search *self, uint32_t cue)
{
  self->cue = cue;
  uint32_t start = region_start(self->view, cue), end = region_end(self->view, cue);
  self->start = cue - start > SENTENCE_REACH ? cue - SENTENCE_REACH : start;
  self->end = end - cue > SENTENCE_REACH ? cue + SENTENCE_REACH : end;
  self->right = stop_at_direct(self, right_of(self));
  self->left = stop_at_direct(self, left_of(self));
  model_question *question = &self->pass->question;
  question_begin(question, MODEL_CUE, true, CUE_OPTIONS);
  question->cue = cue_span(self->view, cue);
  question->spans[CUE_RIGHT] = stretch_span(self, self->right);
  question->spans[CUE_LEFT] = question->spans[CUE_AROUND] = stretch_span(self, self->left);
  add_cue_features(self, &question->lists[0]);
  return model_choose(self->pass->doc, question);
}

/* "..., reports Reuters." closes its sentence: a form too sure to be left to chance. */
static bool is_inverted_tail(const cue_search *self)
{
  const block_view *view = self->view;
  uint32_t c = self->cue, p = view->phrase_at.items[c];
  uint64_t bits = bits_at(self, c);
  if (!(bits & WORD_SPEECH) || !(bits & (WORD_VERB_PAST | WORD_VERB_THIRD)))
    return false;
  if (at(self, (int64_t)c - 1)->part != PART_COMMA || self->left.end <= self->left.start + 2 || p >= view->phrases.count)
    return false;
  const phrase *speaker = &view->phrases.items[p];
  uint32_t end = view_item_of(view, speaker->end - 1) + 1;
  bool somebody = speaker->kind == PHRASE_NAME || speaker->kind == PHRASE_ORGANIZATION || speaker->kind == PHRASE_PRONOUN;
  return somebody && view_item_of(view, speaker->first) == c + 1 && at(self, end)->part == PART_STOP &&
         end + 1 == self->end;
}

static void look_at_cue(cue_search *self, uint32_t cue)
{
  model_answer answer = judge_cue(self, cue);
  uint32_t direction = likeliest_side(self, &answer);
  float chance = 1 - answer.p[CUE_NOTHING];
  if (!self->pass->doc->engine->teacher && is_inverted_tail(self)) {
    direction = CUE_LEFT;
    chance = chance > TAIL_CONFIDENCE ? chance : TAIL_CONFIDENCE;
  }
  if (direction == CUE_NOTHING || chance < SPEECH_THRESHOLD)
    return;
  float speech = speech_chance(self);
  if (speech >= 0.5f || chance >= OTHER_THRESHOLD)
    attribute(self, direction, speech, chance);
}

/* Quoted words that no cue has claimed: the likeliest cue before them in their sentence does. Those that find none are
 * nobody's words after all. */
static void claim_quote(cue_search *self, uint32_t item)
{
  const block_view *view = self->view;
  uint32_t start = region_start(view, item), best = DIXIT_NONE;
  float most = CLAIM_THRESHOLD;
  for (uint32_t i = item; i-- > start && item - i < CLAIM_REACH;) {
    if (self->pass->used.items[i] || !is_possible_cue(view, i))
      continue;
    float chance = judge_cue(self, i).p[CUE_RIGHT];
    if (chance > most && self->right.end > item) {
      most = chance;
      best = i;
    }
  }
  dixit_quote *quote = &self->pass->doc->quotes.items[view->items.items[item].quote];
  if (best == DIXIT_NONE) {
    quote->kind = quote_kind_unspoken(self->pass->doc, quote);
    quote->flags &= (uint8_t)~DIXIT_QUOTE_PART;
    return;
  }
  judge_cue(self, best);
  self->least_end = item + 1;
  attribute(self, CUE_RIGHT, speech_chance(self), most);
  self->least_end = 0;
}

void indirect_attribute(attribution_pass *pass)
{
  cue_search self = {.pass = pass, .view = &pass->view};
  for (uint32_t i = 0; i < pass->view.items.count && !pass->doc->memory.failed; i++)
    if (self.view->items.items[i].cue && !pass->used.items[i] && is_possible_cue(self.view, i))
      look_at_cue(&self, i);
  for (uint32_t i = 0; self.view->has_part && i < pass->view.items.count && !pass->doc->memory.failed; i++)
    if (self.view->items.items[i].part == PART_QUOTE_PART &&
        pass->doc->quotes.items[self.view->items.items[i].quote].attribution == DIXIT_NONE)
      claim_quote(&self, i);
}
