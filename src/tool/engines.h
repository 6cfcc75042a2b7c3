/* Engines: what configuration files and the command line say of each file. */
#ifndef DIXIT_TOOL_ENGINES_H
#define DIXIT_TOOL_ENGINES_H

#include "base/buffer.h"
#include "dixit/dixit.h"
#include "tool/settings.h"

typedef struct engines engines;

/* The user's own configuration and the one the settings name are read. NULL after a complaint. */
engines *engines_open(const settings *options);
void engines_free(engines *self);
/* The engine for the file `path`, with the nearest .dixit.lua from its folder upward, as far as the root of its
 * repository; "-" is standard input under the name the settings give it, NULL a text that is no file and has none.
 * *format (may be NULL): what the file is to be read as. Lives as long as `self`. NULL after a message on standard
 * which comes once for each configuration file that is wrong. */
const dixit_engine *engines_find(engines *self, const char *path, uint32_t *format);
/* Paths of the bibliographies the configuration names for files with this engine. Lives as long as `self`. */
const char *const *engines_bibliographies(const engines *self, const dixit_engine *engine, uint32_t *count);
/* Must a run with these engines keep to one thread? */
bool engines_are_serial(const engines *self);
/* To be asked at the end: did all rules of the user's do their work? False after a complaint. */
bool engines_finish(const engines *self);
/* Write which configuration files count for `path`, and what they and the command line come to. False as above. */
bool engines_explain(engines *self, const char *path, buffer *out);

#endif
