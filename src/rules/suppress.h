/* Comments that switch rules off where they stand. */
#ifndef DIXIT_RULES_SUPPRESS_H
#define DIXIT_RULES_SUPPRESS_H

#include "rules/rule.h"

/* Take away the findings that comments suppress, and report comments that name no rule or suppress nothing. Findings
 * are sorted by position; true when new ones were added at the end. Cost: linear, plus the sorting of comments. */
bool suppressions_apply(rule_run *run);

#endif
