/* One line on standard error, written over itself. Nothing where standard error is no terminal. */
#include "tool/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { FIRST_AFTER = 1000, AGAIN_AFTER = 100 };

static uint64_t milliseconds(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

void progress_init(progress *self, size_t total)
{
  *self = (progress){.total = total, .next = milliseconds() + FIRST_AFTER, .terminal = isatty(STDERR_FILENO) == 1};
}

void progress_show(progress *self, size_t done)
{
  if (!self->terminal || milliseconds() < self->next)
    return;
  fprintf(stderr, "\r%zu of %zu files", done, self->total);
  self->next = milliseconds() + AGAIN_AFTER;
  self->shown = true;
}

void progress_clear(progress *self)
{
  if (!self->shown)
    return;
  fputs("\r\x1b[K", stderr);
  self->shown = false;
}
