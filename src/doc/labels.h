/* Labels and keys: what links a marker to its definition.
 *
 * Labels of links and footnotes are equal when they are so after folding (CommonMark 0.31, section 6.3): case away,
 * blanks at the ends away, blanks inside as one; the ">" of a block quotation after a line end counts as blank. Keys of
 * bibliography entries are compared byte by byte. */
#ifndef DIXIT_DOC_LABELS_H
#define DIXIT_DOC_LABELS_H

#include "doc/document.h"

/* Index doc->references as they are now; the first of equal ones is the one found. Memory comes from `scratch`. False
 * when there is none left. Cost: linear in their labels. */
bool label_table_build(label_table *self, arena *scratch, const dixit_doc *doc);
/* The first reference of `kind` (a dixit_reference_kind) with this label in the table of `doc`, or DIXIT_NONE. */
uint32_t label_find(const label_table *self, const dixit_doc *doc, uint32_t kind, dixit_text label);
/* Are the two equal after folding? */
bool label_equal(dixit_text a, dixit_text b);

#endif
