/* What all words of a sentence are, taken together, so that a check need not walk through sentences that hold nothing
 * of what it looks for. */
#ifndef DIXIT_RULES_SUMS_H
#define DIXIT_RULES_SUMS_H

#include "doc/document.h"

/* Each member is the union of what the sentence's tokens have. */
typedef struct sentence_sum {
  uint64_t bits;   /* WORD_... */
  uint64_t topics; /* TOPIC_... */
  uint16_t kinds;  /* 1 << a dixit_token_kind */
  uint8_t flags;   /* DIXIT_TOKEN_... */
} sentence_sum;

static inline bool sum_has_kind(const sentence_sum *sum, dixit_token_kind kind)
{
  return sum->kinds >> kind & 1;
}

/* Of the tokens from `first` up to, not including, `end`. */
sentence_sum sum_of(const dixit_doc *doc, uint32_t first, uint32_t end);
/* One for each sentence, in `memory`; NULL when it is out. Cost: linear. */
const sentence_sum *sums_find(const dixit_doc *doc, arena *memory);

#endif
