/* Complaints, each written at once. */
#include "tool/complain.h"

#include <stdarg.h>
#include <stdio.h>

void complain(const settings *options, const char *format, ...)
{
  char message[1024];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  if (options->tell)
    options->tell(options->tell_ctx, message);
  else
    fprintf(stderr, "dixit: %s\n", message);
}

void complain_memory(const settings *options)
{
  complain(options, "out of memory");
}
