/* Bibliographies that have been read, each once, by path. */
#ifndef DIXIT_TOOL_BIB_FILES_H
#define DIXIT_TOOL_BIB_FILES_H

#include <pthread.h>
#include <sys/types.h>

#include "tool/input.h"
#include "tool/settings.h"

/* doc: NULL when it could not be read, or has not been; it borrows the text. engine, format: what an expected one is
 * read with; engine is NULL for others. device, inode: of an expected one, which documents may name by another path.
 * cited: some document has it. partly: other documents may cite it that are not in the run. claimed: its turn has
 * come. */
typedef struct bib_file {
  char *path;
  input text;
  dixit_doc *doc;
  const dixit_engine *engine;
  uint32_t format;
  dev_t device;
  ino_t inode;
  pthread_mutex_t reading;
  bool cited;
  bool partly;
  bool claimed;
} bib_file;

/* engine: all rules off. */
typedef struct bib_files {
  const settings *options;
  dixit_engine *engine;
  bib_file **items;
  size_t count;
  bool expecting;
} bib_files;

bool bib_files_init(bib_files *self, const settings *options);
void bib_files_done(bib_files *self);
/* The one at `path`, or NULL. */
bib_file *bib_files_find(const bib_files *self, const char *path);
/* A new one at `path`, not read; NULL when memory is out. */
bib_file *bib_files_make(bib_files *self, const char *path);
/* The one at `path`, read now if it has not been; one that cannot be is told. NULL when memory is out. */
bib_file *bib_files_add(bib_files *self, const char *path);
/* Read one that has not been, with all rules off; a complaint when that cannot be. */
void bib_files_open(const bib_files *self, bib_file *file);
/* Read a document with all rules off; NULL after a complaint. Yours to free. */
dixit_doc *bib_files_read(const bib_files *self, const char *path, uint32_t format);
/* The file at `path` comes up later in the run: it is to be read with this engine, so that its findings are at hand,
 * unless it has been read. False when memory is out. */
bool bib_files_expect(bib_files *self, const char *path, const dixit_engine *engine, uint32_t format);
/* An expected one's document, read now if it has not been; NULL with the error filled. From any thread. */
dixit_doc *bib_file_read_expected(bib_file *self, dixit_error *error);
/* It has been dealt with: its document goes. No document that was given it may be left. */
void bib_file_drop(bib_file *self);

#endif
