/* BibTeX files: entries and fields with their places, recovery from faults, values, any bytes, time. */
#include "helper.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "entries.h"
#include "hard_text.h"
#include "refs/values.h"

static const entries_sample samples[] = {
  {"an entry", "@book{a, title = {The kiln}, year = 1901}", "book:a(title=The kiln;year=1901)", 0},
  {"quotation marks, and braces in them", "@book{a, title = \"The {\"}kiln\"}", "book:a(title=The {\"}kiln)", 0},
  {"round brackets", "@book(a, title = {A (b)}, year = 1901)", "book:a(title=A (b);year=1901)", 0},
  {"upper case, a comma at the end, no blanks", "@BOOK{a,TITLE={x},}", "BOOK:a(TITLE=x)", 0},
  {"text and addresses between entries", "Made by ida@example.org {1}\n@book{a, title={x}}", "book:a(title=x)", 0},
  {"comments end with their braces", "@comment{a {b} @book{no, title={x}}} @book{a, title={x}}",
   "comment: book:a(title=x)", 0},
  {"a comment without braces ends with its line", "@comment not this\n@book{a, title={x}}",
   "comment: book:a(title=x)", 0},
  {"comments between fields", "@book{a, % first, {\n title={x}, % second = {\n year=1901}",
   "book:a(title=x;year=1901)", 0},
  {"joined values and macros", "@string{p = {Mill}} @book{a, title = p # { Press} # jan}",
   "macro:p(p=Mill) book:a(title=p # { Press} # jan)", 0},
  {"a preamble", "@preamble{ \"\\newcommand{\\x}{}\" # {y} } @book{a, title={x}}", "preamble: book:a(title=x)", 0},
  {"keys may be odd", "@book{a:b/c.d-2, title={x}}", "book:a:b/c.d-2(title=x)", 0},
  {"braces count whatever stands before them", "@book{a, title = {U\\{1\\}}}", "book:a(title=U\\{1\\})", 0},

  {"a missing comma", "@book{a, title = {x} year = 1901}", "book:a(title=x;year=1901)", 1},
  {"a missing comma behind the key", "@book{a\n title = {x}}", "book:a(title=x)", 1},
  {"a missing brace costs one value", "@book{a,\n title = {x,\n year = {1901}\n}\n@book{b, title={y}}",
   "book:a(title=x;year=1901) book:b(title=y)", 1},
  {"a missing mark likewise", "@book{a,\n title = \"x,\n year = \"1901\"\n}\n@book{b, title={y}}",
   "book:a(title=x;year=1901) book:b(title=y)", 1},
  {"a missing brace at the entry's end", "@book{a, title = {x}\n\n@book{b, title = {y}}",
   "book:a(title=x) book:b(title=y)", 1},
  {"both", "@book{a, title = {x\n\n@book{b, title = {y}}", "book:a(title=x) book:b(title=y)", 2},
  {"a brace too many", "@book{a, title = {x}},\n year = {1901}\n}", "book:a(title=x)", 1},
  {"no key", "@book{title = {x}}", "book:(title=x)", 1},
  {"no value", "@book{a, title = , year = 1901}", "book:a(title=;year=1901)", 1},
  {"no equals sign", "@book{a, title {x}, year = 1901}", "book:a(year=1901)", 1},
  {"cut off", "@book{a, title = {x", "book:a(title=x)", 2},
  {"an @ that starts nothing", "@ @{ @1 @book @book{a, title={x}}", "book:a(title=x)", 0},
};

static dixit_doc *read_bibtex(const dixit_engine *engine, const char *text, size_t length)
{
  return entries_read(engine, text, length, DIXIT_BIBTEX);
}

static void test_samples(void **state)
{
  entries_check_samples(*state, DIXIT_BIBTEX, samples, COUNT_OF(samples));
}

static void test_values(void **state)
{
  static const struct {
    const char *field;
    const char *value;
  } values[] = {
    {"{The kiln}", "The kiln"},
    {"{The {Kiln}\n   of  Trier}", "The Kiln of Trier"},
    {"{G\\\"odel and {\\'E}mile, \\v{S}ime}", "Go\xCC\x88" "del and E\xCC\x81mile, S\xCC\x8Cime"},
    {"{Stra{\\ss}e, \\O re, \\L{}\\'od\\'z}", "Stra\xC3\x9F" "e, \xC3\x98re, \xC5\x81o\xCC\x81" "dz\xCC\x81"},
    {"{\\'{\\i} \\c{c} \\aa}", "i\xCC\x81 c\xCC\xA7 \xC3\xA5"},
    {"{Smoke \\& fire, 5\\% $x_1$}", "Smoke & fire, 5% x_1"},
    {"{\\emph{Fire} and \\textbf{smoke}}", "Fire and smoke"},
    {"{\\url{https://a.org/b}}", "https://a.org/b"},
    {"mill # { Press} # 1", "The Mill Press1"},
    {"unknown", "unknown"},
    {"loop", "loop"},
  };
  for (size_t i = 0; i < COUNT_OF(values); i++) {
    char text[512];
    value_reader reader;
    arena scratch;
    snprintf(text, sizeof text, "@string{mill = {The Mill}} @string{loop = loop} @misc{a, title = %s}",
             values[i].field);
    dixit_doc *doc = read_bibtex(*state, text, strlen(text));
    arena_init(&scratch, NULL);
    assert_true(value_reader_init(&reader, doc, &scratch));
    dixit_text found = value_read(&reader, &doc->fields.items[doc->fields.count - 1]);
    if (!text_is(found, values[i].value))
      fail_msg("%s: found %.*s, expected %s", values[i].field, (int)found.length, found.bytes, values[i].value);
    arena_done(&scratch);
    dixit_doc_free(doc);
  }
}

/* ---- any bytes ---- */

static const char *const pieces[] = {
  "@book{", "@book(", "@misc{k", "@string{", "@comment{", "@preamble{", "@xdata{", "key,", "title = ", "\n  year = ",
  "author=", "{", "}", "\"", "#",
  ",", "=", "(", ")", "%", "\\", "\n", "\n\n@book{a,", " and ", "mill", "1901", "\\'e", "crossref = {k}",
  "xdata = {a, k}", "ids = {x, y}",
  "doi = {10.1000/1}", "isbn = {978}", "pages = {9--3}", "date = {2001/1999}", "url = {htp://a}", "\xC3\xA9", "\xFF",
  "@", "&amp;", "$",
};

static void test_any_bytes(void **state)
{
  uint64_t seed = 5;
  char text[40 * 20];
  for (int round = 0; round < 10000; round++) {
    size_t length = 0, count = hard_random(&seed) % 40;
    for (size_t i = 0; i < count; i++) {
      const char *piece = pieces[hard_random(&seed) % COUNT_OF(pieces)];
      memcpy(text + length, piece, strlen(piece));
      length += strlen(piece);
    }
    dixit_doc *doc = read_bibtex(*state, text, length);
    entries_check_places(doc);
    dixit_doc_free(doc);
  }
}

/* ---- between documents ---- */

static void test_bibliographies(void **state)
{
  static const char bib[] = "@book{a, title={x}}\n@book{b, title={y}, ids={c}}\n";
  static const char text[] = "One [@a], two @c, three [@a; @d].\n";
  dixit_doc *doc, *bibliography = read_bibtex(*state, bib, strlen(bib));
  dixit_doc_options options = {.size = sizeof options, .format = DIXIT_MARKDOWN};
  assert_int_equal(dixit_doc_new(&doc, *state, text, strlen(text), &options, NULL), DIXIT_OK);
  const dixit_doc *given[] = {bibliography};
  assert_int_equal(dixit_doc_set_bibliographies(doc, given, 1, NULL), DIXIT_OK);
  size_t count;
  const dixit_citation *citations = dixit_doc_citations(doc, &count);
  assert_int_equal(count, 4);
  assert_int_equal(citations[0].bibliography, 0);
  assert_int_equal(citations[0].entry, 0);
  assert_int_equal(citations[1].entry, 2);
  assert_int_equal(citations[3].bibliography, DIXIT_NONE);
  assert_ptr_equal(dixit_doc_bibliographies(doc, &count)[0], bibliography);
  const dixit_doc *citing[] = {doc};
  assert_int_equal(dixit_doc_set_citing(bibliography, citing, 1, NULL), DIXIT_OK);
  assert_int_equal(dixit_doc_references(bibliography, NULL)[0].use_count, 2);
  assert_int_equal(dixit_doc_edit(doc, (dixit_span){0, 3}, "1", 1, NULL), DIXIT_OK);
  assert_int_equal(dixit_doc_citations(doc, NULL)[0].bibliography, 0);
  dixit_doc_free(doc);
  dixit_doc_free(bibliography);
}

/* A bare "@word" is somebody's name until there is a bibliography. */
static void test_bare_keys(void **state)
{
  static const char bib[] = "@book{a, title={x}}\n", text[] = "As @a and @b say.\n";
  size_t count;
  dixit_doc *doc, *bibliography = read_bibtex(*state, bib, strlen(bib));
  dixit_doc_options options = {.size = sizeof options, .format = DIXIT_MARKDOWN};
  const dixit_doc *given = bibliography;
  assert_int_equal(dixit_doc_new(&doc, *state, text, strlen(text), &options, NULL), DIXIT_OK);
  dixit_doc_citations(doc, &count);
  assert_int_equal(count, 0);
  assert_int_equal(dixit_doc_set_bibliographies(doc, &given, 1, NULL), DIXIT_OK);
  assert_int_equal(dixit_doc_citations(doc, &count)[0].bibliography, 0);
  assert_int_equal(count, 2);
  assert_int_equal(dixit_doc_set_bibliographies(doc, NULL, 0, NULL), DIXIT_OK);
  dixit_doc_citations(doc, &count);
  assert_int_equal(count, 0);
  dixit_doc_free(doc);
  dixit_doc_free(bibliography);
}

/* ---- time ---- */

/* A text of `count` times `piece` takes no more than a few times as long, for its length, as one a tenth as long. */
static double seconds_for(const dixit_engine *engine, const char *piece, size_t count)
{
  size_t length = strlen(piece);
  char *text = malloc(length * count + 1);
  assert_non_null(text);
  for (size_t i = 0; i < count; i++)
    memcpy(text + i * length, piece, length);
  clock_t start = clock();
  dixit_doc_free(read_bibtex(engine, text, length * count));
  free(text);
  return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static void test_time(void **state)
{
  static const char *const openers[] = {
    "{", "@book{a,title={", "@comment{", "@book{a,title=\"", "@book{a,\n", "title={a},", "@string{a=b#", " and ", "@",
      "a={\n", "@xdata{a,xdata={a}}\n",
  };
  for (size_t i = 0; i < COUNT_OF(openers); i++) {
    double small = seconds_for(*state, openers[i], 5000), large = seconds_for(*state, openers[i], 50000);
    if (large > 0.2 && large > 40 * small)
      fail_msg("%s: %f s and %f s", openers[i], small, large);
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
    cmocka_unit_test(test_samples),        cmocka_unit_test(test_values), cmocka_unit_test(test_any_bytes),
    cmocka_unit_test(test_bibliographies), cmocka_unit_test(test_bare_keys), cmocka_unit_test(test_time),
  };
  return cmocka_run_group_tests(tests, make_engine, free_engine);
}
