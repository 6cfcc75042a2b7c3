/* Facts as JSON: one object a document, without line breaks, written field by field as the layers are walked, no tree.
 *
 *   {"id":...,"quotes":[...],"claims":[...],"citations":[...],"references":[...],"sources":[...],"findings":[...],
 *    "coverage":{...},"scores":[...]}
 *
 * "quotes" has an entry for each piece of an attribution and one for each quote that is nobody's, sorted by start;
 * `group` joins the pieces of one attribution and the paragraphs of one running quotation. What stands between marks
 * inside words that are attributed already, and words quoted by a speaker who is quoted himself, are part of those.
 * Offsets are bytes. Scratch memory, linear in quotes and mentions, dies with the call. */
#include "base/array.h"
#include "base/json.h"
#include "base/sort.h"
#include "doc/document.h"
#include "sink/finding_json.h"

/* groups: of each quote. scratch: what dies with the call. */
typedef struct extraction {
  const dixit_doc *doc;
  buffer *out;
  arena scratch;
  uint32_t *groups;
} extraction;

enum { SCORE_PLACES = 4 };

/* ---- JSON ---- */

static void begin_list(buffer *out, const char *name)
{
  json_key(out, name);
  buffer_add_char(out, '[');
}

static void begin_item(buffer *out)
{
  buffer_add_string(out, buffer_last(out) == '[' ? "{" : ",{");
}

static void add_text(buffer *out, const char *name, dixit_text text)
{
  json_key(out, name);
  json_text(out, text);
}

static void add_null(buffer *out, const char *name)
{
  json_key(out, name);
  buffer_add_string(out, "null");
}

static void add_link(buffer *out, const char *name, uint32_t index)
{
  if (index != DIXIT_NONE)
    json_key_number(out, name, index);
}

static void add_decimal(buffer *out, const char *name, float number, unsigned places)
{
  json_key(out, name);
  buffer_add_decimal(out, number, places);
}

/* "name":{"start","end","text" left open. */
static void begin_place(const extraction *self, const char *name, dixit_span span)
{
  json_key(self->out, name);
  buffer_add_char(self->out, '{');
  span_json(self->out, span);
  add_text(self->out, "text", doc_slice(self->doc, span));
}

/* ---- quotes ---- */

/* The attribution of a quote, else the group of the paragraph it continues, else a group of its own. */
static bool find_groups(extraction *self)
{
  const dixit_doc *doc = self->doc;
  uint32_t next = doc->attributions.count;
  self->groups = arena_get(&self->scratch, doc->quotes.count * sizeof *self->groups);
  if (!self->groups)
    return false;
  for (uint32_t i = 0; i < doc->quotes.count; i++) {
    const dixit_quote *quote = &doc->quotes.items[i];
    if (quote->attribution != DIXIT_NONE)
      self->groups[i] = quote->attribution;
    else if (quote->previous != DIXIT_NONE)
      self->groups[i] = self->groups[quote->previous];
    else
      self->groups[i] = next++;
  }
  return true;
}

/* Does the quote get an entry of its own? */
static bool stands_alone(const dixit_doc *doc, const dixit_quote *quote)
{
  bool doubtful = quote->flags & DIXIT_QUOTE_DOUBTFUL;
  if (doubtful || quote->attribution != DIXIT_NONE || (quote->depth > 0 && quote->kind == DIXIT_SPEECH))
    return false;
  for (uint32_t outer = quote->parent; outer != DIXIT_NONE; outer = doc->quotes.items[outer].parent)
    if (doc->quotes.items[outer].attribution != DIXIT_NONE)
      return false;
  return true;
}

static void add_speaker(const extraction *self, const dixit_attribution *attribution)
{
  const dixit_doc *doc = self->doc;
  if (attribution->mention == DIXIT_NONE) {
    add_null(self->out, "speaker");
    return;
  }
  begin_place(self, "speaker", doc->mentions.items[attribution->mention].span);
  if (attribution->source != DIXIT_NONE) {
    add_text(self->out, "name", dixit_source_name(doc, attribution->source));
    json_key_name(self->out, "kind", dixit_source_kind_name(doc->sources.items[attribution->source].kind));
    json_key_number(self->out, "source", attribution->source);
  }
  buffer_add_char(self->out, '}');
}

static void add_cue(const extraction *self, const dixit_attribution *attribution)
{
  if (span_is_empty(attribution->cue)) {
    add_null(self->out, "cue");
    return;
  }
  begin_place(self, "cue", attribution->cue);
  buffer_add_char(self->out, '}');
}

static void add_piece(const extraction *self, const dixit_piece *piece)
{
  const dixit_attribution *attribution = &self->doc->attributions.items[piece->attribution];
  begin_item(self->out);
  span_json(self->out, piece->span);
  json_key_name(self->out, "type", attribution->nested ? "nested" : dixit_attribution_type_name(attribution->type));
  add_speaker(self, attribution);
  add_cue(self, attribution);
  json_key_number(self->out, "group", piece->attribution);
  add_decimal(self->out, "confidence", attribution->confidence, 2);
  json_key_name(self->out, "step", dixit_step_name(attribution->step));
  if (!attribution->speech) {
    json_key(self->out, "speech");
    buffer_add_string(self->out, "false");
  }
  buffer_add_char(self->out, '}');
}

static void add_quote(const extraction *self, uint32_t index)
{
  const dixit_quote *quote = &self->doc->quotes.items[index];
  bool speech = quote->kind == DIXIT_SPEECH;
  begin_item(self->out);
  span_json(self->out, quote->span);
  json_key_name(self->out, "type",
                speech ? dixit_attribution_type_name(DIXIT_DIRECT) : dixit_quote_kind_name(quote->kind));
  add_null(self->out, "speaker");
  add_null(self->out, "cue");
  json_key_number(self->out, "group", self->groups[index]);
  buffer_add_char(self->out, '}');
}

static uint64_t sort_key(dixit_span span, uint32_t entry)
{
  return (uint64_t)span.start << 32 | entry;
}

/* Entry n is piece n, and from pieces.count on a quote. */
static bool add_quotes(extraction *self)
{
  const dixit_doc *doc = self->doc;
  size_t most = (size_t)doc->pieces.count + doc->quotes.count;
  uint64_t *entries = arena_get(&self->scratch, most * sizeof *entries);
  uint64_t *room = arena_get(&self->scratch, most * sizeof *room);
  if (!entries || !room || !find_groups(self))
    return false;
  size_t count = 0;
  for (uint32_t i = 0; i < doc->pieces.count; i++)
    entries[count++] = sort_key(doc->pieces.items[i].span, i);
  for (uint32_t i = 0; i < doc->quotes.count; i++)
    if (stands_alone(doc, &doc->quotes.items[i]))
      entries[count++] = sort_key(doc->quotes.items[i].span, doc->pieces.count + i);
  sort_numbers(entries, room, count);
  begin_list(self->out, "quotes");
  for (size_t i = 0; i < count; i++) {
    uint32_t entry = (uint32_t)entries[i];
    if (entry < doc->pieces.count)
      add_piece(self, &doc->pieces.items[entry]);
    else
      add_quote(self, entry - doc->pieces.count);
  }
  buffer_add_char(self->out, ']');
  return true;
}

/* ---- claims, citations, references ---- */

static void add_reasons(buffer *out, uint32_t reasons)
{
  begin_list(out, "reasons");
  for (uint32_t reason = 0; reason < DIXIT_REASON_COUNT; reason++) {
    if (!(reasons >> reason & 1))
      continue;
    if (buffer_last(out) != '[')
      buffer_add_char(out, ',');
    json_name(out, dixit_reason_name(reason));
  }
  buffer_add_char(out, ']');
}

static void add_claims(const extraction *self)
{
  buffer *out = self->out;
  begin_list(out, "claims");
  for (uint32_t i = 0; i < self->doc->claims.count; i++) {
    const dixit_claim *claim = &self->doc->claims.items[i];
    begin_item(out);
    span_json(out, claim->span);
    add_decimal(out, "score", claim->score, SCORE_PLACES);
    add_reasons(out, claim->reasons);
    json_key_name(out, "support", dixit_support_name(claim->support));
    add_link(out, "group", claim->attribution);
    add_link(out, "citation", claim->citation);
    buffer_add_char(out, '}');
  }
  buffer_add_char(out, ']');
}

static void add_citations(const extraction *self)
{
  buffer *out = self->out;
  begin_list(out, "citations");
  for (uint32_t i = 0; i < self->doc->citations.count; i++) {
    const dixit_citation *citation = &self->doc->citations.items[i];
    begin_item(out);
    span_json(out, citation->span);
    json_key_name(out, "kind", dixit_citation_kind_name(citation->kind));
    add_text(out, "key", doc_slice(self->doc, citation->key));
    if (!span_is_empty(citation->locator))
      add_text(out, "locator", doc_slice(self->doc, citation->locator));
    add_link(out, "reference", citation->reference);
    buffer_add_char(out, '}');
  }
  buffer_add_char(out, ']');
}

static void add_references(const extraction *self)
{
  buffer *out = self->out;
  begin_list(out, "references");
  for (uint32_t i = 0; i < self->doc->references.count; i++) {
    const dixit_reference *reference = &self->doc->references.items[i];
    begin_item(out);
    span_json(out, reference->span);
    json_key_name(out, "kind", dixit_reference_kind_name(reference->kind));
    add_text(out, "key", doc_slice(self->doc, reference->key));
    add_text(out, "content", doc_slice(self->doc, reference->content));
    json_key_number(out, "uses", reference->use_count);
    add_link(out, "duplicate_of", reference->duplicate_of);
    buffer_add_char(out, '}');
  }
  buffer_add_char(out, ']');
}

/* ---- sources ---- */

/* Mentions by source: those of source n are order[first[n]] to order[first[n + 1] - 1], in reading order. */
typedef struct mention_order {
  uint32_t *first;
  uint32_t *order;
} mention_order;

static bool order_mentions(extraction *self, mention_order *by_source)
{
  const dixit_doc *doc = self->doc;
  by_source->first = arena_get_zeroed(&self->scratch, (doc->sources.count + 2) * sizeof *by_source->first);
  by_source->order = arena_get(&self->scratch, doc->mentions.count * sizeof *by_source->order);
  if (!by_source->first || !by_source->order)
    return false;
  uint32_t *next = by_source->first + 1; /* ends one place further on, where the next source's begin */
  for (uint32_t i = 0; i < doc->mentions.count; i++)
    if (doc->mentions.items[i].source != DIXIT_NONE)
      next[doc->mentions.items[i].source + 1]++;
  for (uint32_t i = 0; i < doc->sources.count; i++)
    next[i + 1] += next[i];
  for (uint32_t i = 0; i < doc->mentions.count; i++)
    if (doc->mentions.items[i].source != DIXIT_NONE)
      by_source->order[next[doc->mentions.items[i].source]++] = i;
  return true;
}

static void add_mentions(const extraction *self, const mention_order *by_source, uint32_t source)
{
  begin_list(self->out, "mentions");
  for (uint32_t i = by_source->first[source]; i < by_source->first[source + 1]; i++) {
    begin_item(self->out);
    span_json(self->out, self->doc->mentions.items[by_source->order[i]].span);
    buffer_add_char(self->out, '}');
  }
  buffer_add_char(self->out, ']');
}

static void add_members(const extraction *self, const dixit_source *source)
{
  begin_list(self->out, "members");
  for (uint32_t i = 0; i < source->member_count; i++) {
    if (i > 0)
      buffer_add_char(self->out, ',');
    buffer_add_number(self->out, self->doc->members.items[source->first_member + i]);
  }
  buffer_add_char(self->out, ']');
}

static bool add_sources(extraction *self)
{
  mention_order by_source;
  buffer *out = self->out;
  if (!order_mentions(self, &by_source))
    return false;
  begin_list(out, "sources");
  for (uint32_t i = 0; i < self->doc->sources.count; i++) {
    const dixit_source *source = &self->doc->sources.items[i];
    begin_item(out);
    add_text(out, "name", dixit_source_name(self->doc, i));
    json_key_name(out, "kind", dixit_source_kind_name(source->kind));
    if (!span_is_empty(source->role))
      add_text(out, "role", doc_slice(self->doc, source->role));
    json_key_number(out, "quotes", source->quote_count);
    json_key_number(out, "words", source->word_count);
    add_mentions(self, &by_source, i);
    if (source->member_count)
      add_members(self, source);
    buffer_add_char(out, '}');
  }
  buffer_add_char(out, ']');
  return true;
}

/* ---- findings, scores, all ---- */

static void add_findings(const extraction *self)
{
  begin_list(self->out, "findings");
  for (uint32_t i = 0; i < self->doc->findings.count; i++) {
    if (i > 0)
      buffer_add_char(self->out, ',');
    finding_json(self->out, self->doc, &self->doc->findings.items[i], FINDING_BYTES_ONLY);
  }
  buffer_add_char(self->out, ']');
}

static void add_scores(const extraction *self)
{
  begin_list(self->out, "scores");
  for (uint32_t i = 0; i < self->doc->sentences.count; i++) {
    const dixit_sentence *sentence = &self->doc->sentences.items[i];
    begin_item(self->out);
    span_json(self->out, sentence->span);
    add_decimal(self->out, "score", sentence->score, SCORE_PLACES);
    buffer_add_char(self->out, '}');
  }
  buffer_add_char(self->out, ']');
}

static bool add_all(extraction *self, const char *id, uint32_t flags)
{
  buffer_add_char(self->out, '{');
  if (id) {
    json_key(self->out, "id");
    buffer_add_string(self->out, id);
  }
  json_key_name(self->out, "kind", dixit_kind_name(self->doc->kind));
  if (!add_quotes(self))
    return false;
  add_claims(self);
  add_citations(self);
  add_references(self);
  if (!add_sources(self))
    return false;
  add_findings(self);
  coverage_json(self->out, self->doc);
  if (flags & DIXIT_EXTRACT_SCORES)
    add_scores(self);
  buffer_add_char(self->out, '}');
  return true;
}

dixit_status dixit_doc_extract(const dixit_doc *doc, const char *id, uint32_t flags, dixit_write write, void *ctx)
{
  buffer out;
  extraction self = {.doc = doc, .out = &out};
  arena_init(&self.scratch, &doc->memory.allocator);
  buffer_init(&out, write, ctx);
  bool enough = add_all(&self, id, flags);
  arena_done(&self.scratch);
  if (!enough)
    return DIXIT_NO_MEMORY;
  return buffer_flush(&out) ? DIXIT_OK : DIXIT_WRITE_FAILED;
}
