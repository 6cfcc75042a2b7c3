/* What the inline parser finds in the words of one block: items, in order; what no item covers is text.
 *
 * Made by markdown_inlines.c from left to right, settled by markdown_emphasis.c (delimiters) and markdown_brackets.c
 * (links, notes, citations) on the way, turned into runs and citations by markdown_emit.c. All places are bytes of the
 * view (markdown_view.h). */
#ifndef DIXIT_DOC_MARKDOWN_ITEMS_H
#define DIXIT_DOC_MARKDOWN_ITEMS_H

#include "doc/document.h"
#include "doc/labels.h"
#include "doc/markdown_view.h"

typedef enum md_item_kind {
  ITEM_SKIP,       /* markup */
  ITEM_CHAR,       /* stands for code point `value` */
  ITEM_BREAK,      /* the end of a line; `end` is where the next one starts */
  ITEM_OPAQUE,     /* code, mathematics */
  ITEM_DELIMITER,  /* "*", "_", "~"; `value`: in delimiters */
  ITEM_OPEN,       /* "[", "![", "^["; `bracket` says what came of it; `value`: its ITEM_CLOSE */
  ITEM_CLOSE,      /* "]", and of a link its target */
  ITEM_KEY,        /* "@key"; `link` */
  ITEM_FOOTNOTE,   /* "[^label]"; `link` */
  ITEM_URL         /* a bare link; `link` */
} md_item_kind;

typedef enum md_bracket {
  BRACKET_TEXT,       /* nothing: it is text */
  BRACKET_UNDEFINED,  /* text that looks like a link to a label nobody defines; `link` */
  BRACKET_LINK,       /* `link` */
  BRACKET_IMAGE,
  BRACKET_SPAN,       /* "[words]{.class}" */
  BRACKET_NOTE,       /* "^[words]" */
  BRACKET_CITATIONS   /* "[see @a; @b]": the keys between it and its close */
} md_bracket;

typedef struct md_item {
  uint32_t start;
  uint32_t end;
  uint32_t value;
  uint32_t link;
  uint8_t kind;
  uint8_t bracket;
} md_item;

/* What a citation is to hold, on its way. end: of the whole marker. */
typedef struct md_link {
  dixit_span key;
  dixit_span locator;
  uint32_t end;
  uint8_t kind;   /* a dixit_citation_kind */
  uint8_t flags;
} md_link;

/* A run of equal delimiters. count: those not used yet; length: all. previous, next: on the stack, or DIXIT_NONE.
 * The rest: how many emphases of each sort begin and end at it. */
typedef struct md_delimiter {
  uint32_t item;
  uint32_t previous;
  uint32_t next;
  uint32_t count;
  uint32_t length;
  uint32_t open_weak;
  uint32_t open_strong;
  uint32_t close_weak;
  uint32_t close_strong;
  char mark;
  bool can_open;
  bool can_close;
} md_delimiter;

/* An open bracket on the stack. delimiter: the stack's top when it was opened. keys: how many there were before it. */
typedef struct md_opener {
  uint32_t item;
  uint32_t delimiter;
  uint32_t keys;
  md_bracket kind;     /* BRACKET_LINK, _IMAGE or _NOTE: what it may become */
  bool active;         /* no link has been found inside it */
  bool bracket_after;  /* another bracket was opened inside it */
} md_opener;

/* An inline note whose words wait for their own block: its ITEM_OPEN. */
typedef struct md_note {
  uint32_t item;
} md_note;

enum { BACKTICK_LIMIT = 80 };

/* floor: nothing before it is looked at again: the end of the last item or escaped character. dialect: 0 unknown, 1 a
 * bare "@word" is no citation, 2 it is. The rest, up to view, remembers searches that failed, so that none is repeated:
 * backticks[n]: the last run of n of them, absent: terminators not found, math_close: the next "$" that may close. */
typedef struct md_inline {
  dixit_doc *doc;
  arena *scratch;
  label_table labels;
  uint8_t dialect;
  uint32_t floor;
  uint32_t key_count;
  uint32_t last_delimiter;
  uint32_t script_close;
  uint32_t math_close;
  uint32_t absent;
  bool backticks_known;
  uint32_t backticks[BACKTICK_LIMIT + 1];
  md_view view;
  ARRAY(md_item) items;
  ARRAY(md_link) links;
  ARRAY(md_delimiter) delimiters;
  ARRAY(md_opener) openers;
  ARRAY(md_note) notes;
  ARRAY(dixit_reference) note_references; /* of the whole document */
} md_inline;

/* Add an item; what lies before its end is settled. NULL when there is no memory. */
static inline md_item *item_add(md_inline *self, md_item_kind kind, size_t start, size_t end)
{
  md_item *item = ARRAY_ADD(self->scratch, self->items);
  if (!item)
    return NULL;
  item->start = (uint32_t)start;
  item->end = (uint32_t)end;
  item->kind = (uint8_t)kind;
  self->floor = (uint32_t)end;
  return item;
}

/* Add a link; its index, or DIXIT_NONE when there is no memory. */
static inline uint32_t link_add(md_inline *self, dixit_citation_kind kind, dixit_span key, size_t end)
{
  md_link *link = ARRAY_ADD(self->scratch, self->links);
  if (!link)
    return DIXIT_NONE;
  link->kind = (uint8_t)kind;
  link->key = key;
  link->locator = span_of(key.end, key.end);
  link->end = (uint32_t)end;
  return self->links.count - 1;
}

#endif
