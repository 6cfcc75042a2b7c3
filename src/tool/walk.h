/* From the paths of the command line to the files to read. */
#ifndef DIXIT_TOOL_WALK_H
#define DIXIT_TOOL_WALK_H

#include <stdbool.h>
#include <stddef.h>

/* most: how many names walks may look at, 0 for any number; cut: there were more. */
typedef struct path_list {
  char **items;
  size_t count;
  size_t room;
  size_t most;
  size_t seen;
  bool cut;
} path_list;

/* Add `path` to the list; of a folder instead the documents in it and below, sorted by name: what dixit_format_find()
 * knows and .gitignore does not name. Files given by name are added whatever they are, also when they do not exist:
 * reading them will tell. False, after a message on standard error, when a folder cannot be read. */
bool paths_add(path_list *self, const char *path);
void paths_free(path_list *self);

#endif
