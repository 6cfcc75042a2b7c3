/* Tokens to what they are together, sentence by sentence: the one walk through all words that every check shares. */
#include "rules/sums.h"

#include "doc/lexicon.h"

static sentence_sum sum_sentence(const dixit_doc *doc, const dixit_sentence *sentence)
{
  const dixit_token *token = doc->tokens.items + sentence->first_token, *end = token + sentence->token_count;
  sentence_sum sum = {.bits = 0};
  for (; token < end; token++) {
    const lexicon_row *row = word_row(token);
    sum.bits |= row->bits;
    sum.topics |= row->topics;
    sum.kinds |= (uint16_t)(1u << token->kind);
    sum.flags |= token->flags;
  }
  return sum;
}

const sentence_sum *sums_find(const dixit_doc *doc, arena *memory)
{
  sentence_sum *sums = arena_get(memory, (size_t)doc->sentences.count * sizeof *sums);
  for (uint32_t i = 0; sums && i < doc->sentences.count; i++)
    sums[i] = sum_sentence(doc, &doc->sentences.items[i]);
  return sums;
}
