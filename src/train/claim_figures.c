/* Predictions to figures, and to the scale that makes them probabilities (Platt scaling by Newton's method). */
#include "train/claim_figures.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { RELIABILITY_BINS = 10 };

static const double chance = 0.002;

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

float figures_print(outcome *outcomes, uint32_t count, const char *name)
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

/* What a logit is made of: fixed + slope * x + offset. */
typedef struct sample {
  double fixed;
  double x;
} sample;

typedef sample (*sampler)(const outcome *of, const claim_model *model);

/* Fit slope and offset by Newton's method to the labels of the outcomes, or of those alone that follow a sentence. */
static void fit(const outcome *outcomes, uint32_t count, const claim_model *model, sampler take, bool followers,
                double *slope, double *offset)
{
  for (uint32_t round = 0; round < 30; round++) {
    double ga = 0, gb = 0, haa = 1e-9, hab = 0, hbb = 1e-9;
    for (uint32_t i = 0; i < count; i++) {
      if (followers && !outcomes[i].follows)
        continue;
      sample at = take(&outcomes[i], model);
      double p = 1 / (1 + exp(-(at.fixed + *slope * at.x + *offset))), e = p - outcomes[i].label, v = p * (1 - p);
      ga += e * at.x;
      gb += e;
      haa += v * at.x * at.x;
      hab += v * at.x;
      hbb += v;
    }
    double det = haa * hbb - hab * hab;
    *slope -= (hbb * ga - hab * gb) / det;
    *offset -= (haa * gb - hab * ga) / det;
  }
}

static sample take_score(const outcome *of, const claim_model *model)
{
  (void)model;
  return (sample){0, of->score};
}

static sample take_before(const outcome *of, const claim_model *model)
{
  return (sample){model->scale * of->score + model->offset, model->scale * of->before + model->offset};
}

void figures_calibrate(const outcome *outcomes, uint32_t count, claim_model *model)
{
  double slope = 1, offset = 0;
  fit(outcomes, count, model, take_score, false, &slope, &offset);
  model->scale = (float)slope;
  model->offset = (float)offset;
}

void figures_calibrate_before(outcome *outcomes, uint32_t count, claim_model *model)
{
  double slope = 0, offset = 0;
  fit(outcomes, count, model, take_before, true, &slope, &offset);
  model->before_scale = (float)slope;
  model->before_offset = (float)offset;
}

void figures_add_before(outcome *outcomes, uint32_t count, const claim_model *model)
{
  for (uint32_t i = 0; i < count; i++)
    if (outcomes[i].follows)
      outcomes[i].score += model->before_scale * (outcomes[i].before + model->offset / model->scale) +
                           model->before_offset / model->scale;
}

static double probability(const claim_model *model, float score)
{
  return 1 / (1 + exp(-(model->scale * score + model->offset)));
}

void figures_print_shipped(const outcome *outcomes, uint32_t count, const claim_model *model)
{
  double found = 0, right = 0, positive = 0;
  for (uint32_t i = 0; i < count; i++) {
    bool claim = probability(model, outcomes[i].score) >= model->threshold;
    found += claim;
    right += claim && outcomes[i].label;
    positive += outcomes[i].label;
  }
  printf("from %.3f on: precision %.4f, recall %.4f, F1 %.4f\n", model->threshold, right / found, right / positive,
         2 * right / (found + positive));
}

void figures_print_reliability(const outcome *outcomes, uint32_t count, const claim_model *model)
{
  double said[RELIABILITY_BINS] = {0}, right[RELIABILITY_BINS] = {0}, total[RELIABILITY_BINS] = {0};
  for (uint32_t i = 0; i < count; i++) {
    double p = probability(model, outcomes[i].score);
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
