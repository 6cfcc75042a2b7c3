/* dixit rules RULE: the rule's own words, and its examples tried on the spot, so that what stands here is what it
 * does. */
#include "tool/explain.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "tool/print.h"

enum { INDENT = 4, MESSAGE_INDENT = 8, OPTION_COLUMN = 24, PROFILE_COLUMN = 10 };

/* ---- paragraphs ---- */

static void print_paragraph(const char *text)
{
  putchar('\n');
  print_wrapped(stdout, text, 0, 0);
  putchar('\n');
}

/* Lines stay lines; long ones are filled. */
static void print_example(const char *text)
{
  char line[1024];
  for (const char *at = text; *at;) {
    size_t length = strcspn(at, "\n");
    snprintf(line, sizeof line, "%.*s", (int)length, at);
    if (length < sizeof line)
      print_wrapped(stdout, line, INDENT, 0);
    else
      printf("%*s%.*s", INDENT, "", (int)length, at);
    putchar('\n');
    at += length + (at[length] == '\n');
  }
}

/* ---- what the rule says ---- */

static void print_note(const char *sign, const char *text)
{
  int at = printf("%*s%s", INDENT, "", sign);
  print_wrapped(stdout, text, MESSAGE_INDENT, at);
  putchar('\n');
}

static void print_edits(const dixit_doc *doc, const dixit_finding *finding)
{
  const dixit_fix *fixes = dixit_doc_fixes(doc, NULL) + finding->first_fix;
  if (!finding->fix_count)
    return;
  char line[256];
  snprintf(line, sizeof line, "%s (%s)", fixes[0].label, fixes[0].safe ? "--fix does that" : "an offer to editors");
  print_note(" +", line);
}

/* What the rule says about one of its examples; nothing where it needs more than the text to say it. */
static void print_findings(const dixit_engine *engine, const dixit_rule *rule, const char *text)
{
  dixit_doc *doc;
  dixit_doc_options options = {.size = sizeof options, .format = rule->format};
  if (!engine || dixit_doc_new(&doc, engine, text, strlen(text), &options, NULL) != DIXIT_OK)
    return;
  size_t count;
  const dixit_finding *findings = dixit_doc_findings(doc, &count);
  for (size_t i = 0; i < count; i++) {
    if (strcmp(findings[i].rule, rule->id) != 0)
      continue;
    print_note("->", findings[i].message);
    print_edits(doc, &findings[i]);
  }
  dixit_doc_free(doc);
}

/* An engine in which this rule is on; NULL for rules that are not built in. */
static dixit_engine *open_engine(const dixit_rule *rule)
{
  dixit_engine *engine;
  dixit_rule_setting on = {rule->id, DIXIT_DEFAULT};
  dixit_options options = {.size = sizeof options, .rules = &on, .rule_count = 1};
  return dixit_engine_new(&engine, &options, NULL) == DIXIT_OK ? engine : NULL;
}

/* ---- parts ---- */

/* "In the profile wikipedia it is info, in fiction off.": those that differ from news, which comes first. */
static void print_profiles(const dixit_rule *rule)
{
  char line[256] = "";
  size_t length = 0;
  for (uint32_t i = 0; dixit_profile_name(i)[0] != '?'; i++) {
    dixit_engine *engine;
    dixit_options options = {.size = sizeof options, .profile = dixit_profile_name(i)};
    if (dixit_engine_new(&engine, &options, NULL) != DIXIT_OK)
      return;
    uint32_t severity = dixit_engine_severity(engine, rule->id);
    dixit_engine_free(engine);
    if (severity != rule->severity && length < sizeof line)
      length += (size_t)snprintf(line + length, sizeof line - length, "%s%s %s", length ? ", " : "",
                                 dixit_profile_name(i), dixit_severity_name(severity));
  }
  if (length == 0)
    return;
  putchar('\n');
  int at = printf("Profiles:");
  print_wrapped(stdout, line, PROFILE_COLUMN, at);
  putchar('\n');
}

static void print_head(const dixit_rule *rule)
{
  printf("%s (%s", rule->id, dixit_severity_name(rule->severity));
  if (rule->severity == DIXIT_OFF)
    printf("; --rule %s makes it %s", rule->id, dixit_severity_name(rule->suggested));
  puts(")");
}

static void print_options(const dixit_rule *rule)
{
  if (rule->option_count)
    puts("\nOptions:");
  for (uint32_t i = 0; i < rule->option_count; i++) {
    const dixit_rule_option *option = &rule->options[i];
    int at = printf("%*s%s (%u)", INDENT, "", option->name, option->value);
    print_wrapped(stdout, option->help, OPTION_COLUMN, at);
    putchar('\n');
  }
}

static void print_examples(const dixit_rule *rule, const char *head, const char *const *examples,
                           const dixit_engine *engine)
{
  if (!examples || !examples[0])
    return;
  bool plain = rule->format == DIXIT_PLAIN || rule->format == DIXIT_FORMAT_AUTO;
  printf("\n%s%s%s:\n", head, plain ? "" : ", in ", plain ? "" : dixit_format_name(rule->format));
  for (size_t i = 0; examples[i]; i++) {
    if (i > 0)
      putchar('\n');
    print_example(examples[i]);
    print_findings(engine, rule, examples[i]);
  }
}

void explain_rule(const dixit_rule *rule)
{
  dixit_engine *engine = open_engine(rule);
  print_head(rule);
  print_paragraph(rule->summary);
  if (rule->rationale && *rule->rationale)
    print_paragraph(rule->rationale);
  if (*rule->source) {
    putchar('\n');
    int at = printf("Source:");
    print_wrapped(stdout, rule->source, MESSAGE_INDENT, at);
    putchar('\n');
  }
  print_profiles(rule);
  print_options(rule);
  print_examples(rule, "Found", rule->bad, engine);
  print_examples(rule, "Left alone", rule->good, NULL);
  dixit_engine_free(engine);
}
