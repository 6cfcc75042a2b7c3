/* --check-files: do the local files that a document names exist? */
#ifndef DIXIT_TOOL_LOCAL_FILES_H
#define DIXIT_TOOL_LOCAL_FILES_H

#include "dixit/dixit.h"

/* The `*count` findings with one of the rule files/missing more for each file that `doc`, read from `path`, names and
 * that is not there, sorted; *count becomes their number. On the heap; NULL when memory is out. */
dixit_finding *local_files_check(const char *path, const dixit_doc *doc, const dixit_finding *findings, size_t *count);

#endif
