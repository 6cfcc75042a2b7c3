/* Markdown to blocks, runs, citations and references.
 *
 * An own classifier, because the libraries that parse CommonMark in C report no source offsets for inlines: md4c hands
 * out text without places, cmark gives lines and columns of blocks and only roughly those of inlines, and both resolve
 * entities and escapes on the way. Here no tree is built and no text is made: the blocks are found line by line
 * (markdown_blocks.c), the words of each leaf are shown as one flat text that maps back to the source
 * (markdown_view.c), the inlines are found in one pass over it (markdown_inlines.c, and _emphasis, _brackets for what
 * has to be paired), and what is left between them is prose (markdown_emit.c).
 *
 * Follows CommonMark 0.31; GFM's tables, strikethrough, bare links, task lists, alerts and footnotes; of Pandoc's
 * Markdown: citations, inline notes, mathematics, attributes, sub- and superscripts; front matter; template tags. It
 * does not tell tight lists from loose ones, nor read grid tables, definition lists and raw LaTeX as such. */
#include "doc/labels.h"
#include "doc/markdown_blocks.h"
#include "doc/markdown_emit.h"
#include "doc/markdown_inlines.h"
#include "doc/prose.h"
#include "doc/reader.h"

/* Adds a block to the document; final[i] is where block i of the structure went. */
static bool add_block(dixit_doc *doc, const md_block *from, uint32_t *final)
{
  dixit_block *block = ARRAY_ADD(&doc->memory, doc->blocks);
  if (!block)
    return false;
  block->span = from->span;
  block->parent = from->parent == DIXIT_NONE ? DIXIT_NONE : final[from->parent];
  block->first_run = doc->runs.count;
  block->kind = from->kind;
  block->level = from->level;
  block->quoted = from->quoted;
  return true;
}

static void read_inlines(dixit_doc *doc, arena *scratch, md_structure *structure)
{
  md_inline inline_parser = {.doc = doc, .scratch = scratch};
  uint32_t *final = arena_get(scratch, (size_t)structure->blocks.count * sizeof *final + 1);
  if (!final || !label_table_build(&inline_parser.labels, scratch, doc))
    return;
  for (uint32_t i = 0; i < structure->blocks.count && !scratch->failed; i++) {
    const md_block *block = &structure->blocks.items[i];
    final[i] = doc->blocks.count;
    if (!add_block(doc, block, final))
      return;
    if (block->line_count == 0)
      continue;
    const dixit_span *lines = &structure->lines.items[block->first_line];
    if (!md_view_open(&inline_parser.view, scratch, doc->text, lines, block->line_count))
      return;
    markdown_inlines_read(&inline_parser);
    if (scratch->failed)
      return;
    markdown_emit(&inline_parser);
  }
  structure->has_notes = inline_parser.note_references.count > 0;
  for (uint32_t i = 0; i < inline_parser.note_references.count; i++) {
    dixit_reference *reference = ARRAY_ADD(&doc->memory, doc->references);
    if (reference)
      *reference = inline_parser.note_references.items[i];
  }
}

void reader_markdown(dixit_doc *doc)
{
  arena scratch;
  arena_init(&scratch, &doc->memory.allocator);
  md_structure structure = {0};
  markdown_blocks_read(doc, &scratch, &structure);
  read_inlines(doc, &scratch, &structure);
  if (structure.has_notes) /* they are read after their paragraph, with what they cite */
    prose_sort(doc);
  doc->memory.failed = doc->memory.failed || scratch.failed;
  arena_done(&scratch);
}
