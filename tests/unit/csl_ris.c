/* CSL in JSON and YAML, and RIS: entries and fields with their places, recovery from faults, values, any bytes. */
#include "helper.h"

#include <string.h>

#include "entries.h"
#include "hard_text.h"
#include "refs/values.h"

static const entries_sample json_samples[] = {
  {"a list of items", "[{\"id\": \"a\", \"type\": \"book\", \"title\": \"x\"}, {\"id\":\"b\"}]",
   "book:a(id=a;type=book;title=x) :b(id=b)", 0},
  {"an item alone", "{\"id\": \"a\", \"title\": \"x\"}", ":a(id=a;title=x)", 0},
  {"items below a name", "{\"config\": {\"id\": 1}, \"items\": [{\"id\": \"a\"}]}", ":a(id=a)", 0},
  {"a number as id", "[{\"id\": 17, \"volume\": 3}]", ":17(id=17;volume=3)", 0},
  {"names and dates in parts", "[{\"id\":\"a\",\"author\":[{\"family\":\"B\"}],\"issued\":{\"date-parts\":[[1901]]}}]",
   ":a(id=a;author=[{\"family\":\"B\"}];issued={\"date-parts\":[[1901]]})", 0},
  {"brackets and marks in strings", "[{\"id\":\"a\",\"title\":\"]} \\\" {\"}]", ":a(id=a;title=]} \\\" {)", 0},
  {"nothing", "", "", 0},
  {"no items", "[]", "", 0},

  {"a missing comma", "[{\"id\":\"a\" \"title\":\"x\"}]", ":a(id=a;title=x)", 1},
  {"a comma too many", "[{\"id\":\"a\",,\"title\":\"x\",},]", ":a(id=a;title=x)", 0},
  {"a string without end costs its line", "[{\"id\":\"a\",\"title\":\"x,\n\"note\":\"y\"},{\"id\":\"b\"}]",
   ":a(id=a;title=x;note=y) :b(id=b)", 1},
  {"a list without end costs its line",
   "[{\"id\":\"a\",\"author\":[{\"family\":\"B\"},\n\"note\":\"y\"},\n{\"id\":\"b\"}]",
   ":a(id=a;author=[{\"family\":\"B\"};note=y) :b(id=b)", 1},
  {"an item without end", "[{\"id\":\"a\",\n{\"id\":\"b\"}]", ":a(id=a) :b(id=b)", 1},
  {"no value", "[{\"id\":\"a\",\"title\":,\"note\":\"y\"}]", ":a(id=a;title=;note=y)", 1},
  {"no colon", "[{\"id\":\"a\",\"title\",\"note\":\"y\"}]", ":a(id=a;note=y)", 1},
  {"words outside", "[{\"id\":\"a\"} x, {\"id\":\"b\"}]", ":a(id=a) :b(id=b)", 1},
  {"cut off", "[{\"id\":\"a\",\"title\":\"x", ":a(id=a;title=x)", 2},
};

static const entries_sample yaml_samples[] = {
  {"below references", "references:\n- id: a\n  type: book\n  title: x\n- id: b\n",
   "book:a(id=a;type=book;title=x) :b(id=b)", 0},
  {"a list at once", "- id: a\n  title: 'x: y'\n", ":a(id=a;title=x: y)", 0},
  {"lines below", "- id: a\n  author:\n  - family: B\n    given: C\n  note: y\n",
   ":a(id=a;author=- family: B\n    given: C;note=y)", 0},
  {"comments", "# c\n- id: a # d\n", ":a(id=a)", 0},
};

static const entries_sample ris_samples[] = {
  {"an entry", "TY  - BOOK\nID  - a\nTI  - x\nER  - \n", "BOOK:a(ID=a;TI=x)", 0},
  {"a tag again", "TY  - BOOK\nAU  - A, B\nAU  - C, D\nER  -\n", "BOOK:(AU=A, B;AU=C, D)", 0},
  {"lines that go on", "TY  - BOOK\r\nAB  - x\r\n  y\r\nER  - \r\n", "BOOK:(AB=x\r\n  y)", 0},
  {"blanks missing", "TY - BOOK\nTI -x\nER -", "BOOK:(TI=x)", 0},
  {"no end", "TY  - BOOK\nTI  - x\nTY  - CHAP\nTI  - y\nER  - ", "BOOK:(TI=x) CHAP:(TI=y)", 1},
  {"cut off", "TY  - BOOK\nTI  - x", "BOOK:(TI=x)", 1},
  {"a field outside", "TI  - x\nAU  - y\nTY  - BOOK\nER  - ", "BOOK:", 1},
  {"text between", "by hand\n\nTY  - BOOK\nER  - ", "BOOK:", 0},
};

static void test_samples(void **state)
{
  entries_check_samples(*state, DIXIT_CSL_JSON, json_samples, COUNT_OF(json_samples));
  entries_check_samples(*state, DIXIT_CSL_YAML, yaml_samples, COUNT_OF(yaml_samples));
  entries_check_samples(*state, DIXIT_RIS, ris_samples, COUNT_OF(ris_samples));
}

/* The last field of the text reads as `value`. */
static const struct {
  uint32_t format;
  const char *text;
  const char *value;
} values[] = {
  {DIXIT_CSL_JSON, "{\"title\":\"M\\u00fchle \\\"a\\\"\\/b \\ud83d\\ude00\"}", "M\xC3\xBChle \"a\"/b \xF0\x9F\x98\x80"},
  {DIXIT_CSL_JSON, "{\"title\":\"{a} ~ $b$\"}", "{a} ~ $b$"},
  {DIXIT_CSL_JSON, "{\"author\":[{\"given\":\"Ida\",\"family\":\"Brandt\"},{\"family\":\"Ruiz\",\"given\":\"A.\"}]}",
   "Brandt, Ida and Ruiz, A."},
  {DIXIT_CSL_JSON, "{\"author\":[{\"family\":\"O\\u0027Hara\",\"given\":\"Jean-Luc\"},{\"literal\":\"Fire and Co.\"}]}",
   "O'Hara, Jean-Luc and {Fire and Co.}"},
  {DIXIT_CSL_JSON, "{\"issued\":{\"date-parts\":[[2015,3,1]]}}", "2015-03-01"},
  {DIXIT_CSL_JSON, "{\"issued\":{\"date-parts\":[[\"2015\",\"3\"],[2015,5]]}}", "2015-03/2015-05"},
  {DIXIT_CSL_JSON, "{\"issued\":{\"date-parts\":[[2015]],\"season\":\"1\"}}", "2015"},
  {DIXIT_CSL_JSON, "{\"issued\":{\"raw\":\"May 2015\"}}", ""},
  {DIXIT_CSL_YAML, "- id: a\n  author:\n  - family: Brandt\n    given: Ida\n  - literal: Fire and Co.\n",
   "Brandt, Ida and {Fire and Co.}"},
  {DIXIT_CSL_YAML, "- id: a\n  author: [{family: Brandt, given: Ida}]\n", "Brandt, Ida"},
  {DIXIT_CSL_YAML, "- id: a\n  issued:\n  - year: 2015\n    month: 3\n", "2015-03"},
  {DIXIT_CSL_YAML, "- id: a\n  issued:\n    date-parts:\n    - - 2015\n      - 3\n      - 9\n", "2015-03-09"},
  {DIXIT_RIS, "TY  - BOOK\nPY  - 2015/3/9/\n", "2015-03-09"},
  {DIXIT_RIS, "TY  - BOOK\nDA  - 2015///spring\n", "2015"},
  {DIXIT_RIS, "TY  - BOOK\nTI  - a\n   {b}\n", "a {b}"},
};

static void test_values(void **state)
{
  for (size_t i = 0; i < COUNT_OF(values); i++) {
    value_reader reader;
    arena scratch;
    dixit_doc *doc = entries_read(*state, values[i].text, strlen(values[i].text), values[i].format);
    arena_init(&scratch, NULL);
    assert_true(value_reader_init(&reader, doc, &scratch));
    dixit_text found = value_read(&reader, &doc->fields.items[doc->fields.count - 1]);
    if (!text_is(found, values[i].value))
      fail_msg("%s: found %.*s, expected %s", values[i].text, (int)found.length, found.bytes, values[i].value);
    arena_done(&scratch);
    dixit_doc_free(doc);
  }
}

/* Names of files say nothing, or ".json" says too little: the text tells. */
static void test_detection(void **state)
{
  static const struct {
    const char *name;
    const char *text;
    uint32_t format;
  } texts[] = {
    {"refs.json", "[ {\"id\": \"a\", \"type\": \"article-journal\"} ]", DIXIT_CSL_JSON},
    {"package.json", "{\"name\": \"a\", \"type\": \"module\"}", DIXIT_PLAIN},
    {"refs.yaml", "---\nreferences:\n- id: a\n  title: x\n...\n", DIXIT_CSL_YAML},
    {"refs.yml", "- id: a\n  type: book\n", DIXIT_CSL_YAML},
    {NULL, "---\nreferences:\n- id: a\n---\nA text [@a].\n", DIXIT_MARKDOWN},
    {"refs.ris", "x", DIXIT_RIS},
    {"refs", "\nTY  - JOUR\nER  - \n", DIXIT_RIS},
  };
  for (size_t i = 0; i < COUNT_OF(texts); i++) {
    dixit_doc *doc;
    dixit_doc_options options = {.size = sizeof options, .name = texts[i].name};
    assert_int_equal(dixit_doc_new(&doc, *state, texts[i].text, strlen(texts[i].text), &options, NULL), DIXIT_OK);
    if (dixit_doc_format(doc) != texts[i].format)
      fail_msg("%s: %s", texts[i].text, dixit_format_name(dixit_doc_format(doc)));
    dixit_doc_free(doc);
  }
}

static const char *const pieces[] = {
  "[", "]", "{", "}", "\"", ":", ",", "\\", "\\u00e9", "\\ud83d", "\n", " ", "\"id\":\"a\",", "\"type\":\"book\",",
  "\"author\":[{\"family\":\"B\",",
  "\"given\":", "\"literal\":", "\"issued\":{\"date-parts\":[[2001", "\"items\":[", "- id: a\n", "  author:\n",
  "  - family: B\n", "references:\n",
  "TY  - BOOK\n", "ER  - \n", "SP  - 9\n", "EP  - 3\n", "PY  - 2001/2/30/\n", "SN  - 978\n", "ID  - a\n", "\xFF",
  "\xC3\xA9", "x",
};

static void test_any_bytes(void **state)
{
  static const uint32_t formats[] = {DIXIT_CSL_JSON, DIXIT_CSL_YAML, DIXIT_RIS};
  uint64_t seed = 7;
  char text[40 * 40];
  for (size_t round = 0; round < 9000; round++) {
    size_t length = 0, count = hard_random(&seed) % 40;
    for (size_t i = 0; i < count; i++) {
      const char *piece = pieces[hard_random(&seed) % COUNT_OF(pieces)];
      memcpy(text + length, piece, strlen(piece));
      length += strlen(piece);
    }
    dixit_doc *doc = entries_read(*state, text, length, formats[round % COUNT_OF(formats)]);
    entries_check_places(doc);
    dixit_doc_free(doc);
  }
}

static int make_engine(void **state)
{
  return dixit_engine_new((dixit_engine **)state, NULL, NULL);
}

static int free_engine(void **state)
{
  dixit_engine_free(*state);
  return 0;
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_samples), cmocka_unit_test(test_values), cmocka_unit_test(test_detection),
    cmocka_unit_test(test_any_bytes),
  };
  return cmocka_run_group_tests(tests, make_engine, free_engine);
}
