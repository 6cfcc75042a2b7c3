/* The hash of a word that was not tokenized. */
#include "doc/lexicon.h"

uint32_t lexicon_hash(dixit_text word)
{
  uint32_t hash = LEXICON_HASH_BASIS;
  for (size_t i = 0; i < word.length; i++)
    hash = lexicon_hash_byte(hash, (unsigned char)ascii_lower(word.bytes[i]));
  return hash;
}
