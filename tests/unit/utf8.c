/* UTF-8 against utf8proc over every code point, and over every short sequence of bytes that matters. */
#include "helper.h"

#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"

static void every_code_point_round_trips(void **state)
{
  (void)state;
  for (uint32_t code = 0; code <= 0x110000; code++) {
    char bytes[4];
    uint32_t length = utf8_encode(code, bytes);
    bool valid = code <= 0x10FFFF && !(code >= 0xD800 && code <= 0xDFFF);
    utf8_char c = utf8_decode(bytes, length, 0);
    assert_int_equal(c.code, valid ? code : UTF8_INVALID);
    assert_int_equal(c.length, length);
  }
}

static void check_sequence(const char *bytes, size_t length)
{
  utf8proc_int32_t code;
  utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)length, &code);
  utf8_char c = utf8_decode(bytes, length, 0);
  assert_int_equal(c.length, n > 0 ? n : 1);
  assert_int_equal(c.code, n > 0 ? code : UTF8_INVALID);
}

/* Every pair of first bytes, with every border of the ranges of Unicode table 3-7 behind it, cut at every length. */
static void sequences_match_utf8proc(void **state)
{
  (void)state;
  static const unsigned char borders[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xFF};
  for (unsigned first = 0x80; first < 0x100; first++)
    for (unsigned second = 0; second < 0x100; second++)
      for (size_t third = 0; third < COUNT_OF(borders); third++)
        for (size_t fourth = 0; fourth < COUNT_OF(borders); fourth++) {
          char bytes[4] = {(char)first, (char)second, (char)borders[third], (char)borders[fourth]};
          for (size_t length = 1; length <= 4; length++)
            check_sequence(bytes, length);
        }
}

/* utf8_start agrees with decoding from the front, on any bytes. */
static void starts_match_decoding(void **state)
{
  (void)state;
  static char text[64 * HARD_PIECE_BYTES];
  uint64_t seed = 3;
  for (int run = 0; run < 2000; run++) {
    size_t length = hard_text(&seed, text, 1 + hard_random(&seed) % 20);
    for (size_t at = 0; at < length;) {
      uint32_t size = utf8_decode(text, length, at).length;
      for (size_t inside = at; inside < at + size; inside++)
        assert_int_equal(utf8_start(text, length, inside), at);
      at += size;
    }
    assert_int_equal(utf8_start(text, length, length), length);
    assert_int_equal(utf8_start(text, length, length + 5), length);
  }
}

typedef struct class_sample {
  uint32_t code;
  utf8_class class;
} class_sample;

static void classes(void **state)
{
  (void)state;
  static const class_sample samples[] = {
    {'a', UTF8_LETTER}, {'Z', UTF8_UPPER}, {'7', UTF8_DIGIT}, {' ', UTF8_BLANK}, {'\n', UTF8_BLANK},
    {0, UTF8_OTHER}, {'"', UTF8_OTHER}, {0xC9, UTF8_UPPER}, {0xE9, UTF8_LETTER}, {0x01C5, UTF8_UPPER},
    {0x301, UTF8_LETTER}, {0xAD, UTF8_IGNORED}, {0x200D, UTF8_IGNORED}, {0xFE0F, UTF8_IGNORED},
    {0xFEFF, UTF8_IGNORED}, {0xA0, UTF8_BLANK}, {0x2028, UTF8_BLANK}, {0x85, UTF8_BLANK}, {0x3000, UTF8_BLANK},
    {0x4E2D, UTF8_LETTER}, {0x661, UTF8_DIGIT}, {0x201C, UTF8_OTHER}, {0x1F600, UTF8_OTHER}, {0xAC00, UTF8_LETTER},
    {UTF8_INVALID, UTF8_OTHER}, {0x378, UTF8_OTHER}, {0x10FFFF, UTF8_OTHER},
  };
  for (size_t i = 0; i < COUNT_OF(samples); i++)
    assert_int_equal(utf8_classify(samples[i].code), samples[i].class);
  assert_int_equal(utf8_lower(0xC9), 0xE9);
  assert_int_equal(utf8_lower('.'), '.');
  assert_int_equal(utf8_width('a'), 1);
  assert_int_equal(utf8_width(0x4E2D), 2);
  assert_int_equal(utf8_width(0x1F600), 2);
  assert_int_equal(utf8_width(0x301), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_code_point_round_trips),
    cmocka_unit_test(sequences_match_utf8proc),
    cmocka_unit_test(starts_match_decoding),
    cmocka_unit_test(classes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
