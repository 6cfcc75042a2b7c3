/* Errors: one place that fills a dixit_error. Messages longer than its field are cut. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

dixit_status error_fail(dixit_error *error, dixit_status status, const char *format, ...)
{
  if (!error)
    return status;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(error->message, sizeof error->message, format, arguments);
  va_end(arguments);
  error->status = status;
  error->at = DIXIT_NONE;
  return status;
}

dixit_status error_no_memory(dixit_error *error)
{
  return error_fail(error, DIXIT_NO_MEMORY, "out of memory");
}
