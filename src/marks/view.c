/* Folding quotations, and naming what each word is. */
#include "marks/view.h"

#include "doc/lexicon.h"
#include "doc/tokens.h"

static inline uint8_t part_in(const dixit_token *token, const lexicon_brief *brief)
{
  uint8_t part = brief->parts[token->flags & DIXIT_TOKEN_CAPITAL];
  bool asks = part == PART_STOP && (token->hash == '?' || token->hash == '!');
  return asks ? PART_ASKING : part;
}

uint8_t part_of(const dixit_token *token)
{
  return part_in(token, token_brief(token));
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
  return ARRAY_RESIZE(memory, self->items, tokens + 1) && ARRAY_RESIZE(memory, self->places, tokens + 1) &&
         ARRAY_RESIZE(memory, self->cues, tokens + 1);
}

const view_item view_outside = {.quote = DIXIT_NONE};

/* Go to the first quotation that starts at or behind the block. */
static uint32_t first_quote(block_view *self)
{
  const dixit_doc *doc = self->doc;
  while (self->next_quote < doc->quotes.count &&
         doc->quotes.items[self->next_quote].first_token < self->first_token)
    self->next_quote++;
  return self->next_quote;
}

/* Outermost quotations with marks are folded; block quotations are not. */
static bool is_outer(const dixit_doc *doc, const dixit_quote *quote)
{
  if (quote->style == DIXIT_BLOCK_STYLE)
    return false;
  return quote->parent == DIXIT_NONE || doc->quotes.items[quote->parent].style == DIXIT_BLOCK_STYLE;
}

/* Where folding is. end: behind the block's last token. quote: the next quotation to fold before it, and its first
 * token. sentence, last: the sentence under way, and its last token. signs: met so far, as in items. */
typedef struct folding {
  block_view *view;
  uint32_t end;
  uint32_t quote;
  uint32_t quote_start;
  uint32_t sentence;
  uint32_t last;
  uint32_t signs;
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

/* Go on to the sentence that ends with `token` or behind it. */
static void reach_sentence(folding *self, uint32_t token)
{
  while (self->last < token)
    go_to_sentence(self, self->sentence + 1);
}

/* The region ends before item `next` when token `last`, the one before it, ends a sentence. */
static void end_region(folding *self, uint32_t last, uint32_t next)
{
  reach_sentence(self, last);
  if (self->last == last)
    start_region(self->view, next);
}

/* The quotation to fold as one item; the token behind it. */
static uint32_t add_folded(folding *self)
{
  block_view *view = self->view;
  const dixit_quote *quote = &view->doc->quotes.items[self->quote];
  const dixit_token *token = &view->doc->tokens.items[quote->first_token];
  uint32_t index = view->items.count++, behind = quote->first_token + quote->token_count;
  view->items.items[index] = (view_item){
    .first = quote->first_token, .quote = self->quote, .region = view->regions.count - 1, .signs = self->signs,
    .hash = token->hash, .word = token->word, .part = quote_part(quote)};
  for (uint32_t i = quote->first_token; i < behind; i++)
    view->places.items[i - view->first_token].item = index;
  view->has_part |= view->items.items[index].part == PART_QUOTE_PART;
  view->has_direct |= view->items.items[index].part == PART_QUOTE_DIRECT;
  return behind;
}

/* What a token may do: what the lexicon says, and the capital of a word. */
static inline uint32_t traits_in(const dixit_token *token, const lexicon_brief *brief)
{
  uint32_t capital = token->flags & DIXIT_TOKEN_CAPITAL;
  return brief->traits & (capital * TRAIT_CAPITAL | ~(uint32_t)TRAIT_CAPITAL);
}

/* What each part counts for in `signs`. */
static const uint32_t part_signs[] = {
  [PART_COMMA] = 1,
  [PART_BE] = VIEW_VERB,          [PART_HAVE] = VIEW_VERB,        [PART_AUXILIARY] = VIEW_VERB,
  [PART_MODAL] = VIEW_VERB,       [PART_NEGATION] = VIEW_VERB,    [PART_SPEECH_PAST] = VIEW_VERB,
  [PART_SPEECH_THIRD] = VIEW_VERB, [PART_SPEECH_BASE] = VIEW_VERB, [PART_SPEECH_ING] = VIEW_VERB,
  [PART_MENTAL] = VIEW_VERB,      [PART_EVIDENCE] = VIEW_VERB,    [PART_VERB] = VIEW_VERB,
  [PART_WORD] = 0,
};

/* So far ahead tokens and text are fetched: about two paragraphs, which is what the steps take time enough for. */
enum { TOKENS_AHEAD = 96, TEXT_AHEAD = 512 };

/* Tokens `first` to `end` - 1, between quotations, up to the end of the sentence. Where that was. Arrays are held in
 * variables here, for the compiler cannot know that writing an item moves none. */
static uint32_t add_items_of_sentence(folding *self, uint32_t first, uint32_t end)
{
  block_view *view = self->view;
  uint32_t count = (self->last < end ? self->last + 1 : end) - first, index = view->items.count;
  uint32_t region = view->regions.count - 1, *cues = &view->cues.items[view->cues.count], signs = self->signs;
  const dixit_token *token = &view->doc->tokens.items[first], *behind = token + count;
  token_place *place = &view->places.items[first - view->first_token];
  view_item *item = &view->items.items[index];
  const char *text = view->doc->text + TEXT_AHEAD;
  for (; token < behind; token++, item++, place++) {
    const lexicon_brief *brief = token_brief(token);
    memory_foresee(token + TOKENS_AHEAD);
    memory_foresee(text + token->start);
    uint32_t traits = traits_in(token, brief);
    uint8_t part = part_in(token, brief);
    *item = (view_item){first++, DIXIT_NONE, region, signs, token->hash, token->word, part, brief->cluster};
    *place = (token_place){index, traits};
    signs += part_signs[part];
    *cues = index++; /* kept when it may be one */
    cues += (traits & TRAIT_CUE) != 0;
  }
  place->traits = 0; /* no phrase reaches into a quotation */
  view->items.count = index;
  view->cues.count = (uint32_t)(cues - view->cues.items);
  self->signs = signs;
  return first;
}

/* Tokens `first` to `end` - 1, between quotations. */
static void add_items(folding *self, uint32_t first, uint32_t end)
{
  while (first < end && !self->view->doc->memory.failed) {
    reach_sentence(self, first);
    first = add_items_of_sentence(self, first, end);
    end_region(self, first - 1, self->view->items.count);
  }
}

/* Let the phrase of a surname begin at token `first`. */
static void begin_name_at(block_view *self, phrase *surname, uint32_t first)
{
  if (surname + 1 < self->phrases.items + self->phrases.count && surname[1].first == surname->first)
    surname[1].first = first; /* "Gates’s lawyer" */
  surname->first = surname->name = first;
}

/* William “Bill” Hardy: phrase `index` goes on where a name stops for a nickname; make them one. */
static void join_around_nickname(block_view *self, uint32_t index)
{
  if (index >= self->phrases.count)
    return;
  phrase *surname = &self->phrases.items[index], *given = index ? surname - 1 : NULL;
  const view_item *between = view_at(self, (int64_t)view_item_of(self, surname->first) - 1);
  if (surname->kind != PHRASE_NAME || between->quote == DIXIT_NONE || between->first == self->first_token ||
      self->doc->quotes.items[between->quote].kind != DIXIT_NAMED)
    return;
  const dixit_token *before = &self->doc->tokens.items[between->first - 1];
  if (given && given->end == between->first && given->kind == PHRASE_NAME) {
    given->end = surname->end;
    given->head = surname->head;
    given->flags |= surname->flags & PHRASE_POSSESSIVE;
    if (index + 1 < self->phrases.count && surname[1].first == surname->first)
      surname[1].first = given->first;
    memmove(surname, surname + 1, (self->phrases.count - index - 1) * sizeof *surname);
    self->phrases.count--;
    return;
  }
  bool capital = before->kind == DIXIT_WORD && before->flags & DIXIT_TOKEN_CAPITAL;
  if (capital && (!given || given->end < between->first))
    begin_name_at(self, surname, between->first - 1); /* a given name that only the nickname proves one */
}

/* Items and regions; phrases as we go, since none reaches into a quotation. */
static void fold_items(block_view *self, uint32_t end)
{
  folding at = {.view = self, .end = end, .quote = first_quote(self)};
  phrase_field field = {self->names, self->places.items, self->block, self->headline};
  start_region(self, 0);
  go_to_sentence(&at, self->doc->blocks.items[self->block].first_sentence);
  find_fold(&at, self->first_token);
  for (uint32_t token = self->first_token; token < end && !self->doc->memory.failed;) {
    uint32_t stop = at.quote_start < end ? at.quote_start : end;
    add_items(&at, token, stop);
    uint32_t known = self->phrases.count;
    phrases_find(self->doc, &field, span_of(token, stop), &self->phrases);
    join_around_nickname(self, known);
    token = stop;
    if (token == end)
      break;
    token = add_folded(&at);
    end_region(&at, token - 1, self->items.count);
    find_fold(&at, token);
  }
  if (self->items.count && self->items.items[self->items.count - 1].region == self->regions.count - 1)
    start_region(self, self->items.count);
  self->items.items[self->items.count].first = end;
}

uint32_t view_cue_at(const block_view *self, uint32_t item)
{
  uint32_t low = 0, high = self->cues.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (self->cues.items[middle] < item)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

uint32_t view_phrase_at(const block_view *self, uint32_t item)
{
  const phrase *from = self->phrases.items;
  uint32_t left = self->phrases.count, first = self->items.items[item].first;
  while (left > 0) {
    uint32_t half = left / 2;
    bool behind = from[half].end <= first;
    from = behind ? from + half + 1 : from;
    left = behind ? left - half - 1 : half;
  }
  return (uint32_t)(from - self->phrases.items);
}

void view_phrases_inside(block_view *self, dixit_span tokens, phrase_list *out)
{
  phrase_field field = {self->names, self->places.items, self->block, self->headline};
  out->count = 0;
  for (uint32_t i = tokens.start; i < tokens.end; i++) {
    const dixit_token *token = &self->doc->tokens.items[i];
    self->places.items[i - self->first_token].traits = traits_in(token, token_brief(token));
  }
  self->places.items[tokens.end - self->first_token].traits = 0; /* where the next quotation begins, or this one ends */
  phrases_find(self->doc, &field, tokens, out);
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
  self->headline = block_is_headline(self->doc, block);
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
