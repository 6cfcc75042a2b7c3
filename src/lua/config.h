/* Configuration: a text that runs in a sandbox and returns a table of options. See docs/configuration.md. */
#ifndef DIXIT_LUA_CONFIG_H
#define DIXIT_LUA_CONFIG_H

#include "lua/options.h"
#include "lua/sandbox.h"

typedef struct config {
  arena memory;
  option_set options;
} config;

enum { CONFIG_MESSAGE_SIZE = SANDBOX_MESSAGE_SIZE };

/* Run the text of `name` and check what it returns, rules included. `where` is OPTIONS_CONFIG or OPTIONS_USER. False:
 * `message` says what is wrong, beginning with "name:line:"; then nothing need be freed.
 * Cost: at most a tenth of a second and 5 MB, whatever the text. */
bool config_read(config *self, const char *text, size_t length, const char *name, uint32_t where,
                 char message[CONFIG_MESSAGE_SIZE]);
void config_free(config *self);
/* Which sections hold for the file `path` (from the configuration's folder on, with '/'): a bit for each. */
uint64_t config_sections(const config *self, const char *path);
/* Lay the configuration with these sections over `out`. Memory comes from `memory`; strings and lists are borrowed from
 * `self`. False: there is no memory. */
bool config_apply(const config *self, uint64_t sections, option_set *out, arena *memory);

#endif
