/* Work on several cores with results in order.
 *
 * Items are made one after the other, worked on in parallel, and taken in the order they were made; as many as
 * POOL_SLOTS a thread are under way at once, so memory stays small however many there are. */
#ifndef DIXIT_TOOL_POOL_H
#define DIXIT_TOOL_POOL_H

#include <stdbool.h>
#include <stddef.h>

/* ctx: handed to all three. item: room for one item, zeroed before make(). */
typedef struct pool_task {
  bool (*make)(void *ctx, void *item); /* the next item; false: there are no more. One call at a time */
  void (*work)(void *ctx, void *item); /* several at a time */
  bool (*take)(void *ctx, void *item); /* one call at a time, in order; false: make no more. Called for every item
                                          made, so what an item owns is released here */
  size_t item_size;
  void *ctx;
} pool_task;

/* Run it on `threads` threads (0: one a core), this one included. False when there is no memory. */
bool pool_run(const pool_task *task, unsigned threads);

#endif
