/* The built-in lexicon: one look-up a word answers all questions about it.
 *
 * Words come from src/data/words (grammar, people, speech: `bits`) and src/data/topics (what claims and rules look for:
 * `topics`); each file is a class and a bit, WORD_<FILE> or TOPIC_<FILE>, in lexicon_classes.h, which is generated at
 * build time with the table (src/gen/lexicon.py). The tokenizer looks each word up once; afterwards a token's `word`
 * is the row. A word without a row is row 0, which has no bits. */
#ifndef DIXIT_DOC_LEXICON_H
#define DIXIT_DOC_LEXICON_H

#include "base/text.h"
#include "doc/document.h"
#include "doc/parts.h"
#include "lexicon_classes.h"

/* bits, topics: classes. word: the lower-case word. lemma: the row of its base form (verbs only, else its own). part,
 * capital_part: what kind of word it is, in lower case and capitalised (a word_part). */
typedef struct lexicon_row {
  uint64_t bits;
  uint64_t topics;
  const char *word;
  uint16_t lemma;
  uint8_t part;
  uint8_t capital_part;
} lexicon_row;

extern const lexicon_row lexicon_rows[];

/* FNV-1a, 32 bits, over the lower-case word; the tokenizer computes it byte by byte. */
enum { LEXICON_HASH_PRIME = 16777619 };
#define LEXICON_HASH_BASIS 2166136261u

static inline uint32_t lexicon_hash_byte(uint32_t hash, unsigned char byte)
{
  return (hash ^ byte) * LEXICON_HASH_PRIME;
}

/* Of an ASCII word, lower-cased here. */
uint32_t lexicon_hash(dixit_text word);
/* Generated: open addressing, linear probing, half full at most; the number of slots is a power of two. */
typedef struct lexicon_slot {
  uint32_t hash;
  uint32_t row;
} lexicon_slot;
extern const lexicon_slot lexicon_slots[];
extern const uint32_t lexicon_slot_mask;

/* The row of a word by its hash, or 0. Words that are not in the lexicon match a row by accident once in a million. */
static inline uint16_t lexicon_find(uint32_t hash)
{
  uint32_t at = hash & lexicon_slot_mask;
  while (lexicon_slots[at].row && lexicon_slots[at].hash != hash)
    at = (at + 1) & lexicon_slot_mask;
  return (uint16_t)lexicon_slots[at].row;
}

static inline uint64_t word_bits(const dixit_token *token)
{
  return lexicon_rows[token->word].bits;
}

static inline uint64_t word_topics(const dixit_token *token)
{
  return lexicon_rows[token->word].topics;
}

static inline bool word_is(const dixit_token *token, uint64_t bits)
{
  return (lexicon_rows[token->word].bits & bits) != 0;
}

static inline bool topic_is(const dixit_token *token, uint64_t topics)
{
  return (lexicon_rows[token->word].topics & topics) != 0;
}

#endif
