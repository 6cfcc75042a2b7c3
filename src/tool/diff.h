/* What the edits changed, as a unified diff. */
#ifndef DIXIT_TOOL_DIFF_H
#define DIXIT_TOOL_DIFF_H

#include "base/buffer.h"
#include "tool/mending.h"

/* Write what mending changed in the file `path`, as `patch -p1` and `git apply` read it; nothing when it changed
 * nothing. False when memory is out. */
bool diff_write(buffer *out, const char *path, const mending *mended, bool color);

#endif
