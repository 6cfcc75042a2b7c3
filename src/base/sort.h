/* Sorting by number, in linear time, and looking up what is sorted. */
#ifndef DIXIT_BASE_SORT_H
#define DIXIT_BASE_SORT_H

#include <stddef.h>
#include <stdint.h>

/* Sort `count` items, small to large. `scratch` has room for as many. Cost: linear. */
void sort_numbers(uint64_t *items, uint64_t *scratch, size_t count);
/* The first of the sorted items from `low` up to `high` that is not below `number`, or `high`. Cost: logarithmic. */
uint32_t numbers_from(const uint64_t *items, uint32_t low, uint32_t high, uint64_t number);

#endif
