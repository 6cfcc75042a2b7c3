/* Sums of table look-ups, then a softmax. */
#include "marks/model.h"

#include <math.h>

#include "engine.h"

/* Written by the trainer. One step of a weight is worth its model's scale. */
extern const int8_t model_weights[MODEL_TABLE_SIZE];
extern const float model_scales[MODEL_COUNT];

/* The weights of the four options that share a feature, each a byte, 128 added so that none is below 0. */
static uint32_t shared_weights(uint32_t slot)
{
  const uint8_t *bytes = (const uint8_t *)&model_weights[slot];
  return (bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24) ^ 0x80808080u;
}

/* Four sums in two numbers, 16 bits each: FEATURE_LIMIT times 255 fits. */
static void add_shared(const model_question *question, int32_t *sums)
{
  const features *list = &question->lists[0];
  uint32_t even = 0, odd = 0;
  for (uint32_t i = 0; i < list->count; i++) {
    uint32_t weights = shared_weights(list->slots[i]);
    even += weights & 0x00FF00FFu;
    odd += weights >> 8 & 0x00FF00FFu;
  }
  int32_t added = (int32_t)list->count * 128;
  sums[0] = (int32_t)(even & 0xFFFF) - added;
  sums[1] = (int32_t)(odd & 0xFFFF) - added;
  sums[2] = (int32_t)(even >> 16) - added;
  sums[3] = (int32_t)(odd >> 16) - added;
}

static void add_own(const model_question *question, int32_t *sums)
{
  for (uint32_t option = 0; option < question->options; option++) {
    const features *list = &question->lists[option];
    for (uint32_t i = 0; i < list->count; i++)
      sums[option] += model_weights[list->slots[i]];
  }
}

float model_lead(const model_question *question, uint32_t option)
{
  int32_t sums[SHARED_LIMIT], best = INT32_MIN;
  add_shared(question, sums);
  for (uint32_t i = 0; i < question->options; i++)
    if (i != option && sums[i] > best)
      best = sums[i];
  return (float)(sums[option] - best) * model_scales[question->model];
}

/* What the teacher says is certain. */
static model_answer certain(const model_question *question, uint32_t option)
{
  model_answer answer = {.option = option, .confidence = 1};
  for (uint32_t i = 0; i < question->options; i++)
    answer.p[i] = i == option;
  return answer;
}

model_answer model_choose(const dixit_doc *doc, const model_question *question)
{
  const model_teacher *teacher = doc->engine->teacher;
  if (teacher) {
    int taught = teacher->teach(teacher->ctx, doc, question);
    if (taught >= 0)
      return certain(question, (uint32_t)taught);
  }
  model_answer answer;
  answer.option = 0;
  int32_t sums[OPTION_LIMIT] = {0};
  if (question->shared)
    add_shared(question, sums);
  else
    add_own(question, sums);
  for (uint32_t i = 0; i < question->options; i++)
    if (sums[i] > sums[answer.option])
      answer.option = i;
  float total = 0;
  for (uint32_t i = 0; i < question->options; i++)
    total += answer.p[i] = expf((float)(sums[i] - sums[answer.option]) * model_scales[question->model]);
  for (uint32_t i = 0; i < question->options; i++)
    answer.p[i] /= total;
  answer.confidence = answer.p[answer.option];
  return answer;
}
