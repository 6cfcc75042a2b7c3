/* What directives and roles of reStructuredText do to prose: two tables. */
#ifndef DIXIT_DOC_RST_NAMES_H
#define DIXIT_DOC_RST_NAMES_H

#include "base/text.h"

typedef enum rst_directive_kind {
  RST_BODY,         /* its argument is no prose, its body is; directives nobody knows too */
  RST_WORDS,        /* argument and body are prose: admonitions */
  RST_TITLED,       /* its argument is a title or caption */
  RST_QUOTE,        /* a block quotation */
  RST_CSV,          /* its argument is a caption, its body rows of a table */
  RST_FIGURE,       /* its body starts with a caption */
  RST_CODE,         /* no prose */
  RST_MATH,         /* no prose */
  RST_SKIP,         /* nothing to see */
  RST_INCLUDE,      /* its argument is a file */
  RST_BIBLIOGRAPHY  /* its arguments are files of references */
} rst_directive_kind;

typedef enum rst_role_kind {
  RST_NOUN,   /* stands in a noun's place; roles nobody knows too */
  RST_PLAIN,  /* its words are prose */
  RST_EMPHASIS,
  RST_STRONG,
  RST_TITLE,  /* "title <target>": the title is prose, a target alone a noun */
  RST_CITE,   /* keys of works */
  RST_CITE_IN_TEXT
} rst_role_kind;

uint8_t rst_directive_find(dixit_text name);
uint8_t rst_role_find(dixit_text name);

#endif
