/* Rules about quotations in scholarly texts: how long, how set, how much of the text.
 *
 * What a quotation cites is the business of the citation rules. Lengths are options, since manuals of style differ. */
#include "rules/rule.h"

#include "doc/lexicon.h"
#include "doc/sentences.h"

enum { SHARE_WORDS = 300 };

/* ---- academic/block-quote, block-marks, short-block ---- */

/* The token at which the citation begins that ends with token `last`: a marker, or brackets with a number in them; or
 * DIXIT_NONE. */
static uint32_t citation_start(const dixit_doc *doc, const dixit_quote *block, uint32_t last)
{
  bool number = false;
  if (doc->tokens.items[last].kind == DIXIT_CITE)
    return last;
  if (doc->tokens.items[last].kind != DIXIT_CLOSE)
    return DIXIT_NONE;
  for (uint32_t i = last; i-- > block->first_token;) {
    number = number || doc->tokens.items[i].kind == DIXIT_NUMBER;
    if (doc->tokens.items[i].kind == DIXIT_OPEN)
      return number ? i : DIXIT_NONE;
  }
  return DIXIT_NONE;
}

/* Does a quotation between marks fill the block quotation, but for its citation? */
static bool holds_marks(const dixit_doc *doc, const dixit_quote *block)
{
  uint32_t last = rule_quote_end(block) - 1;
  if (block->token_count < 3 || doc->tokens.items[block->first_token].kind != DIXIT_MARK)
    return false;
  while (last > block->first_token && doc->tokens.items[last].kind == DIXIT_STOP)
    last--;
  uint32_t cited = citation_start(doc, block, last);
  return doc->tokens.items[cited == DIXIT_NONE ? last : cited - 1].kind == DIXIT_MARK;
}

static void check_block(rule_run *run, const dixit_quote *quote)
{
  if (holds_marks(run->doc, quote))
    rule_report(run, RULE_ACADEMIC_BLOCK_MARKS, quote->span, "A block quotation takes no quotation marks: drop them.");
  if (quote->word_count < run->options[OPTION_ACADEMIC_SHORT_BLOCK_WORDS] && !rule_is_dialogue(run->doc, quote))
    rule_report(run, RULE_ACADEMIC_SHORT_BLOCK, quote->span,
                "%u words: a quotation this short stands in the running text, between marks.", quote->word_count);
}

static void check_length(rule_run *run, const dixit_quote *quote)
{
  if (rule_is_speech(quote) && !(quote->flags & DIXIT_QUOTE_UNCLOSED) &&
      quote->word_count >= run->options[OPTION_ACADEMIC_BLOCK_QUOTE_WORDS])
    rule_report(run, RULE_ACADEMIC_BLOCK_QUOTE, quote->span, "%u words: set this quotation as a block, without marks.",
                quote->word_count);
}

/* ---- academic/block-stop ---- */

/* "... all night (Ode, 2020, p. 3)." at the end of a block: the full stop belongs before the citation there. */
static void check_block_stop(rule_run *run, const dixit_quote *block)
{
  const dixit_doc *doc = run->doc;
  uint32_t last = rule_quote_end(block) - 1;
  if (block->token_count < 4 || doc->tokens.items[last].kind != DIXIT_STOP)
    return;
  uint32_t start = citation_start(doc, block, last - 1);
  if (start == DIXIT_NONE || start <= block->first_token || doc->tokens.items[start - 1].kind != DIXIT_WORD)
    return;
  if (!rule_report(run, RULE_ACADEMIC_BLOCK_STOP, tokens_span(doc, start, last),
                   "In a block quotation the full stop stands before the citation."))
    return;
  uint32_t words = doc->tokens.items[start - 1].end;
  rule_mend(run, span_of(words, words), ".", "Put the full stop before the citation");
  rule_mend(run, token_span(&doc->tokens.items[last]), "", "Put the full stop before the citation");
}

/* ---- academic/dropped-quote ---- */

/* A quotation that is a sentence of its own, with nobody's words around it in its paragraph's sentence. *sentence: that
 * of a quotation before, from which its own is looked for. */
static void check_dropped(rule_run *run, const dixit_quote *quote, uint32_t *sentence)
{
  const dixit_doc *doc = run->doc;
  const uint8_t whole = DIXIT_QUOTE_WHOLE;
  const dixit_attribution *attribution = rule_attribution(doc, quote);
  if (!rule_is_speech(quote) || (quote->flags & (whole | DIXIT_QUOTE_UNCLOSED)) != whole ||
      quote->previous != DIXIT_NONE)
    return;
  if (attribution && !span_is_empty(attribution->cue))
    return;
  *sentence = sentence_near(doc, quote->first_token, *sentence);
  if (doc->sentences.items[*sentence].first_token != quote->first_token ||
      doc->blocks.items[quote->block].kind != DIXIT_PARAGRAPH)
    return;
  rule_report(run, RULE_ACADEMIC_DROPPED_QUOTE, quote->span,
              "This quotation stands alone: lead into it, and say what it shows.");
}

/* ---- academic/quotation-share ---- */

static void check_share(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  uint32_t words = 0, quoted = 0, first = DIXIT_NONE;
  for (uint32_t i = 0; i < doc->sentences.count; i++)
    words += run->sums[i].words;
  for (uint32_t i = 0; i < doc->quotes.count; i++) {
    const dixit_quote *quote = &doc->quotes.items[i];
    if (quote->depth > 0 || quote->kind != DIXIT_SPEECH)
      continue;
    quoted += quote->word_count;
    if (first == DIXIT_NONE || quote->word_count > doc->quotes.items[first].word_count)
      first = i;
  }
  uint32_t share = words ? (uint32_t)((uint64_t)quoted * 100 / words) : 0;
  if (words >= SHARE_WORDS && share > run->options[OPTION_ACADEMIC_QUOTATION_SHARE_PERCENT])
    rule_report(run, RULE_ACADEMIC_QUOTATION_SHARE, doc->quotes.items[first].span,
                "%u of 100 words here are quoted: say more of it in your own words. The longest quotation is this.",
                share);
}

void check_academic_quotes(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  uint32_t sentence = 0;
  for (uint32_t i = 0; i < doc->quotes.count; i++) {
    const dixit_quote *quote = &doc->quotes.items[i];
    if (quote->style == DIXIT_BLOCK_STYLE) {
      if (quote->token_count == 0 || quote->depth > 0)
        continue;
      check_block(run, quote);
      check_block_stop(run, quote);
      continue;
    }
    check_length(run, quote);
    check_dropped(run, quote, &sentence);
  }
  check_share(run);
}

/* ---- academic/secondary, et-al, ampersand ---- */

static bool is_year(const dixit_doc *doc, uint32_t token)
{
  return token < doc->tokens.count && doc->tokens.items[token].kind == DIXIT_NUMBER &&
         doc->tokens.items[token].end - doc->tokens.items[token].start == 4;
}

static bool is_name(const dixit_doc *doc, uint32_t token)
{
  return token < doc->tokens.count && doc->tokens.items[token].kind == DIXIT_WORD &&
         doc->tokens.items[token].flags & DIXIT_TOKEN_CAPITAL;
}

/* "as cited in", "quoted in", between brackets. */
static void check_second_hand(rule_run *run, uint32_t at)
{
  const dixit_doc *doc = run->doc;
  static const char *const signs[] = {"cited", "quoted", "qtd.", "qtd"};
  bool second_hand = false;
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    second_hand = second_hand || rule_word_is(doc, at, signs[i]);
  if (second_hand && doc->tokens.items[at + 1].kind == DIXIT_STOP)
    at++;
  if (second_hand && rule_word_is(doc, at + 1, "in"))
    rule_report(run, RULE_ACADEMIC_SECONDARY, tokens_span(doc, at, at + 1),
                "Cite what you read: the work itself, where it can be had.");
}

/* "et al", "et. al.", with a year near: only "al." is an abbreviation. */
static void check_et_al(rule_run *run, uint32_t at)
{
  const dixit_doc *doc = run->doc;
  uint32_t next = at + 1;
  if (!rule_word_is(doc, at, "et") && !rule_word_is(doc, at, "et."))
    return;
  if (next < doc->tokens.count && doc->tokens.items[next].kind == DIXIT_STOP)
    next++;
  bool dotted = rule_word_is(doc, next, "al.");
  if (!dotted && !rule_word_is(doc, next, "al"))
    return;
  uint32_t last = next + 1 < doc->tokens.count && doc->tokens.items[next + 1].kind == DIXIT_STOP &&
                          doc->tokens.items[next + 1].start == doc->tokens.items[next].end ? next + 1 : next;
  dixit_span span = tokens_span(doc, at, last);
  if (text_is(doc_slice(doc, span), "et al."))
    return;
  if (rule_report(run, RULE_ACADEMIC_ET_AL, span, "Write \"et al.\": only \"al.\" is cut short."))
    rule_mend(run, span, "et al.", "Write \"et al.\"");
}

/* "Ode & Reit (2020)" in the sentence, "(Ode and Reit, 2020)" in brackets: APA has it the other way round. */
static void check_joined_names(rule_run *run, uint32_t at, bool open)
{
  const dixit_doc *doc = run->doc;
  if (at == 0 || !is_year(doc, at + 3) || !is_name(doc, at - 1) || !is_name(doc, at + 1))
    return;
  bool sign = doc->text[doc->tokens.items[at].start] == '&';
  bool firm = doc->tokens.items[at - 1].hash == doc->tokens.items[at + 1].hash; /* "Lund & Lund" */
  if ((!sign && !rule_word_is(doc, at, "and")) || open == sign || firm)
    return;
  uint8_t behind = doc->tokens.items[at + 2].kind;
  if (behind != (open ? DIXIT_COMMA : DIXIT_OPEN))
    return;
  dixit_span span = token_span(&doc->tokens.items[at]);
  if (rule_report(run, RULE_ACADEMIC_AMPERSAND, span,
                  sign ? "Write \"and\" in the sentence: \"&\" belongs into the brackets."
                       : "Write \"&\" in the brackets: \"and\" belongs into the sentence."))
    rule_mend(run, span, sign ? "and" : "&", "Join the names as APA does");
}

static bool may_be_et(const dixit_token *token)
{
  return token->hash == lexicon_hash_literal("et") || token->flags & DIXIT_TOKEN_ABBREVIATED;
}

static void check_cited_words(rule_run *run, token_range sentence, bool *open)
{
  for (uint32_t i = sentence.first; i < sentence.end; i++) {
    const dixit_token *token = &run->doc->tokens.items[i];
    if (token->kind == DIXIT_OPEN || token->kind == DIXIT_CLOSE)
      *open = token->kind == DIXIT_OPEN;
    if (token->kind != DIXIT_WORD && token->kind != DIXIT_SYMBOL)
      continue;
    check_joined_names(run, i, *open);
    if (may_be_et(token))
      check_et_al(run, i);
    if (*open)
      check_second_hand(run, i);
  }
}

/* Most sentences have neither brackets nor years: there only "et al" can be wrong. */
void check_academic_citations(rule_run *run)
{
  const uint16_t telling = 1u << DIXIT_OPEN | 1u << DIXIT_CLOSE | 1u << DIXIT_NUMBER;
  bool open = false;
  for (uint32_t i = 0; i < run->doc->sentences.count; i++) {
    token_range sentence = rule_sentence(run->doc, i);
    if (open || run->sums[i].kinds & telling)
      check_cited_words(run, sentence, &open);
    else
      for (uint32_t k = sentence.first; k < sentence.end; k++)
        if (may_be_et(&run->doc->tokens.items[k]))
          check_et_al(run, k);
  }
}
