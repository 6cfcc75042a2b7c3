/* The commands. Each takes the settings and gives the exit code; main.c has their table. */
#ifndef DIXIT_TOOL_COMMANDS_H
#define DIXIT_TOOL_COMMANDS_H

#include "tool/settings.h"

int command_lint(const settings *options);
int command_extract(const settings *options);
/* extract --jsonl. */
int command_jsonl(const settings *options);
int command_dump(const settings *options);
int command_cites(const settings *options);
int command_annotate(const settings *options);
int command_rules(const settings *options);
int command_config(const settings *options);
/* Its exit code is 1 when the editor left without a word. */
int command_lsp(const settings *options);

#endif
