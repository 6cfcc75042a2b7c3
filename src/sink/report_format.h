/* Reports inside: findings of several documents, in one of several formats. A format is a file of its own and a row in
 * report.c. */
#ifndef DIXIT_SINK_REPORT_FORMAT_H
#define DIXIT_SINK_REPORT_FORMAT_H

#include "base/buffer.h"
#include "base/memory.h"

enum { REPORT_SEVERITIES = DIXIT_ERROR + 1 };

/* What all files so far add up to. */
typedef struct report_totals {
  uint64_t files;
  uint64_t findings;
  uint64_t by_severity[REPORT_SEVERITIES];
  uint64_t claims;
  uint64_t supported;
} report_totals;

/* Each may be NULL. add() is called before the totals include its document. */
typedef struct report_format {
  const char *name;
  void (*begin)(dixit_report *self);
  void (*add)(dixit_report *self, const char *path, const dixit_doc *doc);
  void (*finish)(dixit_report *self);
} report_format;

struct dixit_report {
  arena memory;
  const report_format *format;
  report_totals totals;
  uint32_t unit;
  uint32_t columns;
  bool color;
  buffer out;
};

/* human: an excerpt for each finding and a summary, for people (report_human.c). */
void report_human_add(dixit_report *self, const char *path, const dixit_doc *doc);
void report_human_finish(dixit_report *self);
/* line: path:line:column: severity: message [rule], for editors and grep (report_line.c). */
void report_line_add(dixit_report *self, const char *path, const dixit_doc *doc);
/* json: one object with all files, for programs (report_json.c). */
void report_json_begin(dixit_report *self);
void report_json_add(dixit_report *self, const char *path, const dixit_doc *doc);
void report_json_finish(dixit_report *self);

#endif
