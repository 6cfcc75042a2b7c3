/* What readers of formats that go line by line share (reStructuredText, AsciiDoc, Org): containers that are open,
 * leaves whose words are known as a whole, notes that stand within words and are read behind them. */
#ifndef DIXIT_DOC_OUTLINE_H
#define DIXIT_DOC_OUTLINE_H

#include "doc/prose.h"

enum { OUTLINE_DEPTH = 40, OUTLINE_NESTING = 10 };

/* An open container. block: DIXIT_NONE where it is no block, only a place with another indentation. indent: the column
 * its lines start at; `open`: not known until the first one. tag: what the reader wants to know of it. reference: the
 * one that ends with it, or DIXIT_NONE. */
typedef struct outline_level {
  prose around;
  uint32_t block;
  uint32_t indent;
  uint32_t tag;
  uint32_t reference;
  uint8_t kind;
  bool open;
} outline_level;

/* A note that waits for the end of the words it stands in. name: empty when it has none. */
typedef struct outline_note {
  dixit_span span;
  dixit_span name;
  dixit_span words;
} outline_note;

/* line: of doc->lines, the one to be read next. reach: the byte after what was read last. nesting: of read_words in
 * itself. */
typedef struct outline {
  dixit_doc *doc;
  prose out;
  arena scratch;
  uint32_t line;
  uint32_t reach;
  uint32_t nesting;
  outline_level levels[OUTLINE_DEPTH];
  uint32_t count;
  ARRAY(outline_note) notes;
  void (*read_words)(struct outline *self, dixit_span words);
} outline;

/* read_words: writes the prose and citations of a leaf. */
void outline_init(outline *self, dixit_doc *doc, void (*read_words)(outline *self, dixit_span words));
/* Closes what is open, puts citations in order and gives the scratch memory back. */
void outline_done(outline *self);

/* ---- lines ---- */

bool outline_has(const outline *self, uint32_t line);
/* The line without its end and the blanks before it; empty past the last. */
dixit_span outline_line(const outline *self, uint32_t line);
/* The line without blanks at both ends. */
dixit_span outline_words(const outline *self, uint32_t line);
/* The column its first character stands in; tabs go on to the next multiple of 8. */
uint32_t outline_indent(const outline *self, uint32_t line);
bool outline_is_blank(const outline *self, uint32_t line);
dixit_text outline_slice(const outline *self, dixit_span span);
bool outline_starts(const outline *self, dixit_span span, const char *start);
/* The byte at `at`; NUL behind the line. */
static inline char outline_byte(const outline *self, dixit_span line, uint32_t at)
{
  return at < line.end ? self->doc->text[at] : '\0';
}
/* Is it a blank, the line's end, or what outline_byte() gives behind it? */
static inline bool outline_is_gap(char c)
{
  return ascii_is_space(c) || c == '\0';
}
/* Past the blanks at `at`. */
uint32_t outline_skip_blanks(const outline *self, uint32_t at, uint32_t end);
/* Without blanks and control characters at both ends. */
dixit_span outline_trim(const outline *self, dixit_span words);

/* ---- blocks ---- */

/* Open a container; false when it stands too deep: then nothing is to be closed. */
bool outline_open(outline *self, dixit_block_kind kind, dixit_span marker, uint32_t indent);
/* The same for a place that is no block. */
bool outline_enter(outline *self, uint32_t indent);
/* A footnote's or bibliography entry's definition: a container with a reference that ends with it. */
bool outline_define(outline *self, dixit_reference_kind kind, dixit_span marker, dixit_span key, uint32_t indent);
/* Close the innermost one. */
void outline_close(outline *self);
/* The innermost one, or NULL. */
outline_level *outline_top(outline *self);
/* Words as a block of their own, with the notes in them behind. */
void outline_leaf(outline *self, dixit_block_kind kind, uint8_t level, dixit_span words);
/* A block without prose. */
void outline_block(outline *self, dixit_block_kind kind, dixit_span span);

/* ---- words ---- */

/* Words inside words, with these flags of runs on. */
void outline_inside(outline *self, dixit_span words, uint8_t flags);
/* Words as those of a link. */
void outline_link(outline *self, dixit_citation_kind kind, dixit_span span, dixit_span key, dixit_span words);
/* A note written where it is cited, perhaps with a name to be cited by again. */
void outline_note_here(outline *self, dixit_span span, dixit_span name, dixit_span words);
/* Keys between commas or the like in `list`, a citation each; they share the bytes of `span`. */
void outline_keys(outline *self, dixit_span span, dixit_span list, char separator);
/* The bracket that closes the one at `at`, at most `limit` bytes on and before `end`; DIXIT_NONE when there is none.
 * *next: where the next "]" stands, remembered between calls from left to right, so that many without one cost no
 * more. */
uint32_t outline_bracket(const outline *self, uint32_t at, uint32_t end, uint32_t limit, uint32_t *next);
/* A bare address whose ":" is at `at`, `from` is where text not yet written begins. The byte after it, or `at`. */
uint32_t outline_url(outline *self, uint32_t from, uint32_t at, uint32_t end);

#endif
