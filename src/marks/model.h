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
  MODEL_COUNT
} model_id;

enum { FEATURE_LIMIT = 80, OPTION_LIMIT = 24, MODEL_TABLE_BITS = 19, MODEL_TABLE_SIZE = 1 << MODEL_TABLE_BITS };

/* The features of one option: places in the table of weights. seed: the model's own part of every hash; align: keeps
 * places apart for the options of shared features. */
typedef struct features {
  uint32_t count;
  uint32_t seed;
  uint32_t align;
  uint32_t slots[FEATURE_LIMIT];
} features;

/* options: how many. One feature list an option, or, with `shared`, one for all, each option having weights of its own.
 * spans, content, cue: what the options stand for; the trainer reads them, the model does not. */
typedef struct model_question {
  uint8_t model;
  bool shared;
  uint32_t options;
  features lists[OPTION_LIMIT];
  dixit_span spans[OPTION_LIMIT];
  dixit_span content;
  dixit_span cue;
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

/* Shared features have their options' weights side by side: at most so many. */
enum { SHARED_LIMIT = 4 };

static inline void features_begin(features *self, uint8_t model, bool shared)
{
  self->count = 0;
  self->seed = (model + 1u) * 0xC2B2AE35u;
  self->align = shared ? ~(uint32_t)(SHARED_LIMIT - 1) : ~0u;
}

/* Begin a question: no features yet; `options` is 0 unless they share theirs. The struct is large and not cleared. */
static inline void question_begin(model_question *self, uint8_t model, bool shared, uint32_t options)
{
  self->model = model;
  self->shared = shared;
  self->options = options;
  self->content = self->cue = (dixit_span){0, 0};
  features_begin(&self->lists[0], model, shared);
}

/* One more option, with its own features; past OPTION_LIMIT the last is given again, cleared. */
static inline features *question_add_option(model_question *self, dixit_span span)
{
  uint32_t option = self->options < OPTION_LIMIT ? self->options++ : OPTION_LIMIT - 1;
  features_begin(&self->lists[option], self->model, false);
  self->spans[option] = span;
  return &self->lists[option];
}

/* Two integers stirred into one. */
static inline uint32_t feature_mix(uint32_t a, uint32_t b)
{
  uint32_t h = (a ^ b * 0x9E3779B1u) * 0x85EBCA6Bu;
  return h ^ h >> 15;
}

/* A feature: the template it comes from and its value. Features are written out one by one, none in a loop that has no
 * end in sight, so a list stays below FEATURE_LIMIT without being watched; this is the most frequent operation of
 * all. */
static inline void feature_add(features *self, uint32_t template, uint32_t value)
{
  uint32_t h = value * 0x9E3779B1u + (template * 0x632BE5ABu ^ self->seed);
  h = (h ^ h >> 15) * 0x85EBCA6Bu;
  self->slots[self->count++] = (h >> (32 - MODEL_TABLE_BITS)) & self->align;
}

/* How far the features a question shares put `option` before the likeliest other one, as the logarithm of odds. */
float model_lead(const model_question *question, uint32_t option);

/* Answer a question with one option or more. Cost: one look-up a feature and option. */
model_answer model_choose(const dixit_doc *doc, const model_question *question);

#endif
