/* What the elements of HTML do to prose: a table. */
#ifndef DIXIT_DOC_HTML_ELEMENTS_H
#define DIXIT_DOC_HTML_ELEMENTS_H

#include "base/text.h"

typedef enum html_role {
  HTML_INLINE,    /* words go on through it; elements nobody knows too */
  HTML_EMPHASIS,
  HTML_STRONG,
  HTML_DELETED,
  HTML_SUP,       /* raised: where marks of footnotes stand */
  HTML_LINK,
  HTML_Q,         /* prints quotation marks */
  HTML_NOUN,      /* code and the like: stands in a noun's place */
  HTML_BLOCK,     /* paragraphs end where it starts and ends */
  HTML_CONTENT,   /* the same; what a page is about stands in it, if there is one */
  HTML_HEADER,    /* the same within content, of the whole site elsewhere */
  HTML_FOOTER,    /* says who spoke within a quotation, of the whole site elsewhere */
  HTML_PARAGRAPH,
  HTML_HEADING,   /* `level` */
  HTML_LIST,
  HTML_ITEM,
  HTML_QUOTE,
  HTML_TABLE,
  HTML_ROW,
  HTML_CELL,
  HTML_CAPTION,
  HTML_CODE,      /* a block without prose */
  HTML_SKIP,      /* nothing in it is prose */
  HTML_RAW,       /* the same, and no tags are read in it */
  HTML_BREAK,     /* empty elements from here on */
  HTML_LINE,
  HTML_IMAGE,
  HTML_EMPTY
} html_role;

typedef struct html_element {
  const char *name;
  uint8_t role;
  uint8_t level;
} html_element;

/* By name, whatever the case. Never NULL: what is not in the table is HTML_INLINE. */
const html_element *html_element_find(dixit_text name);
/* Does it have no content and no end tag? */
bool html_is_empty(const html_element *element);

#endif
