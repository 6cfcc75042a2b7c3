/* Turns: "Q: When will it open?", "BRANDT: In May." A label is a few capitalised words at the start of a paragraph, up
 * to a colon. Recipes and calendars have such labels too ("Time: ..."), so a document has turns only where labels come
 * back and the words behind them talk: where a good part of them asks, or says "I" or "you". Their words are in no
 * marks: by the word's meaning here they are indirect speech. */
#include "marks/turns.h"

#include "doc/lexicon.h"

/* Only the first tokens of blocks are read, so they are fetched so many blocks ahead. */
enum { BLOCKS_AHEAD = 4 };

enum { LABEL_TOKENS = 6, LEAST_TURNS = 3, LEAST_SPEAKERS = 2, TALK_SHARE = 4 };
/* What a paragraph's form leaves to doubt. */
#define TURN_CONFIDENCE 0.95f

/* "Q" and "A" may be followed by a full stop as well. */
static bool is_question_label(const dixit_doc *doc, uint32_t token)
{
  dixit_text text = token_text(doc, token);
  return text_is(text, "Q") || text_is(text, "A") || text_is(text, "Q.") || text_is(text, "A.");
}

static bool may_stand_in_label(const dixit_token *token)
{
  if (token->kind == DIXIT_STOP)
    return true; /* "J." */
  return token->kind == DIXIT_WORD && token->flags & DIXIT_TOKEN_CAPITAL && !word_is(token, WORD_SPEECH);
}

/* The token behind the brackets that open at token `open`, or DIXIT_NONE: "(Crossbench)", "(interrupting)". */
static uint32_t behind_brackets(const dixit_doc *doc, uint32_t open, uint32_t end)
{
  for (uint32_t i = open + 1; i < end && i <= open + LABEL_TOKENS; i++)
    if (doc->tokens.items[i].kind == DIXIT_CLOSE)
      return i + 1;
  return DIXIT_NONE;
}

/* Where the name in a label ends: before its colon, or its brackets. */
static uint32_t name_end(const dixit_doc *doc, uint32_t first, uint32_t end)
{
  uint32_t i = first;
  while (i < end && doc->tokens.items[i].kind != DIXIT_OPEN)
    i++;
  return i;
}

/* The token behind the label that the block begins with, or DIXIT_NONE. */
static uint32_t label_end(const dixit_doc *doc, const dixit_block *block)
{
  uint32_t first = block->first_token, end = first + block->token_count;
  if ((block->kind != DIXIT_PARAGRAPH && block->kind != DIXIT_TITLE) || block->token_count < 3)
    return DIXIT_NONE;
  if (doc->tokens.items[first + 1].kind == DIXIT_STOP && is_question_label(doc, first))
    return first + 1;
  for (uint32_t i = first; i < end && i <= first + LABEL_TOKENS; i++) {
    const dixit_token *token = &doc->tokens.items[i];
    if (token->kind == DIXIT_COLON)
      return i > first && i + 1 < end ? i : DIXIT_NONE;
    if (token->kind == DIXIT_OPEN && i > first) {
      uint32_t behind = behind_brackets(doc, i, end);
      bool colon = behind != DIXIT_NONE && behind + 1 < end && doc->tokens.items[behind].kind == DIXIT_COLON;
      return colon ? behind : DIXIT_NONE;
    }
    if (!may_stand_in_label(token))
      return DIXIT_NONE;
  }
  return DIXIT_NONE;
}

static uint32_t label_key(const dixit_doc *doc, uint32_t first, uint32_t end)
{
  uint32_t key = 0;
  for (uint32_t i = first; i < end; i++)
    key = feature_mix(key, doc->tokens.items[i].hash);
  return key;
}

/* Do these words talk to somebody: a question, "I", "you"? */
static bool talks(const dixit_doc *doc, uint32_t first, uint32_t end)
{
  for (uint32_t i = first; i < end; i++) {
    const dixit_token *token = &doc->tokens.items[i];
    bool asks = token->kind == DIXIT_STOP && token->hash == '?';
    if (asks || (token->kind == DIXIT_WORD && word_is(token, WORD_FIRST_PERSON | WORD_SECOND_PERSON)))
      return true;
  }
  return false;
}

/* Count a label; past TURN_LABELS different ones it is forgotten. */
static void count_label(turn_labels *self, uint32_t key)
{
  uint32_t i = 0;
  while (i < self->count && self->items[i].key != key)
    i++;
  if (i == TURN_LABELS)
    return;
  if (i == self->count)
    self->items[self->count++] = (turn_label){key, 0};
  self->items[i].uses++;
}

/* Labels that come back; Q and A are known without. */
static uint32_t count_speakers(const turn_labels *self)
{
  uint32_t speakers = 0;
  for (uint32_t i = 0; i < self->count; i++)
    speakers += self->items[i].uses > 1;
  return speakers;
}

void turns_detect(attribution_pass *pass)
{
  const dixit_doc *doc = pass->doc;
  turn_labels *labels = &pass->labels;
  uint32_t turns = 0, talking = 0;
  for (uint32_t i = 0; i < doc->blocks.count; i++) {
    const dixit_block *block = &doc->blocks.items[i];
    if (i + BLOCKS_AHEAD < doc->blocks.count)
      memory_foresee(&doc->tokens.items[block[BLOCKS_AHEAD].first_token]);
    uint32_t end = label_end(doc, block);
    if (end == DIXIT_NONE)
      continue;
    count_label(labels, label_key(doc, block->first_token, name_end(doc, block->first_token, end)));
    turns++;
    talking += talks(doc, end, block->first_token + block->token_count);
  }
  if (turns < LEAST_TURNS || count_speakers(labels) < LEAST_SPEAKERS || talking * TALK_SHARE < turns)
    labels->count = 0;
}

/* The token behind the label of the view's block when it is a turn, or DIXIT_NONE. */
static uint32_t turn_label_end(const attribution_pass *pass)
{
  const dixit_block *block = &pass->doc->blocks.items[pass->view.block];
  uint32_t end = pass->labels.count ? label_end(pass->doc, block) : DIXIT_NONE;
  if (end == DIXIT_NONE)
    return DIXIT_NONE;
  uint32_t key = label_key(pass->doc, block->first_token, name_end(pass->doc, block->first_token, end));
  for (uint32_t i = 0; i < pass->labels.count; i++)
    if (pass->labels.items[i].key == key && pass->labels.items[i].uses > 1)
      return end;
  return DIXIT_NONE;
}

void turn_name_speaker(attribution_pass *pass)
{
  pass->label_end = turn_label_end(pass);
  if (pass->label_end != DIXIT_NONE)
    view_name_opening(&pass->view, name_end(pass->doc, pass->view.first_token, pass->label_end));
}

void turn_attribute(attribution_pass *pass)
{
  dixit_doc *doc = pass->doc;
  uint32_t end = pass->label_end, last = pass->view.items.items[pass->view.items.count].first - 1;
  uint32_t index = end == DIXIT_NONE ? DIXIT_NONE : attribution_add(pass, DIXIT_INDIRECT, STEP_LABEL, TURN_CONFIDENCE);
  if (index == DIXIT_NONE)
    return;
  doc->attributions.items[index].cue = tokens_span(doc, end, end);
  doc->attributions.items[index].mention = mention_of_phrase(pass, 0, DIXIT_NONE);
  attribution_add_piece(pass, index, tokens_span(doc, end + 1, last), DIXIT_NONE);
  for (uint32_t i = 0; i <= view_item_of(&pass->view, end); i++)
    pass->used.items[i] = ITEM_USED;
}
