/* URLs as fields hold them: their form, by RFC 3986 and what is known of web archives. Nothing is fetched. */
#ifndef DIXIT_REFS_URLS_H
#define DIXIT_REFS_URLS_H

#include "refs/dates.h"

typedef enum url_fault {
  URL_FINE = 0,
  URL_SCHEME,     /* none, or one that is misspelt: `meant` says which */
  URL_HOST,       /* no host a web address can have */
  URL_BLANK,      /* a blank inside */
  URL_LOCAL,      /* a file or page of one's own computer */
  URL_NESTED,     /* an archived copy of an archived copy */
  URL_TIMESTAMP,  /* a web archive's path with a date that does not exist */
  URL_BRACKET     /* a closing bracket, quotation mark or comma stuck to its end */
} url_fault;

/* meant: of URL_SCHEME: what should stand instead of the first `meant_length` bytes. archived: the date in an archive's
 * path, year 0 when there is none. */
typedef struct url_check_result {
  url_fault fault;
  const char *meant;
  size_t meant_length;
  date_value archived;
} url_check_result;

url_check_result url_check(dixit_text text);

/* What works today and may not tomorrow. */
typedef enum url_weakness {
  URL_STRONG = 0,
  URL_TRACKING,   /* parameters that say who sent the reader */
  URL_SESSION,    /* the number of one visit */
  URL_SHORTENED   /* a service that leads on to the real address */
} url_weakness;

/* *part: which bytes of `text` it is. */
url_weakness url_find_weakness(dixit_text text, dixit_span *part);

#endif
