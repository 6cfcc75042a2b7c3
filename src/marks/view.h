/* A block as attribution sees it: its tokens with each outermost quotation folded into one item, so that what stands
 * around a quotation is next to it; cut into regions (sentences that no quotation bridges); with its phrases. */
#ifndef DIXIT_MARKS_VIEW_H
#define DIXIT_MARKS_VIEW_H

#include "marks/clusters.h"
#include "marks/phrases.h"

/* What kind of word or sign an item is: coarse word classes, for features. */
typedef enum item_shape {
  SHAPE_NONE, /* past the block's ends */
  SHAPE_QUOTE_NONE, SHAPE_QUOTE_DIRECT, SHAPE_QUOTE_PART, SHAPE_NUMBER, SHAPE_STOP, SHAPE_ASKING, SHAPE_COMMA,
  SHAPE_COLON, SHAPE_SEMICOLON, SHAPE_DASH, SHAPE_OPEN, SHAPE_CLOSE, SHAPE_MARK, SHAPE_SYMBOL, SHAPE_OPAQUE,
  SHAPE_THAT, SHAPE_TO, SHAPE_ACCORDING, SHAPE_BE, SHAPE_HAVE, SHAPE_AUXILIARY, SHAPE_MODAL, SHAPE_NEGATION,
  SHAPE_SPEECH_PAST, SHAPE_SPEECH_THIRD, SHAPE_SPEECH_BASE, SHAPE_SPEECH_ING, SHAPE_MENTAL, SHAPE_EVIDENCE, SHAPE_VERB,
  SHAPE_RELATIVE, SHAPE_PRONOUN, SHAPE_FIRST_PERSON, SHAPE_DETERMINER, SHAPE_POSSESSIVE, SHAPE_PREPOSITION,
  SHAPE_CONJUNCTION, SHAPE_SUBORDINATOR, SHAPE_TIME, SHAPE_TITLE, SHAPE_PERSON, SHAPE_GROUP, SHAPE_ORGANIZATION,
  SHAPE_DOCUMENT, SHAPE_CUE_NOUN, SHAPE_ADVERB, SHAPE_CAPITAL, SHAPE_ING, SHAPE_ED, SHAPE_LY, SHAPE_WORD
} item_shape;

/* first, last: tokens, both included. quote: the outermost quotation it is, or DIXIT_NONE. region: counted from 0.
 * phrase: the first phrase of the view that ends behind this item's start. */
typedef struct view_item {
  uint32_t first;
  uint32_t last;
  uint32_t quote;
  uint32_t region;
  uint32_t hash;
  uint16_t word;
  uint8_t shape;
  uint8_t flags;  /* of the first token */
} view_item;

typedef struct block_view {
  dixit_doc *doc;
  name_set *names;
  uint32_t block;
  uint32_t first_token;
  ARRAY(view_item) items;
  ARRAY(uint32_t) item_of;  /* token - first_token -> item */
  ARRAY(uint32_t) regions;  /* where each region starts: items; one more for the end */
  phrase_list phrases;      /* outside quotations only, in order */
  ARRAY(uint32_t) phrase_at;/* item -> first phrase with end token behind it */
} block_view;

/* Look at `block`; memory of the last look is used again. Cost: linear in the block. */
void view_open(block_view *self, uint32_t block);
uint8_t shape_of(const dixit_doc *doc, const dixit_token *token);

static inline uint32_t view_item_of(const block_view *self, uint32_t token)
{
  return self->item_of.items[token - self->first_token];
}

/* The word cluster of an item; quotations and signs have none. */
static inline uint32_t item_cluster(const view_item *item)
{
  return item->word || item->shape >= SHAPE_CAPITAL ? cluster_find(item->hash) : 0;
}

/* The item at `i`, or one of shape SHAPE_NONE when `i` lies outside. */
const view_item *view_at(const block_view *self, int64_t i);

/* The first item, and the item behind the last, of the region that holds item `i`. */
static inline uint32_t region_start(const block_view *self, uint32_t i)
{
  return self->regions.items[self->items.items[i].region];
}

static inline uint32_t region_end(const block_view *self, uint32_t i)
{
  return self->regions.items[self->items.items[i].region + 1];
}

#endif
