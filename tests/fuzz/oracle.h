/* What must be true of any document, whatever the text. */
#ifndef DIXIT_TESTS_FUZZ_ORACLE_H
#define DIXIT_TESTS_FUZZ_ORACLE_H

#include "dixit/dixit.h"

/* Stops the process with a message at the first thing that is not true:
 *   every span lies in the text, and starts before it ends
 *   layers are sorted, tokens do not overlap, runs lie in their block, containers hold what they contain
 *   every index leads into its layer, or is DIXIT_NONE where it may be
 *   coverage adds up; positions lead back to their bytes; JSON and dumps can be written */
void oracle_check(const dixit_doc *doc);
/* Two documents say the same, byte by byte, in every layer. */
void oracle_check_same(const dixit_doc *a, const dixit_doc *b);
/* What a range finds is what overlaps it. */
void oracle_check_range(const dixit_doc *doc, dixit_span range);

#endif
