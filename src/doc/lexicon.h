/* The built-in lexicon: one look-up a word answers all questions about it.
 *
 * Words come from src/data/words (grammar, people, speech: `bits`) and src/data/topics (what claims and rules look for:
 * `topics`); each file is a class and a bit, WORD_<FILE> or TOPIC_<FILE>, in lexicon_classes.h, which is generated at
 * build time with the table (src/gen/lexicon.py). Clusters are 127 classes of words that stand in the same places,
 * learnt from raw text (src/train/clusters.c): they stand in for parts of speech where the lists are silent; cluster 0
 * holds what is rare. The tokenizer looks each word up once; afterwards a token's `word` is the row: its own, or, from
 * LEXICON_UNKNOWN on, the one of all words in no list with its cluster and ending. Row 0 is that of other tokens. */
#ifndef DIXIT_DOC_LEXICON_H
#define DIXIT_DOC_LEXICON_H

#include "base/text.h"
#include "doc/document.h"
#include "doc/parts.h"
#include "doc/phrase_words.h"
#include "lexicon_classes.h"

/* bits, topics: classes. lemma: a hash of its base form (of verbs; else its own; 0 for words in no list), which trained
 * weights know it by. */
typedef struct lexicon_row {
  uint64_t bits;
  uint64_t topics;
  uint16_t lemma;
} lexicon_row;

/* What is asked of every token of a text; apart from the rows, so that it stays in the nearest cache. traits: what the
 * word may do in noun phrases (TRAIT_...); parts: what kind of word it is, in lower case and capitalised (a word_part);
 * heads: the phrase_kind of phrases it ends. Eight bytes: one load. */
typedef struct lexicon_brief {
  uint32_t traits;
  uint8_t parts[2];
  uint8_t cluster;
  uint8_t heads;
} lexicon_brief;

enum { CLUSTER_COUNT = 128 };

extern const lexicon_row lexicon_rows[];
/* By the same index; from LEXICON_SIGNS on those of other tokens, by their kind. */
extern const lexicon_brief lexicon_briefs[];

/* FNV-1a, 32 bits, over the lower-case word; the tokenizer computes it byte by byte. */
enum { LEXICON_HASH_PRIME = 16777619 };
#define LEXICON_HASH_BASIS 2166136261u

static inline uint32_t lexicon_hash_byte(uint32_t hash, unsigned char byte)
{
  return (hash ^ byte) * LEXICON_HASH_PRIME;
}

/* That of a literal in lower case: a constant once compiled. */
static inline uint32_t lexicon_hash_literal(const char *word)
{
  uint32_t hash = LEXICON_HASH_BASIS;
  for (size_t i = 0; i < strlen(word); i++)
    hash = lexicon_hash_byte(hash, (unsigned char)word[i]);
  return hash;
}

/* Of an ASCII word, lower-cased here. */
uint32_t lexicon_hash(dixit_text word);
/* Generated: open addressing, linear probing, three quarters full at most; the number of slots is a power of two. Empty
 * slots have hash 0. */
typedef struct lexicon_slot {
  uint32_t hash;
  uint32_t row;
} lexicon_slot;
extern const lexicon_slot lexicon_slots[];
extern const uint32_t lexicon_slot_mask;

/* The row of a word by its hash; for one in no list the first of its cluster. Words that are not in the lexicon match a
 * row by accident once in a hundred thousand. */
static inline uint16_t lexicon_find(uint32_t hash)
{
  uint32_t at = hash & lexicon_slot_mask;
  while (lexicon_slots[at].hash != hash && lexicon_slots[at].hash)
    at = (at + 1) & lexicon_slot_mask;
  return (uint16_t)lexicon_slots[at].row;
}

/* A word's row from what lexicon_find says and, for a word in no list, its ending: its length and its last three bytes,
 * the last the highest. Without branches: words come in no order that a processor could foresee. */
static inline uint16_t lexicon_row_of(uint16_t found, uint32_t last_three, size_t length)
{
  /* By the lowest two bits of the last letter, which tell "-ing", "-ed" and "-ly" apart. rows: how far before that of
   * other words its row is. */
  static const struct {
    uint32_t mask;
    uint32_t letters;
    uint32_t longer_than;
    uint32_t rows;
  } endings[4] = {
    {0xFFFF00, 'e' << 8 | 'd' << 16, 3, PART_WORD - PART_ED},
    {0xFFFF00, 'l' << 8 | 'y' << 16, 4, PART_WORD - PART_LY},
    {0xFFFFFF, 0, UINT32_MAX, 0},
    {0xFFFFFF, 'i' | 'n' << 8 | 'g' << 16, 4, PART_WORD - PART_ING},
  };
  uint32_t kind = last_three >> 16 & 3, listed = found < LEXICON_UNKNOWN;
  uint32_t ends = ((last_three & endings[kind].mask) == endings[kind].letters) & (length > endings[kind].longer_than);
  uint32_t part = PART_WORD - PART_ING - (endings[kind].rows & (0 - ends));
  return (uint16_t)(found + (part & (listed - 1)));
}

/* The row of a word of `length` bytes that end before `end`. */
static inline uint16_t lexicon_find_word(uint32_t hash, const char *end, size_t length)
{
  uint32_t last_three = 0;
  for (size_t i = 1; i <= 3 && i <= length; i++)
    last_three |= (uint32_t)(unsigned char)end[-(ptrdiff_t)i] << (24 - 8 * i);
  return lexicon_row_of(lexicon_find(hash), last_three, length);
}

static inline const lexicon_row *word_row(const dixit_token *token)
{
  return &lexicon_rows[token->word];
}

static inline const lexicon_brief *word_brief(const dixit_token *token)
{
  return &lexicon_briefs[token->word];
}

/* Of a token of any kind: a choice without a branch, for the kind of the next token is not to be guessed. */
static inline const lexicon_brief *token_brief(const dixit_token *token)
{
  uint32_t sign = (uint32_t)LEXICON_SIGNS + token->kind;
  return &lexicon_briefs[token->kind == DIXIT_WORD ? token->word : sign];
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
