/* Runs of ASCII letters, lower case but for the first, and their hash.
 *
 * What is done for a word must neither wait for the word before it nor depend on how long it is: a processor works on
 * several words at once as long as it foresees what comes next. So the letters of 64 bytes are found before it is known
 * where words start, and a hash takes as many steps for "a" as for "although". */
#ifndef DIXIT_DOC_LETTERS_H
#define DIXIT_DOC_LETTERS_H

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/text.h"
#include "doc/lexicon.h"

enum { LETTER_WINDOW = 64 };

/* Which of the bytes from `start` on are lower-case ASCII letters: a bit each, the first the lowest. end: behind the
 * last byte that has one. */
typedef struct letter_window {
  uint64_t lower;
  uint32_t start;
  uint32_t end;
} letter_window;

/* A bit for each of the next LETTER_STEP bytes that is a lower-case ASCII letter. */
#ifdef __SSE2__
enum { LETTER_STEP = 16 };

static inline uint64_t lower_bits(const char *bytes)
{
  __m128i letters = _mm_add_epi8(_mm_loadu_si128((const __m128i *)bytes), _mm_set1_epi8((char)(0x80 - 'a')));
  return (uint64_t)_mm_movemask_epi8(_mm_cmplt_epi8(letters, _mm_set1_epi8((char)(0x80 + 26))));
}
#else
/* The high bit of each byte tells, which no sum below carries out of; a product brings them together. */
enum { LETTER_STEP = 8 };

static inline uint64_t lower_bits(const char *bytes)
{
  const uint64_t ones = UINT64_C(0x0101010101010101), high = 0x80 * ones, eight = text_eight(bytes);
  uint64_t low = eight & ~high;
  uint64_t from_a = low + (0x80 - 'a') * ones, beyond_z = low + (0x7F - 'z') * ones;
  uint64_t lower = from_a & ~beyond_z & ~eight & high;
  return (lower >> 7) * UINT64_C(0x0102040810204080) >> 56;
}
#endif

/* The window from `at` on, for words that end before `limit`; it does not reach into the last bytes of the text. */
static inline letter_window letters_find(const char *text, uint32_t length, uint32_t at, uint32_t limit)
{
  letter_window window = {0, at, at};
  for (; window.end - at < LETTER_WINDOW && length - window.end > LETTER_STEP; window.end += LETTER_STEP)
    window.lower |= lower_bits(text + window.end) << (window.end - at);
  if (window.end > limit)
    window.end = limit;
  return window;
}

/* How many letters there are from the one at `at` on, as far as the window goes; 0 when it starts elsewhere. */
static inline uint32_t letters_count(const letter_window *self, uint32_t at)
{
  uint32_t from = at - self->start;
  return from < LETTER_WINDOW ? 1 + bits_ones(self->lower >> from >> 1) : 0;
}

/* The first `length` of eight bytes, 1 to 8; the others become 0. */
static inline uint64_t letters_first(uint64_t bytes, uint32_t length)
{
  return bytes & UINT64_MAX >> (64 - 8 * length);
}

/* FNV-1a over the first `length` of eight bytes: the others are hashed as 0, and to hash a 0 is to multiply, which a
 * product with the inverse undoes. */
static inline uint32_t letters_hash_eight(uint32_t hash, uint64_t bytes, uint32_t length)
{
  /* 1 over the prime to the power of 8 - length, modulo 2^32 */
  static const uint32_t undo[9] = {
    0xD872E4E1, 0x9DDE4E33, 0xB7F51A49, 0xDFD860EB, 0x4CA091F1, 0x91C5BE63, 0xDD4AB5D9, 0x359C449B, 1,
  };
  bytes = letters_first(bytes, length);
  for (int i = 0; i < 64; i += 8)
    hash = lexicon_hash_byte(hash, (unsigned char)(bytes >> i));
  return hash * undo[length];
}

/* The hash of the `length` letters of a word that ends eight bytes before the text does, or earlier. */
static inline uint32_t letters_hash(const char *letters, uint32_t length)
{
  uint32_t hash = letters_hash_eight(LEXICON_HASH_BASIS, text_eight(letters) | 0x20, length < 8 ? length : 8);
  for (uint32_t at = 8; at < length; at += 8)
    hash = letters_hash_eight(hash, text_eight(letters + at), length - at < 8 ? length - at : 8);
  return hash;
}

#endif
