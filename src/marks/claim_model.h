/* The claim scorer: how likely an editor asks for a source here. Logistic regression; the weights are in
 * claim_weights.c, written by src/train/claims.c, whose head says how they are learnt. */
#ifndef DIXIT_MARKS_CLAIM_MODEL_H
#define DIXIT_MARKS_CLAIM_MODEL_H

#include "marks/claim_features.h"

/* One step of a slot's weight is worth slot_scale. scale, offset: from the sum to a calibrated logit. threshold: the
 * probability from which a sentence counts as a claim. */
typedef struct claim_model {
  float slot_scale;
  float scale;
  float offset;
  float threshold;
} claim_model;

extern const claim_model claim_model_shipped;
extern const int8_t claim_slot_weights[CLAIM_TABLE_SIZE];
extern const float claim_shape_weights[CLAIM_SHAPE_COUNT];

/* The probability, 0 to 1. Cost: one look-up a feature. */
float claim_score(const claim_features *features);

#endif
