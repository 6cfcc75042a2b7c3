/* Each format's own tables are asked (fields.c, csl.c, ris.c). RIS's tags have two letters: none is near another. */
#include "refs/vocabulary.h"

#include "refs/csl.h"
#include "refs/fields.h"
#include "refs/ris.h"

bool vocabulary_is_csl(const dixit_doc *doc)
{
  return doc->format == DIXIT_CSL_JSON || doc->format == DIXIT_CSL_YAML || doc->format == DIXIT_MARKDOWN;
}

const char *vocabulary_field(const dixit_doc *doc, uint16_t row)
{
  if (vocabulary_is_csl(doc))
    return csl_field_name(row);
  return doc->format == DIXIT_RIS ? ris_field_name(row) : bib_fields[row].name;
}

const char *vocabulary_field_meant(const dixit_doc *doc, const char *name)
{
  if (vocabulary_is_csl(doc))
    return csl_field_meant(name);
  return doc->format == DIXIT_RIS ? NULL : bib_field_meant(text_from(name));
}

const char *vocabulary_type_meant(const dixit_doc *doc, const char *name)
{
  if (vocabulary_is_csl(doc))
    return csl_type_meant(name);
  return doc->format == DIXIT_RIS ? NULL : bib_type_meant(text_from(name));
}
