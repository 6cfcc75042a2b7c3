/* Configuration files: where they are found, and what they say. */
#ifndef DIXIT_TOOL_CONFIGURATION_H
#define DIXIT_TOOL_CONFIGURATION_H

#include "lua/config.h"
#include "tool/settings.h"

#define CONFIGURATION_NAME ".dixit.lua"

/* One file, read. path: absolute. folder: how many bytes of it name its folder, slash included. broken: it could not be
 * read or says nonsense; that was told when it was. */
typedef struct configuration {
  config config;
  char *path;
  size_t folder;
  bool broken;
} configuration;

/* Read the file; what is wrong with it is told. `path` is taken over. */
void configuration_read(configuration *self, const settings *options, char *path, uint32_t where);
void configuration_free(configuration *self);
/* The sections that hold for the absolute path. */
uint64_t configuration_sections(const configuration *self, const char *path);
/* The nearest configuration of the folder (absolute, ends with a slash) or one above it, not above the root of a
 * repository; NULL when there is none. On the heap. */
char *configuration_find(const char *folder);
/* The user's own: config.lua in dixit's folder of $XDG_CONFIG_HOME or ~/.config; NULL when there is none. On the
 * heap. */
char *configuration_of_user(void);
/* As people name it: from `here`, the current folder (may be NULL), when it is below that. */
const char *path_from(const char *here, const char *path);
/* The absolute path of a file that may not exist, links in its folders followed. On the heap; NULL without memory. */
char *absolute_path(const char *path);

#endif
