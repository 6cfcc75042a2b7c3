/* Files to documents. Reading and analysing run in parallel (pool.c); visits come one at a time, in the order of the
 * command line, so output is the same every run; bibliographies come last where their uses are asked for. */
#include "tool/files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tool/citing.h"
#include "tool/includes.h"
#include "tool/input.h"
#include "tool/pool.h"
#include "tool/progress.h"
#include "tool/walk.h"

/* One file under way: doc, which borrows the text, or why there is none. */
typedef struct file {
  const char *path;
  const char *shown;
  const dixit_engine *engine; /* NULL: its configuration is wrong, and that was told */
  uint32_t format;
  path_names configured; /* bibliographies */
  input text;
  bib_file *shared;        /* where `doc` belongs to the bibliographies; else NULL */
  dixit_doc *doc;
  mending edits;
  dixit_error error;
} file;

/* All files. next, done: how many are begun and visited. stopped: a visit said no. */
typedef struct file_run {
  file_task *task;
  const settings *options;
  path_list paths;
  progress line;
  size_t next;
  size_t done;
  bool failed;
  bool stopped;
} file_run;

static bool make_file(void *ctx, void *item)
{
  file_run *run = ctx;
  file *self = item;
  if (run->next == run->paths.count)
    return false;
  self->path = run->paths.items[run->next++];
  self->shown = self->path;
  if (strcmp(self->path, "-") == 0)
    self->shown = run->options->stdin_name ? run->options->stdin_name : "<stdin>";
  self->engine = engines_find(run->task->engines, self->path, &self->format);
  self->shared = bibliographies_claim(run->task->bibliographies, self->path);
  self->configured.items = engines_bibliographies(run->task->engines, self->engine, &self->configured.count);
  return true;
}

/* Bibliographies and edits; false when one of them failed. */
static bool complete_file(const file_run *run, file *self)
{
  const file_task *task = run->task;
  if (!bibliographies_give(task->bibliographies, self->path, &self->configured, self->doc, &self->error))
    return false;
  return !task->mend || mending_run(&self->edits, self->doc, &self->error);
}

static void analyse_file(void *ctx, void *item)
{
  file *self = item;
  const file_run *run = ctx;
  if (!self->engine)
    return;
  if (self->shared) {
    self->doc = bib_file_read_expected(self->shared, &self->error);
    return;
  }
  self->text = input_read(self->path);
  const char *problem = self->text.error;
  if (!problem && self->format == DIXIT_FORMAT_AUTO)
    problem = input_problem(&self->text, dixit_format_find(self->shown) != DIXIT_FORMAT_AUTO);
  if (problem) {
    snprintf(self->error.message, sizeof self->error.message, "%s", problem);
    return;
  }
  dixit_doc_options options = {.size = sizeof options, .format = self->format, .name = self->shown, .borrow = 1};
  if (dixit_doc_new(&self->doc, self->engine, self->text.bytes, self->text.length, &options, &self->error) != DIXIT_OK)
    self->doc = NULL;
  if (self->doc && !complete_file(run, self)) {
    dixit_doc_free(self->doc);
    self->doc = NULL;
  }
}

/* What had to wait until all documents have been seen that may use it. */
static bool complete_shared(const file_run *run, file *self)
{
  if (!citing_end(self->shared, &self->error))
    return false;
  return !run->task->mend || mending_run(&self->edits, self->doc, &self->error);
}

static void free_file(file *self)
{
  if (self->shared)
    bib_file_drop(self->shared);
  else
    dixit_doc_free(self->doc);
  input_free(&self->text);
  mending_free(&self->edits);
}

static bool take_file(void *ctx, void *item)
{
  file_run *run = ctx;
  file *self = item;
  progress_clear(&run->line);
  if (self->shared && self->doc && !complete_shared(run, self))
    self->doc = NULL;
  if (self->doc && run->task->uses && !self->shared)
    bibliographies_cite(run->task->bibliographies, self->doc);
  if (!self->doc) {
    if (self->engine)
      fprintf(stderr, "dixit: %s: %s\n", self->shown, self->error.message);
    run->failed = true;
  } else if (!run->stopped) {
    run->task->mended = (file_mended){self->path, &self->edits};
    run->stopped = !run->task->visit(run->task->ctx, self->shown, self->doc);
    if (isatty(STDOUT_FILENO))
      run->stopped |= !output_flush(run->task->out);
  }
  free_file(self);
  progress_show(&run->line, ++run->done);
  return !run->stopped;
}

/* The files the arguments name; without any standard input, unless that would wait for somebody to type. */
static bool collect_paths(file_run *run)
{
  bool readable = true;
  const settings *options = run->options;
  for (uint32_t i = run->task->first; i < options->argument_count; i++) {
    size_t before = run->paths.count;
    bool added = paths_add(&run->paths, options->arguments[i]);
    if (added && run->paths.count == before)
      fprintf(stderr, "dixit: %s: no documents in it\n", options->arguments[i]);
    readable &= added;
  }
  if (run->task->first < options->argument_count)
    return readable;
  if (!options->stdin_name && isatty(STDIN_FILENO)) {
    fputs("dixit: name files or folders, or - for standard input\n", stderr);
    return false;
  }
  return paths_add(&run->paths, "-");
}

static void run_files(file_run *run)
{
  pool_task task = {make_file, analyse_file, take_file, sizeof(file), run};
  run->task->total = run->paths.count;
  progress_init(&run->line, run->paths.count);
  bool serial = run->paths.count == 1 || engines_are_serial(run->task->engines);
  if (!pool_run(&task, serial ? 1 : run->options->jobs)) {
    fputs("dixit: out of memory\n", stderr);
    run->failed = true;
  }
  progress_clear(&run->line);
}

/* Paths, bibliographies and what LaTeX files include. False when anything could not be read. */
static bool prepare(file_run *run)
{
  const file_task *task = run->task;
  bool fine = collect_paths(run);
  if (task->uses)
    fine &= citing_expect(&run->paths, task->engines, task->bibliographies);
  if (!bibliographies_load(task->bibliographies))
    return false;
  fine &= includes_follow(&run->paths, task->bibliographies);
  if (task->uses) {
    fine &= citing_order(&run->paths);
    citing_look_around(&run->paths, run->options, task->engines, task->bibliographies);
  }
  return fine;
}

bool files_visit(file_task *self)
{
  file_run run = {.task = self, .options = self->options};
  bibliographies *own = self->bibliographies ? NULL : bibliographies_open(self->options);
  if (own)
    self->bibliographies = own;
  if (!self->bibliographies)
    return false;
  run.failed = !prepare(&run);
  run_files(&run);
  run.failed |= !engines_finish(self->engines);
  paths_free(&run.paths);
  bibliographies_free(own);
  return !run.failed && !run.stopped;
}
