/* Pairing quotation marks: what its three phases share. quotes.c says what they are. */
#ifndef DIXIT_MARKS_PAIRING_H
#define DIXIT_MARKS_PAIRING_H

#include "doc/document.h"

/* The stack holds this many openers: all stays linear. */
enum { STACK_LIMIT = 24 };

typedef enum mark_role { ROLE_NONE, ROLE_OPEN, ROLE_CLOSE, ROLE_APOSTROPHE, ROLE_LET_GO } mark_role;

/* A mark on its way. partner: index of the other mark of the pair, or DIXIT_NONE. */
typedef struct pending_mark {
  uint32_t token;
  uint32_t partner;
  uint8_t style;
  uint8_t can_open;
  uint8_t can_close;
  uint8_t role;
  uint8_t backward;   /* points the other way than it is used */
  uint8_t mismatched; /* paired with a mark of another style */
} pending_mark;

/* Which way guillemets point in the document; found when the first is met. */
typedef enum guillemets { GUILLEMETS_UNKNOWN, GUILLEMETS_OUTWARD, GUILLEMETS_INWARD } guillemets;

/* marks: of the current block. stack: indexes of openers. open_quote: the running quotation the block before left. */
typedef struct pairing {
  dixit_doc *doc;
  ARRAY(pending_mark) marks;
  uint32_t stack[STACK_LIMIT];
  uint32_t depth;
  uint32_t block_end;
  uint32_t open_quote;
  guillemets guillemets;
} pairing;

/* What a mark is when it stands where it should: its style, and which way it points ('o', 'c' or 'b' for both). */
typedef struct mark_form {
  uint32_t code;
  uint8_t style;
  char points;
} mark_form;

static inline const dixit_token *token_at(const pairing *self, uint32_t token)
{
  return &self->doc->tokens.items[token];
}

static inline pending_mark *mark_at(pairing *self, uint32_t index)
{
  return &self->marks.items[index];
}

static inline bool is_word_token(const dixit_token *token)
{
  return token->kind == DIXIT_WORD || token->kind == DIXIT_NUMBER || token->kind == DIXIT_OPAQUE;
}

static inline bool is_single(uint8_t style)
{
  return style == DIXIT_CURLY_SINGLE || style == DIXIT_STRAIGHT_SINGLE || style == DIXIT_TEX_SINGLE ||
         style == DIXIT_LOW_SINGLE;
}

static inline bool is_double(uint8_t style)
{
  return style == DIXIT_CURLY_DOUBLE || style == DIXIT_STRAIGHT_DOUBLE || style == DIXIT_LOW_DOUBLE ||
         style == DIXIT_TEX_DOUBLE;
}

/* ---- 1. collect (mark_forms.c) ---- */

/* The form of a mark, or NULL when the code point is none. */
const mark_form *mark_form_of(uint32_t code);
/* Does the next token stand right behind `token`, without a blank? */
bool mark_has_next_attached(const pairing *self, uint32_t token);
/* Does a mark stand as openers do (a blank before, none behind), or as closers do (none before)? */
bool mark_stands_open(const pairing *self, uint32_t token);
bool mark_stands_closed(const pairing *self, uint32_t token);
/* A mark between word and word, or before an elision ('tis, ’90s): no quotation mark at all. */
bool mark_is_elision(const pairing *self, uint32_t token);
/* Does a number stand right before the mark? */
bool mark_is_behind_number(const pairing *self, uint32_t token);
/* Every mark from token `first` to block_end, with what it can be. */
void marks_collect(pairing *self, uint32_t first);

/* ---- 2. resolve (mark_pairs.c) ---- */

/* Give every mark its role, and openers and closers their partners. Cost: linear. */
void marks_resolve(pairing *self);

#endif
