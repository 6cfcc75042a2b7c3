/* What readers write: blocks and their runs, citations with their runs, one after the other.
 *
 * For readers of formats whose prose stands in the source line by line (LaTeX, MediaWiki, HTML ...). A leaf block opens
 * with its first word and ends with its last. */
#ifndef DIXIT_DOC_PROSE_H
#define DIXIT_DOC_PROSE_H

#include "doc/document.h"

/* block: the open leaf, or DIXIT_NONE. kind, level: of the next leaf. parent, quoted: where it will stand. flags:
 * DIXIT_RUN_... of what is written. link: the citation of the link it stands in, or DIXIT_NONE. */
typedef struct prose {
  dixit_doc *doc;
  uint32_t block;
  uint32_t parent;
  uint32_t link;
  uint8_t kind;
  uint8_t level;
  uint8_t quoted;
  uint8_t flags;
} prose;

void prose_init(prose *self, dixit_doc *doc);
/* Bytes of text. Line ends in them, with the blanks around, read as one blank; blanks at the start are left out where a
 * leaf begins or a blank stands before. */
void prose_text(prose *self, uint32_t start, uint32_t end);
/* Bytes that stand for one character, for a blank, for a noun. */
void prose_char(prose *self, uint32_t start, uint32_t end, uint32_t code);
void prose_blank(prose *self, uint32_t start, uint32_t end);
void prose_opaque(prose *self, uint32_t start, uint32_t end);
/* A citation, with its run when `shown`; its index, or DIXIT_NONE when there is no memory. */
uint32_t prose_cite(prose *self, dixit_citation_kind kind, dixit_span span, dixit_span key, bool shown);
/* Does a link's target lead to the same site: "#part", "page.html", "/about"? */
bool prose_is_internal(dixit_text target);
/* Bytes from "&" on that stand for one or two characters; entity_scan() has found them. */
void prose_entity(prose *self, uint32_t start, uint32_t end, const uint32_t codes[2]);
/* End the open leaf, if there is one. */
void prose_close(prose *self);
/* A block that holds others, or has no prose; its index, or DIXIT_NONE. The open leaf ends. */
uint32_t prose_block(prose *self, dixit_block_kind kind, uint32_t start, uint32_t end);
/* A file the text names; an empty name is none. */
void prose_file(dixit_doc *doc, dixit_span name, dixit_file_kind kind);
/* The next part of a list from *at on, blanks taken off; false at its end. Empty parts are none. */
bool prose_next_part(const dixit_doc *doc, dixit_span list, char separator, uint32_t *at, dixit_span *part);
/* A reference of the document. */
dixit_reference *prose_reference(prose *self, dixit_reference_kind kind, dixit_span span, dixit_span key,
                                 dixit_span content);
/* Put citations and references into the order of the text; readers that write notes after their paragraph need it. */
void prose_sort(dixit_doc *doc);

#endif
