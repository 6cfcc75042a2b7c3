/* A speaker whose last name the text spells in two ways: sources/spelling. */
#ifndef DIXIT_RULES_SPELLING_H
#define DIXIT_RULES_SPELLING_H

#include "rules/rule.h"

typedef struct spelling spelling;

/* Speakers called by one word. sorted: by the key of its consonants, then by source: (key << 32 | index in items).
 * initials: a bit for each first letter. */
typedef struct spellings {
  spelling *items;
  uint64_t *sorted;
  uint32_t count;
  uint32_t initials;
} spellings;

/* Who may be misspelt: nobody where the rule is off or memory is out. Cost: linear in sources. */
spellings spellings_collect(rule_run *run);
/* A name of more than one word ends with this token. Cost: logarithmic, mostly constant. */
void spellings_meet(const dixit_doc *doc, spellings *self, uint32_t token);
/* Report who was met under another spelling and never under this one. */
void spellings_report(rule_run *run, const spellings *self);

#endif
