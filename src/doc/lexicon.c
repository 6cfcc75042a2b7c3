/* Look-up in the generated table: open addressing, linear probing, half full at most. */
#include "doc/lexicon.h"

/* Generated: slots (hash, row) and their number, a power of two. */
extern const struct lexicon_slot {
  uint32_t hash;
  uint32_t row;
} lexicon_slots[];
extern const uint32_t lexicon_slot_mask;

uint32_t lexicon_hash(dixit_text word)
{
  uint32_t hash = LEXICON_HASH_BASIS;
  for (size_t i = 0; i < word.length; i++)
    hash = lexicon_hash_byte(hash, (unsigned char)ascii_lower(word.bytes[i]));
  return hash;
}

uint16_t lexicon_find(uint32_t hash)
{
  uint32_t at = hash & lexicon_slot_mask;
  while (lexicon_slots[at].row) {
    if (lexicon_slots[at].hash == hash)
      return (uint16_t)lexicon_slots[at].row;
    at = (at + 1) & lexicon_slot_mask;
  }
  return 0;
}
