/* Who said what: goes through the blocks, lets each step find its attributions, and puts all in order.
 *
 *   turns.c     paragraphs of interviews that begin with who speaks
 *   block_quotes.c  quotations set off look for who announced them
 *   direct.c    quotations look for their speaker
 *   indirect.c  the cues left over look for paraphrases, quoted words inside them included
 *   nested.c    quotations inside others look for whom the words around them name
 * What the steps decide is trained (model.h); what they choose among is found here and in phrases.c. */
#include "base/sort.h"
#include "doc/lexicon.h"
#include "doc/sentences.h"
#include "engine.h"
#include "marks/block_quotes.h"
#include "marks/direct.h"
#include "marks/indirect.h"
#include "marks/nested.h"
#include "marks/sources.h"
#include "marks/stages.h"
#include "marks/turns.h"

/* ---- block by block ---- */

/* "Potts echoed:" announces the quotation of the next block. */
static bool ends_in_colon(const block_view *view)
{
  return view->items.count && view->items.items[view->items.count - 1].part == PART_COLON;
}

/* Phrases that may speak in later blocks: the last of this one, latest first. */
static void remember_phrases(attribution_pass *self)
{
  const block_view *view = &self->view;
  recent_phrase kept[RECENT_LIMIT];
  uint32_t count = 0;
  uint8_t spoke = 2;
  for (uint32_t i = view->phrases.count; i-- > 0 && count < RECENT_LIMIT;) {
    const phrase *p = &view->phrases.items[i];
    if (!phrase_is_remembered(p))
      continue;
    uint32_t cue = cue_after_phrase(view, i), first = view_item_of(view, p->first);
    kept[count++] = (recent_phrase){*p, view->block, cue == DIXIT_NONE ? DIXIT_NONE : view->items.items[cue].first,
                                    self->entity_of.items[i], first == region_start(view, first),
                                    region_end(view, first) == view->items.count,
                                    self->mention_of.items[i] == DIXIT_NONE ? 0 : spoke};
    if (self->mention_of.items[i] != DIXIT_NONE)
      spoke = 1;
  }
  self->announced = ends_in_colon(view);
  if (count == 0)
    return;
  for (uint32_t i = 0; i < self->recent_count && count < RECENT_LIMIT; i++)
    kept[count++] = self->recent[i];
  memcpy(self->recent, kept, count * sizeof *kept);
  self->recent_count = count;
}

/* Nothing is used, no phrase has a mention or entity yet. */
static bool clear_scratch(attribution_pass *self)
{
  arena *memory = &self->doc->memory;
  uint32_t items = self->view.items.count, phrases = self->view.phrases.count;
  if (!ARRAY_RESIZE(memory, self->used, items) || !ARRAY_RESIZE(memory, self->mention_of, phrases) ||
      !ARRAY_RESIZE(memory, self->entity_of, phrases))
    return false;
  memset(self->used.items, 0, items);
  for (uint32_t i = 0; i < phrases; i++)
    self->mention_of.items[i] = self->entity_of.items[i] = DIXIT_NONE;
  return true;
}

/* Blocks are fetched so far ahead: each is looked at briefly, and much happens before the next. */
enum { BLOCKS_AHEAD = 2 };

/* Can anybody speak here? Headings can ("Cruz: ..."); code cannot. */
static bool has_prose(const dixit_block *block)
{
  return block->token_count > 1 && block->kind != DIXIT_BYLINE;
}

enum { DIALOGUE_PARAGRAPHS = 8 };

/* Fiction and interviews: a large share of paragraphs begins with a quotation; of a few paragraphs, nearly all. 0 none,
 * 1 some, 2 most. */
static uint32_t dialogue_share(const dixit_doc *doc)
{
  uint32_t paragraphs = 0, opened = 0;
  for (uint32_t i = 0; i < doc->blocks.count; i++)
    paragraphs += doc->blocks.items[i].token_count > 0;
  for (uint32_t i = 0; i < doc->quotes.count; i++) {
    const dixit_quote *quote = &doc->quotes.items[i];
    opened += quote->depth == 0 && quote->first_token == doc->blocks.items[quote->block].first_token;
  }
  if (paragraphs < DIALOGUE_PARAGRAPHS)
    return paragraphs >= DIALOGUE_PARAGRAPHS / 2 && opened * 5 >= paragraphs * 4 ? 2 : 0;
  if (opened * 5 < paragraphs)
    return 0;
  return opened * 5 < paragraphs * 2 ? 1 : 2;
}

/* The span of each attribution: its pieces and its cue. */
static void measure(attribution_pass *self)
{
  dixit_doc *doc = self->doc;
  for (uint32_t i = 0; i < self->pieces.count; i++) {
    const pending_piece *piece = &self->pieces.items[i];
    dixit_attribution *attribution = &doc->attributions.items[piece->attribution];
    attribution->span = span_join(attribution->span, piece->span);
    attribution->piece_count++;
  }
  for (uint32_t i = 0; i < doc->attributions.count; i++) {
    dixit_attribution *attribution = &doc->attributions.items[i];
    attribution->span = span_join(attribution->span, attribution->cue);
  }
}

/* Places of records in order of their spans: sorted[new] is the old index. NULL when there is no memory. */
static uint32_t *order_of_spans(arena *scratch, const char *records, size_t size, uint32_t count)
{
  uint64_t *keys = arena_get(scratch, (count + 1) * 2 * sizeof *keys);
  uint32_t *sorted = arena_get(scratch, (count + 1) * sizeof *sorted);
  if (!keys || !sorted)
    return NULL;
  for (uint32_t i = 0; i < count; i++) {
    const dixit_span *span = (const dixit_span *)(records + i * size); /* each record starts with its span */
    keys[i] = (uint64_t)span->start << 32 | i;
  }
  sort_numbers(keys, keys + count + 1, count);
  for (uint32_t i = 0; i < count; i++)
    sorted[i] = (uint32_t)keys[i];
  return sorted;
}

/* Put records in the given order; renumbered[old] is the new index. NULL when there is no memory. */
static uint32_t *put_in_order(arena *scratch, char *records, size_t size, uint32_t count)
{
  uint32_t *sorted = order_of_spans(scratch, records, size, count);
  uint32_t *renumbered = arena_get(scratch, (count + 1) * sizeof *renumbered);
  char *copy = arena_get(scratch, count * size + 1);
  if (!sorted || !renumbered || !copy)
    return NULL;
  if (count)
    memcpy(copy, records, count * size);
  for (uint32_t i = 0; i < count; i++) {
    memcpy(records + i * size, copy + sorted[i] * size, size);
    renumbered[sorted[i]] = i;
  }
  return renumbered;
}

static void sort_mentions(dixit_doc *doc, arena *scratch)
{
  uint32_t *renumbered =
    put_in_order(scratch, (char *)doc->mentions.items, sizeof *doc->mentions.items, doc->mentions.count);
  for (uint32_t i = 0; renumbered && i < doc->attributions.count; i++)
    if (doc->attributions.items[i].mention != DIXIT_NONE)
      doc->attributions.items[i].mention = renumbered[doc->attributions.items[i].mention];
}

/* Give each attribution's pieces a place of their own, in order. */
static void lay_out_pieces(attribution_pass *self, const uint32_t *renumbered)
{
  dixit_doc *doc = self->doc;
  uint32_t at = 0;
  for (uint32_t i = 0; i < doc->attributions.count; i++) {
    dixit_attribution *attribution = &doc->attributions.items[i];
    attribution->first_piece = at;
    at += attribution->piece_count;
    attribution->piece_count = 0;
  }
  for (uint32_t i = 0; i < self->pieces.count; i++)
    if (!ARRAY_ADD(&doc->memory, doc->pieces))
      return;
  for (uint32_t i = 0; i < self->pieces.count; i++) {
    const pending_piece *pending = &self->pieces.items[i];
    uint32_t owner = renumbered[pending->attribution];
    dixit_attribution *attribution = &doc->attributions.items[owner];
    doc->pieces.items[attribution->first_piece + attribution->piece_count++] =
      (dixit_piece){pending->span, owner, pending->quote};
  }
}

/* What a strict engine keeps. Measured on the dev set: of direct speech kept, who said what is right 97 times in
 * 100. */
#define STRICT_CONFIDENCE 0.85f

/* Close the gaps that attributions below the strict threshold leave, and renumber what points at them. */
static void remove_uncertain_attributions(attribution_pass *self)
{
  dixit_doc *doc = self->doc;
  uint32_t *renumbered = arena_get(&doc->memory, (doc->attributions.count + 1) * sizeof *renumbered), kept = 0;
  if (!renumbered)
    return;
  for (uint32_t i = 0; i < doc->attributions.count; i++) {
    renumbered[i] = kept;
    if (doc->attributions.items[i].confidence >= STRICT_CONFIDENCE)
      doc->attributions.items[kept++] = doc->attributions.items[i];
  }
  doc->attributions.count = kept;
  for (uint32_t i = 0; i < self->pieces.count; i++)
    self->pieces.items[i].attribution = renumbered[self->pieces.items[i].attribution];
  for (uint32_t i = 0; i < doc->quotes.count; i++)
    if (doc->quotes.items[i].attribution != DIXIT_NONE)
      doc->quotes.items[i].attribution = renumbered[doc->quotes.items[i].attribution];
}

/* Strict engines give up what is uncertain: the attribution loses its pieces, and so goes away. */
static void drop_uncertain(attribution_pass *self)
{
  dixit_doc *doc = self->doc;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < doc->quotes.count; i++) {
    dixit_quote *quote = &doc->quotes.items[i];
    uint32_t owner = quote->attribution;
    bool sure = owner != DIXIT_NONE && doc->attributions.items[owner].confidence >= STRICT_CONFIDENCE;
    if (quote->kind != DIXIT_SPEECH || quote->style == DIXIT_BLOCK_STYLE || sure)
      continue;
    quote->attribution = DIXIT_NONE;
    quote->flags |= DIXIT_QUOTE_DOUBTFUL;
  }
  for (uint32_t i = 0; i < self->pieces.count; i++)
    if (doc->attributions.items[self->pieces.items[i].attribution].confidence >= STRICT_CONFIDENCE)
      self->pieces.items[kept++] = self->pieces.items[i];
  self->pieces.count = kept;
  remove_uncertain_attributions(self);
}

/* Sort attributions, put each one's pieces together, and renumber what points at them. */
static void sort_attributions(attribution_pass *self, arena *scratch)
{
  dixit_doc *doc = self->doc;
  measure(self);
  uint32_t *renumbered =
    put_in_order(scratch, (char *)doc->attributions.items, sizeof *doc->attributions.items, doc->attributions.count);
  if (!renumbered)
    return;
  lay_out_pieces(self, renumbered);
  for (uint32_t i = 0; i < doc->quotes.count; i++)
    if (doc->quotes.items[i].attribution != DIXIT_NONE)
      doc->quotes.items[i].attribution = renumbered[doc->quotes.items[i].attribution];
}

static void sort_records(attribution_pass *self)
{
  arena scratch;
  arena_init(&scratch, &self->doc->memory.allocator);
  sort_attributions(self, &scratch);
  sort_mentions(self->doc, &scratch);
  self->doc->memory.failed = self->doc->memory.failed || scratch.failed;
  arena_done(&scratch);
}

/* The sentence each attribution stands in: its cue's, else its first piece's. */
static void find_sentences(dixit_doc *doc)
{
  uint32_t sentence = 0;
  for (uint32_t i = 0; i < doc->attributions.count; i++) {
    dixit_attribution *attribution = &doc->attributions.items[i];
    uint32_t from = attribution->span.start, wanted = span_is_empty(attribution->cue) ? from : attribution->cue.start;
    while (sentence + 1 < doc->sentences.count && doc->sentences.items[sentence].span.end <= from)
      sentence++;
    uint32_t at = sentence;
    while (at + 1 < doc->sentences.count && doc->sentences.items[at].span.end <= wanted && at < sentence + 64)
      at++;
    attribution->sentence = doc->sentences.count ? at : DIXIT_NONE;
  }
}

static bool is_out_of_memory(const attribution_pass *self)
{
  return self->doc->memory.failed || self->scratch.failed;
}

/* Let each step look at each block. */
static void go_through_blocks(attribution_pass *self)
{
  dixit_doc *doc = self->doc;
  for (uint32_t i = 0; i < doc->blocks.count && !is_out_of_memory(self); i++) {
    memory_foresee(&doc->blocks.items[i + BLOCKS_AHEAD]);
    if (!has_prose(&doc->blocks.items[i]))
      continue;
    view_open(&self->view, i);
    turn_name_speaker(self);
    if (doc->memory.failed || !clear_scratch(self))
      return;
    turn_attribute(self);
    block_quote_attribute(self);
    direct_attribute(self);
    indirect_attribute(self);
    sources_resolve_block(self);
    nested_attribute(self);
    remember_phrases(self);
  }
}

static void find_all(attribution_pass *self)
{
  dixit_doc *doc = self->doc;
  self->view.doc = doc;
  self->view.names = &self->names;
  self->dialogue = dialogue_share(doc);
  names_learn(doc, &self->names);
  turns_detect(self);
  if (!entities_begin(&self->registry, doc, &self->scratch))
    return;
  go_through_blocks(self);
  if (doc->engine->strict && !is_out_of_memory(self))
    drop_uncertain(self);
  if (!is_out_of_memory(self))
    sort_records(self);
  if (!is_out_of_memory(self))
    find_sentences(doc);
  if (!is_out_of_memory(self))
    sources_finish(self);
}

void attributions_find(dixit_doc *doc)
{
  attribution_pass *self = arena_get_zeroed(&doc->memory, sizeof *self);
  if (!self)
    return;
  self->doc = doc;
  arena_init(&self->scratch, &doc->memory.allocator);
  find_all(self);
  doc->memory.failed = doc->memory.failed || self->scratch.failed;
  arena_done(&self->scratch);
}
