/* What the language server stands on: places to bytes in three encodings, edits, messages mended, frames. Places and
 * edits are compared with ones made here in the slowest way there is. */
#include "helper.h"

#include <string.h>

#include "base/utf8.h"
#include "tool/lsp_frames.h"
#include "tool/lsp_text.h"

/* ---- places ---- */

typedef struct place_case {
  const char *text;
  lsp_position at;
  dixit_unit unit;
  size_t byte;
} place_case;

/* 𝄞 is 4 bytes, 2 units of UTF-16, 1 character; é is 2 bytes. */
static const place_case places[] = {
  {"", {0, 0}, DIXIT_UTF16, 0},
  {"", {9, 9}, DIXIT_UTF16, 0},
  {"abc", {0, 2}, DIXIT_UTF16, 2},
  {"abc", {0, 9}, DIXIT_UTF16, 3},
  {"abc", {1, 0}, DIXIT_UTF16, 3},
  {"\xF0\x9D\x84\x9Ex", {0, 1}, DIXIT_UTF16, 0}, /* within a pair: before it */
  {"\xF0\x9D\x84\x9Ex", {0, 2}, DIXIT_UTF16, 4},
  {"\xF0\x9D\x84\x9Ex", {0, 1}, DIXIT_CHARS, 4},
  {"\xF0\x9D\x84\x9Ex", {0, 3}, DIXIT_BYTES, 0}, /* within a character: before it */
  {"\xF0\x9D\x84\x9Ex", {0, 4}, DIXIT_BYTES, 4},
  {"\xC3\xA9x", {0, 1}, DIXIT_UTF16, 2},
  {"a\r\nb\rc\nd", {1, 0}, DIXIT_UTF16, 3},
  {"a\r\nb\rc\nd", {2, 0}, DIXIT_UTF16, 5},
  {"a\r\nb\rc\nd", {3, 1}, DIXIT_UTF16, 8},
  {"a\r\nb", {0, 2}, DIXIT_UTF16, 1}, /* never between CR and LF */
  {"a\n\rb", {2, 0}, DIXIT_UTF16, 3},
  {"a\n", {1, 5}, DIXIT_UTF16, 2},
  {"a\xE2\x80\xA8" "b", {1, 0}, DIXIT_UTF16, 5}, /* U+2028 ends no line */
};

static void places_are_bytes(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    lsp_text text;
    lsp_text_init(&text);
    assert_true(lsp_text_replace(&text, 0, 0, text_from(places[i].text)));
    assert_int_equal(lsp_text_offset(&text, places[i].at, places[i].unit), places[i].byte);
    lsp_text_free(&text);
  }
}

/* ---- edits ---- */

static size_t slow_offset(const char *bytes, size_t length, lsp_position at, dixit_unit unit)
{
  uint32_t line = 0, units = 0;
  for (size_t i = 0; i < length;) {
    bool two = bytes[i] == '\r' && i + 1 < length && bytes[i + 1] == '\n';
    bool ends = bytes[i] == '\n' || bytes[i] == '\r';
    utf8_char c = utf8_decode(bytes, length, i);
    uint32_t wide = unit == DIXIT_BYTES ? c.length : unit == DIXIT_UTF16 && c.code > 0xFFFF ? 2 : 1;
    if (line == at.line && (ends || units + wide > at.character))
      return i;
    units = ends ? 0 : units + wide;
    line += ends;
    i += two ? 2 : c.length;
  }
  return length;
}

static uint32_t random_state = 1;

static uint32_t random_below(uint32_t limit)
{
  random_state = random_state * 1664525u + 1013904223u;
  return (random_state >> 8) % limit;
}

static void edits_are_the_slow_ones(void **state)
{
  static const char *const pieces[] = {
    "", "a", "\n", "\r", "\r\n", "\xC3\xA9", "\xF0\x9D\x84\x9E", "word ", "\n\n", "x\ry",
  };
  char slow[4096];
  size_t length = 0;
  lsp_text text;
  (void)state;
  lsp_text_init(&text);
  for (uint32_t round = 0; round < 30000; round++) {
    const char *added = pieces[random_below(10)];
    dixit_unit unit = (dixit_unit)random_below(3);
    lsp_position start = {random_below(30), random_below(12)}, end = {start.line + random_below(2), random_below(12)};
    size_t from = slow_offset(slow, length, start, unit), to = slow_offset(slow, length, end, unit);
    if (to < from) {
      size_t swapped = to;
      to = from;
      from = swapped;
    }
    if (length > 3000) {
      from = 0;
      to = length;
      assert_true(lsp_text_replace(&text, 0, text.length, text_from(added)));
    } else {
      assert_true(lsp_text_edit(&text, start, end, unit, text_from(added)));
    }
    memmove(slow + from + strlen(added), slow + to, length - to);
    memcpy(slow + from, added, strlen(added));
    length += strlen(added) - (to - from);
    assert_int_equal(text.length, length);
    assert_memory_equal(text.bytes, slow, length);
  }
  lsp_text_free(&text);
}

/* ---- messages ---- */

typedef struct mend_case {
  const char *message;
  const char *value; /* NULL: is refused */
} mend_case;

static const mend_case mended[] = {
  {"\"\\ud834\\udd1e\"", "\xF0\x9D\x84\x9E"},
  {"\"\\ud834\"", "\xEF\xBF\xBD"},
  {"\"\\udd1e\"", "\xEF\xBF\xBD"},
  {"\"\\ud834\\ud834\\udd1e\"", "\xEF\xBF\xBD\xF0\x9D\x84\x9E"},
  {"\"\\ud834x\"", "\xEF\xBF\xBDx"},
  {"\"\\\\ud834\"", "\\ud834"}, /* a backslash, and letters */
  {"\"\\uD834\\n\"", "\xEF\xBF\xBD\n"},
  {"\"a\xFF" "b\"", "a\x7F" "b"},
  {"\"\xC3\"", "\x7F"},
  {"\"\xED\xA0\x80\"", "\x7F\x7F\x7F"},
  {"\"\\ud8\"", NULL},
  {"\"\\", NULL},
  {"\"", NULL},
};

static void messages_are_mended(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof mended / sizeof *mended; i++) {
    json_error_t error;
    char copy[64];
    strcpy(copy, mended[i].message);
    json_t *value = lsp_parse(copy, strlen(copy), &error);
    assert_true((value != NULL) == (mended[i].value != NULL));
    if (value)
      assert_string_equal(json_string_value(value), mended[i].value);
    json_decref(value);
  }
}

/* ---- frames ---- */

static const char stream[] = "Content-Length: 2\r\n\r\n{}nonsense\r\n\nX: y\ncontent-length: 1\n\n7"
                             "Content-Length: 0\r\n\r\n"
                             "Content-Length: 3\r\n\r\n[1]";

/* However the bytes arrive, the same comes out. */
static void frames_do_not_depend_on_pieces(void **state)
{
  (void)state;
  for (size_t step = 1; step < sizeof stream; step++) {
    lsp_frames frames;
    char found[64] = "";
    lsp_frames_init(&frames);
    for (size_t at = 0; at < sizeof stream - 1; at += step) {
      size_t room, count = sizeof stream - 1 - at < step ? sizeof stream - 1 - at : step, length;
      char *message, *to = lsp_frames_room(&frames, count, &room);
      const char *problem;
      lsp_frame frame;
      assert_non_null(to);
      memcpy(to, stream + at, count);
      lsp_frames_came(&frames, count);
      while ((frame = lsp_frames_next(&frames, &message, &length, &problem)) != LSP_FRAME_NONE) {
        if (frame == LSP_FRAME_MESSAGE)
          strncat(found, message, length);
        strcat(found, frame == LSP_FRAME_BROKEN ? "!" : ";");
      }
    }
    assert_string_equal(found, "{};!7;;[1];");
    lsp_frames_free(&frames);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(places_are_bytes),
    cmocka_unit_test(edits_are_the_slow_ones),
    cmocka_unit_test(messages_are_mended),
    cmocka_unit_test(frames_do_not_depend_on_pieces),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
