/* Rules about markers that point nowhere and references that nothing points to. */
#include "refs/keys.h"
#include "rules/rule.h"

/* Only so many get a suggestion, since each is compared with all footnotes there are. */
enum { SUGGESTIONS = 100 };

static void report_undefined_footnote(rule_run *run, const dixit_citation *citation, uint32_t *suggestions)
{
  const char *key = rule_excerpt(run, citation->key), *meant = NULL;
  if (*suggestions < SUGGESTIONS && rule_is_on(run, RULE_CITATIONS_UNDEFINED_FOOTNOTE)) {
    ++*suggestions;
    meant = key_meant(run->doc, DIXIT_REF_FOOTNOTE, doc_slice(run->doc, citation->key));
  }
  bool told = meant
    ? rule_report(run, RULE_CITATIONS_UNDEFINED_FOOTNOTE, citation->span, "There is no footnote \"%s\": is \"%s\" meant?", key, meant)
    : rule_report(run, RULE_CITATIONS_UNDEFINED_FOOTNOTE, citation->span,
                  "There is no footnote \"%s\": write it, or correct the label.", key);
  if (told && meant)
    rule_fix(run, citation->key, meant, "refer to the footnote that is meant");
}

static void report_undefined(rule_run *run, const dixit_citation *citation, uint32_t *suggestions)
{
  if (citation->kind == DIXIT_CITE_FOOTNOTE)
    report_undefined_footnote(run, citation, suggestions);
  else if (citation->kind == DIXIT_CITE_INLINE_NOTE && run->doc->format == DIXIT_RST)
    rule_report(run, RULE_CITATIONS_UNDEFINED_FOOTNOTE, citation->span,
                "There are fewer footnotes \".. [%s]\" than marks: write the one that is missing.",
                rule_excerpt(run, citation->key));
  else if (citation->kind == DIXIT_CITE_REFERENCE_LINK)
    rule_report(run, RULE_CITATIONS_UNDEFINED_LINK, citation->span,
                "No link \"%s\" is defined: define it, or correct the label.", rule_excerpt(run, citation->key));
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
  uint32_t suggestions = 0;
  for (uint32_t i = 0; i < doc->citations.count; i++)
    if (doc->citations.items[i].reference == DIXIT_NONE)
      report_undefined(run, &doc->citations.items[i], &suggestions);
  for (uint32_t i = 0; i < doc->references.count; i++)
    report_unused(run, &doc->references.items[i]);
}
