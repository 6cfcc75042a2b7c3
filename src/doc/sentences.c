/* Tokens to sentences, block by block.
 *
 * A stop ends a sentence when what follows its closing marks, brackets and citations can start one. Where UAX #29 looks
 * at letter case only, this looks at the words as well: abbreviations and initials, and the reporting clause behind a
 * question in quotation marks ("So what?" said Harry) carry the sentence on. */
#include "doc/sentences.h"

#include "base/rows.h"
#include "doc/lexicon.h"
#include "doc/tokens.h"

/* Words that start sentences and rarely follow an abbreviation inside one. */
#define STARTERS (WORD_DETERMINER | WORD_PRONOUN | WORD_PREPOSITION | WORD_CONJUNCTION | WORD_ADVERB | WORD_AUXILIARY)

/* tokens: of the document. at: past the last token of the block. */
typedef struct block_tokens {
  const dixit_token *tokens;
  uint32_t end;
} block_tokens;

static bool is_closing(const dixit_token *token)
{
  if (token->kind == DIXIT_CITE || token->kind == DIXIT_CLOSE)
    return true;
  bool corner = token->hash == 0x300C || token->hash == 0x300E; /* opens, though no blank stands before it */
  return token->kind == DIXIT_MARK && !(token->flags & DIXIT_TOKEN_SPACED) && !corner;
}

/* The first token from `at` on that closes nothing. */
static uint32_t skip_closing(const block_tokens *self, uint32_t at)
{
  while (at < self->end && is_closing(&self->tokens[at]))
    at++;
  return at;
}

/* Is there a reporting clause at `at`: "said", "he said", "Ann Lee asked"? */
static bool starts_reporting_clause(const block_tokens *self, uint32_t at)
{
  for (uint32_t i = at; i < self->end && i < at + 4; i++) {
    const dixit_token *token = &self->tokens[i];
    if (token->kind != DIXIT_WORD)
      return false;
    if (word_is(token, WORD_SPEECH) && word_is(token, WORD_VERB_PAST | WORD_VERB_THIRD))
      return true;
    bool in_name = token->flags & DIXIT_TOKEN_CAPITAL || (i == at && word_is(token, WORD_PRONOUN | WORD_DETERMINER));
    if (!in_name && !word_is(token, WORD_ROLE))
      return false;
  }
  return false;
}

static bool can_start(const dixit_token *token)
{
  if (token->kind == DIXIT_WORD)
    return (token->flags & DIXIT_TOKEN_CAPITAL) != 0;
  return token->kind != DIXIT_COMMA && token->kind != DIXIT_COLON && token->kind != DIXIT_SEMICOLON &&
         token->kind != DIXIT_STOP && token->kind != DIXIT_CLOSE;
}

/* The stop at `stop` is followed, after closing signs, by the token at `next`: does a sentence end between them? */
static bool ends_at_stop(const block_tokens *self, uint32_t stop, uint32_t next)
{
  const dixit_token *after = &self->tokens[next];
  bool closed = next > stop + 1;
  if (!(after->flags & DIXIT_TOKEN_SPACED) && !closed)
    return self->tokens[stop].hash > 0x3000; /* ideographic stops need no blank */
  if (!can_start(after))
    return false;
  bool asks = self->tokens[stop].hash == '?' || self->tokens[stop].hash == '!';
  return !(closed && asks && starts_reporting_clause(self, next));
}

/* An abbreviation that took its full stop may end a sentence all the same: "... in the U.S. The ..." */
static bool ends_at_abbreviation(const block_tokens *self, uint32_t at, uint32_t next)
{
  const dixit_token *token = &self->tokens[at], *after = &self->tokens[next];
  if (word_is(token, WORD_TITLE) || token->end - token->start <= 2 || after->kind != DIXIT_WORD)
    return false;
  return (after->flags & DIXIT_TOKEN_CAPITAL) && word_is(after, STARTERS);
}

/* The first token from `at` on behind which a sentence may end: a stop, or an abbreviation with one of its own. */
static uint32_t find_stop(const block_tokens *self, uint32_t at)
{
  while (at < self->end && self->tokens[at].kind != DIXIT_STOP && !(self->tokens[at].flags & DIXIT_TOKEN_ABBREVIATED))
    at++;
  return at;
}

/* Does the sentence end at the stop `at`? Then *next is the token the following one starts with. */
static bool sentence_ends(const block_tokens *self, uint32_t at, uint32_t *next)
{
  const dixit_token *token = &self->tokens[at];
  bool abbreviated = token->flags & DIXIT_TOKEN_ABBREVIATED;
  *next = skip_closing(self, at + 1);
  if (*next >= self->end)
    return true;
  return abbreviated ? ends_at_abbreviation(self, at, *next) : ends_at_stop(self, at, *next);
}

static void add_sentence(dixit_doc *doc, uint32_t block, uint32_t first, uint32_t end)
{
  dixit_sentence *sentence = ARRAY_ADD(&doc->memory, doc->sentences);
  if (!sentence)
    return;
  sentence->span = tokens_span(doc, first, end - 1);
  sentence->block = block;
  sentence->first_token = first;
  sentence->token_count = end - first;
  sentence->claim = DIXIT_NONE;
}

static void split_block(dixit_doc *doc, uint32_t index)
{
  dixit_block *block = &doc->blocks.items[index];
  block_tokens self = {doc->tokens.items, block->first_token + block->token_count};
  uint32_t first = block->first_token;
  block->first_sentence = doc->sentences.count;
  for (uint32_t at = find_stop(&self, first); at < self.end; at = find_stop(&self, at + 1)) {
    uint32_t next;
    if (!sentence_ends(&self, at, &next))
      continue;
    add_sentence(doc, index, first, next);
    first = next;
    at = next - 1;
  }
  if (first < self.end)
    add_sentence(doc, index, first, self.end);
  block->sentence_count = doc->sentences.count - block->first_sentence;
}

/* An English sentence has twenty tokens and more. */
enum { SENTENCE_TOKENS = 20 };

void sentences_split(dixit_doc *doc)
{
  if (!ARRAY_EXPECT(&doc->memory, doc->sentences, doc->tokens.count / SENTENCE_TOKENS))
    return;
  for (uint32_t i = 0; i < doc->blocks.count; i++)
    split_block(doc, i);
}

uint32_t sentence_near(const dixit_doc *doc, uint32_t token, uint32_t hint)
{
  const dixit_sentence *all = doc->sentences.items;
  uint32_t count = doc->sentences.count;
  if (!count)
    return DIXIT_NONE;
  uint32_t behind = records_near(&all->first_token, count, sizeof *all, token + 1, hint);
  bool inside = behind && token - all[behind - 1].first_token < all[behind - 1].token_count;
  return inside ? behind - 1 : DIXIT_NONE;
}

uint32_t sentence_of_token(const dixit_doc *doc, uint32_t token)
{
  return sentence_near(doc, token, doc->sentences.count / 2);
}
