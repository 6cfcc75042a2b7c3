/* Checks from outside: what they report goes the way of the built-in rules' findings (rule.c), so severities,
 * suppressions and reports hold for both. */
#include "rules/custom.h"

#include "engine.h"

/* rule: the number of the rule that is running. any: it has reported something that can be added to. */
struct dixit_finder {
  rule_run *run;
  uint32_t rule;
  bool any;
};

/* ---- ids ---- */

/* How many bytes at `at` are part of a name. */
static size_t name_length(const char *at)
{
  return strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789-");
}

const char *custom_id_problem(const char *id)
{
  size_t category = name_length(id);
  if (!category || id[category] != '/')
    return "a rule is named \"category/name\", in small letters";
  size_t name = name_length(id + category + 1);
  if (!name || id[category + 1 + name])
    return "a rule is named \"category/name\", in small letters";
  for (uint32_t i = 0; i < RULE_COUNT; i++)
    if (strncmp(rule_table[i].id, id, category + 1) == 0)
      return "this category is dixit's own: choose another";
  return NULL;
}

/* ---- running ---- */

void custom_checks_run(rule_run *run)
{
  const struct dixit_engine *engine = run->doc->engine;
  for (uint32_t i = 0; i < engine->check_count; i++) {
    dixit_finder finder = {run, RULE_COUNT + i, false};
    if (rule_is_on(run, finder.rule))
      engine->checks[i].run(engine->checks[i].ctx, run->doc, &finder);
  }
}

static dixit_span clip(const dixit_doc *doc, dixit_span span)
{
  uint32_t end = span.end < doc->length ? span.end : doc->length;
  return span_of(span.start < end ? span.start : end, end);
}

int dixit_finder_add(dixit_finder *out, dixit_span span, const char *message)
{
  out->any = rule_report(out->run, out->rule, clip(out->run->doc, span), "%s", message);
  return out->any;
}

void dixit_finder_relate(dixit_finder *out, dixit_span span, const char *message)
{
  dixit_doc *doc = out->run->doc;
  const char *copy = out->any ? arena_copy(&doc->memory, message, strlen(message)) : NULL;
  if (copy)
    rule_relate(out->run, clip(doc, span), copy);
}

/* The label in the arena, or NULL when there is nothing to fix. */
static const char *keep_label(const dixit_finder *out, const char *label)
{
  return out->any ? arena_copy(&out->run->doc->memory, label, strlen(label)) : NULL;
}

void dixit_finder_fix(dixit_finder *out, dixit_span span, const char *replacement, const char *label)
{
  const char *copy = keep_label(out, label);
  if (copy)
    rule_fix(out->run, clip(out->run->doc, span), replacement, copy);
}

void dixit_finder_mend(dixit_finder *out, dixit_span span, const char *replacement, const char *label)
{
  const char *copy = keep_label(out, label);
  if (copy)
    rule_mend(out->run, clip(out->run->doc, span), replacement, copy);
}
