/* What a reader sees of a line: columns of clusters, stand-ins, and lines cut to fit. */
#include "helper.h"

#include <string.h>

#include "sink/display.h"
#include "sink/excerpt.h"

typedef struct width {
  const char *text;
  uint32_t columns;
} width;

static void clusters_have_the_width_of_their_widest_part(void **state)
{
  (void)state;
  static const width table[] = {
    {"a", 1},
    {"\xC3\xA9", 1},                                             /* e with acute */
    {"e\xCC\x81", 1},                                            /* the same, combining */
    {"\xE6\x97\xA5", 2},                                         /* a wide letter */
    {"\xF0\x9F\x98\x80", 2},                                     /* an emoji */
    {"\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7", 2},         /* a family of two, joined */
    {"\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD", 2},                     /* a thumb with a skin colour */
    {"\xE2\x9D\xA4\xEF\xB8\x8F", 2},                             /* a heart asked to be an emoji */
    {"\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA", 2},                     /* a flag */
    {"\t", 4},
    {"\x1b", 1},
    {"\xFF", 1},
    {"\xE2\x80\xAE", 1},                                         /* turns the direction */
    {"\r\n", 2},
  };
  for (size_t i = 0; i < COUNT_OF(table); i++) {
    dixit_text text = text_from(table[i].text);
    assert_int_equal(display_columns(text, UINT32_MAX), table[i].columns);
    if (table[i].text[0] != '\r')
      assert_int_equal(display_next(text, 0).end, text.length);
  }
}

static void a_pile_of_marks_is_no_single_cluster(void **state)
{
  (void)state;
  char text[2001] = "a";
  for (size_t i = 1; i + 1 < sizeof text; i += 2)
    memcpy(text + i, "\xCC\x81", 2);
  assert_in_range(display_next(text_of(text, 2001), 0).end, 2, 80);
}

typedef struct collected {
  char bytes[4096];
  size_t length;
} collected;

static int collect(void *ctx, const char *bytes, size_t length)
{
  collected *self = ctx;
  assert_true(self->length + length < sizeof self->bytes);
  memcpy(self->bytes + self->length, bytes, length);
  self->length += length;
  self->bytes[self->length] = '\0';
  return 0;
}

static void nothing_that_moves_the_cursor_comes_out(void **state)
{
  (void)state;
  collected shown = {.length = 0};
  buffer out;
  buffer_init(&out, collect, &shown);
  display_add(&out, text_from("a\tb\x1b[1m\n\xFF\xE2\x80\xA8\xC2\x85z"));
  buffer_flush(&out);
  assert_string_equal(shown.bytes, "a    b\xEF\xBF\xBD[1m\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz");
}

/* The excerpt as one string, its mark between brackets. */
static const char *excerpt_string(const char *line, const char *mark, uint32_t columns, collected *shown)
{
  dixit_text text = text_from(line);
  uint32_t start = (uint32_t)(strstr(line, mark) - line);
  excerpt made = excerpt_make(text, span_of(0, (uint32_t)text.length), span_of(start, start + (uint32_t)strlen(mark)),
                              columns);
  bool marked = false;
  shown->length = 0;
  for (size_t i = 0; i < made.count; i++) {
    if (made.parts[i].marked != marked)
      collect(shown, marked ? "]" : "[", 1);
    marked = made.parts[i].marked;
    collect(shown, made.parts[i].text.bytes, made.parts[i].text.length);
  }
  if (marked)
    collect(shown, "]", 1);
  return shown->bytes;
}

static const char long_line[] =
  "The council met on Monday in the old town hall to hear what the engineers had found under the bridge, and nobody "
  "who "
  "was there expected that the meeting would last until the next morning.";

static void lines_are_cut_at_blanks_around_the_mark(void **state)
{
  (void)state;
  static const struct {
    const char *line;
    const char *mark;
    const char *shown;
  } table[] = {
    {"The road is long.", "road", "The [road] is long."},
    {"The road is long.", "The", "[The] road is long."},
    {"The road is long.", "long.", "The road is [long.]"},
    {long_line, "engineers", "…old town hall to hear what the [engineers] had found under the bridge, and…"},
    {long_line, "The council", "[The council] met on Monday in the old town hall to hear what the engineers had…"},
    {long_line, "next morning.", "…who was there expected that the meeting would last until the [next morning.]"},
    {long_line, long_line, "[The council met on Monday in the old town hall to … until the next morning.]"},
    {long_line, "council met on Monday in the old town hall to hear what the engineers had found under the bridge, and",
     "The [council met on Monday in the old town hall to … under the bridge, and]…"},
  };
  collected shown;
  for (size_t i = 0; i < COUNT_OF(table); i++)
    assert_string_equal(excerpt_string(table[i].line, table[i].mark, 80, &shown), table[i].shown);
}

/* Whatever the text: the parts are within the line and in order, and not much wider than asked. */
static void any_line_can_be_cut(void **state)
{
  (void)state;
  uint64_t seed = 7;
  static char bytes[32 * 400];
  for (int round = 0; round < 3000; round++) {
    uint32_t length = (uint32_t)hard_text(&seed, bytes, hard_random(&seed) % 400);
    uint32_t a = hard_random(&seed) % (length + 1), b = hard_random(&seed) % (length + 1);
    dixit_span mark = a < b ? span_of(a, b) : span_of(b, a);
    excerpt made = excerpt_make(text_of(bytes, length), span_of(0, length), mark, 80);
    uint32_t columns = 0;
    bool marked = false;
    const char *last = bytes;
    for (size_t i = 0; i < made.count; i++) {
      dixit_text part = made.parts[i].text;
      bool own = part.bytes >= bytes && part.bytes <= bytes + length;
      columns += display_columns(part, UINT32_MAX);
      marked |= made.parts[i].marked;
      assert_true(!own || (part.bytes >= last && part.bytes + part.length <= bytes + length));
      last = own ? part.bytes + part.length : last;
    }
    assert_true(marked);
    assert_in_range(columns, 0, 90);
  }
}

/* A line of a megabyte is not looked through: ten thousand excerpts of it take no time. */
static void long_lines_cost_no_more(void **state)
{
  (void)state;
  static const char *const fillings[] = {"a", " ", "\xCC\x81", "\xE2\x80\x8B", "\xFF", "\xF0\x9F\x98\x80"};
  static char line[1 << 20];
  for (size_t f = 0; f < COUNT_OF(fillings); f++) {
    size_t step = strlen(fillings[f]);
    for (size_t i = 0; i + step <= sizeof line; i += step)
      memcpy(line + i, fillings[f], step);
    for (uint32_t i = 0; i < 10000; i++) {
      uint32_t start = i * 100;
      excerpt made =
          excerpt_make(text_of(line, sizeof line), span_of(0, sizeof line), span_of(start, start + 50000), 90);
      assert_true(made.count > 0);
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(clusters_have_the_width_of_their_widest_part),
    cmocka_unit_test(a_pile_of_marks_is_no_single_cluster),
    cmocka_unit_test(nothing_that_moves_the_cursor_comes_out),
    cmocka_unit_test(lines_are_cut_at_blanks_around_the_mark),
    cmocka_unit_test(any_line_can_be_cut),
    cmocka_unit_test(long_lines_cost_no_more),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
