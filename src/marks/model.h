/* Decisions by weighted votes: a question has options, each option has features, each feature a trained weight; the
 * option with the greatest sum wins. Its share of exp(sum) over all options is the confidence.
 *
 * Features are hashed into one table of small integers (model_weights.c, written by the trainer in src/train): no
 * names, no dictionary, one look-up each. */
#ifndef DIXIT_MARKS_MODEL_H
#define DIXIT_MARKS_MODEL_H

#include "doc/document.h"

/* Which decision; each has weights of its own. */
typedef enum model_id {
  MODEL_QUOTE,   /* what a quotation is: nobody's words, direct speech, part of a paraphrase */
  MODEL_CUE,     /* what a possible cue does: nothing, content to its right, left, both */
  MODEL_EDGE,    /* where a paraphrase ends, or starts */
  MODEL_SPEAKER, /* who says it */
  MODEL_WHO,     /* who says a direct quotation */
  MODEL_SPEECH,  /* does the cue state speech, or a wish, plan, belief? */
  MODEL_OPENING, /* where a paraphrase begins behind its cue */
  MODEL_COUNT
} model_id;

enum { FEATURE_LIMIT = 80, OPTION_LIMIT = 24, MODEL_TABLE_BITS = 19, MODEL_TABLE_SIZE = 1 << MODEL_TABLE_BITS };

/* Shared features have their options' weights side by side: at most so many. */
enum { SHARED_LIMIT = 4 };

/* Written by the trainer. One step of a weight is worth its model's scale. */
extern const int8_t model_weights[MODEL_TABLE_SIZE];
extern const float model_scales[MODEL_COUNT];

/* The places of features in the table of weights, and what questions are about: only the trainer wants to know. */
#ifdef DIXIT_TRAIN
typedef struct feature_slots {
  uint32_t count;
  uint32_t items[FEATURE_LIMIT];
} feature_slots;
#define QUESTION_NOTE(assignment) ((void)(assignment))
#define FEATURE_SLOTS feature_slots slots;
#define FEATURE_NOTE(list, slot) ((list)->slots.items[(list)->slots.count++] = (slot))
#else
#define QUESTION_NOTE(assignment) ((void)sizeof(assignment)) /* not made, but no warning that nothing uses it */
#define FEATURE_SLOTS
#define FEATURE_NOTE(list, slot) ((void)0)
#endif

/* What the option that comes next stands for. */
#define QUESTION_SPAN(question, span) QUESTION_NOTE((question)->spans[(question)->options] = (span))

/* The features of one option. seed: the model's own part of every hash; sum: of the weights so far. Kept in a variable
 * of the function that adds them, it never leaves the registers. */
typedef struct features {
  uint32_t seed;
  int32_t sum;
  FEATURE_SLOTS
} features;

/* Features that all options share, each option having weights of its own. even, odd: four sums in two numbers, 16 bits
 * each, of weights with 128 added so that none is below 0; FEATURE_LIMIT times 255 fits. */
typedef struct shared_features {
  uint32_t seed;
  uint32_t count;
  uint32_t even;
  uint32_t odd;
  FEATURE_SLOTS
} shared_features;

/* options: how many. sums: what speaks for each; or, with `shared`, what stands in `all`. spans, content, cue: what the
 * options stand for. The trainer reads them, the model only the spans of options that share one end
 * (model_about_right): the others are set
 * by QUESTION_SPAN. */
typedef struct model_question {
  uint8_t model;
  bool shared;
  uint32_t options;
  int32_t sums[OPTION_LIMIT];
  shared_features all;
  dixit_span spans[OPTION_LIMIT];
  dixit_span content;
  dixit_span cue;
#ifdef DIXIT_TRAIN
  features lists[OPTION_LIMIT];
#endif
} model_question;

/* The likeliest option, its probability, and everyone's. */
typedef struct model_answer {
  uint32_t option;
  float confidence;
  float p[OPTION_LIMIT];
} model_answer;

/* The trainer sees each question and may answer it (an option, or -1: no opinion). Documents outside training have
 * none. */
typedef struct model_teacher {
  int (*teach)(void *ctx, const dixit_doc *doc, const model_question *question);
  void *ctx;
} model_teacher;

static inline uint32_t model_seed(uint8_t model)
{
  return (model + 1u) * 0xC2B2AE35u;
}

/* Begin a question whose options have features of their own: no options yet. */
static inline void question_begin(model_question *self, uint8_t model)
{
  self->model = model;
  self->shared = false;
  self->options = 0;
  self->content = self->cue = (dixit_span){0, 0};
}

/* Begin a question whose options share the features in `all`. */
static inline void question_begin_shared(model_question *self, uint8_t model, uint32_t options)
{
  question_begin(self, model);
  self->shared = true;
  self->options = options;
}

/* The features of an option, none yet. */
static inline features features_begin(uint8_t model)
{
  return (features){.seed = model_seed(model)};
}

/* The features all options share, none yet. */
static inline shared_features shared_features_begin(uint8_t model)
{
  return (shared_features){.seed = model_seed(model)};
}

/* One more option, whose span is set already; past OPTION_LIMIT the last is given up for it. */
static inline void question_add_option(model_question *self, const features *list)
{
  uint32_t option = self->options < OPTION_LIMIT ? self->options++ : OPTION_LIMIT - 1;
  self->sums[option] = list->sum;
#ifdef DIXIT_TRAIN
  self->lists[option] = *list;
#endif
}

/* Two integers stirred into one. */
static inline uint32_t feature_mix(uint32_t a, uint32_t b)
{
  uint32_t h = (a ^ b * 0x9E3779B1u) * 0x85EBCA6Bu;
  return h ^ h >> 15;
}

/* Where the weight of a feature stands. This is the most frequent operation of all. */
static inline uint32_t feature_slot(uint32_t seed, uint32_t template, uint32_t value)
{
  uint32_t h = value * 0x9E3779B1u + (template * 0x632BE5ABu ^ seed);
  h = (h ^ h >> 15) * 0x85EBCA6Bu;
  return h >> (32 - MODEL_TABLE_BITS);
}

/* A feature: the template it comes from and its value. Features are written out one by one, none in a loop that has no
 * end in sight, so there are fewer than FEATURE_LIMIT without anybody watching. */
static inline void feature_add(features *self, uint32_t template, uint32_t value)
{
  uint32_t slot = feature_slot(self->seed, template, value);
  self->sum += model_weights[slot];
  FEATURE_NOTE(self, slot);
}

/* A feature that all options share. */
static inline void shared_feature_add(shared_features *self, uint32_t template, uint32_t value)
{
  uint32_t slot = feature_slot(self->seed, template, value) & ~(uint32_t)(SHARED_LIMIT - 1);
  const uint8_t *bytes = (const uint8_t *)&model_weights[slot];
  uint32_t weights = bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
  weights ^= 0x80808080u;
  self->even += weights & 0x00FF00FFu;
  self->odd += weights >> 8 & 0x00FF00FFu;
  self->count++;
  FEATURE_NOTE(self, slot);
}

/* How far the features a question shares put `option` before the likeliest other one, as the logarithm of odds. */
float model_lead(const model_question *question, uint32_t option);

/* How likely option `i` is right, or covers by half what is: for options that share one end. */
float model_about_right(const model_question *question, const model_answer *answer, uint32_t i);

/* Answer a question with one option or more. Cost: linear in the options. */
model_answer model_choose(const dixit_doc *doc, const model_question *question);

#endif
