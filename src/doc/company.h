/* Words in the company of others: what tells "of course" from "the course of the river". */
#ifndef DIXIT_DOC_COMPANY_H
#define DIXIT_DOC_COMPANY_H

#include "doc/document.h"

/* before, after: what stands right before the word, or right behind it; phrases divided by bars. NULL: anything. All in
 * lower case. */
typedef struct word_company {
  const char *word;
  const char *before;
  const char *after;
} word_company;

/* Has token `at` that row's word, in its company? Then *phrase is the span of them all. */
bool company_stands(const dixit_doc *doc, uint32_t at, const word_company *row, dixit_span *phrase);
/* Is token `at` without the company that a row of `needed` asks for, or in one that a row of `spoiling` has? *phrase:
 * the token with the company it needed. Cost: linear in the tables. */
bool company_fails(const dixit_doc *doc, uint32_t at, const word_company *needed, uint32_t needed_count,
                   const word_company *spoiling, uint32_t spoiling_count, dixit_span *phrase);

#endif
