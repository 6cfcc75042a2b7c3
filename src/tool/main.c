/* dixit: the command. This file has the table of commands and finds the one that is meant; it sees nothing of the
 * library but dixit/dixit.h. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/nearest.h"
#include "tool/commands.h"
#include "tool/options.h"
#include "tool/print.h"

typedef struct command {
  const char *name;
  const char *arguments;
  const char *summary;
  const char *details;
  uint32_t bit;
  int (*run)(const settings *);
} command;

static const command commands[] = {
  {"lint", "[PATH...]", "find unattributed quotations, claims without a source and broken citations",
   "Reads files, folders (their documents, without what .gitignore names) or, for - or without a path, standard input. "
   "Exits with 1 when a finding is at or above the failing level, with 2 when something could not be read.",
   COMMAND_LINT, command_lint},
  {"extract", "[PATH...]", "print who said what, claims, citations and sources as JSON",
   "Writes one object a file on a line of its own. Offsets are bytes.", COMMAND_EXTRACT, command_extract},
  {"dump", "LAYER [PATH...]", "print one layer of the analysis, or all, as text",
   "For tests and bug reports. A layer that does not exist gets you the list of those that do.", COMMAND_DUMP,
   command_dump},
  {"cites", "[PATH...]", "list the works that are cited, each with every place that cites it",
   "Reads the documents and the bibliographies they name. Works nobody cites, and keys that no bibliography has, are "
   "listed too.", COMMAND_CITES, command_cites},
  {"annotate", "[PATH...]", "print what an editor draws and offers, a line each",
   "For plugins of editors that run commands: each line has eight fields with tabs between them, which the manual page "
   "lists.", COMMAND_ANNOTATE, command_annotate},
  {"rules", "[RULE...]", "list the rules, or explain some",
   "An explanation says why there is such a rule, who says so, and shows what it finds and what it leaves alone. With "
   "--test the arguments are files of rules in Lua, whose examples are tried: exits with 1 when one is wrong.",
   COMMAND_RULES, command_rules},
  {"config", "[PATH...]", "show the configuration that counts for a file",
   "Prints which configuration files were found, and what they and the options given here come to.", COMMAND_CONFIG,
   command_config},
  {"lsp", "", "serve an editor, as a language server on standard input and output",
   "Speaks the Language Server Protocol, version 3.17. Configuration is found as for lint; the editor's settings are "
   "the options below but --config and --rules, under \"dixit\". docs/lsp.md has the lines for each editor.",
   COMMAND_LSP, command_lsp},
};

enum { COMMAND_TOTAL = sizeof commands / sizeof *commands };

static void print_usage(FILE *out)
{
  fputs("dixit shows who said what in a text, and what nobody vouches for.\n\n", out);
  for (size_t i = 0; i < COMMAND_TOTAL; i++) {
    int at = fprintf(out, "  dixit %s %s", commands[i].name, commands[i].arguments);
    print_wrapped(out, commands[i].summary, 30, at);
    fputc('\n', out);
  }
  fputs("\n`dixit COMMAND --help` lists the options of a command, `dixit --version` tells the version.\n", out);
}

static void print_command_help(const command *self)
{
  printf("dixit %s [OPTION...] %s\n\n", self->name, self->arguments);
  print_wrapped(stdout, self->details, 0, 0);
  fputs("\n\n", stdout);
  options_print(stdout, self->bit);
}

static const command *find_command(const char *name)
{
  for (size_t i = 0; i < COMMAND_TOTAL; i++)
    if (strcmp(commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

/* Says that there is no such command; true when what was meant could be said too: a file's name, a slip. */
static bool tell_meant(const char *name)
{
  const char *names[COMMAND_TOTAL];
  for (size_t i = 0; i < COMMAND_TOTAL; i++)
    names[i] = commands[i].name;
  const char *nearest = nearest_word(name, names, COMMAND_TOTAL);
  fprintf(stderr, "dixit: there is no command \"%s\"", name);
  if (access(name, F_OK) == 0)
    fprintf(stderr, ": is \"dixit lint %s\" meant?\n", name);
  else if (nearest)
    fprintf(stderr, ": is \"%s\" meant?\n", nearest);
  else
    fputc('\n', stderr);
  return nearest || access(name, F_OK) == 0;
}

static int run_command(const command *self, char **words, int count)
{
  settings options;
  if (!options_parse(&options, self->bit, words, count))
    return EXIT_TROUBLE;
  if (options.help) {
    print_command_help(self);
    return EXIT_FINE;
  }
  return self->run(&options);
}

static bool is_one_of(const char *word, const char *a, const char *b)
{
  return strcmp(word, a) == 0 || strcmp(word, b) == 0;
}

static int run(int argc, char **argv)
{
  const char *name = argc > 1 ? argv[1] : "";
  if (is_one_of(name, "--version", "-V")) {
    printf("dixit %s\n", dixit_version());
    return EXIT_FINE;
  }
  if (is_one_of(name, "--help", "-h")) {
    print_usage(stdout);
    return EXIT_FINE;
  }
  const command *self = find_command(name);
  if (self)
    return run_command(self, argv + 2, argc - 2);
  if (!*name || !tell_meant(name))
    print_usage(stderr);
  return EXIT_TROUBLE;
}

int main(int argc, char **argv)
{
  signal(SIGPIPE, SIG_IGN); /* a reader that went away is a failed write */
  int code = run(argc, argv);
  if (fflush(stdout) == 0 && !ferror(stdout))
    return code;
  if (errno != EPIPE)
    perror("dixit: standard output");
  return EXIT_TROUBLE;
}
