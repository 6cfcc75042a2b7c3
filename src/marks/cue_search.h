/* One cue looked at: the sentence around it, as its decisions see it. */
#ifndef DIXIT_MARKS_CUE_SEARCH_H
#define DIXIT_MARKS_CUE_SEARCH_H

#include "doc/lexicon.h"
#include "marks/pass.h"

/* Where a cue's words stand: the options of MODEL_CUE. */
enum { CUE_NOTHING, CUE_RIGHT, CUE_LEFT, CUE_AROUND, CUE_OPTIONS };

/* A stretch of items, half-open. */
typedef struct stretch {
  uint32_t start;
  uint32_t end;
} stretch;

/* One cue looked at. number: among the view's cues. start, end: its region, as far as SENTENCE_REACH. */
typedef struct cue_search {
  attribution_pass *pass;
  const block_view *view;
  uint32_t number;
  uint32_t cue;
  uint32_t near;         /* the first phrase that ends behind the cue's start, or how many there are */
  uint32_t start;
  uint32_t end;
  const view_item *items; /* of the sentence, from SENTENCE_MARGIN before `start` */
  stretch right;
  stretch left;
  bool closed;           /* content to the right ends at the end of `right`, no sooner */
  uint32_t inside_until; /* items before this stand in the content of an earlier cue */
  stretch last;          /* content right of the cue accepted last, and its piece */
  uint32_t last_piece;
  uint32_t least_end;    /* content to the right reaches this item at least: quoted words that need a cue */
} cue_search;

/* The view's item `i`, which stands in the sentence or at most SENTENCE_MARGIN outside, where no item has a part. */
static inline const view_item *at(const cue_search *self, int64_t i)
{
  return &self->items[i - self->start + SENTENCE_MARGIN];
}

/* As at, for any `i`: phrases may go on in the next sentence. */
static inline const view_item *at_far(const cue_search *self, int64_t i)
{
  bool inside = i >= (int64_t)self->start && i < (int64_t)self->end;
  return at(self, inside ? i : (int64_t)self->end);
}

static inline uint64_t bits_at(const cue_search *self, int64_t i)
{
  const view_item *item = at(self, i);
  return item->quote == DIXIT_NONE ? lexicon_rows[item->word].bits : 0;
}

static inline dixit_span stretch_span(const cue_search *self, stretch s)
{
  if (s.end <= s.start)
    return span_of(0, 0);
  return tokens_span(self->view->doc, self->view->items.items[s.start].first, self->view->items.items[s.end].first - 1);
}

static inline bool is_sign(uint8_t part)
{
  return part_among(part, PART_SET(PART_COMMA) | PART_SET(PART_COLON) | PART_SET(PART_STOP) | PART_SET(PART_ASKING) |
                          PART_SET(PART_SEMICOLON) | PART_SET(PART_DASH));
}

/* How the quotation at item `i` ends: the part of the last token inside its marks; PART_NONE without one. */
static inline uint32_t quote_ending(const cue_search *self, int64_t i)
{
  const view_item *item = at(self, i);
  return item->quote != DIXIT_NONE && item_last(item) > item->first + 1 ?
           part_of(&self->view->doc->tokens.items[item_last(item) - 1]) : (uint32_t)PART_NONE;
}

/* Closing signs do not belong to content. */
stretch stretch_trim(const cue_search *self, stretch s);
/* Go to the view's cue `number`: set its sentence. Cost: of the sentence, where it is another than the last one's. */
void cue_search_at(cue_search *self, uint32_t number);
/* Set where content may stand on each side of the cue. Cost: bounded. */
void cue_search_content(cue_search *self);
/* "Asked about the mill, ...", "When told that ...": is the hearer, not the speaker, the subject of the cue? */
bool cue_opens_passive(const cue_search *self);

#endif
