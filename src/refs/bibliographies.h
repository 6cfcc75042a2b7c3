/* Readers of bibliographies: from the bytes of one format to entries, fields and references.
 *
 * A bibliography is a document without prose. A reader fills
 *   entries     in the order of the file
 *   fields      of each entry, in order; names that are known have their row in refs/fields.h
 *   references  one of kind DIXIT_REF_ENTRY for each key, and behind it one for each further name of the entry; sorted
 *   problems    what is wrong with the file's form
 * Any input survives; no input costs more than linear time. */
#ifndef DIXIT_REFS_BIBLIOGRAPHIES_H
#define DIXIT_REFS_BIBLIOGRAPHIES_H

#include "doc/document.h"

/* BibTeX and biblatex (bibtex.c). */
void bibtex_read(dixit_doc *doc);
/* An array of CSL-JSON items (csl_json.c). */
void csl_json_read(dixit_doc *doc);
/* "references:" or a list of CSL items in YAML (csl_yaml.c). */
void csl_yaml_read(dixit_doc *doc);
/* RIS (ris.c). */
void ris_read(dixit_doc *doc);

/* Does the start of a text look like the format? */
bool bibtex_detect(dixit_text text);
bool csl_json_detect(dixit_text text);
bool csl_yaml_detect(dixit_text text);
bool ris_detect(dixit_text text);

/* For readers: add a record; NULL when there is no memory. */
dixit_entry *bib_entry_add(dixit_doc *doc, dixit_entry_kind kind, dixit_span span);
dixit_field *bib_field_add(dixit_doc *doc, dixit_span span, dixit_span name, dixit_span value, uint16_t row);
/* Ends the entry added last: its reference, and those of its further names. */
void bib_entry_finish(dixit_doc *doc);
void bib_problem_add(dixit_doc *doc, bib_problem_kind kind, dixit_span span);

/* The field of an entry by its row, or NULL. */
const dixit_field *bib_entry_field(const dixit_doc *doc, const dixit_entry *entry, uint16_t row);

#endif
