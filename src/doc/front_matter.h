/* The settings at the top of a Markdown text: YAML or TOML, as far as the analysis asks. */
#ifndef DIXIT_DOC_FRONT_MATTER_H
#define DIXIT_DOC_FRONT_MATTER_H

#include "doc/document.h"

/* The front matter's span; empty when the document has none. */
dixit_span front_matter_span(const dixit_doc *doc);
/* The value of a setting that stands at the left margin: the rest of its line and the indented lines below. False when
 * there is none. */
bool front_matter_find(const dixit_doc *doc, const char *name, dixit_span *value);
/* The next plain item of such a value ("a.bib", "[a.bib, b.bib]", lines of "- a.bib") from *at on. */
bool front_matter_item(const dixit_doc *doc, dixit_span value, uint32_t *at, dixit_span *item);
/* Fill doc->files with the bibliographies it names. */
void front_matter_read_files(dixit_doc *doc);

#endif
