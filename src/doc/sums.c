/* Tokens to what they are together, sentence by sentence: the one walk through all words that later stages share. */
#include "doc/sums.h"

#include "doc/lexicon.h"

sentence_sum sum_of(const dixit_doc *doc, uint32_t first, uint32_t end)
{
  sentence_sum sum = {.bits = 0};
  for (const dixit_token *token = doc->tokens.items + first; token < doc->tokens.items + end; token++) {
    const lexicon_row *row = word_row(token);
    sum.bits |= row->bits;
    sum.topics |= row->topics;
    sum.words += token->kind == DIXIT_WORD;
    sum.kinds |= (uint16_t)(1u << token->kind);
    sum.flags |= token->flags;
  }
  return sum;
}

void sums_find(dixit_doc *doc)
{
  sentence_sum *sums = arena_get(&doc->memory, (size_t)doc->sentences.count * sizeof *sums);
  for (uint32_t i = 0; sums && i < doc->sentences.count; i++)
    sums[i] = sum_of(doc, doc->sentences.items[i].first_token,
                     doc->sentences.items[i].first_token + doc->sentences.items[i].token_count);
  doc->sums = sums;
}
