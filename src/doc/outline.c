/* A container ends with the last thing read in it. Links by a name that no definition has lead to places of the same
 * document, headings for instance: they become internal links; names of bibliography entries become keys. */
#include "doc/outline.h"

#include "doc/labels.h"
#include "doc/lines.h"
#include "doc/markdown_scan.h"

enum { TAB = 8 };

void outline_init(outline *self, dixit_doc *doc, void (*read_words)(outline *self, dixit_span words))
{
  *self = (outline){.doc = doc, .read_words = read_words};
  arena_init(&self->scratch, &doc->memory.allocator);
  prose_init(&self->out, doc);
}

static void settle_links(outline *self)
{
  dixit_doc *doc = self->doc;
  label_table table;
  if (!doc->citations.count || !label_table_build(&table, &self->scratch, doc))
    return;
  for (uint32_t i = 0; i < doc->citations.count; i++) {
    dixit_citation *citation = &doc->citations.items[i];
    if (citation->kind != DIXIT_CITE_REFERENCE_LINK)
      continue;
    dixit_text key = doc_slice(doc, citation->key);
    if (label_find(&table, doc, DIXIT_REF_LINK, key) != DIXIT_NONE)
      continue;
    bool entry = label_find(&table, doc, DIXIT_REF_ENTRY, key) != DIXIT_NONE;
    citation->kind = entry ? DIXIT_CITE_KEY : DIXIT_CITE_LINK;
    citation->flags |= entry ? 0 : DIXIT_CITATION_INTERNAL;
  }
}

void outline_done(outline *self)
{
  while (self->count)
    outline_close(self);
  settle_links(self);
  prose_sort(self->doc);
  self->doc->memory.failed = self->doc->memory.failed || self->scratch.failed;
  arena_done(&self->scratch);
}

/* ---- lines ---- */

bool outline_has(const outline *self, uint32_t line)
{
  return line < self->doc->lines.count;
}

static bool is_blank(char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

dixit_span outline_line(const outline *self, uint32_t line)
{
  if (!outline_has(self, line))
    return span_of(self->doc->length, self->doc->length);
  uint32_t start = self->doc->lines.items[line], end = lines_end(self->doc, line);
  if (line == 0 && end >= 3 && memcmp(self->doc->text, "\xEF\xBB\xBF", 3) == 0)
    start = 3;
  while (start < end && is_blank(self->doc->text[start]))
    start++;
  return span_of(start, end);
}

dixit_span outline_words(const outline *self, uint32_t line)
{
  dixit_span span = outline_line(self, line);
  while (span.end > span.start && is_blank(self->doc->text[span.end - 1]))
    span.end--;
  return span;
}

uint32_t outline_indent(const outline *self, uint32_t line)
{
  uint32_t column = 0, end = outline_line(self, line).start;
  for (uint32_t at = outline_has(self, line) ? self->doc->lines.items[line] : end; at < end; at++)
    column = self->doc->text[at] == '\t' ? (column / TAB + 1) * TAB : column + (self->doc->text[at] == ' ');
  return column;
}

bool outline_is_blank(const outline *self, uint32_t line)
{
  return span_is_empty(outline_words(self, line));
}

dixit_text outline_slice(const outline *self, dixit_span span)
{
  return doc_slice(self->doc, span);
}

bool outline_starts(const outline *self, dixit_span span, const char *start)
{
  size_t length = strlen(start);
  return span_length(span) >= length && memcmp(self->doc->text + span.start, start, length) == 0;
}

uint32_t outline_skip_blanks(const outline *self, uint32_t at, uint32_t end)
{
  while (at < end && outline_is_gap(self->doc->text[at]))
    at++;
  return at;
}

dixit_span outline_trim(const outline *self, dixit_span words)
{
  while (words.start < words.end && (unsigned char)self->doc->text[words.start] <= ' ')
    words.start++;
  while (words.end > words.start && (unsigned char)self->doc->text[words.end - 1] <= ' ')
    words.end--;
  return words;
}

/* ---- blocks ---- */

static void reach_to(outline *self, uint32_t end)
{
  if (end > self->reach)
    self->reach = end;
}

static outline_level *push(outline *self, uint32_t indent)
{
  outline_level *level = &self->levels[self->count++];
  *level = (outline_level){.around = self->out, .block = DIXIT_NONE, .reference = DIXIT_NONE, .indent = indent};
  return level;
}

bool outline_enter(outline *self, uint32_t indent)
{
  if (self->count == OUTLINE_DEPTH)
    return false;
  push(self, indent);
  return true;
}

bool outline_open(outline *self, dixit_block_kind kind, dixit_span marker, uint32_t indent)
{
  if (self->count == OUTLINE_DEPTH)
    return false;
  uint32_t block = prose_block(&self->out, kind, marker.start, marker.end);
  if (block == DIXIT_NONE)
    return false;
  outline_level *level = push(self, indent);
  level->block = block;
  level->kind = (uint8_t)kind;
  self->out.parent = block;
  self->out.quoted += kind == DIXIT_BLOCK_QUOTE;
  reach_to(self, marker.end);
  return true;
}

bool outline_define(outline *self, dixit_reference_kind kind, dixit_span marker, dixit_span key, uint32_t indent)
{
  if (!outline_open(self, DIXIT_FOOTNOTE, marker, indent))
    return false;
  if (prose_reference(&self->out, kind, marker, key, span_of(marker.end, marker.end)))
    outline_top(self)->reference = self->doc->references.count - 1;
  return true;
}

void outline_close(outline *self)
{
  const outline_level *level = &self->levels[--self->count];
  if (level->block != DIXIT_NONE)
    self->doc->blocks.items[level->block].span.end = self->reach;
  dixit_reference *reference =
    level->reference != DIXIT_NONE ? &self->doc->references.items[level->reference] : NULL;
  if (reference && reference->span.end < self->reach)
    reference->span.end = reference->content.end = self->reach;
  self->out = level->around;
}

outline_level *outline_top(outline *self)
{
  return self->count ? &self->levels[self->count - 1] : NULL;
}

/* The words of a note, as a paragraph in a container of its own. */
static void read_note(outline *self, const outline_note *note)
{
  prose around = self->out;
  uint32_t block = prose_block(&self->out, DIXIT_FOOTNOTE, note->span.start, note->span.end);
  if (block == DIXIT_NONE)
    return;
  bool named = !span_is_empty(note->name);
  prose_reference(&self->out, named ? DIXIT_REF_FOOTNOTE : DIXIT_REF_NOTE, note->span, note->name, note->words);
  self->out.parent = block;
  self->out.kind = DIXIT_PARAGRAPH;
  self->out.level = 0;
  outline_inside(self, note->words, 0);
  prose_close(&self->out);
  self->out = around;
}

void outline_leaf(outline *self, dixit_block_kind kind, uint8_t level, dixit_span words)
{
  self->out.kind = (uint8_t)kind;
  self->out.level = level;
  outline_inside(self, words, 0);
  prose_close(&self->out);
  for (uint32_t i = 0; i < self->notes.count && !self->scratch.failed; i++) { /* grows: notes in notes */
    outline_note note = self->notes.items[i];
    read_note(self, &note);
  }
  self->notes.count = 0;
  self->out.kind = DIXIT_PARAGRAPH;
  self->out.level = 0;
  reach_to(self, words.end);
}

void outline_block(outline *self, dixit_block_kind kind, dixit_span span)
{
  prose_block(&self->out, kind, span.start, span.end);
  reach_to(self, span.end);
}

/* ---- words ---- */

void outline_inside(outline *self, dixit_span words, uint8_t flags)
{
  uint8_t around = self->out.flags;
  if (self->nesting == OUTLINE_NESTING || span_is_empty(words)) {
    if (!span_is_empty(words))
      prose_text(&self->out, words.start, words.end);
    return;
  }
  self->nesting++;
  self->out.flags |= flags;
  self->read_words(self, words);
  self->out.flags = around;
  self->nesting--;
}

void outline_link(outline *self, dixit_citation_kind kind, dixit_span span, dixit_span key, dixit_span words)
{
  uint32_t around = self->out.link, index = prose_cite(&self->out, kind, span, key, span_is_empty(words));
  if (index == DIXIT_NONE || span_is_empty(words))
    return;
  if (kind == DIXIT_CITE_LINK && prose_is_internal(doc_slice(self->doc, key)))
    self->doc->citations.items[index].flags |= DIXIT_CITATION_INTERNAL;
  self->out.link = index;
  outline_inside(self, words, 0);
  self->out.link = around;
}

void outline_note_here(outline *self, dixit_span span, dixit_span name, dixit_span words)
{
  bool named = !span_is_empty(name);
  dixit_citation_kind kind = named ? DIXIT_CITE_FOOTNOTE : DIXIT_CITE_INLINE_NOTE;
  if (prose_cite(&self->out, kind, span, named ? name : words, true) == DIXIT_NONE)
    return;
  outline_note *note = ARRAY_ADD(&self->scratch, self->notes);
  if (note)
    *note = (outline_note){span, named ? name : span_of(words.start, words.start), words};
}

void outline_keys(outline *self, dixit_span span, dixit_span list, char separator)
{
  dixit_span key, behind;
  uint32_t start = span.start;
  for (uint32_t at = list.start; prose_next_part(self->doc, list, separator, &at, &key);) {
    uint32_t next = at;
    bool last = !prose_next_part(self->doc, list, separator, &next, &behind);
    uint32_t end = last ? span.end : at + 1;
    if (prose_cite(&self->out, DIXIT_CITE_KEY, span_of(start, end), key, true) == DIXIT_NONE)
      return;
    start = end;
  }
}

uint32_t outline_bracket(const outline *self, uint32_t at, uint32_t end, uint32_t limit, uint32_t *next)
{
  uint32_t depth = 0, last = end - at > limit ? at + limit : end;
  const char *text = self->doc->text;
  if (*next < at) {
    const char *found = memchr(text + at, ']', end - at);
    *next = found ? (uint32_t)(found - text) : end;
  }
  if (*next >= last)
    return DIXIT_NONE;
  for (uint32_t i = at; i < last; i++) {
    depth += text[i] == '[';
    depth -= text[i] == ']';
    if (depth == 0)
      return i;
  }
  return DIXIT_NONE;
}

uint32_t outline_url(outline *self, uint32_t from, uint32_t at, uint32_t end)
{
  size_t start, stop = scan_url_at_colon(text_of(self->doc->text, end), from, at, &start);
  if (!stop)
    return at;
  dixit_span url = span_of((uint32_t)start, (uint32_t)stop);
  prose_text(&self->out, from, url.start);
  if (self->out.link == DIXIT_NONE)
    prose_cite(&self->out, DIXIT_CITE_URL, url, url, true);
  else
    prose_text(&self->out, url.start, url.end);
  return url.end;
}
