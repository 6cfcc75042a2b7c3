/* Folding quotations, and naming what each word is. */
#include "marks/view.h"

#include "doc/lexicon.h"
#include "doc/tokens.h"

uint8_t part_of(const dixit_token *token)
{
  static const uint8_t parts[] = {
    [DIXIT_NUMBER] = PART_NUMBER, [DIXIT_MARK] = PART_MARK,   [DIXIT_STOP] = PART_STOP,
    [DIXIT_COMMA] = PART_COMMA,   [DIXIT_COLON] = PART_COLON, [DIXIT_SEMICOLON] = PART_SEMICOLON,
    [DIXIT_DASH] = PART_DASH,     [DIXIT_OPEN] = PART_OPEN,   [DIXIT_CLOSE] = PART_CLOSE,
    [DIXIT_SYMBOL] = PART_SYMBOL, [DIXIT_OPAQUE] = PART_OPAQUE, [DIXIT_CITE] = PART_OPAQUE,
  };
  if (token->kind == DIXIT_WORD)
    return token->flags & DIXIT_TOKEN_CAPITAL ? word_row(token)->capital_part : word_row(token)->part;
  if (token->kind == DIXIT_STOP && (token->hash == '?' || token->hash == '!'))
    return PART_ASKING;
  return parts[token->kind];
}

static uint8_t quote_part(const dixit_quote *quote)
{
  if (quote->kind != DIXIT_SPEECH)
    return PART_QUOTE_NONE;
  return quote->flags & DIXIT_QUOTE_PART ? PART_QUOTE_PART : PART_QUOTE_DIRECT;
}

/* Make room for as many items as the block has tokens: then adding one cannot fail. */
static bool make_room(block_view *self, uint32_t tokens)
{
  arena *memory = &self->doc->memory;
  return ARRAY_RESIZE(memory, self->items, tokens) && ARRAY_RESIZE(memory, self->item_of, tokens);
}

/* Words that may introduce what somebody said; nouns among them only before "that" (cues.c). */
#define CUES                                                                                                        \
  (WORD_SPEECH | WORD_MENTAL | WORD_EVIDENCE | WORD_TAKES_QUOTE | WORD_ACCORDING | WORD_CUE | WORD_EVIDENTIAL | WORD_CUE_NOUN)

const view_item view_outside = {.quote = DIXIT_NONE};

static view_item *add_item(block_view *self, uint32_t first, uint32_t last)
{
  const dixit_token *token = &self->doc->tokens.items[first];
  view_item *item = &self->items.items[self->items.count];
  item->first = first;
  item->last = last;
  item->quote = DIXIT_NONE;
  item->flags = token->flags;
  item->hash = token->hash;
  item->word = token->word;
  item->cluster = 0;
  item->cue = token->kind == DIXIT_COLON;
  for (uint32_t i = first; i <= last; i++)
    self->item_of.items[i - self->first_token] = self->items.count;
  self->items.count++;
  return item;
}

/* The first outermost quotation with marks that starts at or behind `token`. Block quotations are not folded. */
static uint32_t first_quote_from(const dixit_doc *doc, uint32_t token)
{
  uint32_t low = 0, high = doc->quotes.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (doc->quotes.items[middle].first_token < token)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static bool is_outer(const dixit_doc *doc, const dixit_quote *quote)
{
  if (quote->style == DIXIT_BLOCK_STYLE)
    return false;
  return quote->parent == DIXIT_NONE || doc->quotes.items[quote->parent].style == DIXIT_BLOCK_STYLE;
}

static void fold_items(block_view *self, uint32_t end)
{
  dixit_doc *doc = self->doc;
  uint32_t quote = first_quote_from(doc, self->first_token);
  for (uint32_t token = self->first_token; token < end;) {
    while (quote < doc->quotes.count &&
           (doc->quotes.items[quote].first_token < token || !is_outer(doc, &doc->quotes.items[quote])))
      quote++;
    const dixit_quote *q = quote < doc->quotes.count ? &doc->quotes.items[quote] : NULL;
    bool folded = q && q->first_token == token && !(q->flags & DIXIT_QUOTE_UNCLOSED);
    uint32_t last = folded ? q->first_token + q->token_count - 1 : token;
    view_item *item = add_item(self, token, last);
    item->part = folded ? quote_part(q) : part_of(&doc->tokens.items[token]);
    if (folded) {
      item->quote = quote;
      self->has_part |= item->part == PART_QUOTE_PART;
    } else if (doc->tokens.items[token].kind == DIXIT_WORD) {
      const lexicon_row *row = &lexicon_rows[item->word];
      item->cluster = row->cluster;
      item->cue = (row->bits & CUES) != 0;
    }
    token = last + 1;
  }
}

static void start_region(block_view *self, uint32_t item)
{
  uint32_t *slot = ARRAY_ADD(&self->doc->memory, self->regions);
  if (slot)
    *slot = item;
}

static void cut_regions(block_view *self)
{
  const dixit_doc *doc = self->doc;
  const dixit_block *block = &doc->blocks.items[self->block];
  uint32_t sentence = block->first_sentence;
  start_region(self, 0);
  for (uint32_t i = 0; i < self->items.count; i++) {
    view_item *item = &self->items.items[i];
    item->region = self->regions.count - 1;
    const dixit_sentence *s = &doc->sentences.items[sentence];
    while (sentence + 1 < doc->sentences.count && s->first_token + s->token_count - 1 < item->last)
      s = &doc->sentences.items[++sentence];
    if (s->first_token + s->token_count - 1 == item->last)
      start_region(self, i + 1);
  }
  if (self->items.count && self->items.items[self->items.count - 1].region == self->regions.count - 1)
    start_region(self, self->items.count);
}

/* Keep the phrases outside quotations, and index them by item. */
static void index_phrases(block_view *self)
{
  uint32_t kept = 0, next = 0;
  for (uint32_t i = 0; i < self->phrases.count; i++)
    if (self->items.items[view_item_of(self, self->phrases.items[i].first)].quote == DIXIT_NONE &&
        self->items.items[view_item_of(self, self->phrases.items[i].head)].quote == DIXIT_NONE)
      self->phrases.items[kept++] = self->phrases.items[i];
  self->phrases.count = kept;
  if (!ARRAY_RESIZE(&self->doc->memory, self->phrase_at, self->items.count))
    return;
  for (uint32_t i = 0; i < self->items.count; i++) {
    while (next < kept && self->phrases.items[next].end <= self->items.items[i].first)
      next++;
    self->phrase_at.items[i] = next;
  }
}

void view_open(block_view *self, uint32_t block)
{
  const dixit_block *b = &self->doc->blocks.items[block];
  self->block = block;
  self->first_token = b->first_token;
  self->items.count = self->item_of.count = self->phrases.count = self->phrase_at.count = 0;
  self->regions.count = 0;
  if (!make_room(self, b->token_count))
    return;
  self->items.count = 0;
  self->has_part = false;
  fold_items(self, b->first_token + b->token_count);
  cut_regions(self);
  phrases_find(self->doc, self->names, block, &self->phrases);
  if (!self->doc->memory.failed)
    index_phrases(self);
}

bool view_owner_is_silent(const block_view *self, uint32_t index)
{
  const phrase *p = &self->phrases.items[index];
  return p->flags & PHRASE_POSSESSIVE && index + 1 < self->phrases.count && p[1].first == p->first &&
         p[1].kind != PHRASE_DOCUMENT && p[1].kind != PHRASE_OTHER;
}
