/* Files and standard input, whole. */
#ifndef DIXIT_TOOL_INPUT_H
#define DIXIT_TOOL_INPUT_H

#include "base/text.h"

/* A text on the heap, with a NUL behind it. error: NULL, or why it could not be read; it ends in NUL and lives for
 * ever. */
typedef struct input {
  char *bytes;
  size_t length;
  const char *error;
} input;

/* Read the file `path`, or standard input when it is "-". Free with input_free(), also after an error. */
input input_read(const char *path);
void input_free(input *self);
/* What people take for text and is none, or none in UTF-8: what it is and what to do, for a message; NULL for a text.
 * `named`: the file's name says that it is one, so that bytes of 0 are only damage. Cost: constant. */
const char *input_problem(const input *self, bool named);

#endif
