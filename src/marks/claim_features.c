/* Sentences to features.
 *
 * Pairs are the first words with their place, and the first finite verb with its subject and object (what a sentence
 * says is done, by whom), and what numbers count. Then comes the shape: length, numbers, names, tenses, topics. No
 * parser: the verb is the first word that can be one and has no determiner before it. */
#include "marks/claim_features.h"

#include "doc/lexicon.h"
#include "marks/clusters.h"
#include "marks/view.h"

/* Words at the start whose place counts. */
enum { EARLY_WORDS = 3 };

/* ---- the start ---- */

static void add_pair(claim_features *features, claim_pair template, uint32_t left, uint32_t right)
{
  features->pairs[features->pair_count++] = claim_pair_key(template, left, right);
}

/* Whether there is a number, and a name. */
static uint32_t facts(const claim_sentence *self)
{
  return (self->numbers > 0) * 2u + (self->names > 0);
}

static void add_start(const claim_sentence *self, claim_features *features)
{
  add_pair(features, PAIR_NEIGHBOURS, 0, self->keys[0]);
  for (uint32_t i = 0; i < self->key_count && i < EARLY_WORDS; i++) {
    add_pair(features, PAIR_PLACE, cluster_of(&self->tokens[i]), i);
    add_pair(features, PAIR_EARLY, self->keys[i], 0);
  }
}

/* ---- the verb ---- */

#define AUXILIARIES (WORD_MODAL | WORD_BE | WORD_HAVE | WORD_AUXILIARY)
#define FINITE (AUXILIARIES | WORD_VERB_PAST | WORD_VERB_THIRD | WORD_VERB_BASE)

/* The part of a token, PART_NONE past the end. */
static uint32_t part_at(const claim_sentence *self, uint32_t at)
{
  return at < self->key_count ? part_of(&self->tokens[at]) : PART_NONE;
}

/* The first word that can be a finite verb, or the number of tokens. */
static uint32_t find_verb(const claim_sentence *self)
{
  for (uint32_t i = 0; self->bits & FINITE && i < self->key_count; i++)
    if (word_is(&self->tokens[i], FINITE) && (i == 0 || part_at(self, i - 1) != PART_DETERMINER))
      return i;
  return self->key_count;
}

/* The main verb behind an auxiliary at `at`, or `at`; *negated when a negation stands between. */
static uint32_t find_main_verb(const claim_sentence *self, uint32_t at, bool *negated)
{
  *negated = false;
  if (!word_is(&self->tokens[at], AUXILIARIES))
    return at;
  for (uint32_t i = at + 1; i < self->key_count && i < at + 6; i++) {
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

static void add_verb(const claim_sentence *self, claim_features *features)
{
  uint32_t verb = find_verb(self);
  if (verb == self->key_count) {
    add_pair(features, PAIR_NO_VERB, facts(self), 0);
    return;
  }
  bool negated;
  uint32_t main = find_main_verb(self, verb, &negated);
  uint32_t subject = verb ? self->keys[verb - 1] : 1, lemma = lexicon_rows[self->tokens[main].word].lemma;
  uint32_t form = (verb_form(&self->tokens[verb]) * 16 + verb_form(&self->tokens[main])) * 2 + negated;
  uint32_t clause = claim_pair_key(PAIR_CLAUSE, subject, self->keys[verb]);
  add_pair(features, PAIR_SUBJECT_VERB, subject, lemma);
  add_pair(features, PAIR_SUBJECT_FORM, verb ? part_at(self, verb - 1) : PART_NONE, form);
  add_pair(features, PAIR_VERB_FORM, lemma, form);
  add_pair(features, PAIR_SUBJECT_AUXILIARY, clause, form);
  add_pair(features, PAIR_VERB_NEXT, self->keys[main + 1], lemma);
  add_pair(features, PAIR_CLAUSE, clause, lemma);
  add_pair(features, PAIR_FORM_FACTS, form, facts(self));
  if (main + 1 < self->key_count)
    add_pair(features, PAIR_VERB_OBJECT, part_at(self, main + 1) * 64 + part_at(self, main + 2), lemma);
}

/* ---- numbers ---- */

/* Numbers whose neighbours count, and how far these reach. */
enum { NUMBERS = 8, NUMBER_REACH = 4 };

/* What is counted stands behind its number. */
static void add_number(const claim_sentence *self, uint32_t number, claim_features *features)
{
  for (uint32_t i = number + 1; i <= number + NUMBER_REACH && i < self->key_count; i++)
    add_pair(features, PAIR_NUMBER, 0, self->keys[i]);
}

static void add_numbers(const claim_sentence *self, claim_features *features)
{
  bool there = self->numbers > 0 || self->bits & WORD_NUMBER_WORD;
  for (uint32_t i = 0, found = 0; there && i < self->key_count && found < NUMBERS; i++)
    if (self->tokens[i].kind == DIXIT_NUMBER || word_is(&self->tokens[i], WORD_NUMBER_WORD)) {
      add_number(self, i, features);
      found++;
    }
}

/* ---- shape ---- */

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

/* Shapes: the length, then each counter's values, then combinations. */
enum { SHAPE_LENGTH = 0, LENGTH_LIMIT = 12, SHAPE_COUNTER = 16, SHAPE_COMBINATION = SHAPE_COUNTER + COUNTER_COUNT * 8 };

/* Then topics: that they are there, and whether in a sentence of what was or of what may be. */
enum { SHAPE_TOPIC = 160, TOPIC_SHAPES = 3 };

/* The number of each topic among shapes, by its bit; 0 when it has none. New ones go to the end: the weights are learnt
 * for these numbers. */
static const uint8_t topic_numbers[64] = {
  [TOPIC_BIT_ABUSE] = 1, [TOPIC_BIT_ACCUSATION] = 2, [TOPIC_BIT_ACCUSE_VERB] = 3, [TOPIC_BIT_ADDRESS] = 4,
  [TOPIC_BIT_ALLEGED] = 5, [TOPIC_BIT_ANSWERED] = 6, [TOPIC_BIT_CALLED] = 7, [TOPIC_BIT_CAUSE] = 8,
  [TOPIC_BIT_COMPARATIVE] = 9, [TOPIC_BIT_COMPARED] = 10, [TOPIC_BIT_CONTENTIOUS] = 11, [TOPIC_BIT_CROWD] = 12,
  [TOPIC_BIT_DEGREE] = 13, [TOPIC_BIT_DOUBT_VERB] = 14, [TOPIC_BIT_DOUBTFUL] = 15, [TOPIC_BIT_EDITORIAL] = 16,
  [TOPIC_BIT_FACTIVE_VERB] = 17, [TOPIC_BIT_GUILT_VERB] = 18, [TOPIC_BIT_HEALTH] = 19, [TOPIC_BIT_HEARSAY] = 20,
  [TOPIC_BIT_HEARSAY_ADVERB] = 21, [TOPIC_BIT_HEARSAY_LINK] = 22, [TOPIC_BIT_HISTORY] = 23,
  [TOPIC_BIT_INCLUDING] = 24, [TOPIC_BIT_INNER_VERB] = 25, [TOPIC_BIT_INSIDER] = 26, [TOPIC_BIT_JOINT_VERB] = 27,
  [TOPIC_BIT_JUDGED] = 28, [TOPIC_BIT_KNOWN] = 29, [TOPIC_BIT_KNOWN_ACRONYM] = 30, [TOPIC_BIT_LANGUAGE] = 31,
  [TOPIC_BIT_LATELY] = 32, [TOPIC_BIT_LAW] = 33, [TOPIC_BIT_LOADED_ADVERB] = 34, [TOPIC_BIT_NEUTRAL_VERB] = 35,
  [TOPIC_BIT_ON_RECORD] = 36, [TOPIC_BIT_OPINION] = 37, [TOPIC_BIT_PEACOCK] = 38, [TOPIC_BIT_PLACES] = 39,
  [TOPIC_BIT_PREDICTION] = 40, [TOPIC_BIT_PRIVATE_LIFE] = 41, [TOPIC_BIT_QUANTITY] = 42, [TOPIC_BIT_QUESTION] = 43,
  [TOPIC_BIT_REFUSAL] = 44, [TOPIC_BIT_SCIENCE] = 45, [TOPIC_BIT_SHARE] = 46, [TOPIC_BIT_SILENCE] = 47,
  [TOPIC_BIT_SILENT_VERB] = 48, [TOPIC_BIT_SORT] = 49, [TOPIC_BIT_SUPERLATIVE] = 50, [TOPIC_BIT_SUPPOSING] = 51,
  [TOPIC_BIT_SUPPOSITION] = 52, [TOPIC_BIT_THAN] = 53, [TOPIC_BIT_THIS] = 54, [TOPIC_BIT_TIME_WORD] = 55,
  [TOPIC_BIT_TRANSLATED] = 56, [TOPIC_BIT_UNCLEAR] = 57, [TOPIC_BIT_VAGUE_AMOUNT] = 58, [TOPIC_BIT_WELL_KNOWN] = 59,
  [TOPIC_BIT_WHETHER] = 60, [TOPIC_BIT_WIDELY] = 61, [TOPIC_BIT_WITHHELD] = 62, [TOPIC_BIT_WOULD] = 63,
};

/* Add a shape that is there: written in any case, so that there is no branch. */
static void add_shape(claim_features *features, uint32_t shape, bool there)
{
  features->shapes[features->shape_count] = (uint16_t)shape;
  features->shape_count += there;
}

static uint32_t lesser(uint32_t a, uint32_t b)
{
  return a < b ? a : b;
}

static void add_counts(const claim_sentence *self, uint32_t *counts)
{
  counts[COUNT_NUMBER] = self->numbers;
  counts[COUNT_NAME] = self->names;
  counts[COUNT_I] = self->i;
  counts[COUNT_WE] = self->we;
  counts[COUNT_QUESTION] = self->questions;
  for (size_t i = 0; i < sizeof counted_words / sizeof *counted_words; i++)
    counts[counted_words[i].counter] = class_count(&self->classes, counted_words[i].class);
}

static void add_topics(const claim_sentence *self, claim_features *features)
{
  bool modal = (self->bits & WORD_MODAL) != 0, past = !modal && self->bits & WORD_VERB_PAST;
  for (uint64_t left = self->topics; left; left &= left - 1) {
    uint32_t number = topic_numbers[bits_lowest(left)], shape = SHAPE_TOPIC + number * TOPIC_SHAPES;
    if (number == 0)
      continue;
    add_shape(features, shape, true);
    add_shape(features, shape + 1, past);
    add_shape(features, shape + 2, modal);
  }
}

static void add_shapes(const claim_sentence *self, claim_features *features)
{
  uint32_t counts[COUNTER_COUNT];
  add_counts(self, counts);
  bool number = counts[COUNT_NUMBER] > 0, name = counts[COUNT_NAME] > 0, past = counts[COUNT_PAST] > 0;
  bool modal = counts[COUNT_MODAL] > 0;
  const bool combinations[] = {
    number, number || counts[COUNT_NUMBER_WORD], name, number && name, counts[COUNT_I] && modal, past && !modal,
    past && counts[COUNT_I], past && counts[COUNT_HAVE], modal && number,
  };
  add_shape(features, SHAPE_LENGTH + lesser(self->words / 3, LENGTH_LIMIT), true);
  for (uint32_t i = 0; i < COUNTER_COUNT; i++)
    add_shape(features, SHAPE_COUNTER + i * 8 + lesser(counts[i], counter_limits[i]), counts[i] > 0);
  for (uint32_t i = 0; i < sizeof combinations / sizeof *combinations; i++)
    add_shape(features, SHAPE_COMBINATION + i, combinations[i]);
}

void claim_features_find(const claim_sentence *sentence, claim_features *features)
{
  features->pair_count = features->shape_count = 0;
  if (sentence->key_count == 0)
    return;
  add_start(sentence, features);
  add_verb(sentence, features);
  add_numbers(sentence, features);
  add_shapes(sentence, features);
  add_topics(sentence, features);
}
