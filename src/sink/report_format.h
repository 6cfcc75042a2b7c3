/* Reports inside: findings of several documents, in one of several formats. A format is a file of its own and a row in
 * report.c. */
#ifndef DIXIT_SINK_REPORT_FORMAT_H
#define DIXIT_SINK_REPORT_FORMAT_H

#include "base/buffer.h"
#include "base/memory.h"

enum { REPORT_SEVERITIES = DIXIT_ERROR + 1 };

/* What all files so far add up to. by_support: claims by who vouches, a dixit_support. mendable: findings with edits
 * that are safe. */
typedef struct report_totals {
  uint64_t files;
  uint64_t findings;
  uint64_t mendable;
  uint64_t by_severity[REPORT_SEVERITIES];
  uint64_t claims;
  uint64_t supported;
  uint64_t by_support[DIXIT_SUPPORT_CITATION + 1];
} report_totals;

/* One document and the findings that are told, which may be some of its own. */
typedef struct report_file {
  const char *path;
  const dixit_doc *doc;
  const dixit_finding *findings;
  size_t count;
} report_file;

/* begin and finish may be NULL. add() is called before the totals include its document. */
typedef struct report_format {
  const char *name;
  void (*begin)(dixit_report *self);
  void (*add)(dixit_report *self, const report_file *file);
  void (*finish)(dixit_report *self);
} report_format;

/* index: of html, its table of files. */
struct dixit_report {
  arena memory;
  const report_format *format;
  report_totals totals;
  uint32_t unit;
  uint32_t columns;
  bool color;
  struct html_index *index;
  buffer out;
};

/* human: an excerpt for each finding and a summary, for people (report_human.c). */
void report_human_add(dixit_report *self, const report_file *file);
void report_human_finish(dixit_report *self);
/* line: path:line:column: severity: message [rule], for editors and grep (report_line.c). */
void report_line_add(dixit_report *self, const report_file *file);
/* json: one object with all files, for programs (report_json.c). */
void report_json_begin(dixit_report *self);
void report_json_add(dixit_report *self, const report_file *file);
void report_json_finish(dixit_report *self);
/* sarif: one SARIF log, for code scanning and viewers (report_sarif.c). */
void report_sarif_begin(dixit_report *self);
void report_sarif_add(dixit_report *self, const report_file *file);
void report_sarif_finish(dixit_report *self);
/* github: workflow commands, shown on the lines of a pull request (report_github.c). */
void report_github_add(dixit_report *self, const report_file *file);
/* checkstyle: Checkstyle's XML, which build servers read (report_checkstyle.c). */
void report_checkstyle_begin(dixit_report *self);
void report_checkstyle_add(dixit_report *self, const report_file *file);
void report_checkstyle_finish(dixit_report *self);
/* junit: JUnit's XML, findings as failed tests (report_junit.c). */
void report_junit_begin(dixit_report *self);
void report_junit_add(dixit_report *self, const report_file *file);
void report_junit_finish(dixit_report *self);
/* html: a page with the texts themselves, for people (report_html.c). */
void report_html_begin(dixit_report *self);
void report_html_add(dixit_report *self, const report_file *file);
void report_html_finish(dixit_report *self);

#endif
