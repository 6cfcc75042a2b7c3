/* Rules about quotations as passages: their order, and the same words twice. */
#include "rules/rule.h"

#include "base/sort.h"
#include "doc/lexicon.h"
#include "doc/sentences.h"

static const dixit_attribution *attribution_of(const dixit_doc *doc, const dixit_quote *quote)
{
  return quote->attribution == DIXIT_NONE ? NULL : &doc->attributions.items[quote->attribution];
}

static bool is_speech(const dixit_quote *quote)
{
  return quote->kind == DIXIT_SPEECH && quote->depth == 0 && quote->style != DIXIT_BLOCK_STYLE;
}

/* ---- quotes/late-attribution ---- */

enum { LATE_SENTENCES = 3 };

static uint32_t sentences_in(const dixit_doc *doc, const dixit_quote *quote)
{
  uint32_t last = quote->first_token + quote->token_count - 1;
  return sentence_of_token(doc, last) - sentence_of_token(doc, quote->first_token) + 1;
}

static void check_late(rule_run *run, const dixit_quote *quote)
{
  const dixit_attribution *attribution = attribution_of(run->doc, quote);
  if (!attribution || span_is_empty(attribution->cue) || quote->previous != DIXIT_NONE)
    return;
  bool first_piece = run->doc->pieces.items[attribution->first_piece].span.start == quote->span.start;
  if (first_piece && attribution->cue.start >= quote->span.end && sentences_in(run->doc, quote) >= LATE_SENTENCES)
    rule_report(run, RULE_QUOTES_LATE_ATTRIBUTION, attribution->cue,
                "Who speaks? Name the speaker after the first sentence, not at the end.");
}

/* ---- quotes/new-speaker ---- */

enum { SPEAKER_WORDS = 5 };

static void check_speakers(rule_run *run, const dixit_quote *before, const dixit_quote *quote)
{
  const dixit_doc *doc = run->doc;
  const dixit_attribution *first = attribution_of(doc, before), *second = attribution_of(doc, quote);
  if (before->block != quote->block || !first || !second || first->source == DIXIT_NONE || second->source == DIXIT_NONE)
    return;
  if (first->source == second->source || before->word_count < SPEAKER_WORDS || quote->word_count < SPEAKER_WORDS)
    return;
  if (rule_report(run, RULE_QUOTES_NEW_SPEAKER, quote->span, "Another speaker: start a new paragraph."))
    rule_relate(run, before->span, "the speaker before");
}

void check_quote_passages(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  const dixit_quote *before = NULL;
  for (uint32_t i = 0; i < doc->quotes.count; i++) {
    const dixit_quote *quote = &doc->quotes.items[i];
    if (!is_speech(quote))
      continue;
    check_late(run, quote);
    if (before)
      check_speakers(run, before, quote);
    before = quote;
  }
}

/* ---- quotes/inconsistent ---- */

enum { VERSION_WORDS = 6, RUN_WORDS = 4 };

/* The words of a quotation from `at` on that make a run, hashed, or 0 when it ends first. */
static uint32_t hash_run(const dixit_doc *doc, uint32_t at, uint32_t end)
{
  uint32_t hash = 1, words = 0;
  for (; at < end && words < RUN_WORDS; at++) {
    if (doc->tokens.items[at].kind != DIXIT_WORD && doc->tokens.items[at].kind != DIXIT_NUMBER)
      continue;
    hash = hash * 0x9E3779B1u ^ doc->tokens.items[at].hash;
    words++;
  }
  return words == RUN_WORDS ? hash | 1 : 0;
}

/* All runs of words of long quotations: hash above, quotation below; sorted. */
static uint64_t *collect_runs(dixit_doc *doc, uint32_t *count)
{
  uint32_t limit = 0;
  for (uint32_t i = 0; i < doc->quotes.count; i++)
    if (is_speech(&doc->quotes.items[i]))
      limit += doc->quotes.items[i].token_count;
  uint64_t *runs = limit ? arena_get(&doc->memory, limit * sizeof *runs) : NULL;
  uint64_t *scratch = runs ? arena_get(&doc->memory, limit * sizeof *scratch) : NULL;
  *count = 0;
  if (!scratch)
    return NULL;
  for (uint32_t i = 0; i < doc->quotes.count; i++) {
    const dixit_quote *quote = &doc->quotes.items[i];
    uint32_t end = quote->first_token + quote->token_count;
    if (!is_speech(quote) || quote->word_count < VERSION_WORDS)
      continue;
    for (uint32_t at = quote->first_token; at < end; at++) {
      uint32_t hash = doc->tokens.items[at].kind == DIXIT_WORD ? hash_run(doc, at, end) : 0;
      if (hash)
        runs[(*count)++] = (uint64_t)hash << 32 | i;
    }
  }
  sort_numbers(runs, scratch, *count);
  return runs;
}

/* How alike two quotations are: for the later one, the earlier with which it shares most runs. */
typedef struct version {
  uint32_t other;
  uint32_t shared;
} version;

/* Runs that stand next to each other after sorting and have one hash: the later quotation shares it with the earlier. */
static void count_shared(const uint64_t *runs, uint32_t count, version *versions)
{
  for (uint32_t i = 1; i < count; i++) {
    uint32_t earlier = (uint32_t)runs[i - 1], later = (uint32_t)runs[i];
    if (runs[i] >> 32 != runs[i - 1] >> 32 || earlier == later)
      continue;
    if (versions[later].shared && versions[later].other != earlier)
      continue;
    versions[later].other = earlier;
    versions[later].shared++;
  }
}

/* Nearly all the words of the shorter one, but not all of both. */
static bool differs(const dixit_quote *earlier, const dixit_quote *later, uint32_t shared)
{
  uint32_t shorter = earlier->word_count < later->word_count ? earlier->word_count : later->word_count;
  uint32_t runs = shorter - RUN_WORDS + 1;
  uint32_t longer = earlier->word_count > later->word_count ? earlier->word_count : later->word_count;
  return shared < runs && shared * 10 >= runs * 6 && longer <= shorter + 2;
}

void check_quote_versions(rule_run *run)
{
  dixit_doc *doc = run->doc;
  uint32_t count;
  uint64_t *runs = collect_runs(doc, &count);
  version *versions = runs ? arena_get_zeroed(&doc->memory, doc->quotes.count * sizeof *versions) : NULL;
  if (!versions)
    return;
  count_shared(runs, count, versions);
  for (uint32_t i = 0; i < doc->quotes.count; i++) {
    const dixit_quote *later = &doc->quotes.items[i], *earlier = &doc->quotes.items[versions[i].other];
    if (versions[i].shared == 0 || !differs(earlier, later, versions[i].shared))
      continue;
    if (rule_report(run, RULE_QUOTES_INCONSISTENT, later->span,
                    "You quote this twice, in different words: check which was said."))
      rule_relate(run, earlier->span, "the other version");
  }
}
