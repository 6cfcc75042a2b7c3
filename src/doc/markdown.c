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
#include <stdlib.h>

#include "doc/labels.h"
#include "doc/markdown_blocks.h"
#include "doc/markdown_emit.h"
#include "doc/markdown_inlines.h"
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
  if (!final || !label_index_build(&inline_parser.labels, scratch, doc))
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
    markdown_emit(&inline_parser);
  }
  structure->has_notes = inline_parser.note_references.count > 0;
  for (uint32_t i = 0; i < inline_parser.note_references.count; i++) {
    dixit_reference *reference = ARRAY_ADD(&doc->memory, doc->references);
    if (reference)
      *reference = inline_parser.note_references.items[i];
  }
}

/* A citation and where it stood before sorting. */
typedef struct moved_citation {
  dixit_citation citation;
  uint32_t from;
} moved_citation;

static int compare_citations(const void *a, const void *b)
{
  const moved_citation *left = a, *right = b;
  if (left->citation.span.start != right->citation.span.start)
    return left->citation.span.start < right->citation.span.start ? -1 : 1;
  return (left->from > right->from) - (left->from < right->from);
}

/* Inline notes are read after their paragraph, so what they cite is not in order yet. */
static void sort_citations(dixit_doc *doc, arena *scratch)
{
  uint32_t count = doc->citations.count;
  moved_citation *moved = arena_get(scratch, count * sizeof *moved);
  uint32_t *to = arena_get(scratch, count * sizeof *to);
  if (!moved || !to)
    return;
  for (uint32_t i = 0; i < count; i++)
    moved[i] = (moved_citation){doc->citations.items[i], i};
  qsort(moved, count, sizeof *moved, compare_citations);
  for (uint32_t i = 0; i < count; i++) {
    doc->citations.items[i] = moved[i].citation;
    to[moved[i].from] = i;
  }
  for (uint32_t i = 0; i < doc->runs.count; i++)
    if (doc->runs.items[i].kind == DIXIT_RUN_CITATION)
      doc->runs.items[i].character = to[doc->runs.items[i].character];
}

static int compare_references(const void *a, const void *b)
{
  const dixit_reference *left = a, *right = b;
  if (left->span.start != right->span.start)
    return left->span.start < right->span.start ? -1 : 1;
  return (left->span.end < right->span.end) - (left->span.end > right->span.end);
}

void reader_markdown(dixit_doc *doc)
{
  arena scratch;
  arena_init(&scratch, &doc->memory.allocator);
  md_structure structure = {0};
  markdown_blocks_read(doc, &scratch, &structure);
  read_inlines(doc, &scratch, &structure);
  if (structure.has_notes)
    sort_citations(doc, &scratch);
  if (doc->references.count)
    qsort(doc->references.items, doc->references.count, sizeof *doc->references.items, compare_references);
  doc->memory.failed = doc->memory.failed || scratch.failed;
  arena_done(&scratch);
}
