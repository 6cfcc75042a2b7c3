/* Which files a repository ignores: .gitignore, as gitignore(5) has it. */
#ifndef DIXIT_TOOL_IGNORE_H
#define DIXIT_TOOL_IGNORE_H

#include <stdbool.h>

/* The patterns of one folder's .gitignore, and behind them those of the folders above. NULL: no patterns. */
typedef struct ignore ignore;

/* Put the patterns of `folder` (an absolute path without a slash at its end) before those of `outer`. Where it has no
 * .gitignore, `outer` comes back. */
ignore *ignore_push(ignore *outer, const char *folder);
/* Free the innermost folder's patterns; the outer ones come back. */
ignore *ignore_pop(ignore *self);
/* Is the file or folder `path` (absolute, below the folder of `self`) ignored? */
bool ignore_matches(const ignore *self, const char *path, bool is_folder);

#endif
