/* Runs of text that touch are joined; blanks at a leaf's ends are no runs. */
#include "doc/prose.h"

#include "base/sort.h"

void prose_init(prose *self, dixit_doc *doc)
{
  *self = (prose){.doc = doc, .block = DIXIT_NONE, .parent = DIXIT_NONE, .link = DIXIT_NONE, .kind = DIXIT_PARAGRAPH};
}

static uint32_t add_block(prose *self, uint8_t kind, uint32_t start, uint32_t end)
{
  dixit_block *block = ARRAY_ADD(&self->doc->memory, self->doc->blocks);
  if (!block)
    return DIXIT_NONE;
  block->span = span_of(start, end);
  block->parent = self->parent;
  block->first_run = self->doc->runs.count;
  block->kind = kind;
  block->quoted = self->quoted;
  return self->doc->blocks.count - 1;
}

static bool open_leaf(prose *self, uint32_t start)
{
  if (self->block != DIXIT_NONE)
    return true;
  self->block = add_block(self, self->kind, start, start);
  if (self->block == DIXIT_NONE)
    return false;
  self->doc->blocks.items[self->block].level = self->level;
  return true;
}

static dixit_run *last_run(prose *self)
{
  bool some = self->block != DIXIT_NONE && self->doc->blocks.items[self->block].run_count;
  return some ? &self->doc->runs.items[self->doc->runs.count - 1] : NULL;
}

static void add_run(prose *self, dixit_run_kind kind, uint32_t start, uint32_t end, uint32_t character)
{
  uint8_t flags = (uint8_t)(self->flags | (self->link != DIXIT_NONE ? DIXIT_RUN_LINK : 0));
  dixit_run *last = last_run(self);
  if (kind == DIXIT_RUN_TEXT && last && last->kind == DIXIT_RUN_TEXT && last->flags == flags &&
      last->span.end == start) {
    last->span.end = end;
  } else if (start < end && open_leaf(self, start)) {
    dixit_run *run = ARRAY_ADD(&self->doc->memory, self->doc->runs);
    if (!run)
      return;
    run->span = span_of(start, end);
    run->block = self->block;
    run->character = character;
    run->kind = (uint8_t)kind;
    run->flags = flags;
    self->doc->blocks.items[self->block].run_count++;
  }
  if (self->block != DIXIT_NONE && end > self->doc->blocks.items[self->block].span.end)
    self->doc->blocks.items[self->block].span.end = end;
}

void prose_blank(prose *self, uint32_t start, uint32_t end)
{
  dixit_run *last = last_run(self);
  if (last && last->kind != DIXIT_RUN_BREAK)
    add_run(self, DIXIT_RUN_BREAK, start, end, 0);
}

/* The end of the blanks from `at` on; *line_end: there is a line end among them. */
static uint32_t skip_blanks(const char *text, uint32_t at, uint32_t end, bool *line_end)
{
  *line_end = false;
  for (; at < end && ascii_is_space(text[at]); at++)
    *line_end = *line_end || text[at] == '\n' || text[at] == '\r';
  return at;
}

/* Nothing stands in the leaf yet, or a blank was written last. */
static bool is_after_blank(prose *self)
{
  const dixit_run *last = last_run(self);
  return !last || last->kind == DIXIT_RUN_BREAK ||
         (last->kind == DIXIT_RUN_TEXT && ascii_is_space(self->doc->text[last->span.end - 1]));
}

void prose_text(prose *self, uint32_t start, uint32_t end)
{
  const char *text = self->doc->text;
  uint32_t from = start;
  for (uint32_t at = start; at < end;) {
    if (!ascii_is_space(text[at])) {
      at++;
      continue;
    }
    bool line_end;
    uint32_t after = skip_blanks(text, at, end, &line_end);
    bool first = at == start && is_after_blank(self);
    if (line_end || first) {
      if (at > from)
        add_run(self, DIXIT_RUN_TEXT, from, at, 0);
      if (line_end)
        prose_blank(self, at, after);
      from = after;
    }
    at = after;
  }
  if (end > from)
    add_run(self, DIXIT_RUN_TEXT, from, end, 0);
}

void prose_char(prose *self, uint32_t start, uint32_t end, uint32_t code)
{
  add_run(self, DIXIT_RUN_CHAR, start, end, code);
}

void prose_entity(prose *self, uint32_t start, uint32_t end, const uint32_t codes[2])
{
  uint32_t first = codes[1] ? end - 1 : end; /* of two characters, the second stands at the semicolon */
  add_run(self, DIXIT_RUN_CHAR, start, first, codes[0]);
  if (codes[1])
    add_run(self, DIXIT_RUN_CHAR, first, end, codes[1]);
}

void prose_opaque(prose *self, uint32_t start, uint32_t end)
{
  add_run(self, DIXIT_RUN_OPAQUE, start, end, 0);
}

bool prose_is_internal(dixit_text target)
{
  for (size_t i = 0; i < target.length; i++) {
    char c = target.bytes[i];
    if (c == ':' && i > 0)
      return false;
    if (c == '/' && i + 1 < target.length && target.bytes[i + 1] == '/')
      return false;
    if (!ascii_is_letter(c) && !ascii_is_digit(c) && c != '+' && c != '-' && c != '.')
      return true;
  }
  return true;
}

uint32_t prose_cite(prose *self, dixit_citation_kind kind, dixit_span span, dixit_span key, bool shown)
{
  if (shown && !open_leaf(self, span.start))
    return DIXIT_NONE;
  dixit_citation *citation = ARRAY_ADD(&self->doc->memory, self->doc->citations);
  if (!citation)
    return DIXIT_NONE;
  uint32_t index = self->doc->citations.count - 1;
  citation->span = span;
  citation->key = key;
  citation->locator = span_of(key.end, key.end);
  citation->block = self->block != DIXIT_NONE ? self->block : self->doc->blocks.count ? self->doc->blocks.count - 1 : 0;
  citation->reference = citation->bibliography = citation->entry = DIXIT_NONE;
  citation->kind = (uint8_t)kind;
  if (shown)
    add_run(self, DIXIT_RUN_CITATION, span.start, span.end, index);
  return index;
}

/* Blanks at the end are no prose. */
static void trim(prose *self)
{
  const char *text = self->doc->text;
  dixit_block *block = &self->doc->blocks.items[self->block];
  for (dixit_run *last; (last = last_run(self)) != NULL;) {
    if (last->kind == DIXIT_RUN_TEXT)
      while (last->span.end > last->span.start && ascii_is_space(text[last->span.end - 1]))
        last->span.end--;
    if (last->kind != DIXIT_RUN_BREAK && !span_is_empty(last->span)) {
      block->span.end = last->span.end;
      return;
    }
    self->doc->runs.count--;
    block->run_count--;
  }
}

void prose_close(prose *self)
{
  if (self->block != DIXIT_NONE)
    trim(self);
  self->block = DIXIT_NONE;
}

uint32_t prose_block(prose *self, dixit_block_kind kind, uint32_t start, uint32_t end)
{
  prose_close(self);
  return add_block(self, (uint8_t)kind, start, end);
}

void prose_file(dixit_doc *doc, dixit_span name, dixit_file_kind kind)
{
  dixit_file *file = span_is_empty(name) ? NULL : ARRAY_ADD(&doc->memory, doc->files);
  if (!file)
    return;
  file->name = name;
  file->kind = (uint8_t)kind;
}

bool prose_next_part(const dixit_doc *doc, dixit_span list, char separator, uint32_t *at, dixit_span *part)
{
  const char *text = doc->text;
  while (*at < list.end && (text[*at] == separator || (unsigned char)text[*at] <= ' '))
    ++*at;
  uint32_t first = *at;
  while (*at < list.end && text[*at] != separator)
    ++*at;
  uint32_t last = *at;
  while (last > first && (unsigned char)text[last - 1] <= ' ')
    last--;
  *part = span_of(first, last);
  return last > first;
}

dixit_reference *prose_reference(prose *self, dixit_reference_kind kind, dixit_span span, dixit_span key,
                                 dixit_span content)
{
  dixit_reference *reference = ARRAY_ADD(&self->doc->memory, self->doc->references);
  if (!reference)
    return NULL;
  *reference = (dixit_reference){.span = span, .key = key, .content = content, .duplicate_of = DIXIT_NONE};
  reference->kind = (uint8_t)kind;
  return reference;
}

/* ---- order ---- */

/* keys[i] holds, in its low half, which record comes i-th by start. `start` is that of the first record, `stride` the
 * bytes from one to the next. NULL when there is no memory. */
static uint64_t *sort_by_start(arena *scratch, const void *start, size_t stride, uint32_t count)
{
  uint64_t *keys = arena_get(scratch, 2 * sizeof *keys * (size_t)count + 1);
  if (!keys)
    return NULL;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t at;
    memcpy(&at, (const char *)start + i * stride, sizeof at);
    keys[i] = (uint64_t)at << 32 | i;
  }
  sort_numbers(keys, keys + count, count);
  return keys;
}

static void sort_citations(dixit_doc *doc, arena *scratch)
{
  uint32_t count = doc->citations.count;
  dixit_citation *unsorted = arena_get(scratch, count * sizeof *unsorted);
  uint32_t *to = arena_get(scratch, count * sizeof *to);
  if (!unsorted || !to)
    return;
  memcpy(unsorted, doc->citations.items, count * sizeof *unsorted);
  const uint64_t *order = sort_by_start(scratch, &unsorted->span.start, sizeof *unsorted, count);
  for (uint32_t i = 0; order && i < count; i++) {
    doc->citations.items[i] = unsorted[(uint32_t)order[i]];
    to[(uint32_t)order[i]] = i;
  }
  for (uint32_t i = 0; order && i < doc->runs.count; i++)
    if (doc->runs.items[i].kind == DIXIT_RUN_CITATION)
      doc->runs.items[i].character = to[doc->runs.items[i].character];
}

static void sort_references(dixit_doc *doc, arena *scratch)
{
  uint32_t count = doc->references.count;
  dixit_reference *unsorted = arena_get(scratch, count * sizeof *unsorted);
  if (!unsorted)
    return;
  memcpy(unsorted, doc->references.items, count * sizeof *unsorted);
  const uint64_t *order = sort_by_start(scratch, &unsorted->span.start, sizeof *unsorted, count);
  for (uint32_t i = 0; order && i < count; i++)
    doc->references.items[i] = unsorted[(uint32_t)order[i]];
}

void prose_sort(dixit_doc *doc)
{
  arena scratch;
  arena_init(&scratch, &doc->memory.allocator);
  if (doc->citations.count)
    sort_citations(doc, &scratch);
  if (doc->references.count)
    sort_references(doc, &scratch);
  doc->memory.failed = doc->memory.failed || scratch.failed;
  arena_done(&scratch);
}
