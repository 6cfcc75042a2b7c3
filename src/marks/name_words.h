/* Which words of a text are names, and how far a name goes. */
#ifndef DIXIT_MARKS_NAME_WORDS_H
#define DIXIT_MARKS_NAME_WORDS_H

#include "doc/document.h"
#include "doc/phrase_words.h"

/* Where a token of a block stands in its view (view.h), and what it may do in a phrase: TRAIT_... bits. */
typedef struct token_place {
  uint32_t item;
  uint32_t traits;
} token_place;

/* Words that stand capitalised in the middle of sentences: so they are names at the start of one as well. A set of
 * hashes that errs once in some thousands. */
enum { NAME_SET_BITS = 1 << 16 };
typedef struct name_set {
  uint64_t words[NAME_SET_BITS / 64];
} name_set;

/* Fill `names`. Cost: linear. */
void names_learn(const dixit_doc *doc, name_set *names);
/* Does a block capitalise its words, as in "Mayor Says Bridge Is Safe"? There capitals tell nothing. Headings may leave
 * some small; other blocks none. Cost: bounded. */
bool block_is_headline(const dixit_doc *doc, uint32_t block);

/* The words of a block. names: from names_learn. tokens: of the document. places: of the block's tokens, one after
 * another. first, end: of the block's tokens. headline: from block_is_headline. */
typedef struct block_words {
  dixit_doc *doc;
  const name_set *names;
  const dixit_token *tokens;
  const token_place *places;
  uint32_t first;
  uint32_t end;
  bool headline;
} block_words;

/* Has token `i` one of these traits? */
static inline bool has_trait(const block_words *self, uint32_t i, uint32_t traits)
{
  return (self->places[i - self->first].traits & traits) != 0;
}

/* Is token `i`, a word with a capital, (part of) a name? At a sentence's start a capital alone proves nothing. */
bool capital_is_name(const block_words *self, uint32_t i);

/* The same of any token. */
static inline bool is_name_word(const block_words *self, uint32_t i)
{
  const dixit_token *token = &self->tokens[i];
  return token->kind == DIXIT_WORD && token->flags & DIXIT_TOKEN_CAPITAL && capital_is_name(self, i);
}

/* The name that starts at `i`: past its last word, or `i` when there is none. The traits of its words are added to
 * `seen`. */
uint32_t read_name(const block_words *self, uint32_t i, uint32_t *seen);

#endif
