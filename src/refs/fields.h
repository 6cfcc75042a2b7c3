/* What is known of the fields and types of bibliography entries: generated from src/data/bibliography. */
#ifndef DIXIT_REFS_FIELDS_H
#define DIXIT_REFS_FIELDS_H

#include "base/text.h"
#include "bibliography_names.h"

/* A name of a field or type, as one format has it, and the row it stands for. */
typedef struct bib_name {
  const char *name;
  uint16_t row;
} bib_name;

/* A set of fields, a bit each. */
typedef struct field_set {
  uint64_t bits[4];
} field_set;

/* kind: KIND_..., how its value is to be read. */
typedef struct bib_field {
  const char *name;
  uint8_t kind;
} bib_field;

/* needs: of each of `need_count` sets an entry has at least one field. allows: what it may have. */
typedef struct bib_type {
  const char *name;
  field_set needs[4];
  field_set allows;
  uint32_t need_count;
} bib_type;

extern const bib_field bib_fields[];
extern const bib_type bib_types[];

/* The row of a field or type by any of its names, whatever the case; 0 for those that are not known. */
uint16_t bib_field_find(dixit_text name);
uint16_t bib_type_find(dixit_text name);
/* In a list of names that is not sorted: the row of one, case counting, or 0; and the one most likely meant, or
 * NULL. */
uint16_t bib_name_find(const bib_name *names, size_t count, dixit_text name);
const char *bib_name_meant(const bib_name *names, size_t count, dixit_text name);
/* The known name of a field or type most likely meant, or NULL when none is near: one that differs in a letter or
 * two. */
const char *bib_field_meant(dixit_text name);
const char *bib_type_meant(dixit_text name);

static inline void field_set_add(field_set *self, uint32_t field)
{
  self->bits[field / 64] |= UINT64_C(1) << field % 64;
}

static inline bool field_set_has(const field_set *self, uint32_t field)
{
  return (self->bits[field / 64] >> field % 64 & 1) != 0;
}

static inline bool field_sets_meet(const field_set *a, const field_set *b)
{
  return ((a->bits[0] & b->bits[0]) | (a->bits[1] & b->bits[1]) | (a->bits[2] & b->bits[2]) |
          (a->bits[3] & b->bits[3])) != 0;
}

#endif
