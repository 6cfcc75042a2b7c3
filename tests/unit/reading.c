#include "reading.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "hard_text.h"

enum { PIECES = 60, PIECE_BYTES = 32 };

/* ---- layers as texts ---- */

/* Text under construction. */
typedef struct output {
  char bytes[4096];
  size_t length;
} output;

static void add(output *self, const char *bytes, size_t length)
{
  assert_true(self->length + length < sizeof self->bytes);
  memcpy(self->bytes + self->length, bytes, length);
  self->length += length;
  self->bytes[self->length] = '\0';
}

static void add_slice(output *self, const dixit_doc *doc, dixit_span span)
{
  dixit_text text = doc_slice(doc, span);
  add(self, text.bytes, text.length);
}

static void add_number(output *self, uint32_t number)
{
  char digits[16];
  add(self, digits, (size_t)snprintf(digits, sizeof digits, "%u", number));
}

static void add_run(output *self, const dixit_doc *doc, const dixit_run *run)
{
  char bytes[4];
  switch (run->kind) {
  case DIXIT_RUN_TEXT:
    add_slice(self, doc, run->span);
    break;
  case DIXIT_RUN_CHAR:
    add(self, bytes, utf8_encode(run->character, bytes));
    break;
  case DIXIT_RUN_BREAK:
    add(self, " ", 1);
    break;
  case DIXIT_RUN_OPAQUE:
    add(self, "#", 1);
    break;
  default:
    add(self, "@", 1);
    add_number(self, run->character);
  }
}

static void render_prose(output *self, const dixit_doc *doc)
{
  for (uint32_t i = 0; i < doc->blocks.count; i++) {
    const dixit_block *block = &doc->blocks.items[i];
    if (block->run_count && self->length)
      add(self, "|", 1);
    for (uint32_t run = block->first_run; run < block->first_run + block->run_count; run++)
      add_run(self, doc, &doc->runs.items[run]);
  }
}

static void render_citations(output *self, const dixit_doc *doc)
{
  for (uint32_t i = 0; i < doc->citations.count; i++) {
    const dixit_citation *citation = &doc->citations.items[i];
    const char *kind = dixit_citation_kind_name(citation->kind);
    if (i)
      add(self, ";", 1);
    add(self, kind, strlen(kind));
    add(self, " ", 1);
    add_slice(self, doc, citation->key);
    if (!span_is_empty(citation->locator)) {
      add(self, " (", 2);
      add_slice(self, doc, citation->locator);
      add(self, ")", 1);
    }
    if (citation->reference != DIXIT_NONE) {
      add(self, " ", 1);
      add_number(self, citation->reference);
    }
  }
}

dixit_doc *read_as(const dixit_engine *engine, uint32_t format, const char *text, size_t length)
{
  dixit_doc *doc;
  dixit_doc_options options = {.size = sizeof options, .format = format};
  assert_int_equal(dixit_doc_new(&doc, engine, text, length, &options, NULL), DIXIT_OK);
  return doc;
}

void check_readings(const dixit_engine *engine, uint32_t format, const reading *readings, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    dixit_doc *doc = read_as(engine, format, readings[i].text, strlen(readings[i].text));
    output prose = {.length = 0}, citations = {.length = 0};
    render_prose(&prose, doc);
    render_citations(&citations, doc);
    if (strcmp(prose.bytes, readings[i].prose) != 0 ||
        (readings[i].citations && strcmp(citations.bytes, readings[i].citations) != 0))
      fail_msg("%s:\n  prose     %s\n  expected  %s\n  citations %s\n  expected  %s", readings[i].why, prose.bytes,
               readings[i].prose, citations.bytes, readings[i].citations ? readings[i].citations : "(any)");
    dixit_doc_free(doc);
  }
}

static uint32_t block_depth(const dixit_doc *doc, uint32_t block)
{
  uint32_t depth = 0;
  while ((block = doc->blocks.items[block].parent) != DIXIT_NONE)
    depth++;
  return depth;
}

static void render_blocks(output *self, const dixit_doc *doc)
{
  for (uint32_t i = 0; i < doc->blocks.count; i++) {
    const char *kind = dixit_block_kind_name(doc->blocks.items[i].kind);
    if (i)
      add(self, ";", 1);
    add_number(self, block_depth(doc, i));
    add(self, " ", 1);
    add(self, kind, strlen(kind));
  }
}

static void check_outlines(const dixit_engine *engine, uint32_t format, const outline_reading *readings, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    dixit_doc *doc = read_as(engine, format, readings[i].text, strlen(readings[i].text));
    output blocks = {.length = 0};
    render_blocks(&blocks, doc);
    if (strcmp(blocks.bytes, readings[i].blocks) != 0)
      fail_msg("%s:\n  blocks    %s\n  expected  %s", readings[i].why, blocks.bytes, readings[i].blocks);
    dixit_doc_free(doc);
  }
}

static void check_detections(const dixit_engine *engine, const detection *texts, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    dixit_doc *doc = read_as(engine, DIXIT_FORMAT_AUTO, texts[i].text, strlen(texts[i].text));
    if (dixit_doc_format(doc) != texts[i].format)
      fail_msg("taken for %s: %s", dixit_format_name(dixit_doc_format(doc)), texts[i].text);
    dixit_doc_free(doc);
  }
}

static void check_files(const dixit_engine *engine, uint32_t format, const char *text, const named_file *files,
                        size_t count)
{
  dixit_doc *doc = read_as(engine, format, text, strlen(text));
  size_t found;
  const dixit_file *named = dixit_doc_files(doc, &found);
  assert_int_equal(found, count);
  for (size_t i = 0; i < count; i++) {
    assert_true(text_is(dixit_doc_slice(doc, named[i].name), files[i].name));
    assert_int_equal(named[i].kind, files[i].kind);
  }
  dixit_doc_free(doc);
}

/* ---- any bytes ---- */

/* Each byte is read once: no two runs of words share one. */
static void check_read_once(const dixit_doc *doc)
{
  bool seen[PIECES * PIECE_BYTES] = {false};
  for (uint32_t i = 0; i < doc->runs.count; i++) {
    const dixit_run *run = &doc->runs.items[i];
    if (run->kind != DIXIT_RUN_TEXT && run->kind != DIXIT_RUN_CHAR)
      continue;
    for (uint32_t at = run->span.start; at < run->span.end; at++) {
      assert_false(seen[at]);
      seen[at] = true;
    }
  }
}

static void check_runs(const dixit_doc *doc)
{
  for (uint32_t i = 0; i < doc->runs.count; i++) {
    const dixit_run *run = &doc->runs.items[i];
    assert_true(run->span.start < run->span.end && run->span.end <= doc->length);
    assert_true(run->block < doc->blocks.count);
    assert_true(span_contains(doc->blocks.items[run->block].span, run->span));
    if (i && doc->runs.items[i - 1].block == run->block)
      assert_true(doc->runs.items[i - 1].span.end <= run->span.start);
    if (run->kind == DIXIT_RUN_CITATION)
      assert_true(run->character < doc->citations.count);
  }
}

static void check_blocks(const dixit_doc *doc)
{
  uint32_t next_run = 0;
  for (uint32_t i = 0; i < doc->blocks.count; i++) {
    const dixit_block *block = &doc->blocks.items[i];
    assert_true(block->span.start <= block->span.end && block->span.end <= doc->length);
    assert_int_equal(block->first_run, next_run);
    next_run += block->run_count;
    if (block->parent != DIXIT_NONE) {
      assert_true(block->parent < i);
      assert_true(span_contains(doc->blocks.items[block->parent].span, block->span));
    }
  }
  assert_int_equal(next_run, doc->runs.count);
}

static void check_citations(const dixit_doc *doc)
{
  for (uint32_t i = 0; i < doc->citations.count; i++) {
    const dixit_citation *citation = &doc->citations.items[i];
    assert_true(citation->span.end <= doc->length);
    assert_true(span_contains(citation->span, citation->key));
    assert_true(citation->reference == DIXIT_NONE || citation->reference < doc->references.count);
    if (i)
      assert_true(doc->citations.items[i - 1].span.start <= citation->span.start);
  }
  for (uint32_t i = 0; i < doc->references.count; i++) {
    const dixit_reference *reference = &doc->references.items[i];
    assert_true(reference->span.start <= reference->span.end && reference->span.end <= doc->length);
    assert_true(span_contains(reference->span, reference->key));
    if (i)
      assert_true(doc->references.items[i - 1].span.start <= reference->span.start);
  }
}

void check_any_text(const dixit_engine *engine, uint32_t format, const char *const *pieces, size_t count, int rounds)
{
  uint64_t seed = 2;
  char text[PIECES * PIECE_BYTES];
  for (int round = 0; round < rounds; round++) {
    size_t length = 0, parts = hard_random(&seed) % PIECES;
    for (size_t i = 0; i < parts; i++) {
      const char *piece = pieces[hard_random(&seed) % count];
      memcpy(text + length, piece, strlen(piece));
      length += strlen(piece);
    }
    if (hard_random(&seed) % 8 == 0 && length)
      text[hard_random(&seed) % length] = '\0';
    dixit_doc *doc = read_as(engine, format, text, length);
    check_blocks(doc);
    check_runs(doc);
    check_read_once(doc);
    check_citations(doc);
    dixit_doc_free(doc);
  }
}

int make_engine(void **state)
{
  return dixit_engine_new((dixit_engine **)state, NULL, NULL);
}

int free_engine(void **state)
{
  dixit_engine_free(*state);
  return 0;
}

/* ---- a reader's tests ---- */

static const reader_examples *tried;

static void test_samples(void **state)
{
  check_readings(*state, tried->format, tried->samples, tried->sample_count);
}

static void test_outlines(void **state)
{
  check_outlines(*state, tried->format, tried->outlines, tried->outline_count);
}

static void test_any_bytes(void **state)
{
  check_any_text(*state, tried->format, tried->pieces, tried->piece_count, 10000);
}

static void test_detection(void **state)
{
  check_detections(*state, tried->detections, tried->detection_count);
}

static void test_files(void **state)
{
  if (tried->naming_text)
    check_files(*state, tried->format, tried->naming_text, tried->files, tried->file_count);
}

int run_reader_tests(const reader_examples *examples)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_samples),   cmocka_unit_test(test_outlines), cmocka_unit_test(test_any_bytes),
    cmocka_unit_test(test_detection), cmocka_unit_test(test_files),
  };
  tried = examples;
  return cmocka_run_group_tests(tests, make_engine, free_engine);
}
