/* Rules about what writers do to the words they quote: dots, brackets, "sic", emphasis, translation, scare quotes. */
#include "rules/rule.h"

#include "doc/lexicon.h"
#include "doc/sentences.h"
#include "doc/tokens.h"

/* ---- quotes/ellipsis ---- */

enum { FORM_CHARACTER, FORM_DOTS, FORM_SPACED, FORM_COUNT, FORM_NONE = FORM_COUNT };

static const char *const forms[FORM_COUNT] = {"\xE2\x80\xA6", "...", ". . ."};

static bool is_ellipsis(const dixit_token *token)
{
  return token->hash == TOKEN_ELLIPSIS && token->kind == DIXIT_STOP; /* most tell by their hash */
}

/* Which form of ellipsis a token is that is one. */
static uint32_t form_of(const dixit_doc *doc, const dixit_token *token)
{
  dixit_text text = doc_slice(doc, token_span(token));
  for (uint32_t form = 0; form < FORM_COUNT; form++)
    if (text_is(text, forms[form]))
      return form;
  bool unbroken = text_is(text, ".\xC2\xA0.\xC2\xA0."); /* by blanks that do not break */
  return unbroken ? FORM_SPACED : FORM_NONE;
}

/* The form used most often, or FORM_NONE when only one is used, or two are used alike. */
static uint32_t usual_form(const uint32_t *counts)
{
  uint32_t best = 0, used = 0;
  for (uint32_t form = 0; form < FORM_COUNT; form++) {
    used += counts[form] > 0;
    best = counts[form] > counts[best] ? form : best;
  }
  for (uint32_t form = 0; form < FORM_COUNT; form++)
    if (form != best && counts[form] == counts[best])
      return FORM_NONE;
  return used > 1 ? best : FORM_NONE;
}

void check_quote_ellipses(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  uint32_t counts[FORM_COUNT + 1] = {0};
  for (uint32_t i = 0; i < doc->ellipses.count; i++)
    counts[form_of(doc, &doc->tokens.items[doc->ellipses.items[i]])]++;
  uint32_t usual = usual_form(counts);
  for (uint32_t i = 0; i < doc->ellipses.count && usual != FORM_NONE; i++) {
    const dixit_token *token = &doc->tokens.items[doc->ellipses.items[i]];
    uint32_t form = form_of(doc, token);
    dixit_span span = token_span(token);
    if (form != FORM_NONE && form != usual &&
        rule_report(run, RULE_QUOTES_ELLIPSIS, span, "Elsewhere this text writes the dots as \"%s\".", forms[usual]))
      rule_mend(run, span, forms[usual], "Use one form of ellipsis");
  }
}

/* ---- quotes/ellipsis-end, quotes/ellipsis-density ---- */

static uint32_t count_ellipses(const dixit_doc *doc, const dixit_quote *quote)
{
  uint32_t count = 0;
  for (uint32_t i = quote->first_token; i < rule_quote_end(quote); i++)
    count += is_ellipsis(&doc->tokens.items[i]);
  return count;
}

static void check_end(rule_run *run, const dixit_quote *quote)
{
  const dixit_doc *doc = run->doc;
  uint32_t first = quote->first_token + 1, last = rule_quote_end(quote) - 2;
  if (quote->flags & DIXIT_QUOTE_UNCLOSED)
    return;
  while (last > first && !is_ellipsis(&doc->tokens.items[last]) &&
         (doc->tokens.items[last].kind == DIXIT_COMMA || doc->tokens.items[last].kind == DIXIT_STOP))
    last--;
  if (is_ellipsis(&doc->tokens.items[first]))
    rule_report(run, RULE_QUOTES_ELLIPSIS_END, token_span(&doc->tokens.items[first]),
                "No dots at the start of a quotation: readers know that something came before.");
  else if (is_ellipsis(&doc->tokens.items[last]))
    rule_report(run, RULE_QUOTES_ELLIPSIS_END, token_span(&doc->tokens.items[last]),
                "No dots at the end of a quotation, unless the speaker trailed off.");
}

static void check_density(rule_run *run, const dixit_quote *quote)
{
  uint32_t count = count_ellipses(run->doc, quote);
  if (count > run->options[OPTION_QUOTES_ELLIPSIS_DENSITY_COUNT] ||
      (count > 1 && quote->word_count < count * run->options[OPTION_QUOTES_ELLIPSIS_DENSITY_WORDS]))
    rule_report(run, RULE_QUOTES_ELLIPSIS_DENSITY, quote->span,
                "Cut in %u places: check that it still says what was said, or paraphrase.", count);
}

/* ---- quotes/brackets ---- */

enum { BRACKET_PERCENT = 25, BRACKET_WORDS = 4, SUBJECT_WORDS = 6 };

static void check_brackets(rule_run *run, const dixit_quote *quote)
{
  const dixit_doc *doc = run->doc;
  uint32_t bracketed = 0, depth = 0;
  for (uint32_t i = quote->first_token; i < rule_quote_end(quote); i++) {
    const dixit_token *token = &doc->tokens.items[i];
    bool square = doc->text[token->start] == '[' || doc->text[token->start] == ']';
    if (square && (token->kind == DIXIT_OPEN || token->kind == DIXIT_CLOSE))
      depth = token->kind == DIXIT_OPEN;
    bracketed += depth && token->kind == DIXIT_WORD;
  }
  if (quote->word_count >= BRACKET_WORDS && bracketed * 100 > quote->word_count * BRACKET_PERCENT)
    rule_report(run, RULE_QUOTES_BRACKETS, quote->span,
                "%u of the %u words in this quotation are yours: paraphrase it.", bracketed, quote->word_count);
}

static bool is_finite_verb(const dixit_token *token)
{
  return word_is(token, WORD_MODAL | WORD_BE | WORD_HAVE | WORD_AUXILIARY | WORD_VERB_PAST | WORD_VERB_THIRD) ||
         word_brief(token)->parts[0] == PART_ED;
}

/* "“[The mayor] lied to us”": words in brackets where a sentence begins, right before its verb: who or what it is about
 * is the writer's word. The token of the closing bracket, or DIXIT_NONE. */
static uint32_t bracketed_subject(const dixit_doc *doc, const dixit_quote *quote, uint32_t open)
{
  uint32_t end = rule_quote_end(quote) - 1, close = open + 1, words = 0;
  bool begins = open == quote->first_token + 1 || doc->tokens.items[open - 1].kind == DIXIT_STOP;
  while (close < end && doc->tokens.items[close].kind == DIXIT_WORD && close - open <= SUBJECT_WORDS)
    words += doc->tokens.items[close].end - doc->tokens.items[close].start > 1, close++;
  if (!begins || words == 0 || close + 1 >= end || doc->tokens.items[close].kind != DIXIT_CLOSE)
    return DIXIT_NONE;
  return is_finite_verb(&doc->tokens.items[close + 1]) ? close : DIXIT_NONE;
}

static void check_subject(rule_run *run, const dixit_quote *quote)
{
  const dixit_doc *doc = run->doc;
  for (uint32_t i = quote->first_token + 1; i < rule_quote_end(quote); i++) {
    bool square = doc->tokens.items[i].kind == DIXIT_OPEN && doc->text[doc->tokens.items[i].start] == '[';
    uint32_t close = square ? bracketed_subject(doc, quote, i) : DIXIT_NONE;
    if (close == DIXIT_NONE)
      continue;
    rule_report(run, RULE_QUOTES_BRACKETED_SUBJECT, tokens_span(doc, i, close),
                "Who this is about is your word: take it out of the quotation, or quote the words that say it.");
    return;
  }
}

/* ---- quotes/sic ---- */

/* "[sic]" and "(sic)": the second in round brackets, or the second in one quotation. */
static void check_sic(rule_run *run, const dixit_quote *quote)
{
  const dixit_doc *doc = run->doc;
  uint32_t seen = 0;
  for (uint32_t i = quote->first_token + 1; i + 1 < rule_quote_end(quote); i++) {
    if (!rule_word_is(doc, i, "sic") || doc->tokens.items[i - 1].kind != DIXIT_OPEN)
      continue;
    bool round = doc->text[doc->tokens.items[i - 1].start] == '(' && doc->tokens.items[i + 1].kind == DIXIT_CLOSE;
    dixit_span span = tokens_span(doc, i - 1, i + 1);
    if (++seen > 1)
      rule_report(run, RULE_QUOTES_SIC, span,
                  "One \"sic\" after another reads as mockery: mend the slips, or paraphrase.");
    else if (round && rule_report(run, RULE_QUOTES_SIC, span, "Round brackets are the speaker's: write \"[sic]\"."))
      rule_mend(run, span, "[sic]", "Write it in square brackets");
  }
}

/* ---- quotes/emphasis ---- */

static bool tells_of_emphasis(const dixit_doc *doc, uint32_t sentence)
{
  token_range range = rule_sentence_head(doc, sentence);
  for (uint32_t i = range.first; i < range.end; i++)
    if (rule_word_is(doc, i, "emphasis") || rule_word_is(doc, i, "italics") || rule_word_is(doc, i, "emphases"))
      return true;
  return false;
}

/* "(emphasis added)" behind a quotation in which nothing is emphasised; plain text has no way to show it. */
static void check_note(rule_run *run, const dixit_quote *quote)
{
  const dixit_doc *doc = run->doc;
  uint32_t behind = rule_quote_end(quote);
  bool note = behind + 2 < doc->tokens.count && doc->tokens.items[behind].kind == DIXIT_OPEN &&
              (rule_word_is(doc, behind + 1, "emphasis") || rule_word_is(doc, behind + 1, "italics"));
  if (note && doc->format != DIXIT_PLAIN)
    rule_report(run, RULE_QUOTES_EMPHASIS, tokens_span(doc, behind + 1, behind + 2),
                "Nothing in this quotation is emphasised: mark the words, or drop the note.");
}

/* Words in italics within a quotation, and nobody says whose they are. */
static void check_emphasis(rule_run *run, const dixit_quote *quote)
{
  const dixit_doc *doc = run->doc;
  uint32_t first = DIXIT_NONE, last = 0, all = 0;
  bool small = false; /* titles and ships are in italics whoever quotes them */
  for (uint32_t i = quote->first_token; i < rule_quote_end(quote); i++) {
    const dixit_token *token = &doc->tokens.items[i];
    bool word = token->kind == DIXIT_WORD;
    all += word;
    if (!word || !(token->flags & DIXIT_TOKEN_EMPHASIS))
      continue;
    first = first == DIXIT_NONE ? i : first;
    last = i;
    small = small || !(token->flags & DIXIT_TOKEN_CAPITAL);
  }
  if (first == DIXIT_NONE)
    check_note(run, quote);
  if (!small || last - first + 1 >= all)
    return;
  uint32_t sentence = sentence_of_token(doc, last);
  bool told = tells_of_emphasis(doc, sentence) ||
              (sentence + 1 < doc->sentences.count && tells_of_emphasis(doc, sentence + 1));
  if (!told)
    rule_report(run, RULE_QUOTES_EMPHASIS, tokens_span(doc, first, last),
                "Whose emphasis? Add \"emphasis added\" or \"emphasis in the original\".");
}

/* ---- quotes/translation ---- */

/* Are most of the quoted words in another language: in no list, and too rare to have a cluster? */
static bool is_foreign(const dixit_doc *doc, const dixit_quote *quote)
{
  enum { LOOKED_AT = 40 };
  uint32_t words = 0, known = 0;
  for (uint32_t i = quote->first_token; i < rule_quote_end(quote) && words < LOOKED_AT; i++) {
    const dixit_token *token = &doc->tokens.items[i];
    if (token->kind != DIXIT_WORD)
      continue;
    words++;
    known += word_bits(token) || word_brief(token)->cluster;
  }
  return known * 2 < words;
}

/* "said in Spanish", next to words that are not Spanish: somebody translated them. */
static void check_translation(rule_run *run, const dixit_quote *quote)
{
  const dixit_doc *doc = run->doc;
  const dixit_attribution *attribution = rule_attribution(doc, quote);
  if (!attribution || span_is_empty(attribution->cue))
    return;
  if (!(run->sums[attribution->sentence].topics & TOPIC_LANGUAGE))
    return;
  token_range sentence = rule_sentence_head(doc, attribution->sentence);
  uint32_t language = DIXIT_NONE;
  for (uint32_t i = sentence.first; i < sentence.end; i++) {
    const dixit_token *token = &doc->tokens.items[i];
    if (token->flags & DIXIT_TOKEN_QUOTED)
      continue;
    if (topic_is(token, TOPIC_TRANSLATED))
      return;
    if (topic_is(token, TOPIC_LANGUAGE) && i > sentence.first && rule_word_is(doc, i - 1, "in"))
      language = i;
  }
  if (language != DIXIT_NONE && !is_foreign(doc, quote))
    rule_report(run, RULE_QUOTES_TRANSLATION, quote->span, "Who translated this from %s? Say so.",
                rule_excerpt(run, token_span(&doc->tokens.items[language])));
}

/* ---- quotes/scare, quotes/lost-context ---- */

enum { SCARE_WORDS = 3 };

static void check_scare(rule_run *run, const dixit_quote *quote)
{
  if (quote->kind == DIXIT_SCARE && quote->attribution == DIXIT_NONE && quote->word_count <= SCARE_WORDS)
    rule_report(run, RULE_QUOTES_SCARE, quote->span, "Whose word is this? Name who uses it, or drop the marks.");
}

/* A text's first quotation that begins with "it" or "that": nobody has heard what it is about. */
static void check_context(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  for (uint32_t i = 0; i < doc->quotes.count; i++) {
    const dixit_quote *quote = &doc->quotes.items[i];
    if (!rule_is_speech(quote) || quote->token_count < 3)
      continue;
    bool opens = quote->first_token == doc->sentences.items[0].first_token;
    uint32_t word = quote->first_token + 1;
    if (opens && (rule_word_is(doc, word, "it") || rule_word_is(doc, word, "they") || rule_word_is(doc, word, "that")))
      rule_report(run, RULE_QUOTES_LOST_CONTEXT, token_span(&doc->tokens.items[word]),
                  "What is this about? Readers have not heard yet.");
    return;
  }
}

void check_quote_changes(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  check_context(run);
  for (uint32_t i = 0; i < doc->quotes.count; i++) {
    const dixit_quote *quote = &doc->quotes.items[i];
    if (quote->token_count < 3)
      continue;
    check_scare(run, quote);
    if (quote->kind != DIXIT_SPEECH)
      continue;
    sentence_sum sum = sum_of(doc, quote->first_token, rule_quote_end(quote));
    if (sum_has_kind(&sum, DIXIT_OPEN)) {
      check_brackets(run, quote);
      check_subject(run, quote);
      check_sic(run, quote);
    }
    if (sum.flags & DIXIT_TOKEN_EMPHASIS)
      check_emphasis(run, quote);
    else
      check_note(run, quote);
    check_density(run, quote);
    if (!rule_is_speech(quote))
      continue;
    check_end(run, quote);
    check_translation(run, quote);
  }
}
