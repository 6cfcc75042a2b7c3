/* Sorting by number, in linear time. */
#ifndef DIXIT_BASE_SORT_H
#define DIXIT_BASE_SORT_H

#include <stddef.h>
#include <stdint.h>

/* Sort `count` items, small to large. `scratch` has room for as many. Cost: linear. */
void sort_numbers(uint64_t *items, uint64_t *scratch, size_t count);

#endif
