/* Trains the claim scorer (marks/claim_weights.c) from labelled sentences and raw text.
 *
 *     meson setup build -Dtrain=true && ninja -C build
 *     cd ../shared/eval
 *     build/src/train/train-claims src/marks/claim_weights.c \
 *         claims/{claimbuster,policlaim}.train.jsonl \
 *         --text claims/wiki_weasel.train.jsonl quotes/{polnear,gum,pdnc,litbank}.train.jsonl
 *
 * Labelled lines are {"source","text","context","label","meta":{"fold","strict"}}; raw lines have a "text". With
 * `--hold FOLD` that fold of ClaimBuster is kept out, of the raw text too, and the figures on it are printed; build
 * again and score_claims.py gives them for the program itself.
 *
 * The model is linear: sum of slot weights over the root of their number, plus shape weights, plus an intercept for
 * each source of sentences that is forgotten afterwards, since sources differ in what share they label. Besides its own
 * weight each word has the part its vector (vectors.c) explains; that is folded into the word's slot at the end, which
 * is how words the labels never show get a weight. Trained by AdaGrad with L2, the later passes averaged; labels
 * several people agreed on ("strict") count double. Probabilities are calibrated (Platt 1999) on ClaimBuster sentences
 * held out in turn; the threshold is the lowest that comes within chance of the best F1 there. */
#define _POSIX_C_SOURCE 200809L /* getline */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "marks/claim_model.h"
#include "train/vectors.h"

enum { SOURCES = 2, PASSES = 40, PARTS = 5, NO_FOLD = -1, RELIABILITY_BINS = 10 };

static const float slot_rate = 0.1f, slot_decay = 1e-3f, shape_value = 0.6f, vector_value = 2, agreed_weight = 2,
                   unfolded_weight = 1.5f;
static const double chance = 0.002;

/* A sentence; slots, shapes and keys lie in the shared lists of the lesson, from the first on. */
typedef struct sentence_features {
  uint32_t slot;
  uint32_t slot_count;
  uint32_t shape;
  uint32_t shape_count;
  uint32_t key;
  uint32_t key_count;
} sentence_features;

/* One labelled text. Of several sentences the one that scores highest counts, as in the program. */
typedef struct item {
  uint32_t sentence;
  uint32_t sentence_count;
  int fold;
  uint8_t source;
  bool label;
  float weight;
} item;

typedef struct weights {
  float slots[CLAIM_TABLE_SIZE];
  float shapes[CLAIM_SHAPE_COUNT];
  float vector[VECTOR_SIZE];
  float sources[SOURCES];
} weights;

enum { WEIGHT_COUNT = sizeof(weights) / sizeof(float) };

/* A prediction and what is right. */
typedef struct outcome {
  float score;
  bool label;
} outcome;

typedef struct lesson {
  arena memory;
  dixit_engine *engine;
  int held;
  ARRAY(item) items;
  ARRAY(sentence_features) sentences;
  ARRAY(uint32_t) slots;
  ARRAY(uint32_t) shapes;
  ARRAY(uint32_t) keys;
  float *sentence_vectors;
  word_vectors vectors;
  weights *current;
  weights *squares;
  weights *average;
} lesson;

/* ---- reading ---- */

static dixit_doc *analyse(const lesson *self, const char *text)
{
  dixit_doc_options options = {.size = sizeof options, .format = DIXIT_PLAIN};
  dixit_doc *doc = NULL;
  if (text)
    dixit_doc_new(&doc, self->engine, text, strlen(text), &options, NULL);
  return doc;
}

/* Raw text: its tokens' keys, then a 0. */
static void read_text(lesson *self, const char *text)
{
  dixit_doc *doc = analyse(self, text);
  for (uint32_t i = 0; doc && i <= doc->tokens.count; i++) {
    uint32_t *key = ARRAY_ADD(&self->vectors.memory, self->vectors.text);
    if (key && i < doc->tokens.count)
      *key = claim_token_key(doc, &doc->tokens.items[i]);
  }
  dixit_doc_free(doc);
}

static void copy_sentence(lesson *self, const dixit_doc *doc, const dixit_sentence *sentence)
{
  static claim_features features;
  sentence_features *added = ARRAY_ADD(&self->memory, self->sentences);
  if (!added)
    return;
  claim_features_find(doc, sentence->first_token, sentence->token_count, &features);
  added->slot = self->slots.count;
  added->slot_count = features.slot_count;
  added->shape = self->shapes.count;
  added->shape_count = features.shape_count;
  added->key = self->keys.count;
  added->key_count = sentence->token_count < CLAIM_TOKEN_LIMIT ? sentence->token_count : CLAIM_TOKEN_LIMIT;
  for (uint32_t i = 0; i < features.slot_count; i++) {
    uint32_t *slot = ARRAY_ADD(&self->memory, self->slots);
    if (slot)
      *slot = features.slots[i];
  }
  for (uint32_t i = 0; i < features.shape_count; i++) {
    uint32_t *shape = ARRAY_ADD(&self->memory, self->shapes);
    if (shape)
      *shape = features.shapes[i];
  }
  for (uint32_t i = 0; i < added->key_count; i++) {
    uint32_t *key = ARRAY_ADD(&self->memory, self->keys);
    if (key)
      *key = claim_token_key(doc, &doc->tokens.items[sentence->first_token + i]);
  }
}

static void read_labelled(lesson *self, json_t *line)
{
  json_t *meta = json_object_get(line, "meta"), *fold = json_object_get(meta, "fold");
  const char *text = json_string_value(json_object_get(line, "text"));
  bool held = fold && json_integer_value(fold) == self->held;
  if (!held) {
    read_text(self, text);
    read_text(self, json_string_value(json_object_get(line, "context")));
  }
  dixit_doc *doc = analyse(self, text);
  item *added = doc ? ARRAY_ADD(&self->memory, self->items) : NULL;
  if (added) {
    added->label = json_integer_value(json_object_get(line, "label")) != 0;
    added->source = fold ? 0 : 1;
    added->fold = fold ? (int)json_integer_value(fold) : NO_FOLD;
    added->weight = fold ? json_object_get(meta, "strict") ? agreed_weight : 1 : unfolded_weight;
    added->sentence = self->sentences.count;
    added->sentence_count = doc->sentences.count;
    for (uint32_t i = 0; i < doc->sentences.count; i++)
      copy_sentence(self, doc, &doc->sentences.items[i]);
  }
  dixit_doc_free(doc);
}

static int read_file(lesson *self, const char *path, bool labelled)
{
  FILE *file = fopen(path, "r");
  char *bytes = NULL;
  size_t size = 0;
  if (!file) {
    perror(path);
    return 1;
  }
  while (getline(&bytes, &size, file) > 0) {
    json_t *line = json_loads(bytes, 0, NULL);
    if (labelled)
      read_labelled(self, line);
    else
      read_text(self, json_string_value(json_object_get(line, "text")));
    json_decref(line);
  }
  free(bytes);
  fclose(file);
  return 0;
}

/* ---- sentence vectors ---- */

typedef struct key_row {
  uint32_t key;
  uint32_t row;
} key_row;

static int compare_keys(const void *left, const void *right)
{
  const key_row *a = left, *b = right;
  return (a->key > b->key) - (a->key < b->key);
}

/* Each sentence's sum of word vectors, over the root of its number of slots. */
static bool make_sentence_vectors(lesson *self)
{
  const word_vectors *vectors = &self->vectors;
  key_row *rows = arena_get(&self->memory, vectors->count * sizeof *rows);
  size_t size = self->sentences.count * (size_t)VECTOR_SIZE * sizeof *self->sentence_vectors;
  self->sentence_vectors = arena_get_zeroed(&self->memory, size);
  if (!rows || !self->sentence_vectors)
    return false;
  for (uint32_t i = 0; i < vectors->count; i++)
    rows[i] = (key_row){vectors->keys[i], i};
  qsort(rows, vectors->count, sizeof *rows, compare_keys);
  for (uint32_t i = 0; i < self->sentences.count; i++) {
    const sentence_features *one = &self->sentences.items[i];
    float *out = self->sentence_vectors + i * (size_t)VECTOR_SIZE;
    float norm = vector_value / sqrtf((float)(one->slot_count + 1));
    for (uint32_t j = 0; j < one->key_count; j++) {
      const key_row wanted = {self->keys.items[one->key + j], 0};
      const key_row *found = bsearch(&wanted, rows, vectors->count, sizeof *rows, compare_keys);
      for (uint32_t k = 0; found && k < VECTOR_SIZE; k++)
        out[k] += norm * vectors->rows[found->row * (size_t)VECTOR_SIZE + k];
    }
  }
  return true;
}

/* ---- training ---- */

static float slot_value(const sentence_features *one)
{
  return 1 / sqrtf((float)(one->slot_count + 1));
}

/* The logit of a sentence without its source's intercept. */
static float predict_sentence(const lesson *self, const weights *w, uint32_t index)
{
  float slots = 0, shapes = 0, vector = 0;
  const sentence_features *one = &self->sentences.items[index];
  const float *sentence = self->sentence_vectors + index * (size_t)VECTOR_SIZE;
  for (uint32_t i = 0; i < one->slot_count; i++)
    slots += w->slots[self->slots.items[one->slot + i]];
  for (uint32_t i = 0; i < one->shape_count; i++)
    shapes += w->shapes[self->shapes.items[one->shape + i]];
  for (uint32_t k = 0; k < VECTOR_SIZE; k++)
    vector += w->vector[k] * sentence[k];
  return slots * slot_value(one) + shapes * shape_value + vector;
}

/* The greatest logit among a text's sentences; *best tells which. */
static float predict(const lesson *self, const weights *w, const item *one, uint32_t *best)
{
  float top = -100;
  *best = one->sentence;
  for (uint32_t i = 0; i < one->sentence_count; i++) {
    float logit = predict_sentence(self, w, one->sentence + i);
    if (logit > top) {
      top = logit;
      *best = one->sentence + i;
    }
  }
  return top;
}

static void step(float *weight, float *square, float gradient, float floor)
{
  *square += gradient * gradient;
  *weight -= slot_rate * gradient / sqrtf(*square + floor);
}

static void learn(lesson *self, const item *text)
{
  weights *w = self->current, *squares = self->squares;
  uint32_t best;
  float logit = predict(self, w, text, &best) + w->sources[text->source];
  float error = (1 / (1 + expf(-logit)) - (float)text->label) * text->weight;
  const sentence_features *one = &self->sentences.items[best];
  const float *sentence = self->sentence_vectors + best * (size_t)VECTOR_SIZE;
  float value = slot_value(one);
  for (uint32_t i = 0; i < one->slot_count; i++) {
    uint32_t slot = self->slots.items[one->slot + i];
    step(&w->slots[slot], &squares->slots[slot], error * value + slot_decay * w->slots[slot], 1e-4f);
  }
  for (uint32_t i = 0; i < one->shape_count; i++) {
    uint32_t shape = self->shapes.items[one->shape + i];
    step(&w->shapes[shape], &squares->shapes[shape], error * shape_value + slot_decay * w->shapes[shape], 1e-4f);
  }
  for (uint32_t k = 0; k < VECTOR_SIZE; k++)
    step(&w->vector[k], &squares->vector[k], error * sentence[k], 1e-2f);
  step(&w->sources[text->source], &squares->sources[text->source], error, 1e-2f);
}

static void shuffle(uint32_t *order, uint32_t count, uint64_t *state)
{
  for (uint32_t i = count; i > 1; i--) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    uint32_t j = (uint32_t)(*state >> 33) % i;
    uint32_t swapped = order[i - 1];
    order[i - 1] = order[j];
    order[j] = swapped;
  }
}

/* Is the item kept out when `part` of PARTS is held (or, with part PARTS, only the held fold)? */
static bool is_held(const lesson *self, const item *one, int part)
{
  if (one->fold == NO_FOLD)
    return false;
  return one->fold == self->held || (part < PARTS && one->fold % PARTS == part);
}

/* Learn from all items that are not held; the result is in `average`. */
static void train(lesson *self, int part)
{
  float *current = (float *)self->current, *average = (float *)self->average;
  uint32_t *order = malloc(self->items.count * sizeof *order), count = 0;
  uint64_t state = 1;
  memset(self->current, 0, sizeof *self->current);
  memset(self->squares, 0, sizeof *self->squares);
  memset(self->average, 0, sizeof *self->average);
  for (uint32_t i = 0; order && i < self->items.count; i++)
    if (!is_held(self, &self->items.items[i], part) && self->items.items[i].sentence_count)
      order[count++] = i;
  for (uint32_t pass = 0; pass < PASSES; pass++) {
    shuffle(order, count, &state);
    for (uint32_t i = 0; i < count; i++)
      learn(self, &self->items.items[order[i]]);
    for (uint32_t i = 0; pass >= PASSES / 2 && i < WEIGHT_COUNT; i++)
      average[i] += current[i] / (PASSES - PASSES / 2);
  }
  free(order);
}

/* ---- figures and calibration ---- */

static int compare_outcomes(const void *left, const void *right)
{
  const outcome *a = left, *b = right;
  return (a->score < b->score) - (a->score > b->score);
}

/* The lowest score from which F1 is as good as the best, but for what chance decides; outcomes are sorted. */
static float find_threshold(const outcome *outcomes, uint32_t count, double positive, double best)
{
  double right = 0;
  float threshold = 0;
  for (uint32_t i = 0; i < count; i++) {
    right += outcomes[i].label;
    if (2 * right / (i + 1 + positive) >= best - chance)
      threshold = outcomes[i].score;
  }
  return threshold;
}

/* Best F1, area under the ROC curve, average precision; returns the threshold. */
static float print_figures(outcome *outcomes, uint32_t count, const char *name)
{
  double positive = 0, right = 0, area = 0, precision = 0, best = 0;
  qsort(outcomes, count, sizeof *outcomes, compare_outcomes);
  for (uint32_t i = 0; i < count; i++)
    positive += outcomes[i].label;
  for (uint32_t i = 0; i < count; i++) {
    right += outcomes[i].label;
    if (outcomes[i].label)
      precision += right / (i + 1);
    else
      area += right;
    best = fmax(best, 2 * right / (i + 1 + positive));
  }
  printf("%s: %u sentences, best F1 %.4f, AUC %.4f, AP %.4f\n", name, count, best,
         area / (positive * (count - positive)), precision / positive);
  return find_threshold(outcomes, count, positive, best);
}

/* Platt scaling by Newton's method: the scale and offset under which logits fit the labels best. */
static void calibrate(const outcome *outcomes, uint32_t count, claim_model *model)
{
  double a = 1, b = 0;
  for (uint32_t round = 0; round < 30; round++) {
    double ga = 0, gb = 0, haa = 1e-9, hab = 0, hbb = 1e-9;
    for (uint32_t i = 0; i < count; i++) {
      double x = outcomes[i].score, p = 1 / (1 + exp(-(a * x + b))), e = p - outcomes[i].label, v = p * (1 - p);
      ga += e * x;
      gb += e;
      haa += v * x * x;
      hab += v * x;
      hbb += v;
    }
    double det = haa * hbb - hab * hab;
    a -= (hbb * ga - hab * gb) / det;
    b -= (haa * gb - hab * ga) / det;
  }
  model->scale = (float)a;
  model->offset = (float)b;
}

/* How often sentences of each probability were marked "check this". */
static void print_reliability(const outcome *outcomes, uint32_t count, const claim_model *model)
{
  double said[RELIABILITY_BINS] = {0}, right[RELIABILITY_BINS] = {0}, total[RELIABILITY_BINS] = {0};
  for (uint32_t i = 0; i < count; i++) {
    double p = 1 / (1 + exp(-(model->scale * outcomes[i].score + model->offset)));
    uint32_t bin = (uint32_t)(p * RELIABILITY_BINS);
    bin = bin < RELIABILITY_BINS ? bin : RELIABILITY_BINS - 1;
    said[bin] += p;
    right[bin] += outcomes[i].label;
    total[bin]++;
  }
  printf("probability  sentences  said   found\n");
  for (uint32_t i = 0; i < RELIABILITY_BINS; i++)
    if (total[i] > 0)
      printf("%.1f - %.1f    %9.0f  %.3f  %.3f\n", (double)i / RELIABILITY_BINS, (double)(i + 1) / RELIABILITY_BINS,
             total[i], said[i] / total[i], right[i] / total[i]);
}

static uint32_t collect(const lesson *self, int part, bool held_fold, outcome *outcomes)
{
  uint32_t count = 0, best;
  for (uint32_t i = 0; i < self->items.count; i++) {
    const item *one = &self->items.items[i];
    if (one->fold == NO_FOLD || (one->fold == self->held) != held_fold || (!held_fold && one->fold % PARTS != part))
      continue;
    outcomes[count].score = predict(self, self->average, one, &best);
    outcomes[count++].label = one->label;
  }
  return count;
}

static void find_calibration(lesson *self, outcome *outcomes, claim_model *model)
{
  uint32_t count = 0;
  for (int part = 0; part < PARTS; part++) {
    train(self, part);
    count += collect(self, part, false, outcomes + count);
  }
  float threshold = print_figures(outcomes, count, "held out in turn");
  calibrate(outcomes, count, model);
  print_reliability(outcomes, count, model);
  model->threshold = 1 / (1 + expf(-(model->scale * threshold + model->offset)));
}

/* ---- writing ---- */

/* Give each word's slot what its vector explains; where words share a slot, the most frequent has it. */
static void fold_vectors(lesson *self)
{
  static uint8_t taken[CLAIM_PAIR_BASE];
  for (uint32_t i = 0; i < self->vectors.count; i++) {
    uint32_t slot = claim_word_slot(self->vectors.keys[i]);
    if (taken[slot]++)
      continue;
    float sum = 0;
    for (uint32_t k = 0; k < VECTOR_SIZE; k++)
      sum += self->average->vector[k] * self->vectors.rows[i * (size_t)VECTOR_SIZE + k];
    self->average->slots[slot] += vector_value * sum;
  }
}

static int write_weights(const lesson *self, claim_model *model, const char *path)
{
  FILE *file = fopen(path, "w");
  float top = 0;
  if (!file) {
    perror(path);
    return 1;
  }
  for (uint32_t i = 0; i < CLAIM_TABLE_SIZE; i++)
    top = fmaxf(top, fabsf(self->average->slots[i]));
  model->slot_scale = top / 127 / 2; /* the few largest are cut, so that the many small ones keep their steps */
  fprintf(file, "/* Generated by src/train/claims.c: do not edit. */\n#include \"marks/claim_model.h\"\n\n");
  fprintf(file, "const claim_model claim_model_shipped = {%.8ff, %.6ff, %.6ff, %.4ff};\n\n", model->slot_scale,
          model->scale, model->offset, model->threshold);
  fprintf(file, "const float claim_shape_weights[CLAIM_SHAPE_COUNT] = {\n");
  for (uint32_t i = 0; i < CLAIM_SHAPE_COUNT; i++)
    fprintf(file, "%.5ff,%s", self->average->shapes[i] * shape_value, i % 12 == 11 ? "\n" : "");
  fprintf(file, "\n};\n\nconst int8_t claim_slot_weights[CLAIM_TABLE_SIZE] = {\n");
  for (uint32_t i = 0; i < CLAIM_TABLE_SIZE; i++)
    fprintf(file, "%d,%s", (int)lrintf(fmaxf(-127, fminf(127, self->average->slots[i] / model->slot_scale))),
            i % 32 == 31 ? "\n" : "");
  fprintf(file, "};\n");
  return fclose(file) != 0;
}

/* ---- the run ---- */

static int read_files(lesson *self, int count, char **arguments)
{
  bool labelled = true;
  for (int i = 2; i < count; i++) {
    if (strcmp(arguments[i], "--text") == 0)
      labelled = false;
    else if (strcmp(arguments[i], "--hold") == 0 && i + 1 < count)
      self->held = atoi(arguments[++i]);
    else if (read_file(self, arguments[i], labelled))
      return 1;
  }
  return 0;
}

static int run(lesson *self, int count, char **arguments)
{
  claim_model model;
  self->current = arena_get(&self->memory, sizeof *self->current);
  self->squares = arena_get(&self->memory, sizeof *self->squares);
  self->average = arena_get(&self->memory, sizeof *self->average);
  if (!self->current || !self->squares || !self->average || read_files(self, count, arguments))
    return 2;
  outcome *outcomes = arena_get(&self->memory, (self->items.count + 1) * sizeof *outcomes);
  if (!outcomes || !vectors_learn(&self->vectors) || !make_sentence_vectors(self))
    return 2;
  find_calibration(self, outcomes, &model);
  train(self, PARTS);
  if (self->held != NO_FOLD)
    print_figures(outcomes, collect(self, PARTS, true, outcomes), "held fold");
  fold_vectors(self);
  return write_weights(self, &model, arguments[1]) ? 2 : 0;
}

int main(int count, char **arguments)
{
  static lesson self = {.held = NO_FOLD};
  if (count < 3) {
    fprintf(stderr, "usage: train-claims OUT.c [--hold FOLD] LABELLED.jsonl... [--text RAW.jsonl...]\n");
    return 2;
  }
  arena_init(&self.memory, NULL);
  arena_init(&self.vectors.memory, NULL);
  if (dixit_engine_new(&self.engine, NULL, NULL) != DIXIT_OK)
    return 2;
  int status = run(&self, count, arguments);
  dixit_engine_free(self.engine);
  arena_done(&self.memory);
  arena_done(&self.vectors.memory);
  return status;
}
