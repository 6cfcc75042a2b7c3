/* Sums of table look-ups to a probability. */
#include "marks/claim_model.h"

#include <math.h>

static const float shape_scale = 0.001f;

/* Sums go on side by side. */
enum { LANES = 8, NO_SLOT = 0xFFFF };

/* Slots looked up: what is left of each when its key's check is taken from it; NO_SLOT up to a multiple of LANES. */
typedef struct slots_read {
  uint32_t count;
  uint16_t left[CLAIM_TOKEN_LIMIT * 3 + CLAIM_PAIR_LIMIT + LANES];
} slots_read;

static inline void read_word(slots_read *self, uint32_t key)
{
  self->left[self->count++] = claim_word_weights[claim_word_slot(key)] ^ claim_check(key);
}

static inline void read_pair(slots_read *self, uint32_t key)
{
  self->left[self->count++] = claim_pair_weights[claim_pair_slot(key)] ^ claim_check(key);
}

/* Words and pairs. The loop is what claims cost. */
static void read_slots(slots_read *self, const claim_sentence *sentence, const claim_features *features)
{
  self->count = 0;
  for (uint32_t i = 0; i < sentence->key_count; i++) {
    uint32_t pairs[2];
    claim_neighbours(sentence, i, pairs);
    read_word(self, sentence->keys[i]);
    read_pair(self, pairs[0]);
    read_pair(self, pairs[1]);
  }
  for (uint32_t i = 0; i < features->pair_count; i++)
    read_pair(self, features->pairs[i]);
  for (uint32_t i = 0; i < LANES; i++)
    self->left[self->count + i] = NO_SLOT;
}

/* A slot's weight counts when nothing is left of the check. No processor can guess which do, so there is no branch:
 * compilers make a vector of the lanes. */
static int32_t sum_slots(const slots_read *self)
{
  int16_t lanes[LANES] = {0};
  int32_t sum = 0;
  for (uint32_t i = 0; i < self->count; i += LANES)
    for (uint32_t lane = 0; lane < LANES; lane++) {
      uint16_t left = self->left[i + lane];
      int16_t weight = (int8_t)(left & 0xFF), counts = (int16_t)-(left < 0x100);
      lanes[lane] = (int16_t)(lanes[lane] + (weight & counts));
    }
  for (uint32_t lane = 0; lane < LANES; lane++)
    sum += lanes[lane];
  return sum;
}

float claim_logit(const claim_sentence *sentence, const claim_features *features)
{
  const claim_model *model = &claim_model_shipped;
  slots_read read;
  int32_t shapes = 0;
  for (uint32_t i = 0; i < features->shape_count; i++)
    shapes += claim_shape_weights[features->shapes[i]];
  read_slots(&read, sentence, features);
  float slots = (float)sum_slots(&read) * model->slot_scale;
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
