/* A finding as JSON, the same in lint reports and in extracted facts. */
#ifndef DIXIT_SINK_FINDING_JSON_H
#define DIXIT_SINK_FINDING_JSON_H

#include "base/buffer.h"

/* For `unit`: no lines and columns, bytes alone. */
enum { FINDING_BYTES_ONLY = UINT32_MAX };

/* {"rule","severity","start","end",["line","column","end_line","end_column",]"message","related":[...],
 * "fixes":[...]} */
void finding_json(buffer *out, const dixit_doc *doc, const dixit_finding *finding, uint32_t unit);
/* ,"coverage":{"claims","supported","named","anonymous","vague","document","cited"} */
void coverage_json(buffer *out, const dixit_doc *doc);
/* ,"start":1,"end":2 */
void span_json(buffer *out, dixit_span span);

#endif
