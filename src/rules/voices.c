/* Blocks, quotes and attributed content to a byte for each token that says whose words it is.
 *
 * Rules about wording hold for the writer's own prose alone: nobody edits what somebody else said. Content may nest
 * (she said that he said), so its ends are counted first and summed in a second pass: linear however deep. */
#include "rules/voices.h"

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

static void mark_quoted(const dixit_doc *doc, uint8_t *voices)
{
  for (uint32_t i = 0; i < doc->tokens.count; i++)
    if (doc->tokens.items[i].flags & DIXIT_TOKEN_QUOTED)
      voices[i] |= VOICE_OTHERS;
}

/* How many pieces begin less how many end at each token, then the running sum. */
static void mark_pieces(dixit_doc *doc, uint8_t *voices)
{
  uint32_t count = doc->tokens.count;
  int32_t *steps = doc->pieces.count ? arena_get_zeroed(&doc->memory, (count + 1) * sizeof *steps) : NULL;
  if (!steps)
    return;
  for (uint32_t i = 0; i < doc->pieces.count; i++) {
    dixit_span span = doc->pieces.items[i].span;
    steps[rule_token_from(doc, span.start)]++;
    steps[rule_token_from(doc, span.end)]--;
  }
  int32_t open = 0;
  for (uint32_t i = 0; i < count; i++) {
    open += steps[i];
    if (open > 0)
      voices[i] |= VOICE_OTHERS;
  }
}

const uint8_t *voices_find(dixit_doc *doc)
{
  uint8_t *voices = doc->tokens.count ? arena_get_zeroed(&doc->memory, doc->tokens.count) : NULL;
  if (!voices)
    return NULL;
  mark_blocks(doc, voices);
  mark_quoted(doc, voices);
  mark_pieces(doc, voices);
  return voices;
}
