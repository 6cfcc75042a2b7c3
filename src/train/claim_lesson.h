/* What the claim scorer learns from: labelled sentences and raw text, read and numbered. */
#ifndef DIXIT_TRAIN_CLAIM_LESSON_H
#define DIXIT_TRAIN_CLAIM_LESSON_H

#include "marks/claim_model.h"
#include "train/vectors.h"

/* PARTS: the labelled sentences are held out in so many parts. */
enum { PARTS = 5, NO_FOLD = -1, LEMMAS = 1 << 16, PAIR_LIMIT = 1 << 18 };

/* Features: words by the row of their vector, base forms, pairs. */
enum { FEATURE_LEMMA = VECTOR_WORDS, FEATURE_PAIR = FEATURE_LEMMA + LEMMAS, FEATURES = FEATURE_PAIR + PAIR_LIMIT };

/* What a unit of a vector counts, beside a word. */
static const float lesson_vector_value = 2;

/* A sentence; words, pairs, shapes and features lie in the shared lists of the lesson, from the first on. value: what a
 * feature counts. */
typedef struct sentence_features {
  uint32_t word;
  uint32_t word_count;
  uint32_t pair;
  uint32_t pair_count;
  uint32_t shape;
  uint32_t shape_count;
  uint32_t feature;
  uint32_t feature_count;
  float value;
} sentence_features;

/* One labelled text. Of several sentences the one that scores highest counts, as in the program. before: the sentence
 * before it, or DIXIT_NONE. */
typedef struct lesson_item {
  uint32_t sentence;
  uint32_t sentence_count;
  uint32_t before;
  int fold;
  uint8_t source;
  bool label;
  float weight;
} lesson_item;

/* A word or pair, and which one. */
typedef struct numbered_key {
  uint32_t key;
  uint32_t number;
  uint32_t count;
} numbered_key;

typedef ARRAY(uint32_t) numbers;

/* held: the fold that is kept out, or NO_FOLD. words, pairs, shapes, features: of all sentences. sentence_vectors: the
 * sum of its words' vectors for each sentence. word_keys, pair_keys: those that have weights, sorted. */
typedef struct lesson {
  arena memory;
  dixit_engine *engine;
  int held;
  ARRAY(lesson_item) items;
  ARRAY(sentence_features) sentences;
  numbers words;
  numbers pairs;
  numbers shapes;
  numbers features;
  float *sentence_vectors;
  word_vectors vectors;
  numbered_key *word_keys;
  numbered_key *pair_keys;
  uint32_t pair_count;
} lesson;

/* Add the lines of a file, labelled or raw; 0, or 1 when it cannot be read, which is then said. Nothing of the held
 * fold goes into the raw text. */
int lesson_read(lesson *self, const char *path, bool labelled);
/* When all is read and the vectors are learnt: number what has weights. False when memory is out. */
bool lesson_resolve(lesson *self);

/* Is the item kept out when `part` of PARTS is held (or, with part PARTS, only the held fold)? */
bool lesson_holds(const lesson *self, const lesson_item *one, int part);
/* The sum of the vectors of a sentence's words. */
const float *lesson_vector(const lesson *self, uint32_t sentence);
/* A key of word_keys or pair_keys, or NULL. */
numbered_key *lesson_find_key(numbered_key *keys, uint32_t count, uint32_t key);
/* The base form of a word by its key, which is its hash spread over 32 bits; 0 when it has none. */
uint32_t lesson_lemma(uint32_t key);

#endif
