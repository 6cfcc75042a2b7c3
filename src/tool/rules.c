/* dixit rules [RULE]: all rules in a table, or one explained: why, who says so, what it finds and what it leaves
 * alone. */
#include <stdio.h>
#include <string.h>

#include "tool/commands.h"
#include "tool/print.h"

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

int command_rules(const settings *options)
{
  size_t count;
  const dixit_rule *rules = dixit_rules(&count);
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
