/* STUB */
#include "marks/stages.h"
void annotations_collect(dixit_doc *doc) { (void)doc; }
const dixit_annotation *dixit_doc_annotations(const dixit_doc *doc, dixit_span range, size_t *count) { (void)range; if (count) *count = doc->annotations.count; return doc->annotations.items; }
