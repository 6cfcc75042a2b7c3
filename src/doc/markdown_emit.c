/* Text is what stands between items. Inline notes become a citation where they stand; their words become a footnote
 * block with a paragraph after the block they stand in. */
#include "doc/markdown_emit.h"

#include "doc/front_matter.h"
#include "doc/markdown_brackets.h"
#include "doc/markdown_scan.h"
#include "doc/prose.h"

/* weak, strong, deleted: how many emphases the place is in. link: the citation of the link it is in. */
typedef struct emitter {
  md_inline *in;
  dixit_doc *doc;
  uint32_t block;
  uint32_t weak;
  uint32_t strong;
  uint32_t deleted;
  uint32_t link;
} emitter;

static uint8_t current_flags(const emitter *self)
{
  return (uint8_t)((self->weak ? DIXIT_RUN_EMPHASIS : 0) | (self->strong ? DIXIT_RUN_STRONG : 0) |
                   (self->link != DIXIT_NONE ? DIXIT_RUN_LINK : 0) | (self->deleted ? DIXIT_RUN_DELETED : 0));
}

static void add_run(emitter *self, dixit_run_kind kind, dixit_span span, uint32_t character)
{
  uint8_t flags = current_flags(self);
  dixit_block *block = &self->doc->blocks.items[self->block];
  dixit_run *last = block->run_count ? &self->doc->runs.items[self->doc->runs.count - 1] : NULL;
  if (kind == DIXIT_RUN_TEXT && last && last->kind == DIXIT_RUN_TEXT && last->flags == flags &&
      last->span.end == span.start) {
    last->span.end = span.end;
    return;
  }
  dixit_run *run = ARRAY_ADD(&self->doc->memory, self->doc->runs);
  if (!run)
    return;
  run->span = span;
  run->block = self->block;
  run->character = character;
  run->kind = (uint8_t)kind;
  run->flags = flags;
  block->run_count++;
}

static void add_text(emitter *self, uint32_t start, uint32_t end)
{
  if (start < end)
    add_run(self, DIXIT_RUN_TEXT, md_view_span(&self->in->view, start, end), 0);
}

/* ---- citations ---- */

/* A citation with the marker from `start` to `end` in the view; its index, or DIXIT_NONE without memory. */
static uint32_t add_citation(emitter *self, const md_link *link, uint32_t start, uint32_t end)
{
  md_view *view = &self->in->view;
  dixit_citation *citation = ARRAY_ADD(&self->doc->memory, self->doc->citations);
  if (!citation)
    return DIXIT_NONE;
  citation->span = md_view_span(view, start, end);
  citation->key = md_view_span(view, link->key.start, link->key.end);
  citation->locator = md_view_span(view, link->locator.start, link->locator.end);
  if (span_is_empty(citation->locator))
    citation->locator = span_of(citation->key.end, citation->key.end);
  citation->block = self->block;
  citation->reference = citation->bibliography = citation->entry = DIXIT_NONE;
  citation->kind = link->kind;
  citation->flags = link->flags;
  if (link->kind == DIXIT_CITE_LINK && prose_is_internal(doc_slice(self->doc, citation->key)))
    citation->flags |= DIXIT_CITATION_INTERNAL;
  return self->doc->citations.count - 1;
}

static void add_marker(emitter *self, const md_link *link, uint32_t start, uint32_t end)
{
  if (self->link != DIXIT_NONE) { /* a bare link or key as a link's words: the link is the citation */
    add_run(self, DIXIT_RUN_CITATION, md_view_span(&self->in->view, start, end), self->link);
    return;
  }
  uint32_t index = add_citation(self, link, start, end);
  if (index != DIXIT_NONE)
    add_run(self, DIXIT_RUN_CITATION, md_view_span(&self->in->view, start, end), index);
}

/* The last ";" between two keys, or the first key's end: where its part ends. */
static uint32_t part_end(const md_inline *in, uint32_t from, uint32_t to)
{
  for (uint32_t at = to; at > from; at--)
    if (in->view.text.bytes[at - 1] == ';')
      return at;
  return from;
}

static bool is_separator(char c)
{
  return c == ';' || c == ']';
}

/* The parts of "[see @a, p. 3; @b]", a citation each. `open` is its first item. */
static void add_group(emitter *self, uint32_t open)
{
  md_inline *in = self->in;
  uint32_t close = in->items.items[open].value;
  uint32_t start = in->items.items[open].start;
  const md_item *key = NULL;
  for (uint32_t i = open + 1; i <= close; i++) {
    const md_item *item = &in->items.items[i];
    if (item->kind != ITEM_KEY && i < close)
      continue;
    if (key) {
      md_link link = in->links.items[key->link];
      uint32_t end = i == close ? item->end : part_end(in, key->end, item->start);
      uint32_t words_end = is_separator(in->view.text.bytes[end - 1]) && end > key->end ? end - 1 : end;
      if (span_is_empty(link.locator))
        link.locator = locator_find(in->view.text, key->end, words_end);
      add_marker(self, &link, start, end);
      start = end;
    }
    key = item;
  }
}

static bool is_citing_bracket(const dixit_doc *doc, const char *at)
{
  const char *end = doc->text + doc->length;
  while (at < end && *at != ']' && *at != '\n' && *at != '[')
    at++;
  return at + 1 < end && *at == ']' && at[1] != '(' && at[1] != '[';
}

/* Does the document cite with keys, so that a bare "@word" is one and not a name on some network? It has a
 * bibliography, or "[@key]" somewhere. Looked at once. */
static bool cites_with_keys(md_inline *in)
{
  const dixit_doc *doc = in->doc;
  if (in->dialect)
    return in->dialect == 2;
  in->dialect = 1;
  dixit_span setting;
  if (doc->bibliography_count || doc->entries.count || front_matter_find(doc, "bibliography", &setting))
    in->dialect = 2;
  const char *at = doc->text, *end = doc->text + doc->length;
  while (in->dialect == 1 && (at = memchr(at, '@', (size_t)(end - at))) != NULL) {
    bool opens = at > doc->text && (at[-1] == '[' || (at[-1] == '-' && at > doc->text + 1 && at[-2] == '['));
    if (opens && is_citing_bracket(doc, at))
      in->dialect = 2;
    at++;
  }
  in->doc->keys_passed_over = in->dialect == 1;
  return in->dialect == 2;
}

/* ---- items ---- */

static void emit_delimiter(emitter *self, const md_item *item)
{
  const md_delimiter *run = &self->in->delimiters.items[item->value];
  uint32_t *weak = run->mark == '~' ? &self->deleted : &self->weak;
  uint32_t used_before = run->close_weak + 2 * run->close_strong;
  if (run->mark == '~' && run->close_weak)
    used_before = run->length;
  *weak -= run->close_weak;
  self->strong -= run->close_strong;
  add_text(self, item->start + used_before, item->start + used_before + run->count);
  *weak += run->open_weak;
  self->strong += run->open_strong;
}

/* Whatever an opening bracket became. Returns the item to go on after; *at is where text may go on. */
static uint32_t emit_open(emitter *self, uint32_t index, uint32_t *at)
{
  md_inline *in = self->in;
  const md_item *open = &in->items.items[index];
  const md_item *close = &in->items.items[open->value];
  md_note *note;
  *at = open->end;
  switch (open->bracket) {
  case BRACKET_TEXT:
    *at = open->start;
    return index;
  case BRACKET_UNDEFINED:
    *at = open->start;
    add_citation(self, &in->links.items[open->link], open->start, in->links.items[open->link].end);
    return index;
  case BRACKET_LINK:
    self->link = add_citation(self, &in->links.items[open->link], open->start, close->end);
    return index;
  case BRACKET_SPAN:
    return index;
  case BRACKET_IMAGE:
    add_run(self, DIXIT_RUN_OPAQUE, md_view_span(&in->view, open->start, close->end), 0);
    break;
  case BRACKET_NOTE:
    add_marker(self, &(md_link){.kind = DIXIT_CITE_INLINE_NOTE, .key = {open->end, close->start},
                                .locator = {close->start, close->start}}, open->start, close->end);
    note = ARRAY_ADD(in->scratch, in->notes);
    if (note)
      note->item = index;
    break;
  default:
    add_group(self, index);
  }
  *at = close->end;
  return open->value;
}

static void emit_key(emitter *self, const md_item *item, uint32_t *at)
{
  md_link link = self->in->links.items[item->link];
  bool cites = !span_is_empty(link.locator) || cites_with_keys(self->in);
  if (self->link != DIXIT_NONE || !cites) { /* a link's words, or somebody's name on some network */
    *at = item->start;
    return;
  }
  link.flags |= DIXIT_CITATION_IN_TEXT;
  add_marker(self, &link, item->start, item->end);
}

/* The items from `first` to before `last`, and the text from `at` to `end` between them. */
static void emit_items(emitter *self, uint32_t first, uint32_t last, uint32_t at, uint32_t end)
{
  md_inline *in = self->in;
  md_view *view = &in->view;
  for (uint32_t i = first; i < last; i++) {
    const md_item *item = &in->items.items[i];
    if (item->start > at)
      add_text(self, at, item->start);
    at = item->end;
    switch (item->kind) {
    case ITEM_CHAR:
      add_run(self, DIXIT_RUN_CHAR, md_view_span(view, item->start, item->end), item->value);
      break;
    case ITEM_BREAK:
      add_run(self, DIXIT_RUN_BREAK,
              span_of(md_view_source(view, item->start), md_view_source(view, item->end)), 0);
      break;
    case ITEM_OPAQUE:
      add_run(self, DIXIT_RUN_OPAQUE, md_view_span(view, item->start, item->end), 0);
      break;
    case ITEM_DELIMITER:
      emit_delimiter(self, item);
      break;
    case ITEM_OPEN:
      i = emit_open(self, i, &at);
      break;
    case ITEM_CLOSE:
      self->link = DIXIT_NONE;
      break;
    case ITEM_KEY:
      emit_key(self, item, &at);
      break;
    case ITEM_FOOTNOTE:
    case ITEM_URL:
      add_marker(self, &in->links.items[item->link], item->start, item->end);
      break;
    default:
      break;
    }
  }
  add_text(self, at, end);
}

static uint32_t add_block(dixit_doc *doc, dixit_block_kind kind, dixit_span span, uint32_t parent, uint8_t quoted)
{
  dixit_block *block = ARRAY_ADD(&doc->memory, doc->blocks);
  if (!block)
    return DIXIT_NONE;
  block->span = span;
  block->parent = parent;
  block->first_run = doc->runs.count;
  block->kind = (uint8_t)kind;
  block->quoted = quoted;
  return doc->blocks.count - 1;
}

/* The words of an inline note: a footnote with one paragraph. `around` is the block the note stands in. */
static void emit_note(emitter *self, uint32_t around, uint32_t open)
{
  md_inline *in = self->in;
  dixit_doc *doc = self->doc;
  uint32_t close = in->items.items[open].value;
  uint32_t start = in->items.items[open].end, end = in->items.items[close].start;
  uint32_t parent = doc->blocks.items[around].parent;
  uint8_t quoted = doc->blocks.items[around].quoted;
  dixit_span whole = md_view_span(&in->view, in->items.items[open].start, in->items.items[close].end);
  dixit_span words = span_of(md_view_source(&in->view, start), md_view_source(&in->view, end));
  dixit_reference *reference = ARRAY_ADD(in->scratch, in->note_references);
  uint32_t note = add_block(doc, DIXIT_FOOTNOTE, whole, parent, quoted);
  self->block = add_block(doc, DIXIT_PARAGRAPH, words, note, quoted);
  if (!reference || self->block == DIXIT_NONE)
    return;
  *reference = (dixit_reference){.span = whole,
                                 .key = {words.start, words.start},
                                 .content = words,
                                 .duplicate_of = DIXIT_NONE,
                                 .kind = DIXIT_REF_NOTE};
  emit_items(self, open + 1, close, start, end);
}

void markdown_emit(md_inline *in)
{
  emitter self = {.in = in, .doc = in->doc, .block = in->doc->blocks.count - 1, .link = DIXIT_NONE};
  uint32_t around = self.block;
  emit_items(&self, 0, in->items.count, 0, (uint32_t)in->view.text.length);
  for (uint32_t i = 0; i < in->notes.count && !in->doc->memory.failed; i++) /* grows: notes in notes */
    emit_note(&self, around, in->notes.items[i].item);
}
