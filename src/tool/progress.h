/* "123 of 4567 files" on a terminal, when a run takes long. */
#ifndef DIXIT_TOOL_PROGRESS_H
#define DIXIT_TOOL_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* next: when the line may be written again, in milliseconds of the monotonic clock. */
typedef struct progress {
  size_t total;
  uint64_t next;
  bool terminal;
  bool shown;
} progress;

void progress_init(progress *self, size_t total);
/* Tell that `done` files are done; writes at most ten times a second, and nothing in the first second. */
void progress_show(progress *self, size_t done);
/* Take the line away before other output or at the end. */
void progress_clear(progress *self);

#endif
