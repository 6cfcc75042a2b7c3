/* Rules about quotations in scholarly texts: length, citation, page. */
#include "rules/rule.h"

#include "doc/lexicon.h"
#include "doc/sentences.h"

enum { BLOCK_WORDS = 40, CITED_WORDS = 4 };

/* The first citation marker in a sentence, as an index, or DIXIT_NONE. */
static uint32_t citation_in(const dixit_doc *doc, uint32_t index)
{
  const dixit_sentence *sentence = &doc->sentences.items[index];
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    const dixit_token *token = &doc->tokens.items[sentence->first_token + i];
    if (token->kind == DIXIT_CITE && token->hash < doc->citations.count)
      return token->hash;
  }
  return DIXIT_NONE;
}

/* "(Ode, 2020)": a year in brackets. */
static bool has_author_year(const dixit_doc *doc, uint32_t index)
{
  const dixit_sentence *sentence = &doc->sentences.items[index];
  bool open = false;
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    const dixit_token *token = &doc->tokens.items[sentence->first_token + i];
    if (token->kind == DIXIT_OPEN || token->kind == DIXIT_CLOSE)
      open = token->kind == DIXIT_OPEN;
    else if (open && token->kind == DIXIT_NUMBER && token->end - token->start >= 4)
      return true;
  }
  return false;
}

static void check_citation(rule_run *run, const dixit_quote *quote)
{
  const dixit_doc *doc = run->doc;
  uint32_t sentence = sentence_of_token(doc, quote->first_token + quote->token_count - 1);
  uint32_t citation = citation_in(doc, sentence);
  if (citation == DIXIT_NONE) {
    if (!has_author_year(doc, sentence))
      rule_report(run, RULE_ACADEMIC_UNCITED_QUOTE, quote->span, "Cite the source of this quotation, with the page.");
    return;
  }
  const dixit_citation *cited = &doc->citations.items[citation];
  if (cited->kind == DIXIT_CITE_KEY && span_is_empty(cited->locator))
    rule_report(run, RULE_ACADEMIC_LOCATOR, cited->span, "On which page? A quotation needs one, or a paragraph or time.");
}

static void check_quote(rule_run *run, const dixit_quote *quote)
{
  bool speech = quote->kind == DIXIT_SPEECH && quote->depth == 0 && quote->style != DIXIT_BLOCK_STYLE;
  if (!speech || quote->flags & DIXIT_QUOTE_UNCLOSED)
    return;
  if (quote->word_count >= BLOCK_WORDS)
    rule_report(run, RULE_ACADEMIC_BLOCK_QUOTE, quote->span, "%u words: set this quotation as a block, without marks.",
                quote->word_count);
  if (quote->word_count >= CITED_WORDS)
    check_citation(run, quote);
}

/* "as cited in", "quoted in": two words, the second being "in", within brackets. */
static void check_second_hand(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  bool open = false;
  for (uint32_t i = 0; i + 1 < doc->tokens.count; i++) {
    const dixit_token *token = &doc->tokens.items[i];
    if (token->kind == DIXIT_OPEN || token->kind == DIXIT_CLOSE)
      open = token->kind == DIXIT_OPEN;
    if (open && topic_is(token, TOPIC_RELAYED) && topic_is(token + 1, TOPIC_IN))
      rule_report(run, RULE_ACADEMIC_SECONDARY, tokens_span(doc, i, i + 1), "Cite what you read: the work itself, where it can be had.");
  }
}

void check_academic(rule_run *run)
{
  for (uint32_t i = 0; i < run->doc->quotes.count; i++)
    check_quote(run, &run->doc->quotes.items[i]);
  check_second_hand(run);
}
