/* What goes wrong, told: on standard error, or to whoever runs the command's parts (a language server has no reader at
 * its standard error). */
#ifndef DIXIT_TOOL_COMPLAIN_H
#define DIXIT_TOOL_COMPLAIN_H

#include "tool/settings.h"

/* One sentence, at most 1,023 bytes, no line end behind; goes where options->tell says. */
__attribute__((format(printf, 2, 3))) void complain(const settings *options, const char *format, ...);
void complain_memory(const settings *options);

#endif
