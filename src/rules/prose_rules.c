/* Rules about words of the writer's own: a table of classes and what to say of them; comparatives; abbreviations. */
#include "rules/rule.h"

#include "doc/lexicon.h"
#include "rules/watched_words.h"

/* unless: what in the sentence answers the question already. */
enum { UNLESS_NOTHING, UNLESS_DATE, UNLESS_NUMBER };

static const struct {
  uint64_t topic;
  uint32_t rule;
  uint32_t most; /* the option that says how many of them are told in one text */
  uint8_t unless;
  const char *message; /* with the word in it */
} classes[] = {
  {TOPIC_CONTENTIOUS, RULE_WORDING_CONTENTIOUS, OPTION_WORDING_CONTENTIOUS_MOST, UNLESS_NOTHING,
   "\"%s\" takes a side: say who calls it so."},
  {TOPIC_DOUBTFUL, RULE_WORDING_DOUBTFUL, OPTION_WORDING_DOUBTFUL_MOST, UNLESS_NOTHING,
   "\"%s\" casts doubt: say who doubts it, and why."},
  {TOPIC_EDITORIAL, RULE_WORDING_EDITORIAL, OPTION_WORDING_EDITORIAL_MOST, UNLESS_NOTHING,
   "\"%s\" is your comment: let the facts say it."},
  {TOPIC_PEACOCK, RULE_WORDING_PEACOCK, OPTION_WORDING_PEACOCK_MOST, UNLESS_NOTHING,
   "\"%s\" praises: say what was done instead."},
  {TOPIC_LATELY, RULE_WORDING_RELATIVE_TIME, OPTION_WORDING_RELATIVE_TIME_MOST, UNLESS_DATE,
   "When? \"%s\" moves with the reader: give a date."},
  {TOPIC_VAGUE_AMOUNT, RULE_WORDING_VAGUE_QUANTITY, OPTION_WORDING_VAGUE_QUANTITY_MOST, UNLESS_NUMBER,
   "How much? Put a number to \"%s\"."},
};
#define WATCHED \
  (TOPIC_CONTENTIOUS | TOPIC_DOUBTFUL | TOPIC_EDITORIAL | TOPIC_PEACOCK | TOPIC_LATELY | TOPIC_VAGUE_AMOUNT)

/* "1998", "1990s": a number that can be a year. */
static bool is_year(dixit_text number)
{
  size_t digits = 0;
  while (digits < number.length && ascii_is_digit(number.bytes[digits]))
    digits++;
  return digits == 4 && (number.bytes[0] == '1' || number.bytes[0] == '2');
}

/* "14 ships" tells no time. */
static bool gives_date(const rule_run *run, uint32_t index)
{
  const dixit_doc *doc = run->doc;
  const sentence_sum *sum = &run->sums[index];
  token_range sentence = rule_sentence_head(doc, index);
  if (sum->bits & WORD_MONTH)
    return true;
  for (uint32_t i = sentence.first; i < sentence.end && sum_has_kind(sum, DIXIT_NUMBER); i++)
    if (doc->tokens.items[i].kind == DIXIT_NUMBER && is_year(token_text(doc, i)))
      return true;
  return false;
}

static bool gives_number(const sentence_sum *sum)
{
  return sum_has_kind(sum, DIXIT_NUMBER) || sum->bits & WORD_NUMBER_WORD;
}

static bool sentence_answers(const rule_run *run, uint32_t sentence, uint8_t unless)
{
  return (unless == UNLESS_DATE && gives_date(run, sentence)) ||
         (unless == UNLESS_NUMBER && gives_number(&run->sums[sentence]));
}

enum { CLASS_COUNT = sizeof classes / sizeof *classes };

/* told: how many of each class have been. */
static void check_word(rule_run *run, uint32_t index, uint32_t at, uint32_t *told)
{
  const sentence_sum *sum = &run->sums[index];
  token_range sentence = rule_sentence(run->doc, index);
  dixit_span phrase;
  if (!watched_word_counts(run->doc, sum, sentence, at, &phrase))
    return;
  for (size_t i = 0; i < CLASS_COUNT; i++) {
    uint32_t most = run->options[classes[i].most];
    if (!topic_is(&run->doc->tokens.items[at], classes[i].topic) || !rule_is_on(run, classes[i].rule) ||
        (most && told[i] >= most) || sentence_answers(run, index, classes[i].unless))
      continue;
    told[i] += rule_report(run, classes[i].rule, phrase, classes[i].message, rule_excerpt(run, phrase));
  }
}

void check_wording(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  uint32_t told[CLASS_COUNT] = {0};
  for (uint32_t i = 0; i < doc->sentences.count; i++) {
    token_range sentence = rule_sentence(doc, i);
    for (uint32_t k = sentence.first; k < sentence.end && run->sums[i].topics & WATCHED; k++)
      if (topic_is(&doc->tokens.items[k], WATCHED) && run->voices[k] == 0)
        check_word(run, i, k, told);
  }
}

/* ---- wording/comparative, wording/unspecified ---- */

/* Does a sentence say what is compared with what, or give a number? */
static bool compares(const sentence_sum *sum)
{
  return sum->topics & (TOPIC_THAN | TOPIC_COMPARED) || gives_number(sum);
}

static bool ends_clause(const dixit_doc *doc, uint32_t at, uint32_t end)
{
  return at >= end || doc->tokens.items[at].kind == DIXIT_STOP || doc->tokens.items[at].kind == DIXIT_COMMA;
}

/* "much higher", "are higher", "is more efficient": said of something, not going with a noun. */
static bool dangles(const dixit_doc *doc, token_range sentence, uint32_t at)
{
  const dixit_token *token = &doc->tokens.items[at];
  if (at == sentence.first || word_is(token - 1, WORD_NEGATION | WORD_PREPOSITION))
    return false; /* "to larger, more diverse towns" */
  if (topic_is(token, TOPIC_DEGREE))
    return ends_clause(doc, at + 1, sentence.end);
  bool more = rule_word_is(doc, at, "more") || rule_word_is(doc, at, "less");
  return more && word_is(token - 1, WORD_BE) && at + 1 < sentence.end && token[1].kind == DIXIT_WORD &&
         !word_is(token + 1, WORD_CONJUNCTION | WORD_PREPOSITION) && ends_clause(doc, at + 2, sentence.end);
}

void check_comparatives(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  for (uint32_t i = 0; i < doc->sentences.count; i++) {
    token_range sentence = rule_sentence(doc, i);
    if (!(run->sums[i].topics & (TOPIC_DEGREE | TOPIC_COMPARATIVE)) || compares(&run->sums[i]))
      continue;
    for (uint32_t k = sentence.first; k < sentence.end; k++)
      if (run->voices[k] == 0 && dangles(doc, sentence, k)) {
        rule_report(run, RULE_WORDING_COMPARATIVE, token_span(&doc->tokens.items[k]),
                    "Than what? Say what \"%s\" compares with.", rule_excerpt(run, token_span(&doc->tokens.items[k])));
        break;
      }
  }
}

/* "some countries, such as Norway", "several cities: Lund and Ostrow": named right behind. */
static bool is_specified(const dixit_doc *doc, uint32_t last, uint32_t end)
{
  uint32_t at = last + 1 < end && doc->tokens.items[last + 1].kind == DIXIT_COMMA ? last + 2 : last + 1;
  if (at >= end)
    return false;
  const dixit_token *token = &doc->tokens.items[at];
  return token->kind == DIXIT_COLON || token->kind == DIXIT_OPEN || token->kind == DIXIT_DASH ||
         rule_word_is(doc, at, "such") || rule_word_is(doc, at, "like") || topic_is(token, TOPIC_INCLUDING);
}

/* "a recent study", "one study found", "several years ago", "some countries". */
static uint32_t match_unspecified(const dixit_doc *doc, uint32_t at, uint32_t end)
{
  const dixit_token *token = &doc->tokens.items[at];
  if (at + 2 >= end || !(word_is(token, WORD_DETERMINER | WORD_INDEFINITE) || topic_is(token, TOPIC_CROWD)))
    return DIXIT_NONE;
  if (!word_is(token, WORD_DEFINITE) && rule_word_is(doc, at + 1, "recent") &&
      word_is(&doc->tokens.items[at + 2], WORD_DOCUMENT))
    return at + 2;
  if (rule_word_is(doc, at, "one") && rule_word_is(doc, at + 1, "study"))
    return at + 1;
  if (topic_is(token, TOPIC_CROWD) && topic_is(token + 1, TOPIC_PLACES))
    return at + 1;
  bool some = topic_is(token, TOPIC_CROWD) || rule_word_is(doc, at, "few");
  bool past = rule_word_is(doc, at + 2, "ago") || rule_word_is(doc, at + 2, "later");
  return some && past && topic_is(&doc->tokens.items[at + 1], TOPIC_TIME_WORD) ? at + 2 : DIXIT_NONE;
}

void check_unspecified(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  /* "Some countries" is asked for once. */
  bool asks_of_all = rule_is_on(run, RULE_SOURCES_VAGUE) && run->options[OPTION_SOURCES_VAGUE_BREADTH];
  for (uint32_t i = 0; i < doc->sentences.count; i++) {
    const sentence_sum *sum = &run->sums[i];
    token_range sentence = rule_sentence(doc, i);
    bool ago = sum->topics & TOPIC_TIME_WORD && sum->topics & (TOPIC_COMPARED | TOPIC_COMPARATIVE); /* or "later" */
    bool some = ago || (sum->topics & TOPIC_CROWD && sum->topics & TOPIC_PLACES);
    if ((!some && !(sum->bits & WORD_DOCUMENT)) || gives_date(run, i))
      continue;
    for (uint32_t k = sentence.first; k < sentence.end; k++) {
      uint32_t last = run->voices[k] == 0 ? match_unspecified(doc, k, sentence.end) : DIXIT_NONE;
      if (last == DIXIT_NONE || (last == k + 1 && asks_of_all) || is_specified(doc, last, sentence.end))
        continue;
      dixit_span span = tokens_span(doc, k, last);
      rule_report(run, RULE_WORDING_UNSPECIFIED, span, "Which, where or when? Say what \"%s\" is.",
                  rule_excerpt(run, span));
      break;
    }
  }
}

/* ---- wording/acronym ---- */

enum { ACRONYM_LEAST = 2, ACRONYM_MOST = 6, ACRONYM_LIMIT = 64 };

/* "RPG-7", "O-H": a model, a formula. */
static bool is_designation(dixit_text word)
{
  for (size_t i = 0; i < word.length; i++)
    if (!ascii_is_letter(word.bytes[i]))
      return true;
  return false;
}

/* Beside another word in capitals: something is shouted, not abbreviated. */
static bool is_shouted(const dixit_doc *doc, uint32_t at)
{
  const dixit_token *token = &doc->tokens.items[at];
  bool before = at > 0 && token[-1].kind == DIXIT_WORD && token[-1].flags & DIXIT_TOKEN_UPPER && word_bits(token - 1);
  return before || (at + 1 < doc->tokens.count && token[1].kind == DIXIT_WORD && token[1].flags & DIXIT_TOKEN_UPPER &&
                    word_bits(token + 1));
}

/* An abbreviation of capitals that readers may not know; a link leads to those who wonder. */
static bool is_acronym(const dixit_doc *doc, uint32_t at)
{
  const dixit_token *token = &doc->tokens.items[at];
  uint32_t length = token->end - token->start;
  bool linked = token->flags & DIXIT_TOKEN_LINK;
  if (is_designation(token_text(doc, at)) || linked)
    return false;
  bool unknown = word_bits(token) == 0 && !topic_is(token, TOPIC_KNOWN_ACRONYM);
  return token->kind == DIXIT_WORD && token->flags & DIXIT_TOKEN_UPPER && !(token->flags & DIXIT_TOKEN_ABBREVIATED) &&
         length > ACRONYM_LEAST && length <= ACRONYM_MOST && unknown && !is_shouted(doc, at);
}

/* "Valley Ferry Board, or VFB": do the capitals of the words before it make it? Small words are passed over. */
static bool follows_its_words(const dixit_doc *doc, uint32_t at)
{
  dixit_text word = token_text(doc, at);
  size_t left = word.length;
  for (uint32_t i = at, steps = 0; i-- > 0 && left > 0 && steps < 3 * ACRONYM_MOST; steps++) {
    const dixit_token *token = &doc->tokens.items[i];
    if (token->kind == DIXIT_STOP)
      return false;
    if (token->kind != DIXIT_WORD || !(token->flags & DIXIT_TOKEN_CAPITAL))
      continue;
    if (doc->text[token->start] != word.bytes[left - 1])
      return false;
    left--;
  }
  return left == 0;
}

/* "(VFB)", "VFB (", "Valley Ferry Board, VFB": spelt out beside it. */
static bool is_spelt_out(const dixit_doc *doc, uint32_t at)
{
  bool before = at > 0 && doc->tokens.items[at - 1].kind == DIXIT_OPEN;
  return before || (at + 1 < doc->tokens.count && doc->tokens.items[at + 1].kind == DIXIT_OPEN) ||
         follows_its_words(doc, at);
}

/* Abbreviations by hash; the first use of each, and how often; spelt: no finding. The table is small and bounded. */
typedef struct acronym {
  uint32_t hash;
  uint32_t first;
  uint32_t count;
  bool spelt;
} acronym;

static acronym *acronym_slot(acronym *table, uint32_t *count, uint32_t hash, uint32_t at)
{
  for (uint32_t i = 0; i < *count; i++)
    if (table[i].hash == hash)
      return &table[i];
  if (*count == ACRONYM_LIMIT)
    return NULL;
  table[*count] = (acronym){hash, at, 0, false};
  return &table[(*count)++];
}

static void count_acronym(const dixit_doc *doc, acronym *table, uint32_t *count, uint32_t at)
{
  acronym *slot = acronym_slot(table, count, doc->tokens.items[at].hash, at);
  if (!slot)
    return;
  slot->count++;
  slot->spelt = slot->spelt || is_spelt_out(doc, at);
}

void check_acronyms(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  acronym table[ACRONYM_LIMIT];
  uint32_t count = 0;
  for (uint32_t i = 0; i < doc->sentences.count; i++) {
    token_range sentence = rule_sentence(doc, i);
    for (uint32_t k = sentence.first; k < sentence.end && run->sums[i].flags & DIXIT_TOKEN_UPPER; k++)
      if (doc->tokens.items[k].flags & DIXIT_TOKEN_UPPER && run->voices[k] == 0 && is_acronym(doc, k))
        count_acronym(doc, table, &count, k);
  }
  for (uint32_t i = 0; i < count; i++) {
    dixit_span span = token_span(&doc->tokens.items[table[i].first]);
    if (table[i].count >= 2 && !table[i].spelt)
      rule_report(run, RULE_WORDING_ACRONYM, span, "Spell out \"%s\" the first time.", rule_excerpt(run, span));
  }
}
