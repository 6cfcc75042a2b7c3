/* What LaTeX's commands and environments do to prose: two tables. */
#ifndef DIXIT_DOC_LATEX_COMMANDS_H
#define DIXIT_DOC_LATEX_COMMANDS_H

#include "base/text.h"

typedef enum latex_action {
  LATEX_UNKNOWN,       /* the command goes, what stands in its braces is prose */
  LATEX_SKIP,          /* the command and `count` arguments are no prose */
  LATEX_NOUN,          /* likewise, but they take a noun's place: "\ref{x}" */
  LATEX_BLANK,         /* a blank: "\ ", "\\" */
  LATEX_PARAGRAPH,     /* ends a paragraph */
  LATEX_HEADING,       /* its argument is a heading of level `count` */
  LATEX_TITLE,
  LATEX_CAPTION,
  LATEX_FOOTNOTE,
  LATEX_FOOTNOTE_MARK, /* a mark whose words stand elsewhere */
  LATEX_FOOTNOTE_TEXT, /* those words */
  LATEX_EMPHASIS,
  LATEX_STRONG,
  LATEX_QUOTE,         /* `count` arguments, then the quoted words: csquotes */
  LATEX_CITE_QUOTE,    /* likewise, with a key before the words */
  LATEX_CITE,          /* `count` arguments, each with an option before it, then keys */
  LATEX_CITE_IN_TEXT,  /* the author's name stands in the sentence */
  LATEX_CITES,         /* several, each with its own options */
  LATEX_NOCITE,
  LATEX_LINK,          /* an address and words */
  LATEX_URL,
  LATEX_BIBLIOGRAPHY,  /* files of entries, with commas */
  LATEX_INCLUDE,       /* a file of text */
  LATEX_ITEM,
  LATEX_BIBITEM,
  LATEX_BEGIN,
  LATEX_END,
  LATEX_VERBATIM,      /* "\verb|x|" */
  LATEX_DEFINE         /* "\def\x#1{...}" */
} latex_action;

typedef struct latex_command {
  const char *name;
  uint8_t action;
  uint8_t count;
} latex_command;

/* By name, without backslash and star. Never NULL. */
const latex_command *latex_command_find(dixit_text name);

typedef enum latex_environment {
  LATEX_PLAIN,       /* its content is prose as before */
  LATEX_VERBATIM_ENV,/* no prose, and no commands */
  LATEX_MATH,
  LATEX_QUOTATION,
  LATEX_CITED_QUOTATION, /* options and a key follow its name */
  LATEX_LIST,
  LATEX_TABLE,
  LATEX_REFERENCES,
  LATEX_DOCUMENT
} latex_environment;

enum { LATEX_ENVIRONMENTS_MAX = 64 };

/* By name, without star. *arguments: how many in braces follow its name. *row: its number, below
 * LATEX_ENVIRONMENTS_MAX; all that are not known have one. */
latex_environment latex_environment_find(dixit_text name, uint32_t *arguments, uint32_t *row);

#endif
