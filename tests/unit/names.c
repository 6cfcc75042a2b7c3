/* Names of kinds: one for each value of the enum, "?" beyond the last. */
#include "helper.h"

#include <string.h>

typedef struct name_list {
  const char *(*name)(uint32_t value);
  uint32_t last;
  const char *first_name;
  const char *last_name;
} name_list;

static const name_list lists[] = {
  {dixit_block_kind_name, DIXIT_CAPTION, "paragraph", "caption"},
  {dixit_run_kind_name, DIXIT_RUN_CITATION, "text", "citation"},
  {dixit_token_kind_name, DIXIT_CITE, "word", "cite"},
  {dixit_quote_kind_name, DIXIT_TERM, "speech", "term"},
  {dixit_quote_style_name, DIXIT_QUOTE_STYLE_COUNT - 1, "curly-double", "block"},
  {dixit_source_kind_name, DIXIT_SOURCE_PRONOUN, "named", "pronoun"},
  {dixit_mention_kind_name, DIXIT_MENTION_ROLE, "name", "role"},
  {dixit_attribution_type_name, DIXIT_INDIRECT, "direct", "indirect"},
  {dixit_citation_kind_name, DIXIT_CITE_SHORT, "footnote", "short"},
  {dixit_reference_kind_name, DIXIT_REF_NOTE, "footnote", "note"},
  {dixit_support_name, DIXIT_SUPPORT_CITATION, "none", "citation"},
  {dixit_reason_name, DIXIT_REASON_COUNT - 1, "statistic", "quotation"},
  {dixit_severity_name, DIXIT_DEFAULT, "off", "default"},
  {dixit_profile_name, 4, "news", "strict"},
  {dixit_annotation_kind_name, DIXIT_ANNOTATE_CITATION, "quote", "citation"},
  {dixit_annotation_state_name, DIXIT_STATE_OTHER, "named", "other"},
  {dixit_entry_kind_name, DIXIT_ENTRY_COMMENT, "work", "comment"},
  {dixit_format_name, DIXIT_ORG, "auto", "org"},
};

static void every_value_has_a_name(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT_OF(lists); i++) {
    assert_string_equal(lists[i].name(0), lists[i].first_name);
    assert_string_equal(lists[i].name(lists[i].last), lists[i].last_name);
    assert_string_equal(lists[i].name(lists[i].last + 1), "?");
    assert_string_equal(lists[i].name(DIXIT_NONE), "?");
    for (uint32_t value = 0; value < lists[i].last; value++)
      assert_string_not_equal(lists[i].name(value), lists[i].name(value + 1));
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(every_value_has_a_name)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
