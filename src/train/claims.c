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
 * The model is linear: sum of weights of words and pairs over a power of their number, plus shape weights, plus an
 * intercept for each source of sentences that is forgotten afterwards, since sources differ in what share they label.
 * Besides its own weight each word has that of its base form and the part its vector (vectors.c) explains: they are
 * added up at the end, which is how words the labels never show get a weight. Pairs that occur once have none. Of the
 * words or pairs that fall into one slot of the tables the one that matters most has it; the others lose their weight.
 *
 * What a word or pair counts is greater the more unevenly claims and others have it (naive Bayes, Wang and Manning
 * 2012). Trained by AdaGrad with L2, the later passes averaged; in each step a share of the words and pairs is left
 * out, so that none is relied on alone (dropout, Srivastava and others 2014); labels several people agreed on
 * ("strict") count double. Probabilities are calibrated (Platt 1999) on ClaimBuster sentences held out in turn; the
 * threshold is the lowest that comes within chance of the best F1 there. What the score of the sentence before (the
 * "context") adds is learnt last, on the same predictions. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "train/claim_figures.h"
#include "train/claim_lesson.h"

enum { SOURCES = 2, PASSES = 40 };

static const float rate = 0.1f, decay = 1e-3f, shape_value = 0.25f, left_out = 0.4f;

/* What each word and pair is believed to say before training: counts of both sides start at `unseen`, and half of what
 * it counts is by the log of their ratio. */
static const float unseen = 3, believed = 0.5f;

typedef struct weights {
  float features[FEATURES];
  float shapes[CLAIM_SHAPE_COUNT];
  float vector[VECTOR_SIZE];
  float sources[SOURCES];
} weights;

enum { WEIGHT_COUNT = sizeof(weights) / sizeof(float) };

/* word_slots, pair_slots: for each slot of the tables the key whose weight it holds. scales: what each word and pair
 * counts; the averaged weights hold it. */
typedef struct trainer {
  lesson lesson;
  uint64_t random;
  uint32_t word_slots[CLAIM_WORDS];
  uint32_t pair_slots[CLAIM_PAIRS];
  weights *current;
  weights *squares;
  weights *average;
  float *scales;
} trainer;

/* ---- training ---- */

/* What shapes and vector add to a sentence's logit. */
static float predict_rest(const trainer *self, const weights *w, uint32_t index)
{
  float shapes = 0, vector = 0;
  const sentence_features *one = &self->lesson.sentences.items[index];
  const float *sentence = lesson_vector(&self->lesson, index);
  for (uint32_t i = 0; i < one->shape_count; i++)
    shapes += w->shapes[self->lesson.shapes.items[one->shape + i]];
  for (uint32_t k = 0; k < VECTOR_SIZE; k++)
    vector += w->vector[k] * sentence[k];
  return shapes * shape_value + vector;
}

/* The logit of a sentence without its source's intercept. */
static float predict_sentence(const trainer *self, const weights *w, uint32_t index)
{
  float sum = 0;
  const sentence_features *one = &self->lesson.sentences.items[index];
  for (uint32_t i = 0; i < one->feature_count; i++)
    sum += w->features[self->lesson.features.items[one->feature + i]];
  return sum * one->value + predict_rest(self, w, index);
}

/* The greatest logit among a text's sentences; *best tells which. */
static float predict(const trainer *self, const weights *w, const lesson_item *one, uint32_t *best)
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
  *weight -= rate * gradient / sqrtf(*square + floor);
}

/* A word or pair: its weight is its scale times what is learnt. */
static void step_feature(trainer *self, uint32_t feature, float gradient)
{
  float scale = self->scales[feature], learnt = self->current->features[feature] / scale;
  step(&learnt, &self->squares->features[feature], gradient * scale + decay * learnt, 1e-4f);
  self->current->features[feature] = learnt * scale;
}

static uint32_t draw(uint64_t *state)
{
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(*state >> 33);
}

/* Some of a sentence's features, in `kept`. */
static uint32_t leave_out(trainer *self, const sentence_features *one, uint32_t *kept)
{
  uint32_t count = 0, limit = (uint32_t)(left_out * (float)(1u << 31));
  for (uint32_t i = 0; i < one->feature_count; i++)
    if (draw(&self->random) >= limit)
      kept[count++] = self->lesson.features.items[one->feature + i];
  return count;
}

static void learn(trainer *self, const lesson_item *text)
{
  static uint32_t kept[CLAIM_TOKEN_LIMIT * 4 + CLAIM_PAIR_LIMIT];
  weights *w = self->current, *squares = self->squares;
  uint32_t best;
  predict(self, w, text, &best);
  const sentence_features *one = &self->lesson.sentences.items[best];
  const float *sentence = lesson_vector(&self->lesson, best);
  uint32_t count = leave_out(self, one, kept);
  float value = one->value / (1 - left_out), sum = 0;
  for (uint32_t i = 0; i < count; i++)
    sum += w->features[kept[i]];
  float logit = sum * value + predict_rest(self, w, best) + w->sources[text->source];
  float error = (1 / (1 + expf(-logit)) - (float)text->label) * text->weight;
  for (uint32_t i = 0; i < count; i++)
    step_feature(self, kept[i], error * value);
  for (uint32_t i = 0; i < one->shape_count; i++) {
    uint32_t shape = self->lesson.shapes.items[one->shape + i];
    step(&w->shapes[shape], &squares->shapes[shape], error * shape_value + decay * w->shapes[shape], 1e-4f);
  }
  for (uint32_t k = 0; k < VECTOR_SIZE; k++)
    step(&w->vector[k], &squares->vector[k], error * sentence[k], 1e-2f);
  step(&w->sources[text->source], &squares->sources[text->source], error, 1e-2f);
}

static void shuffle(uint32_t *order, uint32_t count, uint64_t *state)
{
  for (uint32_t i = count; i > 1; i--) {
    uint32_t j = draw(state) % i;
    uint32_t swapped = order[i - 1];
    order[i - 1] = order[j];
    order[j] = swapped;
  }
}

/* Count, for each word and pair, the texts of one label that have it. */
static void count_side(trainer *self, int part, bool label, float *counts)
{
  const lesson *all = &self->lesson;
  for (uint32_t i = 0; i < FEATURES; i++)
    counts[i] = unseen;
  for (uint32_t i = 0; i < all->items.count; i++) {
    const lesson_item *one = &all->items.items[i];
    if (one->label != label || lesson_holds(all, one, part))
      continue;
    for (uint32_t j = 0; j < one->sentence_count; j++) {
      const sentence_features *sentence = &all->sentences.items[one->sentence + j];
      for (uint32_t k = 0; k < sentence->feature_count; k++)
        counts[all->features.items[sentence->feature + k]] += one->weight;
    }
  }
}

static void find_scales(trainer *self, int part)
{
  static float claims[FEATURES], others[FEATURES];
  double all_claims = 0, all_others = 0;
  count_side(self, part, true, claims);
  count_side(self, part, false, others);
  for (uint32_t i = 0; i < FEATURES; i++) {
    all_claims += claims[i] - unseen;
    all_others += others[i] - unseen;
  }
  for (uint32_t i = 0; i < FEATURES; i++) {
    double ratio = claims[i] / others[i] * (all_others / all_claims);
    self->scales[i] = (float)(1 - believed + believed * fabs(log(ratio)));
  }
}

/* Learn from all items that are not held; the result is in `average`. */
static void train(trainer *self, int part)
{
  float *current = (float *)self->current, *average = (float *)self->average;
  uint32_t *order = malloc(self->lesson.items.count * sizeof *order), count = 0;
  self->random = 1;
  memset(self->current, 0, sizeof *self->current);
  memset(self->squares, 0, sizeof *self->squares);
  memset(self->average, 0, sizeof *self->average);
  find_scales(self, part);
  for (uint32_t i = 0; order && i < self->lesson.items.count; i++)
    if (!lesson_holds(&self->lesson, &self->lesson.items.items[i], part) && self->lesson.items.items[i].sentence_count)
      order[count++] = i;
  for (uint32_t pass = 0; pass < PASSES; pass++) {
    shuffle(order, count, &self->random);
    for (uint32_t i = 0; i < count; i++)
      learn(self, &self->lesson.items.items[order[i]]);
    for (uint32_t i = 0; pass >= PASSES / 2 && i < WEIGHT_COUNT; i++)
      average[i] += current[i] / (PASSES - PASSES / 2);
  }
  free(order);
}

/* ---- what fits into the tables ---- */

/* Add up what a word's own weight, its base form and its vector say. */
static void fold_words(trainer *self)
{
  weights *w = self->average;
  for (uint32_t row = 0; row < self->lesson.vectors.count; row++) {
    uint32_t lemma = lesson_lemma(self->lesson.vectors.keys[row]);
    for (uint32_t k = 0; k < VECTOR_SIZE; k++)
      w->features[row] += lesson_vector_value * w->vector[k] * self->lesson.vectors.rows[row * (size_t)VECTOR_SIZE + k];
    w->features[row] += lemma ? w->features[FEATURE_LEMMA + lemma] : 0;
  }
  memset(w->vector, 0, sizeof w->vector);
  memset(w->features + FEATURE_LEMMA, 0, LEMMAS * sizeof *w->features);
}

/* Give each slot to the key that matters most: by how much its weight moves the scores of all sentences. The weights of
 * others become 0. */
static void fill_slots(const numbered_key *keys, uint32_t count, float *features, uint32_t bits, uint32_t *slots)
{
  static float most[CLAIM_WORDS > CLAIM_PAIRS ? CLAIM_WORDS : CLAIM_PAIRS];
  static uint32_t owners[CLAIM_WORDS > CLAIM_PAIRS ? CLAIM_WORDS : CLAIM_PAIRS];
  memset(most, 0, sizeof most);
  memset(slots, 0, sizeof *slots << bits);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t slot = keys[i].key >> (32 - bits);
    float *weight = &features[keys[i].number], matters = *weight * *weight * (float)keys[i].count;
    if (matters <= most[slot]) {
      *weight = 0;
      continue;
    }
    if (most[slot] > 0)
      features[owners[slot]] = 0;
    most[slot] = matters;
    owners[slot] = keys[i].number;
    slots[slot] = keys[i].key;
  }
}

/* Make the weights those that are shipped. */
static void finish(trainer *self)
{
  const lesson *all = &self->lesson;
  float *features = self->average->features;
  fold_words(self);
  fill_slots(all->word_keys, all->vectors.count, features, CLAIM_WORD_BITS, self->word_slots);
  fill_slots(all->pair_keys, all->pair_count, features + FEATURE_PAIR, CLAIM_PAIR_BITS, self->pair_slots);
}

/* ---- calibration ---- */

static uint32_t collect(const trainer *self, int part, bool held_fold, outcome *outcomes)
{
  const lesson *all = &self->lesson;
  uint32_t count = 0, best;
  for (uint32_t i = 0; i < all->items.count; i++) {
    const lesson_item *one = &all->items.items[i];
    if (one->fold == NO_FOLD || (one->fold == all->held) != held_fold || (!held_fold && one->fold % PARTS != part))
      continue;
    outcome *added = &outcomes[count++];
    *added = (outcome){.label = one->label, .follows = one->before != DIXIT_NONE && one->sentence_count == 1};
    added->score = predict(self, self->average, one, &best);
    added->before = added->follows ? predict_sentence(self, self->average, one->before) : 0;
  }
  return count;
}

static void find_calibration(trainer *self, outcome *outcomes, claim_model *model)
{
  uint32_t count = 0;
  for (int part = 0; part < PARTS; part++) {
    train(self, part);
    finish(self);
    count += collect(self, part, false, outcomes + count);
  }
  float threshold = figures_print(outcomes, count, "held out in turn");
  figures_calibrate(outcomes, count, model);
  model->threshold = 1 / (1 + expf(-(model->scale * threshold + model->offset)));
  figures_print_shipped(outcomes, count, model);
  figures_print_reliability(outcomes, count, model);
  figures_calibrate_before(outcomes, count, model);
  figures_add_before(outcomes, count, model);
  figures_print(outcomes, count, "beside the sentence before");
}

/* ---- writing ---- */

/* Slots: the weight in steps, and the bits that tell its key. */
static void write_slots(FILE *file, const uint32_t *slots, uint32_t slot_count, numbered_key *keys, uint32_t count,
                        const float *features, float scale)
{
  for (uint32_t i = 0; i < slot_count; i++) {
    const numbered_key *found = slots[i] ? lesson_find_key(keys, count, slots[i]) : NULL;
    float steps = found ? features[found->number] / scale : 0;
    uint32_t low = (uint32_t)lrintf(fmaxf(-127, fminf(127, steps))) & 0xFF;
    fprintf(file, "%u,%s", claim_check(slots[i]) | low, i % 24 == 23 ? "\n" : "");
  }
}

static int write_weights(const trainer *self, claim_model *model, const char *path)
{
  FILE *file = fopen(path, "w");
  const lesson *all = &self->lesson;
  const float *features = self->average->features;
  float top = 0;
  if (!file) {
    perror(path);
    return 1;
  }
  for (uint32_t i = 0; i < FEATURES; i++)
    top = fmaxf(top, fabsf(features[i]));
  model->slot_scale = top / 127 / 2; /* the few largest are cut, so that the many small ones keep their steps */
  fprintf(file, "/* Generated by src/train/claims.c: do not edit. */\n#include \"marks/claim_model.h\"\n\n");
  fprintf(file, "const claim_model claim_model_shipped = {%.8ff, %.6ff, %.6ff, %.4ff, %.4ff, %.4ff};\n\n",
          model->slot_scale, model->scale, model->offset, model->before_scale, model->before_offset, model->threshold);
  fprintf(file, "const int16_t claim_shape_weights[CLAIM_SHAPE_COUNT] = {\n");
  for (uint32_t i = 0; i < CLAIM_SHAPE_COUNT; i++)
    fprintf(file, "%ld,%s", lrintf(self->average->shapes[i] * shape_value * 1000), i % 20 == 19 ? "\n" : "");
  fprintf(file, "\n};\n\nconst uint16_t claim_word_weights[CLAIM_WORDS] = {\n");
  write_slots(file, self->word_slots, CLAIM_WORDS, all->word_keys, all->vectors.count, features, model->slot_scale);
  fprintf(file, "\n};\n\nconst uint16_t claim_pair_weights[CLAIM_PAIRS] = {\n");
  write_slots(file, self->pair_slots, CLAIM_PAIRS, all->pair_keys, all->pair_count, features + FEATURE_PAIR,
              model->slot_scale);
  fprintf(file, "\n};\n");
  return fclose(file) != 0;
}

/* ---- the run ---- */

static int read_files(trainer *self, int count, char **arguments)
{
  bool labelled = true;
  for (int i = 2; i < count; i++) {
    if (strcmp(arguments[i], "--text") == 0)
      labelled = false;
    else if (strcmp(arguments[i], "--hold") == 0 && i + 1 < count)
      self->lesson.held = atoi(arguments[++i]);
    else if (lesson_read(&self->lesson, arguments[i], labelled))
      return 1;
  }
  return 0;
}

static int run(trainer *self, int count, char **arguments)
{
  claim_model model;
  self->current = arena_get(&self->lesson.memory, sizeof *self->current);
  self->squares = arena_get(&self->lesson.memory, sizeof *self->squares);
  self->average = arena_get(&self->lesson.memory, sizeof *self->average);
  self->scales = arena_get(&self->lesson.memory, FEATURES * sizeof *self->scales);
  if (!self->current || !self->squares || !self->average || !self->scales || read_files(self, count, arguments))
    return 2;
  outcome *outcomes = arena_get(&self->lesson.memory, (self->lesson.items.count + 1) * sizeof *outcomes);
  if (!outcomes || !vectors_learn(&self->lesson.vectors) || !lesson_resolve(&self->lesson))
    return 2;
  find_calibration(self, outcomes, &model);
  train(self, PARTS);
  finish(self);
  if (self->lesson.held != NO_FOLD) {
    uint32_t count_held = collect(self, PARTS, true, outcomes);
    figures_print(outcomes, count_held, "held fold");
    figures_print_shipped(outcomes, count_held, &model);
  }
  return write_weights(self, &model, arguments[1]) ? 2 : 0;
}

int main(int count, char **arguments)
{
  static trainer self = {.lesson = {.held = NO_FOLD}};
  if (count < 3) {
    fprintf(stderr, "usage: train-claims OUT.c [--hold FOLD] LABELLED.jsonl... [--text RAW.jsonl...]\n");
    return 2;
  }
  arena_init(&self.lesson.memory, NULL);
  arena_init(&self.lesson.vectors.memory, NULL);
  if (dixit_engine_new(&self.lesson.engine, NULL, NULL) != DIXIT_OK)
    return 2;
  int status = run(&self, count, arguments);
  dixit_engine_free(self.lesson.engine);
  arena_done(&self.lesson.memory);
  arena_done(&self.lesson.vectors.memory);
  return status;
}
