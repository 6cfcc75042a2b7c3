/* dixit lint [PATH...]: findings, in a report. With --fix the safe edits are made first, and what is left is reported;
 * with --diff they are shown and nothing is written. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "tool/commands.h"
#include "tool/diff.h"
#include "tool/files.h"
#include "tool/local_files.h"
#include "tool/replace.h"
#include "tool/selection.h"

/* report: NULL where something else goes to standard output. failing: findings at or above the failing level. claims,
 * supported: of all files. edits, edited: how many edits were made, in how many files. unwritten: some file could not
 * be written. */
typedef struct lint {
  file_task files;
  output out;
  selection told;
  dixit_report *report;
  uint64_t failing;
  uint64_t claims;
  uint64_t supported;
  uint64_t edits;
  uint64_t edited;
  bool unwritten;
} lint;

static void complain(lint *self, const char *path, const char *error)
{
  fprintf(stderr, "dixit: %s: %s\n", path, error);
  self->unwritten = true;
}

/* https://no-color.org: set and not empty means no. */
static bool wants_color(const settings *options)
{
  const char *no = getenv("NO_COLOR"), *terminal = getenv("TERM");
  if (options->color != COLOR_AUTO)
    return options->color == COLOR_ALWAYS;
  return isatty(STDOUT_FILENO) && !(no && *no) && terminal && strcmp(terminal, "dumb") != 0;
}

/* Put the mended text in its place: into the file or, for standard input, on standard output. False when it could not
 * be written, which is then told. */
static bool write_mended(lint *self, const char *path)
{
  const file_mended *mended = &self->files.mended;
  dixit_text before = {mended->edits->before, mended->edits->before_length};
  dixit_text after = {mended->edits->after, mended->edits->after_length};
  if (strcmp(mended->path, "-") == 0) {
    buffer_add_text(&self->out.bytes, after);
    return true;
  }
  const char *error = mended->edits->edits ? file_replace(mended->path, after, &before) : NULL;
  if (!error)
    return true;
  fprintf(stderr, "dixit: %s: not mended: %s\n", path, error);
  self->unwritten = true;
  return false;
}

/* Make or show the edits of the file under visit. */
static void mend(lint *self, const char *path)
{
  const settings *options = self->files.options;
  const mending *edits = self->files.mended.edits;
  if (edits->restless)
    complain(self, path, "its edits undo each other; none was made");
  if (!options->diff && !write_mended(self, path))
    return;
  self->edits += edits->edits;
  self->edited += edits->edits > 0;
  if (options->diff && !diff_write(&self->out.bytes, path, edits, wants_color(options)))
    complain(self, path, "out of memory");
}

static bool report_findings(lint *self, const char *path, const dixit_doc *doc, const dixit_finding *findings,
                            size_t count)
{
  for (size_t i = 0; i < count; i++)
    self->failing += findings[i].severity >= self->files.options->fail_on;
  return !self->report || dixit_report_add_findings(self->report, path, doc, findings, count) == DIXIT_OK;
}

/* All findings of the file under visit, those about files that are not there among them. `*own`: to be freed. */
static const dixit_finding *find_all(lint *self, const char *path, const dixit_doc *doc, size_t *count,
                                     dixit_finding **own)
{
  const dixit_finding *findings = dixit_doc_findings(doc, count);
  if (!self->files.options->check_files)
    return findings;
  *own = local_files_check(path, doc, findings, count);
  if (*own)
    return *own;
  complain(self, path, "out of memory");
  return findings;
}

static bool visit(void *ctx, const char *path, const dixit_doc *doc)
{
  lint *self = ctx;
  size_t count;
  const char *error;
  dixit_finding *own = NULL;
  if (self->files.mend)
    mend(self, path);
  const dixit_finding *findings = find_all(self, path, doc, &count, &own);
  findings = selection_pick(&self->told, self->files.mended.path, path, doc, findings, &count, &error);
  if (error)
    complain(self, path, error);
  dixit_coverage coverage = dixit_doc_coverage(doc);
  self->claims += coverage.claims;
  self->supported += coverage.supported;
  bool fine = report_findings(self, path, doc, findings, count);
  free(own);
  return fine;
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
  if (options->diff)
    return self->edits && !options->exit_zero ? EXIT_FINDINGS : EXIT_FINE;
  bool covered = self->supported * 100 >= self->claims * options->min_coverage;
  if (!covered)
    fprintf(stderr, "dixit: source coverage is %u%%, and %u%% are asked for\n",
            (unsigned)(self->supported * 100 / self->claims), options->min_coverage);
  if (options->exit_zero || (self->failing == 0 && covered))
    return EXIT_FINE;
  return EXIT_FINDINGS;
}

/* Is standard input mended? Then standard output is its text. */
static bool mends_input(const settings *options)
{
  bool named = options->argument_count == 0;
  for (uint32_t i = 0; i < options->argument_count; i++)
    named |= strcmp(options->arguments[i], "-") == 0;
  return options->fix && !options->diff && named;
}

/* Visit all files and end the report. False when anything could not be read or written. */
static bool run_files(lint *self)
{
  bool fine = files_visit(&self->files);
  if (self->report)
    fine &= dixit_report_finish(self->report) == DIXIT_OK;
  dixit_report_free(self->report);
  fine &= output_done(&self->out);
  if (self->edits && !self->files.options->diff)
    fprintf(stderr, "dixit: %llu edit%s in %llu file%s\n", (unsigned long long)self->edits, self->edits == 1 ? "" : "s",
            (unsigned long long)self->edited, self->edited == 1 ? "" : "s");
  return fine && !self->unwritten;
}

/* Is there a report? Else standard output is a diff or a text, or nothing. */
static bool reports(const settings *options)
{
  return !options->diff && !options->write_baseline && !mends_input(options);
}

static int lint_files(lint *self, engines *all)
{
  const settings *options = self->files.options;
  self->files.engines = all;
  self->files.out = &self->out;
  self->files.visit = visit;
  self->files.ctx = self;
  self->files.mend = options->fix || options->diff;
  self->files.uses = true;
  output_init(&self->out);
  if (reports(options) && !report_open(self, options))
    return EXIT_TROUBLE;
  if (!run_files(self) || !selection_write(&self->told))
    return EXIT_TROUBLE;
  if (strcmp(dixit_report_formats()[options->format], "human") == 0)
    selection_tell(&self->told);
  return options->write_baseline ? EXIT_FINE : verdict(self);
}

int command_lint(const settings *options)
{
  if (mends_input(options) && options->argument_count > 1) {
    fputs("dixit: --fix: - stands alone, since its text goes to standard output\n", stderr);
    return EXIT_TROUBLE;
  }
  lint self = {.failing = 0};
  self.files.options = options;
  engines *all = selection_open(&self.told, options) ? engines_open(options) : NULL;
  int code = all ? lint_files(&self, all) : EXIT_TROUBLE;
  engines_free(all);
  selection_free(&self.told);
  return code;
}
