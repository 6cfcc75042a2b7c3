/* What a writer can put into a text where dixit finds something, in the text's own format. */
#ifndef DIXIT_TOOL_REMEDIES_H
#define DIXIT_TOOL_REMEDIES_H

#include "dixit/dixit.h"

/* What asks for a source behind a claim: "{{Citation needed}}". Never NULL. */
const char *remedy_citation_needed(uint32_t format);
/* What stands before and behind the ids of rules in a comment, on a line of its own, that switches them off on the next
 * line. NULL where the format has no comments that dixit reads. */
const char *remedy_ignore_before(uint32_t format);
const char *remedy_ignore_behind(uint32_t format);

#endif
