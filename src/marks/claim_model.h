/* The claim scorer: how likely an editor asks for a source here. Logistic regression; the weights are in
 * claim_weights.c, written by src/train/claims.c, whose head says how they are learnt. */
#ifndef DIXIT_MARKS_CLAIM_MODEL_H
#define DIXIT_MARKS_CLAIM_MODEL_H

#include "marks/claim_features.h"

/* Tables of weights: a slot holds the weight of one word or pair in its low byte and the second byte of its key, so
 * that words and pairs nobody labelled do not borrow the weights of others. */
enum { CLAIM_WORD_BITS = 15, CLAIM_PAIR_BITS = 16 };
enum { CLAIM_WORDS = 1 << CLAIM_WORD_BITS, CLAIM_PAIRS = 1 << CLAIM_PAIR_BITS };

static inline uint32_t claim_word_slot(uint32_t key)
{
  return key >> (32 - CLAIM_WORD_BITS);
}

static inline uint32_t claim_pair_slot(uint32_t key)
{
  return key >> (32 - CLAIM_PAIR_BITS);
}

/* The bits of a key that tell it from others in its slot; they stand in the slot where they stand in the key. */
static inline uint16_t claim_check(uint32_t key)
{
  return key & 0xFF00;
}

/* One step of a slot's weight is worth slot_scale, one of a shape's 0.001. scale, offset: from the sum to a calibrated
 * logit. before_scale, before_offset: what the logit of the sentence before it adds to a sentence's. threshold: the
 * probability from which a sentence counts as a claim. */
typedef struct claim_model {
  float slot_scale;
  float scale;
  float offset;
  float before_scale;
  float before_offset;
  float threshold;
} claim_model;

extern const claim_model claim_model_shipped;
extern const uint16_t claim_word_weights[CLAIM_WORDS];
extern const uint16_t claim_pair_weights[CLAIM_PAIRS];
extern const int16_t claim_shape_weights[CLAIM_SHAPE_COUNT];

/* The logit of a sentence by itself. Cost: one look-up a feature. */
float claim_logit(const claim_sentence *sentence, const claim_features *features);
/* The probability, 0 to 1. before: the logit of the sentence before it in its paragraph, or NULL. */
float claim_score(float logit, const float *before);

#endif
