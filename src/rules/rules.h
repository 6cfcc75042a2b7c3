/* Rules: conditions over all layers that become findings. */
#ifndef DIXIT_RULES_RULES_H
#define DIXIT_RULES_RULES_H

#include "doc/document.h"

/* Fill findings, related, fixes and citation_findings: run every rule that is on, apply suppressions, sort. */
void rules_run(dixit_doc *doc);

#endif
