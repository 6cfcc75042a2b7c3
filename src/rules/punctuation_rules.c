/* Rules about the signs in and around quotations: what a text does most often is its rule, where no option sets one. */
#include "rules/rule.h"

#include "doc/lexicon.h"
#include "doc/sentences.h"
#include "doc/tokens.h"
#include "rules/mark_styles.h"

static bool is_doubled(const dixit_quote *quote)
{
  return quote->style == DIXIT_CURLY_DOUBLE || quote->style == DIXIT_STRAIGHT_DOUBLE;
}

/* The token of a quotation's closing mark, or DIXIT_NONE. */
static uint32_t closing_mark(const dixit_quote *quote)
{
  if (quote->style == DIXIT_BLOCK_STYLE || quote->content.end >= quote->span.end || quote->token_count < 3)
    return DIXIT_NONE;
  return rule_quote_end(quote) - 1;
}

/* ---- quotes/punctuation ---- */

/* Values of the option "usage". */
enum { USAGE_MAJORITY = 0, USAGE_AMERICAN = 1, USAGE_BRITISH = 2, USAGE_NONE = 3 };
enum { HABIT_COUNT = 10, HABIT_PERCENT = 90 };

static bool is_stop(const dixit_token *token)
{
  return token->kind == DIXIT_COMMA || (token->kind == DIXIT_STOP && token->hash == '.');
}

/* The comma or full stop right behind a closing mark, or DIXIT_NONE; none where the words end with their own sign. */
static uint32_t stop_outside(const dixit_doc *doc, uint32_t mark)
{
  uint32_t next = mark + 1;
  if (next >= doc->tokens.count || !is_stop(&doc->tokens.items[next]) || doc->tokens.items[mark - 1].kind == DIXIT_STOP)
    return DIXIT_NONE;
  return doc->tokens.items[next].start == doc->tokens.items[mark].end ? next : DIXIT_NONE;
}

/* Words of somebody's within the writer's sentence: British usage puts the stop behind the mark. */
static bool is_partial(const dixit_quote *quote)
{
  return quote->flags & DIXIT_QUOTE_PART || quote->kind != DIXIT_SPEECH;
}

/* The comma or full stop right before a partial quotation's closing mark, or DIXIT_NONE. */
static uint32_t stop_inside(const dixit_doc *doc, const dixit_quote *quote, uint32_t mark)
{
  const dixit_token *sign = &doc->tokens.items[mark - 1];
  bool touches = sign->end == doc->tokens.items[mark].start;
  return is_partial(quote) && is_stop(sign) && touches ? mark - 1 : DIXIT_NONE;
}

/* Put the two tokens the other way round; they touch. */
static void swap(rule_run *run, uint32_t first, const char *label)
{
  const dixit_doc *doc = run->doc;
  char swapped[16] = "";
  dixit_text before = doc_slice(doc, token_span(&doc->tokens.items[first]));
  dixit_text behind = doc_slice(doc, token_span(&doc->tokens.items[first + 1]));
  if (before.length + behind.length >= sizeof swapped)
    return;
  memcpy(swapped, behind.bytes, behind.length);
  memcpy(swapped + behind.length, before.bytes, before.length);
  rule_mend(run, tokens_span(doc, first, first + 1), swapped, label);
}

/* What most of the text's quotations do, as a usage. */
static uint32_t usage_of_text(const dixit_doc *doc)
{
  uint32_t inside = 0, outside = 0, partial_inside = 0;
  for (uint32_t i = 0; i < doc->quotes.count; i++) {
    const dixit_quote *quote = &doc->quotes.items[i];
    uint32_t mark = is_doubled(quote) ? closing_mark(quote) : DIXIT_NONE;
    if (mark == DIXIT_NONE)
      continue;
    inside += is_stop(&doc->tokens.items[mark - 1]);
    partial_inside += stop_inside(doc, quote, mark) != DIXIT_NONE;
    outside += stop_outside(doc, mark) != DIXIT_NONE;
  }
  uint32_t all = inside + outside, partial = partial_inside + outside;
  if (all >= HABIT_COUNT && inside * 100 >= all * HABIT_PERCENT)
    return USAGE_AMERICAN;
  return partial >= HABIT_COUNT && outside * 100 >= partial * HABIT_PERCENT ? USAGE_BRITISH : USAGE_NONE;
}

void check_quote_punctuation(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  uint32_t usage = run->options[OPTION_QUOTES_PUNCTUATION_USAGE];
  if (usage == USAGE_MAJORITY)
    usage = usage_of_text(doc);
  for (uint32_t i = 0; i < doc->quotes.count && usage != USAGE_NONE; i++) {
    const dixit_quote *quote = &doc->quotes.items[i];
    uint32_t mark = is_doubled(quote) && quote->kind != DIXIT_TERM ? closing_mark(quote) : DIXIT_NONE;
    if (mark == DIXIT_NONE)
      continue;
    uint32_t outside = stop_outside(doc, mark), inside = stop_inside(doc, quote, mark);
    if (usage == USAGE_AMERICAN && outside != DIXIT_NONE &&
        rule_report(run, RULE_QUOTES_PUNCTUATION, tokens_span(doc, mark, outside),
                    "Put this inside the quotation marks, as the rest of the text does."))
      swap(run, mark, "Put it inside the marks");
    if (usage == USAGE_BRITISH && inside != DIXIT_NONE &&
        rule_report(run, RULE_QUOTES_PUNCTUATION, tokens_span(doc, inside, mark),
                    "Put this outside the quotation marks, as the rest of the text does: it is your sentence's."))
      swap(run, inside, "Put it outside the marks");
  }
}

/* ---- quotes/colon-inside ---- */

static void check_colon(rule_run *run, const dixit_quote *quote)
{
  const dixit_doc *doc = run->doc;
  uint32_t mark = is_doubled(quote) ? closing_mark(quote) : DIXIT_NONE;
  if (mark == DIXIT_NONE || doc->tokens.items[mark - 1].end != doc->tokens.items[mark].start)
    return;
  uint8_t kind = doc->tokens.items[mark - 1].kind;
  if (kind != DIXIT_COLON && kind != DIXIT_SEMICOLON)
    return;
  dixit_span both = tokens_span(doc, mark - 1, mark);
  if (rule_report(run, RULE_QUOTES_COLON_INSIDE, both, "Put the %s outside the quotation marks.",
                  kind == DIXIT_COLON ? "colon" : "semicolon"))
    swap(run, mark - 1, "Put it outside the marks");
}

/* ---- quotes/question-mark ---- */

static bool is_question(const dixit_doc *doc, const dixit_token *token)
{
  return token->kind == DIXIT_STOP && (doc->text[token->start] == '?' || doc->text[token->start] == '!');
}

/* "“Where?”." and "“Where?”, she asked": the sentence has its sign already. A comma that the writer's list needs stays:
 * only before the words that tell who speaks it does nothing. */
static bool is_second_stop(const dixit_doc *doc, const dixit_quote *quote, const dixit_token *token)
{
  const dixit_attribution *attribution = rule_attribution(doc, quote);
  if (token->kind == DIXIT_COMMA)
    return attribution && attribution->cue.start >= token->end;
  return token->kind == DIXIT_STOP && token->end - token->start == 1;
}

/* A quotation's signs at its end, and who asks: the quoted words by their first one, the writer's sentence by its. */
typedef struct asking {
  uint32_t mark;
  const dixit_token *inner;  /* before the closing mark */
  const dixit_token *behind; /* touching the closing mark, or NULL */
  bool words_ask;
  bool writer_asks;
  bool lower; /* the words go on with the writer's sentence */
  bool ends;  /* the sentence ends with the closing mark */
} asking;

static asking asking_of(const dixit_doc *doc, const dixit_quote *quote, uint32_t mark)
{
  const dixit_token *first = &doc->tokens.items[quote->first_token + 1];
  const dixit_token *behind = mark + 1 < doc->tokens.count ? &doc->tokens.items[mark + 1] : NULL;
  token_range sentence = rule_sentence(doc, sentence_of_token(doc, quote->first_token));
  bool leads = sentence.first < quote->first_token;
  return (asking){
    .mark = mark,
    .inner = &doc->tokens.items[mark - 1],
    .behind = behind && behind->start == doc->tokens.items[mark].end ? behind : NULL,
    .words_ask = topic_is(first, TOPIC_QUESTION),
    .writer_asks = leads && topic_is(&doc->tokens.items[sentence.first], TOPIC_QUESTION),
    .lower = first->kind == DIXIT_WORD && !(first->flags & DIXIT_TOKEN_CAPITAL),
    .ends = sentence.end == mark + 1,
  };
}

/* "“Where?,” she asked": the comma is one too many. */
static bool check_comma_behind(rule_run *run, uint32_t mark)
{
  const dixit_doc *doc = run->doc;
  const dixit_token *comma = &doc->tokens.items[mark - 1];
  if (comma->kind != DIXIT_COMMA || !is_question(doc, comma - 1) || comma[-1].end != comma->start)
    return false;
  if (rule_report(run, RULE_QUOTES_QUESTION_MARK, token_span(comma), "The \"%c\" before it is enough: drop this one.",
                  doc->text[comma[-1].start]))
    rule_mend(run, token_span(comma), "", "Drop the second sign");
  return true;
}

/* Where it is not plain whose question it is, nothing is said. */
static void check_question(rule_run *run, const dixit_quote *quote)
{
  const dixit_doc *doc = run->doc;
  uint32_t mark = is_doubled(quote) && rule_is_speech(quote) ? closing_mark(quote) : DIXIT_NONE;
  if (mark == DIXIT_NONE)
    return;
  if (check_comma_behind(run, mark))
    return;
  bool inside = is_question(doc, &doc->tokens.items[mark - 1]);
  bool outside = mark + 1 < doc->tokens.count && is_question(doc, &doc->tokens.items[mark + 1]);
  if (!inside && !outside)
    return; /* which is most, and spares looking for the sentence */
  asking self = asking_of(doc, quote, mark);
  outside = outside && self.behind;
  if (inside && self.behind && is_second_stop(doc, quote, self.behind)) {
    if (rule_report(run, RULE_QUOTES_QUESTION_MARK, token_span(self.behind),
                    "The \"%c\" before it is enough: drop this one.", doc->text[self.inner->start]))
      rule_mend(run, token_span(self.behind), "", "Drop the second sign");
  } else if (outside && self.inner->kind != DIXIT_STOP && self.words_ask && !self.lower && !self.writer_asks &&
             rule_attribution(doc, quote)) {
    if (rule_report(run, RULE_QUOTES_QUESTION_MARK, tokens_span(doc, mark, mark + 1),
                    "The question is the speaker's: put the sign inside the quotation marks."))
      swap(run, mark, "Put it inside the marks");
  } else if (inside && self.writer_asks && !self.words_ask && self.lower && self.ends) {
    if (rule_report(run, RULE_QUOTES_QUESTION_MARK, tokens_span(doc, mark - 1, mark),
                    "The question is yours: put the sign outside the quotation marks."))
      swap(run, mark - 1, "Put it outside the marks");
  }
}

/* ---- quotes/nesting ---- */

static void check_nesting(rule_run *run, const dixit_quote *quote)
{
  const dixit_doc *doc = run->doc;
  if (quote->parent == DIXIT_NONE || doc->quotes.items[quote->parent].style != quote->style ||
      quote->style == DIXIT_GUILLEMETS || quote->style == DIXIT_CORNER)
    return;
  if (rule_report(run, RULE_QUOTES_NESTING, quote->span,
                  "Use the other kind of marks, single or double, for a quotation within a quotation."))
    rule_relate(run, doc->quotes.items[quote->parent].span, "the quotation around it");
}

/* ---- quotes/mismatched ---- */

static void check_mismatch(rule_run *run, const dixit_quote *quote, uint8_t rare)
{
  if (!(quote->flags & DIXIT_QUOTE_MISMATCHED) || quote->content.end >= quote->span.end)
    return;
  dixit_span mark = span_of(quote->content.end, quote->span.end);
  const rule_marks *own = rule_marks_of(quote->style);
  bool backward = own && own->curly && text_is(doc_slice(run->doc, mark), own->open);
  if (backward && rule_is_on(run, RULE_QUOTES_WRONG_DIRECTION))
    return; /* reported as such */
  if (!rule_report(run, RULE_QUOTES_MISMATCHED, mark,
                   "This mark closes what a mark of another kind opened: use its partner."))
    return;
  dixit_span opening = span_of(quote->span.start, quote->content.start);
  rule_relate(run, opening, "the opening mark");
  if (own && own->curly == rare && rule_marks_are_safe(run->doc, quote, rule_marks_of(own->other))) {
    rule_mend(run, opening, rule_marks_of(own->other)->open, "Use the marks of the rest of the text");
    rule_mend(run, mark, rule_marks_of(own->other)->close, "Use the marks of the rest of the text");
  } else if (own) {
    rule_mend(run, mark, own->close, "Close with the partner of the opening mark");
  }
}

/* ---- quotes/introduction, quotes/capital ---- */

enum { FULL_WORDS = 4 };

/* "said “We ...": a verb of speech right before a whole sentence. "that, “we ...": a comma too many. */
static void check_introduction(rule_run *run, const dixit_quote *quote)
{
  const dixit_doc *doc = run->doc;
  uint32_t mark = quote->first_token;
  if (mark < 2 || quote->depth || quote->word_count < FULL_WORDS || !is_doubled(quote) ||
      doc->blocks.items[quote->block].first_token >= mark - 1)
    return;
  const dixit_token *before = &doc->tokens.items[mark - 1];
  const dixit_token *first = &doc->tokens.items[mark + 1];
  bool that = word_is(before - 1, WORD_THAT) && !word_is(before - 2, WORD_DETERMINER | WORD_PREPOSITION);
  if (before->kind == DIXIT_COMMA && that) {
    if (rule_report(run, RULE_QUOTES_INTRODUCTION, token_span(before),
                    "No comma between \"that\" and the words it introduces."))
      rule_fix(run, token_span(before), "", "Drop the comma");
    return;
  }
  if (mark > 2 && word_is(before, WORD_THAT) && before[-1].kind == DIXIT_COMMA && word_is(before - 2, WORD_SPEECH) &&
      topic_is(before - 2, TOPIC_NEUTRAL_VERB)) {
    if (rule_report(run, RULE_QUOTES_INTRODUCTION, token_span(before - 1), "No comma before \"that\"."))
      rule_fix(run, token_span(before - 1), "", "Drop the comma");
    return;
  }
  bool speech = quote->kind == DIXIT_SPEECH && word_is(before, WORD_SPEECH) && word_is(before, WORD_TAKES_QUOTE) &&
                topic_is(before, TOPIC_NEUTRAL_VERB);
  if (speech && first->flags & DIXIT_TOKEN_CAPITAL && quote->flags & DIXIT_QUOTE_WHOLE &&
      rule_report(run, RULE_QUOTES_INTRODUCTION, token_span(before),
                  "A whole sentence is introduced by a comma or a colon: put one behind \"%s\".",
                  rule_excerpt(run, token_span(before))))
    rule_fix(run, span_of(before->end, before->end), ",", "Put a comma");
}

/* "called it, “a rotten tub”": words that go on with the writer's sentence have no comma before them. */
static void check_fragment(rule_run *run, const dixit_quote *quote)
{
  const dixit_doc *doc = run->doc;
  uint32_t mark = quote->first_token;
  if (mark < 2 || !rule_is_speech(quote) || !is_doubled(quote) || !(quote->flags & DIXIT_QUOTE_PART) ||
      doc->blocks.items[quote->block].first_token >= mark - 1)
    return;
  const dixit_token *comma = &doc->tokens.items[mark - 1], *before = comma - 1, *first = &doc->tokens.items[mark + 1];
  bool runs_on = !word_is(before, WORD_THAT) && (word_is(before, WORD_BE | WORD_DETERMINER | WORD_PREPOSITION) ||
                                                 topic_is(before, TOPIC_CALLED));
  if (comma->kind == DIXIT_COMMA && runs_on && !(first->flags & DIXIT_TOKEN_CAPITAL) &&
      rule_report(run, RULE_QUOTES_INTRODUCTION, token_span(comma),
                  "No comma before words that go on with your sentence."))
    rule_fix(run, token_span(comma), "", "Drop the comma");
}

/* "She said, “we waited all night.”": what a comma or colon introduces is a sentence. Not where the quotation goes on
 * from another ("“We waited,” she said, “and left.”"). */
static void check_small_letter(rule_run *run, const dixit_quote *quote)
{
  const dixit_doc *doc = run->doc;
  const dixit_attribution *attribution = rule_attribution(doc, quote);
  uint32_t mark = quote->first_token, last = rule_quote_end(quote) - 2;
  if (mark < 2 || !rule_is_speech(quote) || !is_doubled(quote) || quote->word_count < FULL_WORDS || !attribution)
    return;
  const dixit_token *before = &doc->tokens.items[mark - 1], *first = &doc->tokens.items[mark + 1];
  bool led = (before->kind == DIXIT_COMMA || before->kind == DIXIT_COLON) && topic_is(before - 1, TOPIC_NEUTRAL_VERB);
  bool starts = doc->pieces.items[attribution->first_piece].span.start == quote->span.start;
  if (!led || !starts || attribution->piece_count > 1 || doc->tokens.items[last].kind != DIXIT_STOP ||
      first->kind != DIXIT_WORD || first->flags & DIXIT_TOKEN_CAPITAL || !word_is(first, WORD_SUBJECT_PRONOUN))
    return;
  rule_report(run, RULE_QUOTES_CAPITAL, token_span(first),
              "A sentence behind \"%s\" and a comma begins with a capital: write \"[%c]\", or drop the comma.",
              rule_excerpt(run, token_span(before - 1)), doc->text[first->start] - 'a' + 'A');
}

/* "said that “We ...": the sentence is the writer's, so the capital is not the speaker's to keep. */
static void check_capital(rule_run *run, const dixit_quote *quote)
{
  const dixit_doc *doc = run->doc;
  uint32_t mark = quote->first_token, word = mark + 1;
  const uint64_t grammar = WORD_DETERMINER | WORD_SUBJECT_PRONOUN | WORD_POSSESSIVE | WORD_PREPOSITION |
                           WORD_CONJUNCTION;
  if (mark == 0 || !rule_is_speech(quote) || !is_doubled(quote) || !word_is(&doc->tokens.items[mark - 1], WORD_THAT))
    return;
  const dixit_token *first = &doc->tokens.items[word];
  if (!(first->flags & DIXIT_TOKEN_CAPITAL) || first->flags & DIXIT_TOKEN_UPPER || !word_is(first, grammar) ||
      rule_word_is(doc, word, "i"))
    return;
  char bracketed[4] = {'[', ascii_lower(doc->text[first->start]), ']', '\0'};
  dixit_span letter = span_of(first->start, first->start + 1);
  if (rule_report(run, RULE_QUOTES_CAPITAL, letter,
                  "The quotation goes on with your sentence: write \"%s\", or put a colon instead of \"that\".",
                  bracketed))
    rule_fix(run, letter, bracketed, "Show the change in brackets");
}

/* What is looked at in a quotation that holds words, and for which rule. */
static const struct {
  uint32_t rule;
  void (*check)(rule_run *run, const dixit_quote *quote);
} sign_checks[] = {
  {RULE_QUOTES_COLON_INSIDE, check_colon},         {RULE_QUOTES_QUESTION_MARK, check_question},
  {RULE_QUOTES_INTRODUCTION, check_introduction},  {RULE_QUOTES_INTRODUCTION, check_fragment},
  {RULE_QUOTES_CAPITAL, check_small_letter},       {RULE_QUOTES_CAPITAL, check_capital},
};

void check_quote_signs(rule_run *run)
{
  uint8_t rare = rule_unwanted_style(run);
  for (uint32_t i = 0; i < run->doc->quotes.count; i++) {
    const dixit_quote *quote = &run->doc->quotes.items[i];
    check_nesting(run, quote);
    check_mismatch(run, quote, rare);
    for (size_t k = 0; quote->token_count > 2 && k < sizeof sign_checks / sizeof *sign_checks; k++)
      if (rule_is_on(run, sign_checks[k].rule))
        sign_checks[k].check(run, quote);
  }
}
