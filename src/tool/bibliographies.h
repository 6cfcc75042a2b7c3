/* Bibliographies of the documents: those they name themselves and those of --bibliography, each read once. */
#ifndef DIXIT_TOOL_BIBLIOGRAPHIES_H
#define DIXIT_TOOL_BIBLIOGRAPHIES_H

#include "tool/bib_files.h"

typedef struct bibliographies bibliographies;

typedef struct path_names {
  const char *const *items;
  uint32_t count;
} path_names;

/* NULL after a complaint. */
bibliographies *bibliographies_open(const settings *options);
/* Read those the settings name. False after a complaint. */
bool bibliographies_load(bibliographies *self);
void bibliographies_free(bibliographies *self);
/* Read a document with all rules off; NULL when it cannot be. Yours to free. */
dixit_doc *bibliographies_read(bibliographies *self, const char *path, uint32_t format);
/* `path` is part of the text that `from` is part of: what one of its files names is there for all. */
bool bibliographies_share(bibliographies *self, const char *path, const char *from);
/* The file that starts the text `path` is part of: itself, when nothing else is known. */
const char *bibliographies_root(const bibliographies *self, const char *path);
/* Read those that `doc`, read from `path`, names, for all files of its text. */
bool bibliographies_name(bibliographies *self, const char *path, const dixit_doc *doc);
/* Hand to `doc`, read from `path`, the bibliographies it names and those of the settings. One that it names and that
 * cannot be read is told, once. `configured`: those its configuration names. False when `doc` could not be made anew;
 * the error says why. May be called from several threads. */
bool bibliographies_give(bibliographies *self, const char *path, const path_names *configured, dixit_doc *doc,
                         dixit_error *error);
/* The file at `path` comes up later in the run (bib_files_expect). To be told before any is read. */
bool bibliographies_expect(bibliographies *self, const char *path, const dixit_engine *engine, uint32_t format);
/* The expected one at `path`; NULL when it is not. */
bib_file *bibliographies_expected(bibliographies *self, const char *path);
/* The same, for the one file of the run that deals with it: a path that comes up again is read as any other. */
bib_file *bibliographies_claim(bibliographies *self, const char *path);
/* Count `doc`, which is complete, as one that cites the expected ones. One call at a time. */
void bibliographies_cite(bibliographies *self, const dixit_doc *doc);
/* Put them into an order that does not depend on which thread came first: those of the settings, then by path. */
void bibliographies_sort(bibliographies *self);
/* How many have been read, and the path and document of each. Not while others may be giving. */
size_t bibliographies_count(const bibliographies *self);
const char *bibliographies_path(const bibliographies *self, size_t index);
dixit_doc *bibliographies_doc(const bibliographies *self, size_t index);

#endif
