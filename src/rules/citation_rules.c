/* Rules about markers that point nowhere and references that nothing points to. */
#include <stdio.h>

#include "doc/wiki_scan.h"
#include "refs/keys.h"
#include "rules/rule.h"

/* Only so many get a suggestion, since each is compared with all footnotes there are. */
enum { SUGGESTIONS = 100, GROUP_LIMIT = 80 };

static void report_undefined_footnote(rule_run *run, const dixit_citation *citation, uint32_t *suggestions)
{
  const char *key = rule_excerpt(run, citation->key), *meant = NULL;
  if (*suggestions < SUGGESTIONS && rule_is_on(run, RULE_CITATIONS_UNDEFINED_FOOTNOTE)) {
    ++*suggestions;
    meant = key_meant(run->doc, DIXIT_REF_FOOTNOTE, doc_slice(run->doc, citation->key));
  }
  bool told = meant
    ? rule_report(run, RULE_CITATIONS_UNDEFINED_FOOTNOTE, citation->span,
                  "There is no footnote \"%s\": is \"%s\" meant?", key, meant)
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

/* ---- groups of MediaWiki's notes ---- */

/* What "group" says in a tag "<ref ...>" that starts and ends there; empty where it says nothing. */
static dixit_text group_in_tag(const dixit_doc *doc, uint32_t start, uint32_t end)
{
  wiki_text text = {.bytes = doc->text, .length = doc->length};
  return doc_slice(doc, wiki_attribute(&text, start + 4, end - 1, "group"));
}

static bool is_tag(const dixit_doc *doc, uint32_t start)
{
  return text_starts_folded(text_of(doc->text + start, doc->length - start), "<ref");
}

static bool has_duplicates(const dixit_doc *doc, uint32_t reference)
{
  for (uint32_t i = reference + 1; i < doc->references.count; i++)
    if (doc->references.items[i].duplicate_of == reference)
      return true;
  return false;
}

/* "<ref name=a />" where the only note of that name is in a group: MediaWiki finds none. */
static void check_group(rule_run *run, const dixit_citation *citation, uint32_t *suggestions)
{
  const dixit_doc *doc = run->doc;
  const dixit_reference *note = &doc->references.items[citation->reference];
  uint32_t start = citation->span.start;
  bool again = citation->kind == DIXIT_CITE_FOOTNOTE && is_tag(doc, start) && doc->text[citation->span.end - 2] == '/';
  if (!again || !is_tag(doc, note->span.start) || group_in_tag(doc, start, citation->span.end).length)
    return;
  dixit_text group = group_in_tag(doc, note->span.start, note->content.start);
  if (!group.length || group.length > GROUP_LIMIT || *suggestions >= SUGGESTIONS)
    return;
  ++*suggestions;
  if (has_duplicates(doc, citation->reference))
    return;
  char named[GROUP_LIMIT + sizeof "<ref group=\"\""];
  snprintf(named, sizeof named, "<ref group=\"%.*s\"", (int)group.length, group.bytes);
  if (rule_report(run, RULE_CITATIONS_UNDEFINED_FOOTNOTE, citation->span,
                  "The footnote \"%s\" stands in the group \"%.*s\": name the group here too.",
                  rule_excerpt(run, citation->key), (int)group.length, group.bytes)) {
    rule_relate(run, note->key, "the footnote");
    rule_fix(run, span_of(start, start + 4), named, "name the group");
  }
}

void check_citations(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  uint32_t suggestions = 0;
  for (uint32_t i = 0; i < doc->citations.count; i++)
    if (doc->citations.items[i].reference == DIXIT_NONE)
      report_undefined(run, &doc->citations.items[i], &suggestions);
    else if (doc->format == DIXIT_MEDIAWIKI)
      check_group(run, &doc->citations.items[i], &suggestions);
  for (uint32_t i = 0; i < doc->references.count; i++)
    report_unused(run, &doc->references.items[i]);
}
