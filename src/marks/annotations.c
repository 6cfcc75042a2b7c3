/* Everything an editor draws, in one sorted array: quotes, paraphrases, speakers, cues, claims, citations. It is
 * collected when it is first asked for: editors ask at once, lint and extract never.
 *
 * The state says how a span is to be drawn, and it all comes from who vouches: a source that can be told apart
 * (named, by role, a body, a document), one that cannot (anonymous, vague, a pronoun without a name), a citation, or
 * nobody. A quote in a quote, and one that continues the paragraph before, has the speaker of the one it belongs to
 * unless it has its own.
 *
 * The running maximum of ends (reach) makes the search in a range two binary searches: starts are sorted, and so are
 * reaches. */
#include "base/sort.h"
#include "marks/stages.h"

/* The layer while it is made. items: there is room for all. */
typedef struct collector {
  const dixit_doc *doc;
  arena *scratch;
  dixit_annotation *items;
  uint32_t count;
} collector;

static void add(collector *self, dixit_span span, uint8_t kind, uint8_t state, dixit_annotation links)
{
  if (span_is_empty(span))
    return;
  dixit_annotation *annotation = &self->items[self->count++];
  *annotation = links;
  annotation->span = span;
  annotation->kind = kind;
  annotation->state = state;
}

/* Indexes of a record and of the attribution and source it belongs to. */
static dixit_annotation links_of(const dixit_doc *doc, uint32_t index, uint32_t attribution)
{
  uint32_t source = attribution == DIXIT_NONE ? DIXIT_NONE : doc->attributions.items[attribution].source;
  return (dixit_annotation){.index = index, .attribution = attribution, .source = source};
}

/* ---- states ---- */

static uint8_t state_of_source(const dixit_doc *doc, uint32_t index)
{
  static const uint8_t states[] = {
    [DIXIT_SOURCE_NAMED] = DIXIT_STATE_NAMED,         [DIXIT_SOURCE_ROLE] = DIXIT_STATE_NAMED,
    [DIXIT_SOURCE_GROUP] = DIXIT_STATE_NAMED,         [DIXIT_SOURCE_DOCUMENT] = DIXIT_STATE_NAMED,
    [DIXIT_SOURCE_ANONYMOUS] = DIXIT_STATE_ANONYMOUS, [DIXIT_SOURCE_VAGUE] = DIXIT_STATE_ANONYMOUS,
    [DIXIT_SOURCE_PRONOUN] = DIXIT_STATE_ANONYMOUS,
  };
  if (index == DIXIT_NONE)
    return DIXIT_STATE_NOBODY;
  const dixit_source *source = &doc->sources.items[index];
  if (source->kind == DIXIT_SOURCE_PRONOUN && source->member_count > 0)
    return DIXIT_STATE_NAMED; /* "they", and the text says who */
  return states[source->kind];
}

static uint8_t state_of_claim(const dixit_claim *claim)
{
  static const uint8_t states[] = {
    [DIXIT_SUPPORT_NONE] = DIXIT_STATE_NOBODY,         [DIXIT_SUPPORT_NAMED] = DIXIT_STATE_NAMED,
    [DIXIT_SUPPORT_ANONYMOUS] = DIXIT_STATE_ANONYMOUS, [DIXIT_SUPPORT_VAGUE] = DIXIT_STATE_ANONYMOUS,
    [DIXIT_SUPPORT_DOCUMENT] = DIXIT_STATE_NAMED,      [DIXIT_SUPPORT_CITATION] = DIXIT_STATE_CITED,
  };
  return states[claim->support];
}

/* Links carry their target; keys point into a bibliography that stands elsewhere; the others need a definition here. */
static uint8_t state_of_citation(const dixit_citation *citation)
{
  bool defined_here = citation->kind == DIXIT_CITE_FOOTNOTE || citation->kind == DIXIT_CITE_INLINE_NOTE ||
                      citation->kind == DIXIT_CITE_REFERENCE_LINK;
  bool resolved = defined_here ? citation->reference != DIXIT_NONE : !span_is_empty(citation->key);
  return resolved ? DIXIT_STATE_CITED : DIXIT_STATE_NOBODY;
}

/* ---- layers ---- */

/* A quote's attribution: its own, else that of the quote it continues or stands in; both come before it. */
static uint32_t inherit(const dixit_quote *quote, const uint32_t *speakers, uint32_t index)
{
  if (quote->attribution != DIXIT_NONE)
    return quote->attribution;
  if (quote->previous < index)
    return speakers[quote->previous];
  return quote->parent < index ? speakers[quote->parent] : DIXIT_NONE;
}

static void add_quotes(collector *self)
{
  const dixit_doc *doc = self->doc;
  uint32_t *speakers = arena_get(self->scratch, doc->quotes.count * sizeof *speakers);
  for (uint32_t i = 0; speakers && i < doc->quotes.count; i++) {
    const dixit_quote *quote = &doc->quotes.items[i];
    speakers[i] = inherit(quote, speakers, i);
    dixit_annotation links = links_of(doc, i, speakers[i]);
    uint8_t state = quote->kind == DIXIT_SPEECH ? state_of_source(doc, links.source) : DIXIT_STATE_OTHER;
    add(self, quote->span, DIXIT_ANNOTATE_QUOTE, state, links);
  }
}

static void add_paraphrases(collector *self)
{
  const dixit_doc *doc = self->doc;
  for (uint32_t i = 0; i < doc->pieces.count; i++) {
    const dixit_piece *piece = &doc->pieces.items[i];
    dixit_annotation links = links_of(doc, i, piece->attribution);
    if (piece->quote == DIXIT_NONE)
      add(self, piece->span, DIXIT_ANNOTATE_CONTENT, state_of_source(doc, links.source), links);
  }
}

/* Mentions that somebody's words are attributed to, each once, with the first such attribution. */
static void add_speakers(collector *self)
{
  const dixit_doc *doc = self->doc;
  uint32_t *first = arena_get(self->scratch, doc->mentions.count * sizeof *first);
  if (!first)
    return;
  memset(first, 0xFF, doc->mentions.count * sizeof *first); /* DIXIT_NONE */
  for (uint32_t i = doc->attributions.count; i-- > 0;)
    if (doc->attributions.items[i].mention != DIXIT_NONE)
      first[doc->attributions.items[i].mention] = i;
  for (uint32_t i = 0; i < doc->mentions.count; i++) {
    if (first[i] == DIXIT_NONE)
      continue;
    dixit_annotation links = links_of(doc, i, first[i]);
    add(self, doc->mentions.items[i].span, DIXIT_ANNOTATE_SPEAKER, state_of_source(doc, links.source), links);
  }
}

static void add_cues(collector *self)
{
  const dixit_doc *doc = self->doc;
  for (uint32_t i = 0; i < doc->attributions.count; i++) {
    dixit_annotation links = links_of(doc, i, i);
    add(self, doc->attributions.items[i].cue, DIXIT_ANNOTATE_CUE, state_of_source(doc, links.source), links);
  }
}

static void add_claims(collector *self)
{
  const dixit_doc *doc = self->doc;
  for (uint32_t i = 0; i < doc->claims.count; i++) {
    const dixit_claim *claim = &doc->claims.items[i];
    add(self, claim->span, DIXIT_ANNOTATE_CLAIM, state_of_claim(claim), links_of(doc, i, claim->attribution));
  }
}

static void add_citations(collector *self)
{
  const dixit_doc *doc = self->doc;
  for (uint32_t i = 0; i < doc->citations.count; i++) {
    const dixit_citation *citation = &doc->citations.items[i];
    add(self, citation->span, DIXIT_ANNOTATE_CITATION, state_of_citation(citation), links_of(doc, i, DIXIT_NONE));
  }
}

/* ---- order ---- */

/* Sort by start, then longest first; what is left equal stays as it was added, by kind and index. Two stable passes:
 * first by end, then by start. */
static void sort(collector *self)
{
  uint32_t count = self->count;
  dixit_annotation *items = self->items;
  uint64_t *keys = arena_get(self->scratch, 2 * count * sizeof *keys);
  dixit_annotation *longest_first = arena_get(self->scratch, count * sizeof *items);
  if (!keys || !longest_first)
    return;
  for (uint32_t i = 0; i < count; i++)
    keys[i] = (uint64_t)(UINT32_MAX - items[i].span.end) << 32 | i;
  sort_numbers(keys, keys + count, count);
  for (uint32_t i = 0; i < count; i++)
    longest_first[i] = items[(uint32_t)keys[i]];
  for (uint32_t i = 0; i < count; i++)
    keys[i] = (uint64_t)longest_first[i].span.start << 32 | i;
  sort_numbers(keys, keys + count, count);
  for (uint32_t i = 0; i < count; i++)
    items[i] = longest_first[(uint32_t)keys[i]];
}

/* ---- the layer ---- */

static void measure_reach(annotation_layer *self)
{
  uint32_t reach = 0;
  for (uint32_t i = 0; i < self->count; i++) {
    if (self->items[i].span.end > reach)
      reach = self->items[i].span.end;
    self->reaches[i] = reach;
  }
}

void annotations_begin(dixit_doc *doc)
{
  doc->annotations = arena_get_zeroed(&doc->memory, sizeof *doc->annotations);
  if (doc->annotations)
    arena_init(&doc->annotations->memory, &doc->memory.allocator);
}

void annotations_done(dixit_doc *doc)
{
  if (doc->annotations)
    arena_done(&doc->annotations->memory);
}

/* No record is drawn more than once, but for attributions: their cue and their speaker's mention. */
static uint64_t count_most(const dixit_doc *doc)
{
  return (uint64_t)doc->quotes.count + doc->pieces.count + doc->mentions.count + doc->attributions.count +
         doc->claims.count + doc->citations.count;
}

/* Into an arena of its own, given back when it does not suffice. */
static void collect(const dixit_doc *doc, annotation_layer *layer)
{
  arena scratch;
  arena_init(&scratch, &layer->memory.allocator);
  collector self = {.doc = doc, .scratch = &scratch};
  uint64_t most = count_most(doc);
  self.items = most < UINT32_MAX ? arena_get(&layer->memory, most * sizeof *self.items) : NULL;
  if (self.items) {
    add_quotes(&self);
    add_paraphrases(&self);
    add_speakers(&self);
    add_cues(&self);
    add_claims(&self);
    add_citations(&self);
    sort(&self);
  }
  layer->items = self.items;
  layer->count = self.count;
  layer->reaches = arena_get(&layer->memory, self.count * sizeof *layer->reaches);
  layer->known = layer->items && layer->reaches && !scratch.failed;
  arena_done(&scratch);
  if (layer->known)
    measure_reach(layer);
  else
    arena_done(&layer->memory);
}

const annotation_layer *annotations_get(const dixit_doc *doc)
{
  annotation_layer *layer = doc->annotations;
  if (layer && !layer->known)
    collect(doc, layer);
  return layer && layer->known ? layer : NULL;
}

/* ---- search ---- */
/* The first annotation that reaches beyond `byte`. */
static uint32_t find_reaching(const annotation_layer *self, uint32_t byte)
{
  uint32_t low = 0, high = self->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (self->reaches[middle] > byte)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

/* The first annotation that starts at or after `byte`. */
static uint32_t find_starting(const annotation_layer *self, uint32_t byte)
{
  uint32_t low = 0, high = self->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (self->items[middle].span.start >= byte)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

const dixit_annotation *dixit_doc_annotations(const dixit_doc *doc, dixit_span range, size_t *count)
{
  const annotation_layer *all = annotations_get(doc);
  uint32_t first = all ? find_reaching(all, range.start) : 0, end = all ? find_starting(all, range.end) : 0;
  bool empty = first >= end;
  if (count)
    *count = empty ? 0 : end - first;
  return empty ? NULL : all->items + first;
}
