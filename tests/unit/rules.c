/* Rules: the examples each one carries, profiles, suppressions, and the order of findings. */
#include "helper.h"

#include <string.h>

/* A document under an engine that has one rule on, or with `rule` NULL a profile's; the caller frees both. */
static dixit_doc *open_text(dixit_engine **engine, const char *rule, const char *profile, const char *text, uint32_t format)
{
  const dixit_rule_setting settings[] = {{"*", DIXIT_OFF}, {rule, DIXIT_DEFAULT}};
  dixit_options options = {.size = sizeof options, .profile = profile};
  dixit_doc_options doc_options = {.size = sizeof doc_options, .format = format};
  dixit_doc *doc;
  if (rule) {
    options.rules = settings;
    options.rule_count = 2;
  }
  assert_int_equal(dixit_engine_new(engine, &options, NULL), DIXIT_OK);
  assert_int_equal(dixit_doc_new(&doc, *engine, text, strlen(text), &doc_options, NULL), DIXIT_OK);
  return doc;
}

static void close_text(dixit_engine *engine, dixit_doc *doc)
{
  dixit_doc_free(doc);
  dixit_engine_free(engine);
}

static size_t count_findings(const char *rule, const char *profile, const char *text, uint32_t format)
{
  dixit_engine *engine;
  size_t count;
  dixit_doc *doc = open_text(&engine, rule, profile, text, format);
  dixit_doc_findings(doc, &count);
  close_text(engine, doc);
  return count;
}

/* The rules whose examples need another rule to be on as well. */
static bool needs_others(const dixit_rule *rule)
{
  return strncmp(rule->id, "suppressions/", 13) == 0;
}

static void examples_show_what_a_rule_finds(void **state)
{
  (void)state;
  size_t count, wrong = 0;
  const dixit_rule *rules = dixit_rules(&count);
  for (size_t i = 0; i < count; i++) {
    if (needs_others(&rules[i]))
      continue;
    assert_true(rules[i].good[0] && rules[i].bad[0]);
    for (size_t k = 0; rules[i].good[k]; k++)
      if (count_findings(rules[i].id, NULL, rules[i].good[k], rules[i].format) != 0)
        print_message("%s finds something in: %s\n", rules[i].id, rules[i].good[k]), wrong++;
    for (size_t k = 0; rules[i].bad[k]; k++)
      if (count_findings(rules[i].id, NULL, rules[i].bad[k], rules[i].format) == 0)
        print_message("%s finds nothing in: %s\n", rules[i].id, rules[i].bad[k]), wrong++;
  }
  assert_int_equal(wrong, 0);
}

static void rules_are_sorted_and_described(void **state)
{
  (void)state;
  size_t count;
  const dixit_rule *rules = dixit_rules(&count);
  for (size_t i = 0; i < count; i++) {
    assert_true(i == 0 || strcmp(rules[i - 1].id, rules[i].id) < 0);
    assert_true(*rules[i].summary && *rules[i].rationale && *rules[i].source);
    assert_in_range(rules[i].suggested, DIXIT_INFO, DIXIT_ERROR);
  }
}

static void profiles_choose_rules(void **state)
{
  static const struct {
    const char *profile;
    size_t findings;
  } cases[] = {{NULL, 1}, {"news", 1}, {"fiction", 0}, {"wikipedia", 2}};
  static const char text[] = "Critics say the canal will flood the meadow.\n\n"
                             "Unemployment in the valley doubled after the mill closed because nobody built new roads.";
  (void)state;
  for (size_t i = 0; i < COUNT_OF(cases); i++)
    assert_int_equal(count_findings(NULL, cases[i].profile, text, DIXIT_PLAIN), cases[i].findings);
}

static void unknown_profiles_are_refused(void **state)
{
  (void)state;
  dixit_options options = {.size = sizeof options, .profile = "poetry"};
  dixit_engine *engine;
  dixit_error error;
  assert_int_equal(dixit_engine_new(&engine, &options, &error), DIXIT_BAD_OPTION);
  assert_non_null(strstr(error.message, "poetry"));
  assert_non_null(strstr(error.message, "wikipedia"));
}

static void comments_suppress(void **state)
{
  static const struct {
    const char *text;
    const char *rules; /* of the findings, in order, each behind a blank */
    uint32_t format;
  } cases[] = {
    {"\"I know, she said.", " quotes/unclosed", DIXIT_MARKDOWN},
    {"<!-- dixit-disable-next-line -->\n<p>\"I know, she said.</p>", "", DIXIT_FORMAT_HTML},
    {"<p>Hers. <!-- dixit-disable --></p><p>\"I know, she said.</p>", "", DIXIT_FORMAT_HTML},
    {"<!-- dixit-disable-next-line -->\n\"I know, she said.", "", DIXIT_MEDIAWIKI},
    {"<nowiki><!-- dixit-disable --></nowiki>\n\"I know, she said.", " quotes/unclosed", DIXIT_MEDIAWIKI},
    {"% dixit-disable-next-line quotes/unclosed\n``I know, she said.", "", DIXIT_LATEX},
    {"He knew.\n  %dixit-disable quotes/*\n\n``I know, she said.", "", DIXIT_LATEX},
    {"A tenth, 10\\% dixit-disable\n\n``I know, she said.", " quotes/unclosed", DIXIT_LATEX},
    {"\\begin{verbatim}\n% dixit-disable\n\\end{verbatim}\n\n``I know, she said.", " quotes/unclosed", DIXIT_LATEX},
    {"<!-- dixit-disable -->\n\n\"I know, she said.", " quotes/unclosed", DIXIT_PLAIN},
    {"<!-- dixit-disable -->\n\n\"I know, she said.", "", DIXIT_MARKDOWN},
    {"<!-- dixit-disable quotes/unclosed -->\n\n\"I know, she said.", "", DIXIT_MARKDOWN},
    {"<!-- dixit-disable quotes/* -->\n\n\"I know, she said.", "", DIXIT_MARKDOWN},
    {"<!-- dixit-disable-next-line quotes/unclosed -->\n\"I know, she said.", "", DIXIT_MARKDOWN},
    {"<!-- dixit-disable-next-line quotes/unclosed -->\n\n\"I know, she said.", " suppressions/unused quotes/unclosed",
     DIXIT_MARKDOWN},
    {"Hers.\n<!-- dixit-disable-next-line quotes/unclosed -->\n\"I know, she said.", "", DIXIT_MARKDOWN},
    {"\"I know, she said. <!-- dixit-disable-line quotes/unclosed -->", "", DIXIT_MARKDOWN},
    {"\"I know, she said.\n\n<!-- dixit-disable -->", " quotes/unclosed suppressions/unused", DIXIT_MARKDOWN},
    {"<!-- dixit-disable quotes/unclosed -->\n\n<!-- dixit-enable -->\n\n\"I know, she said.",
     " suppressions/unused quotes/unclosed",
     DIXIT_MARKDOWN},
    {"<!-- dixit-disable quotes/unclosd -->\n\nHers.", " suppressions/unknown", DIXIT_MARKDOWN},
    {"<!-- dixit-disable quotes/unclosed, citations/unused-footnote -->\n\n\"I know, she said.", " suppressions/unused",
     DIXIT_MARKDOWN},
    {"`<!-- dixit-disable -->`\n\n\"I know, she said.", " quotes/unclosed", DIXIT_MARKDOWN},
    {"```\n<!-- dixit-disable -->\n```\n\n\"I know, she said.", " quotes/unclosed", DIXIT_MARKDOWN},
    {"<!-- dixit-disable fiction -->\n\nHers.", " suppressions/unknown", DIXIT_MARKDOWN},
  };
  (void)state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    dixit_engine *engine;
    size_t count;
    char found[256] = "";
    dixit_doc *doc = open_text(&engine, NULL, NULL, cases[i].text, cases[i].format);
    const dixit_finding *findings = dixit_doc_findings(doc, &count);
    for (size_t k = 0; k < count; k++)
      strcat(strcat(found, " "), findings[k].rule);
    if (strcmp(found, cases[i].rules) != 0)
      print_message("%s\n", cases[i].text);
    assert_string_equal(found, cases[i].rules);
    close_text(engine, doc);
  }
}

/* What a finding says of itself is inside the text; citation findings are a selection. */
static void findings_are_in_order(void **state)
{
  static const char *const texts[] = {rich_plain, rich_markdown};
  (void)state;
  for (size_t i = 0; i < COUNT_OF(texts); i++) {
    dixit_engine *engine;
    size_t count, check_count, related_count, fix_count;
    dixit_doc *doc = open_text(&engine, NULL, "strict", texts[i], i == 1 ? DIXIT_MARKDOWN : DIXIT_PLAIN);
    const dixit_finding *findings = dixit_doc_findings(doc, &count);
    dixit_doc_related(doc, &related_count);
    dixit_doc_fixes(doc, &fix_count);
    dixit_doc_citation_check(doc, &check_count);
    assert_in_range(check_count, 0, count);
    for (size_t k = 0; k < count; k++) {
      assert_true(findings[k].span.start <= findings[k].span.end && findings[k].span.end <= strlen(texts[i]));
      assert_true(k == 0 || findings[k - 1].span.start <= findings[k].span.start);
      assert_true(findings[k].first_related + findings[k].related_count <= related_count);
      assert_true(findings[k].first_fix + findings[k].fix_count <= fix_count);
      assert_true(*findings[k].message);
    }
    close_text(engine, doc);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(examples_show_what_a_rule_finds), cmocka_unit_test(rules_are_sorted_and_described),
    cmocka_unit_test(profiles_choose_rules),           cmocka_unit_test(unknown_profiles_are_refused),
    cmocka_unit_test(comments_suppress),               cmocka_unit_test(findings_are_in_order),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
