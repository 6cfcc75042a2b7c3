/* The stages that find what is in a text, in the order they run. Each reads the layers before it and appends its own;
 * document.h says which. */
#ifndef DIXIT_MARKS_STAGES_H
#define DIXIT_MARKS_STAGES_H

#include "doc/document.h"

/* Pair quotation marks (quotes.c), then tell speech from titles, terms and scare quotes (quote_kinds.c). */
void quotes_find(dixit_doc *doc);
void quotes_classify(dixit_doc *doc);
/* Who said what (attribution.c and the steps it calls), the same people joined (sources.c). */
void attributions_find(dixit_doc *doc);
/* Link citations to references of the same document. */
void citations_resolve(dixit_doc *doc);
/* Look keys that the document does not define up in its bibliographies, whatever was found before. */
void citations_look_up(dixit_doc *doc);
/* What each section is for, and what kind of text it is (sections.c, kind.c). */
void kind_find(dixit_doc *doc);
/* Score every sentence, and say what supports each claim (claims.c, support.c). */
void claims_find(dixit_doc *doc);

/* Everything an editor draws, sorted by start, then longest first; not known until it is first asked for. reaches: for
 * each the greatest end so far. */
typedef struct annotation_layer {
  arena memory;
  dixit_annotation *items;
  uint32_t *reaches;
  uint32_t count;
  bool known;
} annotation_layer;

/* Make a place for it. */
void annotations_begin(dixit_doc *doc);
/* The layer of a document whose stages have run, collected now if it has not been; NULL when memory is out, and then
 * nothing has changed, and where a stage still runs. */
const annotation_layer *annotations_get(const dixit_doc *doc);
/* Give its memory back. */
void annotations_done(dixit_doc *doc);

#endif
