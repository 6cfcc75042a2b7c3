/* Sums of table look-ups, then a softmax. */
#include "marks/model.h"

#include <math.h>

#include "engine.h"

/* Written by the trainer. One step of a weight is worth its model's scale. */
extern const int8_t model_weights[MODEL_TABLE_SIZE];
extern const float model_scales[MODEL_COUNT];

static int32_t sum(const model_question *question, uint32_t option)
{
  const features *list = &question->lists[question->shared ? 0 : option];
  uint32_t offset = question->shared ? option + 1 : 0;
  int32_t total = 0;
  for (uint32_t i = 0; i < list->count; i++)
    total += model_weights[model_slot(question->model, list->ids[i], offset)];
  return total;
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
  model_answer answer = {.option = 0};
  int32_t sums[OPTION_LIMIT];
  for (uint32_t i = 0; i < question->options; i++) {
    sums[i] = sum(question, i);
    if (sums[i] > sums[answer.option])
      answer.option = i;
  }
  float total = 0;
  for (uint32_t i = 0; i < question->options; i++)
    total += answer.p[i] = expf((float)(sums[i] - sums[answer.option]) * model_scales[question->model]);
  for (uint32_t i = 0; i < question->options; i++)
    answer.p[i] /= total;
  answer.confidence = answer.p[answer.option];
  return answer;
}
