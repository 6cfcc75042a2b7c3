/* How good predictions of the claim scorer are, and what they are worth as probabilities. */
#ifndef DIXIT_TRAIN_CLAIM_FIGURES_H
#define DIXIT_TRAIN_CLAIM_FIGURES_H

#include "marks/claim_model.h"

/* A prediction and what is right; the prediction for the sentence before, where there is one. */
typedef struct outcome {
  float score;
  float before;
  bool follows;
  bool label;
} outcome;

/* Sort the outcomes; print best F1, area under the ROC curve, average precision. Returns the lowest score from which F1
 * is as good as the best, but for what chance decides. */
float figures_print(outcome *outcomes, uint32_t count, const char *name);
/* Set the model's scale and offset, under which logits fit the labels best. */
void figures_calibrate(const outcome *outcomes, uint32_t count, claim_model *model);
/* Set what the sentence before adds, by the outcomes that have one. */
void figures_calibrate_before(outcome *outcomes, uint32_t count, claim_model *model);
/* Add it to the scores. */
void figures_add_before(outcome *outcomes, uint32_t count, const claim_model *model);
/* Print what is found from the model's threshold on. */
void figures_print_shipped(const outcome *outcomes, uint32_t count, const claim_model *model);
/* Print how often sentences of each probability were marked "check this". */
void figures_print_reliability(const outcome *outcomes, uint32_t count, const claim_model *model);

#endif
