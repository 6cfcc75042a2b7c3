/* Reasons of a claim.
 *
 * Most come from one class of words (src/data/topics), some of whose words count only beside others: "the last bridge"
 * is a superlative, "last year" is none. Statistics, dates, comparisons, accusations, history and private life need two
 * things in the sentence. A sentence without any reason may still be a claim: the score decides that, not the
 * reasons. */
#include "marks/claim_reasons.h"

#include "doc/company.h"
#include "doc/lexicon.h"

#define REASON(name) (1u << DIXIT_REASON_##name)

static const struct {
  uint64_t topic;
  uint32_t reason;
} topic_reasons[] = {
  {TOPIC_SHARE, REASON(STATISTIC)}, {TOPIC_LAW, REASON(LAW)}, {TOPIC_HEALTH, REASON(HEALTH)},
  {TOPIC_SCIENCE, REASON(SCIENCE)}, {TOPIC_OPINION, REASON(OPINION)},
};

/* Those whose words are looked at one by one. */
static const struct {
  uint64_t topic;
  uint32_t reason;
} judged_reasons[] = {
  {TOPIC_SUPERLATIVE, REASON(SUPERLATIVE)}, {TOPIC_CAUSE, REASON(CAUSE)}, {TOPIC_PREDICTION, REASON(PREDICTION)},
  {TOPIC_ACCUSATION, REASON(ACCUSATION)},
};
#define JUDGED (TOPIC_SUPERLATIVE | TOPIC_CAUSE | TOPIC_PREDICTION | TOPIC_ACCUSATION)

#define RANKED "the|its|his|her|their|our|my|'s|\xE2\x80\x99s|world's|world\xE2\x80\x99s"

/* Words that are reasons only in this company. */
static const word_company needed[] = {
  {"due", NULL, "to"}, {"first", RANKED, NULL}, {"going", "is|are|am|was|were|'re|'s", "to"}, {"last", RANKED, NULL},
  {"least", RANKED, NULL}, {"led", NULL, "to"}, {"leads", NULL, "to"}, {"most", RANKED, NULL}, {"only", RANKED, NULL},
  {"record", "a|the|its|at", "high|highs|low|lows|levels|number|numbers|amount|profit|profits|sales|turnout|heat"},
  {"thanks", NULL, "to"},
};

#define TIMES \
  "year|years|week|weeks|month|months|night|summer|winter|spring|autumn|decade|decades|century|few|two|three"

/* Words that are none in this one. */
static const word_company spoiling[] = {
  {"best", "at", NULL},
  {"cause", "lost|noble|good|worthy", NULL},
  {"crime", NULL, "rate|rates|scene|statistics|novel|novels|fiction|writer"},
  {"criminal", NULL, "justice|law|code|court|courts|case|cases|record|investigation|organization|organizations"},
  {"first", NULL, "name|lady|minister|aid"},
  {"last", NULL, TIMES},
  {"latest", "at the", NULL},
  {"terrorist", NULL, "organization|organizations|organisation|organisations|group|groups|attack|attacks|threat|list"},
  {"worst", "at", NULL},
};

enum { QUOTATION_WORDS = 4 };

/* What its numbers are. */
typedef struct evidence {
  bool measured;     /* with a unit, per cent or currency sign */
  bool year;
} evidence;

/* "1936", "1930s"; "1312" only behind "in", "by", "since". */
static bool is_year(dixit_text text, bool dated)
{
  bool decade = text.length == 5 && text.bytes[4] == 's';
  if ((text.length != 4 && !decade) || (text.bytes[0] != '1' && text.bytes[0] != '2'))
    return false;
  for (size_t i = 0; i < 4; i++)
    if (!ascii_is_digit(text.bytes[i]))
      return false;
  return text.bytes[0] == '1' ? text.bytes[1] >= '5' || dated || decade : text.bytes[1] == '0';
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

/* Is it this literal, in lower case? */
static inline bool is_word(const claim_sentence *self, uint32_t at, const char *word)
{
  return at < self->count && self->tokens[at].hash == lexicon_hash_literal(word);
}

static bool is_count(const claim_sentence *self, uint32_t at)
{
  return at < self->count &&
         (self->tokens[at].kind == DIXIT_NUMBER || word_is(&self->tokens[at], WORD_NUMBER_WORD));
}

static bool is_part(const claim_sentence *self, uint32_t at)
{
  return is_word(self, at, "third") || is_word(self, at, "thirds") || is_word(self, at, "quarter") ||
         is_word(self, at, "quarters") || is_word(self, at, "fifth") || is_word(self, at, "fifths") ||
         is_word(self, at, "tenth") || is_word(self, at, "tenths");
}

/* "Nine in ten", "one out of three", "a third", "two fifths": shares in words. Token `at` is a count, or "a". */
static bool is_fraction(const claim_sentence *self, uint32_t at, bool count)
{
  if (count && is_word(self, at + 1, "in") && is_count(self, at + 2))
    return self->tokens[at].kind != DIXIT_NUMBER || self->tokens[at + 2].end - self->tokens[at + 2].start <= 3;
  if (count && is_word(self, at + 1, "out") && is_word(self, at + 2, "of"))
    return true;
  return is_part(self, at + 1) &&
         (is_word(self, at + 2, "of") || at + 2 >= self->count || self->tokens[at + 2].kind != DIXIT_WORD ||
          word_is(&self->tokens[at + 2], WORD_PREPOSITION));
}

static evidence look_at_numbers(const claim_sentence *self)
{
  evidence found = {false, false};
  for (uint32_t i = 0; i < self->count; i++) {
    bool count = is_count(self, i);
    if (!count && !is_word(self, i, "a"))
      continue;
    if (self->tokens[i].kind == DIXIT_NUMBER)
      look_at_number(self, i, &found);
    else if (count && i + 1 < self->count)
      found.measured = found.measured || topic_is(&self->tokens[i + 1], TOPIC_QUANTITY);
    found.measured = found.measured || is_fraction(self, i, count);
  }
  return found;
}

/* "Warmer than": the word that is compared, right before "than" or a few words earlier ("more water than"). */
static bool is_compared(const claim_sentence *self, uint32_t than)
{
  enum { REACH = 4 };
  for (uint32_t i = than; i-- > 0 && i + REACH >= than;) {
    dixit_text word = token_text(self->doc, self->first + i);
    bool other = is_word(self, i, "rather") || is_word(self, i, "other");
    if (topic_is(&self->tokens[i], TOPIC_COMPARATIVE) ||
        (!other && i + 1 == than && word.length > 4 && text_ends_folded(word, "er")))
      return true;
  }
  return false;
}

/* "Twice as long as", "as old as", "higher than", "compared with". */
static bool compares(const claim_sentence *self)
{
  bool than = self->topics & TOPIC_THAN, told = self->topics & TOPIC_COMPARED;
  if (!than && !told && class_count(&self->classes, WORD_SUBORDINATOR) < 2) /* "as ... as" */
    return false;
  for (uint32_t i = 1; i < self->count; i++) {
    if (than && topic_is(&self->tokens[i], TOPIC_THAN) && is_compared(self, i))
      return true;
    if (told && is_word(self, i, "compared") && (is_word(self, i + 1, "with") || is_word(self, i + 1, "to")))
      return true;
    bool as = is_word(self, i, "as") && self->tokens[i - 1].kind == DIXIT_WORD;
    if (as && is_word(self, i + 2, "as") && !is_word(self, i + 1, "well") && !is_word(self, i + 1, "soon") &&
        !is_word(self, i + 1, "long") && !is_word(self, i + 1, "far"))
      return true;
  }
  return false;
}

/* Is it about somebody: a name, a title, an office, "she", a body? */
static bool has_doer(const claim_sentence *self)
{
  static const uint64_t doers = WORD_ROLE | WORD_TITLE | WORD_MALE | WORD_FEMALE | WORD_MALE_NAME | WORD_FEMALE_NAME |
                                WORD_ORGANIZATION | WORD_GROUP;
  return self->names > 0 || (self->bits & doers) != 0;
}

/* Is it about a person? A name that opens the sentence is in no list and has a verb or another name behind it. */
static bool has_person(const claim_sentence *self)
{
  static const uint64_t people = WORD_TITLE | WORD_MALE | WORD_FEMALE | WORD_MALE_NAME | WORD_FEMALE_NAME | WORD_FAMILY;
  const dixit_token *tokens = self->tokens;
  bool name = self->count > 1 && tokens[0].flags & DIXIT_TOKEN_CAPITAL && word_bits(&tokens[0]) == 0;
  bool goes_on = name && (tokens[1].flags & DIXIT_TOKEN_CAPITAL ||
                          word_is(&tokens[1], WORD_BE | WORD_HAVE | WORD_VERB_PAST));
  return goes_on || (self->bits & people) != 0;
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
  if (compares(self))
    reasons |= REASON(COMPARISON);
  if (self->topics & TOPIC_HISTORY && (found.year || self->names) &&
      (self->bits & WORD_VERB_PAST || claim_sentence_has_ed(self)))
    reasons |= REASON(HISTORY);
  if (self->topics & TOPIC_PRIVATE_LIFE && has_person(self))
    reasons |= REASON(PRIVATE_LIFE);
  return reasons;
}

/* Reasons from words that count only in some company. */
static uint32_t judged(const claim_sentence *self)
{
  uint32_t reasons = 0;
  dixit_span phrase;
  for (uint32_t i = 0; self->topics & JUDGED && i < self->count; i++) {
    if (!topic_is(&self->tokens[i], JUDGED) ||
        company_fails(self->doc, self->first + i, needed, sizeof needed / sizeof *needed, spoiling,
                      sizeof spoiling / sizeof *spoiling, &phrase))
      continue;
    for (size_t k = 0; k < sizeof judged_reasons / sizeof *judged_reasons; k++)
      if (topic_is(&self->tokens[i], judged_reasons[k].topic))
        reasons |= judged_reasons[k].reason;
  }
  return has_doer(self) ? reasons : reasons & ~REASON(ACCUSATION);
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
  uint32_t reasons = combined(sentence) | judged(sentence);
  for (size_t i = 0; i < sizeof topic_reasons / sizeof *topic_reasons; i++)
    if (sentence->topics & topic_reasons[i].topic)
      reasons |= topic_reasons[i].reason;
  if (quotes_somebody(sentence->doc, span, quote))
    reasons |= REASON(QUOTATION);
  return reasons;
}
