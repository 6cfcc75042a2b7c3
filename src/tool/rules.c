/* dixit rules [RULE]: all rules in a table, or one explained: why, who says so, what it finds and what it leaves
 * alone. dixit rules --test FILE: the examples of rules in Lua, tried. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tool/commands.h"
#include "tool/print.h"
#include "tool/rule_files.h"

static void list_rules(const dixit_rule *rules, size_t count)
{
  int width = 0;
  for (size_t i = 0; i < count; i++)
    if ((int)strlen(rules[i].id) > width)
      width = (int)strlen(rules[i].id);
  for (size_t i = 0; i < count; i++)
    printf("%-*s  %-7s  %s\n", width, rules[i].id, dixit_severity_name(rules[i].severity), rules[i].summary);
}

/* An example as it stands, each line moved in. */
static void print_example(const char *text)
{
  for (const char *line = text; *line;) {
    int length = (int)strcspn(line, "\n");
    printf("    %.*s\n", length, line);
    line += length + (line[length] == '\n');
  }
}

static void print_examples(const char *head, const char *const *examples)
{
  if (!examples || !examples[0])
    return;
  printf("\n%s\n", head);
  for (size_t i = 0; examples[i]; i++) {
    if (i > 0)
      puts("    --");
    print_example(examples[i]);
  }
}

static void print_paragraph(const char *text)
{
  putchar('\n');
  print_wrapped(stdout, text, 0, 0);
  putchar('\n');
}

static void explain_rule(const dixit_rule *rule)
{
  printf("%s (%s", rule->id, dixit_severity_name(rule->severity));
  if (rule->severity == DIXIT_OFF)
    printf("; when switched on: %s", dixit_severity_name(rule->suggested));
  puts(")");
  print_paragraph(rule->summary);
  print_paragraph(rule->rationale);
  print_paragraph(rule->source);
  print_examples("Found:", rule->bad);
  print_examples("Left alone:", rule->good);
}

static const dixit_rule *find_rule(const dixit_rule *rules, size_t count, const char *id)
{
  for (size_t i = 0; i < count; i++)
    if (strcmp(rules[i].id, id) == 0)
      return &rules[i];
  fprintf(stderr, "dixit: there is no rule \"%s\"; `dixit rules` lists them\n", id);
  return NULL;
}

static int show_rules(const settings *options, const dixit_rule *rules, size_t count)
{
  if (options->argument_count == 0)
    list_rules(rules, count);
  for (uint32_t i = 0; i < options->argument_count; i++) {
    const dixit_rule *rule = find_rule(rules, count, options->arguments[i]);
    if (!rule)
      return EXIT_TROUBLE;
    if (i > 0)
      putchar('\n');
    explain_rule(rule);
  }
  return EXIT_FINE;
}

/* A rule in Lua as one of ours. */
static dixit_rule described(const lua_rule *rule)
{
  dixit_rule out = {.id = rule->id, .good = rule->good, .bad = rule->bad, .severity = (uint8_t)rule->severity};
  out.summary = rule->message ? rule->message : "Its messages tell what to do.";
  out.rationale = rule->docs;
  out.source = rule->file;
  out.suggested = out.severity;
  return out;
}

/* Our rules, and behind them those of the files. */
static int show_all(const settings *options, const ruleset *more)
{
  size_t count, extra = more ? more->rules.count : 0;
  const dixit_rule *own = dixit_rules(&count);
  dixit_rule *rules = malloc((count + extra) * sizeof *rules);
  if (!rules)
    return EXIT_TROUBLE;
  memcpy(rules, own, count * sizeof *rules);
  for (size_t i = 0; i < extra; i++)
    rules[count + i] = described(more->rules.items[i]);
  int code = show_rules(options, rules, count + extra);
  free(rules);
  return code;
}

/* ---- examples ---- */

typedef struct trial {
  size_t count;
  size_t wrong;
} trial;

static void tell_example(void *ctx, const ruleset_example *example)
{
  trial *self = ctx;
  self->count++;
  if (!example->message)
    return;
  self->wrong++;
  printf("%s: %s:\n", example->rule->id, example->message);
  print_example(example->text);
}

/* The arguments are files of rules. */
static int test_rules(const settings *options)
{
  ruleset rules;
  trial result = {0, 0};
  if (options->argument_count == 0) {
    fputs("dixit: rules --test: name files of rules\n", stderr);
    return EXIT_TROUBLE;
  }
  if (!ruleset_open(&rules))
    return EXIT_TROUBLE;
  bool loaded = rule_files_load(&rules, options, (const char *const *)options->arguments, options->argument_count);
  if (loaded) {
    ruleset_test(&rules, tell_example, &result);
    printf("%u rules, %zu examples, %zu wrong\n", rules.rules.count, result.count, result.wrong);
  }
  ruleset_close(&rules);
  return !loaded ? EXIT_TROUBLE : result.wrong ? EXIT_FINDINGS : EXIT_FINE;
}

int command_rules(const settings *options)
{
  ruleset *more;
  if (options->test)
    return test_rules(options);
  bool fine = rule_files_open(&more, options, NULL);
  int code = fine ? show_all(options, more) : EXIT_TROUBLE;
  rule_files_free(more);
  return code;
}
