/* Annotations: who is drawn how, in what order, and what a range finds, against a search that looks at everything. */
#include "helper.h"

#include <string.h>

#include "marks/stages.h"

#define ADD(array) ARRAY_ADD(&doc->memory, doc->array)

static dixit_doc *blank_doc(uint32_t length)
{
  static char text[4096];
  memset(text, 'x', sizeof text);
  assert_true(length <= sizeof text);
  return bare_new(text, length);
}

static uint32_t add_source(dixit_doc *doc, uint8_t kind)
{
  ADD(sources)->kind = kind;
  return doc->sources.count - 1;
}

static uint32_t add_attribution(dixit_doc *doc, uint32_t source, uint32_t mention, dixit_span cue)
{
  *ADD(attributions) = (dixit_attribution){.source = source, .mention = mention, .cue = cue};
  return doc->attributions.count - 1;
}

static void add_quote(dixit_doc *doc, dixit_span span, uint8_t kind, uint32_t attribution, uint32_t parent,
                      uint32_t previous)
{
  dixit_quote *quote = ADD(quotes);
  quote->span = span;
  quote->kind = kind;
  quote->attribution = attribution;
  quote->parent = parent;
  quote->previous = previous;
}

static const annotation_layer *collect(dixit_doc *doc)
{
  annotations_begin(doc);
  const annotation_layer *all = annotations_get(doc);
  assert_non_null(all);
  return all;
}

static void assert_annotation(const annotation_layer *all, uint32_t at, dixit_annotation expected)
{
  assert_in_range(at, 0, all->count - 1);
  const dixit_annotation *found = &all->items[at];
  assert_int_equal(found->span.start, expected.span.start);
  assert_int_equal(found->span.end, expected.span.end);
  assert_int_equal(found->kind, expected.kind);
  assert_int_equal(found->state, expected.state);
  assert_int_equal(found->index, expected.index);
  assert_int_equal(found->attribution, expected.attribution);
  assert_int_equal(found->source, expected.source);
}

static void every_layer_is_drawn(void **state)
{
  (void)state;
  dixit_doc *doc = blank_doc(200);
  uint32_t named = add_source(doc, DIXIT_SOURCE_ROLE), vague = add_source(doc, DIXIT_SOURCE_VAGUE);
  uint32_t said = add_attribution(doc, named, 1, span_of(30, 34));
  uint32_t claim = add_attribution(doc, vague, DIXIT_NONE, span_of(0, 0));
  add_attribution(doc, DIXIT_NONE, DIXIT_NONE, span_of(90, 94));
  *ADD(mentions) = (dixit_mention){.span = span_of(1, 3)}; /* nobody's speaker: not drawn */
  *ADD(mentions) = (dixit_mention){.span = span_of(35, 40)};
  add_quote(doc, span_of(10, 29), DIXIT_SPEECH, said, DIXIT_NONE, DIXIT_NONE);
  add_quote(doc, span_of(12, 20), DIXIT_SPEECH, DIXIT_NONE, 0, DIXIT_NONE);
  add_quote(doc, span_of(41, 50), DIXIT_SPEECH, DIXIT_NONE, DIXIT_NONE, 1);
  add_quote(doc, span_of(60, 70), DIXIT_SPEECH, DIXIT_NONE, DIXIT_NONE, DIXIT_NONE);
  add_quote(doc, span_of(71, 79), DIXIT_SCARE, DIXIT_NONE, DIXIT_NONE, DIXIT_NONE);
  *ADD(pieces) = (dixit_piece){.span = span_of(10, 29), .attribution = said, .quote = 0}; /* drawn as its quote */
  *ADD(pieces) = (dixit_piece){.span = span_of(100, 120), .attribution = claim, .quote = DIXIT_NONE};
  *ADD(claims) = (dixit_claim){.span = span_of(100, 130), .attribution = claim, .support = DIXIT_SUPPORT_VAGUE};
  *ADD(claims) = (dixit_claim){.span = span_of(140, 150), .attribution = DIXIT_NONE, .support = DIXIT_SUPPORT_CITATION};
  *ADD(citations) = (dixit_citation){.span = span_of(148, 150), .key = span_of(149, 150), .reference = DIXIT_NONE};
  const annotation_layer *all = collect(doc);
  static const dixit_annotation expected[] = {
    {{10, 29}, 0, 0, 0, DIXIT_ANNOTATE_QUOTE, DIXIT_STATE_NAMED, {0}},
    {{12, 20}, 1, 0, 0, DIXIT_ANNOTATE_QUOTE, DIXIT_STATE_NAMED, {0}},
    {{30, 34}, 0, 0, 0, DIXIT_ANNOTATE_CUE, DIXIT_STATE_NAMED, {0}},
    {{35, 40}, 1, 0, 0, DIXIT_ANNOTATE_SPEAKER, DIXIT_STATE_NAMED, {0}},
    {{41, 50}, 2, 0, 0, DIXIT_ANNOTATE_QUOTE, DIXIT_STATE_NAMED, {0}},
    {{60, 70}, 3, DIXIT_NONE, DIXIT_NONE, DIXIT_ANNOTATE_QUOTE, DIXIT_STATE_NOBODY, {0}},
    {{71, 79}, 4, DIXIT_NONE, DIXIT_NONE, DIXIT_ANNOTATE_QUOTE, DIXIT_STATE_OTHER, {0}},
    {{90, 94}, 2, 2, DIXIT_NONE, DIXIT_ANNOTATE_CUE, DIXIT_STATE_NOBODY, {0}},
    {{100, 130}, 0, 1, 1, DIXIT_ANNOTATE_CLAIM, DIXIT_STATE_ANONYMOUS, {0}},
    {{100, 120}, 1, 1, 1, DIXIT_ANNOTATE_CONTENT, DIXIT_STATE_ANONYMOUS, {0}},
    {{140, 150}, 1, DIXIT_NONE, DIXIT_NONE, DIXIT_ANNOTATE_CLAIM, DIXIT_STATE_CITED, {0}},
    {{148, 150}, 0, DIXIT_NONE, DIXIT_NONE, DIXIT_ANNOTATE_CITATION, DIXIT_STATE_NOBODY, {0}},
  };
  assert_int_equal(all->count, COUNT_OF(expected));
  for (uint32_t i = 0; i < COUNT_OF(expected); i++)
    assert_annotation(all, i, expected[i]);
  bare_free(doc);
}

typedef struct source_sample {
  uint8_t kind;
  uint32_t members;
  uint8_t state;
} source_sample;

static void states_of_sources(void **state)
{
  (void)state;
  static const source_sample samples[] = {
    {DIXIT_SOURCE_NAMED, 0, DIXIT_STATE_NAMED},         {DIXIT_SOURCE_ROLE, 0, DIXIT_STATE_NAMED},
    {DIXIT_SOURCE_GROUP, 0, DIXIT_STATE_NAMED},         {DIXIT_SOURCE_DOCUMENT, 0, DIXIT_STATE_NAMED},
    {DIXIT_SOURCE_ANONYMOUS, 0, DIXIT_STATE_ANONYMOUS}, {DIXIT_SOURCE_VAGUE, 0, DIXIT_STATE_ANONYMOUS},
    {DIXIT_SOURCE_PRONOUN, 0, DIXIT_STATE_ANONYMOUS},   {DIXIT_SOURCE_PRONOUN, 2, DIXIT_STATE_NAMED},
  };
  for (size_t i = 0; i < COUNT_OF(samples); i++) {
    dixit_doc *doc = blank_doc(10);
    uint32_t source = add_source(doc, samples[i].kind);
    doc->sources.items[source].member_count = samples[i].members;
    add_attribution(doc, source, DIXIT_NONE, span_of(1, 2));
    const annotation_layer *all = collect(doc);
    assert_int_equal(all->items[0].state, samples[i].state);
    bare_free(doc);
  }
}

typedef struct citation_sample {
  uint8_t kind;
  uint32_t reference;
  uint32_t key_length;
  uint8_t state;
} citation_sample;

static void states_of_citations(void **state)
{
  (void)state;
  static const citation_sample samples[] = {
    {DIXIT_CITE_FOOTNOTE, 0, 1, DIXIT_STATE_CITED},
    {DIXIT_CITE_FOOTNOTE, DIXIT_NONE, 1, DIXIT_STATE_NOBODY},
    {DIXIT_CITE_INLINE_NOTE, 0, 0, DIXIT_STATE_CITED},
    {DIXIT_CITE_REFERENCE_LINK, DIXIT_NONE, 1, DIXIT_STATE_NOBODY},
    {DIXIT_CITE_KEY, DIXIT_NONE, 1, DIXIT_STATE_CITED}, /* its bibliography may stand elsewhere */
    {DIXIT_CITE_LINK, DIXIT_NONE, 1, DIXIT_STATE_CITED},
    {DIXIT_CITE_LINK, DIXIT_NONE, 0, DIXIT_STATE_NOBODY},
    {DIXIT_CITE_URL, DIXIT_NONE, 1, DIXIT_STATE_CITED},
  };
  for (size_t i = 0; i < COUNT_OF(samples); i++) {
    dixit_doc *doc = blank_doc(10);
    *ADD(citations) = (dixit_citation){.span = span_of(1, 5), .key = span_of(2, 2 + samples[i].key_length),
                                       .kind = samples[i].kind, .reference = samples[i].reference};
    const annotation_layer *all = collect(doc);
    assert_int_equal(all->items[0].state, samples[i].state);
    bare_free(doc);
  }
}

static bool overlaps(const dixit_annotation *annotation, dixit_span range)
{
  return annotation->span.start < range.end && annotation->span.end > range.start;
}

/* The slice holds all that overlaps, begins and ends with one that may, and is sorted. */
static void check_range(const dixit_doc *doc, dixit_span range)
{
  const annotation_layer *all = annotations_get(doc);
  size_t count, wanted = 0, found = 0;
  const dixit_annotation *slice = dixit_doc_annotations(doc, range, &count);
  for (uint32_t i = 0; i < all->count; i++)
    wanted += overlaps(&all->items[i], range);
  for (size_t i = 0; i < count; i++) {
    found += overlaps(&slice[i], range);
    assert_true(slice[i].span.start < range.end);
    if (i > 0)
      assert_true(slice[i - 1].span.start < slice[i].span.start ||
                  (slice[i - 1].span.start == slice[i].span.start && slice[i - 1].span.end >= slice[i].span.end));
  }
  assert_int_equal(found, wanted);
  if (count > 0)
    assert_true(slice[0].span.end > range.start);
  assert_true((slice == NULL) == (count == 0));
}

static void ranges_find_what_overlaps(void **state)
{
  (void)state;
  uint64_t seed = 5;
  for (int run = 0; run < 60; run++) {
    uint32_t length = 1 + hard_random(&seed) % 300;
    dixit_doc *doc = blank_doc(length);
    for (uint32_t i = hard_random(&seed) % 40; i > 0; i--) {
      uint32_t start = hard_random(&seed) % length, size = hard_random(&seed) % 20;
      *ADD(claims) = (dixit_claim){.span = span_of(start, start + size < length ? start + size : length),
                                   .attribution = DIXIT_NONE};
    }
    collect(doc);
    for (int i = 0; i < 200; i++) {
      uint32_t start = hard_random(&seed) % (length + 5), size = hard_random(&seed) % 30;
      check_range(doc, span_of(start, start + size));
    }
    check_range(doc, span_of(0, DIXIT_NONE));
    check_range(doc, span_of(20, 10));
    bare_free(doc);
  }
}

/* A hundred thousand quotes, each in the one before: speakers are handed down without walking up each time. */
static void deep_nesting_is_linear(void **state)
{
  (void)state;
  dixit_doc *doc = blank_doc(4096);
  enum { DEPTH = 300000 };
  add_attribution(doc, add_source(doc, DIXIT_SOURCE_NAMED), DIXIT_NONE, span_of(0, 0));
  for (uint32_t i = 0; i < DEPTH; i++)
    add_quote(doc, span_of(0, 4096), DIXIT_SPEECH, i ? DIXIT_NONE : 0, i ? i - 1 : DIXIT_NONE, DIXIT_NONE);
  const annotation_layer *all = collect(doc);
  assert_int_equal(all->count, DEPTH);
  assert_int_equal(all->items[DEPTH - 1].source, 0);
  bare_free(doc);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_layer_is_drawn),      cmocka_unit_test(states_of_sources),
    cmocka_unit_test(states_of_citations),       cmocka_unit_test(ranges_find_what_overlaps),
    cmocka_unit_test(deep_nesting_is_linear),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
