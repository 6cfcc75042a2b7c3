/* Findings that are known: recorded once, and left out of reports from then on. */
#ifndef DIXIT_TOOL_BASELINE_H
#define DIXIT_TOOL_BASELINE_H

#include "base/text.h"

typedef struct baseline baseline;

/* An empty one, to be written to `file`; or the one `file` holds. NULL, with a message on standard error, when there is
 * none or it makes no sense. Free with baseline_free(). */
baseline *baseline_new(const char *file);
baseline *baseline_read(const char *file);
void baseline_free(baseline *self);

/* A finding: the rule, and the text it speaks of, in the file `path`. Where a text is found several times, each counts.
 * False when memory is out. */
bool baseline_add(baseline *self, const char *path, const char *rule, dixit_text text);
/* Is it known? Then it is once less so. */
bool baseline_take(baseline *self, const char *path, const char *rule, dixit_text text);
/* Write it; false, with a message on standard error, when that cannot be. */
bool baseline_write(const baseline *self);

#endif
