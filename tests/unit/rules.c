/* Rules: the examples each one carries, profiles, suppressions, and the order of findings. */
#include "helper.h"

#include <string.h>

/* A document under an engine that has one rule on, or with `rule` NULL a profile's; the caller frees both. */
static dixit_doc *open_text(dixit_engine **engine, const char *rule, const char *profile, const char *text,
                            uint32_t format)
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

/* "Is considered" hides nobody where code stands beside it: a manual says what holds. */
static void manuals_lay_down_what_holds(void **state)
{
  static const char prose[] = "The ferry is generally considered the oldest. It runs from `a` to `b`.";
  static const char manual[] = "The ferry is generally considered the oldest. It runs from `a` to `b` by `c`.";
  (void)state;
  assert_int_equal(count_findings("sources/passive", NULL, prose, DIXIT_MARKDOWN), 1);
  assert_int_equal(count_findings("sources/passive", NULL, manual, DIXIT_MARKDOWN), 0);
}

/* How many findings a quotation whose speaker comes late has under these options. */
static size_t count_late(const char *profile, uint32_t kind, const dixit_rule_setting *setting)
{
  static const char text[] = "“We waited all night at the landing with the children. Nobody came to tell us where the "
                             "ferry was. Then it rained on us all until the morning,” said Ann Ode.";
  dixit_options options = {.size = sizeof options, .profile = profile, .kind = kind, .rules = setting,
                           .rule_count = setting ? 1 : 0};
  dixit_engine *engine;
  dixit_doc *doc;
  size_t count;
  assert_int_equal(dixit_engine_new(&engine, &options, NULL), DIXIT_OK);
  assert_int_equal(dixit_doc_new(&doc, engine, text, strlen(text), NULL, NULL), DIXIT_OK);
  dixit_doc_findings(doc, &count);
  close_text(engine, doc);
  return count;
}

/* What the profile for stories leaves out is left out of a story by default too, unless it is asked for. */
static void stories_are_spared_by_default(void **state)
{
  static const dixit_rule_setting on = {"quotes/late-attribution", DIXIT_INFO};
  (void)state;
  assert_int_equal(count_late(NULL, DIXIT_KIND_NEWS, NULL), 1);
  assert_int_equal(count_late(NULL, DIXIT_KIND_FICTION, NULL), 0);
  assert_int_equal(count_late("news", DIXIT_KIND_FICTION, NULL), 0);
  assert_int_equal(count_late(NULL, DIXIT_KIND_FICTION, &on), 1);
  assert_int_equal(count_late("wikipedia", DIXIT_KIND_FICTION, NULL), 1);
}

/* Hearsay and crowds: what is found by default, and what where the option "breadth" is 1. */
static void encyclopaedias_ask_more_often_who(void **state)
{
  static const struct {
    const char *rule;
    const char *text;
    size_t narrow;
    size_t broad;
  } cases[] = {
    {"sources/passive", "The mill was probably built by monks.", 0, 1},
    {"sources/passive", "Probably the oldest mill of the valley stood here.", 0, 1},
    {"sources/passive", "The mill may have been a chapel.", 0, 1},
    {"sources/passive", "The mill could not possibly have stood there, and a possibly older one burned.", 0, 0},
    {"sources/passive", "Perhaps the oldest mill stood here, perhaps 15 feet from the ferry.", 0, 1},
    {"sources/passive", "The mill has likely burned; the dam is more likely to hold.", 0, 1},
    {"sources/passive", "The mill might also have served the town, but it may have holes.", 0, 1},
    {"sources/passive", "Ode names the songs which may have moved the miller.", 0, 0},
    {"sources/passive", "It is most likely that the mill burned.", 0, 1},
    {"sources/passive", "It seems that the mill burned.", 0, 1},
    {"sources/passive", "It is unclear whether the mill burned.", 0, 1},
    {"sources/passive", "The miller seems to have left, and I seem to have missed him.", 0, 1},
    {"sources/passive", "Legend has it that the mill burned.", 0, 1},
    {"sources/passive", "According to local tradition the mill burned.", 0, 1},
    {"sources/passive", "There are claims that the mill burned, and there exists the mill.", 0, 1},
    {"sources/passive", "Ode believes that the mill probably burned.", 0, 0},
    {"sources/passive", "The ruins indicate that the mill probably burned.", 0, 1},
    {"sources/passive", "The mill is considered ugly, and it was considered ugly.", 0, 1},
    {"sources/passive", "The plan was also severely criticised.", 0, 1},
    {"sources/passive", "The plan was criticised for its cost.", 0, 1},
    {"sources/passive", "The plan was criticised by Ode for its cost.", 0, 0},
    {"sources/passive", "Several dates have been suggested, none of them early.", 0, 1},
    {"sources/passive", "The mill by the ferry, generally considered the oldest, will be sold.", 0, 1},
    {"sources/passive", "The mill is generally considered the oldest in the valley.", 1, 1},
    {"sources/passive", "According to Ode, it is believed that the mill is older.", 0, 0},
    {"sources/passive", "It is believed that the mill is older, but Ode denied this.", 1, 1},
    {"sources/passive", "In those days the mill was believed to be haunted.", 1, 0},
    {"sources/passive", "He’s said the same thing at every meeting.", 0, 0},
    {"sources/vague", "In many cases the mill stood still.", 0, 1},
    {"sources/vague", "In many years the mill stood still.", 0, 0},
    {"sources/vague", "The mill stood still in many villages.", 0, 0},
    {"sources/vague", "In some villages the mills still turn.", 0, 1},
    {"sources/vague", "Some times the mill stood still.", 0, 0},
    {"sources/vague", "Many millers saw combat.", 0, 1},
    {"sources/vague", "Many workers saw that the dam leaked.", 1, 1},
    {"sources/passive", "The miller is not widely recognized.", 0, 0},
    {"sources/passive", "The mill is widely recognized as the oldest.", 1, 1},
    {"sources/vague", "There are many collectors of its flour.", 0, 1},
    {"sources/vague", "There is some evidence that the mill is older.", 0, 1},
    {"sources/vague", "There were many false starts.", 0, 0},
    {"sources/vague", "In some villages, such as Ostrow, the mills still turn.", 0, 0},
    {"sources/vague", "Many Norwegians left the valley.", 0, 1},
    {"sources/vague", "The mill drew the ire of many farmers.", 0, 1},
    {"sources/vague", "Some left, while others bought the mills.", 0, 1},
    {"sources/vague", "Ode claims that many farmers left.", 0, 0},
    {"sources/vague", "A study shows that many farmers left.", 0, 1},
    {"sources/vague", "Geological studies showed that the dam holds.", 0, 0},
    {"sources/vague", "Several studies show that the dam holds.", 1, 1},
    {"sources/vague", "The mill is old, and many collectors buy its flour.", 0, 1},
    {"sources/vague", "The mill is old, and many stones are worn.", 0, 0},
    {"sources/vague", "Ode sold many sacks, some with a stamp.", 0, 0},
    {"sources/vague", "The valley has mills, barns and many others.", 0, 0},
  };
  (void)state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    assert_int_equal(count_findings(cases[i].rule, NULL, cases[i].text, DIXIT_PLAIN), cases[i].narrow);
    assert_int_equal(count_findings(cases[i].rule, "wikipedia", cases[i].text, DIXIT_PLAIN), cases[i].broad);
  }
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

/* What a rule finds in a text under a manual, with one option set when `option` is given. */
static size_t count_with(const char *rule, const char *manual, const dixit_option_setting *option, const char *text)
{
  const dixit_rule_setting settings[] = {{"*", DIXIT_OFF}, {rule, DIXIT_DEFAULT}};
  dixit_options options = {.size = sizeof options, .rules = settings, .rule_count = 2, .manual = manual};
  dixit_engine *engine;
  dixit_doc *doc;
  size_t count;
  options.option_settings = option;
  options.option_setting_count = option ? 1 : 0;
  assert_int_equal(dixit_engine_new(&engine, &options, NULL), DIXIT_OK);
  assert_int_equal(dixit_doc_new(&doc, engine, text, strlen(text), NULL, NULL), DIXIT_OK);
  dixit_doc_findings(doc, &count);
  close_text(engine, doc);
  return count;
}

static void manuals_and_options_set_numbers(void **state)
{
  static const char text[] =
    "Ode writes, \"We waited for the ferry all night, and when it came in the morning it was empty, because the "
    "people on "
    "the other side had waited as well, and had gone home when they saw that nobody came, and so the ferry went "
    "back.\"";
  static const dixit_option_setting few = {"academic/block-quote", "words", 20};
  static const dixit_option_setting many = {"academic/block-quote", "words", 99};
  (void)state;
  assert_int_equal(count_with("academic/block-quote", NULL, NULL, text), 1);
  assert_int_equal(count_with("academic/block-quote", "apa", NULL, text), 1);
  assert_int_equal(count_with("academic/block-quote", "chicago", NULL, text), 0);
  assert_int_equal(count_with("academic/block-quote", "chicago", &few, text), 1);
  assert_int_equal(count_with("academic/block-quote", "apa", &many, text), 0);
}

static void options_that_do_not_exist_are_refused(void **state)
{
  static const dixit_option_setting wrong[] = {{"academic/block-quote", "wrods", 20}, {"academic/block", "words", 20}};
  (void)state;
  for (size_t i = 0; i < COUNT_OF(wrong); i++) {
    dixit_options options = {.size = sizeof options, .option_settings = &wrong[i], .option_setting_count = 1};
    dixit_engine *engine;
    dixit_error error;
    assert_int_equal(dixit_engine_new(&engine, &options, &error), DIXIT_BAD_OPTION);
    assert_non_null(strstr(error.message, wrong[i].name));
  }
  dixit_options options = {.size = sizeof options, .manual = "poetry"};
  dixit_engine *engine;
  assert_int_equal(dixit_engine_new(&engine, &options, NULL), DIXIT_BAD_OPTION);
}

/* ---- fixes ---- */

enum { MENDED_BYTES = 4096 };

/* Make the safe edits of all findings from the end of the text on, passing over a finding whose edits touch what has
 * been edited; how many were made. */
static size_t mend(const char *text, char *out)
{
  dixit_engine *engine;
  size_t count, made = 0, length = strlen(text), limit = length;
  dixit_doc *doc = open_text(&engine, NULL, "strict", text, DIXIT_PLAIN);
  const dixit_finding *findings = dixit_doc_findings(doc, &count);
  const dixit_fix *fixes = dixit_doc_fixes(doc, NULL);
  strcpy(out, text);
  for (size_t i = count; i-- > 0;) {
    const dixit_finding *finding = &findings[i];
    size_t first = limit, last = 0;
    for (uint32_t k = finding->first_fix; k < finding->first_fix + finding->fix_count; k++) {
      first = fixes[k].span.start < first ? fixes[k].span.start : first;
      last = fixes[k].span.end > last ? fixes[k].span.end : last;
    }
    if (finding->fix_count == 0 || !fixes[finding->first_fix].safe || last > limit)
      continue;
    for (uint32_t k = finding->first_fix + finding->fix_count; k-- > finding->first_fix;) {
      size_t tail = strlen(out + fixes[k].span.end), added = strlen(fixes[k].replacement);
      memmove(out + fixes[k].span.start + added, out + fixes[k].span.end, tail + 1);
      memcpy(out + fixes[k].span.start, fixes[k].replacement, added);
      made++;
    }
    limit = first;
  }
  close_text(engine, doc);
  return made;
}

/* Until nothing is left to mend, which must come soon. */
static void safe_fixes_mend(void **state)
{
  static const struct {
    const char *text;
    const char *mended;
  } cases[] = {
    {"\xE2\x80\x9CWe waited,\" said Ann Ode.", "\xE2\x80\x9CWe waited,\xE2\x80\x9D said Ann Ode."},
    {"\"We waited all night, she said. It rained.", "\"We waited all night,\" she said. It rained."},
    {"\"One,\" said Ann Ode. \"Two,\" she said. \xE2\x80\x9CThree,\xE2\x80\x9D she said.",
     "\"One,\" said Ann Ode. \"Two,\" she said. \"Three,\" she said."},
    {"\"One,\" said Ann Ode. \"Two,\" she said. \xE2\x80\x9CThree,\" she said.",
     "\"One,\" said Ann Ode. \"Two,\" she said. \"Three,\" she said."},
    {"\"We ... waited ... and ... waited \xE2\x80\xA6 there,\" said Ann Ode.",
     "\"We ... waited ... and ... waited ... there,\" said Ann Ode."},
    {"Ode called it \"a long wait;\" nobody came.", "Ode called it \"a long wait\"; nobody came."},
    {"\"We was (sic) there all night,\" the note says.", "\"We was [sic] there all night,\" the note says."},
  };
  (void)state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    char text[MENDED_BYTES], next[MENDED_BYTES];
    size_t rounds = 0;
    strcpy(text, cases[i].text);
    while (mend(text, next) && rounds++ < 4)
      strcpy(text, next);
    assert_in_range(rounds, 1, 3);
    assert_string_equal(text, cases[i].mended);
  }
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
    cmocka_unit_test(encyclopaedias_ask_more_often_who), cmocka_unit_test(stories_are_spared_by_default),
    cmocka_unit_test(manuals_lay_down_what_holds),
    cmocka_unit_test(manuals_and_options_set_numbers), cmocka_unit_test(options_that_do_not_exist_are_refused),
    cmocka_unit_test(safe_fixes_mend),
    cmocka_unit_test(comments_suppress),               cmocka_unit_test(findings_are_in_order),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
