/* Lines, columns and counts, against counts made here with utf8proc itself. */
#include "helper.h"

#include <string.h>
#include <utf8proc.h>

#include "doc/lines.h"

/* A text with NUL inside needs its length. */
typedef struct sample {
  const char *why;
  const char *text;
  size_t length;
} sample;

#define SAMPLE(why, text) {why, text, sizeof(text) - 1}

static const sample samples[] = {
  SAMPLE("nothing", ""),
  SAMPLE("no line end", "one"),
  SAMPLE("LF", "one\ntwo\n"),
  SAMPLE("CR", "one\rtwo\r"),
  SAMPLE("CR LF", "one\r\ntwo\r\n"),
  SAMPLE("all three, and empty lines", "\n\r\r\n\n\ra\r\r\n\n"),
  SAMPLE("LF before CR is two ends", "a\n\rb"),
  SAMPLE("CR as the last byte", "a\r"),
  SAMPLE("byte order mark", "\xEF\xBB\xBFtitle\ntext"),
  SAMPLE("NUL inside", "a\0b\n\0\0"),
  SAMPLE("U+2028, U+2029, U+0085, vertical tab and form feed end no line",
         "a\xE2\x80\xA8" "b\xE2\x80\xA9" "c\xC2\x85" "d\ve\f"),
  SAMPLE("two, three and four bytes", "\xC3\xA9t\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80 z"),
  SAMPLE("family joined with zero-width joiners",
         "x\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7\xE2\x80\x8D\xF0\x9F\x91\xA6y"),
  SAMPLE("skin tone and variation selector", "\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD \xE2\x9D\xA4\xEF\xB8\x8F!"),
  SAMPLE("flags: five regional indicators make three clusters",
         "\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA\xF0\x9F\x87\xAB\xF0\x9F\x87\xB7\xF0\x9F\x87\xBA\nz"),
  SAMPLE("combining marks, also on nothing", "e\xCC\x81\xCC\xA3x\n\xCC\x81y"),
  SAMPLE("Hangul by letters and as syllables",
         "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB\xEA\xB8\x80 \xEA\xB0\x80\xE1\x86\xA8"),
  SAMPLE("prepend, spacing mark, virama", "\xD8\x80" "1 \xE0\xA4\x95\xE0\xA5\x8D\xE0\xA4\xB7\xE0\xA4\xBF"),
  SAMPLE("lone continuation bytes and leads", "\x80" "a\xC3" "b\xE2\x82" "c\xF0\x9F\x91" "d\xBF"),
  SAMPLE("overlong, surrogate, too large", "\xC0\xAF\xE0\x80\xAF\xED\xA0\x80\xF4\x90\x80\x80\xF5\xFF"),
  SAMPLE("cut off at the end", "abc\xF0\x9F\x91"),
  SAMPLE("a mark after an invalid byte stands alone; one after U+FFFD does not", "\xFF\xCC\x81\xEF\xBF\xBD\xCC\x81"),
};

/* ---- the reference: slow, straight from the definitions ---- */

static bool ends_line(const dixit_doc *doc, uint32_t at)
{
  char c = doc->text[at];
  return c == '\n' || (c == '\r' && !(at + 1 < doc->length && doc->text[at + 1] == '\n'));
}

static uint32_t slow_line(const dixit_doc *doc, uint32_t byte, uint32_t *start)
{
  uint32_t line = 0;
  *start = 0;
  for (uint32_t i = 0; i < byte; i++)
    if (ends_line(doc, i)) {
      line++;
      *start = i + 1;
    }
  return line;
}

/* The character at `at`; -1 for an invalid byte. */
static int32_t slow_decode(const dixit_doc *doc, uint32_t at, uint32_t *length)
{
  utf8proc_int32_t code;
  utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)doc->text + at, doc->length - at, &code);
  *length = n > 0 ? (uint32_t)n : 1;
  return n > 0 ? code : -1;
}

static bool slow_break(int32_t left, int32_t right, int32_t *state)
{
  if (left < 0 || right < 0 || (left == '\r' && right == '\n')) {
    *state = 0;
    return true;
  }
  return utf8proc_grapheme_break_stateful(left, right, state);
}

/* slow[byte][unit]: units that ended in the text up to `byte`. */
typedef uint32_t slow_counts[4];

static void slow_count(const dixit_doc *doc, slow_counts *slow)
{
  uint32_t chars = 0, utf16 = 0, clusters = 0, length;
  int32_t state = 0;
  for (uint32_t at = 0; at < doc->length; at += length) {
    int32_t code = slow_decode(doc, at, &length);
    for (uint32_t i = 0; i < length; i++)
      memcpy(slow[at + i], ((slow_counts){at + i, chars, utf16, clusters}), sizeof *slow);
    uint32_t next = at + length, ignored;
    chars++;
    utf16 += code > 0xFFFF ? 2 : 1;
    clusters += next == doc->length || slow_break(code, slow_decode(doc, next, &ignored), &state);
  }
  memcpy(slow[doc->length], ((slow_counts){doc->length, chars, utf16, clusters}), sizeof *slow);
}

static uint32_t slow_start(const dixit_doc *doc, uint32_t byte)
{
  uint32_t at = 0, length;
  while (at < byte) {
    slow_decode(doc, at, &length);
    if (at + length > byte)
      break;
    at += length;
  }
  return at;
}

/* ---- checks ---- */

static void check_lines(const dixit_doc *doc)
{
  for (uint32_t i = 0; i < doc->lines.count; i++) {
    uint32_t end = lines_end(doc, i), next = i + 1 < doc->lines.count ? doc->lines.items[i + 1] : doc->length;
    assert_in_range(end, doc->lines.items[i], next);
    assert_in_range(next - end, i + 1 < doc->lines.count, i + 1 < doc->lines.count ? 2 : 0);
    for (uint32_t at = doc->lines.items[i]; at < end; at++)
      assert_false(ends_line(doc, at));
  }
}

static void check_byte(const dixit_doc *doc, slow_counts *slow, uint32_t byte)
{
  uint32_t start, line = slow_line(doc, byte, &start);
  assert_int_equal(lines_find(doc, byte), line);
  for (uint32_t unit = DIXIT_BYTES; unit <= DIXIT_GRAPHEMES; unit++) {
    uint32_t before = slow[unit == DIXIT_BYTES ? slow_start(doc, byte) : byte][unit] - slow[start][unit];
    dixit_position position = lines_position(doc, byte, unit);
    assert_int_equal(position.line, line + 1);
    assert_int_equal(position.column, before + 1);
    assert_int_equal(lines_count(doc, 0, byte, unit), slow[byte][unit]);
    assert_int_equal(lines_count(doc, byte / 2, byte, unit), slow[byte][unit] - slow[byte / 2][unit]);
  }
}

/* Both ends at once are what each is alone. */
static void check_span(const dixit_doc *doc, dixit_span span)
{
  for (uint32_t unit = DIXIT_BYTES; unit <= DIXIT_GRAPHEMES; unit++) {
    dixit_position ends[2], start = lines_position(doc, span.start, unit), end = lines_position(doc, span.end, unit);
    lines_ends(doc, span, unit, ends);
    assert_memory_equal(&ends[0], &start, sizeof start);
    assert_memory_equal(&ends[1], &end, sizeof end);
  }
}

/* From a place to its position and back is the place, or the first byte of what it stands in; a line end's own bytes
 * give the end of the line. */
static void check_round_trip(const dixit_doc *doc, slow_counts *slow, uint32_t byte)
{
  for (uint32_t unit = DIXIT_BYTES; unit <= DIXIT_GRAPHEMES; unit++) {
    dixit_position position = lines_position(doc, byte, unit);
    uint32_t back = lines_offset(doc, position, unit), end = lines_end(doc, position.line - 1);
    uint32_t same = unit == DIXIT_BYTES ? DIXIT_CHARS : unit;
    assert_in_range(back, doc->lines.items[position.line - 1], end);
    assert_true(back <= byte);
    if (byte > end)
      assert_int_equal(back, end);
    else
      assert_int_equal(slow[back][same], slow[byte][same]);
    if (back > 0 && back > doc->lines.items[position.line - 1])
      assert_true(slow[back - 1][unit] < slow[back][unit]); /* nothing earlier would do */
  }
}

static void check_text(const char *text, size_t length)
{
  static slow_counts slow[1 << 16];
  dixit_doc *doc = bare_new(text, length);
  assert_true(length < COUNT_OF(slow));
  slow_count(doc, slow);
  check_lines(doc);
  for (uint32_t byte = 0; byte <= length; byte++) {
    check_byte(doc, slow, byte);
    check_round_trip(doc, slow, byte);
    for (uint32_t start = byte < 20 ? 0 : byte - 20; start <= byte; start++)
      check_span(doc, span_of(start, byte));
  }
  bare_free(doc);
}

static void samples_match_utf8proc(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT_OF(samples); i++)
    check_text(samples[i].text, samples[i].length);
}

static void random_texts_match_utf8proc(void **state)
{
  (void)state;
  static char text[200 * HARD_PIECE_BYTES];
  uint64_t seed = 1;
  for (int run = 0; run < 400; run++) {
    size_t length = hard_text(&seed, text, 1 + hard_random(&seed) % 60);
    check_text(text, length);
  }
}

/* Lines of several steps go by waypoints, asked for in any order. */
static void long_lines_match_utf8proc(void **state)
{
  (void)state;
  enum { SIZE = 20000 };
  static char text[SIZE + HARD_PIECE_BYTES];
  static slow_counts slow[SIZE + HARD_PIECE_BYTES + 1];
  uint64_t seed = 7;
  for (int run = 0; run < 12; run++) {
    size_t length = 0;
    while (length < SIZE) {
      size_t more = hard_text(&seed, text + length, 1);
      bool ends = memchr(text + length, '\n', more) || memchr(text + length, '\r', more);
      if (run % 3 == 0 ? !ends : !ends || hard_random(&seed) % 500 == 0)
        length += more;
    }
    dixit_doc *doc = bare_new(text, length);
    slow_count(doc, slow);
    for (int i = 0; i < 300; i++) {
      uint32_t byte = hard_random(&seed) % (uint32_t)(length + 1);
      check_byte(doc, slow, byte);
      check_round_trip(doc, slow, byte);
      check_span(doc, span_of(byte - hard_random(&seed) % (byte < 2000 ? byte + 1 : 2000), byte));
    }
    bare_free(doc);
  }
}

/* A line of flags alone: no waypoint stands where the state of the rules could be forgotten. */
static void a_line_of_flags(void **state)
{
  (void)state;
  enum { FLAGS = 3000 };
  static char text[1 + FLAGS * 8];
  text[0] = 'x';
  for (size_t i = 0; i < FLAGS; i++)
    memcpy(text + 1 + i * 8, "\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA", 8);
  dixit_doc *doc = bare_new(text, sizeof text);
  assert_int_equal(lines_position(doc, sizeof text, DIXIT_GRAPHEMES).column, FLAGS + 2);
  assert_int_equal(lines_position(doc, 1 + 8 * 2500 + 4, DIXIT_GRAPHEMES).column, 2502);
  assert_int_equal(lines_offset(doc, (dixit_position){1, 2502}, DIXIT_GRAPHEMES), 1 + 8 * 2500);
  assert_int_equal(lines_offset(doc, (dixit_position){1, 2 + 4 * 2500 + 1}, DIXIT_UTF16), 1 + 8 * 2500);
  bare_free(doc);
}

typedef struct place {
  dixit_position position;
  uint32_t unit;
  uint32_t byte;
} place;

static void places_beyond_the_text(void **state)
{
  (void)state;
  static const place places[] = {
    {{1, 99}, DIXIT_CHARS, 3},          /* past the end of a line: its end, before CR LF */
    {{1, UINT32_MAX}, DIXIT_UTF16, 3},
    {{1, 4}, DIXIT_BYTES, 3},
    {{2, 2}, DIXIT_UTF16, 5},           /* inside a surrogate pair: the character */
    {{2, 3}, DIXIT_UTF16, 9},
    {{2, 3}, DIXIT_BYTES, 5},           /* inside a character */
    {{3, 1}, DIXIT_CHARS, 10},
    {{3, 7}, DIXIT_CHARS, 10},
    {{4, 1}, DIXIT_CHARS, 10},          /* past the last line */
    {{UINT32_MAX, 1}, DIXIT_BYTES, 10},
    {{0, 5}, DIXIT_CHARS, 0},           /* no such line or column: the first */
    {{2, 0}, DIXIT_GRAPHEMES, 5},
  };
  dixit_doc *doc = bare_new("abc\r\n\xF0\x9F\x98\x80\n", 10);
  assert_int_equal(doc->lines.count, 3);
  for (size_t i = 0; i < COUNT_OF(places); i++)
    assert_int_equal(lines_offset(doc, places[i].position, places[i].unit), places[i].byte);
  assert_int_equal(lines_position(doc, 99, DIXIT_CHARS).line, 3);
  assert_int_equal(lines_position(doc, 4, DIXIT_GRAPHEMES).column, 5); /* the LF of CR LF */
  bare_free(doc);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(samples_match_utf8proc),    cmocka_unit_test(random_texts_match_utf8proc),
    cmocka_unit_test(long_lines_match_utf8proc), cmocka_unit_test(a_line_of_flags),
    cmocka_unit_test(places_beyond_the_text),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
