/* Numbers that catalogues and registries give to works: which are possible, by their length, characters and how far the
 * catalogues have come. Nothing is looked up. */
#ifndef DIXIT_REFS_CATALOGUES_H
#define DIXIT_REFS_CATALOGUES_H

#include "refs/identifiers.h"

/* The check for a field (FIELD_LCCN ...) and what people call the number; NULL for fields that hold no such number. */
typedef struct catalogue {
  uint16_t field;
  const char *name;
  identifier_check (*check)(dixit_text text);
} catalogue;

const catalogue *catalogue_find(uint16_t field);

#endif
