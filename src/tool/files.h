/* The files of the command line, analysed on all cores and handed over in order. */
#ifndef DIXIT_TOOL_FILES_H
#define DIXIT_TOOL_FILES_H

#include "tool/bibliographies.h"
#include "tool/engines.h"
#include "tool/mending.h"
#include "tool/output.h"
#include "tool/settings.h"

/* Takes one analysed file; false: stop here. `doc` is freed behind it. */
typedef bool (*file_visit)(void *ctx, const char *path, const dixit_doc *doc);

/* The file under visit, for those who write files: its path as it can be opened, and its safe edits, which `doc`
 * has. */
typedef struct file_mended {
  const char *path;
  const mending *edits;
} file_mended;

/* bibliographies: handed to the documents; made by files_visit when it is NULL. first: where the paths begin in the
 * arguments; without any, standard input is read. out: where `visit` writes; flushed after each file when it is a
 * terminal. total: set before the first visit: how many files there are. mend: make the safe edits; `mended` then tells
 * of the file under visit. uses: find out who cites the bibliographies among the files; they are then visited last. */
typedef struct file_task {
  const settings *options;
  engines *engines;
  bibliographies *bibliographies;
  uint32_t first;
  output *out;
  file_visit visit;
  void *ctx;
  size_t total;
  bool mend;
  bool uses;
  file_mended mended;
} file_task;

/* Analyse all files and visit each. What cannot be read is told on standard error and the rest goes on. False when
 * anything could not be read or a visit said no. */
bool files_visit(file_task *self);

#endif
