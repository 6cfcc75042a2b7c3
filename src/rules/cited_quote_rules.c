/* Rules about quotations and the citations that say where they stand. */
#include "rules/rule.h"

#include "doc/sentences.h"
#include "marks/bracketed.h"

/* Quoted words fewer than these are phrases. A citation by hand is looked for so many tokens around a quotation: in a
 * paragraph of thousands of quotations each looks a little around. */
enum { WORDS_LEAST = 5, LOOKED_AROUND = 120 };

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
                    (quote->style == DIXIT_BLOCK_STYLE && before->block + 2 >= quote->block));
}

/* Does such a citation belong right behind the words? Historians gather the sources of a paragraph in one note behind
 * it; whoever cites in brackets does so on the spot. */
static bool belongs_on_the_spot(const rule_run *run, const dixit_citation *citation)
{
  uint8_t kind = citation->kind;
  bool note = kind == DIXIT_CITE_FOOTNOTE || kind == DIXIT_CITE_INLINE_NOTE;
  return kind == DIXIT_CITE_KEY || kind == DIXIT_CITE_SHORT || (note && run->options[OPTION_CITATIONS_FAR_NOTES]);
}

/* Does the citation stand in a later sentence than the quotation and the words that say whose it is? A mark right
 * behind the sentence's full stop belongs to it. */
static bool is_far(const dixit_doc *doc, const dixit_quote *quote, dixit_span citation)
{
  const dixit_attribution *attribution = rule_attribution(doc, quote);
  uint32_t sentence = sentence_of_token(doc, rule_quote_end(quote) - 1);
  if (attribution && attribution->sentence > sentence)
    sentence = attribution->sentence;
  uint32_t end = doc->sentences.items[sentence].span.end;
  while (end < citation.start && (unsigned char)doc->text[end] <= ' ')
    end++;
  return citation.start > end;
}

/* Somebody's words, cited in a later sentence and not before. */
static void report_far(rule_run *run, const dixit_quote *quote, dixit_span citation)
{
  const dixit_attribution *attribution = rule_attribution(run->doc, quote);
  bool said = attribution && attribution->source != DIXIT_NONE && quote->style != DIXIT_BLOCK_STYLE &&
              run->doc->sources.items[attribution->source].kind <= DIXIT_SOURCE_GROUP;
  if (said && is_far(run->doc, quote, citation) &&
      rule_report(run, RULE_CITATIONS_FAR, quote->span, "Put the citation behind the words it is for."))
    rule_relate(run, citation, "the citation");
}

/* "(p. 3)", "(2020, p. 3)" behind the quotation, at once or behind a few words: the rest stands before it. */
static bool has_page_behind(const dixit_doc *doc, uint32_t first, uint32_t end)
{
  static const char *const signs[] = {"p.", "pp.", "para.", "paras.", "ch.", "sec."};
  bool open = false;
  for (uint32_t i = first; i < end; i++) {
    const dixit_token *token = &doc->tokens.items[i];
    if (token->kind == DIXIT_OPEN || token->kind == DIXIT_CLOSE)
      open = token->kind == DIXIT_OPEN;
    for (size_t k = 0; open && k < sizeof signs / sizeof *signs; k++)
      if (rule_word_is(doc, i, signs[k]))
        return true;
  }
  return false;
}

/* "Ode (2020) writes that": a name with the year of the work before the quotation. *span: the brackets. */
static bool find_narrative(const dixit_doc *doc, uint32_t first, uint32_t end, dixit_span *span)
{
  const dixit_token *tokens = doc->tokens.items;
  for (uint32_t i = first; i + 3 < end; i++) {
    bool name = tokens[i].kind == DIXIT_WORD && tokens[i].flags & DIXIT_TOKEN_CAPITAL;
    bool year = tokens[i + 2].kind == DIXIT_NUMBER && tokens[i + 2].end - tokens[i + 2].start >= 4;
    if (!name || !year || tokens[i + 1].kind != DIXIT_OPEN || tokens[i + 3].kind != DIXIT_CLOSE)
      continue;
    *span = tokens_span(doc, i + 1, i + 3);
    return true;
  }
  return false;
}

/* Does a bracket open in the sentences from `sentence` on that begin before token `end`? */
static bool have_brackets(const rule_run *run, uint32_t sentence, uint32_t end)
{
  const dixit_doc *doc = run->doc;
  for (uint32_t i = sentence; i < doc->sentences.count && doc->sentences.items[i].first_token < end; i++)
    if (sum_has_kind(&run->sums[i], DIXIT_OPEN))
      return true;
  return false;
}

/* A citation by hand in the quotation's sentence, which is `sentence`, or behind it: does it say where in the work the
 * words stand? */
static bool check_bracketed(rule_run *run, const dixit_quote *quote, uint32_t sentence)
{
  const dixit_doc *doc = run->doc;
  const dixit_block *block = &doc->blocks.items[quote->block];
  uint32_t behind = rule_quote_end(quote), end = block->first_token + block->token_count;
  uint32_t first = rule_sentence(doc, sentence).first;
  first = first + LOOKED_AROUND < quote->first_token ? quote->first_token - LOOKED_AROUND : first;
  end = behind + LOOKED_AROUND < end ? behind + LOOKED_AROUND : end;
  if (!have_brackets(run, sentence, end))
    return false;
  uint32_t last = rule_sentence(doc, sentence_near(doc, behind - 1, sentence)).end;
  if (has_page_behind(doc, behind, last < end ? last : end))
    return true;
  bracketed_citation before, after = {.located = false};
  bool trail = bracketed_find(doc, behind, end, &after);
  bool lead = bracketed_find(doc, first, quote->first_token, &before);
  if (!lead && !trail) {
    before.located = false;
    lead = find_narrative(doc, first, quote->first_token, &before.span);
  }
  bool located = (lead && before.located) || (trail && after.located) || (lead && has_page_behind(doc, behind, end));
  dixit_span span = trail ? after.span : before.span;
  if ((lead || trail) && !located && doc->text[span.start] != '[')
    rule_report(run, RULE_CITATIONS_NO_LOCATOR, span, "Say on which page the quoted words stand.");
  if (trail && !lead && doc->text[span.start] != '[')
    report_far(run, quote, span);
  return lead || trail;
}

/* The writer's own: a conversation shown, a formula read aloud, a question that nobody in particular asks. */
static bool is_own(const dixit_doc *doc, const dixit_quote *quote)
{
  if (rule_is_dialogue(doc, quote))
    return true;
  const dixit_attribution *attribution = rule_attribution(doc, quote);
  uint32_t end = rule_quote_end(quote) < quote->first_token + LOOKED_AROUND ? rule_quote_end(quote)
                                                                           : quote->first_token + LOOKED_AROUND;
  for (uint32_t i = quote->first_token; i < end && doc->format == DIXIT_LATEX; i++)
    if (doc->tokens.items[i].kind == DIXIT_OPAQUE)
      return true;
  bool spoken = attribution && attribution->source != DIXIT_NONE;
  return !spoken && quote->content.end > quote->content.start && doc->text[quote->content.end - 1] == '?';
}

void check_cited_quotes(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  uint32_t sentence = 0;
  for (uint32_t i = 0; i < doc->quotes.count; i++) {
    const dixit_quote *quote = &doc->quotes.items[i];
    if (quote->kind != DIXIT_SPEECH || quote->depth || quote->word_count < WORDS_LEAST || quote->previous != DIXIT_NONE)
      continue;
    const dixit_citation *citation = find_citation(doc, quote);
    bool before = is_cited_before(doc, quote);
    sentence = sentence_near(doc, quote->first_token, sentence);
    if ((!citation || is_far(doc, quote, citation->span)) && check_bracketed(run, quote, sentence))
      continue;
    if (!citation && !before && is_own(doc, quote))
      continue;
    if (!citation && !before)
      rule_report(run, RULE_CITATIONS_UNCITED_QUOTATION, quote->span, "Cite where these words stand.");
    else if (citation && citation->kind == DIXIT_CITE_KEY && span_is_empty(citation->locator))
      rule_report(run, RULE_CITATIONS_NO_LOCATOR, citation->span, "Say on which page the quoted words stand.");
    if (citation && !before && belongs_on_the_spot(run, citation))
      report_far(run, quote, citation->span);
  }
}
