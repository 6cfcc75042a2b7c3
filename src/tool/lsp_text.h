/* The text of an open document, edited as its editor says. */
#ifndef DIXIT_TOOL_LSP_TEXT_H
#define DIXIT_TOOL_LSP_TEXT_H

#include "tool/lsp_json.h"

/* UTF-8. line, start: a line (from 0) and its first byte, from where the next is looked for. */
typedef struct lsp_text {
  char *bytes;
  size_t length;
  size_t room;
  uint32_t line;
  size_t start;
} lsp_text;

void lsp_text_init(lsp_text *self);
void lsp_text_free(lsp_text *self);
/* The byte of a place. What lies behind a line's end is its end, what lies inside a character its start. Lines end at
 * LF, CR and CR LF. `unit` is DIXIT_BYTES, DIXIT_UTF16 or DIXIT_CHARS. Cost: what lies between the last edit's line and
 * this one, or the text's start and this one, and the line. */
size_t lsp_text_offset(const lsp_text *self, lsp_position place, dixit_unit unit);
/* Put `added` in place of the bytes from `start` to `end`. False: no memory, or 4 GiB and more; nothing has changed.
 * Cost: that of moving what follows. */
bool lsp_text_replace(lsp_text *self, size_t start, size_t end, dixit_text added);
/* The same for places; one that ends before it starts counts from its end. */
bool lsp_text_edit(lsp_text *self, lsp_position start, lsp_position end, dixit_unit unit, dixit_text added);

#endif
