/* Rules about the same words twice: one quotation in two wordings, one wording with two speakers.
 *
 * Every run of four words of the longer quotations is hashed; those that may come up twice are sorted, so that what two
 * quotations share stands side by side. Cost: linear, whatever the text. */
#include "rules/rule.h"

#include "base/sort.h"
#include "doc/lexicon.h"
#include "doc/tokens.h"

enum { VERSION_WORDS = 6, RUN_WORDS = 4, COMPARED_WORDS = 64, SAME_WORDS = 7 };
enum { SHARED_PERCENT = 85, COVERED_PERCENT = 60 };

static bool is_compared(const dixit_quote *quote)
{
  return rule_is_speech(quote) && quote->word_count >= VERSION_WORDS;
}

/* Which hashes came up at least once, and which twice: a bit for each, shared by a few. */
typedef struct sieve_word {
  uint64_t once;
  uint64_t twice;
} sieve_word;

enum { SIEVE_WORD_BITS = 6, SIEVE_RUNS = 16 };

/* Runs of words: hash above, quotation below. Most stand nowhere else, as the sieve tells, and need not be sorted. */
typedef struct run_list {
  uint64_t *items;
  uint32_t count;
  uint32_t mask; /* of places in the sieve */
  sieve_word *sieve;
} run_list;

static bool runs_init(run_list *self, arena *scratch, uint32_t limit)
{
  uint32_t words = 1;
  while (words < limit / SIEVE_RUNS)
    words *= 2;
  *self = (run_list){.items = arena_get(scratch, limit * sizeof *self->items), .mask = words - 1};
  self->sieve = arena_get_zeroed(scratch, words * sizeof *self->sieve);
  return self->items && self->sieve;
}

static uint64_t sieve_bit(uint32_t hash)
{
  return (uint64_t)1 << (hash >> (32 - SIEVE_WORD_BITS));
}

static void runs_add(run_list *self, uint32_t hash, uint32_t quote)
{
  uint64_t bit = sieve_bit(hash);
  sieve_word *word = &self->sieve[hash >> 1 & self->mask]; /* the lowest bit is always set */
  word->twice |= word->once & bit;
  word->once |= bit;
  self->items[self->count++] = (uint64_t)hash << 32 | quote;
}

/* Every run of RUN_WORDS words of a quotation that begins with a word rather than a number. */
static void add_runs(const dixit_doc *doc, uint32_t index, run_list *runs)
{
  const dixit_quote *quote = &doc->quotes.items[index];
  uint32_t hashes[RUN_WORDS] = {0}, words = 0;
  bool numbers[RUN_WORDS] = {false};
  for (uint32_t at = quote->first_token; at < rule_quote_end(quote); at++) {
    const dixit_token *token = &doc->tokens.items[at];
    if (token->kind != DIXIT_WORD && token->kind != DIXIT_NUMBER)
      continue;
    hashes[words % RUN_WORDS] = token->hash;
    numbers[words++ % RUN_WORDS] = token->kind == DIXIT_NUMBER;
    if (words < RUN_WORDS || numbers[words % RUN_WORDS])
      continue;
    uint32_t hash = 1;
    for (uint32_t i = 0; i < RUN_WORDS; i++)
      hash = hash * 0x9E3779B1u ^ hashes[(words + i) % RUN_WORDS];
    runs_add(runs, hash | 1, index);
  }
}

static void drop_single(run_list *self)
{
  uint32_t kept = 0;
  for (uint32_t i = 0; i < self->count; i++) {
    uint32_t hash = (uint32_t)(self->items[i] >> 32);
    if (self->sieve[hash >> 1 & self->mask].twice & sieve_bit(hash))
      self->items[kept++] = self->items[i];
  }
  self->count = kept;
}

/* The runs of words of long quotations that stand in more than one place, and a few others; sorted. NULL when there is
 * none, or no memory. */
static uint64_t *collect_runs(const dixit_doc *doc, arena *scratch, uint32_t *count)
{
  uint32_t limit = 0;
  run_list runs;
  for (uint32_t i = 0; i < doc->quotes.count; i++)
    limit += is_compared(&doc->quotes.items[i]) ? doc->quotes.items[i].word_count - RUN_WORDS + 1 : 0;
  if (!limit || !runs_init(&runs, scratch, limit))
    return NULL;
  for (uint32_t i = 0; i < doc->quotes.count; i++)
    if (is_compared(&doc->quotes.items[i]))
      add_runs(doc, i, &runs);
  drop_single(&runs);
  uint64_t *room = arena_get(scratch, runs.count * sizeof *room);
  if (!room)
    return NULL;
  sort_numbers(runs.items, room, runs.count);
  *count = runs.count;
  return runs.items;
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

/* The first words of a quotation, without those in brackets, which are its writer's. gaps: before word i dots or
 * brackets show that something was changed; the last stands behind all words. bits: one for each word, by its hash. */
typedef struct wording {
  uint32_t hashes[COMPARED_WORDS];
  uint64_t bits;
  bool gaps[COMPARED_WORDS + 1];
  uint32_t count;
  bool marked;
} wording;

static void note_gap(wording *self)
{
  self->gaps[self->count] = self->marked = true;
}

/* A word's hash; "we're" is "we are", in whichever form it was taken down. Short forms stand right behind a word. */
static uint32_t wording_hash(const dixit_doc *doc, uint32_t token)
{
  if (doc->tokens.items[token].flags & DIXIT_TOKEN_SPACED)
    return doc->tokens.items[token].hash;
  static const char *const shortened[][2] = {
    {"re", "are"}, {"m", "am"}, {"s", "is"}, {"ve", "have"}, {"ll", "will"}};
  dixit_text word = token_text(doc, token);
  size_t apostrophe = text_starts_folded(word, "\xE2\x80\x99") ? 3 : 1;
  bool short_form = word.length > apostrophe && (apostrophe == 3 || word.bytes[0] == '\'');
  dixit_text rest = short_form ? text_of(word.bytes + apostrophe, word.length - apostrophe) : text_of(word.bytes, 0);
  for (size_t i = 0; short_form && i < sizeof shortened / sizeof *shortened; i++)
    if (text_equal_folded(rest, text_from(shortened[i][0])))
      return lexicon_hash(text_from(shortened[i][1]));
  return doc->tokens.items[token].hash;
}

static wording wording_of(const dixit_doc *doc, const dixit_quote *quote)
{
  wording self = {.count = 0};
  bool bracketed = false;
  for (uint32_t i = quote->first_token; i < rule_quote_end(quote) && self.count < COMPARED_WORDS; i++) {
    const dixit_token *token = &doc->tokens.items[i];
    bool word = token->kind == DIXIT_WORD || token->kind == DIXIT_NUMBER;
    bool square = !word && (doc->text[token->start] == '[' || doc->text[token->start] == ']');
    if (square && (token->kind == DIXIT_OPEN || token->kind == DIXIT_CLOSE))
      bracketed = token->kind == DIXIT_OPEN;
    if (bracketed || square || (token->kind == DIXIT_STOP && token->hash == TOKEN_ELLIPSIS)) {
      note_gap(&self);
    } else if (word) {
      self.hashes[self.count] = wording_hash(doc, i);
      self.bits |= sieve_bit(self.hashes[self.count++]);
    }
  }
  return self;
}

/* Have two quotations the same words and signs? */
static bool are_alike(const dixit_doc *doc, const dixit_quote *a, const dixit_quote *b)
{
  const dixit_token *left = &doc->tokens.items[a->first_token], *right = &doc->tokens.items[b->first_token];
  uint32_t same = 0;
  while (same < a->token_count && left[same].hash == right[same].hash && left[same].kind == right[same].kind)
    same++;
  return same == a->token_count;
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

/* What two wordings share from the first common word to the last, and the words in between that only one of them has,
 * with nothing there to show a change. */
typedef struct overlap {
  uint32_t common;
  uint32_t changed_a;
  uint32_t changed_b;
} overlap;

/* Words a[from_a, to_a) stand where b has [from_b, to_b): do dots or brackets account for it? */
static bool is_shown(const wording *a, const wording *b, uint32_t from_a, uint32_t to_a, uint32_t from_b, uint32_t to_b)
{
  for (uint32_t i = from_a; i <= to_a; i++)
    if (a->gaps[i])
      return true;
  for (uint32_t i = from_b; i <= to_b; i++)
    if (b->gaps[i])
      return true;
  return false;
}

static overlap measure_overlap(const wording *a, const wording *b)
{
  uint8_t lengths[COMPARED_WORDS + 1][COMPARED_WORDS + 1];
  overlap self = {0, 0, 0};
  uint32_t end_a = 0, end_b = 0; /* behind the last common words */
  measure(a, b, lengths);
  for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
    if (a->hashes[i] != b->hashes[j]) {
      if (lengths[i + 1][j] >= lengths[i][j + 1])
        i++;
      else
        j++;
      continue;
    }
    if (self.common && (i > end_a || j > end_b) && !is_shown(a, b, end_a, i, end_b, j)) {
      self.changed_a += i - end_a;
      self.changed_b += j - end_b;
    }
    end_a = ++i;
    end_b = ++j;
    self.common++;
  }
  return self;
}

/* No more words of `a` can be in `b` than this; often far fewer are. */
static uint32_t most_in_common(const wording *a, const wording *b)
{
  uint32_t words = 0;
  for (uint32_t i = 0; i < a->count; i++)
    words += (b->bits & sieve_bit(a->hashes[i])) != 0;
  return words;
}

/* Do the two say the same from some word to some other, but for a word or two in between that nothing shows to be
 * changed? What only one of them begins or ends with was left out there, as is usual. */
static bool is_reworded(const wording *a, const wording *b)
{
  bool same = a->count == b->count && memcmp(a->hashes, b->hashes, a->count * sizeof *a->hashes) == 0;
  if (same || most_in_common(a, b) < SAME_WORDS)
    return false;
  overlap both = measure_overlap(a, b);
  uint32_t changed = both.changed_a > both.changed_b ? both.changed_a : both.changed_b;
  uint32_t wider = both.common + changed, shorter = a->count < b->count ? a->count : b->count;
  return changed && both.common >= SAME_WORDS && both.common * 100 >= wider * SHARED_PERCENT &&
         both.common * 100 >= shorter * COVERED_PERCENT;
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

/* Are the two said to be different people's? Then one may well take up the other's words. */
static bool speakers_differ(const dixit_doc *doc, const dixit_quote *earlier, const dixit_quote *later)
{
  const dixit_attribution *first = rule_attribution(doc, earlier), *second = rule_attribution(doc, later);
  if (!first || !second || first->source == DIXIT_NONE || second->source == DIXIT_NONE)
    return false;
  return first->source != second->source && doc->sources.items[first->source].kind != DIXIT_SOURCE_PRONOUN &&
         doc->sources.items[second->source].kind != DIXIT_SOURCE_PRONOUN;
}

static void report_same_words(rule_run *run, const dixit_quote *earlier, const dixit_quote *later)
{
  uint32_t first = named_speaker(run->doc, earlier), second = named_speaker(run->doc, later);
  if (first != DIXIT_NONE && second != DIXIT_NONE && first != second &&
      rule_report(run, RULE_QUOTES_SAME_WORDS, later->span, "Two people, the same words: who said this?"))
    rule_relate(run, earlier->span, "the other speaker");
}

static void compare(rule_run *run, const dixit_quote *earlier, const dixit_quote *later, uint32_t shared)
{
  bool same_words = earlier->word_count == later->word_count && shared == later->word_count - RUN_WORDS + 1;
  if (same_words && rule_is_on(run, RULE_QUOTES_SAME_WORDS))
    report_same_words(run, earlier, later);
  if (same_words || earlier->block == later->block || speakers_differ(run->doc, earlier, later))
    return;
  if (earlier->token_count == later->token_count && are_alike(run->doc, earlier, later))
    return;
  wording a = wording_of(run->doc, earlier), b = wording_of(run->doc, later);
  if (!is_reworded(&a, &b))
    return;
  bool told = a.marked || b.marked
    ? rule_report(run, RULE_QUOTES_ALTERED, later->span,
                  "You quote this twice, and brackets and dots show only some of the differences: show all.")
    : rule_report(run, RULE_QUOTES_INCONSISTENT, later->span,
                  "You quote this twice, in different words: check which was said.");
  if (told)
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
