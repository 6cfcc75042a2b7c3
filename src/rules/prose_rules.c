/* Rules about single words of the writer's own: a table of classes and what to say of them. */
#include "rules/rule.h"

#include "doc/lexicon.h"

/* unless: what in the sentence answers the question already. */
enum { UNLESS_NOTHING, UNLESS_DATE, UNLESS_NUMBER };

static const struct {
  uint64_t topic;
  uint32_t rule;
  uint8_t unless;
  const char *message; /* with the word in it */
} classes[] = {
  {TOPIC_CONTENTIOUS, RULE_WORDING_CONTENTIOUS, UNLESS_NOTHING, "\"%s\" takes a side: say who calls it so."},
  {TOPIC_DOUBTFUL, RULE_WORDING_DOUBTFUL, UNLESS_NOTHING, "\"%s\" casts doubt: say who doubts it, and why."},
  {TOPIC_EDITORIAL, RULE_WORDING_EDITORIAL, UNLESS_NOTHING, "\"%s\" is your comment: let the facts say it."},
  {TOPIC_PEACOCK, RULE_WORDING_PEACOCK, UNLESS_NOTHING, "\"%s\" praises: say what was done instead."},
  {TOPIC_LATELY, RULE_WORDING_RELATIVE_TIME, UNLESS_DATE, "When? \"%s\" moves with the reader: give a date."},
  {TOPIC_VAGUE_AMOUNT, RULE_WORDING_VAGUE_QUANTITY, UNLESS_NUMBER, "How much? Put a number to \"%s\"."},
};
#define WATCHED (TOPIC_CONTENTIOUS | TOPIC_DOUBTFUL | TOPIC_EDITORIAL | TOPIC_PEACOCK | TOPIC_LATELY | TOPIC_VAGUE_AMOUNT)

static bool sentence_answers(const dixit_doc *doc, const dixit_sentence *sentence, uint8_t unless)
{
  if (unless == UNLESS_NOTHING)
    return false;
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    const dixit_token *token = &doc->tokens.items[sentence->first_token + i];
    if (token->kind == DIXIT_NUMBER || word_is(token, unless == UNLESS_DATE ? WORD_MONTH : WORD_NUMBER_WORD))
      return true;
  }
  return false;
}

static void check_word(rule_run *run, const dixit_sentence *sentence, const dixit_token *token)
{
  for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
    if (!topic_is(token, classes[i].topic) || sentence_answers(run->doc, sentence, classes[i].unless))
      continue;
    rule_report(run, classes[i].rule, token_span(token), classes[i].message, rule_excerpt(run, token_span(token)));
  }
}

void check_wording(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  for (uint32_t i = 0; i < doc->sentences.count; i++) {
    const dixit_sentence *sentence = &doc->sentences.items[i];
    for (uint32_t k = 0; k < sentence->token_count; k++) {
      uint32_t token = sentence->first_token + k;
      if (topic_is(&doc->tokens.items[token], WATCHED) && run->voices[token] == 0)
        check_word(run, sentence, &doc->tokens.items[token]);
    }
  }
}
