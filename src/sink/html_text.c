/* The text of a document as HTML: block by block, each in stretches over which the same things hold, as flat spans, so
 * that spans may overlap in any way. What a byte is shows as classes (src/data/html/style.css draws them).
 *
 * Prose is shown as it reads: markup is there but hidden, unless a finding or a citation lies on it. Blocks without
 * prose (code, front matter, whole bibliographies) are shown as they stand. Beside each paragraph stand those who
 * speak in it, and how many of its claims nobody vouches for. A note inside a paragraph is shown there and not again
 * as a block. */
#include <stdio.h>

#include "base/utf8.h"
#include "base/xml.h"
#include "sink/html.h"
#include "sink/html_sweep.h"

enum { DEEPEST = 6, CLASSES_MAX = 160, MARKER_MAX = 16 };

/* at: up to where the text is shown. claim: under way, in annotations, or DIXIT_NONE. announced: annotations before it
 * have had their speaker told. flagged: findings before it have their flag. chip: the first annotation no block has
 * looked at. named_in: by source, the block that has named it last, plus 1. depths: by block. The last two are NULL
 * where memory is out. */
typedef struct writer {
  html_file *file;
  buffer *out;
  dixit_text text;
  html_sweep sweep;
  uint32_t at;
  uint32_t claim;
  uint32_t announced;
  uint32_t flagged;
  uint32_t chip;
  uint32_t *named_in;
  uint8_t *depths;
} writer;

/* ---- classes ---- */

typedef struct class_list {
  char names[CLASSES_MAX];
  size_t length;
} class_list;

/* All names together are shorter than CLASSES_MAX. */
static void add_class(class_list *self, dixit_text name)
{
  if (self->length + name.length + 2 > CLASSES_MAX)
    return;
  if (self->length)
    self->names[self->length++] = ' ';
  memcpy(self->names + self->length, name.bytes, name.length);
  self->length += name.length;
}

static void add_said(const writer *self, class_list *classes, const dixit_annotation *said)
{
  bool quote = said->kind == DIXIT_ANNOTATE_QUOTE;
  add_class(classes, text_from(quote ? "quote" : "paraphrase"));
  add_class(classes, said->source == DIXIT_NONE ? text_from("nobody") : html_color(self->file, said->source));
}

static void add_run_classes(class_list *classes, const dixit_run *run)
{
  static const struct { uint8_t flag; const char *name; } rows[] = {
    {DIXIT_RUN_EMPHASIS, "em"}, {DIXIT_RUN_STRONG, "strong"}, {DIXIT_RUN_LINK, "link"}, {DIXIT_RUN_DELETED, "deleted"},
  };
  if (!run)
    return;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (run->flags & rows[i].flag)
      add_class(classes, text_from(rows[i].name));
  if (run->kind == DIXIT_RUN_OPAQUE)
    add_class(classes, text_from("opaque"));
}

static void add_role(const writer *self, class_list *classes, const dixit_annotation *annotation, const char *name)
{
  if (!annotation)
    return;
  add_class(classes, text_from(name));
  if (annotation->source != DIXIT_NONE)
    add_class(classes, html_color(self->file, annotation->source));
}

/* In a citation's marker, such as "[^1]"; the words of a link are none. */
static bool marker_here(const writer *self)
{
  const dixit_annotation *citation = html_sweep_annotation(&self->sweep, SWEEP_CITATION);
  if (!citation)
    return false;
  uint8_t kind = dixit_doc_citations(self->file->doc, NULL)[citation->index].kind;
  return kind != DIXIT_CITE_LINK && kind != DIXIT_CITE_REFERENCE_LINK && kind != DIXIT_CITE_URL;
}

/* What holds where the sweep is. `run` is NULL outside of runs. */
static class_list list_classes(const writer *self, const dixit_run *run)
{
  class_list classes = {.length = 0};
  const dixit_annotation *said = html_sweep_annotation(&self->sweep, SWEEP_SAID);
  const dixit_annotation *claim = html_sweep_annotation(&self->sweep, SWEEP_CLAIM);
  const dixit_annotation *speaker = html_sweep_annotation(&self->sweep, SWEEP_SPEAKER);
  if (said)
    add_said(self, &classes, said);
  if (claim)
    add_class(&classes, text_from(claim->state == DIXIT_STATE_NOBODY ? "unsupported" : "supported"));
  if (html_sweep_annotation(&self->sweep, SWEEP_MARKED))
    add_class(&classes, text_from("other"));
  add_role(self, &classes, speaker, "speaker");
  add_role(self, &classes, speaker ? NULL : html_sweep_annotation(&self->sweep, SWEEP_CUE), "cue");
  if (marker_here(self))
    add_class(&classes, text_from("citation"));
  add_run_classes(&classes, run);
  return classes;
}

/* Whose passage it is: who says these words, or who is named here. */
static uint32_t source_here(const writer *self)
{
  const dixit_annotation *said = html_sweep_annotation(&self->sweep, SWEEP_SAID);
  const dixit_annotation *speaker = html_sweep_annotation(&self->sweep, SWEEP_SPEAKER);
  const dixit_annotation *of = speaker ? speaker : said ? said : html_sweep_annotation(&self->sweep, SWEEP_CUE);
  return of ? of->source : DIXIT_NONE;
}

/* ---- what stands between the words ---- */

static void add_flags(writer *self, uint32_t at)
{
  const report_file *file = self->file->file;
  for (; self->flagged < file->count && file->findings[self->flagged].span.start <= at; self->flagged++) {
    const dixit_finding *finding = &file->findings[self->flagged];
    html_flag(self->out, text_from(dixit_severity_name(finding->severity)), self->file->number, self->flagged + 1);
  }
}

/* What vouches for the claim that ends here. */
static void add_tick(const writer *self, const dixit_annotation *claim)
{
  static const struct { const char *color, *sign, *title; } ticks[] = {
    [DIXIT_SUPPORT_NONE] = {"none", "?", "nobody vouches for this"},
    [DIXIT_SUPPORT_NAMED] = {"named", "\xE2\x9C\x93", "somebody named vouches for this"},
    [DIXIT_SUPPORT_ANONYMOUS] = {"unnamed", "~", "somebody unnamed vouches for this"},
    [DIXIT_SUPPORT_VAGUE] = {"unnamed", "~", "nobody in particular vouches for this"},
    [DIXIT_SUPPORT_DOCUMENT] = {"document", "\xE2\x9C\x93", "a document vouches for this"},
    [DIXIT_SUPPORT_CITATION] = {"cited", "\xE2\x9C\x93", "a citation vouches for this"},
  };
  uint8_t support = dixit_doc_claims(self->file->doc, NULL)[claim->index].support;
  html_tick(self->out, text_from(ticks[support].color), text_from(ticks[support].title),
            text_from(ticks[support].sign));
}

/* Tell that a claim has ended when another or none holds. */
static void settle_claim(writer *self, uint32_t claim)
{
  if (self->claim != DIXIT_NONE && self->claim != claim)
    add_tick(self, &self->sweep.annotations[self->claim]);
  self->claim = claim;
}

/* Whose words begin here, for those who hear the page. */
static void announce(writer *self)
{
  uint32_t index = html_sweep_index(&self->sweep, SWEEP_SAID);
  if (index == DIXIT_NONE || index < self->announced)
    return;
  uint32_t source = self->sweep.annotations[index].source;
  self->announced = index + 1;
  html_says(self->out, source == DIXIT_NONE ? text_from("nobody named") : dixit_source_name(self->file->doc, source));
}

/* ---- stretches ---- */

static void add_segment(writer *self, dixit_text text, const dixit_run *run)
{
  class_list classes = list_classes(self, run);
  uint32_t source = source_here(self);
  dixit_text names = text_of(classes.names, classes.length);
  if (source != DIXIT_NONE)
    html_segment_of(self->out, names, source, dixit_source_name(self->file->doc, source), text);
  else if (classes.length)
    html_segment(self->out, names, text);
  else
    xml_text(self->out, text);
}

/* `text` stands for the bytes from the sweep's place on. */
static void add_words(writer *self, dixit_text text, const dixit_run *run)
{
  uint32_t finding = html_sweep_index(&self->sweep, SWEEP_FINDING);
  settle_claim(self, html_sweep_index(&self->sweep, SWEEP_CLAIM));
  announce(self);
  if (finding == DIXIT_NONE) {
    add_segment(self, text, run);
    return;
  }
  const char *severity = dixit_severity_name(self->file->file->findings[finding].severity);
  html_found_begin(self->out, text_from(severity), finding + 1);
  add_segment(self, text, run);
  html_found_end(self->out);
}

static void go_to(writer *self, uint32_t at)
{
  html_sweep_to(&self->sweep, at);
  add_flags(self, at);
}

/* The next edge behind `at`, moved back so that it cuts no character in two. */
static uint32_t next_edge(const writer *self, uint32_t at, uint32_t limit)
{
  uint32_t edge = html_sweep_edge(&self->sweep, at, limit);
  if (edge < limit)
    edge = (uint32_t)utf8_start(self->text.bytes, self->text.length, edge);
  if (edge <= at)
    edge = at + utf8_decode(self->text.bytes, self->text.length, at).length;
  return edge < limit ? edge : limit;
}

/* Bytes as they stand. */
static void add_bytes(writer *self, dixit_span span, const dixit_run *run)
{
  for (uint32_t at = span.start, edge; at < span.end; at = edge) {
    go_to(self, at);
    edge = next_edge(self, at, span.end);
    add_words(self, text_of(self->text.bytes + at, edge - at), run);
  }
}

/* Markup: hidden, but where somebody is sent to it. */
static void add_markup(writer *self, dixit_span span)
{
  for (uint32_t at = span.start, edge; at < span.end; at = edge) {
    go_to(self, at);
    edge = next_edge(self, at, span.end);
    bool kept = html_sweep_index(&self->sweep, SWEEP_FINDING) != DIXIT_NONE || marker_here(self);
    dixit_text text = text_of(self->text.bytes + at, edge - at);
    if (kept)
      add_words(self, text, NULL);
    else
      html_segment(self->out, text_from("markup"), text);
  }
}

static void add_run(writer *self, const dixit_run *run)
{
  char character[4];
  switch (run->kind) {
  case DIXIT_RUN_CHAR:
    go_to(self, run->span.start);
    add_words(self, text_of(character, utf8_encode(run->character, character)), run);
    break;
  case DIXIT_RUN_BREAK:
    go_to(self, run->span.start);
    add_words(self, text_from(" "), run);
    break;
  default:
    add_bytes(self, run->span, run);
  }
}

/* ---- beside the text ---- */

static void add_claims_chip(writer *self, uint32_t unsupported, uint32_t claims)
{
  char label[64] = "claim unsupported";
  if (claims > 1)
    snprintf(label, sizeof label, "%u of %u claims unsupported", unsupported, claims);
  html_chip_plain(self->out, text_from("none"), text_from(label));
}

/* Those who speak in the block, each once, and counts of its claims by who vouches. */
static void add_chips(writer *self, uint32_t block, uint32_t end)
{
  uint32_t claims = 0, unsupported = 0, nobody = 0;
  const dixit_annotation *items = self->sweep.annotations;
  const dixit_source *sources = dixit_doc_sources(self->file->doc, NULL);
  for (; self->chip < self->sweep.annotation_count && items[self->chip].span.start < end; self->chip++) {
    const dixit_annotation *item = &items[self->chip];
    bool said = item->kind <= DIXIT_ANNOTATE_CONTENT && item->state != DIXIT_STATE_OTHER;
    claims += item->kind == DIXIT_ANNOTATE_CLAIM;
    unsupported += item->kind == DIXIT_ANNOTATE_CLAIM && item->state == DIXIT_STATE_NOBODY;
    nobody += said && item->source == DIXIT_NONE;
    if (!said || item->source == DIXIT_NONE || !self->named_in || self->named_in[item->source] == block + 1)
      continue;
    self->named_in[item->source] = block + 1;
    html_chip(self->out, html_color(self->file, item->source), item->source,
              html_source_kind(&sources[item->source]), dixit_source_name(self->file->doc, item->source));
  }
  if (nobody)
    html_chip_plain(self->out, text_from("nobody"), text_from("words of nobody"));
  if (unsupported)
    add_claims_chip(self, unsupported, claims);
}

/* ---- blocks ---- */

static bool is_container(const dixit_block *block)
{
  return block->kind == DIXIT_LIST || block->kind == DIXIT_LIST_ITEM || block->kind == DIXIT_BLOCK_QUOTE ||
         block->kind == DIXIT_TABLE || block->kind == DIXIT_FOOTNOTE;
}

/* How far each block is moved in: a level for a list item and a block quotation. */
static void measure_depths(writer *self, const dixit_block *blocks, size_t count)
{
  self->depths = arena_get_zeroed(self->file->scratch, count);
  for (size_t i = 0; self->depths && i < count; i++) {
    uint32_t parent = blocks[i].parent;
    if (parent >= i)
      continue;
    bool deeper = blocks[parent].kind == DIXIT_LIST_ITEM || blocks[parent].kind == DIXIT_BLOCK_QUOTE;
    self->depths[i] = (uint8_t)(self->depths[parent] + (deeper && self->depths[parent] < DEEPEST));
  }
}

/* The "1." or "[^1]:" of the first block in an item or a note, as it stands there; a bullet for a command or a tag. */
static void add_marker(const writer *self, const dixit_block *blocks, uint32_t index)
{
  uint32_t parent = blocks[index].parent;
  if (parent == DIXIT_NONE || parent + 1 != index)
    return;
  const dixit_block *holder = &blocks[parent];
  if (holder->kind != DIXIT_LIST_ITEM && holder->kind != DIXIT_FOOTNOTE)
    return;
  dixit_text marker = dixit_doc_slice(self->file->doc, (dixit_span){holder->span.start, blocks[index].span.start});
  if (marker.length == 0 || marker.length > MARKER_MAX || blocks[index].span.start < holder->span.start)
    return;
  bool is_command = marker.bytes[0] == '\\' || marker.bytes[0] == '<';
  html_marker(self->out, is_command ? text_from("\xE2\x80\xA2 ") : marker);
}

static void begin_prose(const writer *self, const dixit_block *block)
{
  if (block->kind == DIXIT_HEADING || block->kind == DIXIT_TITLE)
    html_heading_begin(self->out, block->kind == DIXIT_TITLE ? 3u : block->level + 2u);
  else
    html_prose_begin(self->out);
}

static void add_prose(writer *self, const dixit_block *blocks, uint32_t index)
{
  const dixit_block *block = &blocks[index];
  const dixit_run *runs = dixit_doc_runs(self->file->doc, NULL) + block->first_run;
  uint32_t at = block->span.start;
  begin_prose(self, block);
  add_marker(self, blocks, index);
  for (uint32_t i = 0; i < block->run_count; i++) {
    if (runs[i].span.start < at)
      continue;
    add_markup(self, (dixit_span){at, runs[i].span.start});
    add_run(self, &runs[i]);
    at = runs[i].span.end;
  }
  add_markup(self, (dixit_span){at, block->span.end});
  settle_claim(self, DIXIT_NONE);
  html_prose_end(self->out);
}

static void add_raw(writer *self, dixit_span span)
{
  html_raw_begin(self->out);
  add_bytes(self, span, NULL);
  settle_claim(self, DIXIT_NONE);
  html_raw_end(self->out);
}

static void add_block(writer *self, const dixit_block *blocks, uint32_t index)
{
  const dixit_block *block = &blocks[index];
  html_block_begin(self->out, text_from(dixit_block_kind_name(block->kind)), block->quoted ? 1 : 0,
                   self->depths ? self->depths[index] : 0);
  add_chips(self, index, block->span.end);
  if (block->run_count)
    add_prose(self, blocks, index);
  else
    add_raw(self, block->span);
  self->at = block->span.end;
}

/* A text without blocks: a bibliography. */
static void add_whole(writer *self)
{
  html_block_begin(self->out, text_from("code"), 0, 0);
  add_raw(self, (dixit_span){0, (uint32_t)self->text.length});
}

void html_add_text(html_file *self)
{
  size_t count, source_count;
  const dixit_block *blocks = dixit_doc_blocks(self->doc, &count);
  dixit_doc_sources(self->doc, &source_count);
  writer page = {.file = self, .out = self->out, .text = dixit_doc_text(self->doc), .claim = DIXIT_NONE};
  html_sweep_init(&page.sweep, self->file, self->scratch);
  page.named_in = arena_get_zeroed(self->scratch, source_count * sizeof *page.named_in);
  measure_depths(&page, blocks, count);
  for (size_t i = 0; i < count; i++)
    if (!is_container(&blocks[i]) && blocks[i].span.start >= page.at)
      add_block(&page, blocks, (uint32_t)i);
  if (!count)
    add_whole(&page);
  add_flags(&page, UINT32_MAX);
}
