/* Words to crowds: "some", "many", "others" where a subject stands, by their neighbours alone.
 *
 * Narrow: people who say or think something ("some scholars doubt"). Broad, as encyclopaedias want it: whoever does
 * whatever ("some smokers avoid it", "in many countries"), since there a reader may ask of every crowd who it is. */
#include "rules/crowds.h"

#include "doc/lexicon.h"

enum { BREADTH_NARROW = 0, BREADTH_BROAD = 1, VERB_WITHIN = 4 };

/* May a clause begin at `at`: the sentence's start, a comma, or a word that opens a clause before it? */
static bool begins_clause(const dixit_doc *doc, uint32_t first, uint32_t at)
{
  if (at == first)
    return true;
  const dixit_token *before = &doc->tokens.items[at - 1];
  return before->kind == DIXIT_COMMA || before->kind == DIXIT_SEMICOLON || before->kind == DIXIT_COLON ||
         word_is(before, WORD_SUBORDINATOR | WORD_RELATIVE | WORD_THAT | WORD_CONJUNCTION);
}

/* "some years", "many times", "several hundred", "some 40": no people. */
static bool counts_things(const dixit_token *next)
{
  return next->kind == DIXIT_NUMBER || topic_is(next, TOPIC_TIME_WORD) || word_is(next, WORD_NUMBER_WORD);
}

/* A verb of saying or thinking within a few words of a crowd, which is of people or stands for itself ("some say"). */
static uint32_t find_opinion(const dixit_doc *doc, uint32_t at, uint32_t end)
{
  uint32_t last = at + VERB_WITHIN < end ? at + VERB_WITHIN : end;
  bool people = false, bare = true;
  for (uint32_t i = at + 1; i < last; i++) {
    const dixit_token *token = &doc->tokens.items[i];
    if (token->kind != DIXIT_WORD || word_is(token, WORD_PREPOSITION | WORD_TO | WORD_RELATIVE | WORD_BE))
      return DIXIT_NONE;
    bool opinion = word_is(token, WORD_SPEECH | WORD_MENTAL) && word_is(token, WORD_TAKES_THAT | WORD_TAKES_QUOTE) &&
                   !word_is(token, WORD_VERB_ING | WORD_VERB_THIRD) && !topic_is(token, TOPIC_JOINT_VERB);
    if (opinion && (people || bare))
      return i;
    bare = bare && word_is(token, WORD_ADVERB | WORD_MODAL | WORD_HAVE);
    people = people || word_is(token, WORD_VAGUE_GROUP | WORD_GROUP | WORD_PERSON_NOUN);
  }
  return DIXIT_NONE;
}

/* A crowd that does anything at all. "Several" and "others" count things more often than people, but for the start of a
 * sentence; "as many as" counts nothing. */
static bool is_broad_crowd(const dixit_doc *doc, uint32_t first, uint32_t at, bool subject)
{
  if (at == first)
    return true;
  bool vague = rule_word_is(doc, at, "some") || rule_word_is(doc, at, "many");
  if (vague && rule_word_is(doc, at - 1, "by"))
    return true;
  if (!vague || rule_word_is(doc, at - 1, "as") || rule_word_is(doc, at - 1, "how") ||
      word_is(&doc->tokens.items[at - 1], WORD_CONJUNCTION))
    return false;
  bool behind = rule_word_is(doc, at - 1, "in") || rule_word_is(doc, at - 1, "while") ||
                rule_word_is(doc, at - 1, "that");
  bool more = rule_word_is(doc, at + 1, "other") || word_is(&doc->tokens.items[at + 1], WORD_HAVE);
  return subject || behind || more;
}

/* The last token of a crowd that starts at `at`, or DIXIT_NONE. */
static uint32_t match_crowd(const dixit_doc *doc, uint32_t first, uint32_t at, uint32_t end, uint32_t breadth)
{
  const dixit_token *next = &doc->tokens.items[at + 1];
  if (counts_things(next) || next->kind != DIXIT_WORD)
    return DIXIT_NONE;
  bool subject = begins_clause(doc, first, at);
  uint32_t opinion = subject ? find_opinion(doc, at, end) : DIXIT_NONE;
  if (opinion != DIXIT_NONE)
    return opinion;
  return breadth == BREADTH_BROAD && is_broad_crowd(doc, first, at, subject) ? at + 1 : DIXIT_NONE;
}

static void check_sentence(rule_run *run, const dixit_sentence *sentence, uint32_t breadth)
{
  const dixit_doc *doc = run->doc;
  uint32_t end = sentence->first_token + sentence->token_count;
  for (uint32_t i = sentence->first_token; i + 1 < end; i++) {
    if (!topic_is(&doc->tokens.items[i], TOPIC_CROWD) || run->voices[i])
      continue;
    uint32_t last = match_crowd(doc, sentence->first_token, i, end, breadth);
    if (last == DIXIT_NONE)
      continue;
    dixit_span span = tokens_span(doc, i, last);
    rule_report(run, RULE_SOURCES_VAGUE, span, "Who? \"%s\" is nobody in particular: name one, or cite who says so.",
                rule_excerpt(run, span));
    return;
  }
}

void crowds_report(rule_run *run, const uint8_t *told)
{
  const dixit_doc *doc = run->doc;
  uint32_t breadth = run->options[OPTION_SOURCES_VAGUE_BREADTH];
  if (doc->kind == DIXIT_KIND_ENCYCLOPAEDIA)
    breadth = BREADTH_BROAD;
  for (uint32_t i = 0; i < doc->sentences.count; i++)
    if (run->sums[i].topics & TOPIC_CROWD && !sum_has_kind(&run->sums[i], DIXIT_CITE) && !told[i])
      check_sentence(run, &doc->sentences.items[i], breadth);
}
