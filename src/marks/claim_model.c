/* Sums of table look-ups to a probability. */
#include "marks/claim_model.h"

#include <math.h>

float claim_score(const claim_features *features)
{
  int32_t sum = 0;
  float shapes = 0;
  for (uint32_t i = 0; i < features->slot_count; i++)
    sum += claim_slot_weights[features->slots[i]];
  for (uint32_t i = 0; i < features->shape_count; i++)
    shapes += claim_shape_weights[features->shapes[i]];
  const claim_model *model = &claim_model_shipped;
  float slots = (float)sum * model->slot_scale / sqrtf((float)(features->slot_count + 1));
  return 1 / (1 + expf(-(model->scale * (slots + shapes) + model->offset)));
}
