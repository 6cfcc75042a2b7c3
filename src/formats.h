/* The formats documents come in: one table, a row each. */
#ifndef DIXIT_FORMATS_H
#define DIXIT_FORMATS_H

#include "doc/document.h"

/* Fill the layers a reader fills, as doc->format says. */
void format_read(dixit_doc *doc);
/* Is it a bibliography: entries and no prose? */
bool format_is_bibliography(uint32_t format);

#endif
