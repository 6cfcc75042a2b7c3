/* Standard output by write(2), so that a full disk or a closed pipe is seen and becomes an exit code; SIGPIPE is
 * ignored from the start (main.c). */
#include "tool/output.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

static int write_all(void *ctx, const char *bytes, size_t length)
{
  output *self = ctx;
  while (length) {
    ssize_t written = write(STDOUT_FILENO, bytes, length);
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0) {
      self->number = errno;
      return -1;
    }
    bytes += written;
    length -= (size_t)written;
  }
  return 0;
}

void output_init(output *self)
{
  self->number = 0;
  buffer_init(&self->bytes, write_all, self);
}

int output_write(void *ctx, const char *bytes, size_t length)
{
  output *self = ctx;
  buffer_add(&self->bytes, bytes, length);
  return self->bytes.failed ? -1 : 0;
}

bool output_flush(output *self)
{
  return buffer_flush(&self->bytes);
}

bool output_done(output *self)
{
  if (output_flush(self) && close(STDOUT_FILENO) != 0)
    self->number = errno;
  if (self->number && self->number != EPIPE)
    fprintf(stderr, "dixit: standard output: %s\n", strerror(self->number));
  return self->number == 0;
}
