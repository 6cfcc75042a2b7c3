/* Lists of people in fields: "Last, First and {An Organisation} and others". */
#ifndef DIXIT_REFS_NAMES_H
#define DIXIT_REFS_NAMES_H

#include "base/text.h"

typedef enum name_fault {
  NAME_FINE = 0,
  NAME_EMPTY,       /* "and and", "and" at an end */
  NAME_COMMAS,      /* more than two commas */
  NAME_COMMA_END,   /* a comma before or behind all of it */
  NAME_ET_AL,       /* "et al." where BibTeX has "and others" */
  NAME_SEMICOLON,   /* people separated by ";" */
  NAME_AMPERSAND,   /* people separated by "&" */
  NAME_NUMBER       /* no letter in it */
} name_fault;

/* The next name of a list from *at on, blanks taken off; it may be empty. False at the list's end. */
bool name_next(dixit_text list, size_t *at, dixit_span *name);
name_fault name_check(dixit_text name);
/* The family name: before the first comma, else the last word; what stands in braces is one word. */
dixit_text name_family(dixit_text name);

#endif
