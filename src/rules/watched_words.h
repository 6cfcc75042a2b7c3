/* Words to watch, told from the same words in other company: "of course" from "of a course". */
#ifndef DIXIT_RULES_WATCHED_WORDS_H
#define DIXIT_RULES_WATCHED_WORDS_H

#include "rules/rule.h"

/* Does a word of a watched class (src/data/topics) mean there what the class is about? *phrase: the word, with those
 * beside it that make the phrase. Cost: constant. */
bool watched_word_counts(const dixit_doc *doc, const sentence_sum *sum, token_range sentence, uint32_t at,
                         dixit_span *phrase);

#endif
