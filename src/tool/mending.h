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

/* Make all safe edits of the document's findings, and of those found then, until none is left; the document is then
 * that of the text with the edits. Where two overlap the first finding wins, and the other is looked at again in the
 * next round; the edits of a finding are made all or none. False, and `error` filled, when memory is out. Free with
 * mending_free() in any case. */
bool mending_run(mending *self, dixit_doc *doc, dixit_error *error);
void mending_free(mending *self);

#endif
