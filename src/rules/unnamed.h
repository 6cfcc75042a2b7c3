/* Speakers without a name: does the text say why, and would a name be expected at all? */
#ifndef DIXIT_RULES_UNNAMED_H
#define DIXIT_RULES_UNNAMED_H

#include "rules/rule.h"

/* Is it said near the sentence why a name is withheld? */
bool unnamed_is_explained(const rule_run *run, uint32_t sentence);
/* Nobody whose name is withheld: judges, reporters and others whose words are on record; people who write under a
 * handle the text gives; who is named right beside; who told it to somebody named, who answers for it. */
bool unnamed_needs_no_name(rule_run *run, const dixit_attribution *attribution, const dixit_mention *mention);
/* News begins with what somebody is, and names them a little later. Cost: that of a few sentences. */
bool unnamed_is_told_below(const rule_run *run, uint32_t sentence, const dixit_mention *mention);
/* Does somebody or a body with a name begin to speak in the next sentence, as one of the crowd ("Some farmers doubt it.
 * “...,” said Ida Brandt"), or does that sentence begin with a name, or cite? Cost: that of the next sentence. */
bool unnamed_is_voiced_below(const rule_run *run, uint32_t sentence);
/* The mention's words, without a "that" attribution has taken along. */
dixit_span unnamed_span(const dixit_doc *doc, const dixit_mention *mention);

#endif
