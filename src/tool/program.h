/* Other programs, run without a shell. */
#ifndef DIXIT_TOOL_PROGRAM_H
#define DIXIT_TOOL_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>

/* What a program wrote to its standard output, with a NUL behind; code: its exit code, or one of the others. */
typedef struct program_output {
  char *bytes;
  size_t length;
  int code;
} program_output;

enum { PROGRAM_MISSING = 127, PROGRAM_BROKEN = 128 };

/* Run words[0], looked for in PATH, with the arguments behind it, up to NULL, each as it is. Its standard input is
 * empty and what it writes to standard error is dropped. Free with program_free(). */
program_output program_run(const char *const *words);
void program_free(program_output *self);

#endif
