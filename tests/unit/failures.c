/* Every public call with its nth request for memory refused, and its nth write: each says so, nothing leaks, and
 * what was there before is as it was. In a build with -Darena=malloc and a sanitizer every object is seen; there are
 * more requests then, and each is refused in its turn.
 *
 * Reports take no allocator: their requests reach realloc, which is wrapped here at link time. */
#include "helper.h"

#include <stdlib.h>
#include <string.h>

/* heap: of the engine and its documents. process: of what calls realloc itself; only counts while `watched`. */
typedef struct world {
  heap heap;
  dixit_engine *engine;
  dixit_doc *plain;
  dixit_doc *markdown;
  dixit_doc *bibtex;
} world;

static heap process;
static bool watched;

void *__real_realloc(void *block, size_t size);
void *__wrap_realloc(void *block, size_t size);

void *__wrap_realloc(void *block, size_t size)
{
  if (watched) {
    process.calls++;
    if (process.fail_at && process.calls >= process.fail_at) {
      process.refusals++;
      return NULL;
    }
  }
  return __real_realloc(block, size);
}

/* ---- what is called ---- */

/* refuse_at: the write that says no; 0 for none. calls: writes so far. */
typedef struct sink {
  size_t refuse_at;
  size_t calls;
} sink;

static int sink_write(void *ctx, const char *bytes, size_t length)
{
  sink *self = ctx;
  (void)bytes;
  assert_true(length > 0);
  return ++self->calls == self->refuse_at;
}

static dixit_status make_engine(dixit_engine **out, heap *used)
{
  static const dixit_rule_setting rules[] = {{"quotes/*", DIXIT_ERROR}, {"*", DIXIT_DEFAULT}};
  dixit_allocator allocator = heap_allocator(used);
  dixit_options options = {
    .size = sizeof options,
    .allocator = &allocator,
    .rules = rules,
    .rule_count = COUNT_OF(rules),
  };
  return dixit_engine_new(out, &options, NULL);
}

static dixit_status make_doc(dixit_doc **out, const dixit_engine *engine, const char *text, uint32_t format)
{
  dixit_doc_options options = {.size = sizeof options, .format = format};
  return dixit_doc_new(out, engine, text, strlen(text), &options, NULL);
}

static dixit_status call_engine_new(world *self, sink *out)
{
  (void)out;
  dixit_engine *engine = (dixit_engine *)self;
  dixit_status status = make_engine(&engine, &self->heap);
  assert_true((engine == NULL) == (status != DIXIT_OK));
  dixit_engine_free(engine);
  return status;
}

static dixit_status make_and_free(world *self, const char *text, uint32_t format)
{
  dixit_doc *doc = (dixit_doc *)self;
  dixit_status status = make_doc(&doc, self->engine, text, format);
  assert_true((doc == NULL) == (status != DIXIT_OK));
  dixit_doc_free(doc);
  return status;
}

static dixit_status call_doc_new_plain(world *self, sink *out)
{
  (void)out;
  return make_and_free(self, rich_plain, DIXIT_PLAIN);
}

static dixit_status call_doc_new_markdown(world *self, sink *out)
{
  (void)out;
  return make_and_free(self, rich_markdown, DIXIT_FORMAT_AUTO);
}

static dixit_status call_doc_new_bibtex(world *self, sink *out)
{
  (void)out;
  return make_and_free(self, rich_bibtex, DIXIT_BIBTEX);
}

static dixit_status call_edit(world *self, sink *out)
{
  (void)out;
  size_t before, after;
  dixit_doc_tokens(self->markdown, &before);
  dixit_status status = dixit_doc_edit(self->markdown, (dixit_span){30, 40}, "\"new\" words", 11, NULL);
  dixit_doc_tokens(self->markdown, &after);
  if (status == DIXIT_OK)
    return status;
  dixit_text text = dixit_doc_text(self->markdown);
  assert_int_equal(after, before);
  assert_int_equal(text.length, strlen(rich_markdown));
  assert_memory_equal(text.bytes, rich_markdown, text.length);
  return status;
}

/* After a failure the document is only fit to be freed, so each call has its own. */
static dixit_status call_set_bibliographies(world *self, sink *out)
{
  (void)out;
  dixit_doc *doc;
  const dixit_doc *given = self->bibtex;
  dixit_status status = make_doc(&doc, self->engine, rich_markdown, DIXIT_MARKDOWN);
  if (status != DIXIT_OK)
    return status;
  status = dixit_doc_set_bibliographies(doc, &given, 1, NULL);
  dixit_doc_free(doc);
  return status;
}

static dixit_status call_set_citing(world *self, sink *out)
{
  (void)out;
  dixit_doc *bibliography;
  dixit_status status = make_doc(&bibliography, self->engine, rich_bibtex, DIXIT_BIBTEX);
  if (status != DIXIT_OK)
    return status;
  const dixit_doc *citing = self->plain;
  status = dixit_doc_set_citing(bibliography, &citing, 1, NULL);
  dixit_doc_free(bibliography);
  return status;
}

static dixit_status call_dump(world *self, sink *out)
{
  dixit_status status = dixit_doc_dump(self->plain, "all", sink_write, out, NULL);
  return status != DIXIT_OK ? status : dixit_doc_dump(self->markdown, "all", sink_write, out, NULL);
}

static dixit_status call_extract(world *self, sink *out)
{
  dixit_status status = dixit_doc_extract(self->plain, "\"a1\"", DIXIT_EXTRACT_SCORES, sink_write, out);
  return status != DIXIT_OK ? status : dixit_doc_extract(self->markdown, NULL, 0, sink_write, out);
}

static dixit_status report_both(dixit_report *report, const world *self)
{
  dixit_status status = dixit_report_add(report, "a.txt", self->plain);
  if (status == DIXIT_OK)
    status = dixit_report_add(report, "b.md", self->markdown);
  return status == DIXIT_OK ? dixit_report_finish(report) : status;
}

static dixit_status call_reports(world *self, sink *out)
{
  dixit_status status = DIXIT_OK;
  for (const char *const *format = dixit_report_formats(); *format && status == DIXIT_OK; format++) {
    dixit_report_options options = {.size = sizeof options, .unit = DIXIT_GRAPHEMES, .format = *format, .color = 1};
    dixit_report *report = (dixit_report *)self;
    status = dixit_report_new(&report, &options, sink_write, out, NULL);
    assert_true((report == NULL) == (status != DIXIT_OK));
    if (status == DIXIT_OK)
      status = report_both(report, self);
    dixit_report_free(report);
  }
  return status;
}

/* Annotations are collected by the first call that needs them, so each call below has a document of its own. */
static dixit_status on_new_doc(world *self, sink *out, dixit_status (*use)(const dixit_doc *doc, sink *out))
{
  dixit_doc *doc;
  dixit_status status = make_doc(&doc, self->engine, rich_plain, DIXIT_PLAIN);
  if (status != DIXIT_OK)
    return status;
  status = use(doc, out);
  dixit_doc_free(doc);
  return status;
}

static dixit_status ask_for_annotations(const dixit_doc *doc, sink *out)
{
  (void)out;
  size_t count;
  const dixit_annotation *all = dixit_doc_annotations(doc, (dixit_span){0, DIXIT_NONE}, &count);
  assert_true((all == NULL) == (count == 0));
  return all ? DIXIT_OK : DIXIT_NO_MEMORY;
}

static dixit_status dump_annotations(const dixit_doc *doc, sink *out)
{
  return dixit_doc_dump(doc, "annotations", sink_write, out, NULL);
}

static dixit_status describe_place(const dixit_doc *doc, sink *out)
{
  return dixit_doc_describe(doc, 200, sink_write, out);
}

static dixit_status report_annotations(const dixit_doc *doc, sink *out)
{
  dixit_report_options options = {.size = sizeof options, .format = "html"};
  dixit_report *report;
  assert_int_equal(dixit_report_new(&report, &options, sink_write, out, NULL), DIXIT_OK);
  dixit_status status = dixit_report_add(report, "a.txt", doc);
  dixit_report_free(report);
  return status;
}

static dixit_status call_annotations(world *self, sink *out)
{
  return on_new_doc(self, out, ask_for_annotations);
}

static dixit_status call_dump_annotations(world *self, sink *out)
{
  return on_new_doc(self, out, dump_annotations);
}

static dixit_status call_describe(world *self, sink *out)
{
  return on_new_doc(self, out, describe_place);
}

static dixit_status call_report_annotations(world *self, sink *out)
{
  return on_new_doc(self, out, report_annotations);
}

/* Looking other things up asks for no memory. */
static dixit_status call_queries(world *self, sink *out)
{
  (void)out;
  uint32_t end = (uint32_t)dixit_doc_text(self->plain).length;
  size_t count;
  dixit_doc_citation_check(self->plain, &count);
  dixit_doc_coverage(self->plain);
  dixit_source_name(self->plain, 0);
  for (int unit = DIXIT_BYTES; unit <= DIXIT_GRAPHEMES; unit++) {
    dixit_doc_position(self->plain, end, (dixit_unit)unit);
    dixit_doc_offset(self->plain, (dixit_position){3, 2}, (dixit_unit)unit);
    dixit_doc_count(self->plain, end, (dixit_unit)unit);
  }
  return DIXIT_OK;
}

/* ---- the tests ---- */

typedef dixit_status (*public_call)(world *self, sink *out);

static const public_call calls[] = {
  call_engine_new,         call_doc_new_plain, call_doc_new_markdown, call_doc_new_bibtex, call_edit,
  call_set_bibliographies, call_set_citing,    call_dump,             call_extract,        call_reports,
  call_annotations,        call_describe,      call_dump_annotations, call_report_annotations, call_queries,
};

static void world_init(world *self)
{
  memset(self, 0, sizeof *self);
  assert_int_equal(make_engine(&self->engine, &self->heap), DIXIT_OK);
  assert_int_equal(make_doc(&self->plain, self->engine, rich_plain, DIXIT_PLAIN), DIXIT_OK);
  assert_int_equal(make_doc(&self->markdown, self->engine, rich_markdown, DIXIT_MARKDOWN), DIXIT_OK);
  assert_int_equal(make_doc(&self->bibtex, self->engine, rich_bibtex, DIXIT_BIBTEX), DIXIT_OK);
  assert_non_null(dixit_doc_annotations(self->plain, (dixit_span){0, DIXIT_NONE}, NULL));
  assert_non_null(dixit_doc_annotations(self->markdown, (dixit_span){0, DIXIT_NONE}, NULL));
}

static void world_done(world *self)
{
  dixit_doc_free(self->plain);
  dixit_doc_free(self->markdown);
  dixit_doc_free(self->bibtex);
  dixit_engine_free(self->engine);
  assert_int_equal(self->heap.blocks, 0);
  assert_int_equal(self->heap.bytes, 0);
}

/* Refuse the first request, the second, ... until there is none left to refuse. */
static void fail_each_request(public_call call, bool keep_failing)
{
  world self;
  world_init(&self);
  for (size_t at = 1;; at++) {
    sink out = {0};
    size_t blocks = self.heap.blocks, bytes = self.heap.bytes;
    heap_fail(&self.heap, at, keep_failing);
    dixit_status status = call(&self, &out);
    size_t refusals = self.heap.refusals;
    heap_fail(&self.heap, 0, false);
    assert_int_equal(status, refusals ? DIXIT_NO_MEMORY : DIXIT_OK);
    if (!refusals)
      break;
    assert_int_equal(self.heap.blocks, blocks);
    assert_int_equal(self.heap.bytes, bytes);
  }
  world_done(&self);
}

static void no_request_may_be_granted(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT_OF(calls); i++) {
    fail_each_request(calls[i], false);
    fail_each_request(calls[i], true);
  }
}

/* The same for what asks the process, not the engine's allocator. */
static void the_process_may_have_no_memory(void **state)
{
  (void)state;
  world self;
  world_init(&self);
  for (size_t at = 1;; at++) {
    sink out = {0};
    process = (heap){.fail_at = at};
    watched = true;
    dixit_status status = call_reports(&self, &out);
    watched = false;
    assert_int_equal(status, process.refusals ? DIXIT_NO_MEMORY : DIXIT_OK);
    if (!process.refusals)
      break;
  }
  world_done(&self);
}

static void every_write_may_be_refused(void **state)
{
  (void)state;
  static const public_call writers[] = {call_dump, call_extract, call_reports};
  world self;
  world_init(&self);
  for (size_t i = 0; i < COUNT_OF(writers); i++)
    for (size_t at = 1;; at++) {
      sink out = {.refuse_at = at};
      dixit_status status = writers[i](&self, &out);
      assert_int_equal(status, out.calls >= at ? DIXIT_WRITE_FAILED : DIXIT_OK);
      if (out.calls < at)
        break;
      assert_int_equal(out.calls, at); /* nothing is written behind a refusal */
    }
  world_done(&self);
}

/* Everything that is no memory problem is told apart, and leaves nothing behind. */
static void bad_arguments_are_refused(void **state)
{
  (void)state;
  world self;
  dixit_error error;
  world_init(&self);
  dixit_options options = {.size = 1};
  dixit_engine *engine;
  assert_int_equal(dixit_engine_new(&engine, &options, &error), DIXIT_BAD_OPTION);
  assert_null(engine);
  assert_int_equal(error.status, DIXIT_BAD_OPTION);
  dixit_rule_setting rule = {"no/such-rule", DIXIT_ERROR};
  options = (dixit_options){.size = sizeof options, .rules = &rule, .rule_count = 1};
  assert_int_equal(dixit_engine_new(&engine, &options, &error), DIXIT_BAD_OPTION);
  assert_non_null(strstr(error.message, "no/such-rule"));
  dixit_doc *doc;
  assert_int_equal(dixit_doc_new(&doc, self.engine, NULL, 3, NULL, NULL), DIXIT_BAD_ARGUMENT);
  assert_int_equal(dixit_doc_new(&doc, self.engine, "", UINT32_MAX, NULL, NULL), DIXIT_TOO_BIG);
  dixit_doc_options doc_options = {.size = sizeof doc_options, .format = 99};
  assert_int_equal(dixit_doc_new(&doc, self.engine, "", 0, &doc_options, NULL), DIXIT_BAD_OPTION);
  assert_null(doc);
  doc_options = (dixit_doc_options){.size = sizeof doc_options, .borrow = 1};
  assert_int_equal(dixit_doc_new(&doc, self.engine, "Ann said.", 3, &doc_options, NULL), DIXIT_BAD_ARGUMENT);
  assert_null(doc);
  sink out = {0};
  assert_int_equal(dixit_doc_dump(self.plain, "no-such-layer", sink_write, &out, NULL), DIXIT_BAD_OPTION);
  assert_int_equal(dixit_doc_edit(self.plain, (dixit_span){5, 4}, "", 0, NULL), DIXIT_BAD_ARGUMENT);
  assert_int_equal(dixit_doc_edit(self.plain, (dixit_span){0, DIXIT_NONE}, "", 0, NULL), DIXIT_BAD_ARGUMENT);
  world_done(&self);
}

/* A borrowed text is read where it stands, and let go of by an edit. */
static void a_text_may_be_borrowed(void **state)
{
  (void)state;
  static const char text[] = "\"It is late,\" Ann Lee said.";
  dixit_doc_options options = {.size = sizeof options, .format = DIXIT_PLAIN, .borrow = 1};
  dixit_doc *doc;
  size_t count;
  world self;
  world_init(&self);
  assert_int_equal(dixit_doc_new(&doc, self.engine, text, strlen(text), &options, NULL), DIXIT_OK);
  assert_ptr_equal(dixit_doc_text(doc).bytes, text);
  dixit_doc_attributions(doc, &count);
  assert_int_equal(count, 1);
  assert_int_equal(dixit_doc_edit(doc, (dixit_span){7, 11}, "cold", 4, NULL), DIXIT_OK);
  assert_ptr_not_equal(dixit_doc_text(doc).bytes, text);
  assert_memory_equal(dixit_doc_text(doc).bytes, "\"It is cold,\" Ann Lee said.", strlen(text));
  dixit_doc_free(doc);
  world_done(&self);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(no_request_may_be_granted),
    cmocka_unit_test(the_process_may_have_no_memory),
    cmocka_unit_test(every_write_may_be_refused),
    cmocka_unit_test(bad_arguments_are_refused),
    cmocka_unit_test(a_text_may_be_borrowed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
