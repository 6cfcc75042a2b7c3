/* Crowds without a name as the subject of a sentence: "some believe", "many critics". For sources/vague. */
#ifndef DIXIT_RULES_CROWDS_H
#define DIXIT_RULES_CROWDS_H

#include "rules/rule.h"

/* What is known of a sentence before its crowds are looked for. */
enum {
  CROWD_TOLD = 1,    /* somebody speaks in it, so that crowds may be theirs, or a crowd that speaks has its excuse */
  CROWD_REPORTED = 2 /* a speaker without a name has been reported */
};

/* Report crowds in the writer's own words; `told` has CROWD_... for each sentence. Cost: linear. */
void crowds_report(rule_run *run, const uint8_t *told);

/* "Some of the women", "most of them": is the crowd at token `at` part of a group the text has told of? */
bool crowd_is_part(const dixit_doc *doc, uint32_t at);

/* "Some say so", at a sentence's start: some of those the sentence before has told of? Cost: logarithmic. */
bool crowd_is_told_before(const dixit_doc *doc, uint32_t at);

/* Is the word one for people? "Collectors", "linguists", "historians": by their endings too, since no list holds them
 * all. */
bool crowd_names_people(const dixit_doc *doc, uint32_t token);

#endif
