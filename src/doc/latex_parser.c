/* A footnote is read behind its paragraph. \end{x} closes what was opened in x and nobody has closed. */
#include "doc/latex_parser.h"

dixit_text latex_slice(const latex_parser *self, dixit_span span)
{
  return text_of(self->text.bytes + span.start, span_length(span));
}

char latex_byte(const latex_parser *self, uint32_t at)
{
  return at < self->text.length ? self->text.bytes[at] : '\0';
}

uint32_t latex_skip_star(const latex_parser *self, uint32_t at)
{
  return at + (latex_byte(self, at) == '*' || latex_byte(self, at) == '+');
}

/* ---- paragraphs and notes ---- */

static void read_inside(latex_parser *self, dixit_span part)
{
  prose around = self->out;
  uint32_t base = self->base, environment_base = self->environment_base, groups = self->groups.count;
  uint32_t environments = self->environments, length = self->text.length, no_math = self->no_math;
  uint64_t absent = self->absent;
  bool silent = self->silent;
  if (self->depth >= LATEX_DEPTH_LIMIT)
    return;
  self->text.length = part.end;
  self->depth++;
  self->base = groups;
  self->environment_base = environments;
  self->silent = false;
  self->out.flags = 0;
  self->out.link = DIXIT_NONE;
  self->read_part(self, part.start, part.end);
  prose_close(&self->out);
  while (self->environments > environments)
    latex_close_environment(self, part.end, part.end);
  self->text.length = length;
  self->no_math = no_math;
  self->absent = absent;
  self->groups.count = groups;
  self->base = base;
  self->environment_base = environment_base;
  self->silent = silent;
  self->depth--;
  around.block = DIXIT_NONE;
  self->out = around;
}

static void read_note(latex_parser *self, const latex_note *waiting)
{
  uint32_t parent = self->out.parent;
  uint8_t kind = self->out.kind;
  uint32_t block = prose_block(&self->out, DIXIT_FOOTNOTE, waiting->span.start, waiting->span.end);
  if (block == DIXIT_NONE)
    return;
  self->out.parent = block;
  self->out.kind = DIXIT_PARAGRAPH;
  prose_reference(&self->out, DIXIT_REF_NOTE, waiting->span, waiting->key, waiting->words);
  read_inside(self, waiting->words);
  self->out.parent = parent;
  self->out.kind = kind;
}

void latex_end_paragraph(latex_parser *self)
{
  prose_close(&self->out);
  if (self->depth) /* the notes of notes come behind all of these */
    return;
  for (uint32_t i = 0; i < self->notes.count && !self->scratch.failed; i++) {
    latex_note waiting = self->notes.items[i];
    read_note(self, &waiting);
  }
  self->notes.count = 0;
}

void latex_leaf(latex_parser *self, dixit_block_kind kind, uint8_t level, dixit_span words)
{
  latex_end_paragraph(self);
  self->out.kind = (uint8_t)kind;
  self->out.level = level;
  read_inside(self, words);
  self->out.kind = DIXIT_PARAGRAPH;
  self->out.level = 0;
  latex_end_paragraph(self);
}

/* ---- text ---- */

void latex_words(latex_parser *self, uint32_t start, uint32_t end)
{
  if (!self->silent && start < end)
    prose_text(&self->out, start, end);
}

void latex_blank(latex_parser *self, uint32_t start, uint32_t end)
{
  if (!self->silent)
    prose_blank(&self->out, start, end);
}

void latex_char(latex_parser *self, uint32_t start, uint32_t end, uint32_t code)
{
  if (!self->silent)
    prose_char(&self->out, start, end, code);
}

void latex_noun(latex_parser *self, uint32_t start, uint32_t end)
{
  if (!self->silent)
    prose_opaque(&self->out, start, end);
}

/* ---- groups ---- */

void latex_push_group(latex_parser *self, uint8_t flags, uint32_t closing, uint32_t link)
{
  latex_group *opened = ARRAY_ADD(&self->scratch, self->groups);
  if (!opened)
    return;
  *opened = (latex_group){self->out.link, closing, self->out.flags};
  self->out.flags |= flags;
  if (link != DIXIT_NONE)
    self->out.link = link;
  self->quotes += closing != 0;
}

uint32_t latex_pop_group(latex_parser *self, uint32_t at)
{
  if (self->groups.count == self->base)
    return at + 1;
  latex_group closed = self->groups.items[--self->groups.count];
  self->out.flags = closed.flags;
  self->out.link = closed.link;
  if (closed.closing) {
    latex_char(self, at, at + 1, closed.closing);
    self->quotes--;
  }
  return at + 1;
}

uint32_t latex_open_words(latex_parser *self, uint32_t at, uint8_t flags)
{
  uint32_t open = latex_skip_blanks(&self->text, at);
  if (latex_byte(self, open) != '{')
    return at;
  latex_push_group(self, flags, 0, DIXIT_NONE);
  return open + 1;
}

/* ---- environments ---- */

void latex_open_environment(latex_parser *self, dixit_span name, uint8_t kind, uint32_t start)
{
  static const uint8_t blocks[] = {
    [LATEX_QUOTATION] = DIXIT_BLOCK_QUOTE, [LATEX_LIST] = DIXIT_LIST, [LATEX_TABLE] = DIXIT_TABLE};
  bool container = kind == LATEX_QUOTATION || kind == LATEX_LIST || kind == LATEX_TABLE;
  if (container || kind == LATEX_REFERENCES)
    latex_end_paragraph(self);
  if (self->environments == LATEX_ENVIRONMENT_LIMIT || self->silent)
    return;
  latex_open_block *opened = &self->stack[self->environments];
  *opened = (latex_open_block){name, DIXIT_NONE, DIXIT_NONE, self->out.parent, kind, self->out.quoted};
  if (container) {
    opened->block = prose_block(&self->out, blocks[kind], start, start);
    if (opened->block == DIXIT_NONE)
      return;
    self->out.parent = opened->block;
    self->out.quoted += kind == LATEX_QUOTATION;
  }
  self->out.kind = kind == LATEX_TABLE ? DIXIT_TABLE_CELL : DIXIT_PARAGRAPH;
  self->environments++;
}

void latex_close_item(latex_parser *self, latex_open_block *open, uint32_t at)
{
  latex_end_paragraph(self);
  if (open->item != DIXIT_NONE)
    self->doc->blocks.items[open->item].span.end = at;
  open->item = DIXIT_NONE;
}

void latex_close_reference(latex_parser *self, uint32_t at)
{
  latex_end_paragraph(self);
  if (self->reference != DIXIT_NONE)
    self->doc->references.items[self->reference].span.end = self->doc->references.items[self->reference].content.end =
      at;
  self->reference = DIXIT_NONE;
}

void latex_close_environment(latex_parser *self, uint32_t start, uint32_t end)
{
  latex_open_block *closed = &self->stack[self->environments - 1];
  if (closed->kind == LATEX_REFERENCES)
    latex_close_reference(self, start);
  if (closed->block != DIXIT_NONE) {
    latex_close_item(self, closed, start);
    self->doc->blocks.items[closed->block].span.end = end;
  }
  self->out.parent = closed->parent;
  self->out.quoted = closed->quoted;
  self->environments--; /* not before: notes read above have environments of their own */
  bool in_table =
    self->environments > self->environment_base && self->stack[self->environments - 1].kind == LATEX_TABLE;
  self->out.kind = in_table ? DIXIT_TABLE_CELL : DIXIT_PARAGRAPH;
}
