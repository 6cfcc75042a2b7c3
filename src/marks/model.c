/* Sums of table look-ups, then a softmax. */
#include "marks/model.h"

#include "engine.h"

/* Take apart the sums of shared features. */
static void sum_shared(const shared_features *all, int32_t sums[SHARED_LIMIT])
{
  int32_t added = (int32_t)all->count * 128;
  sums[0] = (int32_t)(all->even & 0xFFFF) - added;
  sums[1] = (int32_t)(all->odd & 0xFFFF) - added;
  sums[2] = (int32_t)(all->even >> 16) - added;
  sums[3] = (int32_t)(all->odd >> 16) - added;
}

float model_lead(const model_question *question, uint32_t option)
{
  int32_t sums[SHARED_LIMIT], best = INT32_MIN;
  sum_shared(&question->all, sums);
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

/* e to the power of x, from -500 to 0: expf without the call, which was half of what a decision cost. 2 to a whole
 * number, times the series for what is left; its tenth term is less than a hundredth of a float's last bit. */
static inline float exponential(float x)
{
  const double log2_e = 1.4426950408889634, ln_2 = 0.6931471805599453;
  double power = (double)x * log2_e, factor;
  int32_t whole = (int32_t)(power - 0.5);
  double t = (power - whole) * ln_2;
  double high = 1 / 120.0 + t * (1 / 720.0 + t * (1 / 5040.0 + t * (1 / 40320.0 + t * (1 / 362880.0))));
  uint64_t bits = (uint64_t)(1023 + whole) << 52; /* of a double that is 2 to that number */
  memcpy(&factor, &bits, sizeof factor);
  return (float)((1 + t * (1 + t * (1 / 2.0 + t * (1 / 6.0 + t * (1 / 24.0 + t * high))))) * factor);
}

/* The option with the greatest sum, the first of several: without a branch, for which it is is not to be guessed. */
static uint32_t greatest(const int32_t *sums, uint32_t count)
{
  uint32_t option = 0;
  int32_t most = sums[0];
  for (uint32_t i = 1; i < count; i++) {
    bool more = sums[i] > most;
    option = more ? i : option;
    most = more ? sums[i] : most;
  }
  return option;
}

/* What the weights say. */
static model_answer weigh(const model_question *question)
{
  int32_t shared[SHARED_LIMIT];
  const int32_t *sums = question->shared ? shared : question->sums;
  if (question->shared)
    sum_shared(&question->all, shared);
  model_answer answer;
  answer.option = greatest(sums, question->options);
  int32_t most = sums[answer.option];
  float total = 0, scale = model_scales[question->model];
  for (uint32_t i = 0; i < question->options; i++)
    answer.p[i] = exponential((float)(sums[i] - most) * scale);
  for (uint32_t i = 0; i < question->options; i++)
    total += answer.p[i];
  for (uint32_t i = 0; i < question->options; i++)
    answer.p[i] /= total;
  answer.confidence = answer.p[answer.option];
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
  return weigh(question);
}

/* Do two options cover each other by half or more? Both share one end. */
static bool half_the_same(const model_question *question, uint32_t a, uint32_t b)
{
  uint32_t x = span_length(question->spans[a]), y = span_length(question->spans[b]);
  return (x * 2 >= y) & (y * 2 >= x);
}

float model_about_right(const model_question *question, const model_answer *answer, uint32_t i)
{
  float about = 0;
  for (uint32_t j = 0; j < question->options; j++)
    about += answer->p[j] * (float)half_the_same(question, i, j); /* no branch: which are is not to be guessed */
  return about;
}
