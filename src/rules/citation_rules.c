/* Rules about markers that point nowhere and references that nothing points to. */
#include "rules/rule.h"

static void report_undefined(rule_run *run, const dixit_citation *citation)
{
  const char *key = rule_excerpt(run, citation->key);
  if (citation->kind == DIXIT_CITE_FOOTNOTE)
    rule_report(run, RULE_CITATIONS_UNDEFINED_FOOTNOTE, citation->span,
                "There is no footnote \"%s\": write it, or correct the label.", key);
  else if (citation->kind == DIXIT_CITE_REFERENCE_LINK)
    rule_report(run, RULE_CITATIONS_UNDEFINED_LINK, citation->span,
                "No link \"%s\" is defined: define it, or correct the label.", key);
}

static void report_unused(rule_run *run, const dixit_reference *reference)
{
  if (reference->kind == DIXIT_REF_FOOTNOTE && reference->use_count == 0 && reference->duplicate_of == DIXIT_NONE)
    rule_report(run, RULE_CITATIONS_UNUSED_FOOTNOTE, reference->key,
                "Nothing refers to the footnote \"%s\": put its mark where it belongs, or take it away.",
                rule_excerpt(run, reference->key));
}

void check_citations(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  for (uint32_t i = 0; i < doc->citations.count; i++)
    if (doc->citations.items[i].reference == DIXIT_NONE)
      report_undefined(run, &doc->citations.items[i]);
  for (uint32_t i = 0; i < doc->references.count; i++)
    report_unused(run, &doc->references.items[i]);
}
