/* The wikitext reader's state: what is open, and how it is written. */
#ifndef DIXIT_DOC_WIKI_PARSER_H
#define DIXIT_DOC_WIKI_PARSER_H

#include "doc/prose.h"
#include "doc/wiki_scan.h"

enum { WIKI_TABLE_LIMIT = 20 };

/* A note that waits for its paragraph's end. */
typedef struct wiki_note {
  dixit_span span;
  dixit_span words;
} wiki_note;

/* tables: the blocks of those that are open; below table_base they are around the part being read. list, item: the open
 * ones, or DIXIT_NONE. depth: of parts in notes, cells and parameters; nesting: of read_part in itself. silent: within
 * parameters that are no prose. defining: within <references>, where notes are defined, not cited. */
typedef struct wiki_parser {
  dixit_doc *doc;
  arena scratch;
  wiki_text text;
  prose out;
  ARRAY(wiki_note) notes;
  uint32_t tables[WIKI_TABLE_LIMIT];
  uint32_t table_count;
  uint32_t table_base;
  uint32_t list;
  uint32_t item;
  uint32_t depth;
  uint32_t nesting;
  uint32_t silent;
  uint32_t defining;
  void (*read_part)(struct wiki_parser *self, dixit_span part, bool lines); /* the pass over a part of the text */
} wiki_parser;

dixit_text wiki_slice(const wiki_parser *self, dixit_span span);
/* The byte at `at`; NUL behind the end of the part being read. */
char wiki_byte(const wiki_parser *self, uint32_t at);
/* Where the line ends that `at` stands in; `end` at most. */
uint32_t wiki_line_end(const wiki_parser *self, uint32_t at, uint32_t end);

/* Bytes of text, for a noun; nothing where the reader is silent. */
void wiki_words(wiki_parser *self, uint32_t start, uint32_t end);
void wiki_noun(wiki_parser *self, uint32_t start, uint32_t end);

/* Read words that are a leaf of their own or, with `lines`, stand in a container; the state around them stays. */
void wiki_read_inside(wiki_parser *self, dixit_span words, bool lines);
/* Read words that are no prose, for the notes in them. */
void wiki_read_silently(wiki_parser *self, dixit_span words);

/* The paragraph ends; its notes follow, and theirs. */
void wiki_end_paragraph(wiki_parser *self);
/* A note's words are to be read behind the paragraph. */
void wiki_queue_note(wiki_parser *self, dixit_span span, dixit_span words);
/* The open list, if there is one, and the innermost table end at `at`. */
void wiki_close_list(wiki_parser *self, uint32_t at);
void wiki_close_table(wiki_parser *self, uint32_t at);

#endif
