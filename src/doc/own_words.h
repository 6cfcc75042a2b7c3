/* Words a user adds to the lexicon, for one engine. Each takes the row of a built-in word that has just the class asked
 * for, and is from then on as good as that word; so no look-up costs more where there are none. */
#ifndef DIXIT_DOC_OWN_WORDS_H
#define DIXIT_DOC_OWN_WORDS_H

#include "base/memory.h"
#include "doc/lexicon.h"

/* slots: open addressing, as the lexicon's; NULL when there are none. */
typedef struct own_words {
  lexicon_slot *slots;
  uint32_t mask;
} own_words;

/* Errors: DIXIT_BAD_OPTION, DIXIT_NO_MEMORY. */
dixit_status own_words_init(own_words *self, arena *memory, const dixit_word *words, uint32_t count,
                            dixit_error *error);

/* The row of a word by its hash, or 0. */
static inline uint16_t own_words_find(const own_words *self, uint32_t hash)
{
  if (!self->slots)
    return 0;
  uint32_t at = hash & self->mask;
  while (self->slots[at].hash != hash && self->slots[at].hash)
    at = (at + 1) & self->mask;
  return (uint16_t)self->slots[at].row;
}

#endif
