/* Shapes of lines, one table a question. */
#include "helper.h"

#include <string.h>

#include "doc/shape.h"

typedef struct line_sample {
  const char *line;
  uint32_t answer;
} line_sample;

typedef uint32_t (*question)(dixit_text line);

static void check_all(const line_sample *samples, size_t count, question ask)
{
  for (size_t i = 0; i < count; i++) {
    uint32_t answer = ask(text_from(samples[i].line));
    if (answer != samples[i].answer)
      fail_msg("\"%s\": %u, expected %u", samples[i].line, answer, samples[i].answer);
  }
}

static uint32_t ask_ending(dixit_text line)
{
  return shape_ending(line);
}

static void endings(void **state)
{
  (void)state;
  static const line_sample samples[] = {
    {"", SHAPE_OPEN},
    {"\")", SHAPE_OPEN},
    {"It is closed", SHAPE_OPEN},
    {"It is closed.", SHAPE_STOP},
    {"It is closed…", SHAPE_STOP},
    {"\"It is closed.\"", SHAPE_STOP},
    {"(It is closed.)", SHAPE_STOP},
    {"»Es ist zu.«", SHAPE_STOP},
    {"It is closed. [1] [23]", SHAPE_STOP},
    {"It is closed [sic]", SHAPE_OPEN},
    {"an empty one []", SHAPE_OPEN},
    {"[12]", SHAPE_OPEN},
    {"Why?", SHAPE_CALL},
    {"你好？", SHAPE_CALL},
    {"They said:", SHAPE_COLON},
    {"closed,", SHAPE_COMMA},
    {"closed —", SHAPE_COMMA},
    {"Route 66", SHAPE_OPEN},
  };
  check_all(samples, COUNT_OF(samples), ask_ending);
}

static uint32_t ask_rule(dixit_text line)
{
  return shape_is_rule(line);
}

static void rules(void **state)
{
  (void)state;
  static const line_sample samples[] = {
    {"---", 1}, {"* * *", 1}, {"=====", 1}, {"———", 1},      {". . .", 1},
    {"--", 0},  {"-*-", 0},   {"--- x", 0}, {"\"\"\"", 0}, {"", 0},
  };
  check_all(samples, COUNT_OF(samples), ask_rule);
}

static uint32_t ask_date(dixit_text line)
{
  return shape_is_date(line);
}

static void dates(void **state)
{
  (void)state;
  static const line_sample samples[] = {
    {"04/08/2025", 1},
    {"2025-04-08", 1},
    {"8.4.2025", 1},
    {"Thursday, May 7, 2015", 1},
    {"Updated: 3 Sept. 2024 at 10:30 a.m. EDT", 1},
    {"3. März 2024", 1},
    {"May 7th, 2015", 1},
    {"May 7", 0},
    {"10:30", 0},
    {"1/2", 0},
    {"May", 0},
    {"2024", 1},
    {"The flood of 1998", 0},
    {"World Cup 2010", 0},
    {"In May 2015 they closed the bridge", 0},
    {"", 0},
  };
  check_all(samples, COUNT_OF(samples), ask_date);
}

static uint32_t ask_byline(dixit_text line)
{
  return shape_is_byline(line);
}

static void bylines(void **state)
{
  (void)state;
  static const line_sample samples[] = {
    {"By Ann Lee", 1},
    {"by Ann Lee and Tom Roe, The Daily Example", 1},
    {"BY ANN LEE", 1},
    {"Von Ann Lee", 1},
    {"By Ann Lee, staff writer", 0},
    {"By noon it was closed", 0},
    {"By Monday", 0},
    {"By the River Bank.", 0},
    {"Ann Lee", 0},
    {"By", 0},
    {"", 0},
  };
  check_all(samples, COUNT_OF(samples), ask_byline);
}

static uint32_t ask_names(dixit_text line)
{
  return shape_is_names(line);
}

static void names(void **state)
{
  (void)state;
  static const line_sample samples[] = {
    {"Ann Lee Staff", 1}, {"Ann Lee | The Daily Example", 1}, {"John K. Roe", 1},  {"Ann Lee ann@example.org", 1},
    {"Ann", 0},           {"Chapter I", 0},                   {"PART TWO", 0},     {"Chapter: The Flood", 0},
    {"Ann Lee said", 0},  {"Ann Lee.", 0},                    {"Éva Léa", 1},
  };
  check_all(samples, COUNT_OF(samples), ask_names);
}

static uint32_t ask_heading(dixit_text line)
{
  return shape_may_be_heading(line);
}

static void headings(void **state)
{
  (void)state;
  static const line_sample samples[] = {
    {"What happened next", 1},
    {"3 things to know", 1},
    {"XII", 1},
    {"what happened next", 0},
    {"What happened next?", 0},
    {"What happened next:", 0},
    {"\"What happened\"", 0},
    {"A line with more words in it than any heading has a use for now", 0},
    {"A heading does not go on for as long as this one with so long words does", 0},
  };
  check_all(samples, COUNT_OF(samples), ask_heading);
}

static uint32_t ask_dateline(dixit_text line)
{
  return shape_dateline(line);
}

#define PROSE "The old bridge was closed."

static void datelines(void **state)
{
  (void)state;
  static const line_sample samples[] = {
    {"ROME — " PROSE, 9},
    {"ROME—" PROSE, 7},
    {"ROME - " PROSE, 7},
    {"ROME -- \"Closed,\" the mayor said of it.", 8},
    {"SALT LAKE CITY, May 3 (XYZ) — " PROSE, 32},
    {"ST. LOUIS (XYZ) - " PROSE, 18},
    {"Rome (XYZ) - " PROSE, 13},
    {"(XYZ) - " PROSE, 8},
    {"Rome - " PROSE, 0},
    {"EU — " PROSE, 0},
    {"ROME — the city — was closed for a year.", 0},
    {"ROME — ALL OF IT WAS CLOSED THEN.", 0},
    {"ROME - Closed.", 0},
    {"NOBODY CAME TO THE BRIDGE - " PROSE, 0},
    {"ROME: A CITY - " PROSE, 0},
    {"Some say (XYZ) - " PROSE, 0},
    {"AN ENDLESS (bracket that is never closed - " PROSE, 0},
    {"ROME", 0},
    {"", 0},
  };
  check_all(samples, COUNT_OF(samples), ask_dateline);
}

typedef struct marker_sample {
  const char *line;
  shape_marker marker;
} marker_sample;

static void markers(void **state)
{
  (void)state;
  static const marker_sample samples[] = {
    {"- one", {'-', 0, 2}},  {"*\tone", {'*', 0, 2}},  {"•  one", {0x2022, 0, 5}}, {"12. one", {'.', 12, 4}},
    {"3) one", {')', 3, 3}}, {"1914. one", {0, 0, 0}}, {"3.5 one", {0, 0, 0}},     {"-one", {0, 0, 0}},
    {"-", {0, 0, 0}},        {"7.", {0, 0, 0}},        {"one", {0, 0, 0}},         {"", {0, 0, 0}},
  };
  for (size_t i = 0; i < COUNT_OF(samples); i++) {
    shape_marker marker = shape_find_marker(text_from(samples[i].line));
    assert_int_equal(marker.sign, samples[i].marker.sign);
    assert_int_equal(marker.number, samples[i].marker.number);
    assert_int_equal(marker.length, samples[i].marker.length);
  }
}

static void widths_and_ends(void **state)
{
  (void)state;
  static char wide[2000];
  memset(wide, 'x', sizeof wide);
  assert_int_equal(shape_width(text_from("é“a")), 3);
  assert_int_equal(shape_width(text_from("zwölf Boxkämpfer – “größer” als 🙂 und ёлка, かな")), 46);
  assert_int_equal(shape_width(text_of(wide, 300)), SHAPE_WIDEST);
  assert_int_equal(shape_width(text_of(wide, sizeof wide)), SHAPE_WIDEST);
  assert_true(shape_is_wider(text_of(wide, 71), 70));
  assert_false(shape_is_wider(text_of(wide, 70), 70));
  const char *blanks = "\xEF\xBB\xBF \t\xC2\xA0" "a b\xE3\x80\x80\r\n";
  dixit_span span = shape_trim(blanks, span_of(0, (uint32_t)strlen(blanks)));
  assert_int_equal(span.start, 7);
  assert_int_equal(span.end, 10);
  assert_int_equal(span_length(shape_trim(" \n", span_of(0, 2))), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(endings), cmocka_unit_test(rules),    cmocka_unit_test(dates),     cmocka_unit_test(bylines),
    cmocka_unit_test(names),   cmocka_unit_test(headings), cmocka_unit_test(datelines), cmocka_unit_test(markers),
    cmocka_unit_test(widths_and_ends),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
