/* Reasons of a claim.
 *
 * Most come from one class of words (src/data/topics); statistics, dates, comparisons, history and private life need
 * two things in the sentence. A sentence without any reason may still be a claim: the score decides that, not the
 * reasons. */
#include "marks/claim_reasons.h"

#include "doc/lexicon.h"
#include "marks/view.h"

#define REASON(name) (1u << DIXIT_REASON_##name)

static const struct {
  uint64_t topic;
  uint32_t reason;
} topic_reasons[] = {
  {TOPIC_SHARE, REASON(STATISTIC)},       {TOPIC_SUPERLATIVE, REASON(SUPERLATIVE)}, {TOPIC_CAUSE, REASON(CAUSE)},
  {TOPIC_LAW, REASON(LAW)},               {TOPIC_ACCUSATION, REASON(ACCUSATION)},   {TOPIC_HEALTH, REASON(HEALTH)},
  {TOPIC_SCIENCE, REASON(SCIENCE)},       {TOPIC_OPINION, REASON(OPINION)},         {TOPIC_PREDICTION, REASON(PREDICTION)},
};

enum { QUOTATION_WORDS = 4 };

/* What stands in the sentence. */
typedef struct evidence {
  uint64_t topics;
  uint64_t words;    /* classes of grammar */
  bool number;
  bool measured;     /* a number with a unit, per cent or currency sign */
  bool year;
  bool name;
  bool past;
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

static void look_at_number(const dixit_doc *doc, uint32_t at, uint32_t first, uint32_t end, evidence *found)
{
  dixit_text text = token_text(doc, at);
  bool unit = text.length && text.bytes[text.length - 1] == '%';
  unit = unit || (at > first && is_currency(&doc->tokens.items[at - 1]));
  for (uint32_t next = at + 1; next < end && next <= at + 2; next++)
    unit = unit || is_currency(&doc->tokens.items[next]) || topic_is(&doc->tokens.items[next], TOPIC_QUANTITY);
  bool dated = at > first && word_is(&doc->tokens.items[at - 1], WORD_PREPOSITION);
  found->year = found->year || (!unit && is_year(text, dated));
  found->measured = found->measured || unit;
  found->number = true;
}

static void look_at_word(const dixit_doc *doc, uint32_t at, uint32_t first, uint32_t end, evidence *found)
{
  const dixit_token *token = &doc->tokens.items[at];
  found->topics |= word_topics(token);
  found->words |= word_bits(token);
  found->past = found->past || word_is(token, WORD_VERB_PAST) || part_of(token) == PART_ED;
  found->name = found->name || (at > first && token->flags & DIXIT_TOKEN_CAPITAL && !word_is(token, WORD_FIRST_PERSON));
  if (word_is(token, WORD_NUMBER_WORD) && at + 1 < end && topic_is(&doc->tokens.items[at + 1], TOPIC_QUANTITY))
    found->measured = true;
}

static evidence look(const dixit_doc *doc, const dixit_sentence *sentence)
{
  evidence found = {0};
  uint32_t first = sentence->first_token, end = first + sentence->token_count;
  for (uint32_t i = first; i < end; i++) {
    if (doc->tokens.items[i].kind == DIXIT_NUMBER)
      look_at_number(doc, i, first, end, &found);
    else if (doc->tokens.items[i].kind == DIXIT_WORD)
      look_at_word(doc, i, first, end, &found);
  }
  return found;
}

/* Reasons that need more than one word. */
static uint32_t combined(const evidence *found)
{
  uint32_t reasons = 0;
  if (found->measured)
    reasons |= REASON(STATISTIC);
  if (found->year || (found->words & WORD_MONTH && found->number))
    reasons |= REASON(DATE);
  if (found->topics & TOPIC_THAN && found->topics & TOPIC_COMPARATIVE)
    reasons |= REASON(COMPARISON);
  if (found->past && found->topics & TOPIC_HISTORY && (found->year || found->name))
    reasons |= REASON(HISTORY);
  if (found->name && found->topics & TOPIC_PRIVATE_LIFE)
    reasons |= REASON(PRIVATE_LIFE);
  return reasons;
}

/* Does the sentence quote somebody's words? Quotes are sorted: the first that may reach it is found by halving. */
static bool quotes_somebody(const dixit_doc *doc, dixit_span span)
{
  uint32_t low = 0, high = doc->quotes.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (doc->quotes.items[middle].span.start < span.start)
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < doc->quotes.count && doc->quotes.items[low].span.start < span.end; low++)
    if (doc->quotes.items[low].kind == DIXIT_SPEECH && doc->quotes.items[low].word_count >= QUOTATION_WORDS)
      return true;
  return false;
}

uint32_t claim_reasons(const dixit_doc *doc, const dixit_sentence *sentence)
{
  evidence found = look(doc, sentence);
  uint32_t reasons = combined(&found);
  for (size_t i = 0; i < sizeof topic_reasons / sizeof *topic_reasons; i++)
    if (found.topics & topic_reasons[i].topic)
      reasons |= topic_reasons[i].reason;
  if (quotes_somebody(doc, sentence->span))
    reasons |= REASON(QUOTATION);
  return reasons;
}
