/* Which findings are told: not those a baseline knows, and only those on lines that have changed. */
#ifndef DIXIT_TOOL_SELECTION_H
#define DIXIT_TOOL_SELECTION_H

#include "tool/baseline.h"
#include "tool/changes.h"
#include "tool/settings.h"

/* known, since: NULL where not asked for. record: all findings go there instead of being told. picked: those of the
 * document seen last; room for `capacity`. passed_over: how many findings were not told. */
typedef struct selection {
  baseline *known;
  baseline *record;
  changes *since;
  dixit_finding *picked;
  size_t capacity;
  uint64_t recorded;
  uint64_t passed_over;
} selection;

/* False, with a message on standard error, when what the options name is not there or makes no sense. */
bool selection_open(selection *self, const settings *options);
/* Of `all` findings of `doc`, *count of them, those that are told, and how many; NULL when there are none or, with
 * *error set, when that could not be found out. path: of the file; "-" is standard input, called `shown`. */
const dixit_finding *selection_pick(selection *self, const char *path, const char *shown, const dixit_doc *doc,
                                    const dixit_finding *all, size_t *count, const char **error);
/* Say on standard error how many findings were not told, so that nobody takes silence for a clean text. */
void selection_tell(const selection *self);
/* Write what was recorded. False, with a message, when that cannot be. */
bool selection_write(const selection *self);
void selection_free(selection *self);

#endif
