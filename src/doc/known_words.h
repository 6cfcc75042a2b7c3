/* Short words met before in a text, by their letters: their hash and row without hashing and searching again.
 *
 * Most words of a text are few, and eight letters are one number. A table of them is looked at once, at the place that
 * the number leads to; who is met there with other letters takes the place. */
#ifndef DIXIT_DOC_KNOWN_WORDS_H
#define DIXIT_DOC_KNOWN_WORDS_H

#include "doc/letters.h"
#include "doc/lexicon.h"
#include "doc/own_words.h"

enum { KNOWN_LETTERS = 8, KNOWN_LEAST_BITS = 6, KNOWN_MOST_BITS = 12, KNOWN_BYTES = 32 };

/* letters: in lower case, the first the lowest byte; 0 where nobody has been. */
typedef struct known_word {
  uint64_t letters;
  uint32_t hash;
  uint16_t row;
} known_word;

/* shift: from a spread number to a place. */
typedef struct known_words {
  known_word *items;
  unsigned shift;
  own_words own;
} known_words;

/* For a text of `length` bytes. False when there is no memory. */
static inline bool known_words_init(known_words *self, arena *memory, uint32_t length, own_words own)
{
  unsigned bits = KNOWN_LEAST_BITS;
  while (bits < KNOWN_MOST_BITS && length >> bits > KNOWN_BYTES)
    bits++;
  *self = (known_words){arena_get_zeroed(memory, sizeof *self->items << bits), 64 - bits, own};
  return self->items;
}

/* What a word of ASCII letters is that has not been met: its hash, its row in the user's own words or in the lexicon.
 * Eight bytes can be read before its end. */
static inline known_word known_word_learn(const known_words *self, const char *word, uint32_t length)
{
  known_word learnt = {.hash = letters_hash(word, length)};
  uint32_t last_three = (uint32_t)(text_eight(word + length - 8) >> 40);
  uint16_t own = own_words_find(&self->own, learnt.hash);
  learnt.row = own ? own : lexicon_row_of(lexicon_find(learnt.hash), last_three, length);
  return learnt;
}

/* What a word of ASCII letters is, lower case but for the first, with eight bytes before its end and behind its
 * start. */
static inline known_word known_words_find(known_words *self, const char *word, uint32_t length)
{
  if (length > KNOWN_LETTERS)
    return known_word_learn(self, word, length);
  uint64_t letters = letters_first(text_eight(word) | 0x20, length);
  known_word *place = &self->items[letters * UINT64_C(0x9E3779B97F4A7C15) >> self->shift];
  if (place->letters != letters) {
    *place = known_word_learn(self, word, length);
    place->letters = letters;
  }
  return *place;
}

#endif
