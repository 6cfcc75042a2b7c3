/* What tokens are clustered by (the clusters themselves are in the lexicon): numbers, marks and signs by their kind. */
#ifndef DIXIT_MARKS_CLUSTERS_H
#define DIXIT_MARKS_CLUSTERS_H

#include "doc/lexicon.h"

/* Never 0. */
static inline uint32_t cluster_key(const dixit_token *token)
{
  uint32_t key = token->kind == DIXIT_WORD ? token->hash : token->kind == DIXIT_NUMBER ? 7u : 100u + token->kind;
  return key ? key : 1;
}

static inline uint8_t cluster_of(const dixit_token *token)
{
  uint16_t row = token->kind == DIXIT_WORD ? token->word : lexicon_find(cluster_key(token));
  return lexicon_briefs[row].cluster;
}

#endif
