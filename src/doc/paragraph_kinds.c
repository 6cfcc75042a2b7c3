/* Formats with markup have signs for headings and tables, and mostly none for who wrote the text or what a table shows:
 * "By Ann Ode" below the title, ": Mills by town" below a table (Pandoc's table_captions). Plain text has its own
 * reader for all that (plain.c). */
#include "doc/paragraph_kinds.h"

#include "doc/shape.h"

/* A byline stands among the first blocks. */
enum { OPENING_BLOCKS = 8 };

/* The paragraph's text, without emphasis around all of it. */
static dixit_text words_of(const dixit_doc *doc, const dixit_block *block)
{
  dixit_text text = text_trimmed(doc_slice(doc, block->span));
  while (text.length > 1 && (text.bytes[0] == '*' || text.bytes[0] == '_') &&
         text.bytes[text.length - 1] == text.bytes[0])
    text = text_of(text.bytes + 1, text.length - 2);
  return text;
}

static bool is_header(uint8_t kind)
{
  return kind == DIXIT_HEADING || kind == DIXIT_TITLE || kind == DIXIT_BYLINE || kind == DIXIT_FRONT_MATTER;
}

/* Below the title: who wrote it, or when. */
static bool is_byline(const dixit_doc *doc, uint32_t index)
{
  const dixit_block *block = &doc->blocks.items[index];
  if (index == 0 || index >= OPENING_BLOCKS || !is_header(block[-1].kind) || block->parent != DIXIT_NONE)
    return false;
  dixit_text text = words_of(doc, block);
  return shape_is_byline(text) || (block[-1].kind == DIXIT_BYLINE && shape_is_date(text));
}

/* Right before or behind a table: ": ...", "Table: ...". */
static bool is_caption(const dixit_doc *doc, uint32_t index, bool behind_table)
{
  const dixit_block *block = &doc->blocks.items[index];
  bool before_table = index + 1 < doc->blocks.count && block[1].kind == DIXIT_TABLE;
  if (doc->format != DIXIT_MARKDOWN || (!behind_table && !before_table))
    return false;
  dixit_text text = doc_slice(doc, block->span);
  return text_starts_folded(text, ":") || text_starts_folded(text, "table:");
}

void paragraph_kinds_find(dixit_doc *doc)
{
  if (doc->format == DIXIT_PLAIN)
    return;
  uint8_t before = DIXIT_PARAGRAPH; /* the kind of the last block that is no part of another */
  for (uint32_t i = 0; i < doc->blocks.count; i++) {
    dixit_block *block = &doc->blocks.items[i];
    if (block->kind == DIXIT_PARAGRAPH && is_byline(doc, i))
      block->kind = DIXIT_BYLINE;
    else if (block->kind == DIXIT_PARAGRAPH && is_caption(doc, i, before == DIXIT_TABLE))
      block->kind = DIXIT_CAPTION;
    if (block->parent == DIXIT_NONE)
      before = block->kind;
  }
}
