/* The run: every check that a rule which is on asks for, then suppressions, then the order and the selection readers
 * see. Rules are in src/data/rules, checks in the *_rules.c files. */
#include "rules/rules.h"

#include <stdlib.h>

#include "engine.h"
#include "rules/custom.h"
#include "rules/rule.h"
#include "rules/suppress.h"
#include "rules/voices.h"

/* By position, then by rule; the longer of two at one place first. */
static int compare_findings(const void *left, const void *right)
{
  const dixit_finding *a = left, *b = right;
  if (a->span.start != b->span.start)
    return a->span.start < b->span.start ? -1 : 1;
  if (a->span.end != b->span.end)
    return a->span.end > b->span.end ? -1 : 1;
  int order = strcmp(a->rule, b->rule);
  if (order)
    return order;
  return (a->first_related > b->first_related) - (a->first_related < b->first_related);
}

static void sort_findings(dixit_doc *doc)
{
  if (doc->findings.count)
    qsort(doc->findings.items, doc->findings.count, sizeof *doc->findings.items, compare_findings);
}

/* Call each check that a rule which is on asks for, once; then the caller's own. */
static void run_checks(rule_run *run)
{
  bool wanted[RULE_NO_CHECK] = {false};
  for (uint32_t i = 0; i < RULE_COUNT; i++)
    if (rule_is_on(run, i) && rule_check_of[i] != RULE_NO_CHECK)
      wanted[rule_check_of[i]] = true;
  for (uint32_t i = 0; i < rule_check_count; i++)
    if (wanted[i])
      rule_checks[i](run);
  custom_checks_run(run);
}

/* Does the rule's category belong to the citation check? */
static bool is_citation_rule(const char *id)
{
  static const char *const categories[] = {"sources/", "claims/", "citations/", "references/"};
  for (size_t i = 0; i < sizeof categories / sizeof *categories; i++)
    if (strncmp(id, categories[i], strlen(categories[i])) == 0)
      return true;
  return false;
}

static void select_citation_findings(dixit_doc *doc)
{
  if (!ARRAY_EXPECT(&doc->memory, doc->citation_findings, doc->findings.count))
    return;
  for (uint32_t i = 0; i < doc->findings.count; i++) {
    if (!is_citation_rule(doc->findings.items[i].rule))
      continue;
    dixit_finding *copy = ARRAY_ADD(&doc->memory, doc->citation_findings);
    if (!copy)
      return;
    *copy = doc->findings.items[i];
  }
}

/* What checks share, and the checks. */
static void run_with(rule_run *run, arena *scratch)
{
  run->scratch = scratch;
  run->voices = voices_find(run->doc, scratch);
  if (run->voices)
    run_checks(run);
}

void rules_run(dixit_doc *doc)
{
  const dixit_engine *engine = doc->engine;
  bool story = doc->kind == DIXIT_KIND_FICTION;
  rule_run run = {.doc = doc, .sums = doc->sums, .options = engine->rule_options,
                  .severities = story ? engine->story_severities : engine->severities};
  arena scratch;
  arena_init(&scratch, &doc->memory.allocator);
  run_with(&run, &scratch);
  doc->memory.failed = doc->memory.failed || scratch.failed;
  arena_done(&scratch);
  sort_findings(doc);
  if (suppressions_apply(&run))
    sort_findings(doc);
  select_citation_findings(doc);
}
