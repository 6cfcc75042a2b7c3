/* Binary search: in tables whose rows start with a name, and in records sorted by their place. */
#ifndef DIXIT_BASE_ROWS_H
#define DIXIT_BASE_ROWS_H

#include "base/text.h"

typedef enum rows_case { ROWS_EXACT, ROWS_FOLDED } rows_case;

/* The row of this name, or NULL. `rows` holds `count` rows of `size` bytes, each with a `const char *name` as its first
 * member, sorted by its bytes. ROWS_FOLDED: names are in lower case, the case of ASCII letters in `name` does not
 * count. Cost: logarithmic. */
const void *rows_find(const void *rows, size_t count, size_t size, dixit_text name, rows_case fold);

/* Among `count` records of `size` bytes that begin with where they start (a span, or a uint32_t) and are sorted by it:
 * the first that starts at `byte` or behind it; `count` when there is none. Cost: logarithmic. */
uint32_t records_from(const void *records, uint32_t count, size_t size, uint32_t byte);
/* The same, looked for from record `hint` on, in both directions. Cost: logarithmic in how far away it is. */
uint32_t records_near(const void *records, uint32_t count, size_t size, uint32_t byte, uint32_t hint);

#endif
