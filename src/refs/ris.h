/* RIS: what its tags and values mean. */
#ifndef DIXIT_REFS_RIS_H
#define DIXIT_REFS_RIS_H

#include "base/text.h"

/* "2015/03/21/", "2015///spring" as YYYY-MM-DD, written to `out`; how many bytes. Anything else as it stands, cut at
 * `size`. */
size_t ris_date_write(dixit_text value, char *out, size_t size);
/* The tag most likely known for a field, or NULL. */
const char *ris_field_name(uint16_t row);

#endif
