/* Sums of table look-ups to a probability. */
#include "marks/claim_model.h"

#include <math.h>

static const float shape_scale = 0.001f;

/* The weight in a slot, or 0 when the slot is another key's: no branch, since no processor could guess it. */
static inline int32_t weight_of(uint32_t slot, uint32_t key)
{
  uint32_t left = slot ^ claim_check(key);
  return (int8_t)(left & 0xFF) & (int32_t)((left >> 8) - 1) >> 31;
}

static inline int32_t word_weight(uint32_t key)
{
  return weight_of(claim_word_weights[claim_word_slot(key)], key);
}

static inline int32_t pair_weight(uint32_t key)
{
  return weight_of(claim_pair_weights[claim_pair_slot(key)], key);
}

/* Words and pairs. The first loop is what claims cost. */
static int32_t sum_slots(const claim_sentence *sentence, const claim_features *features)
{
  int32_t sum = 0;
  for (uint32_t i = 0; i < sentence->key_count; i++) {
    uint32_t pairs[2];
    claim_neighbours(sentence, i, pairs);
    sum += word_weight(sentence->keys[i]) + pair_weight(pairs[0]) + pair_weight(pairs[1]);
  }
  for (uint32_t i = 0; i < features->pair_count; i++)
    sum += pair_weight(features->pairs[i]);
  return sum;
}

float claim_logit(const claim_sentence *sentence, const claim_features *features)
{
  const claim_model *model = &claim_model_shipped;
  int32_t shapes = 0;
  for (uint32_t i = 0; i < features->shape_count; i++)
    shapes += claim_shape_weights[features->shapes[i]];
  float slots = (float)sum_slots(sentence, features) * model->slot_scale;
  slots *= claim_feature_value(sentence, features);
  return model->scale * (slots + (float)shapes * shape_scale) + model->offset;
}

float claim_score(float logit, const float *before)
{
  const claim_model *model = &claim_model_shipped;
  if (before)
    logit += model->before_scale * *before + model->before_offset;
  return 1 / (1 + expf(-logit));
}
