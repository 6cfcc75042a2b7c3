/* Keys that documents cite and bibliographies define. */
#ifndef DIXIT_REFS_KEYS_H
#define DIXIT_REFS_KEYS_H

#include "doc/document.h"

/* Is there a bibliography, in the document or handed to it, so that a key can be missing? Not where it names one
 * that has not been handed to it: that may have anything. */
bool keys_are_known(const dixit_doc *doc);
/* Does any key or label of the document start so? */
bool key_is_defined_like(const dixit_doc *doc, dixit_text start);
/* The key, or footnote's name, most likely meant by one that is not defined: one slip away, and the only one. `kind` is
 * that of the references it may be. In the document's arena; NULL when there is none. Cost: linear in all keys. */
const char *key_meant(dixit_doc *doc, dixit_reference_kind kind, dixit_text key);
/* The entry a citation means, and in *where the document it stands in; NULL when it is none of a bibliography. Cost:
 * logarithmic. */
const dixit_entry *key_entry(const dixit_doc *doc, const dixit_citation *citation, const dixit_doc **where);

#endif
