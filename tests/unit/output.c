/* Buffers and JSON: what comes out, in what pieces, and what happens when the reader stops taking it. */
#include "helper.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/json.h"

/* calls: writes so far. refuse_at: the write that fails, 0 for none. */
typedef struct sink {
  char bytes[40000];
  size_t length;
  size_t calls;
  size_t refuse_at;
} sink;

static int sink_write(void *ctx, const char *bytes, size_t length)
{
  sink *self = ctx;
  assert_true(length > 0);
  assert_true(self->length + length <= sizeof self->bytes);
  if (++self->calls == self->refuse_at)
    return 1;
  memcpy(self->bytes + self->length, bytes, length);
  self->length += length;
  return 0;
}

static sink *sink_new(void **state)
{
  sink *self = calloc(1, sizeof *self);
  assert_non_null(self);
  *state = self;
  return self;
}

static int sink_free(void **state)
{
  free(*state);
  return 0;
}

static void assert_output(const sink *self, const char *expected)
{
  assert_int_equal(self->length, strlen(expected));
  assert_memory_equal(self->bytes, expected, self->length);
}

static void small_pieces_leave_together(void **state)
{
  sink *self = sink_new(state);
  buffer out;
  buffer_init(&out, sink_write, self);
  assert_int_equal(buffer_last(&out), '\0');
  buffer_add(&out, "", 0);
  buffer_add_string(&out, "one ");
  buffer_add_text(&out, text_of("two three", 3));
  buffer_add_char(&out, ' ');
  buffer_add_number(&out, 0);
  buffer_add_char(&out, ' ');
  buffer_add_number(&out, UINT64_MAX);
  buffer_add_format(&out, " %d %s", -3, "x");
  assert_int_equal(self->calls, 0);
  assert_int_equal(buffer_last(&out), 'x');
  assert_true(buffer_flush(&out));
  assert_int_equal(buffer_last(&out), 'x');
  assert_true(buffer_flush(&out)); /* nothing left: nothing written */
  assert_int_equal(self->calls, 1);
  assert_output(self, "one two 0 18446744073709551615 -3 x");
}

static void large_pieces_pass_through_in_order(void **state)
{
  sink *self = sink_new(state);
  static char large[9000], expected[30001];
  buffer out;
  buffer_init(&out, sink_write, self);
  for (size_t i = 0; i < 3; i++) {
    memset(large, 'a' + (int)i, sizeof large);
    memset(expected + strlen(expected), 'a' + (int)i, sizeof large);
    buffer_add(&out, large, sizeof large);
    assert_int_equal(buffer_last(&out), 'a' + (int)i);
    buffer_add_char(&out, '-');
    strcat(expected, "-");
  }
  buffer_flush(&out);
  assert_output(self, expected);
}

static void every_boundary_of_the_buffer(void **state)
{
  sink *self = sink_new(state);
  buffer out;
  for (size_t filled = sizeof out.bytes - 3; filled <= sizeof out.bytes; filled++) {
    self->length = 0;
    buffer_init(&out, sink_write, self);
    for (size_t i = 0; i < filled; i++)
      buffer_add_char(&out, 'x');
    buffer_add_string(&out, "yz");
    buffer_flush(&out);
    assert_int_equal(self->length, filled + 2);
    assert_memory_equal(self->bytes + filled, "yz", 2);
  }
}

static void a_refusal_ends_output(void **state)
{
  sink *self = sink_new(state);
  static const char large[9000];
  self->refuse_at = 2;
  buffer out;
  buffer_init(&out, sink_write, self);
  for (size_t i = 0; i < 5; i++)
    buffer_add(&out, large, sizeof large);
  buffer_add_string(&out, "more");
  assert_false(buffer_flush(&out));
  assert_int_equal(self->calls, 2);
}

/* Around each power of ten, and wherever the end of the buffer falls. */
static void numbers(void **state)
{
  sink *self = sink_new(state);
  char expected[32];
  buffer out;
  uint64_t power = 1;
  for (int digits = 1; digits <= 20; digits++, power *= 10) {
    for (uint64_t number = power - 1; number <= power + 1; number++) {
      self->length = 0;
      buffer_init(&out, sink_write, self);
      for (size_t i = 0; i < sizeof out.bytes - (size_t)digits; i++)
        buffer_add_char(&out, 'x');
      buffer_add_number(&out, number);
      buffer_flush(&out);
      int length = snprintf(expected, sizeof expected, "x%" PRIu64, number);
      assert_memory_equal(self->bytes + self->length - (size_t)length, expected, (size_t)length);
    }
  }
}

static void decimals(void **state)
{
  sink *self = sink_new(state);
  static const double numbers[] = {0, 0.004, 0.005, 0.999, 1, 0.83, 12.345678, 1000000, -1, NAN};
  buffer out;
  buffer_init(&out, sink_write, self);
  for (size_t i = 0; i < COUNT_OF(numbers); i++) {
    buffer_add_decimal(&out, numbers[i], 2);
    buffer_add_char(&out, ' ');
  }
  buffer_flush(&out);
  assert_output(self, "0.00 0.00 0.01 1.00 1.00 0.83 12.35 1000000.00 0.00 0.00 ");
}

typedef struct json_sample {
  const char *text;
  size_t length;
  const char *json;
} json_sample;

#define JSON(text, json) {text, sizeof(text) - 1, json}
#define REPLACED "\xEF\xBF\xBD"

static void json_strings(void **state)
{
  static const json_sample samples[] = {
    JSON("", "\"\""),
    JSON("plain", "\"plain\""),
    JSON("a\"b\\c/", "\"a\\\"b\\\\c/\""),
    JSON("\n\r\t\x01\x1F\x7F", "\"\\n\\u000d\\u0009\\u0001\\u001f\x7F\""),
    JSON("a\0b", "\"a\\u0000b\""),
    JSON("\xE2\x80\x9C\xF0\x9F\x98\x80\xE2\x80\xA8", "\"\xE2\x80\x9C\xF0\x9F\x98\x80\xE2\x80\xA8\""),
    JSON("a\xFF" "b\xC3", "\"a" REPLACED "b" REPLACED "\""),
    JSON("\xE2\x80", "\"" REPLACED REPLACED "\""),
    JSON("\xED\xA0\x80", "\"" REPLACED REPLACED REPLACED "\""),
    JSON("\xEF\xBF\xBD", "\"" REPLACED "\""),
  };
  sink *self = sink_new(state);
  for (size_t i = 0; i < COUNT_OF(samples); i++) {
    buffer out;
    self->length = 0;
    buffer_init(&out, sink_write, self);
    json_text(&out, text_of(samples[i].text, samples[i].length));
    buffer_flush(&out);
    assert_output(self, samples[i].json);
  }
}

static void json_commas(void **state)
{
  sink *self = sink_new(state);
  buffer out;
  buffer_init(&out, sink_write, self);
  buffer_add_char(&out, '{');
  json_key_number(&out, "a", 1);
  json_key(&out, "b");
  buffer_add_char(&out, '{');
  buffer_flush(&out); /* what was written last is known beyond a flush */
  json_key_string(&out, "c", "d{");
  buffer_add_string(&out, "}}");
  buffer_flush(&out);
  assert_output(self, "{\"a\":1,\"b\":{\"c\":\"d{\"}}");
}

#define SINK_TEST(test) cmocka_unit_test_teardown(test, sink_free)

int main(void)
{
  const struct CMUnitTest tests[] = {
    SINK_TEST(small_pieces_leave_together),  SINK_TEST(large_pieces_pass_through_in_order),
    SINK_TEST(every_boundary_of_the_buffer), SINK_TEST(a_refusal_ends_output),
    SINK_TEST(decimals),                     SINK_TEST(json_strings),
    SINK_TEST(json_commas),                  SINK_TEST(numbers),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
