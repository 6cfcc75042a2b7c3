/* dixit lint [PATH...]: findings, in a report. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "tool/commands.h"
#include "tool/files.h"

/* failing: findings at or above the failing level. claims, supported: of all files. */
typedef struct lint {
  file_task files;
  output out;
  dixit_report *report;
  uint64_t failing;
  uint64_t claims;
  uint64_t supported;
} lint;

static bool visit(void *ctx, const char *path, const dixit_doc *doc)
{
  lint *self = ctx;
  size_t count;
  const dixit_finding *findings = dixit_doc_findings(doc, &count);
  for (size_t i = 0; i < count; i++)
    self->failing += findings[i].severity >= self->files.options->fail_on;
  dixit_coverage coverage = dixit_doc_coverage(doc);
  self->claims += coverage.claims;
  self->supported += coverage.supported;
  return dixit_report_add(self->report, path, doc) == DIXIT_OK;
}

/* https://no-color.org: set and not empty means no. */
static bool wants_color(const settings *options)
{
  const char *no = getenv("NO_COLOR"), *terminal = getenv("TERM");
  if (options->color != COLOR_AUTO)
    return options->color == COLOR_ALWAYS;
  return isatty(STDOUT_FILENO) && !(no && *no) && terminal && strcmp(terminal, "dumb") != 0;
}

static bool report_open(lint *self, const settings *options)
{
  dixit_error error;
  dixit_report_options report = {.size = sizeof report, .unit = options->unit, .color = wants_color(options)};
  struct winsize size;
  report.format = dixit_report_formats()[options->format];
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
    report.width = size.ws_col;
  if (dixit_report_new(&self->report, &report, output_write, &self->out, &error) == DIXIT_OK)
    return true;
  fprintf(stderr, "dixit: %s\n", error.message);
  return false;
}

/* The exit code of a run in which everything could be read and written. */
static int verdict(const lint *self)
{
  const settings *options = self->files.options;
  bool covered = self->supported * 100 >= self->claims * options->min_coverage;
  if (!covered)
    fprintf(stderr, "dixit: source coverage is %u%%, and %u%% are asked for\n",
            (unsigned)(self->supported * 100 / self->claims), options->min_coverage);
  if (options->exit_zero || (self->failing == 0 && covered))
    return EXIT_FINE;
  return EXIT_FINDINGS;
}

static int lint_files(const settings *options, engines *all)
{
  lint self = {.failing = 0};
  self.files = (file_task){.options = options, .engines = all, .out = &self.out, .visit = visit, .ctx = &self};
  output_init(&self.out);
  if (!report_open(&self, options))
    return EXIT_TROUBLE;
  bool fine = files_visit(&self.files);
  fine &= dixit_report_finish(self.report) == DIXIT_OK;
  dixit_report_free(self.report);
  if (!output_done(&self.out) || !fine)
    return EXIT_TROUBLE;
  return verdict(&self);
}

int command_lint(const settings *options)
{
  engines *all = engines_open(options);
  int code = all ? lint_files(options, all) : EXIT_TROUBLE;
  engines_free(all);
  return code;
}
