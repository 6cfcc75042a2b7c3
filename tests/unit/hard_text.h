/* Pseudo-random texts of what is hard. */
#ifndef DIXIT_TESTS_UNIT_HARD_TEXT_H
#define DIXIT_TESTS_UNIT_HARD_TEXT_H

#include <stddef.h>
#include <stdint.h>

/* No piece is longer. */
enum { HARD_PIECE_BYTES = 32 };

/* The next pseudo-random number; the same every run. */
uint32_t hard_random(uint64_t *seed);
/* `pieces` random pieces: line ends, multi-byte characters, parts of emoji, broken bytes, markup, words of
 * attribution. Put into `out`, which holds HARD_PIECE_BYTES a piece; returns how many bytes. */
size_t hard_text(uint64_t *seed, char *out, size_t pieces);

#endif
