/* Guesses and rumours told without saying whose they are: "probably", "it is likely that", "legend has it". For
 * sources/passive. */
#ifndef DIXIT_RULES_GUESSES_H
#define DIXIT_RULES_GUESSES_H

#include "rules/rule.h"

/* The last token of a guess that begins at `token`, in a sentence that goes up to `end`; DIXIT_NONE when none does. */
uint32_t guess_match(const dixit_doc *doc, uint32_t token, uint32_t end);

/* The same for a rumour: "according to legend", "there are claims that". */
uint32_t rumour_match(const dixit_doc *doc, uint32_t token, uint32_t end);

#endif
