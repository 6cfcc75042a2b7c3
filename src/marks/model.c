/* Sums of table look-ups, then a softmax. */
#include "marks/model.h"

#include <math.h>

#include "engine.h"

/* Written by the trainer. One step of a weight is worth its model's scale. */
extern const int8_t model_weights[MODEL_TABLE_SIZE];
extern const float model_scales[MODEL_COUNT];

static void add_shared(const model_question *question, int32_t *sums)
{
  const features *list = &question->lists[0];
  for (uint32_t i = 0; i < list->count; i++) {
    const int8_t *weights = &model_weights[list->slots[i]];
    for (uint32_t option = 0; option < SHARED_LIMIT; option++)
      sums[option] += weights[option];
  }
}

static void add_own(const model_question *question, int32_t *sums)
{
  for (uint32_t option = 0; option < question->options; option++) {
    const features *list = &question->lists[option];
    for (uint32_t i = 0; i < list->count; i++)
      sums[option] += model_weights[list->slots[i]];
  }
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
