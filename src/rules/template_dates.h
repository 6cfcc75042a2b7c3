/* Dates of Wikipedia's citation templates. */
#ifndef DIXIT_RULES_TEMPLATE_DATES_H
#define DIXIT_RULES_TEMPLATE_DATES_H

#include "rules/rule.h"

/* Reports what is wrong with the dates of one entry. Cost: linear in its fields. */
void check_template_dates(rule_run *run, const dixit_entry *entry);

#endif
