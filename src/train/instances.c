/* Softmax regression over hashed features: the same slots and sums as marks/model.c, with floats. */
#include "train/instances.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Slots seen less often keep the weight 0. */
enum { LEAST_COUNT = 8 };

void instances_add(instances *self, const model_question *question, uint32_t right, float weight)
{
  instance *item = ARRAY_ADD(&self->memory, self->items);
  if (!item)
    return;
  item->first_option = self->options.count;
  item->option_count = question->options;
  item->right = right;
  item->model = question->model;
  item->weight = weight;
  for (uint32_t option = 0; option < question->options; option++) {
    const feature_slots *list = question->shared ? &question->all.slots : &question->lists[option].slots;
    instance_option *stored = ARRAY_ADD(&self->memory, self->options);
    if (!stored)
      return;
    stored->first_slot = self->slots.count;
    stored->slot_count = list->count;
    for (uint32_t i = 0; i < list->count; i++) {
      uint32_t *slot = ARRAY_ADD(&self->memory, self->slots);
      if (slot)
        *slot = list->items[i] + (question->shared ? option : 0);
    }
  }
}

/* Dropout: so many of a hundred features are left out of each look at an instance, so that none is leant on alone. What
 * suits each decision was tried on the dev set. */
static const uint32_t dropout[MODEL_COUNT] = {
  [MODEL_QUOTE] = 50, [MODEL_CUE] = 50, [MODEL_EDGE] = 30, [MODEL_SPEAKER] = 5, [MODEL_WHO] = 5, [MODEL_SPEECH] = 5,
  [MODEL_OPENING] = 20,
};

/* Is a slot left out of this look at an instance? seed 0: none is. */
static bool is_dropped(uint8_t model, uint32_t slot, uint32_t seed)
{
  return seed && (feature_mix(slot, seed) >> 8) % 100 < dropout[model];
}

/* What weights learnt under dropout are worth when nothing is left out. */
static float kept_share(uint8_t model, uint32_t seed)
{
  return seed ? 1 : 1 - (float)dropout[model] / 100;
}

static float option_sum(const instances *self, const instance *item, uint32_t option, const float *weights,
                        uint32_t seed)
{
  const instance_option *o = &self->options.items[item->first_option + option];
  float total = 0;
  for (uint32_t i = 0; i < o->slot_count; i++) {
    uint32_t slot = self->slots.items[o->first_slot + i];
    if (!is_dropped(item->model, slot, seed))
      total += weights[slot];
  }
  return total * kept_share(item->model, seed);
}

/* Probabilities of the options; returns the likeliest. */
static uint32_t predict(const instances *self, const instance *item, const float *weights, float *p, uint32_t seed)
{
  uint32_t best = 0;
  float total = 0;
  for (uint32_t i = 0; i < item->option_count; i++) {
    p[i] = option_sum(self, item, i, weights, seed);
    if (p[i] > p[best])
      best = i;
  }
  float top = p[best];
  for (uint32_t i = 0; i < item->option_count; i++)
    total += p[i] = expf(p[i] - top);
  for (uint32_t i = 0; i < item->option_count; i++)
    p[i] /= total;
  return best;
}

static void update(const instances *self, const instance *item, const float *p, float *weights, float *squares,
                   const uint32_t *counts, float l2, uint32_t seed)
{
  const float rate = 0.12f;
  for (uint32_t option = 0; option < item->option_count; option++) {
    float error = (p[option] - (option == item->right ? 1.0f : 0.0f)) * item->weight;
    const instance_option *o = &self->options.items[item->first_option + option];
    if (fabsf(error) < 1e-4f)
      continue;
    for (uint32_t i = 0; i < o->slot_count; i++) {
      uint32_t slot = self->slots.items[o->first_slot + i];
      if (counts[slot] < LEAST_COUNT || is_dropped(item->model, slot, seed))
        continue;
      float gradient = error + l2 * weights[slot];
      squares[slot] += gradient * gradient;
      weights[slot] -= rate * gradient / sqrtf(squares[slot] + 1e-2f);
    }
  }
}

static void shuffle(uint32_t *order, uint32_t count, uint64_t *state)
{
  for (uint32_t i = count; i > 1; i--) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    uint32_t j = (uint32_t)((*state >> 33) % i), swapped = order[i - 1];
    order[i - 1] = order[j];
    order[j] = swapped;
  }
}

/* In how many options of how many questions each slot stands: rare ones are noise. */
static uint32_t *count_slots(const instances *self)
{
  uint32_t *counts = calloc(MODEL_TABLE_SIZE, sizeof *counts);
  for (uint32_t i = 0; counts && i < self->slots.count; i++)
    counts[self->slots.items[i]]++;
  return counts;
}

/* One run over the instances in an order of its own; adds its weights' share of the mean over all runs and epochs. */
static bool train_once(const instances *self, const uint32_t *counts, const training *how, uint32_t run, float *mean)
{
  uint32_t count = self->items.count;
  float *squares = calloc(MODEL_TABLE_SIZE, sizeof *squares), *weights = calloc(MODEL_TABLE_SIZE, sizeof *weights);
  uint32_t *order = malloc((count + 1) * sizeof *order);
  uint64_t state = 42 + run;
  bool enough = squares && weights && order;
  for (uint32_t i = 0; enough && i < count; i++)
    order[i] = i;
  for (uint32_t epoch = 0; enough && epoch < how->epochs; epoch++) {
    shuffle(order, count, &state);
    for (uint32_t i = 0; i < count; i++) {
      float p[OPTION_LIMIT];
      const instance *item = &self->items.items[order[i]];
      uint32_t seed = (uint32_t)(state >> 32) | 1;
      state = state * 6364136223846793005u + 1442695040888963407u;
      predict(self, item, weights, p, seed);
      update(self, item, p, weights, squares, counts, how->l2, seed);
    }
    for (uint32_t i = 0; i < MODEL_TABLE_SIZE; i++)
      mean[i] += weights[i] / (float)(how->epochs * how->runs);
  }
  free(squares);
  free(weights);
  free(order);
  return enough;
}

bool instances_train(const instances *self, const training *how, float *weights)
{
  uint32_t *counts = count_slots(self);
  bool done = counts != NULL;
  memset(weights, 0, MODEL_TABLE_SIZE * sizeof *weights);
  for (uint32_t run = 0; done && run < how->runs; run++)
    done = train_once(self, counts, how, run, weights);
  free(counts);
  return done;
}

void instances_print_accuracy(const instances *self, const float *weights, const char *label)
{
  static const char *const names[] = {"quote", "cue", "edge", "speaker", "who", "speech", "opening"};
  uint32_t seen[MODEL_COUNT] = {0}, right[MODEL_COUNT] = {0};
  for (uint32_t i = 0; i < self->items.count; i++) {
    float p[OPTION_LIMIT];
    const instance *item = &self->items.items[i];
    seen[item->model]++;
    right[item->model] += predict(self, item, weights, p, 0) == item->right;
  }
  printf("%-6s", label);
  for (uint32_t m = 0; m < MODEL_COUNT; m++)
    printf("  %s %.4f of %u", names[m], seen[m] ? (double)right[m] / seen[m] : 0, seen[m]);
  printf("\n");
}

int instances_write(const float *weights, const char *path)
{
  FILE *out = fopen(path, "w");
  if (!out)
    return -1;
  float top = 2.5f;
  fprintf(out, "/* Generated by src/train: do not edit. Weights of the attribution model; see marks/model.h. */\n"
               "#include \"marks/model.h\"\n\n"
               "extern const int8_t model_weights[MODEL_TABLE_SIZE];\nextern const float model_scales[MODEL_COUNT];\n\n"
               "const float model_scales[MODEL_COUNT] = {");
  for (uint8_t model = 0; model < MODEL_COUNT; model++)
    fprintf(out, "%s%.6ff", model ? ", " : "", (double)(top / 127 * kept_share(model, 0)));
  fprintf(out, "};\n\nconst int8_t model_weights[MODEL_TABLE_SIZE] = {");
  for (uint32_t i = 0; i < MODEL_TABLE_SIZE; i++) {
    float steps = roundf(weights[i] / top * 127);
    steps = steps > 127 ? 127 : steps < -127 ? -127 : steps;
    fprintf(out, "%s%d,", i % 32 ? "" : "\n", (int)steps);
  }
  fprintf(out, "\n};\n");
  return fclose(out);
}
