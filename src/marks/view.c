/* Folding quotations, and naming what each word is. */
#include "marks/view.h"

#include "doc/lexicon.h"
#include "doc/tokens.h"

/* Classes in order: the first that a word has names its shape. */
static const struct {
  uint64_t bits;
  uint8_t shape;
} word_shapes[] = {
  {WORD_THAT, SHAPE_THAT},
  {WORD_TO, SHAPE_TO},
  {WORD_ACCORDING, SHAPE_ACCORDING},
  {WORD_FIRST_PERSON, SHAPE_FIRST_PERSON},
  {WORD_BE, SHAPE_BE},
  {WORD_HAVE, SHAPE_HAVE},
  {WORD_MODAL, SHAPE_MODAL},
  {WORD_AUXILIARY, SHAPE_AUXILIARY},
  {WORD_NEGATION, SHAPE_NEGATION},
  {WORD_RELATIVE, SHAPE_RELATIVE},
  {WORD_SUBJECT_PRONOUN, SHAPE_PRONOUN},
  {WORD_POSSESSIVE, SHAPE_POSSESSIVE},
  {WORD_DETERMINER, SHAPE_DETERMINER},
  {WORD_CONJUNCTION, SHAPE_CONJUNCTION},
  {WORD_PREPOSITION, SHAPE_PREPOSITION},
  {WORD_SUBORDINATOR, SHAPE_SUBORDINATOR},
  {WORD_PRONOUN, SHAPE_PRONOUN},
  {WORD_MONTH | WORD_WEEKDAY, SHAPE_TIME},
  {WORD_TITLE, SHAPE_TITLE},
};

static uint8_t verb_shape(uint64_t bits)
{
  if (bits & WORD_SPEECH) {
    if (bits & WORD_VERB_PAST)
      return SHAPE_SPEECH_PAST;
    if (bits & WORD_VERB_THIRD)
      return SHAPE_SPEECH_THIRD;
    return bits & WORD_VERB_ING ? SHAPE_SPEECH_ING : SHAPE_SPEECH_BASE;
  }
  if (bits & WORD_MENTAL)
    return SHAPE_MENTAL;
  return bits & WORD_EVIDENCE ? SHAPE_EVIDENCE : SHAPE_VERB;
}

static uint8_t noun_shape(uint64_t bits)
{
  if (bits & (WORD_ROLE | WORD_PERSON_NOUN | WORD_FAMILY))
    return SHAPE_PERSON;
  if (bits & WORD_GROUP)
    return SHAPE_GROUP;
  if (bits & WORD_ORGANIZATION)
    return SHAPE_ORGANIZATION;
  if (bits & WORD_CUE_NOUN)
    return SHAPE_CUE_NOUN;
  return bits & WORD_DOCUMENT ? SHAPE_DOCUMENT : SHAPE_NONE;
}

/* The shape of a word the lexicon says little about: by its ending. */
static uint8_t ending_shape(const dixit_doc *doc, const dixit_token *token)
{
  uint32_t length = token->end - token->start;
  const char *end = doc->text + token->end;
  if (length > 4 && end[-1] == 'g' && end[-2] == 'n' && end[-3] == 'i')
    return SHAPE_ING;
  if (length > 3 && end[-1] == 'd' && end[-2] == 'e')
    return SHAPE_ED;
  if (length > 4 && end[-1] == 'y' && end[-2] == 'l')
    return SHAPE_LY;
  return SHAPE_WORD;
}

static uint8_t word_shape(const dixit_doc *doc, const dixit_token *token)
{
  uint64_t bits = word_bits(token);
  if (bits) {
    for (size_t i = 0; i < sizeof word_shapes / sizeof *word_shapes; i++)
      if (bits & word_shapes[i].bits)
        return word_shapes[i].shape;
    uint8_t noun = noun_shape(bits);
    bool verb = bits & WORD_VERB && !(token->flags & DIXIT_TOKEN_CAPITAL && noun);
    if (verb && (bits & WORD_VERB_PAST || !noun))
      return verb_shape(bits);
    if (noun)
      return noun;
    if (bits & WORD_ADVERB)
      return SHAPE_ADVERB;
  }
  return token->flags & DIXIT_TOKEN_CAPITAL ? SHAPE_CAPITAL : ending_shape(doc, token);
}

uint8_t shape_of(const dixit_doc *doc, const dixit_token *token)
{
  static const uint8_t shapes[] = {
    [DIXIT_NUMBER] = SHAPE_NUMBER, [DIXIT_MARK] = SHAPE_MARK,   [DIXIT_STOP] = SHAPE_STOP,
    [DIXIT_COMMA] = SHAPE_COMMA,   [DIXIT_COLON] = SHAPE_COLON, [DIXIT_SEMICOLON] = SHAPE_SEMICOLON,
    [DIXIT_DASH] = SHAPE_DASH,     [DIXIT_OPEN] = SHAPE_OPEN,   [DIXIT_CLOSE] = SHAPE_CLOSE,
    [DIXIT_SYMBOL] = SHAPE_SYMBOL, [DIXIT_OPAQUE] = SHAPE_OPAQUE, [DIXIT_CITE] = SHAPE_OPAQUE,
  };
  if (token->kind == DIXIT_WORD)
    return word_shape(doc, token);
  if (token->kind == DIXIT_STOP && (token->hash == '?' || token->hash == '!'))
    return SHAPE_ASKING;
  return shapes[token->kind];
}

static uint8_t quote_shape(const dixit_quote *quote)
{
  if (quote->kind != DIXIT_SPEECH)
    return SHAPE_QUOTE_NONE;
  return quote->flags & DIXIT_QUOTE_PART ? SHAPE_QUOTE_PART : SHAPE_QUOTE_DIRECT;
}

static view_item *add_item(block_view *self, uint32_t first, uint32_t last)
{
  view_item *item = ARRAY_ADD(&self->doc->memory, self->items);
  if (!item)
    return NULL;
  const dixit_token *token = &self->doc->tokens.items[first];
  item->first = first;
  item->last = last;
  item->quote = DIXIT_NONE;
  item->flags = token->flags;
  item->hash = token->hash;
  item->word = token->word;
  for (uint32_t i = first; i <= last; i++) {
    uint32_t *slot = ARRAY_ADD(&self->doc->memory, self->item_of);
    if (slot)
      *slot = self->items.count - 1;
  }
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
  for (uint32_t token = self->first_token; token < end && !doc->memory.failed;) {
    while (quote < doc->quotes.count &&
           (doc->quotes.items[quote].first_token < token || !is_outer(doc, &doc->quotes.items[quote])))
      quote++;
    const dixit_quote *q = quote < doc->quotes.count ? &doc->quotes.items[quote] : NULL;
    bool folded = q && q->first_token == token && !(q->flags & DIXIT_QUOTE_UNCLOSED);
    uint32_t last = folded ? q->first_token + q->token_count - 1 : token;
    view_item *item = add_item(self, token, last);
    if (!item)
      return;
    item->shape = folded ? quote_shape(q) : shape_of(doc, &doc->tokens.items[token]);
    if (folded)
      item->quote = quote;
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
  for (uint32_t i = 0; i < self->items.count; i++) {
    while (next < kept && self->phrases.items[next].end <= self->items.items[i].first)
      next++;
    uint32_t *slot = ARRAY_ADD(&self->doc->memory, self->phrase_at);
    if (slot)
      *slot = next;
  }
}

void view_open(block_view *self, uint32_t block)
{
  const dixit_block *b = &self->doc->blocks.items[block];
  self->block = block;
  self->first_token = b->first_token;
  self->items.count = self->item_of.count = self->phrases.count = self->phrase_at.count = 0;
  self->regions.count = 0;
  fold_items(self, b->first_token + b->token_count);
  if (self->doc->memory.failed)
    return;
  cut_regions(self);
  phrases_find(self->doc, self->names, block, &self->phrases);
  if (!self->doc->memory.failed)
    index_phrases(self);
}

const view_item *view_at(const block_view *self, int64_t i)
{
  static const view_item none = {.quote = DIXIT_NONE};
  return i >= 0 && i < (int64_t)self->items.count ? &self->items.items[i] : &none;
}
