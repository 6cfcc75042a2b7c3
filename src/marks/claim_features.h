/* What a claim scorer looks at in a sentence, as keys of weights (claim_model.h). The trainer reads the same lists. */
#ifndef DIXIT_MARKS_CLAIM_FEATURES_H
#define DIXIT_MARKS_CLAIM_FEATURES_H

#include <math.h>

#include "marks/claim_sentence.h"

enum { CLAIM_PAIR_LIMIT = 48, CLAIM_SHAPE_LIMIT = 152, CLAIM_SHAPE_COUNT = 360 };

/* Templates of pairs: part of the key, so that each has weights of its own, learnt for these numbers. */
typedef enum claim_pair {
  PAIR_NEIGHBOURS, PAIR_SKIP, PAIR_PLACE, PAIR_EARLY, PAIR_SUBJECT_VERB, PAIR_SUBJECT_FORM, PAIR_VERB_FORM,
  PAIR_SUBJECT_AUXILIARY, PAIR_VERB_NEXT, PAIR_CLAUSE, PAIR_FORM_FACTS, PAIR_VERB_OBJECT, PAIR_NO_VERB, PAIR_NUMBER
} claim_pair;

static inline uint32_t claim_pair_key(claim_pair template, uint32_t left, uint32_t right)
{
  uint32_t key = (left ^ (right << 15 | right >> 17)) + template * 0x9E3779B1u;
  return (key ^ key >> 15) * 0x85EBCA6Bu;
}

/* Besides these a sentence has the keys of its words as features, and each with the next and with the one behind that
 * (claim_neighbours), which are too many to write down first. pairs: other words that belong together. shapes: how the
 * sentence is made, each at most once. */
typedef struct claim_features {
  uint32_t pair_count;
  uint32_t shape_count;
  uint32_t pairs[CLAIM_PAIR_LIMIT];
  uint16_t shapes[CLAIM_SHAPE_LIMIT];
} claim_features;

/* The pairs word `at` begins. */
static inline void claim_neighbours(const claim_sentence *sentence, uint32_t at, uint32_t pairs[2])
{
  pairs[0] = claim_pair_key(PAIR_NEIGHBOURS, sentence->keys[at], sentence->keys[at + 1]);
  pairs[1] = claim_pair_key(PAIR_SKIP, sentence->keys[at], sentence->keys[at + 2]);
}

/* What each word and pair counts: the more there are, the less; about 0.1 in a sentence of 25 words. */
static inline float claim_feature_value(const claim_sentence *sentence, const claim_features *features)
{
  float root = sqrtf((float)(sentence->key_count * 3 + features->pair_count + 1));
  return 3 / (root * sqrtf(root));
}

/* The features of a sentence. Cost: linear. */
void claim_features_find(const claim_sentence *sentence, claim_features *features);

#endif
