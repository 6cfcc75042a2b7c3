/* What excuses a speaker without a name. Everything looked at stands within a few sentences. */
#include "rules/unnamed.h"

#include "base/rows.h"
#include "doc/lexicon.h"

/* Sentences looked at: around the words for a reason, and behind the start of a text for a name. NAME_REACH: tokens
 * behind a comma or dash among which a name may begin. HEAD_TOKENS: those of the next sentence that may name
 * somebody. */
enum { REASON_SENTENCES = 2, OPENING_SENTENCES = 3, NAMED_WITHIN = 4, VOICED_WITHIN = 1 };
enum { NAME_REACH = 3, HEAD_TOKENS = 12 };

static bool is_capital(const dixit_token *token)
{
  return token->kind == DIXIT_WORD && token->flags & DIXIT_TOKEN_CAPITAL;
}

bool unnamed_is_explained(const rule_run *run, uint32_t sentence)
{
  uint32_t first = sentence < REASON_SENTENCES ? 0 : sentence - REASON_SENTENCES;
  for (uint32_t i = first; i <= sentence + REASON_SENTENCES && i < run->doc->sentences.count; i++)
    if (run->sums[i].bits & WORD_ANONYMOUS_SIGN || run->sums[i].topics & TOPIC_WITHHELD)
      return true;
  return false;
}

/* "@ruiz" in the words' sentence or the next. */
static bool has_handle(const dixit_doc *doc, uint32_t sentence)
{
  for (uint32_t i = sentence; i <= sentence + 1 && i < doc->sentences.count; i++) {
    token_range range = rule_sentence_head(doc, i);
    for (uint32_t k = range.first; k < range.end; k++)
      if (doc->text[doc->tokens.items[k].start] == '@')
        return true;
  }
  return false;
}

/* "For a candidate to say": nobody has said it. "Started by an aide", "in a chair": no subject of what follows. */
static bool is_no_speaker(const dixit_doc *doc, const dixit_attribution *attribution, const dixit_mention *mention)
{
  uint32_t first = mention->first_token, end = first + mention->token_count;
  if (first == 0)
    return false;
  bool supposed = rule_word_is(doc, first - 1, "for") && rule_word_is(doc, end, "to");
  const dixit_token *before = &doc->tokens.items[first - 1];
  bool object = word_is(before, WORD_PREPOSITION) && !word_is(before, WORD_SUBORDINATOR);
  if (word_is(before, WORD_BE) && attribution->cue.start > mention->span.start)
    return true; /* "being a good mayor is admitting it" */
  return supposed || (object && attribution->cue.start > mention->span.start);
}

/* "Simmons, an Obama supporter, said", "a former candidate -- John McCain -- said": the name stands beside it. */
static bool is_named_beside(const dixit_doc *doc, const dixit_mention *mention)
{
  uint32_t first = mention->first_token, end = first + mention->token_count;
  const dixit_token *tokens = doc->tokens.items;
  bool closed = end < doc->tokens.count && (tokens[end].kind == DIXIT_COMMA || tokens[end].kind == DIXIT_DASH);
  if (!closed)
    return false;
  bool before = first > 1 && tokens[first - 1].kind == DIXIT_COMMA && is_capital(&tokens[first - 2]);
  bool behind = false;
  for (uint32_t i = end + 1; i < end + 1 + NAME_REACH && i + 1 < doc->tokens.count; i++)
    behind = behind || (is_capital(&tokens[i]) && is_capital(&tokens[i + 1]));
  return before || behind;
}

/* "The aide": somebody the text has told of before. "One in four voters": a number. */
static bool is_nobody_new(const dixit_doc *doc, const dixit_mention *mention)
{
  uint32_t first = mention->first_token;
  return word_is(&doc->tokens.items[first], WORD_DEFINITE) ||
         (mention->token_count > 2 && rule_word_is(doc, first + 1, "in") &&
          word_is(&doc->tokens.items[first + 2], WORD_NUMBER_WORD));
}

/* "A representative for the Harbour Trust": as a spokesman, who speaks for it. */
static bool is_for_body(const dixit_doc *doc, const dixit_mention *mention)
{
  uint32_t first = mention->first_token, end = first + mention->token_count;
  for (uint32_t i = first; i < end; i++)
    if (rule_word_is(doc, i, "representative") || rule_word_is(doc, i, "representatives"))
      return rule_word_is(doc, i + 1, "for");
  return false;
}

/* "A friend told me": what an essay or a speech tells of its writer's own life, where strangers need no names. */
static bool is_told_to_writer(const dixit_doc *doc, uint32_t verb)
{
  bool own = doc->kind == DIXIT_KIND_ESSAY || doc->kind == DIXIT_KIND_SPEECH;
  return own && verb != DIXIT_NONE && (rule_word_is(doc, verb + 1, "me") || rule_word_is(doc, verb + 1, "us"));
}

/* "A neighbour told Ruiz", "an aide told the Valley Times": who it was, the one who was told knows and answers for. */
static bool is_told_to_named(const dixit_doc *doc, uint32_t verb)
{
  if (verb == DIXIT_NONE || (!rule_word_is(doc, verb, "told") && !rule_word_is(doc, verb, "tells")))
    return false;
  uint32_t at = verb + 1 + rule_word_is(doc, verb + 1, "the");
  return at < doc->tokens.count && is_capital(&doc->tokens.items[at]) &&
         !word_is(&doc->tokens.items[at], WORD_FIRST_PERSON);
}

bool unnamed_needs_no_name(rule_run *run, const dixit_attribution *attribution, const dixit_mention *mention)
{
  const dixit_doc *doc = run->doc;
  uint32_t end = mention->first_token + mention->token_count, verb = rule_cue_verb(run, attribution);
  if (rule_is_genitive(doc, end) || rule_is_genitive(doc, end - 1)) /* "a speaker's childhood" */
    return true;
  if (verb != DIXIT_NONE && (rule_word_is(doc, verb, "asked") || rule_word_is(doc, verb, "asks") ||
                             topic_is(&doc->tokens.items[verb], TOPIC_ON_RECORD)))
    return true;
  if (is_told_to_writer(doc, verb) || is_told_to_named(doc, verb) || is_for_body(doc, mention))
    return true;
  for (uint32_t i = mention->first_token; i < end; i++) /* "500 supporters roared" */
    if (doc->tokens.items[i].kind == DIXIT_NUMBER || doc->tokens.items[i].kind == DIXIT_OPAQUE ||
        topic_is(&doc->tokens.items[i], TOPIC_ON_RECORD))
      return true;
  return is_no_speaker(doc, attribution, mention) || is_named_beside(doc, mention) || is_nobody_new(doc, mention) ||
         has_handle(doc, attribution->sentence);
}

/* Does a first name, or one of `kinds`, with a name behind it stand in these tokens? */
static bool has_name(const dixit_doc *doc, uint32_t first, uint32_t end, uint64_t kinds)
{
  for (uint32_t i = first; i + 1 < end; i++)
    if (is_capital(&doc->tokens.items[i]) &&
        word_is(&doc->tokens.items[i], WORD_MALE_NAME | WORD_FEMALE_NAME | kinds) &&
        is_capital(&doc->tokens.items[i + 1]))
      return true;
  return false;
}

bool unnamed_is_told_below(const rule_run *run, uint32_t sentence, const dixit_mention *mention)
{
  const dixit_doc *doc = run->doc;
  if (!rule_word_is(doc, mention->first_token, "a") && !rule_word_is(doc, mention->first_token, "an"))
    return false; /* "one official" will have no name */
  bool opens = sentence < OPENING_SENTENCES;
  for (uint32_t i = sentence + 1; i <= sentence + (opens ? NAMED_WITHIN : 1) && i < doc->sentences.count; i++) {
    token_range range = rule_sentence_head(doc, i);
    uint32_t begins = range.first + HEAD_TOKENS < range.end ? range.first + HEAD_TOKENS : range.end;
    if (has_name(doc, range.first, opens ? range.end : begins, opens ? WORD_TITLE : 0))
      return true;
  }
  return false;
}

/* "A spokesman for the Harbour Trust": a body answers for the words. */
static bool speaks_for_body(const dixit_doc *doc, const dixit_attribution *attribution)
{
  if (attribution->mention == DIXIT_NONE)
    return false;
  const dixit_mention *mention = &doc->mentions.items[attribution->mention];
  uint32_t end = mention->first_token + mention->token_count;
  for (uint32_t i = mention->first_token; i < end; i++)
    if (rule_word_is(doc, i, "spokesman") || rule_word_is(doc, i, "spokeswoman") ||
        rule_word_is(doc, i, "spokesperson"))
      return true;
  return false;
}

/* "Some farmers doubt it. Ida Brandt has farmed here since 1990": does the next sentence name somebody early, or
 * cite? */
static bool is_shown_below(const rule_run *run, uint32_t sentence)
{
  const dixit_doc *doc = run->doc;
  if (sentence + 1 >= doc->sentences.count)
    return false;
  token_range next = rule_sentence_head(doc, sentence + 1);
  uint32_t end = next.first + HEAD_TOKENS < next.end ? next.first + HEAD_TOKENS : next.end;
  return has_name(doc, next.first, end, 0) || rule_has_citation(run, sentence + 1);
}

/* "The Valley Trust", by its name. */
static bool names_body(const dixit_doc *doc, const dixit_attribution *attribution)
{
  return attribution->mention != DIXIT_NONE && doc->mentions.items[attribution->mention].kind == DIXIT_MENTION_NAME;
}

bool unnamed_is_voiced_below(const rule_run *run, uint32_t sentence)
{
  const dixit_doc *doc = run->doc;
  if (is_shown_below(run, sentence))
    return true;
  uint32_t last = sentence + VOICED_WITHIN < doc->sentences.count ? sentence + VOICED_WITHIN : doc->sentences.count - 1;
  uint32_t next = records_from(doc->attributions.items, doc->attributions.count, sizeof *doc->attributions.items,
                               doc->sentences.items[sentence].span.end);
  if (next >= doc->attributions.count ||
      doc->attributions.items[next].span.start >= doc->sentences.items[last].span.end)
    return false;
  const dixit_attribution *attribution = &doc->attributions.items[next];
  if (attribution->source == DIXIT_NONE || span_is_empty(attribution->cue))
    return false;
  uint8_t kind = doc->sources.items[attribution->source].kind;
  return kind == DIXIT_SOURCE_NAMED || kind == DIXIT_SOURCE_DOCUMENT || speaks_for_body(doc, attribution) ||
         (kind == DIXIT_SOURCE_GROUP && names_body(doc, attribution));
}

dixit_span unnamed_span(const dixit_doc *doc, const dixit_mention *mention)
{
  uint32_t first = mention->first_token, last = first + mention->token_count - 1;
  bool that = first < last && word_is(&doc->tokens.items[first], WORD_THAT);
  return that ? tokens_span(doc, first + 1, last) : mention->span;
}
