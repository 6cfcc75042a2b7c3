/* Rules about the same words twice: one quotation in two wordings, one wording with two speakers.
 *
 * Every run of four words of the longer quotations is hashed and sorted, so that what two of them share stands side by
 * side: n log n at most, whatever the text. */
#include "rules/rule.h"

#include "base/sort.h"
#include "doc/tokens.h"

enum { VERSION_WORDS = 6, RUN_WORDS = 4, COMPARED_WORDS = 64, SAME_WORDS = 7 };
enum { SHARED_PERCENT = 85, COVERED_PERCENT = 60 };

static bool is_compared(const dixit_quote *quote)
{
  return rule_is_speech(quote) && quote->word_count >= VERSION_WORDS;
}

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
static uint64_t *collect_runs(const dixit_doc *doc, arena *scratch, uint32_t *count)
{
  uint32_t limit = 0;
  for (uint32_t i = 0; i < doc->quotes.count; i++)
    limit += is_compared(&doc->quotes.items[i]) ? doc->quotes.items[i].token_count : 0;
  uint64_t *runs = limit ? arena_get(scratch, limit * sizeof *runs) : NULL;
  uint64_t *room = runs ? arena_get(scratch, limit * sizeof *room) : NULL;
  *count = 0;
  if (!room)
    return NULL;
  for (uint32_t i = 0; i < doc->quotes.count; i++) {
    const dixit_quote *quote = &doc->quotes.items[i];
    if (!is_compared(quote))
      continue;
    for (uint32_t at = quote->first_token; at < rule_quote_end(quote); at++) {
      uint32_t hash = doc->tokens.items[at].kind == DIXIT_WORD ? hash_run(doc, at, rule_quote_end(quote)) : 0;
      if (hash)
        runs[(*count)++] = (uint64_t)hash << 32 | i;
    }
  }
  sort_numbers(runs, room, *count);
  return runs;
}

/* For a quotation, the earlier one it shares runs with, and how many. */
typedef struct version {
  uint32_t other;
  uint32_t shared;
} version;

/* Runs that stand side by side after sorting and have one hash: the later quotation shares it with the earlier. */
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

/* ---- two wordings, word by word ---- */

/* The first words of a quotation; dots and brackets in it show that its writer changed it. */
typedef struct wording {
  uint32_t hashes[COMPARED_WORDS];
  uint32_t count;
  bool marked;
} wording;

static wording wording_of(const dixit_doc *doc, const dixit_quote *quote)
{
  wording self = {.count = 0};
  for (uint32_t i = quote->first_token; i < rule_quote_end(quote) && self.count < COMPARED_WORDS; i++) {
    const dixit_token *token = &doc->tokens.items[i];
    if (token->kind == DIXIT_WORD || token->kind == DIXIT_NUMBER)
      self.hashes[self.count++] = token->hash;
    bool dots = token->kind == DIXIT_STOP && token->hash == TOKEN_ELLIPSIS;
    self.marked = self.marked || dots || token->kind == DIXIT_OPEN;
  }
  return self;
}

/* The longest common subsequence of all ends of two wordings: lengths[i][j] is that of a from i on and b from j on. */
static void measure(const wording *a, const wording *b, uint8_t lengths[COMPARED_WORDS + 1][COMPARED_WORDS + 1])
{
  memset(lengths, 0, (COMPARED_WORDS + 1) * sizeof *lengths);
  for (uint32_t i = a->count; i-- > 0;)
    for (uint32_t j = b->count; j-- > 0;) {
      uint8_t down = lengths[i + 1][j], right = lengths[i][j + 1];
      lengths[i][j] = a->hashes[i] == b->hashes[j] ? (uint8_t)(lengths[i + 1][j + 1] + 1) : down > right ? down : right;
    }
}

/* Do the two say the same from some word to some other, but for a word or two in between? What only one of them begins
 * or ends with was left out there, as is usual. */
static bool is_reworded(const wording *a, const wording *b)
{
  uint8_t lengths[COMPARED_WORDS + 1][COMPARED_WORDS + 1];
  uint32_t first_a = DIXIT_NONE, first_b = 0, last_a = 0, last_b = 0, common = 0;
  bool same = a->count == b->count && memcmp(a->hashes, b->hashes, a->count * sizeof *a->hashes) == 0;
  if (a->marked || b->marked || same)
    return false;
  measure(a, b, lengths);
  for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
    if (a->hashes[i] != b->hashes[j]) {
      if (lengths[i + 1][j] >= lengths[i][j + 1])
        i++;
      else
        j++;
      continue;
    }
    if (first_a == DIXIT_NONE)
      first_a = i, first_b = j;
    last_a = i++, last_b = j++;
    common++;
  }
  uint32_t width_a = last_a - first_a + 1, width_b = last_b - first_b + 1;
  uint32_t wider = width_a > width_b ? width_a : width_b;
  uint32_t shorter = a->count < b->count ? a->count : b->count;
  return common >= SAME_WORDS && common < wider && common * 100 >= wider * SHARED_PERCENT &&
         common * 100 >= shorter * COVERED_PERCENT;
}

/* The named speaker of a quotation, or DIXIT_NONE. */
static uint32_t named_speaker(const dixit_doc *doc, const dixit_quote *quote)
{
  const dixit_attribution *attribution = rule_attribution(doc, quote);
  if (!attribution || attribution->mention == DIXIT_NONE || attribution->source == DIXIT_NONE)
    return DIXIT_NONE;
  const dixit_source *source = &doc->sources.items[attribution->source];
  bool named = source->kind == DIXIT_SOURCE_NAMED && !source->member_count &&
               doc->mentions.items[attribution->mention].kind == DIXIT_MENTION_NAME;
  return named ? attribution->source : DIXIT_NONE;
}

static void compare(rule_run *run, const dixit_quote *earlier, const dixit_quote *later, uint32_t shared)
{
  uint32_t first = named_speaker(run->doc, earlier), second = named_speaker(run->doc, later);
  bool same_words = earlier->word_count == later->word_count && shared == later->word_count - RUN_WORDS + 1;
  if (same_words && first != DIXIT_NONE && second != DIXIT_NONE && first != second &&
      rule_report(run, RULE_QUOTES_SAME_WORDS, later->span, "Two people, the same words: who said this?"))
    rule_relate(run, earlier->span, "the other speaker");
  if (earlier->block == later->block || (first != DIXIT_NONE && second != DIXIT_NONE && first != second))
    return;
  wording a = wording_of(run->doc, earlier), b = wording_of(run->doc, later);
  if (is_reworded(&a, &b) &&
      rule_report(run, RULE_QUOTES_INCONSISTENT, later->span,
                  "You quote this twice, in different words: check which was said."))
    rule_relate(run, earlier->span, "the other version");
}

void check_quote_versions(rule_run *run)
{
  dixit_doc *doc = run->doc;
  uint32_t count;
  arena scratch;
  arena_init(&scratch, &doc->memory.allocator);
  uint64_t *runs = collect_runs(doc, &scratch, &count);
  version *versions = runs ? arena_get_zeroed(&scratch, doc->quotes.count * sizeof *versions) : NULL;
  if (versions)
    count_shared(runs, count, versions);
  for (uint32_t i = 0; versions && i < doc->quotes.count; i++)
    if (versions[i].shared)
      compare(run, &doc->quotes.items[versions[i].other], &doc->quotes.items[i], versions[i].shared);
  doc->memory.failed = doc->memory.failed || scratch.failed;
  arena_done(&scratch);
}
