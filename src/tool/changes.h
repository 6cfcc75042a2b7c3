/* Which lines of the files in a git repository have changed since a revision. */
#ifndef DIXIT_TOOL_CHANGES_H
#define DIXIT_TOOL_CHANGES_H

#include "base/text.h"

typedef struct changes changes;

/* What has changed in the repository of this folder, between `revision` and the files as they are on the disk. NULL,
 * with a message on standard error, when there is no git, no repository or no such revision. */
changes *changes_since(const char *revision);
void changes_free(changes *self);

/* Lines first to last, counted from 1, by LF. */
typedef struct line_range {
  uint32_t first;
  uint32_t last;
} line_range;

/* ranges: sorted. all: every line is new: git does not know the file. outside: it is in no folder of the repository. */
typedef struct file_changes {
  const line_range *ranges;
  size_t count;
  bool all;
  bool outside;
} file_changes;

/* What has changed in the file `path`. */
file_changes changes_find(const changes *self, const char *path);

#endif
