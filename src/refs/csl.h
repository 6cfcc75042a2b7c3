/* The Citation Style Language's items, in JSON or YAML: their types and variables as BibTeX's. */
#ifndef DIXIT_REFS_CSL_H
#define DIXIT_REFS_CSL_H

#include "doc/document.h"

/* The field a CSL variable is, or 0. */
uint16_t csl_field_find(dixit_text name);
/* The type of entry a CSL type is; false when there is none such. */
bool csl_type_find(dixit_text name);
/* The variable, or type, of CSL most likely meant by a name that is none; NULL when none is near. */
const char *csl_field_meant(const char *name);
const char *csl_type_meant(const char *name);
/* What CSL calls the field, or NULL. */
const char *csl_field_name(uint16_t row);
/* Sets an entry's type from the value of "type". */
void csl_entry_set_type(const dixit_doc *doc, dixit_entry *entry, dixit_span value);
/* Items in YAML: all of `part`, when `in_list`, else those below `references:` in it. */
void csl_yaml_parse(dixit_doc *doc, dixit_span part, bool in_list);
/* Does a YAML value that begins so go on in another form than plain text ("|", ">", "[", "{")? */
static inline bool scan_csl_block(char c)
{
  return c == '|' || c == '>' || c == '[' || c == '{';
}
/* Names in parts ("family": ..., "given": ..., in any order) as "Family, Given and {Organisation}"; a date in parts as
 * YYYY-MM-DD, a range with "/" between. Written to `out`; how many bytes, at most `size`. */
size_t csl_value_write(dixit_text value, bool date, char *out, size_t size);

#endif
