/* "Did you mean ...?": the known word that is nearest to one that does not exist. */
#ifndef DIXIT_BASE_NEAREST_H
#define DIXIT_BASE_NEAREST_H

#include <stddef.h>
#include <stdint.h>

#include "dixit/dixit.h"

/* The word among `count` `known` ones (each ending in NUL) that was most likely meant by `word`, or NULL when none is
 * near: one that begins with `word`, of three letters or more, or of whose letters at most a third differ. Cost: the
 * sum of the products of lengths; words over 64 bytes are passed over. */
const char *nearest_word(const char *word, const char *const *known, size_t count);

/* How many letters must be added, taken away, changed or swapped with their neighbours to make `a` of `b`; case counts
 * for nothing. Words over 64 bytes differ by all of them. Cost: the product of the lengths. */
uint32_t word_distance(dixit_text a, dixit_text b);

#endif
