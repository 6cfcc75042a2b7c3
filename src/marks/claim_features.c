/* Sentences to features.
 *
 * Two passes over the tokens: the first names each (key, cluster, part) and counts what kinds of word there are; the
 * second emits words, neighbouring pairs, base forms, words beside whether the sentence has a number and a name, and
 * clusters beside the subject and the place. Then come the first finite verb with its subject and object (what a
 * sentence says is done, by whom), and the shape: length, numbers, names, tenses. No parser: the verb is the first word
 * that can be one and has no determiner before it. */
#include "marks/claim_features.h"

#include "doc/lexicon.h"
#include "marks/clusters.h"
#include "marks/view.h"

/* Templates of pairs: part of the hash, so that each has weights of its own. The weights are learnt for these
 * numbers. */
enum {
  PAIR_NEIGHBOURS = 1, PAIR_SUBJECT = 2, PAIR_PLACE = 4, PAIR_EARLY = 5, PAIR_FIRST = 6, PAIR_SUBJECT_VERB = 7,
  PAIR_SUBJECT_FORM = 8, PAIR_VERB_FORM = 9, PAIR_SUBJECT_AUXILIARY = 10, PAIR_VERB_NEXT = 11, PAIR_CLAUSE = 12,
  PAIR_FORM_FACTS = 13, PAIR_VERB_OBJECT = 14, PAIR_NO_VERB = 15, PAIR_FACTS = 20, PAIR_LEMMA = 22
};

/* Slots that every token fills. */
enum { EACH_TOKEN = 5 };

/* Kinds of word that are counted. */
typedef enum counter {
  COUNT_NUMBER, COUNT_NUMBER_WORD, COUNT_NAME, COUNT_I, COUNT_WE, COUNT_QUESTION, COUNT_PAST, COUNT_THIRD, COUNT_ING,
  COUNT_BASE, COUNT_MODAL, COUNT_NEGATION, COUNT_HAVE, COUNT_BE, COUNTER_COUNT
} counter;

/* How many of a kind are told apart; more are as many. Of classes of the lexicon, at most 4 are. */
static const uint8_t counter_limits[COUNTER_COUNT] = {3, 3, 5, 3, 2, 1, 3, 2, 2, 3, 2, 2, 1, 2};

/* Words that are counted by a class of the lexicon. */
static const struct {
  uint64_t class;
  counter counter;
} counted_words[] = {
  {WORD_NUMBER_WORD, COUNT_NUMBER_WORD}, {WORD_VERB_PAST, COUNT_PAST}, {WORD_VERB_THIRD, COUNT_THIRD},
  {WORD_VERB_ING, COUNT_ING},            {WORD_VERB_BASE, COUNT_BASE}, {WORD_MODAL, COUNT_MODAL},
  {WORD_NEGATION, COUNT_NEGATION},       {WORD_HAVE, COUNT_HAVE},      {WORD_BE, COUNT_BE},
};

/* How many words had each class of the lexicon, up to four, all classes at a time: a bit of each number in `ones`,
 * `twos` and `fours`. */
typedef struct class_counts {
  uint64_t ones;
  uint64_t twos;
  uint64_t fours;
} class_counts;

/* Shapes: the length, then each counter's values, then combinations. */
enum { SHAPE_LENGTH = 0, LENGTH_LIMIT = 12, SHAPE_COUNTER = 16, SHAPE_COMBINATION = SHAPE_COUNTER + COUNTER_COUNT * 8 };

typedef struct sentence_view {
  const dixit_doc *doc;
  const dixit_token *tokens;
  uint32_t count;
  uint32_t words;
  uint32_t subject;   /* the first pronoun that can be a subject, by its hash, or 0 */
  uint32_t keys[CLAIM_TOKEN_LIMIT + 2];
  uint8_t clusters[CLAIM_TOKEN_LIMIT];
  uint8_t parts[CLAIM_TOKEN_LIMIT + 2];
  uint32_t counts[COUNTER_COUNT];
  class_counts classes;
} sentence_view;

/* ---- first pass ---- */

/* Percentages, years, and numbers by how many digits they have. */
static uint32_t number_key(dixit_text text)
{
  uint32_t digits = 0;
  bool whole = true;
  for (size_t i = 0; i < text.length; i++) {
    if (text.bytes[i] == '%')
      return 1;
    digits += ascii_is_digit(text.bytes[i]);
    whole = whole && ascii_is_digit(text.bytes[i]);
  }
  if (whole && digits == 4 && (text.bytes[0] == '1' || text.bytes[0] == '2'))
    return 2;
  return 3 + (digits < 6 ? digits : 6);
}

uint32_t claim_token_key(const dixit_doc *doc, const dixit_token *token)
{
  if (token->kind != DIXIT_NUMBER)
    return token->hash;
  return number_key(token_text(doc, (uint32_t)(token - doc->tokens.items)));
}

static bool is_name(const sentence_view *self, uint32_t at, uint64_t bits)
{
  return self->tokens[at].flags & DIXIT_TOKEN_CAPITAL && at > 0 && !(bits & WORD_FIRST_PERSON) &&
         self->tokens[at - 1].kind != DIXIT_STOP;
}

static void classes_add(class_counts *self, uint64_t bits)
{
  uint64_t carry = self->ones & bits;
  self->ones ^= bits;
  self->fours |= self->twos & carry;
  self->twos ^= carry;
}

/* 0 to 3, or 4 and more. */
static uint32_t classes_count(const class_counts *self, uint64_t class)
{
  return ((self->ones & class) != 0) + ((self->twos & class) != 0) * 2u + ((self->fours & class) != 0) * 4u;
}

static void count_word(sentence_view *self, uint32_t at, uint64_t bits)
{
  self->words++;
  self->counts[COUNT_NAME] += is_name(self, at, bits);
  if (bits & WORD_SUBJECT_PRONOUN) {
    if (!self->subject)
      self->subject = self->keys[at];
    if (bits & WORD_FIRST_PERSON)
      self->counts[self->tokens[at].end - self->tokens[at].start == 1 ? COUNT_I : COUNT_WE]++;
  }
  classes_add(&self->classes, bits);
}

static void view_sign(sentence_view *self, uint32_t at)
{
  const dixit_token *token = &self->tokens[at];
  self->keys[at] = claim_token_key(self->doc, token);
  self->clusters[at] = cluster_of(token);
  self->parts[at] = part_of(token);
  self->words += token->kind == DIXIT_NUMBER;
  self->counts[COUNT_NUMBER] += token->kind == DIXIT_NUMBER;
  self->counts[COUNT_QUESTION] += token->kind == DIXIT_STOP && token->hash == '?';
}

static void view_token(sentence_view *self, uint32_t at)
{
  const dixit_token *token = &self->tokens[at];
  if (token->kind != DIXIT_WORD) {
    view_sign(self, at);
    return;
  }
  const lexicon_row *row = word_row(token);
  self->keys[at] = token->hash;
  self->clusters[at] = row->cluster;
  self->parts[at] = row->parts[(token->flags & DIXIT_TOKEN_CAPITAL) != 0];
  count_word(self, at, row->bits);
}

static void view_make(sentence_view *self, const dixit_doc *doc, uint32_t first, uint32_t count)
{
  self->doc = doc;
  self->tokens = doc->tokens.items + first;
  self->count = count < CLAIM_TOKEN_LIMIT ? count : CLAIM_TOKEN_LIMIT;
  self->words = 0;
  self->subject = 0;
  memset(self->counts, 0, sizeof self->counts);
  self->classes = (class_counts){0, 0, 0};
  for (uint32_t i = 0; i < self->count; i++)
    view_token(self, i);
  for (size_t i = 0; i < sizeof counted_words / sizeof *counted_words; i++)
    self->counts[counted_words[i].counter] = classes_count(&self->classes, counted_words[i].class);
  for (uint32_t i = 0; i < 2; i++) {
    self->keys[self->count + i] = 0;
    self->parts[self->count + i] = PART_NONE;
  }
}

/* ---- second pass ---- */

static uint32_t mix(uint32_t a, uint32_t b)
{
  uint32_t h = (a ^ b * 0x9E3779B1u) * 0x85EBCA6Bu;
  return h ^ h >> 15;
}

static inline uint32_t pair_slot(uint32_t template, uint32_t left, uint32_t right)
{
  uint32_t h = mix(mix(left, right), template) * 0x9E3779B1u;
  return CLAIM_PAIR_BASE + (h >> (32 - CLAIM_PAIR_BITS));
}

static void add_pair(claim_features *features, uint32_t template, uint32_t left, uint32_t right)
{
  features->slots[features->slot_count++] = pair_slot(template, left, right);
}

/* Whether there is a number, and a name. */
static uint32_t facts(const sentence_view *self)
{
  return (self->counts[COUNT_NUMBER] > 0) * 2u + (self->counts[COUNT_NAME] > 0);
}

/* What every token gives. The loop is what claims cost: it writes straight into the slots. */
static void add_each_token(const sentence_view *self, claim_features *features)
{
  uint32_t subject = self->subject, found = facts(self);
  uint32_t *slot = &features->slots[features->slot_count];
  for (uint32_t i = 0; i < self->count; i++, slot += EACH_TOKEN) {
    uint32_t key = self->keys[i], lemma = lexicon_rows[self->tokens[i].word].lemma;
    slot[0] = claim_word_slot(key);
    slot[1] = pair_slot(PAIR_NEIGHBOURS, key, self->keys[i + 1]);
    slot[2] = pair_slot(PAIR_SUBJECT, subject, self->clusters[i]);
    slot[3] = pair_slot(PAIR_FACTS, key, found);
    slot[4] = pair_slot(PAIR_LEMMA, 0, lemma ? lemma : key);
  }
  features->slot_count += self->count * EACH_TOKEN;
}

static void add_tokens(const sentence_view *self, claim_features *features)
{
  add_pair(features, PAIR_NEIGHBOURS, 0, self->keys[0]);
  add_each_token(self, features);
  for (uint32_t i = 0; i < self->count && i < 3; i++) {
    add_pair(features, PAIR_PLACE, i, self->clusters[i]);
    add_pair(features, PAIR_EARLY, 0, self->keys[i]);
  }
  add_pair(features, PAIR_FIRST, 0, self->keys[0]);
}

/* ---- the verb ---- */

#define AUXILIARIES (WORD_MODAL | WORD_BE | WORD_HAVE | WORD_AUXILIARY)
#define FINITE (AUXILIARIES | WORD_VERB_PAST | WORD_VERB_THIRD | WORD_VERB_BASE)

/* The first word that can be a finite verb, or the number of tokens. */
static uint32_t find_verb(const sentence_view *self)
{
  for (uint32_t i = 0; i < self->count; i++)
    if (word_is(&self->tokens[i], FINITE) && (i == 0 || self->parts[i - 1] != PART_DETERMINER))
      return i;
  return self->count;
}

/* The main verb behind an auxiliary at `at`, or `at`; *negated when a negation stands between. */
static uint32_t find_main_verb(const sentence_view *self, uint32_t at, bool *negated)
{
  *negated = false;
  if (!word_is(&self->tokens[at], AUXILIARIES))
    return at;
  for (uint32_t i = at + 1; i < self->count && i < at + 6; i++) {
    const dixit_token *token = &self->tokens[i];
    *negated = *negated || word_is(token, WORD_NEGATION);
    if (word_is(token, WORD_VERB_PAST | WORD_VERB_BASE | WORD_VERB_ING | WORD_VERB_PARTICIPLE))
      return i;
    if (word_is(token, WORD_DETERMINER | WORD_PREPOSITION))
      return at;
  }
  return at;
}

/* Which form of verb a word is: a few bits. */
static uint32_t verb_form(const dixit_token *token)
{
  static const uint64_t classes[] = {WORD_MODAL,     WORD_BE,        WORD_HAVE,      WORD_AUXILIARY,
                                     WORD_VERB_PAST, WORD_VERB_BASE, WORD_VERB_THIRD, WORD_VERB_ING};
  uint64_t bits = word_bits(token);
  for (uint32_t i = 0; i < sizeof classes / sizeof *classes; i++)
    if (bits & classes[i])
      return i + 1;
  return 0;
}

static void add_verb(const sentence_view *self, claim_features *features)
{
  uint32_t verb = find_verb(self);
  if (verb == self->count) {
    add_pair(features, PAIR_NO_VERB, 0, facts(self));
    return;
  }
  bool negated;
  uint32_t main = find_main_verb(self, verb, &negated);
  uint32_t subject = verb ? self->keys[verb - 1] : 1, subject_part = verb ? self->parts[verb - 1] : PART_NONE;
  uint32_t lemma = lexicon_rows[self->tokens[main].word].lemma;
  uint32_t form = (verb_form(&self->tokens[verb]) * 16 + verb_form(&self->tokens[main])) * 2 + negated;
  add_pair(features, PAIR_SUBJECT_VERB, subject, lemma);
  add_pair(features, PAIR_SUBJECT_FORM, subject_part, form);
  add_pair(features, PAIR_VERB_FORM, lemma, form);
  add_pair(features, PAIR_SUBJECT_AUXILIARY, subject, mix(self->keys[verb], form));
  add_pair(features, PAIR_VERB_NEXT, lemma, self->keys[main + 1]);
  add_pair(features, PAIR_CLAUSE, mix(lemma, subject), self->keys[verb]);
  add_pair(features, PAIR_FORM_FACTS, form, facts(self));
  if (main + 1 < self->count)
    add_pair(features, PAIR_VERB_OBJECT, lemma, self->parts[main + 1] * 64u + self->parts[main + 2]);
}

/* ---- shape ---- */

static void add_shape(claim_features *features, uint32_t shape)
{
  features->shapes[features->shape_count++] = (uint16_t)shape;
}

static void add_shapes(const sentence_view *self, claim_features *features)
{
  const uint32_t *counts = self->counts;
  bool number = counts[COUNT_NUMBER] > 0, name = counts[COUNT_NAME] > 0, past = counts[COUNT_PAST] > 0;
  bool modal = counts[COUNT_MODAL] > 0;
  const bool combinations[] = {
    number, number || counts[COUNT_NUMBER_WORD], name, number && name, counts[COUNT_I] && modal, past && !modal,
    past && counts[COUNT_I], past && counts[COUNT_HAVE], modal && number,
  };
  add_shape(features, SHAPE_LENGTH + (self->words / 3 < LENGTH_LIMIT ? self->words / 3 : LENGTH_LIMIT));
  for (uint32_t i = 0; i < COUNTER_COUNT; i++)
    if (counts[i])
      add_shape(features, SHAPE_COUNTER + i * 8 + (counts[i] < counter_limits[i] ? counts[i] : counter_limits[i]));
  for (uint32_t i = 0; i < sizeof combinations / sizeof *combinations; i++)
    if (combinations[i])
      add_shape(features, SHAPE_COMBINATION + i);
}

void claim_features_find(const dixit_doc *doc, uint32_t first, uint32_t count, claim_features *features)
{
  sentence_view view;
  features->slot_count = features->shape_count = 0;
  if (count == 0)
    return;
  view_make(&view, doc, first, count);
  add_tokens(&view, features);
  add_verb(&view, features);
  add_shapes(&view, features);
}
