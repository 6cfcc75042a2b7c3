/* The public functions of reports, and the table of formats. */
#include "sink/report_format.h"

#include <string.h>

#include "base/error.h"

static const report_format formats[] = {
  {"human", NULL, report_human_add, report_human_finish},
  {"line", NULL, report_line_add, NULL},
  {"json", report_json_begin, report_json_add, report_json_finish},
  {"sarif", report_sarif_begin, report_sarif_add, report_sarif_finish},
  {"github", NULL, report_github_add, NULL},
  {"checkstyle", report_checkstyle_begin, report_checkstyle_add, report_checkstyle_finish},
  {"junit", report_junit_begin, report_junit_add, report_junit_finish},
  {"html", report_html_begin, report_html_add, report_html_finish},
};

enum { FORMAT_COUNT = sizeof formats / sizeof *formats, DEFAULT_COLUMNS = 100, LEAST_COLUMNS = 60 };

const char *const *dixit_report_formats(void)
{
  static const char *const names[FORMAT_COUNT + 1] = {
    "human", "line", "json", "sarif", "github", "checkstyle", "junit", "html",
  };
  return names;
}

static const report_format *find_format(const char *name)
{
  for (size_t i = 0; i < FORMAT_COUNT; i++)
    if (!name || strcmp(formats[i].name, name) == 0)
      return &formats[i];
  return NULL;
}

static dixit_status check_options(const dixit_report_options *options, dixit_error *error)
{
  if (!options)
    return DIXIT_OK;
  if (options->size != sizeof *options)
    return error_fail(error, DIXIT_BAD_OPTION, "dixit_report_options.size is not sizeof(dixit_report_options)");
  if (options->unit > DIXIT_GRAPHEMES)
    return error_fail(error, DIXIT_BAD_OPTION, "there is no such unit");
  if (!find_format(options->format))
    return error_fail(error, DIXIT_BAD_OPTION, "there is no format \"%.120s\"", options->format);
  return DIXIT_OK;
}

static void set_options(dixit_report *self, const dixit_report_options *options)
{
  uint32_t columns = options ? options->width : 0;
  self->format = find_format(options ? options->format : NULL);
  self->unit = options ? options->unit : DIXIT_BYTES;
  self->color = options && options->color;
  self->columns = columns == 0 ? DEFAULT_COLUMNS : columns < LEAST_COLUMNS ? LEAST_COLUMNS : columns;
}

dixit_status dixit_report_new(dixit_report **out, const dixit_report_options *options, dixit_write write, void *ctx,
                              dixit_error *error)
{
  *out = NULL;
  dixit_status status = check_options(options, error);
  if (status != DIXIT_OK)
    return status;
  arena memory;
  arena_init(&memory, NULL);
  dixit_report *self = arena_get_zeroed(&memory, sizeof *self);
  if (!self) {
    arena_done(&memory);
    return error_no_memory(error);
  }
  self->memory = memory;
  set_options(self, options);
  buffer_init(&self->out, write, ctx);
  if (self->format->begin)
    self->format->begin(self);
  *out = self;
  return DIXIT_OK;
}

static bool is_mendable(const dixit_doc *doc, const dixit_finding *finding)
{
  const dixit_fix *fixes = dixit_doc_fixes(doc, NULL) + finding->first_fix;
  for (uint32_t i = 0; i < finding->fix_count; i++)
    if (fixes[i].safe)
      return true;
  return false;
}

static void count_file(report_totals *totals, const report_file *file)
{
  dixit_coverage coverage = dixit_doc_coverage(file->doc);
  totals->files++;
  totals->findings += file->count;
  totals->claims += coverage.claims;
  totals->supported += coverage.supported;
  totals->by_support[DIXIT_SUPPORT_NAMED] += coverage.named;
  totals->by_support[DIXIT_SUPPORT_ANONYMOUS] += coverage.anonymous;
  totals->by_support[DIXIT_SUPPORT_VAGUE] += coverage.vague;
  totals->by_support[DIXIT_SUPPORT_DOCUMENT] += coverage.document;
  totals->by_support[DIXIT_SUPPORT_CITATION] += coverage.cited;
  for (size_t i = 0; i < file->count; i++) {
    totals->by_severity[file->findings[i].severity]++;
    totals->mendable += is_mendable(file->doc, &file->findings[i]);
  }
}

static dixit_status written(dixit_report *self)
{
  if (!buffer_flush(&self->out))
    return DIXIT_WRITE_FAILED;
  return self->memory.failed ? DIXIT_NO_MEMORY : DIXIT_OK;
}

dixit_status dixit_report_add(dixit_report *report, const char *path, const dixit_doc *doc)
{
  size_t count;
  const dixit_finding *findings = dixit_doc_findings(doc, &count);
  return dixit_report_add_findings(report, path, doc, findings, count);
}

dixit_status dixit_report_add_findings(dixit_report *report, const char *path, const dixit_doc *doc,
                                       const dixit_finding *findings, size_t count)
{
  report_file file = {path, doc, findings, count};
  report->format->add(report, &file);
  count_file(&report->totals, &file);
  return written(report);
}

dixit_status dixit_report_finish(dixit_report *report)
{
  if (report->format->finish)
    report->format->finish(report);
  return written(report);
}

void dixit_report_free(dixit_report *report)
{
  if (!report)
    return;
  arena memory = report->memory; /* the report lives in its own arena */
  arena_done(&memory);
}
