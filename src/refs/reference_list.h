/* The list of works at the end of a text, as people write it by hand: "References", and a paragraph a work. */
#ifndef DIXIT_REFS_REFERENCE_LIST_H
#define DIXIT_REFS_REFERENCE_LIST_H

#include "doc/document.h"

/* A year of publication: 1500 to 2099 with the letter that tells works of one year apart, or NUL. */
typedef struct listed_year {
  dixit_span span;
  int32_t number;
  char letter;
} listed_year;

/* name: the first author's family name, or an organisation's. authors: all before the year. author_count: 0 where that
 * is not plain. label: the number the list gives the work, 0 for none. */
typedef struct listed_work {
  dixit_span span;
  dixit_span name;
  dixit_span authors;
  listed_year year;
  uint32_t author_count;
  uint32_t label;
} listed_work;

/* heading: of the list. span: from it to the list's end. odd: paragraphs that are no work. */
typedef struct reference_list {
  dixit_span heading;
  dixit_span span;
  ARRAY(listed_work) works;
  uint32_t odd;
} reference_list;

/* The last such list of the document; false when there is none. Cost: linear. */
bool reference_list_read(const dixit_doc *doc, arena *scratch, reference_list *out);
/* A year at `at`, alone or with its letter, before `end`; false when there is none. */
bool listed_year_read(const dixit_doc *doc, uint32_t at, uint32_t end, listed_year *out);

#endif
