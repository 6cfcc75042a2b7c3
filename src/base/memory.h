/* Memory: one arena a document, over the caller's allocator.
 *
 * An arena only grows; freeing it frees all. Large blocks stand alone, so that growing arrays are moved by the
 * allocator, not copied by us. When the allocator says no, `failed` is set, the call returns NULL, and it stays set:
 * callers may carry on with less and look at `failed` once, at the end of a stage.
 * With -Darena=malloc every block stands alone, so that sanitizers see each one. */
#ifndef DIXIT_BASE_MEMORY_H
#define DIXIT_BASE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dixit/dixit.h"

/* No block is larger: a request beyond it finds no memory, so that sums of sizes need no care. */
#define ARENA_LARGEST (SIZE_MAX / 2)

typedef struct arena_chunk arena_chunk;

typedef struct arena {
  dixit_allocator allocator;
  arena_chunk *chunks;  /* all chunks, doubly linked; the first is the one small blocks are cut from */
  char *next;           /* free bytes of the current chunk */
  char *limit;
  bool failed;
} arena;

/* malloc and free. */
extern const dixit_allocator dixit_malloc_allocator;

/* `allocator` NULL: malloc and free. */
void arena_init(arena *self, const dixit_allocator *allocator);
void arena_done(arena *self);
/* `size` bytes, aligned for any type, not zeroed; NULL when there is no memory. */
void *arena_get(arena *self, size_t size);
/* As arena_get, zeroed. */
void *arena_get_zeroed(arena *self, size_t size);
/* Grow `block` (from this arena, or NULL with old_size 0) to new_size; NULL when there is no memory, and then the old
 * block is as it was. */
void *arena_resize(arena *self, void *block, size_t old_size, size_t new_size);
/* Memory at `address` will be read soon: where the machine can, it begins to fetch it. Any address will do, beyond the
 * end of an array, too. */
static inline void memory_foresee(const void *address)
{
#ifdef __GNUC__
  __builtin_prefetch(address);
#else
  (void)address;
#endif
}

/* A copy ending in NUL. */
char *arena_copy(arena *self, const char *bytes, size_t length);

#endif
