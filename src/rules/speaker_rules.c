/* Rules about how what is said is shared out among sources. */
#include "rules/rule.h"

#include "doc/lexicon.h"

/* ---- sources/plural-anonymous ---- */

enum { CHORUS_WORDS = 4, SPOKEN_WORDS = 150, UNNAMED_LEAST = 2 };

/* Several people by no name: "residents", "officials", "some". */
static bool is_crowd(const dixit_doc *doc, const dixit_source *source)
{
  uint8_t kind = source->kind;
  if (kind != DIXIT_SOURCE_VAGUE && kind != DIXIT_SOURCE_ANONYMOUS && kind != DIXIT_SOURCE_GROUP)
    return false;
  const dixit_mention *mention = &doc->mentions.items[source->first_mention];
  const dixit_token *last = &doc->tokens.items[mention->first_token + mention->token_count - 1];
  return !(last->flags & DIXIT_TOKEN_CAPITAL) && word_is(last, WORD_VAGUE_GROUP | WORD_GROUP) &&
         !word_is(last, WORD_ORGANIZATION | WORD_DOCUMENT);
}

/* "people familiar with the matter said": from `from` on to the verb they are described, without a sign between. */
static bool is_described_up_to(const dixit_doc *doc, uint32_t from, uint32_t verb)
{
  enum { REACH = 8 };
  if (verb <= from || verb > from + REACH || !(rule_word_is(doc, from, "familiar") || rule_word_is(doc, from, "close")))
    return false;
  for (uint32_t i = from; i < verb; i++)
    if (doc->tokens.items[i].kind != DIXIT_WORD)
      return false;
  return true;
}

/* "residents said", "said residents": the crowd stands right beside a verb of telling, not of chanting or writing. */
static bool tells(rule_run *run, const dixit_attribution *attribution, const dixit_mention *mention)
{
  const dixit_doc *doc = run->doc;
  uint32_t verb = rule_cue_verb(run, attribution);
  if (verb == DIXIT_NONE || topic_is(&doc->tokens.items[verb], TOPIC_JOINT_VERB) ||
      !topic_is(&doc->tokens.items[verb], TOPIC_NEUTRAL_VERB))
    return false;
  if (rule_word_is(doc, verb + 1, "with")) /* "responded with chants of" */
    return false;
  uint32_t end = mention->first_token + mention->token_count;
  bool partly = (mention->first_token > 0 && rule_word_is(doc, mention->first_token - 1, "of")) ||
                rule_word_is(doc, mention->first_token, "one");
  bool behind = verb + 1 == mention->first_token && rule_word_is(doc, verb, "said"); /* but "asked the crowd" */
  return !partly && (end == verb || behind || is_described_up_to(doc, end, verb));
}

/* "The authors": who wrote a work together speaks in it together, and what is cited stands there. */
static bool is_of_work(rule_run *run, const dixit_attribution *attribution, const dixit_mention *mention)
{
  uint32_t sentence = attribution->sentence, last = mention->first_token + mention->token_count - 1;
  return rule_word_is(run->doc, last, "authors") || rule_has_citation(run, sentence) ||
         (sentence > 0 && rule_has_citation(run, sentence - 1));
}

static void report_chorus(rule_run *run, const dixit_attribution *attribution)
{
  const dixit_doc *doc = run->doc;
  if (attribution->type != DIXIT_DIRECT || attribution->source == DIXIT_NONE || attribution->mention == DIXIT_NONE ||
      !is_crowd(doc, &doc->sources.items[attribution->source]) ||
      !tells(run, attribution, &doc->mentions.items[attribution->mention]) ||
      is_of_work(run, attribution, &doc->mentions.items[attribution->mention]))
    return;
  const dixit_piece *piece = &doc->pieces.items[attribution->first_piece];
  if (piece->quote == DIXIT_NONE || doc->quotes.items[piece->quote].word_count < CHORUS_WORDS)
    return;
  if (run->voices[doc->mentions.items[attribution->mention].first_token] == 0)
    rule_report(run, RULE_SOURCES_PLURAL_ANONYMOUS, doc->mentions.items[attribution->mention].span,
                "Several people, one sentence: say which of them said it, or paraphrase without marks.");
}

/* ---- sources/single ---- */

static bool has_words(const dixit_doc *doc, uint32_t wanted)
{
  uint32_t words = 0;
  for (uint32_t i = 0; i < doc->tokens.count && words < wanted; i++)
    words += doc->tokens.items[i].kind == DIXIT_WORD;
  return words >= wanted;
}

static void report_single(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  uint64_t all = 0;
  uint32_t most = 0;
  for (uint32_t i = 0; i < doc->sources.count; i++) {
    all += doc->sources.items[i].word_count;
    if (doc->sources.items[i].word_count > doc->sources.items[most].word_count)
      most = i;
  }
  if (all < SPOKEN_WORDS || rule_has_turns(doc) || !has_words(doc, run->options[OPTION_SOURCES_SINGLE_WORDS]))
    return;
  const dixit_source *source = &doc->sources.items[most];
  if (source->kind != DIXIT_SOURCE_DOCUMENT && source->kind != DIXIT_SOURCE_PRONOUN &&
      (uint64_t)source->word_count * 100 > all * run->options[OPTION_SOURCES_SINGLE_PERCENT])
    rule_report(run, RULE_SOURCES_SINGLE, source->name,
                "%s has %u of the %u words attributed here: who else can speak to it?", rule_excerpt(run, source->name),
                source->word_count, (uint32_t)all);
}

/* ---- sources/only-unnamed ---- */

/* Several speakers, and not one of them has a name, an office or a body: told at the first. */
static void report_unnamed(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  uint32_t nameless = 0, first = DIXIT_NONE;
  for (uint32_t i = 0; i < doc->sources.count; i++) {
    const dixit_source *source = &doc->sources.items[i];
    if (source->kind != DIXIT_SOURCE_ANONYMOUS && source->kind != DIXIT_SOURCE_VAGUE)
      return;
    nameless += source->quote_count;
    first = first == DIXIT_NONE && source->quote_count ? i : first;
  }
  if (first != DIXIT_NONE && nameless >= UNNAMED_LEAST &&
      has_words(doc, run->options[OPTION_SOURCES_ONLY_UNNAMED_WORDS]))
    rule_report(run, RULE_SOURCES_ONLY_UNNAMED, doc->sources.items[first].name,
                "Nobody who speaks in this text has a name: find somebody who will give theirs.");
}

void check_source_balance(rule_run *run)
{
  for (uint32_t i = 0; i < run->doc->attributions.count; i++)
    report_chorus(run, &run->doc->attributions.items[i]);
  report_single(run);
  report_unnamed(run);
}
