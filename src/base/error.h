/* What went wrong, told to the caller. */
#ifndef DIXIT_BASE_ERROR_H
#define DIXIT_BASE_ERROR_H

#include "dixit/dixit.h"

/* Fill `error` (may be NULL) with a status, no position and a message as printf makes it; returns the status. */
__attribute__((format(printf, 3, 4))) dixit_status error_fail(dixit_error *error, dixit_status status,
                                                              const char *format, ...);
/* "out of memory". */
dixit_status error_no_memory(dixit_error *error);

#endif
