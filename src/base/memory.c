/* The arena: chunks of at least CHUNK_SIZE cut into small blocks; blocks of LARGE_SIZE and over get a chunk each, which
 * the allocator can grow in place. Only this file calls malloc. */
#ifdef __linux__
#define _DEFAULT_SOURCE /* for madvise */
#include <sys/mman.h>
#include <unistd.h>
#endif

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { ALIGN = _Alignof(max_align_t), CHUNK_SIZE = 32 * 1024, LARGE_SIZE = 8 * 1024 };

/* next, previous: all chunks of the arena. size: of the whole block, this header included. Its own size is a
 * multiple of ALIGN, so that what follows is aligned as the chunk is. */
struct arena_chunk {
  _Alignas(ALIGN) arena_chunk *next;
  arena_chunk *previous;
  size_t size;
};

/* Large arrays are read at random: on huge pages, where the system has them for the asking, they cost a tenth of the
 * page faults and few misses of the translation cache. From the page on that the block starts in: what is mapped
 * alone starts there, and the first huge page with it. */
static void ask_for_huge_pages(void *block, size_t size)
{
#ifdef MADV_HUGEPAGE
  enum { LEAST = 2 * 1024 * 1024 };
  if (!block || size < LEAST)
    return;
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), start = (uintptr_t)block & ~(page - 1);
  madvise((void *)start, (uintptr_t)block + size - start, MADV_HUGEPAGE);
#else
  (void)block;
  (void)size;
#endif
}

static void *malloc_resize(void *ctx, void *block, size_t old_size, size_t new_size)
{
  (void)ctx;
  (void)old_size;
  if (new_size == 0) {
    free(block);
    return NULL;
  }
  void *resized = realloc(block, new_size);
  ask_for_huge_pages(resized, new_size);
  return resized;
}

const dixit_allocator dixit_malloc_allocator = {malloc_resize, NULL};

/* Does a block of this size stand alone? With DIXIT_ARENA_MALLOC all do. */
static bool is_large(size_t size)
{
#ifdef DIXIT_ARENA_MALLOC
  (void)size;
  return true;
#else
  return size >= LARGE_SIZE;
#endif
}

void arena_init(arena *self, const dixit_allocator *allocator)
{
  memset(self, 0, sizeof *self);
  self->allocator = allocator ? *allocator : dixit_malloc_allocator;
}

void arena_done(arena *self)
{
  for (arena_chunk *chunk = self->chunks, *next; chunk; chunk = next) {
    next = chunk->next;
    self->allocator.resize(self->allocator.ctx, chunk, chunk->size, 0);
  }
  self->chunks = NULL;
  self->next = self->limit = NULL;
}

static void link_chunk(arena *self, arena_chunk *chunk)
{
  chunk->previous = NULL;
  chunk->next = self->chunks;
  if (chunk->next)
    chunk->next->previous = chunk;
  self->chunks = chunk;
}

static void *out_of_memory(arena *self)
{
  self->failed = true;
  return NULL;
}

static arena_chunk *chunk_new(arena *self, size_t size)
{
  arena_chunk *chunk = self->allocator.resize(self->allocator.ctx, NULL, 0, size + sizeof *chunk);
  if (!chunk)
    return out_of_memory(self);
  chunk->size = size + sizeof *chunk;
  link_chunk(self, chunk);
  return chunk;
}

/* To a multiple of ALIGN, at least one. */
static size_t round_up(size_t size)
{
  return size ? (size + ALIGN - 1) & ~(size_t)(ALIGN - 1) : ALIGN;
}

void *arena_get(arena *self, size_t size)
{
  if (size > ARENA_LARGEST)
    return out_of_memory(self);
  size = round_up(size);
  if (is_large(size)) {
    arena_chunk *chunk = chunk_new(self, size);
    return chunk ? chunk + 1 : NULL;
  }
  if ((size_t)(self->limit - self->next) < size) {
    arena_chunk *chunk = chunk_new(self, CHUNK_SIZE);
    if (!chunk)
      return NULL;
    self->next = (char *)(chunk + 1);
    self->limit = self->next + CHUNK_SIZE;
  }
  void *block = self->next;
  self->next += size;
  return block;
}

void *arena_get_zeroed(arena *self, size_t size)
{
  void *block = arena_get(self, size);
  if (block)
    memset(block, 0, size);
  return block;
}

/* Grow a block that stands alone: the allocator may move it, so its neighbours are told. */
static void *resize_large(arena *self, void *block, size_t new_size)
{
  arena_chunk *old = (arena_chunk *)block - 1;
  arena_chunk *chunk = self->allocator.resize(self->allocator.ctx, old, old->size, new_size + sizeof *chunk);
  if (!chunk)
    return out_of_memory(self);
  chunk->size = new_size + sizeof *chunk;
  if (chunk->previous)
    chunk->previous->next = chunk;
  else
    self->chunks = chunk;
  if (chunk->next)
    chunk->next->previous = chunk;
  return chunk + 1;
}

void *arena_resize(arena *self, void *block, size_t old_size, size_t new_size)
{
  if (new_size > ARENA_LARGEST)
    return out_of_memory(self);
  if (block && is_large(round_up(old_size)))
    return resize_large(self, block, round_up(new_size));
  void *grown = arena_get(self, new_size);
  if (grown && block)
    memcpy(grown, block, old_size < new_size ? old_size : new_size);
  return grown;
}

char *arena_copy(arena *self, const char *bytes, size_t length)
{
  char *copy = length < ARENA_LARGEST ? arena_get(self, length + 1) : out_of_memory(self);
  if (!copy)
    return NULL;
  if (length)
    memcpy(copy, bytes, length);
  copy[length] = '\0';
  return copy;
}
