/* The state in which Markdown's lines become blocks. */
#ifndef DIXIT_DOC_MARKDOWN_BLOCK_PARSER_H
#define DIXIT_DOC_MARKDOWN_BLOCK_PARSER_H

#include "doc/markdown_lines.h"
#include "doc/markdown_structure.h"
#include "doc/markdown_view.h"

enum { BLOCK_NESTING = 100, BLOCK_DIRECTIVES = 8, CODE_INDENT = 4 };

/* Containers that are no block of the document. */
enum { CONTAINER_ROOT = 100, CONTAINER_ALERT = 101 };

/* block: its own block, or that of the container around it when it has none. end: of what it holds so far.
 * offset: how far an item's content is indented. mark: of a list's markers, or of the fence around a quotation. empty:
 * an item without content so far. */
typedef struct block_container {
  uint32_t block;
  uint32_t end;
  uint32_t offset;
  uint32_t reference;
  uint8_t kind;
  char mark;
  bool empty;
} block_container;

/* The block that takes lines. HTML, FENCE, INDENTED and MATH keep none of them. */
typedef enum leaf_kind {
  LEAF_NONE,
  LEAF_PARAGRAPH,
  LEAF_TABLE,
  LEAF_FENCE,
  LEAF_INDENTED,
  LEAF_HTML,
  LEAF_MATH
} leaf_kind;

/* A fence whose words are prose: "```{note}", ":::{note}", "::: {.wide}". depth: of its container, when it is a
 * quotation: "```{epigraph}"; 0 otherwise. */
typedef struct directive_fence {
  uint32_t count;
  uint32_t depth;
  char mark;
} directive_fence;

/* directives: the fences that are open; options: lines of ":name: value" may follow the last one.
 * matched: how many containers the line continues. first, indent, blank: what stands at the cursor. leaf_block,
 * leaf_mark, leaf_count: the open leaf; of a fence its mark and their number, of HTML its kind as count. */
typedef struct block_parser {
  dixit_doc *doc;
  arena *scratch;
  md_structure *out;
  md_view view;
  block_container stack[BLOCK_NESTING + 1];
  uint32_t depth;
  uint32_t matched;
  line_cursor cursor;
  uint32_t first;
  uint32_t indent;
  bool blank;
  leaf_kind leaf;
  uint32_t leaf_block;
  uint32_t leaf_count;
  char leaf_mark;
  uint8_t quoted;
  bool options;
  directive_fence directives[BLOCK_DIRECTIVES];
  uint32_t directive_count;
} block_parser;

/* What looking for a block's start came to. */
typedef enum start_result { START_NONE, START_CONTAINER, START_LEAF } start_result;

/* The innermost open container. */
block_container *block_top(block_parser *self);
/* See what stands at the cursor: indent, first, blank. */
void block_measure(block_parser *self);

/* The innermost container holds what goes to `end`. */
void block_extend(block_parser *self, uint32_t end);
/* A new innermost container that the line continues; the caller has looked for room. */
block_container *block_push(block_parser *self, uint8_t kind, uint32_t block, uint32_t end);
void block_close_container(block_parser *self);
/* Move the cursor past a marker that ends at `end`, and past blanks after it. */
void block_skip_marker(block_parser *self, uint32_t end, uint32_t blanks);

/* A new block in the innermost container; its index, or DIXIT_NONE when there is no memory. */
uint32_t block_add(block_parser *self, dixit_block_kind kind, dixit_span span);
/* A line of prose of the block added last. */
void block_add_line(block_parser *self, md_block *block, dixit_span words);

/* Open a leaf where the line stands: what it does not continue is closed. */
void block_open_leaf(block_parser *self, leaf_kind leaf, dixit_block_kind kind, dixit_span span);
void block_close_leaf(block_parser *self);
/* Close the leaf and the containers the line does not continue. */
void block_close_unmatched(block_parser *self);
/* Take link definitions off the start of the open paragraph. False when nothing else is left of it. */
bool block_take_definitions(block_parser *self);
/* Blanks at the end of a paragraph's last line are none of its words. */
void block_trim_last_line(block_parser *self, const md_block *block);

#endif
