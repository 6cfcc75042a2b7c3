/* dixit config [PATH...]: which configuration files count for a file, and what all options come to. */
#include <stdio.h>

#include "tool/commands.h"
#include "tool/engines.h"
#include "tool/output.h"

int command_config(const settings *options)
{
  output out;
  buffer text;
  engines *all = engines_open(options);
  if (!all)
    return EXIT_TROUBLE;
  output_init(&out);
  buffer_init(&text, output_write, &out);
  bool fine = true;
  if (options->argument_count == 0)
    fine = engines_explain(all, "-", &text);
  for (uint32_t i = 0; i < options->argument_count; i++)
    fine &= engines_explain(all, options->arguments[i], &text);
  fine &= buffer_flush(&text);
  engines_free(all);
  return output_done(&out) && fine ? EXIT_FINE : EXIT_TROUBLE;
}
