/* Layers are checked from the table of what links where; what is special to one has a function of its own. */
#include "oracle.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The layers of one document. */
#define LAYERS(X)                                                                                    \
  X(dixit_block, blocks) X(dixit_run, runs) X(dixit_token, tokens) X(dixit_sentence, sentences)      \
  X(dixit_quote, quotes) X(dixit_mark, marks) X(dixit_attribution, attributions)                     \
  X(dixit_piece, pieces) X(dixit_mention, mentions) X(dixit_source, sources) X(uint32_t, members)    \
  X(dixit_citation, citations) X(dixit_reference, references) X(dixit_claim, claims)                 \
  X(dixit_finding, findings) X(dixit_related, related) X(dixit_fix, fixes)

#define FIELD(type, name) const type *name; size_t name##_count;
typedef struct layers {
  const dixit_doc *doc;
  uint32_t length;
  bool has_notes_inside; /* inline notes are read after their paragraph, so positions go back */
  LAYERS(FIELD)
} layers;
#undef FIELD

static void stop(const char *what, size_t index)
{
  fprintf(stderr, "oracle: %s #%zu\n", what, index);
  abort();
}

#define MUST(condition, what, index) \
  do {                               \
    if (!(condition))                \
      stop(what, index);             \
  } while (0)

static layers layers_of(const dixit_doc *doc)
{
  layers self = {.doc = doc, .length = (uint32_t)dixit_doc_text(doc).length};
#define GET(type, name) self.name = dixit_doc_##name(doc, &self.name##_count);
  LAYERS(GET)
#undef GET
  for (size_t i = 0; i < self.blocks_count; i++)
    if (self.blocks[i].kind == DIXIT_FOOTNOTE && *dixit_doc_slice(doc, self.blocks[i].span).bytes == '^')
      self.has_notes_inside = true;
  return self;
}

/* ---- spans and order ---- */

static void check_span(const layers *self, dixit_span span, const char *what, size_t index)
{
  MUST(span.start <= span.end && span.end <= self->length, what, index);
}

static bool contains(dixit_span outer, dixit_span inner)
{
  return outer.start <= inner.start && inner.end <= outer.end;
}

#define CHECK_SPANS(name)                                      \
  for (size_t i = 0; i < self->name##_count; i++)              \
    check_span(self, self->name[i].span, #name ": span", i)

static void check_spans(const layers *self)
{
  CHECK_SPANS(blocks);
  CHECK_SPANS(runs);
  CHECK_SPANS(sentences);
  CHECK_SPANS(quotes);
  CHECK_SPANS(marks);
  CHECK_SPANS(attributions);
  CHECK_SPANS(pieces);
  CHECK_SPANS(mentions);
  CHECK_SPANS(citations);
  CHECK_SPANS(references);
  CHECK_SPANS(claims);
  CHECK_SPANS(findings);
  CHECK_SPANS(related);
  CHECK_SPANS(fixes);
}

#define CHECK_SORTED(name, key)                                                \
  for (size_t i = 1; i < self->name##_count; i++)                              \
    MUST(self->name[i - 1].key <= self->name[i].key, #name ": not sorted", i)

static void check_order(const layers *self)
{
  CHECK_SORTED(citations, span.start);
  CHECK_SORTED(references, span.start);
  CHECK_SORTED(findings, span.start);
  CHECK_SORTED(runs, block);
  CHECK_SORTED(sentences, first_token);
  CHECK_SORTED(quotes, first_token);
  CHECK_SORTED(marks, token);
  CHECK_SORTED(claims, sentence);
  CHECK_SORTED(pieces, attribution);
  if (self->has_notes_inside)
    return;
  CHECK_SORTED(blocks, span.start);
  CHECK_SORTED(mentions, first_token);
  CHECK_SORTED(quotes, span.start);
  CHECK_SORTED(claims, span.start);
  CHECK_SORTED(attributions, span.start);
}

/* ---- links ---- */

static void check_index(uint32_t index, size_t count, const char *what, size_t at)
{
  MUST(index < count, what, at);
}

static void check_link(uint32_t index, size_t count, const char *what, size_t at)
{
  MUST(index == DIXIT_NONE || index < count, what, at);
}

static void check_slice(uint32_t first, uint32_t count, size_t all, const char *what, size_t at)
{
  MUST(count == 0 || (first < all && count <= all - first), what, at);
}

static void check_blocks(const layers *self)
{
  for (size_t i = 0; i < self->blocks_count; i++) {
    const dixit_block *block = &self->blocks[i];
    MUST(block->parent == DIXIT_NONE || block->parent < i, "block: parent behind it", i);
    check_slice(block->first_run, block->run_count, self->runs_count, "block: runs", i);
    check_slice(block->first_token, block->token_count, self->tokens_count, "block: tokens", i);
    check_slice(block->first_sentence, block->sentence_count, self->sentences_count, "block: sentences", i);
    if (block->parent != DIXIT_NONE)
      MUST(contains(self->blocks[block->parent].span, block->span), "block: outside its parent", i);
  }
}

static void check_runs(const layers *self)
{
  for (size_t i = 0; i < self->runs_count; i++) {
    const dixit_run *run = &self->runs[i];
    check_index(run->block, self->blocks_count, "run: block", i);
    const dixit_block *block = &self->blocks[run->block];
    MUST(contains(block->span, run->span), "run: outside its block", i);
    MUST(i >= block->first_run && i - block->first_run < block->run_count, "run: not its block's", i);
    if (i > 0 && self->runs[i - 1].block == run->block)
      MUST(self->runs[i - 1].span.end <= run->span.start, "run: overlaps the one before", i);
    if (run->kind == DIXIT_RUN_CITATION)
      check_index(run->character, self->citations_count, "run: citation", i);
  }
}

static void check_tokens(const layers *self)
{
  for (size_t i = 0; i < self->blocks_count; i++) {
    const dixit_block *block = &self->blocks[i];
    uint32_t end = block->span.start;
    for (uint32_t t = 0; t < block->token_count; t++) {
      const dixit_token *token = &self->tokens[block->first_token + t];
      MUST(token->start >= end && token->start < token->end, "token: overlaps the one before", block->first_token + t);
      MUST(token->end <= block->span.end, "token: outside its block", block->first_token + t);
      if (token->kind == DIXIT_CITE)
        check_index(token->hash, self->citations_count, "token: citation", block->first_token + t);
      end = token->end;
    }
  }
}

static void check_sentences(const layers *self)
{
  uint32_t token = 0;
  for (size_t i = 0; i < self->sentences_count; i++) {
    const dixit_sentence *sentence = &self->sentences[i];
    check_index(sentence->block, self->blocks_count, "sentence: block", i);
    MUST(contains(self->blocks[sentence->block].span, sentence->span), "sentence: outside its block", i);
    MUST(sentence->first_token == token && sentence->token_count > 0, "sentence: tokens between sentences", i);
    MUST(sentence->score >= 0 && sentence->score <= 1, "sentence: score", i);
    check_link(sentence->claim, self->claims_count, "sentence: claim", i);
    token += sentence->token_count;
  }
  MUST(token == self->tokens_count, "sentence: tokens behind the last", self->sentences_count);
}

static void check_quotes(const layers *self)
{
  for (size_t i = 0; i < self->quotes_count; i++) {
    const dixit_quote *quote = &self->quotes[i];
    check_span(self, quote->content, "quote: content", i);
    MUST(contains(quote->span, quote->content), "quote: content outside", i);
    MUST(quote->parent == DIXIT_NONE || quote->parent < i, "quote: parent behind it", i);
    MUST(quote->previous == DIXIT_NONE || quote->previous < i, "quote: continues a later one", i);
    check_slice(quote->first_token, quote->token_count, self->tokens_count, "quote: tokens", i);
    check_index(quote->block, self->blocks_count, "quote: block", i);
    check_link(quote->attribution, self->attributions_count, "quote: attribution", i);
    MUST(quote->kind <= DIXIT_TERM && quote->style < DIXIT_QUOTE_STYLE_COUNT, "quote: kind or style", i);
    if (quote->parent != DIXIT_NONE)
      MUST(contains(self->quotes[quote->parent].span, quote->span), "quote: outside its parent", i);
  }
  for (size_t i = 0; i < self->marks_count; i++)
    check_index(self->marks[i].token, self->tokens_count, "mark: token", i);
}

static void check_attributions(const layers *self)
{
  for (size_t i = 0; i < self->attributions_count; i++) {
    const dixit_attribution *it = &self->attributions[i];
    check_span(self, it->cue, "attribution: cue", i);
    check_link(it->mention, self->mentions_count, "attribution: mention", i);
    check_link(it->source, self->sources_count, "attribution: source", i);
    check_index(it->sentence, self->sentences_count, "attribution: sentence", i);
    check_slice(it->first_piece, it->piece_count, self->pieces_count, "attribution: pieces", i);
    MUST(it->piece_count > 0, "attribution: of nothing", i);
    MUST(it->confidence >= 0 && it->confidence <= 1, "attribution: confidence", i);
    MUST(it->type <= DIXIT_INDIRECT, "attribution: type", i);
    for (uint32_t p = 0; p < it->piece_count; p++)
      MUST(self->pieces[it->first_piece + p].attribution == i, "attribution: another's piece", i);
  }
  for (size_t i = 0; i < self->pieces_count; i++) {
    check_index(self->pieces[i].attribution, self->attributions_count, "piece: attribution", i);
    check_link(self->pieces[i].quote, self->quotes_count, "piece: quote", i);
  }
}

static void check_sources(const layers *self)
{
  for (size_t i = 0; i < self->mentions_count; i++) {
    check_link(self->mentions[i].source, self->sources_count, "mention: source", i);
    check_slice(self->mentions[i].first_token, self->mentions[i].token_count, self->tokens_count, "mention: tokens", i);
  }
  for (size_t i = 0; i < self->sources_count; i++) {
    const dixit_source *source = &self->sources[i];
    check_span(self, source->name, "source: name", i);
    check_span(self, source->role, "source: role", i);
    check_link(source->first_mention, self->mentions_count, "source: first mention", i);
    MUST((source->first_mention == DIXIT_NONE) == (source->mention_count == 0), "source: mention count", i);
    check_slice(source->first_member, source->member_count, self->members_count, "source: members", i);
    MUST(source->kind <= DIXIT_SOURCE_PRONOUN, "source: kind", i);
    MUST(dixit_source_name(self->doc, (uint32_t)i).length > 0, "source: no name", i);
  }
  for (size_t i = 0; i < self->members_count; i++)
    check_index(self->members[i], self->sources_count, "member: source", i);
}

static void check_citations(const layers *self)
{
  for (size_t i = 0; i < self->citations_count; i++) {
    const dixit_citation *it = &self->citations[i];
    check_span(self, it->key, "citation: key", i);
    check_span(self, it->locator, "citation: locator", i);
    check_index(it->block, self->blocks_count, "citation: block", i);
    check_link(it->reference, self->references_count, "citation: reference", i);
  }
  for (size_t i = 0; i < self->references_count; i++) {
    const dixit_reference *it = &self->references[i];
    check_span(self, it->key, "reference: key", i);
    check_span(self, it->content, "reference: content", i);
    MUST(it->duplicate_of == DIXIT_NONE || it->duplicate_of < i, "reference: duplicate", i);
  }
}

static void check_claims(const layers *self)
{
  for (size_t i = 0; i < self->claims_count; i++) {
    const dixit_claim *claim = &self->claims[i];
    check_index(claim->sentence, self->sentences_count, "claim: sentence", i);
    check_link(claim->attribution, self->attributions_count, "claim: attribution", i);
    check_link(claim->citation, self->citations_count, "claim: citation", i);
    MUST(self->sentences[claim->sentence].claim == i, "claim: not its sentence's", i);
    MUST(claim->score >= 0 && claim->score <= 1, "claim: score", i);
    MUST(claim->support <= DIXIT_SUPPORT_CITATION && claim->reasons < 1u << DIXIT_REASON_COUNT, "claim: support", i);
  }
  dixit_coverage all = dixit_doc_coverage(self->doc);
  MUST(all.claims == self->claims_count && all.supported + all.none == all.claims, "coverage", 0);
  MUST(all.supported == all.named + all.anonymous + all.vague + all.document + all.cited, "coverage: sum", 0);
}

static void check_findings(const layers *self)
{
  for (size_t i = 0; i < self->findings_count; i++) {
    const dixit_finding *finding = &self->findings[i];
    MUST(finding->rule && strchr(finding->rule, '/'), "finding: rule", i);
    MUST(finding->message && *finding->message, "finding: message", i);
    MUST(finding->severity >= DIXIT_INFO && finding->severity <= DIXIT_ERROR, "finding: severity", i);
    check_slice(finding->first_related, finding->related_count, self->related_count, "finding: related", i);
    check_slice(finding->first_fix, finding->fix_count, self->fixes_count, "finding: fixes", i);
  }
  for (size_t i = 0; i < self->fixes_count; i++)
    MUST(self->fixes[i].replacement && self->fixes[i].label, "fix", i);
}

/* ---- positions ---- */

static void check_place(const layers *self, uint32_t byte)
{
  for (int unit = DIXIT_BYTES; unit <= DIXIT_GRAPHEMES; unit++) {
    dixit_position position = dixit_doc_position(self->doc, byte, (dixit_unit)unit);
    uint32_t back = dixit_doc_offset(self->doc, position, (dixit_unit)unit);
    dixit_span line = dixit_doc_line(self->doc, position.line);
    MUST(position.line >= 1 && position.column >= 1, "position: no such place", byte);
    MUST(position.line <= dixit_doc_line_count(self->doc), "position: no such line", byte);
    MUST(back <= byte && back >= line.start && back <= line.end, "position: way back", byte);
  }
}

static void check_places(const layers *self)
{
  uint32_t step = self->length / 16 + 1;
  for (uint32_t byte = 0; byte < self->length; byte += step)
    check_place(self, byte);
  check_place(self, self->length);
}

void oracle_check(const dixit_doc *doc)
{
  layers self = layers_of(doc);
  check_spans(&self);
  check_order(&self);
  check_blocks(&self);
  check_runs(&self);
  check_tokens(&self);
  check_sentences(&self);
  check_quotes(&self);
  check_attributions(&self);
  check_sources(&self);
  check_citations(&self);
  check_claims(&self);
  check_findings(&self);
  check_places(&self);
}

/* ---- ranges ---- */

/* By start, then longest first. */
static bool in_order(dixit_span a, dixit_span b)
{
  return a.start < b.start || (a.start == b.start && a.end >= b.end);
}

void oracle_check_range(const dixit_doc *doc, dixit_span range)
{
  size_t all_count, count, wanted = 0, found = 0;
  const dixit_annotation *all = dixit_doc_annotations(doc, (dixit_span){0, DIXIT_NONE}, &all_count);
  const dixit_annotation *some = dixit_doc_annotations(doc, range, &count);
  for (size_t i = 0; i < all_count; i++) {
    MUST(all[i].span.start < all[i].span.end, "annotation: empty", i);
    MUST(i == 0 || in_order(all[i - 1].span, all[i].span), "annotation: not sorted", i);
    wanted += all[i].span.start < range.end && all[i].span.end > range.start;
  }
  for (size_t i = 0; i < count; i++)
    found += some[i].span.start < range.end && some[i].span.end > range.start;
  MUST(found == wanted && count <= all_count, "annotation: range", range.start);
}

/* ---- the same twice ---- */

typedef struct output {
  char *bytes;
  size_t length;
  size_t capacity;
} output;

static int collect(void *ctx, const char *bytes, size_t length)
{
  output *self = ctx;
  if (self->length + length > self->capacity) {
    self->capacity = 2 * (self->length + length);
    self->bytes = realloc(self->bytes, self->capacity);
    MUST(self->bytes, "no memory", 0);
  }
  memcpy(self->bytes + self->length, bytes, length);
  self->length += length;
  return 0;
}

static output everything(const dixit_doc *doc)
{
  output out = {0};
  MUST(dixit_doc_dump(doc, "all", collect, &out, NULL) == DIXIT_OK, "dump", 0);
  MUST(dixit_doc_extract(doc, "1", DIXIT_EXTRACT_SCORES, collect, &out) == DIXIT_OK, "extract", 0);
  return out;
}

void oracle_check_same(const dixit_doc *a, const dixit_doc *b)
{
  output left = everything(a), right = everything(b);
  MUST(left.length == right.length && memcmp(left.bytes, right.bytes, left.length) == 0, "not the same twice", 0);
  free(left.bytes);
  free(right.bytes);
}
