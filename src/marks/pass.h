/* One pass over a document, block by block: what the steps of attribution share. */
#ifndef DIXIT_MARKS_PASS_H
#define DIXIT_MARKS_PASS_H

#include "marks/cues.h"
#include "marks/entities.h"
#include "marks/model.h"
#include "marks/view.h"

/* The steps, in the order they are tried. An attribution says which one found it. */
#define ATTRIBUTION_STEPS(X)                                                                \
  X(ADJACENT, "adjacent")           /* cue and speaker stand beside the quotation */          \
  X(NAMED_NEAR, "named-near")       /* a speaker without a cue, in the same sentence */       \
  X(SENTENCE_BEFORE, "sentence-before") /* the sentence before offers the speaker */          \
  X(CONTINUED, "continued")         /* the same speaker goes on */                            \
  X(TURN, "turn")                   /* the one before last answers */                         \
  X(NOBODY, "nobody")               /* speech, but nobody is named */                         \
  X(CLAUSE_AFTER, "clause-after")   /* S said (that) Q */                                     \
  X(CLAUSE_BEFORE, "clause-before") /* Q, S said; Q, according to S */                        \
  X(CLAUSE_AROUND, "clause-around") /* Q, S said, Q */                                        \
  X(PARAPHRASE, "paraphrase")       /* quoted words that no cue claims, in a sentence with one */ \
  X(LABEL, "label")                 /* "BRANDT: ..." opens the paragraph */                   \
  X(ANNOUNCED, "announced")         /* a block quotation behind "Ann Lee wrote:" */           \
  X(BYLINE, "byline")               /* a block quotation over "— Ann Lee" */

typedef enum attribution_step {
#define STEP(id, name) STEP_##id,
  ATTRIBUTION_STEPS(STEP)
#undef STEP
  STEP_COUNT
} attribution_step;

/* A piece on its way: pieces are sorted by attribution at the end. */
typedef struct pending_piece {
  dixit_span span;
  uint32_t attribution;
  uint32_t quote;
} pending_piece;

/* Who spoke lately: for quotations without a cue. mention: theirs. block: where. */
typedef struct turn {
  uint32_t attribution;
  uint32_t mention;
  uint32_t block;
} turn;

/* A phrase of an earlier block, as a speaker still at hand. */
typedef struct recent_phrase {
  phrase phrase;
  uint32_t block;
  uint32_t cue;    /* token of the reporting verb beside it, or DIXIT_NONE */
  uint32_t entity; /* whom it means, or DIXIT_NONE */
  bool opens;      /* its sentence */
  bool last;       /* that sentence ends its block */
  uint8_t spoke;   /* 1: it has been found to speak there; 2: and nobody did behind it */
} recent_phrase;

/* May the phrase speak in a later block? */
static inline bool phrase_is_remembered(const phrase *self)
{
  return self->kind != PHRASE_OTHER && self->kind != PHRASE_DOCUMENT && !(self->flags & PHRASE_POSSESSIVE);
}

enum { RECENT_LIMIT = 6, TURN_LIMIT = 4, TURN_LABELS = 32 };

/* What paragraphs of an interview begin with: a hash of the words, and how many do. */
typedef struct turn_label {
  uint32_t key;
  uint32_t uses;
} turn_label;

typedef struct turn_labels {
  turn_label items[TURN_LABELS];
  uint32_t count;
} turn_labels;

/* Sentences are looked at this far to each side of a cue, in items: what is longer was not written by people. Around
 * them stands a margin of items without a part. */
enum { SENTENCE_REACH = 250, SENTENCE_MARGIN = 4, SENTENCE_ROOM = 2 * (SENTENCE_REACH + SENTENCE_MARGIN) };

/* What has become of an item. */
enum {
  ITEM_FREE,
  ITEM_USED,     /* an attribution has taken its cue or words */
  ITEM_ANNOUNCES /* a cue: the next sentence's quotation has its speaker; its own sentence may be said by it, too */
};

/* scratch: for what is not needed when all blocks are done. used: what has become of each item. mention_of: phrase ->
 * mention. turns: the last speakers, latest first. dialogue: most of the document's paragraphs are quotations
 * (fiction). */
enum { DOCUMENT_LIMIT = 4 };

/* A report, a study. head: the hash of what it is, 0 for none; token: where it was spoken of last. */
typedef struct document_source {
  uint32_t head;
  uint32_t source;
  uint32_t token;
} document_source;

typedef struct attribution_pass {
  dixit_doc *doc;
  arena scratch;
  name_set names;
  entity_registry registry;
  block_view view;
  ARRAY(uint8_t) used;
  ARRAY(uint32_t) mention_of;
  ARRAY(uint32_t) entity_of;   /* phrase -> entity */
  uint32_t resolved_mentions;  /* mentions before this have their source */
  document_source documents[DOCUMENT_LIMIT]; /* those that spoke lately, the latest first */
  ARRAY(pending_piece) pieces;
  recent_phrase recent[RECENT_LIMIT];
  uint32_t recent_count;
  bool announced;              /* the block before ended in a colon */
  turn turns[TURN_LIMIT];
  uint32_t turn_count;
  uint32_t dialogue;
  turn_labels labels;
  uint32_t label_end;          /* the token behind the label of the view's block when it is a turn, or DIXIT_NONE */
  uint32_t next_quote;         /* where block quotations are looked for next */
  uint32_t next_inner;         /* where quotations inside others are */
  phrase_list inner;           /* phrases around one of them */
  model_question question; /* large: kept here rather than on the stack */
  view_item sentence[SENTENCE_ROOM]; /* what cues stand in (cue_search.h) */
} attribution_pass;

/* A new attribution without pieces; its index, or DIXIT_NONE when memory is out. */
uint32_t attribution_add(attribution_pass *self, uint8_t type, uint8_t step, float confidence);
/* A piece of content; `quote` links it to a quotation, or is DIXIT_NONE. */
void attribution_add_piece(attribution_pass *self, uint32_t attribution, dixit_span span, uint32_t quote);
/* The mention that phrase `index` of the view becomes; made at first use. `cue`: the cue item it is subject of, up to
 * which its words reach, or DIXIT_NONE. */
uint32_t mention_of_phrase(attribution_pass *self, uint32_t index, uint32_t cue);
/* A mention of its own for a phrase that stands in no view. */
uint32_t mention_of_inner(attribution_pass *self, const phrase *p);
uint32_t mention_of_recent(attribution_pass *self, const recent_phrase *recent);
/* The attribution's speaker spoke last: the latest turn comes first, and nobody stands twice in a row. */
void turn_remember(attribution_pass *self, uint32_t attribution);

#endif
