/* Checks of the caller's own: their findings go the way of all findings. */
#include "helper.h"

#include <stdlib.h>
#include <string.h>

/* Reports every "no", with something related and a fix. */
static void find_no(void *ctx, const dixit_doc *doc, dixit_finder *out)
{
  size_t *calls = ctx;
  dixit_text text = dixit_doc_text(doc);
  (*calls)++;
  for (uint32_t i = 0; i + 1 < text.length; i++) {
    if (memcmp(text.bytes + i, "no", 2) != 0)
      continue;
    char message[] = "not no", label[] = "yes";
    dixit_finder_add(out, (dixit_span){i, i + 2}, message);
    dixit_finder_relate(out, (dixit_span){0, 1}, message);
    dixit_finder_fix(out, (dixit_span){i, i + 2}, label, label);
    dixit_finder_mend(out, (dixit_span){i, i + 1}, "", label);
    memset(message, '#', sizeof message - 1); /* it was copied */
    memset(label, '#', sizeof label - 1);
  }
}

static void find_far(void *ctx, const dixit_doc *doc, dixit_finder *out)
{
  (void)ctx;
  (void)doc;
  dixit_finder_add(out, (dixit_span){5, 4000000000u}, "far");
  dixit_finder_add(out, (dixit_span){4000000000u, 3}, "backward");
}

static size_t calls;
static const dixit_check checks[] = {
  {"my/no", DIXIT_INFO, 0, find_no, &calls},
  {"my/far", DIXIT_OFF, 0, find_far, NULL},
};

/* A document with the checks above and no other rule but those of suppressions. */
static dixit_doc *open_with(const dixit_rule_setting *more, uint32_t count, uint32_t format, const char *text,
                            dixit_engine **engine)
{
  dixit_rule_setting rules[4] = {{"quotes/*", DIXIT_OFF}, {"claims/*", DIXIT_OFF}};
  dixit_options options = {.size = sizeof options, .checks = checks, .check_count = COUNT_OF(checks)};
  dixit_doc_options how = {.size = sizeof how, .format = format};
  dixit_error error;
  dixit_doc *doc;
  if (count)
    memcpy(rules + 2, more, count * sizeof *more);
  options.rules = rules;
  options.rule_count = 2 + count;
  if (dixit_engine_new(engine, &options, &error) != DIXIT_OK)
    fail_msg("%s", error.message);
  assert_int_equal(dixit_doc_new(&doc, *engine, text, strlen(text), &how, NULL), DIXIT_OK);
  return doc;
}

static void test_findings(void **state)
{
  (void)state;
  dixit_engine *engine;
  calls = 0;
  dixit_doc *doc = open_with(NULL, 0, DIXIT_PLAIN, "Oh no, oh no.", &engine);
  size_t count;
  const dixit_finding *findings = dixit_doc_findings(doc, &count);
  assert_int_equal(calls, 1);
  assert_int_equal(count, 2);
  assert_string_equal(findings[1].rule, "my/no");
  assert_string_equal(findings[1].message, "not no");
  assert_int_equal(findings[1].severity, DIXIT_INFO);
  assert_int_equal(findings[1].span.start, 10);
  assert_int_equal(findings[1].related_count, 1);
  assert_string_equal(dixit_doc_related(doc, NULL)[findings[1].first_related].message, "not no");
  const dixit_fix *fixes = dixit_doc_fixes(doc, NULL) + findings[1].first_fix;
  assert_int_equal(findings[1].fix_count, 2);
  assert_string_equal(fixes[0].label, "yes");
  assert_int_equal(fixes[0].safe, 0);
  assert_string_equal(fixes[1].label, "yes");
  assert_int_equal(fixes[1].safe, 1);
  dixit_doc_free(doc);
  dixit_engine_free(engine);
}

static void test_settings(void **state)
{
  (void)state;
  static const dixit_rule_setting settings[] = {{"my/*", DIXIT_ERROR}, {"my/no", DIXIT_OFF}};
  dixit_engine *engine;
  dixit_doc *doc = open_with(settings, 2, DIXIT_PLAIN, "Oh no, oh no.", &engine);
  size_t count;
  const dixit_finding *findings = dixit_doc_findings(doc, &count);
  assert_int_equal(count, 2);
  assert_string_equal(findings[0].message, "backward");
  assert_string_equal(findings[1].message, "far");
  assert_int_equal(findings[0].severity, DIXIT_ERROR);
  for (size_t i = 0; i < count; i++)
    assert_true(findings[i].span.start <= findings[i].span.end && findings[i].span.end <= 13);
  dixit_doc_free(doc);
  dixit_engine_free(engine);
}

static void test_suppressions(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    size_t own;         /* findings of my/no */
    size_t suppression; /* findings about comments */
  } cases[] = {
    {"Oh no.\n", 1, 0},
    {"<!-- dixit-disable my/no -->\n\nOh no.\n", 1, 0}, /* the comment's own "no" comes before it holds */
    {"<!-- dixit-disable my/* -->\n\nOh no.\n", 0, 0},
    {"<!-- dixit-disable -->\n\nOh no.\n", 0, 0},
    {"<!-- dixit-disable my/yes -->\n\nOh no.\n", 1, 1},
    {"<!-- dixit-disable my/* -->\n\nOh yes.\n", 0, 1},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    dixit_engine *engine;
    dixit_doc *doc = open_with(NULL, 0, DIXIT_MARKDOWN, cases[i].text, &engine);
    size_t count, own = 0;
    const dixit_finding *findings = dixit_doc_findings(doc, &count);
    for (size_t j = 0; j < count; j++)
      own += strcmp(findings[j].rule, "my/no") == 0;
    assert_int_equal(own, cases[i].own);
    assert_int_equal(count - own, cases[i].suppression);
    dixit_doc_free(doc);
    dixit_engine_free(engine);
  }
}

static void test_refusals(void **state)
{
  (void)state;
  static const struct {
    const char *ids[2];
    const char *words;
  } cases[] = {
    {{"no"}, "category/name"},          {{"my/"}, "category/name"},    {{"My/no"}, "category/name"},
    {{"my/no/no"}, "category/name"},    {{"/no"}, "category/name"},    {{""}, "category/name"},
    {{"quotes/mine"}, "dixit's own"},   {{"my/no", "my/no"}, "two"},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    dixit_check some[2] = {{cases[i].ids[0], DIXIT_INFO, 0, find_far, NULL},
                           {cases[i].ids[1], DIXIT_INFO, 0, find_far, NULL}};
    dixit_options options = {.size = sizeof options, .checks = some, .check_count = cases[i].ids[1] ? 2 : 1};
    dixit_engine *engine;
    dixit_error error;
    assert_int_equal(dixit_engine_new(&engine, &options, &error), DIXIT_BAD_OPTION);
    assert_non_null(strstr(error.message, cases[i].words));
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_findings),
    cmocka_unit_test(test_settings),
    cmocka_unit_test(test_suppressions),
    cmocka_unit_test(test_refusals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
