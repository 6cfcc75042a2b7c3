/* Labels and keys: what links a marker to its definition.
 *
 * Labels of links and footnotes are equal when they are so after folding (CommonMark 0.31, section 6.3): case away,
 * blanks at the ends away, blanks inside as one; the ">" of a block quotation after a line end counts as blank. Keys of
 * bibliography entries are compared byte by byte. */
#ifndef DIXIT_DOC_LABELS_H
#define DIXIT_DOC_LABELS_H

#include "doc/document.h"

/* An open hash table over the references of a document; the first of equal ones is the one found. */
typedef struct label_index {
  const dixit_doc *doc;
  uint32_t *slots;  /* reference + 1, or 0 */
  uint32_t mask;
} label_index;

/* Index doc->references as they are now; memory comes from `scratch`. False when there is none left.
 * Cost: linear in their labels. */
bool label_index_build(label_index *self, arena *scratch, const dixit_doc *doc);
/* The first reference of `kind` (a dixit_reference_kind) with this label, or DIXIT_NONE. */
uint32_t label_find(const label_index *self, uint32_t kind, dixit_text label);
/* Are the two equal after folding? */
bool label_equal(dixit_text a, dixit_text b);

#endif
