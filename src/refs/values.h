/* What the value of a field says: macros replaced, TeX's accents as characters, its braces and commands gone, blanks
 * folded. In other formats than BibTeX: the value without its escapes. */
#ifndef DIXIT_REFS_VALUES_H
#define DIXIT_REFS_VALUES_H

#include "doc/document.h"

/* Where values are put together; one lasts until the next is read with the same. memory: lends the room.
 * macros: of the document, by name. */
typedef struct value_reader {
  const dixit_doc *doc;
  arena *memory;
  char *bytes;
  uint32_t length;
  uint32_t capacity;
  uint32_t *macros;      /* hash table: field + 1, or 0 */
  uint32_t macro_mask;
} value_reader;

/* False when there is no memory. Cost: linear in the document's macros. */
bool value_reader_init(value_reader *self, const dixit_doc *doc, arena *memory);
/* The value in full. It may be a slice of the document, or stand in `bytes` until the next call. */
dixit_text value_read(value_reader *self, const dixit_field *field);
/* The field that defines macro `name`, DIXIT_NONE when none does. The months, and macros of BibTeX's standard styles,
 * are defined everywhere: *standard says so. */
uint32_t value_macro_find(const value_reader *self, dixit_text name, bool *standard);
/* The next name of a macro in a field's value from *at on; false when there is none. */
bool value_next_macro(const dixit_doc *doc, const dixit_field *field, uint32_t *at, dixit_span *name);

#endif
