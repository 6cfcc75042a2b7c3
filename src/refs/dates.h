/* Dates and page ranges as bibliographies write them. */
#ifndef DIXIT_REFS_DATES_H
#define DIXIT_REFS_DATES_H

#include "base/text.h"

typedef enum date_fault {
  DATE_FINE = 0,
  DATE_FORM,      /* not of the form YYYY-MM-DD or a part of it */
  DATE_CALENDAR,  /* a month or day that does not exist */
  DATE_ORDER      /* a range that ends before it begins */
} date_fault;

/* A date, or what is known of it: month and day 0 where it does not say. */
typedef struct date_value {
  int32_t year;
  int32_t month;
  int32_t day;
} date_value;

/* A date of EDTF level 0 and 1, as biblatex has it: "2015", "2015-03", "2015-03-21", "1999/2001", "2004-22", "199X",
 * "2004?", with a time too. *first is where it starts (year 0 when that is open). */
date_fault date_check(dixit_text text, date_value *first);
/* As number YYYYMMDD, missing parts as the earliest (`last` false) or latest they can be. */
int32_t date_number(date_value date, bool last);

/* A BibTeX year: "2015", "[2015]", "1999--2001", "c. 1900", "in press". DATE_FORM only for what looks like a number of
 * four digits and is none. */
date_fault year_check(dixit_text text, int32_t *year);
/* The month 1 to 12 a word or number stands for ("3", "mar", "March", "Mar."), 0 when it is none of them. */
int32_t month_find(dixit_text text);
/* The English name of the month most likely meant by a misspelt one, or NULL. */
const char *month_meant(dixit_text text);

typedef enum pages_fault {
  PAGES_FINE = 0,
  PAGES_BACKWARD, /* a range ends before it begins */
  PAGES_MIXED     /* it begins with an arabic number and ends with a roman one */
} pages_fault;

/* First and last page of a range, where both are plain numbers; 0 where not. */
typedef struct page_range {
  uint32_t first;
  uint32_t last;
} page_range;

/* "123--45", "xii-xv", "S1-S9", "e123", "12, 15-18". *at is the range a fault is about; *whole spans all ranges that
 * are numbers. Ends may be shortened: "123-45" is 123 to 145, "1103-7" is 1103 to 1107. */
pages_fault pages_check(dixit_text text, dixit_span *at, page_range *whole);

#endif
