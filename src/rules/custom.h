/* Rules of the caller's own: dixit_check. */
#ifndef DIXIT_RULES_CUSTOM_H
#define DIXIT_RULES_CUSTOM_H

#include "rules/rule.h"

/* What is wrong with an id, or NULL. */
const char *custom_id_problem(const char *id);
/* Call each of them that is on. */
void custom_checks_run(rule_run *run);

#endif
