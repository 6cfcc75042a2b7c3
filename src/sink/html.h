/* The HTML report inside: one document on its way into the page. The page's markup is in src/data/html, whose parts are
 * functions of html_parts.h. */
#ifndef DIXIT_SINK_HTML_H
#define DIXIT_SINK_HTML_H

#include "base/array.h"
#include "html_parts.h"
#include "sink/report_format.h"

/* number: of the file in the report, from 1. colors: by source, for html_color(). ranked: the sources that speak, who
 * speaks most first; ranked_count of them. colors and ranked are NULL where memory is out. */
typedef struct html_file {
  buffer *out;
  const report_file *file;
  const dixit_doc *doc;
  arena *scratch;
  uint32_t number;
  uint32_t unit;
  uint8_t *colors;
  uint32_t *ranked;
  uint32_t ranked_count;
} html_file;

/* Rank the document's sources and give each its colour. */
void html_rank_sources(html_file *self);
/* The colour of `source`, as a class. */
dixit_text html_color(const html_file *self, uint32_t source);
dixit_text html_source_kind(const dixit_source *source);

/* Coverage, in the file's head. */
void html_add_coverage(const html_file *self);
/* Key, sources and findings, beside the text. */
void html_add_panel(const html_file *self);
/* The text. */
void html_add_text(html_file *self);

#endif
