/* What a claim scorer looks at in a sentence, as places in a table of weights (claim_model.h). The trainer reads the
 * same lists. */
#ifndef DIXIT_MARKS_CLAIM_FEATURES_H
#define DIXIT_MARKS_CLAIM_FEATURES_H

#include "doc/document.h"

/* A sentence's tokens past CLAIM_TOKEN_LIMIT are not looked at. */
enum {
  CLAIM_TOKEN_LIMIT = 200,
  CLAIM_SLOT_LIMIT = CLAIM_TOKEN_LIMIT * 5 + 40,
  CLAIM_SHAPE_LIMIT = 40,
  CLAIM_SHAPE_COUNT = 256,
  CLAIM_WORD_BITS = 16,
  CLAIM_PAIR_BITS = 17,
  CLAIM_PAIR_BASE = 1 << CLAIM_WORD_BITS,
  CLAIM_TABLE_SIZE = CLAIM_PAIR_BASE + (1 << CLAIM_PAIR_BITS)
};

/* slots: words (below CLAIM_PAIR_BASE) and pairs, each with a weight of one byte, repeated as often as they stand
 * there; their sum is divided by the root of their number. shapes: how the sentence is made, each at most once. */
typedef struct claim_features {
  uint32_t slot_count;
  uint32_t shape_count;
  uint32_t slots[CLAIM_SLOT_LIMIT];
  uint16_t shapes[CLAIM_SHAPE_LIMIT];
} claim_features;

/* The place of a word by its key. */
static inline uint32_t claim_word_slot(uint32_t key)
{
  return (key * 0x9E3779B1u) >> (32 - CLAIM_WORD_BITS);
}

/* What stands for a token in features: the hash of a word, the class of a number. */
uint32_t claim_token_key(const dixit_doc *doc, const dixit_token *token);
/* The features of `count` tokens from `first` on. Cost: linear. */
void claim_features_find(const dixit_doc *doc, uint32_t first, uint32_t count, claim_features *features);

#endif
