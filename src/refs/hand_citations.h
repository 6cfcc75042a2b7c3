/* Citations as people write them by hand: "(see Smith and Jones, 2014a; Brandt et al. 2015)", "Smith (2014)", "[3,
 * 5-7]". */
#ifndef DIXIT_REFS_HAND_CITATIONS_H
#define DIXIT_REFS_HAND_CITATIONS_H

#include "refs/reference_list.h"

/* names: all before the year. name: the first author. second: the second, or empty. et_al: more are meant. loose: the
 * name stands in the sentence, and words before it may belong to it or not. label: of numbered ones; then the rest is
 * empty. */
typedef struct hand_citation {
  dixit_span span;
  dixit_span names;
  dixit_span name;
  dixit_span second;
  listed_year year;
  bool et_al;
  bool loose;
  uint32_t label;
} hand_citation;

typedef struct hand_citations {
  ARRAY(hand_citation) named;
  ARRAY(hand_citation) numbered;
} hand_citations;

/* Of a loose one: take the words before the first comma for the sentence's ("However, Smith (2014)"). False when there
 * is no comma. */
bool hand_citation_shift(const dixit_doc *doc, hand_citation *self);
/* All outside of `list`. Cost: linear. */
void hand_citations_read(const dixit_doc *doc, arena *scratch, const reference_list *list, hand_citations *out);

#endif
