/* A rule explained. */
#ifndef DIXIT_TOOL_EXPLAIN_H
#define DIXIT_TOOL_EXPLAIN_H

#include "dixit/dixit.h"

/* Print why there is such a rule, who says so, its options, and its examples; of a built-in rule with what it says
 * about them. */
void explain_rule(const dixit_rule *rule);

#endif
