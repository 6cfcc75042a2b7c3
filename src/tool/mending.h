/* The safe edits of a document's findings, made. */
#ifndef DIXIT_TOOL_MENDING_H
#define DIXIT_TOOL_MENDING_H

#include "base/text.h"

/* before, after: the text as read and as it is with the edits. origins: for each byte of `after` the byte of `before`
 * it is, or DIXIT_NONE for one that came in; bytes that stayed are in order. edits: how many were made; 0: `after` is
 * as `before`. restless: the edits would never come to an end; none were made. */
typedef struct mending {
  char *before;
  char *after;
  uint32_t *origins;
  size_t before_length;
  size_t after_length;
  size_t edits;
  bool restless;
} mending;

typedef struct mending_edit {
  dixit_span span;
  const char *replacement;
} mending_edit;

/* The safe edits of a finding, sorted; and of all findings, those that can be made at once: where two overlap the first
 * finding wins, and the edits of a finding are all there or none. On the heap, the texts borrowed; NULL when memory is
 * out. */
mending_edit *mending_edits_of(const dixit_doc *doc, const dixit_finding *finding, size_t *count);
mending_edit *mending_collect(const dixit_doc *doc, size_t *count);
/* Make all safe edits of the document's findings, and of those found then, until none is left; the document is then
 * that of the text with the edits. Where two overlap the first finding wins, and the other is looked at again in the
 * next round; the edits of a finding are made all or none. False, and `error` filled, when memory is out. Free with
 * mending_free() in any case. */
bool mending_run(mending *self, dixit_doc *doc, dixit_error *error);
void mending_free(mending *self);

#endif
