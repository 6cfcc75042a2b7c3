/* Look-up in the generated table. */
#include "marks/clusters.h"

uint32_t cluster_find(uint32_t hash)
{
  uint32_t at = cluster_slot(hash);
  while (cluster_table[at]) {
    if (cluster_table[at] >> 8 == cluster_print(hash))
      return cluster_table[at] & 0xFF;
    at = (at + 1) & (CLUSTER_SLOTS - 1);
  }
  return 0;
}
