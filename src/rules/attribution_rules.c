/* Rules about single attributions: voices without a name that are not described, or insult; allegations; sources named
 * twice in one sentence; accusations nobody answers. */
#include "rules/rule.h"

#include "doc/lexicon.h"
#include "doc/sentences.h"

/* ---- sources/bare ---- */

/* "a source", "officials", "an insider": nothing says what they are or how they know. */
static bool is_bare(const dixit_doc *doc, const dixit_mention *mention)
{
  uint32_t end = mention->first_token + mention->token_count, head = end - 1;
  if (mention->token_count > 2 || !topic_is(&doc->tokens.items[head], TOPIC_INSIDER))
    return false;
  const dixit_token *first = &doc->tokens.items[mention->first_token];
  bool counted = word_is(first, WORD_DETERMINER | WORD_INDEFINITE) && !word_is(first, WORD_DEFINITE);
  if (mention->token_count == 2 && !counted) /* "the official" has been told of before */
    return false;
  if (end >= doc->tokens.count || doc->tokens.items[end].kind != DIXIT_WORD)
    return true;
  return word_is(&doc->tokens.items[end], WORD_SPEECH | WORD_HAVE | WORD_MODAL | WORD_ADVERB | WORD_CONJUNCTION);
}

/* ---- sources/anonymous-attack ---- */

/* "He is no liar", "she is not a fraud". */
static bool is_denied(const dixit_doc *doc, uint32_t first, uint32_t word)
{
  enum { REACH = 3 };
  for (uint32_t i = word; i-- > first && i + REACH >= word;)
    if (word_is(&doc->tokens.items[i], WORD_NEGATION))
      return true;
  return false;
}

/* A word of abuse in what the source is given to say, or 0. */
static uint32_t find_abuse(const dixit_doc *doc, const dixit_attribution *attribution)
{
  for (uint32_t i = 0; i < attribution->piece_count; i++) {
    dixit_span span = doc->pieces.items[attribution->first_piece + i].span;
    token_range words = rule_tokens_near(doc, span, doc->sentences.items[attribution->sentence].first_token);
    for (uint32_t k = words.first; k < words.end; k++)
      if (topic_is(&doc->tokens.items[k], TOPIC_ABUSE) && !is_denied(doc, words.first, k))
        return k;
  }
  return DIXIT_NONE;
}

static void check_nameless(rule_run *run, const dixit_attribution *attribution)
{
  const dixit_doc *doc = run->doc;
  if (attribution->source == DIXIT_NONE || attribution->mention == DIXIT_NONE)
    return;
  const dixit_mention *mention = &doc->mentions.items[attribution->mention];
  uint8_t kind = doc->sources.items[attribution->source].kind;
  bool nameless = kind == DIXIT_SOURCE_ANONYMOUS || kind == DIXIT_SOURCE_VAGUE || kind == DIXIT_SOURCE_GROUP;
  if (!nameless || run->voices[mention->first_token])
    return;
  bool told = kind == DIXIT_SOURCE_GROUP || (kind == DIXIT_SOURCE_VAGUE && rule_is_on(run, RULE_SOURCES_VAGUE));
  if (!told && is_bare(doc, mention))
    rule_report(run, RULE_SOURCES_BARE, mention->span,
                "What kind of source, and how do they know? Say so, and why there is no name.");
  uint32_t abuse = kind == DIXIT_SOURCE_GROUP ? DIXIT_NONE : find_abuse(doc, attribution);
  if (abuse != DIXIT_NONE &&
      rule_report(run, RULE_SOURCES_ANONYMOUS_ATTACK, token_span(&doc->tokens.items[abuse]),
                  "Do not let somebody without a name attack: quote facts, or name the source."))
    rule_relate(run, mention->span, "who says it");
}

/* ---- sources/alleged ---- */

/* The second word of allegation in a sentence, or DIXIT_NONE. */
static uint32_t second_allegation(const rule_run *run, uint32_t index)
{
  token_range sentence = rule_sentence(run->doc, index);
  uint32_t seen = 0;
  if (!(run->sums[index].topics & TOPIC_ALLEGED))
    return DIXIT_NONE;
  for (uint32_t i = sentence.first; i < sentence.end; i++)
    if (!(run->doc->tokens.items[i].flags & DIXIT_TOKEN_QUOTED) && !(run->voices[i] & VOICE_SILENT) &&
        topic_is(&run->doc->tokens.items[i], TOPIC_ALLEGED) && ++seen == 2)
      return i;
  return DIXIT_NONE;
}

/* ---- sources/stacked ---- */

/* "According to Ode, ... she said": the sentence says twice whose words it holds. */
static void check_stacked(rule_run *run, const dixit_attribution *before, const dixit_attribution *attribution)
{
  const dixit_doc *doc = run->doc;
  if (before->sentence != attribution->sentence || span_is_empty(before->cue) || span_is_empty(attribution->cue))
    return;
  if (before->source != attribution->source || before->source == DIXIT_NONE ||
      !(run->sums[before->sentence].bits & WORD_ACCORDING))
    return;
  const dixit_token *first = &doc->tokens.items[rule_cue(doc, before).first];
  if (!word_is(first, WORD_ACCORDING) || first->flags & DIXIT_TOKEN_QUOTED ||
      rule_cue_verb(run, attribution) == DIXIT_NONE)
    return;
  if (rule_report(run, RULE_SOURCES_STACKED, attribution->cue,
                  "The sentence names its source already: once is enough."))
    rule_relate(run, before->cue, "here");
}

void check_attributions(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  for (uint32_t i = 0; i < doc->attributions.count; i++) {
    check_nameless(run, &doc->attributions.items[i]);
    if (i > 0)
      check_stacked(run, &doc->attributions.items[i - 1], &doc->attributions.items[i]);
  }
  for (uint32_t i = 0; rule_is_on(run, RULE_SOURCES_ALLEGED) && i < doc->sentences.count; i++) {
    uint32_t second = second_allegation(run, i);
    if (second != DIXIT_NONE)
      rule_report(run, RULE_SOURCES_ALLEGED, token_span(&doc->tokens.items[second]),
                  "Say once who alleges this: the police, the indictment, the complaint.");
  }
}

/* ---- sources/no-response ---- */

/* "X accuses Reyl of", "charged Reyl with": the name behind a verb of accusation, or DIXIT_NONE. */
static uint32_t accused_name(const rule_run *run, uint32_t verb)
{
  const dixit_doc *doc = run->doc;
  if (run->voices[verb] || verb + 1 >= doc->tokens.count)
    return DIXIT_NONE;
  uint32_t name = DIXIT_NONE;
  for (uint32_t i = verb + 1; i < doc->tokens.count && doc->tokens.items[i].flags & DIXIT_TOKEN_CAPITAL &&
                              doc->tokens.items[i].kind == DIXIT_WORD; i++)
    name = i;
  bool goes_on = name != DIXIT_NONE && (rule_word_is(doc, name + 1, "of") || rule_word_is(doc, name + 1, "with"));
  return goes_on ? name : DIXIT_NONE;
}

/* Does anybody with this last name speak, or is it said that somebody did not answer? */
static bool is_answered(const dixit_doc *doc, uint32_t name)
{
  for (uint32_t i = 0; i < doc->mentions.count; i++) {
    const dixit_mention *mention = &doc->mentions.items[i];
    if (doc->tokens.items[mention->first_token + mention->token_count - 1].hash == doc->tokens.items[name].hash)
      return true;
  }
  for (uint32_t i = 0; i < doc->tokens.count; i++)
    if (topic_is(&doc->tokens.items[i], TOPIC_ANSWERED))
      return true;
  return false;
}

/* Reported once, for the first person accused. */
void check_responses(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    if (!topic_is(&doc->tokens.items[i], TOPIC_ACCUSE_VERB))
      continue;
    uint32_t name = accused_name(run, i);
    if (name == DIXIT_NONE)
      continue;
    if (!is_answered(doc, name))
      rule_report(run, RULE_SOURCES_NO_RESPONSE, tokens_span(doc, i, name),
                  "What does %s say to this? Ask, and say that you asked.",
                  rule_excerpt(run, token_span(&doc->tokens.items[name])));
    return;
  }
}
