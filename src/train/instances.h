/* Training: questions with the right answers, and the weights learnt from them. */
#ifndef DIXIT_TRAIN_INSTANCES_H
#define DIXIT_TRAIN_INSTANCES_H

#include "marks/model.h"

/* All questions seen. Each has its options one after another in `options`, each option its slots in `slots`. */
typedef struct instance {
  uint32_t first_option;
  uint32_t option_count;
  uint32_t right;
  uint8_t model;
  float weight;
} instance;

typedef struct instance_option {
  uint32_t first_slot;
  uint32_t slot_count;
} instance_option;

typedef struct instances {
  arena memory;
  ARRAY(instance) items;
  ARRAY(instance_option) options;
  ARRAY(uint32_t) slots;
} instances;

void instances_add(instances *self, const model_question *question, uint32_t right, float weight);
/* Softmax regression by AdaGrad over `epochs` shuffled passes, with L2; the mean of several runs, each in an order of
 * its own, so that chance has little say. */
typedef struct training {
  uint32_t epochs;
  uint32_t runs;
  float l2;
} training;

/* Fill weights[MODEL_TABLE_SIZE]; false when memory is out. */
bool instances_train(const instances *self, const training *how, float *weights);
/* Print the share of right answers of each model. */
void instances_print_accuracy(const instances *self, const float *weights, const char *label);
/* Write the table as C; weights are rounded to steps of 1/127 of the largest kept one. */
int instances_write(const float *weights, const char *path);

#endif
