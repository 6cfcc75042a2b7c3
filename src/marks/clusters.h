/* Word clusters: 127 classes of words that stand in the same places, learnt from raw text (src/train/clusters.c). They
 * stand in for parts of speech where the lexicon is silent. Cluster 0 holds what is rare. */
#ifndef DIXIT_MARKS_CLUSTERS_H
#define DIXIT_MARKS_CLUSTERS_H

#include "doc/document.h"

enum { CLUSTER_COUNT = 128, CLUSTER_SLOTS = 1 << 15 };

/* Generated: a fingerprint of the word's hash above 8 bits of cluster; 0 where empty. Linear probing. */
extern const uint32_t cluster_table[CLUSTER_SLOTS];

static inline uint32_t cluster_slot(uint32_t hash)
{
  return (hash * 0x9E3779B1u) >> 17;
}

static inline uint32_t cluster_print(uint32_t hash)
{
  return hash & 0xFFFFFF;
}

/* What a token is clustered by: its hash; numbers, marks and rare signs by their kind. Never 0. */
static inline uint32_t cluster_key(const dixit_token *token)
{
  uint32_t key = token->kind == DIXIT_WORD ? token->hash : token->kind == DIXIT_NUMBER ? 7u : 100u + token->kind;
  return key ? key : 1;
}

/* The cluster of a word's hash. */
static inline uint32_t cluster_find(uint32_t hash)
{
  uint32_t at = cluster_slot(hash);
  while (cluster_table[at] && cluster_table[at] >> 8 != cluster_print(hash))
    at = (at + 1) & (CLUSTER_SLOTS - 1);
  return cluster_table[at] & 0xFF;
}

#endif
