/* Tokens to phrases: every noun phrase that could be somebody who speaks. An inner layer: later stages choose among
 * phrases; those chosen become mentions. */
#ifndef DIXIT_MARKS_PHRASES_H
#define DIXIT_MARKS_PHRASES_H

#include "marks/name_words.h"

enum {
  PHRASE_PLURAL = 1,
  PHRASE_INDEFINITE = 2, /* a, some, several, or a bare plural */
  PHRASE_POSSESSIVE = 4, /* 's stands behind it */
  PHRASE_QUOTED = 8,
  PHRASE_TITLED = 16,    /* a title or role stands before the name */
  PHRASE_OWNED = 32      /* begins with a possessor: "Trump's pick", "her brother" */
};

/* first, end: tokens, half-open. head: the last word of the name, the noun, the pronoun. name: the first token of the
 * name proper, behind titles (names only). gender: 0, 'f' or 'm'. */
typedef struct phrase {
  uint32_t first;
  uint32_t end;
  uint32_t head;
  uint32_t name;
  uint8_t kind;
  uint8_t flags;
  char gender;
} phrase;

typedef ARRAY(phrase) phrase_list;

/* Where phrases are looked for. names: from names_learn. places: of the block's tokens, one after another.
 * headline: from block_is_headline. */
typedef struct phrase_field {
  const name_set *names;
  const token_place *places;
  uint32_t block;
  bool headline;
} phrase_field;

/* All phrases that start in `tokens`, a part of the block, appended to `out` in order. Cost: linear. */
void phrases_find(dixit_doc *doc, const phrase_field *field, dixit_span tokens, phrase_list *out);

/* The word behind a lower-case reading of a phrase's head: its lexicon bits. */
uint64_t phrase_head_bits(const dixit_doc *doc, const phrase *self);

#endif
