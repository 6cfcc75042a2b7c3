/* Parameters of Wikipedia's citation templates: those that do not exist, and those that need another. */
#ifndef DIXIT_RULES_TEMPLATE_PARAMETERS_H
#define DIXIT_RULES_TEMPLATE_PARAMETERS_H

#include "rules/rule.h"

void check_template_parameters(rule_run *run, const dixit_entry *entry);

#endif
