/* A block as attribution sees it: its tokens with each outermost quotation folded into one item, so that what stands
 * around a quotation is next to it; cut into regions (sentences that no quotation bridges); with its phrases. */
#ifndef DIXIT_MARKS_VIEW_H
#define DIXIT_MARKS_VIEW_H

#include "doc/parts.h"
#include "marks/phrases.h"

/* first: its first token. quote: the outermost quotation it is, or DIXIT_NONE. region: counted from 0. signs: how many
 * commas stand before it in the block, and verbs, in steps of VIEW_VERB; only differences over less than so many items
 * mean something. cluster: of words; 0 for quotations and signs. */
typedef struct view_item {
  uint32_t first;
  uint32_t quote;
  uint32_t region;
  uint32_t signs;
  uint32_t hash;
  uint16_t word;
  uint8_t part;
  uint8_t cluster;
} view_item;

enum { VIEW_VERB = 1 << 16 };

typedef struct block_view {
  dixit_doc *doc;
  name_set *names;
  uint32_t block;
  uint32_t first_token;
  uint32_t next_quote;      /* quotations before it start before the block */
  ARRAY(view_item) items;   /* behind them one more, whose `first` is the token behind the block */
  ARRAY(token_place) places; /* by token - first_token */
  ARRAY(uint32_t) regions;  /* where each region starts: items; one more for the end */
  ARRAY(uint32_t) cues;     /* items that may introduce what somebody said, as far as the word tells; in order */
  bool has_part;            /* words of a paraphrase stand in marks here */
  bool has_direct;          /* direct speech stands here */
  bool headline;            /* capitals tell nothing here */
  phrase_list phrases;      /* outside quotations only, in order */
  ARRAY(uint32_t) cue_of;   /* phrase -> the cue it is subject of; filled as it is asked for (cues.c) */
} block_view;

/* In cue_of: nobody has asked yet. */
#define CUE_UNKNOWN (DIXIT_NONE - 1)

/* Look at `block`, which stands behind the one looked at last; its memory is used again. Cost: linear in the block, and
 * in the quotations that stand between. */
void view_open(block_view *self, uint32_t block);
/* All phrases among `tokens`, which stand in a quotation of the view, into `out`. Cost: linear in them. */
void view_phrases_inside(block_view *self, dixit_span tokens, phrase_list *out);
/* Make the tokens from the block's first up to `end` one phrase: a name. */
void view_name_opening(block_view *self, uint32_t end);
/* "Alder’s lawyer said": is phrase `index` the possessor of somebody, who then speaks in its place? */
bool view_owner_is_silent(const block_view *self, uint32_t index);
/* The first phrase that ends behind the start of item `item`, or how many there are. Cost: logarithmic. */
uint32_t view_phrase_at(const block_view *self, uint32_t item);
/* The first of the view's cues that stands at item `item` or behind it, or how many there are. Cost: logarithmic. */
uint32_t view_cue_at(const block_view *self, uint32_t item);
/* What kind of word or sign a token is: a word_part. */
uint8_t part_of(const dixit_token *token);

/* A set of parts, and whether it holds one: a question that is asked at every step, and whose answer is not to be
 * guessed. */
#define PART_SET(part) (UINT64_C(1) << (part))
#define PARTS_UPTO(first, last) ((PART_SET(last) << 1) - PART_SET(first))
static inline bool part_among(uint8_t part, uint64_t set)
{
  return set >> part & 1;
}

/* Auxiliaries and verbs, forms in -ing among them. */
static inline bool part_is_finite(uint8_t part)
{
  return part_among(part, PARTS_UPTO(PART_BE, PART_MODAL) | PARTS_UPTO(PART_SPEECH_PAST, PART_VERB));
}

/* These and negations. */
static inline bool part_is_verbal(uint8_t part)
{
  return part >= PART_BE && part <= PART_VERB;
}

static inline uint32_t view_item_of(const block_view *self, uint32_t token)
{
  return self->places.items[token - self->first_token].item;
}

extern const view_item view_outside;

/* The item at `i`, or one of part PART_NONE when `i` lies outside. */
static inline const view_item *view_at(const block_view *self, int64_t i)
{
  return i >= 0 && i < (int64_t)self->items.count ? &self->items.items[i] : &view_outside;
}

/* The last token of an item, which is none of those outside. */
static inline uint32_t item_last(const view_item *item)
{
  return item[1].first - 1;
}

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
