/* Reasons of a claim.
 *
 * Most come from one class of words (src/data/topics); statistics, dates, comparisons, history and private life need
 * two things in the sentence. A sentence without any reason may still be a claim: the score decides that, not the
 * reasons. */
#include "marks/claim_reasons.h"

#include "doc/lexicon.h"

#define REASON(name) (1u << DIXIT_REASON_##name)

static const struct {
  uint64_t topic;
  uint32_t reason;
} topic_reasons[] = {
  {TOPIC_SHARE, REASON(STATISTIC)},       {TOPIC_SUPERLATIVE, REASON(SUPERLATIVE)}, {TOPIC_CAUSE, REASON(CAUSE)},
  {TOPIC_LAW, REASON(LAW)},               {TOPIC_ACCUSATION, REASON(ACCUSATION)},   {TOPIC_HEALTH, REASON(HEALTH)},
  {TOPIC_SCIENCE, REASON(SCIENCE)}, {TOPIC_OPINION, REASON(OPINION)}, {TOPIC_PREDICTION, REASON(PREDICTION)},
};

enum { QUOTATION_WORDS = 4 };

/* What its numbers are. */
typedef struct evidence {
  bool measured;     /* with a unit, per cent or currency sign */
  bool year;
} evidence;

/* "1936"; "1312" only behind "in", "by", "since". */
static bool is_year(dixit_text text, bool dated)
{
  if (text.length != 4 || (text.bytes[0] != '1' && text.bytes[0] != '2'))
    return false;
  for (size_t i = 0; i < 4; i++)
    if (!ascii_is_digit(text.bytes[i]))
      return false;
  return text.bytes[0] == '1' ? text.bytes[1] >= '5' || dated : text.bytes[1] == '0';
}

static bool is_currency(const dixit_token *token)
{
  return token->kind == DIXIT_SYMBOL && (token->hash == '$' || token->hash == 0x20AC || token->hash == 0xA3 ||
                                         token->hash == 0xA5 || token->hash == '%');
}

static void look_at_number(const claim_sentence *self, uint32_t at, evidence *found)
{
  dixit_text text = token_text(self->doc, self->first + at);
  bool unit = text.length && text.bytes[text.length - 1] == '%';
  unit = unit || (at > 0 && is_currency(&self->tokens[at - 1]));
  for (uint32_t next = at + 1; next < self->count && next <= at + 2; next++)
    unit = unit || is_currency(&self->tokens[next]) || topic_is(&self->tokens[next], TOPIC_QUANTITY);
  bool dated = at > 0 && word_is(&self->tokens[at - 1], WORD_PREPOSITION);
  found->year = found->year || (!unit && is_year(text, dated));
  found->measured = found->measured || unit;
}

static evidence look_at_numbers(const claim_sentence *self)
{
  evidence found = {false, false};
  if (self->numbers == 0 && !(self->bits & WORD_NUMBER_WORD))
    return found;
  for (uint32_t i = 0; i < self->count; i++) {
    if (self->tokens[i].kind == DIXIT_NUMBER)
      look_at_number(self, i, &found);
    else if (word_is(&self->tokens[i], WORD_NUMBER_WORD) && i + 1 < self->count)
      found.measured = found.measured || topic_is(&self->tokens[i + 1], TOPIC_QUANTITY);
  }
  return found;
}

/* Reasons that need more than one word. */
static uint32_t combined(const claim_sentence *self)
{
  evidence found = look_at_numbers(self);
  uint32_t reasons = 0;
  if (found.measured)
    reasons |= REASON(STATISTIC);
  if (found.year || (self->bits & WORD_MONTH && self->numbers))
    reasons |= REASON(DATE);
  if (self->topics & TOPIC_THAN && self->topics & TOPIC_COMPARATIVE)
    reasons |= REASON(COMPARISON);
  if (self->topics & TOPIC_HISTORY && (found.year || self->names) &&
      (self->bits & WORD_VERB_PAST || claim_sentence_has_ed(self)))
    reasons |= REASON(HISTORY);
  if (self->names && self->topics & TOPIC_PRIVATE_LIFE)
    reasons |= REASON(PRIVATE_LIFE);
  return reasons;
}

/* Does a sentence quote somebody's words? Sentences are asked about in order, *quote is where to go on. */
static bool quotes_somebody(const dixit_doc *doc, dixit_span span, uint32_t *quote)
{
  const dixit_quote *quotes = doc->quotes.items;
  while (*quote < doc->quotes.count && quotes[*quote].span.start < span.start)
    ++*quote;
  for (uint32_t i = *quote; i < doc->quotes.count && quotes[i].span.start < span.end; i++)
    if (quotes[i].kind == DIXIT_SPEECH && quotes[i].word_count >= QUOTATION_WORDS)
      return true;
  return false;
}

uint32_t claim_reasons(const claim_sentence *sentence, dixit_span span, uint32_t *quote)
{
  uint32_t reasons = combined(sentence);
  for (size_t i = 0; i < sizeof topic_reasons / sizeof *topic_reasons; i++)
    if (sentence->topics & topic_reasons[i].topic)
      reasons |= topic_reasons[i].reason;
  if (quotes_somebody(sentence->doc, span, quote))
    reasons |= REASON(QUOTATION);
  return reasons;
}
