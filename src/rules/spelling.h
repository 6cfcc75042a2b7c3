/* Names that the text spells in two ways: sources/spelling. */
#ifndef DIXIT_RULES_SPELLING_H
#define DIXIT_RULES_SPELLING_H

#include "rules/rule.h"

typedef struct spelling spelling;

/* Speakers called by one word. sorted: by the key of its consonants, then by source: (key << 32 | index in items).
 * initials: a bit for each first letter. latest: for a first name and an initial the last token of the full name met
 * last, 0 for none; NULL where the rule is off. */
typedef struct spellings {
  spelling *items;
  uint64_t *sorted;
  uint32_t count;
  uint32_t initials;
  uint32_t *latest;
} spellings;

/* Who may be misspelt: nobody where the rule is off or memory is out. Cost: linear in sources. */
spellings spellings_collect(rule_run *run);
/* A name of more than one word ends with this token; one like a name met before is reported. Cost: logarithmic, mostly
 * constant. */
void spellings_meet(rule_run *run, spellings *self, uint32_t token);
/* Is a speaker called by this token one of those spellings_report tells of? Cost: linear in them. */
bool spellings_tell_of(const spellings *self, uint32_t token);
/* Report the speakers who were met under another spelling and never under this one. */
void spellings_report(rule_run *run, const spellings *self);

#endif
