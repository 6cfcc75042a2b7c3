/* Blocks, quotes and attributed content to a byte for each token that says whose words it is.
 *
 * Rules about wording hold for the writer's own prose alone: nobody edits what somebody else said. Content may nest
 * (she said that he said), so it is gone through in the order of its starts, past what is marked already: linear
 * however deep. */
#include "rules/voices.h"

#include "base/sort.h"
#include "rules/rule.h"

/* May rules look at the wording of this kind of block? */
static bool is_prose(uint8_t kind)
{
  return kind == DIXIT_PARAGRAPH || kind == DIXIT_LIST_ITEM;
}

/* Does a note hold this block? Notes hold paragraphs, not other containers' ends, so the climb is short. */
static bool in_note(const dixit_doc *doc, const dixit_block *block)
{
  for (uint32_t up = block->parent, steps = 0; up != DIXIT_NONE && steps < 8; steps++) {
    const dixit_block *container = &doc->blocks.items[up];
    if (container->kind == DIXIT_FOOTNOTE || container->kind == DIXIT_TABLE)
      return true;
    up = container->parent;
  }
  return false;
}

static void mark_blocks(const dixit_doc *doc, uint8_t *voices)
{
  for (uint32_t i = 0; i < doc->blocks.count; i++) {
    const dixit_block *block = &doc->blocks.items[i];
    if (!block->token_count)
      continue;
    uint8_t voice = is_prose(block->kind) && !in_note(doc, block) ? 0 : VOICE_SILENT;
    if (block->quoted)
      voice |= VOICE_OTHERS;
    if (voice)
      memset(voices + block->first_token, voice, block->token_count);
  }
}

/* What stands in marks within what is told without them stays as it is. */
static void mark_tokens(uint8_t *voices, uint32_t first, uint32_t end, uint8_t voice)
{
  for (uint32_t i = first; i < end; i++)
    voices[i] |= voices[i] & VOICE_OTHERS ? 0 : voice;
}

/* Quotations are sorted; those inside others are marked with them. */
static void mark_quoted(const dixit_doc *doc, uint8_t *voices)
{
  uint32_t marked = 0;
  for (uint32_t i = 0; i < doc->quotes.count; i++) {
    const dixit_quote *quote = &doc->quotes.items[i];
    uint32_t end = rule_quote_end(quote);
    if (end <= marked)
      continue;
    mark_tokens(voices, marked > quote->first_token ? marked : quote->first_token, end, VOICE_OTHERS);
    marked = end;
  }
}

/* The pieces that are no quotations (those are marked) by where they start, as keys whose low halves are their places;
 * NULL when there is no memory. */
static const uint64_t *sort_pieces(const dixit_doc *doc, arena *scratch, uint32_t *count)
{
  uint32_t all = doc->pieces.count;
  uint64_t *keys = arena_get(scratch, 2 * sizeof *keys * (size_t)all);
  *count = 0;
  for (uint32_t i = 0; keys && i < all; i++)
    if (doc->pieces.items[i].quote == DIXIT_NONE)
      keys[(*count)++] = (uint64_t)doc->pieces.items[i].span.start << 32 | i;
  if (keys)
    sort_numbers(keys, keys + all, *count);
  return keys;
}

bool voice_is_nobody(const dixit_doc *doc, const dixit_attribution *attribution)
{
  if (attribution->source == DIXIT_NONE || attribution->mention == DIXIT_NONE)
    return false;
  return doc->sources.items[attribution->source].kind == DIXIT_SOURCE_PRONOUN &&
         rule_word_is(doc, doc->mentions.items[attribution->mention].first_token, "it");
}

/* "Ruiz says", "she thinks"; not "critics say", "the Gospel suggests", "indicating that". */
static bool attribution_has_person(const dixit_doc *doc, const dixit_attribution *attribution)
{
  if (attribution->source == DIXIT_NONE)
    return false;
  uint8_t kind = doc->sources.items[attribution->source].kind;
  return kind != DIXIT_SOURCE_DOCUMENT && kind != DIXIT_SOURCE_VAGUE;
}

static void mark_pieces(const dixit_doc *doc, const uint64_t *sorted, uint32_t count, uint8_t *voices)
{
  uint32_t token = 0, end = 0;
  for (uint32_t i = 0; i < count; i++) {
    const dixit_piece *piece = &doc->pieces.items[(uint32_t)sorted[i]];
    const dixit_attribution *attribution = &doc->attributions.items[piece->attribution];
    if (piece->span.end <= end || voice_is_nobody(doc, attribution))
      continue;
    uint32_t near = doc->sentences.items[attribution->sentence].first_token;
    token_range words = rule_tokens_near(doc, piece->span, near > token ? near : token);
    mark_tokens(voices, words.first > token ? words.first : token, words.end,
                attribution_has_person(doc, attribution) ? VOICE_OTHERS : VOICE_OTHERS | VOICE_HEARSAY);
    token = words.end;
    end = piece->span.end;
  }
}

const uint8_t *voices_find(const dixit_doc *doc, arena *memory)
{
  uint8_t *voices = arena_get_zeroed(memory, doc->tokens.count);
  uint32_t count;
  if (!voices)
    return NULL;
  mark_blocks(doc, voices);
  mark_quoted(doc, voices);
  const uint64_t *sorted = sort_pieces(doc, memory, &count);
  if (sorted)
    mark_pieces(doc, sorted, count, voices);
  return voices;
}
