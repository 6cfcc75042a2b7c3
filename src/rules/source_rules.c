/* Rules about who is said to have said it. */
#include "rules/rule.h"

#include "doc/lexicon.h"
#include "rules/crowds.h"
#include "rules/unnamed.h"

/* ---- sources/anonymous, sources/vague ---- */

/* A marker, a link, or a year in brackets: "(Lane, 2020)". */
static bool has_citation(const rule_run *run, uint32_t sentence)
{
  const dixit_doc *doc = run->doc;
  const sentence_sum *sum = &run->sums[sentence];
  if (sum_has_kind(sum, DIXIT_CITE) || sum->flags & DIXIT_TOKEN_LINK)
    return true;
  bool brackets = false;
  token_range range = rule_sentence_head(doc, sentence);
  for (uint32_t i = range.first; i < range.end && sum_has_kind(sum, DIXIT_OPEN); i++) {
    const dixit_token *token = &doc->tokens.items[i];
    if (token->kind == DIXIT_OPEN || token->kind == DIXIT_CLOSE)
      brackets = token->kind == DIXIT_OPEN;
    if (brackets && token->kind == DIXIT_NUMBER && token->end - token->start >= 4)
      return true;
  }
  return false;
}

/* Does the writer, not somebody quoted, name this speaker? */
static bool is_own_mention(const rule_run *run, const dixit_mention *mention)
{
  return run->voices[mention->first_token] == 0;
}

/* "When a man tells", "if an official says": nobody has said anything yet. */
static bool is_supposed(const dixit_doc *doc, uint32_t sentence, uint32_t before)
{
  for (uint32_t i = doc->sentences.items[sentence].first_token; i < before; i++)
    if (topic_is(&doc->tokens.items[i], TOPIC_SUPPOSING))
      return true;
  return false;
}

/* Is the cue an act of speech that took place: no "would say", "cannot tell", "asked for", "declined to comment"? */
static bool is_told(const dixit_doc *doc, const dixit_attribution *attribution, const dixit_mention *mention)
{
  bool speech = false;
  token_range cue = rule_cue(doc, attribution);
  uint32_t first = cue.first, end = cue.end, behind = mention->first_token + mention->token_count;
  if (end < doc->tokens.count && word_is(&doc->tokens.items[end], WORD_PREPOSITION) && behind <= first)
    return word_is(&doc->tokens.items[first], WORD_ACCORDING);
  for (uint32_t i = behind < first ? behind : first; i < end; i++) {
    const dixit_token *token = &doc->tokens.items[i];
    if (word_is(token, WORD_MODAL | WORD_NEGATION))
      return false;
    speech = speech || (word_is(token, WORD_SPEECH) && word_is(token, WORD_TAKES_THAT | WORD_TAKES_QUOTE)) ||
             word_is(token, WORD_ACCORDING | WORD_MENTAL);
  }
  return speech;
}

/* Is the speaker a person, or people, by the last words of the mention, with nobody named behind it ("including")? */
static bool is_people(const dixit_doc *doc, const dixit_mention *mention)
{
  uint32_t end = mention->first_token + mention->token_count;
  if (doc->tokens.items[mention->first_token].kind != DIXIT_WORD ||
      (mention->token_count > 1 && word_is(&doc->tokens.items[mention->first_token + 1], WORD_NUMBER_WORD)))
    return false;
  for (uint32_t i = end; i < end + 2 && i < doc->tokens.count; i++)
    if (topic_is(&doc->tokens.items[i], TOPIC_INCLUDING))
      return false;
  for (uint32_t i = mention->first_token; i < end; i++)
    if (word_is(&doc->tokens.items[i], WORD_ROLE | WORD_PERSON_NOUN | WORD_GROUP | WORD_VAGUE_GROUP))
      return true;
  return false;
}

/* "Many of the right things", "too many to mention", "people", "officials at the bank": things, everybody, or a
 * body. */
static bool is_no_crowd(const dixit_doc *doc, const dixit_mention *mention)
{
  uint32_t first = mention->first_token, end = first + mention->token_count;
  if (rule_word_is(doc, end, "at") || (mention->token_count == 1 && rule_word_is(doc, first, "people")))
    return true;
  bool agent = first > 0 && rule_word_is(doc, first - 1, "by");
  return !agent && mention->token_count == 1 && topic_is(&doc->tokens.items[first], TOPIC_CROWD) &&
         (rule_word_is(doc, end, "of") || rule_word_is(doc, end, "to"));
}

/* Does the speaker, by whom nobody is named, say something as the writer has it? */
static bool is_speaking(const rule_run *run, const dixit_attribution *attribution, const dixit_mention *mention)
{
  return is_own_mention(run, mention) && is_people(run->doc, mention) && is_told(run->doc, attribution, mention) &&
         !is_supposed(run->doc, attribution->sentence, mention->first_token);
}

static void report_anonymous(rule_run *run, const dixit_attribution *attribution, const dixit_mention *mention)
{
  dixit_span speaker = unnamed_span(run->doc, mention);
  if (unnamed_is_explained(run, attribution->sentence) || unnamed_needs_no_name(run, attribution, mention) ||
      unnamed_is_told_below(run, attribution->sentence, mention))
    return;
  rule_report(run, RULE_SOURCES_ANONYMOUS, speaker,
              "Who %s \"%s\"? Say how they know this, and why there is no name; or name the source.",
              run->doc->sources.items[attribution->source].plural ? "are" : "is", rule_excerpt(run, speaker));
}

static void report_vague(rule_run *run, const dixit_attribution *attribution, dixit_span speaker)
{
  if (has_citation(run, attribution->sentence))
    return;
  rule_report(run, RULE_SOURCES_VAGUE, speaker, "Who are \"%s\"? Name one, or cite where they say it.",
              rule_excerpt(run, speaker));
}

/* Is there a speaker, other than a crowd, so that crowds in the sentence are the speaker's? */
static bool tells_who(const dixit_doc *doc, const dixit_attribution *attribution)
{
  if (attribution->source == DIXIT_NONE || doc->sources.items[attribution->source].kind == DIXIT_SOURCE_VAGUE)
    return false;
  return attribution->mention == DIXIT_NONE ||
         !topic_is(&doc->tokens.items[doc->mentions.items[attribution->mention].first_token], TOPIC_CROWD);
}

void check_source_kinds(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  uint8_t *seen = arena_get_zeroed(run->scratch, doc->sources.count);
  uint8_t *told = seen ? arena_get_zeroed(run->scratch, doc->sentences.count) : NULL;
  for (uint32_t i = 0; told && i < doc->attributions.count; i++) {
    const dixit_attribution *attribution = &doc->attributions.items[i];
    if (run->sums[attribution->sentence].topics & TOPIC_CROWD)
      told[attribution->sentence] |= tells_who(doc, attribution);
    if (attribution->source == DIXIT_NONE || attribution->mention == DIXIT_NONE || seen[attribution->source])
      continue;
    uint8_t kind = doc->sources.items[attribution->source].kind;
    const dixit_mention *mention = &doc->mentions.items[attribution->mention];
    if ((kind != DIXIT_SOURCE_ANONYMOUS && kind != DIXIT_SOURCE_VAGUE) || !is_speaking(run, attribution, mention))
      continue;
    seen[attribution->source] = 1;
    if (kind == DIXIT_SOURCE_ANONYMOUS)
      report_anonymous(run, attribution, mention);
    else if (!is_no_crowd(doc, mention))
      report_vague(run, attribution, mention->span);
    told[attribution->sentence] = 1;
  }
  if (told)
    crowds_report(run, told);
}

/* ---- sources/passive ---- */

/* The next token behind `at`, adverbs passed over, or NULL at the sentence's end. */
static const dixit_token *next_word(const dixit_doc *doc, uint32_t *at, uint32_t end)
{
  while (++*at < end) {
    const dixit_token *token = &doc->tokens.items[*at];
    if (!word_is(token, WORD_ADVERB | WORD_NEGATION) && !topic_is(token, TOPIC_WIDELY))
      return token;
  }
  return NULL;
}

/* "by many", "by some critics": a crowd without a name, right behind a participle. */
static bool is_by_a_crowd(const dixit_doc *doc, uint32_t by, uint32_t end)
{
  return by + 1 < end && rule_word_is(doc, by, "by") &&
         word_is(&doc->tokens.items[by + 1], WORD_QUANTIFIER | WORD_VAGUE_GROUP);
}

/* "is [widely] believed to", "it was reported that", "is widely criticized", "is regarded by many": the last token of
 * the pattern that begins with the verb "be" at `at`, or 0. */
static uint32_t match_passive(const dixit_doc *doc, uint32_t at, uint32_t end)
{
  const dixit_token *token = next_word(doc, &at, end);
  if (!token || !topic_is(token, TOPIC_HEARSAY | TOPIC_JUDGED))
    return 0;
  uint32_t participle = at;
  if (topic_is(token - 1, TOPIC_WIDELY))
    return participle;
  if (is_by_a_crowd(doc, participle + 1, end))
    return participle + 2;
  const dixit_token *link = next_word(doc, &at, end);
  return topic_is(token, TOPIC_HEARSAY) && link && topic_is(link, TOPIC_HEARSAY_LINK) ? participle : 0;
}

static void report_passive(rule_run *run, dixit_span span)
{
  rule_report(run, RULE_SOURCES_PASSIVE, span, "By whom? \"%s\" hides the source: name it.", rule_excerpt(run, span));
}

/* Is the attribution's cue itself hearsay ("was reportedly", "it is believed"), which names nobody? */
static bool is_hearsay(const dixit_doc *doc, const dixit_attribution *attribution)
{
  if (attribution->source == DIXIT_NONE || doc->sources.items[attribution->source].kind == DIXIT_SOURCE_PRONOUN)
    return true;
  token_range cue = rule_cue(doc, attribution);
  for (uint32_t i = cue.first; i < cue.end; i++) {
    const dixit_token *token = &doc->tokens.items[i];
    bool passive = i > 0 && topic_is(token, TOPIC_HEARSAY) && word_is(token - 1, WORD_BE | WORD_ADVERB);
    if (passive || topic_is(token, TOPIC_HEARSAY_ADVERB))
      return true;
  }
  return false;
}

/* Some word of a passive or an adverb that hides a source. */
static bool may_hide_source(const sentence_sum *sum)
{
  bool passive = sum->bits & WORD_BE && sum->topics & (TOPIC_HEARSAY | TOPIC_JUDGED);
  return passive || sum->topics & TOPIC_HEARSAY_ADVERB;
}

/* What check_sentence stops at. */
static bool is_of_interest(const dixit_token *token)
{
  return word_is(token, WORD_SPEECH | WORD_BE) || topic_is(token, TOPIC_HEARSAY_ADVERB);
}

/* A sentence that no attribution vouches for; a citation in it says by whom, too. */
static void check_sentence(rule_run *run, uint32_t index)
{
  const dixit_doc *doc = run->doc;
  const dixit_sentence *sentence = &doc->sentences.items[index];
  uint32_t end = sentence->first_token + sentence->token_count;
  for (uint32_t i = sentence->first_token; i < end; i++) {
    const dixit_token *token = &doc->tokens.items[i];
    if (!is_of_interest(token))
      continue;
    bool passive = i > sentence->first_token && word_is(token - 1, WORD_BE | WORD_ADVERB | WORD_HEARSAY);
    if (word_is(token, WORD_SPEECH) && !passive)
      return; /* somebody speaks: what follows is theirs */
    if (run->voices[i])
      continue;
    bool adverb = topic_is(token, TOPIC_HEARSAY_ADVERB);
    bool wished = i > sentence->first_token && word_is(token - 1, WORD_MODAL | WORD_TO); /* "should be considered" */
    uint32_t last = word_is(token, WORD_BE) && !wished ? match_passive(doc, i, end) : 0;
    if ((adverb || last) && has_citation(run, index))
      return;
    if (adverb)
      report_passive(run, token_span(token));
    if (last)
      report_passive(run, tokens_span(doc, i, last));
  }
}

void check_source_passive(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  uint8_t *attributed = arena_get_zeroed(run->scratch, doc->sentences.count);
  for (uint32_t i = 0; attributed && i < doc->attributions.count; i++) {
    const dixit_attribution *attribution = &doc->attributions.items[i];
    if (may_hide_source(&run->sums[attribution->sentence]) && !is_hearsay(doc, attribution))
      attributed[attribution->sentence] = 1;
  }
  for (uint32_t i = 0; attributed && i < doc->sentences.count; i++)
    if (!attributed[i] && may_hide_source(&run->sums[i]))
      check_sentence(run, i);
}
