/* Records of dixit.h described field by field, so that one function turns any of them into a Lua table. A new layer is
 * a list of fields and a row in layer_table. */
#ifndef DIXIT_LUA_FIELDS_H
#define DIXIT_LUA_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

#include "dixit/dixit.h"

typedef enum field_type {
  FIELD_COUNT,    /* uint32_t: a number */
  FIELD_SMALL,    /* uint8_t: a number */
  FIELD_SCORE,    /* float: a number */
  FIELD_BOOL,     /* uint8_t: true, or absent */
  FIELD_FLAG,     /* uint8_t & bits: true, or absent */
  FIELD_LINK,     /* uint32_t: an index into another layer, counted from 1; DIXIT_NONE: absent */
  FIELD_NAME,     /* uint8_t: names(value) */
  FIELD_NAMES,    /* uint32_t: a list of names(n) for each bit n that is set */
  FIELD_CHAR,     /* uint32_t: a code point as a string; 0: absent */
  FIELD_LETTER,   /* uint8_t: a character as a string; 0: absent */
  FIELD_STRING,   /* const char *: a string */
  FIELD_SPAN,     /* dixit_span: a table with start and stop; empty: absent */
  FIELD_LIST,     /* uint32_t first, and uint32_t count at `count`: a list of records of `layer` */
  FIELD_LINKS,    /* the same with uint32_t records: a list of indexes counted from 1 */
  FIELD_SOURCE_NAME /* the canonical name of the source that this record is */
} field_type;

typedef const char *(*field_names)(uint32_t value);

typedef struct record_field {
  const char *name;
  field_type type;
  size_t offset;
  uint32_t bits;
  size_t count;
  field_names names;
  const struct record_layer *layer;
} record_field;

/* One array of records. `spanned`: each starts with its span, which becomes start, stop, line, column, end_line and
 * end_column. `own_index`: they get an `index`; an annotation's leads into another layer and is a field. */
typedef struct record_layer {
  const char *name;
  size_t size;
  const void *(*get)(const dixit_doc *doc, dixit_span range, size_t *count); /* may leave out what is not in range */
  bool spanned;
  bool own_index;
  const record_field *fields; /* ends with a NULL name */
} record_layer;

/* The layers that are methods of a document, sorted by name. */
enum { LAYER_COUNT = 17 };
extern const record_layer *const layer_table[LAYER_COUNT];

#endif
