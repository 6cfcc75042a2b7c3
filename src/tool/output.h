/* Standard output, with every failure kept. */
#ifndef DIXIT_TOOL_OUTPUT_H
#define DIXIT_TOOL_OUTPUT_H

#include "base/buffer.h"

/* number: errno of the write that failed, or 0. */
typedef struct output {
  buffer bytes;
  int number;
} output;

void output_init(output *self);
/* A dixit_write; `ctx` is an output. Non-zero once a write failed. */
int output_write(void *ctx, const char *bytes, size_t length);
/* Hand over what is collected. False once a write failed. */
bool output_flush(output *self);
/* Flush, close standard output and tell what failed on standard error, unless it is a reader that went away (a closed
 * pipe). False when anything did. */
bool output_done(output *self);

#endif
