/* A sentence as the scorer, the reasons and the exemptions see it: its words counted and their classes joined, so that
 * most questions about it are answered without another look at its tokens. */
#ifndef DIXIT_MARKS_CLAIM_SENTENCE_H
#define DIXIT_MARKS_CLAIM_SENTENCE_H

#include "doc/document.h"

enum { CLAIM_TOKEN_LIMIT = 200 };

/* How many words had each class of the lexicon, up to four, all classes at a time: a bit of each number in `ones`,
 * `twos` and `fours`. */
typedef struct class_counts {
  uint64_t ones;
  uint64_t twos;
  uint64_t fours;
} class_counts;

/* bits, topics: the classes some word has. i, we, questions: pronouns of the first person, question marks. names:
 * capitalised words inside. keys: what stands for each of the first key_count tokens, then two zeros. */
typedef struct claim_sentence {
  const dixit_doc *doc;
  const dixit_token *tokens;
  uint32_t first;
  uint32_t count;
  uint64_t bits;
  uint64_t topics;
  class_counts classes;
  uint32_t words;
  uint32_t numbers;
  uint32_t names;
  uint32_t i;
  uint32_t we;
  uint32_t questions;
  uint32_t key_count;
  uint32_t keys[CLAIM_TOKEN_LIMIT + 2];
} claim_sentence;

/* By an odd number: different hashes stay different, and claim_key_hash gives them back. */
static inline uint32_t claim_spread(uint32_t hash)
{
  return hash * 0x9E3779B1u;
}

static inline uint32_t claim_key_hash(uint32_t key)
{
  return key * 0x0E8B2F51u;
}

/* Words of one class, 0 to 3, or 4 and more. */
static inline uint32_t class_count(const class_counts *self, uint64_t class)
{
  return ((self->ones & class) != 0) + ((self->twos & class) != 0) * 2u + ((self->fours & class) != 0) * 4u;
}

/* What stands for a token in features: the hash of a word or sign, the class of a number, spread over 32 bits. */
uint32_t claim_token_key(const dixit_doc *doc, const dixit_token *token);
/* Read a sentence, by its index. Cost: linear. */
void claim_sentence_read(claim_sentence *self, const dixit_doc *doc, uint32_t sentence);
/* Does some word that no list has end in "-ed"? Cost: linear in the sentence. */
bool claim_sentence_has_ed(const claim_sentence *self);

#endif
