/* Identifiers of works and people: which are possible, by their form and check digits alone; nothing is looked up. */
#ifndef DIXIT_REFS_IDENTIFIERS_H
#define DIXIT_REFS_IDENTIFIERS_H

#include "base/text.h"

typedef enum identifier_fault {
  IDENTIFIER_FINE = 0,
  IDENTIFIER_LENGTH,     /* too many or too few digits */
  IDENTIFIER_CHARACTER,  /* a character that cannot stand there */
  IDENTIFIER_CHECK,      /* the check digit does not fit */
  IDENTIFIER_PREFIX,     /* it cannot start so */
  IDENTIFIER_RANGE,      /* a number or month that does not exist (yet) */
  IDENTIFIER_ENDING      /* punctuation or markup stuck to its end */
} identifier_fault;

/* meant: what was meant, where only one thing can be; else "". */
typedef struct identifier_check {
  identifier_fault fault;
  char meant[64];
} identifier_check;

enum { IDENTIFIERS_IN_LIST = 8 };

/* The identifiers in a field that may hold several ("0-19-852663-6, 978..."): their places in `text`; how many. What
 * stands in brackets behind them is passed over. */
uint32_t isbn_split(dixit_text text, dixit_span out[IDENTIFIERS_IN_LIST]);

/* ISBN-10, ISBN-13. */
identifier_check isbn_check(dixit_text text);
/* The 13 digits of a correct ISBN of either length; false when it is none. */
bool isbn_normalize(dixit_text text, char out[14]);
identifier_check issn_check(dixit_text text);
/* ORCID iDs, with or without "https://orcid.org/": ISNIs of the blocks set aside for them. */
identifier_check orcid_check(dixit_text text);

/* The DOI in a text that may have "doi:" or "https://doi.org/" before it and punctuation behind it. Empty when there is
 * none. */
dixit_span doi_find(dixit_text text);
/* As a field's value: anything but the bare DOI has `meant`. */
identifier_check doi_check(dixit_text text);
identifier_check arxiv_check(dixit_text text);
identifier_check pmid_check(dixit_text text);
identifier_check pmcid_check(dixit_text text);
identifier_check handle_check(dixit_text text);

#endif
