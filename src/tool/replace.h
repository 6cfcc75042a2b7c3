/* Files written whole or not at all. */
#ifndef DIXIT_TOOL_REPLACE_H
#define DIXIT_TOOL_REPLACE_H

#include "base/text.h"

/* Put `text` in place of what the file `path` holds, or make the file. It is written beside the file (beside what a
 * link leads to), brought to the disk and renamed, so that at any moment there is the old or the new; it keeps the
 * permissions and, where that is allowed, the owner. Other hard links to the file keep the old text.
 * expected: what the file must still hold; NULL: whatever is there, or nothing.
 * NULL, or why nothing was written; it ends in NUL and lives for ever. */
const char *file_replace(const char *path, dixit_text text, const dixit_text *expected);

#endif
