/* Options: one table that parses the command line and prints the help. */
#ifndef DIXIT_TOOL_OPTIONS_H
#define DIXIT_TOOL_OPTIONS_H

#include <stdio.h>

#include "tool/settings.h"

/* A bit a command, for the table of which option goes with which. */
enum {
  COMMAND_LINT = 1,
  COMMAND_EXTRACT = 2,
  COMMAND_DUMP = 4,
  COMMAND_RULES = 8,
  COMMAND_CONFIG = 16,
  COMMAND_CITES = 32,
  COMMAND_ANNOTATE = 64,
  COMMAND_LSP = 128,
  COMMAND_LSP_EDITOR = 256 /* no command: what a language server takes from an editor's settings */
};

/* Read `count` words behind the name of `command` (one of the bits) into `self`; the order of `words` changes. False,
 * with a message on standard error, where they make no sense. */
bool options_parse(settings *self, uint32_t command, char **words, int count);
/* The same on top of settings that are there. */
bool options_add(settings *self, uint32_t command, char **words, int count);
/* The options of `command`, a line each. */
void options_print(FILE *out, uint32_t command);

#endif
