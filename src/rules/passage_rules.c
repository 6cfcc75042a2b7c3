/* Rules about quotations as passages: where the speaker is named, where paragraphs break, what stands around them. */
#include "rules/rule.h"

#include "doc/lexicon.h"
#include "doc/sentences.h"

/* ---- quotes/late-attribution ---- */

/* How far above the quotation the speaker may be named: paragraphs and, where they are long, sentences. */
enum { NAMED_PARAGRAPHS = 4, NAMED_SENTENCES = 16 };

/* The quotation begins in sentence `first`. */
static uint32_t sentences_in(const dixit_doc *doc, const dixit_quote *quote, uint32_t first)
{
  return sentence_near(doc, rule_quote_end(quote) - 1, first) - first + 1;
}

/* Does the last word of the speaker's name stand in the sentence? */
static bool is_named_in(const dixit_doc *doc, const dixit_source *source, uint32_t sentence)
{
  const dixit_mention *mention = &doc->mentions.items[source->first_mention];
  uint32_t name = doc->tokens.items[mention->first_token + mention->token_count - 1].hash;
  token_range words = rule_sentence_head(doc, sentence);
  for (uint32_t i = words.first; i < words.end; i++)
    if (doc->tokens.items[i].hash == name && doc->tokens.items[i].flags & DIXIT_TOKEN_CAPITAL)
      return true;
  return false;
}

/* Does the sentence put a question, which whoever speaks below it answers? */
static bool is_asked_in(const dixit_doc *doc, uint32_t sentence)
{
  token_range words = rule_sentence_head(doc, sentence);
  for (uint32_t i = words.first; i < words.end; i++)
    if (rule_word_is(doc, i, "asked"))
      return true;
  return false;
}

/* "She", "the mayor": whoever is called so has been told of. */
static bool is_told_of(const dixit_doc *doc, const dixit_attribution *attribution)
{
  if (attribution->mention == DIXIT_NONE)
    return true;
  const dixit_mention *mention = &doc->mentions.items[attribution->mention];
  return mention->kind == DIXIT_MENTION_PRONOUN || word_is(&doc->tokens.items[mention->first_token], WORD_DEFINITE);
}

/* Do readers know already who is speaking: is the speaker named a little above, asked in the paragraph before, or the
 * one who spoke last? */
static bool is_expected(const dixit_doc *doc, const dixit_attribution *attribution, uint32_t sentence)
{
  if (attribution->source == DIXIT_NONE || is_told_of(doc, attribution))
    return true;
  if (sentence == 0)
    return false;
  const dixit_sentence *sentences = doc->sentences.items;
  const dixit_source *source = &doc->sources.items[attribution->source];
  uint32_t least = sentence > NAMED_SENTENCES ? sentence - NAMED_SENTENCES : 0;
  for (uint32_t i = sentence; i-- > least && sentences[i].block + NAMED_PARAGRAPHS >= sentences[sentence].block;)
    if (is_named_in(doc, source, i) || (sentences[i].block == sentences[sentence - 1].block && is_asked_in(doc, i)))
      return true;
  if (attribution == doc->attributions.items || attribution[-1].source != attribution->source)
    return false;
  return sentences[attribution[-1].sentence].block + 2 >= sentences[sentence].block;
}

static void check_late(rule_run *run, const dixit_quote *quote, uint32_t sentence)
{
  const dixit_attribution *attribution = rule_attribution(run->doc, quote);
  if (!attribution || span_is_empty(attribution->cue) || quote->previous != DIXIT_NONE)
    return;
  if (quote->word_count < run->options[OPTION_QUOTES_LATE_ATTRIBUTION_WORDS])
    return;
  bool first_piece = run->doc->pieces.items[attribution->first_piece].span.start == quote->span.start;
  if (!first_piece || attribution->cue.start < quote->span.end)
    return;
  bool late = sentences_in(run->doc, quote, sentence) >= run->options[OPTION_QUOTES_LATE_ATTRIBUTION_SENTENCES];
  bool lengthy = quote->word_count > run->options[OPTION_QUOTES_LONG_WAIT_WORDS];
  if ((!late && !lengthy) || is_expected(run->doc, attribution, sentence))
    return;
  if (late)
    rule_report(run, RULE_QUOTES_LATE_ATTRIBUTION, attribution->cue,
                "Who speaks? Name the speaker after the first sentence, not at the end.");
  else
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
static bool begins_sentence(const dixit_doc *doc, const dixit_quote *quote, uint32_t sentence)
{
  return doc->sentences.items[sentence].first_token == quote->first_token &&
         doc->tokens.items[quote->first_token + 1].flags & DIXIT_TOKEN_CAPITAL;
}

static void check_speakers(rule_run *run, const dixit_quote *before, const dixit_quote *quote, uint32_t sentence)
{
  const dixit_doc *doc = run->doc;
  if (before->block != quote->block)
    return;
  const dixit_attribution *first = spoken_sentence(doc, before), *second = spoken_sentence(doc, quote);
  if (!first || !second || first->source == second->source)
    return;
  if (!begins_sentence(doc, quote, sentence) || second->cue.start < quote->span.end ||
      is_named_in(doc, &doc->sources.items[second->source], sentence - 1) || is_asked_in(doc, sentence - 1))
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
  const uint8_t alone = DIXIT_QUOTE_WHOLE | DIXIT_QUOTE_ALONE;
  if (quote->block != before->block + 1)
    return;
  const dixit_attribution *first = rule_attribution(doc, before), *second = rule_attribution(doc, quote);
  if (!first || !second || first->source == DIXIT_NONE || first->source != second->source)
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
  return token->kind == DIXIT_WORD && token->end - token->start > 2 && !word_is(token, grammar);
}

static bool stands_in(const dixit_doc *doc, token_range range, uint32_t hash)
{
  for (uint32_t i = range.first; i < range.end; i++)
    if (doc->tokens.items[i].hash == hash)
      return true;
  return false;
}

/* One bit of a sum of a few words, by which most words that are not among them are told without a search. */
static uint64_t hash_bit(const dixit_token *token)
{
  return (uint64_t)1 << (token->hash * 0x9E3779B1u >> 26);
}

static uint64_t content_bits(const dixit_doc *doc, token_range range)
{
  uint64_t bits = 0;
  for (uint32_t i = range.first; i < range.end; i++)
    if (is_content_word(&doc->tokens.items[i]))
      bits |= hash_bit(&doc->tokens.items[i]);
  return bits;
}

/* No more of the quotation's words can be in a sum of words than this. */
static uint32_t most_repeated(const dixit_doc *doc, const dixit_quote *quote, uint64_t bits)
{
  uint32_t words = 0;
  for (uint32_t i = quote->first_token; i < rule_quote_end(quote); i++)
    words += (bits & hash_bit(&doc->tokens.items[i])) != 0;
  return words;
}

/* Are enough of the quotation's words among those of `before`? Both are short enough to compare word by word. */
static bool repeats(const dixit_doc *doc, const dixit_quote *quote, token_range before)
{
  uint32_t words = 0, repeated = 0;
  uint64_t bits = content_bits(doc, before);
  if (most_repeated(doc, quote, bits) * 100 < STUTTER_WORDS * STUTTER_PERCENT)
    return false;
  for (uint32_t i = quote->first_token; i < rule_quote_end(quote); i++) {
    const dixit_token *token = &doc->tokens.items[i];
    if (!is_content_word(token))
      continue;
    words++;
    repeated += bits & hash_bit(token) && stands_in(doc, before, token->hash);
  }
  return words >= STUTTER_WORDS && repeated * 100 >= words * STUTTER_PERCENT;
}

/* Does the sentence before the quotation, which begins in `sentence`, say it already? */
static void check_stutter(rule_run *run, const dixit_quote *quote, uint32_t sentence)
{
  const dixit_doc *doc = run->doc;
  if (!rule_is_on(run, RULE_QUOTES_STUTTER) || sentence == 0 || quote->word_count < STUTTER_WORDS ||
      quote->token_count > STUTTER_LIMIT || doc->sentences.items[sentence - 1].token_count > STUTTER_LIMIT)
    return;
  token_range before = rule_sentence(doc, sentence - 1);
  bool quoted = doc->tokens.items[before.first].flags & DIXIT_TOKEN_QUOTED;
  if (!quoted && repeats(doc, quote, before) &&
      rule_report(run, RULE_QUOTES_STUTTER, quote->span,
                  "The sentence before says this already: cut it, or the quotation."))
    rule_relate(run, doc->sentences.items[sentence - 1].span, "says the same");
}

/* ---- all ---- */

void check_quote_passages(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  const dixit_quote *before = NULL;
  uint32_t fragments = 0, sentence = 0;
  for (uint32_t i = 0; i < doc->quotes.count; i++) {
    const dixit_quote *quote = &doc->quotes.items[i];
    if (!rule_is_speech(quote) || doc->blocks.items[quote->block].quoted)
      continue;
    uint32_t here = sentence_near(doc, quote->first_token, sentence);
    check_late(run, quote, here);
    check_stutter(run, quote, here);
    if (before) {
      check_speakers(run, before, quote, here);
      check_running(run, before, quote);
    }
    fragments = (before && here == sentence ? fragments : 0) + is_fragment(quote);
    sentence = here;
    if (is_fragment(quote))
      check_fragments(run, quote, fragments);
    before = quote;
  }
}
