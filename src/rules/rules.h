/* Rules: conditions over all layers that become findings. */
#ifndef DIXIT_RULES_RULES_H
#define DIXIT_RULES_RULES_H

#include "doc/document.h"

/* Fill findings, related, fixes and citation_findings: run every rule that is on, apply suppressions, sort. */
void rules_run(dixit_doc *doc);
/* The index of rule `id` in dixit_rules(), or -1. */
int rules_find(dixit_text id);
/* The severities of all rules in a profile, or NULL when there is no such profile. */
const uint8_t *rules_profile(const char *name);

#endif
