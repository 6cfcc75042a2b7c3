/* Folding quotations, and naming what each word is. */
#include "marks/view.h"

#include "doc/lexicon.h"
#include "doc/tokens.h"

/* What the kind of a token makes of it. word: all bits for words, whose row says more; else none. */
typedef struct kind_class {
  uint8_t word;
  uint8_t part;
  uint8_t cue;
  uint32_t traits;
} kind_class;

static const kind_class kind_classes[] = {
  [DIXIT_WORD] = {.word = 0xFF},
  [DIXIT_NUMBER] = {.part = PART_NUMBER, .traits = TRAIT_NUMBER},
  [DIXIT_MARK] = {.part = PART_MARK},
  [DIXIT_STOP] = {.part = PART_STOP},
  [DIXIT_COMMA] = {.part = PART_COMMA},
  [DIXIT_COLON] = {.part = PART_COLON, .cue = 1},
  [DIXIT_SEMICOLON] = {.part = PART_SEMICOLON},
  [DIXIT_DASH] = {.part = PART_DASH},
  [DIXIT_OPEN] = {.part = PART_OPEN},
  [DIXIT_CLOSE] = {.part = PART_CLOSE},
  [DIXIT_SYMBOL] = {.part = PART_SYMBOL},
  [DIXIT_OPAQUE] = {.part = PART_OPAQUE, .traits = TRAIT_OPAQUE},
  [DIXIT_CITE] = {.part = PART_OPAQUE},
};

/* Without a branch, as all that is asked of every token: what kind comes next is not to be guessed. */
static inline uint8_t part_in(const dixit_token *token, const lexicon_row *row, const kind_class *kind)
{
  uint8_t asks = (token->kind == DIXIT_STOP) & ((token->hash == '?') | (token->hash == '!')); /* behind PART_STOP */
  return (uint8_t)((row->parts[(token->flags & DIXIT_TOKEN_CAPITAL) != 0] & kind->word) | (kind->part + asks));
}

uint8_t part_of(const dixit_token *token)
{
  return part_in(token, word_row(token), &kind_classes[token->kind]);
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
  return ARRAY_RESIZE(memory, self->items, tokens) && ARRAY_RESIZE(memory, self->item_of, tokens) &&
         ARRAY_RESIZE(memory, self->traits, tokens + 1) && ARRAY_RESIZE(memory, self->cues, tokens + 1);
}

const view_item view_outside = {.quote = DIXIT_NONE};

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

/* Where folding is. end: behind the block's last token. quote: the next quotation to fold before it, and its first
 * token. sentence, last: the sentence under way, and its last token. commas, verbs: met so far. */
typedef struct folding {
  block_view *view;
  uint32_t end;
  uint32_t quote;
  uint32_t quote_start;
  uint32_t sentence;
  uint32_t last;
  uint16_t commas;
  uint16_t verbs;
} folding;

/* Go to the first quotation to fold that starts at or behind `token`. */
static void find_fold(folding *self, uint32_t token)
{
  const dixit_doc *doc = self->view->doc;
  self->quote_start = DIXIT_NONE;
  for (; self->quote < doc->quotes.count; self->quote++) {
    const dixit_quote *quote = &doc->quotes.items[self->quote];
    if (quote->first_token >= self->end)
      return;
    if (quote->first_token < token || quote->flags & DIXIT_QUOTE_UNCLOSED || !is_outer(doc, quote))
      continue;
    self->quote_start = quote->first_token;
    return;
  }
}

static void start_region(block_view *self, uint32_t item)
{
  uint32_t *slot = ARRAY_ADD(&self->doc->memory, self->regions);
  if (slot)
    *slot = item;
}

static void go_to_sentence(folding *self, uint32_t sentence)
{
  const dixit_doc *doc = self->view->doc;
  const dixit_sentence *s = &doc->sentences.items[sentence];
  self->sentence = sentence;
  self->last = sentence < doc->sentences.count ? s->first_token + s->token_count - 1 : DIXIT_NONE;
}

/* The region ends before item `next` when token `last`, the one before it, ends a sentence. */
static void end_region(folding *self, uint32_t last, uint32_t next)
{
  while (self->last < last)
    go_to_sentence(self, self->sentence + 1);
  if (self->last == last)
    start_region(self->view, next);
}

static void add_folded(folding *self)
{
  block_view *view = self->view;
  const dixit_quote *quote = &view->doc->quotes.items[self->quote];
  const dixit_token *token = &view->doc->tokens.items[quote->first_token];
  uint32_t index = view->items.count++, last = quote->first_token + quote->token_count - 1;
  view->items.items[index] = (view_item){
    .first = quote->first_token, .last = last, .quote = self->quote, .region = view->regions.count - 1,
    .hash = token->hash, .word = token->word, .commas = self->commas, .verbs = self->verbs, .part = quote_part(quote),
    .flags = token->flags};
  for (uint32_t i = quote->first_token; i <= last; i++)
    view->item_of.items[i - view->first_token] = index;
  view->has_part |= view->items.items[index].part == PART_QUOTE_PART;
  view->has_direct |= view->items.items[index].part == PART_QUOTE_DIRECT;
}

/* What the item of one token says of it; places and counts are the caller's. Its traits. */
static inline uint32_t describe(view_item *item, const dixit_token *token)
{
  const lexicon_row *row = word_row(token);
  const kind_class *kind = &kind_classes[token->kind];
  uint32_t capital = token->flags & kind->word & DIXIT_TOKEN_CAPITAL ? TRAIT_CAPITAL : 0;
  item->quote = DIXIT_NONE;
  item->hash = token->hash;
  item->word = token->word;
  item->flags = token->flags;
  item->part = part_in(token, row, kind);
  item->cluster = row->cluster & kind->word;
  item->cue = (((row->traits & TRAIT_CUE) != 0) & kind->word) | kind->cue;
  return row->traits | kind->traits | capital;
}

/* Tokens `first` to `end` - 1, between quotations. */
static void add_items(folding *self, uint32_t first, uint32_t end)
{
  block_view *view = self->view;
  const dixit_token *tokens = view->doc->tokens.items;
  uint32_t offset = first - view->first_token, count = view->items.count, cues = view->cues.count;
  uint16_t commas = self->commas, verbs = self->verbs;
  for (uint32_t i = first; i < end; i++, offset++, count++) {
    view_item *item = &view->items.items[count];
    view->item_of.items[offset] = count;
    item->first = item->last = i;
    item->region = view->regions.count - 1;
    item->commas = commas;
    item->verbs = verbs;
    view->traits.items[offset] = describe(item, &tokens[i]);
    commas += item->part == PART_COMMA;
    verbs += part_is_verbal(item->part);
    view->cues.items[cues] = count; /* kept when it may be one */
    cues += item->cue;
    if (i >= self->last)
      end_region(self, i, count + 1);
  }
  view->traits.items[offset] = 0; /* no phrase reaches further */
  view->items.count = count;
  view->cues.count = cues;
  self->commas = commas;
  self->verbs = verbs;
}

/* Items and regions; phrases as we go, since none reaches into a quotation. */
static void fold_items(block_view *self, uint32_t end)
{
  folding at = {.view = self, .end = end, .quote = first_quote_from(self->doc, self->first_token)};
  start_region(self, 0);
  go_to_sentence(&at, self->doc->blocks.items[self->block].first_sentence);
  find_fold(&at, self->first_token);
  for (uint32_t token = self->first_token; token < end && !self->doc->memory.failed;) {
    uint32_t stop = at.quote_start < end ? at.quote_start : end;
    add_items(&at, token, stop);
    phrases_find(self->doc, self->names, self->traits.items, self->block, span_of(token, stop), &self->phrases);
    token = stop;
    if (token == end)
      break;
    add_folded(&at);
    token = self->items.items[self->items.count - 1].last + 1;
    end_region(&at, token - 1, self->items.count);
    find_fold(&at, token);
  }
  if (self->items.count && self->items.items[self->items.count - 1].region == self->regions.count - 1)
    start_region(self, self->items.count);
}

uint32_t view_phrase_at(const block_view *self, uint32_t item)
{
  uint32_t low = 0, high = self->phrases.count, first = self->items.items[item].first;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (self->phrases.items[middle].end <= first)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Nobody has asked yet which cue a phrase is subject of. */
static void forget_cues(block_view *self)
{
  uint32_t count = self->phrases.count;
  if (!ARRAY_RESIZE(&self->doc->memory, self->cue_of, count))
    return;
  for (uint32_t i = 0; i < count; i++)
    self->cue_of.items[i] = CUE_UNKNOWN;
}

void view_open(block_view *self, uint32_t block)
{
  const dixit_block *b = &self->doc->blocks.items[block];
  self->block = block;
  self->first_token = b->first_token;
  self->phrases.count = self->regions.count = 0;
  if (!make_room(self, b->token_count))
    return;
  self->items.count = self->cues.count = 0;
  self->has_part = self->has_direct = false;
  self->headline = phrases_in_headline(self->doc, block);
  fold_items(self, b->first_token + b->token_count);
  if (!self->doc->memory.failed)
    forget_cues(self);
}

void view_name_opening(block_view *self, uint32_t end)
{
  phrase label = {.first = self->first_token, .end = end, .head = end - 1, .name = self->first_token};
  uint32_t covered = 0;
  while (covered < self->phrases.count && self->phrases.items[covered].first < end)
    covered++;
  if (covered && self->phrases.items[0].first == label.first && self->phrases.items[0].end == end)
    label = self->phrases.items[0];
  label.kind = PHRASE_NAME;
  if (covered == 0 && !ARRAY_ADD(&self->doc->memory, self->phrases))
    return;
  uint32_t kept = self->phrases.count - (covered ? covered : 1), from = covered;
  memmove(&self->phrases.items[1], &self->phrases.items[from], kept * sizeof label);
  self->phrases.items[0] = label;
  self->phrases.count = kept + 1;
  forget_cues(self);
}

bool view_owner_is_silent(const block_view *self, uint32_t index)
{
  const phrase *p = &self->phrases.items[index];
  return p->flags & PHRASE_POSSESSIVE && index + 1 < self->phrases.count && p[1].first == p->first &&
         p[1].kind != PHRASE_DOCUMENT && p[1].kind != PHRASE_OTHER;
}
