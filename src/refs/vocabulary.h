/* What a document's own format calls the fields and types of bibliography entries: BibTeX's names, CSL's variables,
 * RIS's tags. */
#ifndef DIXIT_REFS_VOCABULARY_H
#define DIXIT_REFS_VOCABULARY_H

#include "doc/document.h"

/* Its name for a field, or NULL where it has none. */
const char *vocabulary_field(const dixit_doc *doc, uint16_t row);
/* The field or type most likely meant by a name it does not have (ending in NUL); NULL when none is near. */
const char *vocabulary_field_meant(const dixit_doc *doc, const char *name);
const char *vocabulary_type_meant(const dixit_doc *doc, const char *name);
/* Entries in CSL: files of it, and what stands in a document's front matter. */
bool vocabulary_is_csl(const dixit_doc *doc);

#endif
