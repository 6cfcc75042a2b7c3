/* Which annotations and findings hold at a place of the text, from left to right. */
#ifndef DIXIT_SINK_HTML_SWEEP_H
#define DIXIT_SINK_HTML_SWEEP_H

#include "base/array.h"
#include "sink/report_format.h"

/* What is drawn in different ways, so that one byte may be all of these at once; of each kind the innermost counts. */
typedef enum sweep_channel {
  SWEEP_SAID,     /* somebody's words: quotations and paraphrases */
  SWEEP_MARKED,   /* quotation marks that are nobody's words */
  SWEEP_SPEAKER,
  SWEEP_CUE,
  SWEEP_CLAIM,
  SWEEP_CITATION,
  SWEEP_FINDING,
  SWEEP_CHANNELS
} sweep_channel;

/* index: of the annotation or, in SWEEP_FINDING, of the finding. */
typedef struct sweep_item {
  uint32_t index;
  uint32_t end;
} sweep_item;

typedef ARRAY(sweep_item) sweep_stack;

/* next, next_finding: the first that have not begun. */
typedef struct html_sweep {
  const report_file *file;
  arena *scratch;
  const dixit_annotation *annotations;
  size_t annotation_count;
  size_t next;
  size_t next_finding;
  sweep_stack open[SWEEP_CHANNELS];
} html_sweep;

void html_sweep_init(html_sweep *self, const report_file *file, arena *scratch);
/* Go on to `at`, which is not before where it was. */
void html_sweep_to(html_sweep *self, uint32_t at);
/* Behind `at`, where the sweep is: the first place at which anything begins or ends, at most `limit`. */
uint32_t html_sweep_edge(const html_sweep *self, uint32_t at, uint32_t limit);
/* What holds: an index, or DIXIT_NONE. */
uint32_t html_sweep_index(const html_sweep *self, sweep_channel channel);
/* The same as annotation, or NULL; not for findings. */
const dixit_annotation *html_sweep_annotation(const html_sweep *self, sweep_channel channel);

#endif
