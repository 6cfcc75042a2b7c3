/* The LaTeX reader's state: what is open, and how it is written. */
#ifndef DIXIT_DOC_LATEX_PARSER_H
#define DIXIT_DOC_LATEX_PARSER_H

#include "doc/latex_commands.h"
#include "doc/latex_scan.h"
#include "doc/prose.h"

enum { LATEX_DEPTH_LIMIT = 8, LATEX_ENVIRONMENT_LIMIT = 100 };

/* An open "{", or the argument of a command. flags, link: of the prose around it. closing: the quotation mark it ends
 * with, or 0. */
typedef struct latex_group {
  uint32_t link;
  uint32_t closing;
  uint8_t flags;
} latex_group;

/* An open environment: its block, or that around it when it has none. item: an item of the list is open. */
typedef struct latex_open_block {
  dixit_span name;
  uint32_t block;
  uint32_t item;
  uint32_t parent;
  uint8_t kind;
  uint8_t quoted;
} latex_open_block;

/* A footnote that waits for its paragraph's end. key: what its mark has too, where that stands elsewhere. */
typedef struct latex_note {
  dixit_span span;
  dixit_span key;
  dixit_span words;
} latex_note;

/* silent: before \begin{document}. ended: behind \end{document}. absent: environments that are closed nowhere, a bit
 * each; no_math: a bit each for "\)" and "\]". reference: of the \bibitem being read. */
typedef struct latex_parser {
  dixit_doc *doc;
  arena scratch;
  latex_text text;
  prose out;
  ARRAY(latex_group) groups;
  ARRAY(latex_note) notes;
  latex_open_block stack[LATEX_ENVIRONMENT_LIMIT];
  uint32_t environments;
  uint32_t base; /* of groups and environments of the part being read: those below are others' */
  uint32_t environment_base;
  uint32_t depth;
  uint32_t quotes;
  uint32_t reference;
  uint64_t absent;
  uint32_t no_math;
  bool silent;
  bool ended;
  void (*read_part)(struct latex_parser *self, uint32_t at, uint32_t end); /* the pass over a part of the text */
} latex_parser;

dixit_text latex_slice(const latex_parser *self, dixit_span span);
/* The byte at `at`; NUL behind the end of the part being read. */
char latex_byte(const latex_parser *self, uint32_t at);
/* Past "*" and "+", which change a command. */
uint32_t latex_skip_star(const latex_parser *self, uint32_t at);

/* The paragraph ends; its footnotes follow, and theirs. */
void latex_end_paragraph(latex_parser *self);
/* Words as a block of their own. */
void latex_leaf(latex_parser *self, dixit_block_kind kind, uint8_t level, dixit_span words);

/* Bytes of text, for a blank, for a character, for a noun; nothing where the reader is silent. */
void latex_words(latex_parser *self, uint32_t start, uint32_t end);
void latex_blank(latex_parser *self, uint32_t start, uint32_t end);
void latex_char(latex_parser *self, uint32_t start, uint32_t end, uint32_t code);
void latex_noun(latex_parser *self, uint32_t start, uint32_t end);

/* A group opens: with these flags on, to be closed with a quotation mark (or 0), within a link (or DIXIT_NONE). */
void latex_push_group(latex_parser *self, uint8_t flags, uint32_t closing, uint32_t link);
/* The "}" at `at`; the byte after it. */
uint32_t latex_pop_group(latex_parser *self, uint32_t at);
/* The words in the braces behind `at` get these flags. */
uint32_t latex_open_words(latex_parser *self, uint32_t at, uint8_t flags);

/* kind: a latex_environment. */
void latex_open_environment(latex_parser *self, dixit_span name, uint8_t kind, uint32_t start);
/* The innermost environment, whose "\end" stands between the two. */
void latex_close_environment(latex_parser *self, uint32_t start, uint32_t end);
/* The list's open item ends before `at`. */
void latex_close_item(latex_parser *self, latex_open_block *open, uint32_t at);
/* The \bibitem being read ends before `at`. */
void latex_close_reference(latex_parser *self, uint32_t at);

#endif
