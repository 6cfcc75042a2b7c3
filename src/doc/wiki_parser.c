/* What is open in a wikitext, and how it is written: words, nouns, notes behind their paragraph, lists and tables that
 * end. Knows no markup. */
#include "doc/wiki_parser.h"

enum { DEPTH_LIMIT = 8 };

char wiki_byte(const wiki_parser *self, uint32_t at)
{
  return at < self->text.length ? self->text.bytes[at] : '\0';
}

dixit_text wiki_slice(const wiki_parser *self, dixit_span span)
{
  return text_of(self->text.bytes + span.start, span_length(span));
}

uint32_t wiki_line_end(const wiki_parser *self, uint32_t at, uint32_t end)
{
  const char *feed = at < end ? memchr(self->text.bytes + at, '\n', end - at) : NULL;
  return feed ? (uint32_t)(feed - self->text.bytes) : end;
}

/* ---- words ---- */

void wiki_words(wiki_parser *self, uint32_t start, uint32_t end)
{
  if (!self->silent && start < end)
    prose_text(&self->out, start, end);
}

void wiki_noun(wiki_parser *self, uint32_t start, uint32_t end)
{
  if (!self->silent)
    prose_opaque(&self->out, start, end);
}

/* ---- parts of the text ---- */

void wiki_read_inside(wiki_parser *self, dixit_span words, bool lines)
{
  prose around = self->out;
  uint32_t list = self->list, item = self->item, base = self->table_base;
  if (self->depth >= DEPTH_LIMIT)
    return;
  self->depth++;
  self->list = self->item = DIXIT_NONE;
  self->table_base = self->table_count;
  self->out.flags = 0;
  self->out.link = DIXIT_NONE;
  self->read_part(self, words, lines);
  wiki_close_list(self, words.end);
  while (self->table_count > self->table_base)
    wiki_close_table(self, words.end);
  prose_close(&self->out);
  self->list = list;
  self->item = item;
  self->table_base = base;
  self->depth--;
  around.block = DIXIT_NONE;
  self->out = around;
}

void wiki_read_silently(wiki_parser *self, dixit_span words)
{
  if (self->depth >= DEPTH_LIMIT || span_is_empty(words))
    return;
  self->depth++;
  self->silent++;
  self->read_part(self, words, false);
  self->silent--;
  self->depth--;
}

/* ---- what ends ---- */

static void read_note(wiki_parser *self, const wiki_note *waiting)
{
  uint32_t parent = self->out.parent;
  uint8_t kind = self->out.kind;
  uint32_t block = prose_block(&self->out, DIXIT_FOOTNOTE, waiting->span.start, waiting->span.end);
  if (block == DIXIT_NONE)
    return;
  self->out.parent = block;
  self->out.kind = DIXIT_PARAGRAPH;
  wiki_read_inside(self, waiting->words, false);
  self->out.parent = parent;
  self->out.kind = kind;
}

void wiki_end_paragraph(wiki_parser *self)
{
  prose_close(&self->out);
  self->out.flags = 0;
  self->out.link = DIXIT_NONE;
  if (self->depth || self->silent)
    return;
  for (uint32_t i = 0; i < self->notes.count && !self->scratch.failed; i++) { /* grows: notes in notes */
    wiki_note waiting = self->notes.items[i];
    read_note(self, &waiting);
  }
  self->notes.count = 0;
}

void wiki_queue_note(wiki_parser *self, dixit_span span, dixit_span words)
{
  wiki_note *waiting = ARRAY_ADD(&self->scratch, self->notes);
  if (waiting)
    *waiting = (wiki_note){span, words};
}

void wiki_close_list(wiki_parser *self, uint32_t at)
{
  if (self->list == DIXIT_NONE)
    return;
  wiki_end_paragraph(self);
  self->out.parent = self->doc->blocks.items[self->list].parent;
  self->doc->blocks.items[self->list].span.end = self->doc->blocks.items[self->item].span.end = at;
  self->list = self->item = DIXIT_NONE;
}

void wiki_close_table(wiki_parser *self, uint32_t at)
{
  wiki_end_paragraph(self);
  dixit_block *block = &self->doc->blocks.items[self->tables[--self->table_count]];
  block->span.end = at;
  self->out.parent = block->parent;
  self->out.kind = self->table_count ? DIXIT_TABLE_CELL : DIXIT_PARAGRAPH;
}
