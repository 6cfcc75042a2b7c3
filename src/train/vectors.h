/* Word vectors from raw text: words that stand between the same words get similar vectors. Half of a vector looks at
 * the next few words, which tells how a word is used, half at a whole sentence, which tells what it is used about. */
#ifndef DIXIT_TRAIN_VECTORS_H
#define DIXIT_TRAIN_VECTORS_H

#include "doc/document.h"

/* Words that can have a vector. */
enum { VECTOR_WORDS = 20000 };
enum { VECTOR_HALF = 100, VECTOR_SIZE = 2 * VECTOR_HALF };

/* text: the keys of tokens, 0 between documents. Filled by the caller, then vectors_learn makes the rest:
 * keys: the words that have a vector, most frequent first; rows: their vectors, each half of length 1. */
typedef struct word_vectors {
  arena memory;
  ARRAY(uint32_t) text;
  uint32_t count;
  uint32_t *keys;
  float *rows;
} word_vectors;

/* False when memory is out. Cost: seconds for a few million words. */
bool vectors_learn(word_vectors *self);

#endif
