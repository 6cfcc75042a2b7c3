/* Rules in Lua: files that the command line or the user's own configuration names. */
#ifndef DIXIT_TOOL_RULE_FILES_H
#define DIXIT_TOOL_RULE_FILES_H

#include "lua/ruleset.h"
#include "tool/configuration.h"
#include "tool/settings.h"

/* Load the files of the settings, and those of `user` (may be NULL), whose paths count from its folder. *out is NULL
 * when there are none. False after a complaint. Free with rule_files_free(). */
bool rule_files_open(ruleset **out, const settings *options, const configuration *user);
/* Load the files `paths`. False as above. */
bool rule_files_load(ruleset *self, const settings *options, const char *const *paths, size_t count);
void rule_files_free(ruleset *self);
/* Tell which rules failed, and were switched off. False when any did. `self` may be NULL. */
bool rule_files_finish(const settings *options, const ruleset *self);

#endif
