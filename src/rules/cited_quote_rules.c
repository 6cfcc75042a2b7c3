/* Rules about quotations and the citations that say where they stand. */
#include "rules/rule.h"

/* Quoted words fewer than these are phrases. */
enum { WORDS_LEAST = 5 };

/* The first citation that starts at or after `byte`. */
static uint32_t citation_from(const dixit_doc *doc, uint32_t byte)
{
  uint32_t low = 0, high = doc->citations.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (doc->citations.items[middle].span.start < byte)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The first citation from the quotation's start to its block's end, of a kind that can vouch; NULL when there is none.
 */
static const dixit_citation *find_citation(const dixit_doc *doc, const dixit_quote *quote)
{
  dixit_span block = doc->blocks.items[quote->block].span;
  for (uint32_t i = citation_from(doc, quote->span.start); i < doc->citations.count; i++) {
    const dixit_citation *citation = &doc->citations.items[i];
    if (citation->span.start >= block.end)
      return NULL;
    if (!(citation->flags & (DIXIT_CITATION_INTERNAL | DIXIT_CITATION_SILENT)))
      return citation;
  }
  return NULL;
}

/* A block quotation is often cited in the line before it. */
static bool is_cited_before(const dixit_doc *doc, const dixit_quote *quote)
{
  uint32_t next = citation_from(doc, quote->span.start);
  const dixit_citation *before = next ? &doc->citations.items[next - 1] : NULL;
  return before && (before->block == quote->block ||
                    (doc->blocks.items[quote->block].quoted && before->block + 2 >= quote->block));
}

void check_cited_quotes(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  for (uint32_t i = 0; i < doc->quotes.count; i++) {
    const dixit_quote *quote = &doc->quotes.items[i];
    if (quote->kind != DIXIT_SPEECH || quote->depth || quote->word_count < WORDS_LEAST || quote->previous != DIXIT_NONE)
      continue;
    const dixit_citation *citation = find_citation(doc, quote);
    if (!citation && !is_cited_before(doc, quote))
      rule_report(run, RULE_CITATIONS_UNCITED_QUOTATION, quote->span, "Cite where these words stand.");
    else if (citation && citation->kind == DIXIT_CITE_KEY && span_is_empty(citation->locator))
      rule_report(run, RULE_CITATIONS_NO_LOCATOR, citation->span, "Say on which page the quoted words stand.");
  }
}
