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
  (ARRAY_ROOM(memory, array, 1)                                                                           \
     ? (memset(&(array).items[(array).count], 0, sizeof *(array).items), &(array).items[(array).count++]) \
     : NULL)

/* Make room for `wanted` items in all, where so many are likely to come: then the array is never moved. False with the
 * arena marked as failed when there is no room. */
#define ARRAY_EXPECT(memory, array, wanted) \
  array_expect((memory), (void **)&(array).items, &(array).capacity, sizeof *(array).items, (wanted))

/* Make room for `more` items beyond those there are. False with the arena marked as failed when there is none. */
#define ARRAY_ROOM(memory, array, more) \
  array_room((memory), (void **)&(array).items, (array).count, &(array).capacity, sizeof *(array).items, (more))

/* Exactly `wanted` items; new ones hold anything. False with the arena marked as failed when there is no room. */
#define ARRAY_RESIZE(memory, array, wanted) \
  array_resize((memory), (void **)&(array).items, &(array).count, &(array).capacity, sizeof *(array).items, (wanted))

enum { ARRAY_FIRST_CAPACITY = 16 };

/* A capacity of `grown`, which is more than now. Sizes stay below what arena_resize takes. */
static inline bool array_grow_to(arena *memory, void **items, uint32_t *capacity, size_t size, uint32_t grown)
{
  void *block = arena_resize(memory, *items, *capacity * size, grown > ARENA_LARGEST / size ? SIZE_MAX : grown * size);
  if (!block)
    return false;
  *items = block;
  *capacity = grown;
  return true;
}

/* Double the capacity. Indexes stay below DIXIT_NONE. */
static inline bool array_grow(arena *memory, void **items, uint32_t *capacity, size_t size)
{
  if (*capacity > UINT32_MAX / 2) {
    memory->failed = true;
    return false;
  }
  return array_grow_to(memory, items, capacity, size, *capacity ? *capacity * 2 : ARRAY_FIRST_CAPACITY);
}

static inline bool array_expect(arena *memory, void **items, uint32_t *capacity, size_t size, uint32_t wanted)
{
  return wanted <= *capacity || array_grow_to(memory, items, capacity, size, wanted);
}

static inline bool array_room(arena *memory, void **items, uint32_t count, uint32_t *capacity, size_t size,
                              uint32_t more)
{
  while (*capacity - count < more)
    if (!array_grow(memory, items, capacity, size))
      return false;
  return true;
}

/* Let there be `wanted` items. */
static inline bool array_resize(arena *memory, void **items, uint32_t *count, uint32_t *capacity, size_t size,
                                uint32_t wanted)
{
  while (*capacity < wanted)
    if (!array_grow(memory, items, capacity, size))
      return false;
  *count = wanted;
  return true;
}

#endif
