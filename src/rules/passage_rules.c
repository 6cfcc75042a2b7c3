/* Rules about quotations as passages: where the speaker is named, where paragraphs break, what stands around them. */
#include "rules/rule.h"

#include "doc/lexicon.h"
#include "doc/sentences.h"

/* ---- quotes/late-attribution ---- */

static uint32_t sentences_in(const dixit_doc *doc, const dixit_quote *quote)
{
  return sentence_of_token(doc, rule_quote_end(quote) - 1) - sentence_of_token(doc, quote->first_token) + 1;
}

static void check_late(rule_run *run, const dixit_quote *quote)
{
  const dixit_attribution *attribution = rule_attribution(run->doc, quote);
  if (!attribution || span_is_empty(attribution->cue) || quote->previous != DIXIT_NONE)
    return;
  if (quote->word_count < run->options[OPTION_QUOTES_LATE_ATTRIBUTION_WORDS])
    return;
  bool first_piece = run->doc->pieces.items[attribution->first_piece].span.start == quote->span.start;
  if (!first_piece || attribution->cue.start < quote->span.end)
    return;
  if (sentences_in(run->doc, quote) >= run->options[OPTION_QUOTES_LATE_ATTRIBUTION_SENTENCES])
    rule_report(run, RULE_QUOTES_LATE_ATTRIBUTION, attribution->cue,
                "Who speaks? Name the speaker after the first sentence, not at the end.");
  else if (quote->word_count > run->options[OPTION_QUOTES_LONG_WAIT_WORDS])
    rule_report(run, RULE_QUOTES_LONG_WAIT, attribution->cue,
                "%u words before readers hear who speaks: name the speaker at the first pause.", quote->word_count);
}

/* ---- quotes/new-speaker ---- */

enum { SPEAKER_WORDS = 5 };

/* The attribution, if it gives whole sentences to somebody by name. */
static const dixit_attribution *spoken_sentence(const dixit_doc *doc, const dixit_quote *quote)
{
  const dixit_attribution *attribution = rule_attribution(doc, quote);
  if (!attribution || attribution->mention == DIXIT_NONE || attribution->source == DIXIT_NONE ||
      attribution->type != DIXIT_DIRECT || quote->word_count < SPEAKER_WORDS)
    return NULL;
  return doc->mentions.items[attribution->mention].kind == DIXIT_MENTION_NAME ? attribution : NULL;
}

/* Does the quotation begin its sentence, so that nobody is named before it? */
static bool begins_sentence(const dixit_doc *doc, const dixit_quote *quote)
{
  return rule_sentence(doc, sentence_of_token(doc, quote->first_token)).first == quote->first_token &&
         doc->tokens.items[quote->first_token + 1].flags & DIXIT_TOKEN_CAPITAL;
}

static void check_speakers(rule_run *run, const dixit_quote *before, const dixit_quote *quote)
{
  const dixit_doc *doc = run->doc;
  const dixit_attribution *first = spoken_sentence(doc, before), *second = spoken_sentence(doc, quote);
  if (before->block != quote->block || !first || !second || first->source == second->source)
    return;
  if (!begins_sentence(doc, quote) || second->cue.start < quote->span.end)
    return;
  if (rule_report(run, RULE_QUOTES_NEW_SPEAKER, quote->span, "Another speaker: start a new paragraph."))
    rule_relate(run, before->span, "the speaker before");
}

/* ---- quotes/running ---- */

/* Does nothing but the quotation's own words and marks stand from its start to the end of its paragraph? */
static bool ends_block(const dixit_doc *doc, const dixit_quote *quote)
{
  const dixit_block *block = &doc->blocks.items[quote->block];
  return rule_quote_end(quote) == block->first_token + block->token_count;
}

static bool has_closing_mark(const dixit_quote *quote)
{
  return quote->content.end < quote->span.end && !(quote->flags & (DIXIT_QUOTE_UNCLOSED | DIXIT_QUOTE_MISMATCHED));
}

/* Is the speaker named in this quotation's own paragraph? */
static bool named_beside(const dixit_doc *doc, const dixit_quote *quote)
{
  const dixit_attribution *attribution = rule_attribution(doc, quote);
  if (!attribution || attribution->mention == DIXIT_NONE)
    return false;
  const dixit_block *block = &doc->blocks.items[quote->block];
  uint32_t mention = doc->mentions.items[attribution->mention].first_token;
  return mention >= block->first_token && mention < block->first_token + block->token_count;
}

/* A paragraph that ends with somebody's words and closing mark, and one that goes on with them and names nobody. */
static void check_running(rule_run *run, const dixit_quote *before, const dixit_quote *quote)
{
  const dixit_doc *doc = run->doc;
  const dixit_attribution *first = rule_attribution(doc, before), *second = rule_attribution(doc, quote);
  const uint8_t alone = DIXIT_QUOTE_WHOLE | DIXIT_QUOTE_ALONE;
  if (quote->block != before->block + 1 || !first || !second || first->source == DIXIT_NONE ||
      first->source != second->source)
    return;
  if (!named_beside(doc, before) || named_beside(doc, quote) || !has_closing_mark(before) || !ends_block(doc, before))
    return;
  if ((quote->flags & alone) != alone || !(before->flags & DIXIT_QUOTE_WHOLE) || quote->style != before->style)
    return;
  dixit_span mark = span_of(before->content.end, before->span.end);
  if (!rule_report(run, RULE_QUOTES_RUNNING, mark,
                   "Does the speaker go on below? Then drop this closing mark; else name the speaker there."))
    return;
  rule_relate(run, quote->span, "the next paragraph");
  rule_fix(run, mark, "", "Drop the closing mark");
}

/* ---- quotes/fragments ---- */

enum { FRAGMENT_WORDS = 4, FRAGMENT_COUNT = 3 };

static bool is_fragment(const dixit_quote *quote)
{
  return rule_is_speech(quote) && quote->word_count <= FRAGMENT_WORDS && !(quote->flags & DIXIT_QUOTE_WHOLE);
}

/* `count` fragments have stood in the sentence of `quote`, which is one. */
static void check_fragments(rule_run *run, const dixit_quote *quote, uint32_t count)
{
  if (count == FRAGMENT_COUNT)
    rule_report(run, RULE_QUOTES_FRAGMENTS, quote->span,
                "The third scrap of a quotation in one sentence: paraphrase, or quote the whole.");
}

/* ---- quotes/stutter ---- */

enum { STUTTER_WORDS = 6, STUTTER_LIMIT = 60, STUTTER_PERCENT = 60 };

/* A word that carries meaning: not of those that hold a sentence together. */
static bool is_content_word(const dixit_token *token)
{
  const uint64_t grammar = WORD_DETERMINER | WORD_PRONOUN | WORD_PREPOSITION | WORD_CONJUNCTION | WORD_BE | WORD_HAVE |
                           WORD_MODAL | WORD_AUXILIARY | WORD_TO | WORD_THAT | WORD_POSSESSIVE | WORD_RELATIVE |
                           WORD_SUBJECT_PRONOUN | WORD_SUBORDINATOR | WORD_NEGATION | WORD_FIRST_PERSON |
                           WORD_SECOND_PERSON;
  return token->kind == DIXIT_WORD && !word_is(token, grammar) && token->end - token->start > 2;
}

static bool stands_in(const dixit_doc *doc, token_range range, uint32_t hash)
{
  for (uint32_t i = range.first; i < range.end; i++)
    if (doc->tokens.items[i].hash == hash)
      return true;
  return false;
}

/* Does the sentence before the quotation say it already? Both are short enough to compare word by word. */
static void check_stutter(rule_run *run, const dixit_quote *quote)
{
  const dixit_doc *doc = run->doc;
  uint32_t sentence = sentence_of_token(doc, quote->first_token), words = 0, repeated = 0;
  if (sentence == 0 || quote->token_count > STUTTER_LIMIT ||
      doc->sentences.items[sentence - 1].token_count > STUTTER_LIMIT)
    return;
  token_range before = rule_sentence(doc, sentence - 1);
  if (doc->tokens.items[before.first].flags & DIXIT_TOKEN_QUOTED)
    return;
  for (uint32_t i = quote->first_token; i < rule_quote_end(quote); i++) {
    if (!is_content_word(&doc->tokens.items[i]))
      continue;
    words++;
    repeated += stands_in(doc, before, doc->tokens.items[i].hash);
  }
  if (words >= STUTTER_WORDS && repeated * 100 >= words * STUTTER_PERCENT &&
      rule_report(run, RULE_QUOTES_STUTTER, quote->span,
                  "The sentence before says this already: cut it, or the quotation."))
    rule_relate(run, doc->sentences.items[sentence - 1].span, "says the same");
}

/* ---- all ---- */

void check_quote_passages(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  const dixit_quote *before = NULL;
  uint32_t fragments = 0, sentence = DIXIT_NONE;
  for (uint32_t i = 0; i < doc->quotes.count; i++) {
    const dixit_quote *quote = &doc->quotes.items[i];
    if (!rule_is_speech(quote) || doc->blocks.items[quote->block].quoted)
      continue;
    check_late(run, quote);
    check_stutter(run, quote);
    if (before) {
      check_speakers(run, before, quote);
      check_running(run, before, quote);
    }
    uint32_t here = sentence_of_token(doc, quote->first_token);
    fragments = (here == sentence ? fragments : 0) + is_fragment(quote);
    sentence = here;
    if (is_fragment(quote))
      check_fragments(run, quote, fragments);
    before = quote;
  }
}
