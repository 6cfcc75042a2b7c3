/* What all words of a sentence are, taken together, so that nobody need walk through sentences that hold nothing of
 * what they look for. */
#ifndef DIXIT_DOC_SUMS_H
#define DIXIT_DOC_SUMS_H

#include "doc/document.h"

/* words: how many of the sentence's tokens are DIXIT_WORD. The other members are the union of what its tokens have. */
typedef struct sentence_sum {
  uint64_t bits;   /* WORD_... */
  uint64_t topics; /* TOPIC_... */
  uint32_t words;
  uint16_t kinds;  /* 1 << a dixit_token_kind */
  uint8_t flags;   /* DIXIT_TOKEN_... */
} sentence_sum;

static inline bool sum_has_kind(const sentence_sum *sum, dixit_token_kind kind)
{
  return sum->kinds >> kind & 1;
}

/* Of the tokens from `first` up to, not including, `end`. */
sentence_sum sum_of(const dixit_doc *doc, uint32_t first, uint32_t end);
/* Fill doc->sums, one for each sentence, once quotations are known. Cost: linear. */
void sums_find(dixit_doc *doc);

#endif
