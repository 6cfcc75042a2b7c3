/* What templates of Wikipedia do to prose and citations: a table. */
#ifndef DIXIT_DOC_WIKI_TEMPLATES_H
#define DIXIT_DOC_WIKI_TEMPLATES_H

#include "base/text.h"

typedef enum wiki_template_kind {
  WIKI_UNKNOWN,    /* takes a noun's place within a line, is no prose on lines of its own */
  WIKI_SKIP,       /* nothing to see */
  WIKI_TEXT,       /* its parameter `argument` is prose */
  WIKI_QUOTE,      /* a block quotation: its words are `argument` or "text", "quote", "quotation", then who said so */
  WIKI_CITE,       /* a work: an entry */
  WIKI_SHORT,      /* "{{sfn|Brandt|1901}}": a work by author and year */
  WIKI_NOTE,       /* a footnote: its words are `argument` */
  WIKI_REUSE,      /* the same note again: "{{r|name}}" */
  WIKI_REFERENCES, /* where footnotes go; "refs" defines some */
  WIKI_CLEANUP     /* somebody asks for a source, a name, a date */
} wiki_template_kind;

typedef struct wiki_template_row {
  const char *name;
  uint8_t kind;
  uint8_t argument;
} wiki_template_row;

/* By name, whatever the case; "_" is a blank. Never NULL. */
const wiki_template_row *wiki_template_find(dixit_text name);

#endif
