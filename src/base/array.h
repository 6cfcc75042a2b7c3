/* Typed growing arrays in an arena.
 *
 *     ARRAY(dixit_quote) quotes;
 *     dixit_quote *quote = ARRAY_ADD(&doc->memory, doc->quotes);   zeroed; NULL when there is no memory
 *
 * `items` moves when the array grows: keep indexes, not pointers, across an ARRAY_ADD. */
#ifndef DIXIT_BASE_ARRAY_H
#define DIXIT_BASE_ARRAY_H

#include <string.h>

#include "base/memory.h"

#define ARRAY(type)    \
  struct {             \
    type *items;       \
    uint32_t count;    \
    uint32_t capacity; \
  }

/* A new zeroed item at the end, or NULL with the arena marked as failed. */
#define ARRAY_ADD(memory, array)                                                                          \
  (array_reserve((memory), (void **)&(array).items, &(array).count, &(array).capacity, sizeof *(array).items) \
     ? (memset(&(array).items[(array).count], 0, sizeof *(array).items), &(array).items[(array).count++]) \
     : NULL)

/* Make room for one more item; doubles, at least 16. */
static inline bool array_reserve(arena *memory, void **items, const uint32_t *count, uint32_t *capacity, size_t size)
{
  if (*count < *capacity)
    return true;
  uint32_t grown = *capacity < 16 ? 16 : *capacity > UINT32_MAX / 2 ? UINT32_MAX : *capacity * 2;
  void *block = *count == UINT32_MAX ? NULL : arena_resize(memory, *items, *capacity * size, grown * size);
  if (!block)
    return false;
  *items = block;
  *capacity = grown;
  return true;
}

#endif
