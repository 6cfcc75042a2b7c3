/* dixit rules [RULE]: all rules in a table, or some explained (explain.c). dixit rules --test FILE: the examples of
 * rules in Lua, tried. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "tool/commands.h"
#include "tool/explain.h"
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

/* Tell that there is no such rule, and which may have been meant. */
static void complain(const dixit_rule *rules, size_t count, const char *id)
{
  const char **names = malloc(count * sizeof *names);
  for (size_t i = 0; names && i < count; i++)
    names[i] = rules[i].id;
  const char *meant = names ? nearest_word(id, names, count) : NULL;
  free(names);
  if (meant)
    fprintf(stderr, "dixit: there is no rule \"%s\"; did you mean %s?\n", id, meant);
  else
    fprintf(stderr, "dixit: there is no rule \"%s\"; `dixit rules` lists them\n", id);
}

/* "quotes/unclosed" is that rule; "quotes", "quotes/" and "quotes/" with a star are all rules on quotations. */
static bool is_meant(const dixit_rule *rule, const char *id)
{
  size_t category = strcspn(rule->id, "/");
  bool same_category = strncmp(rule->id, id, category) == 0;
  const char *rest = id + category;
  return strcmp(rule->id, id) == 0 ||
         (same_category && (!*rest || strcmp(rest, "/") == 0 || strcmp(rest, "/*") == 0));
}

/* Explain the rules that `id` means; how many. */
static size_t explain_rules(const dixit_rule *rules, size_t count, const char *id, size_t before)
{
  size_t explained = 0;
  for (size_t i = 0; i < count; i++) {
    if (!is_meant(&rules[i], id))
      continue;
    if (before + explained++ > 0)
      puts("\n----\n");
    explain_rule(&rules[i]);
  }
  return explained;
}

static int show_rules(const settings *options, const dixit_rule *rules, size_t count)
{
  if (options->argument_count == 0)
    list_rules(rules, count);
  size_t explained = 0;
  for (uint32_t i = 0; i < options->argument_count; i++) {
    size_t more = explain_rules(rules, count, options->arguments[i], explained);
    if (!more) {
      complain(rules, count, options->arguments[i]);
      return EXIT_TROUBLE;
    }
    explained += more;
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
