/* No input costs more than linear time: each thing that opens, closes, quotes, attributes or starts a line, repeated up
 * to a megabyte, read as plain text and as Markdown (what other formats open, as those), all stages and a report. Four
 * times the text may take eight times as long, no more; a quadratic stage would take sixteen times.
 *
 * Times are processor time, the least of some tries. `linear PATTERN` prints the time of each size for one pattern. */
#include "helper.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SMALL = 250 * 1000, LARGE = 4 * SMALL, TRIES = 3, RATIO = 8 };

/* Below this many seconds a ratio says nothing. Above the other, a megabyte takes too long whatever the ratio;
 * sanitizers take several times as long as the library does alone. */
static const double least_seconds = 0.03, most_seconds = 8;

static const char *const patterns[] = {
  "\"", "'", "\" ", "' ", " \"", " '", "\"a", "a\"", "'a", "\"a ", "'a ", "a' ",
  "“", "”", "‘", "’", "“a ", "a” ", "‘a ",
  "„", "«", "»", "‹", "「", "``", "''", "`` a '' ", "\"'", "\"a.\" ", "\"A.\"\n\n", "\"A\n\n",
  "(", ")", "[", "]", "{", "}", "<", ">", "<a ", "<!--", "<![CDATA[", "<?", "</a>", "&", "&amp;", "&#", "&#x41;",
  "*", "**", "_", "__", "*a", "a*", "*a_ ", "**a ", "***", "~", "~~a", "^", "^[", "[^", "[^1]", "[^1]:", "[a](",
  "[a]", "[a][", "![", "[a]: b\n",
  "`", "`a", "``a`", "\\", "\\\"", "$", "$$", "$a", "#", "# ", "# a\n", "@", "[@", "[@a", "[@a;", "@a ", "@{", "|",
  "|a", "a|b\n", "a|b\n-|-\n", "http://a ",
  "-", "- ", "- a\n", "+ a\n", "1. ", "1. a\n", "1)\n", "  - a\n", "\t", "> ", ">", "> a\n", ">>", "> - ", "---\n",
  "===\n", "a\n===\n", "```\n", "~~~\n", ":::\n",
  "\n", "\r", "\r\n", "\n\n", " ", "  \n", "a\n", "a\n\n", "A.\n", "    a\n", "\xE2\x80\xA8", "\xC2\xA0",
  "\xEF\xBB\xBF", "\x01", "\x80", "\xF0\x9F", "\xE2\x80\x8D", "\xCC\x81",
  "a", "A", "1", "a ", "A ", "1 ", "1,", "1.", "a.", "A. ", "A.", "...", "!", "?", ".", ",", ", ", ":", ": ", ";",
  "-a", "a-", "a'", "'s ", "/", "%", "—", "-- ",
  " said", "said ", "He said that ", "he said, ", "He said: ", "according to ", "According to him, ", "told ",
  "told him that ", "that ", "who ",
  "Ann Lee said ", "Ann Lee ", "Ann Lee, the mayor, ", "the mayor of ", "and ", "\"a,\" he said, ",
  "\"A,\" Ann Lee said. ", "\"A.\"\nHe said.\n", "said Ann Lee, ",
  "Mr. ", "U.S. ", "U.S.A.", "they ", "they said ", "He said. ", "She said. ", "critics say ",
  "It is believed that ", "> a\n>\n> -- b\n\n", "<!-- dixit-disable -->\n", "10 percent. ",
};

/* In bibliographies. */
static const char *const bibliography_patterns[] = {
  "@", "@a", "@a{", "@a{b", "@a{b,", "@a{b,c=", "@a{b,c={", "@a{b,c={d}}\n", "@a{b,}\n", "@string{a=b}\n",
  "@comment{", "@a(", "{", "}", "\"", "#", "a#", ",", "=", "a=", "a={", "\\", "\\'", "$", "%", "%\n",
  "author = {a and b},\n", " and ", "a, b and ", "- ", "- id: a\n", "- id: a", "  - a: b\n", "a: ", "a:\n", "a:\n  ",
  "[", "{a: ", "&a ", "*a ", "|\n", ">\n", "\n", "---\n", "'", "@a{b,doi={))))))", "@a{b,crossref={b}}\n", "10.1000.",
  "@a{b,url={http://a.b/?utm_a=b&", "[{\"id\":\"a\",", "{\"a\":", "{\"a\":[", "[[", "\"", "\"a\":\"b\",", "}", "]}",
  "\"a\\", ",",
  "{\"id\":1}", "\"author\":[{\"family\":\"a\"}],", "\"issued\":{\"date-parts\":[[1,", "TY  - BOOK\n", "AU  - a\n",
  "ER  - \n", "TY", "a\n",
};

static const char *const latex_patterns[] = {
  "\\", "{", "}", "\\emph{", "\\footnote{", "\\footnote{a}", "$", "$a", "\\(", "\\[", "%", "%\n", "\\cite{a}",
  "\\cite[", "\\cite{a,", "\\cites(a)", "\\enquote{", "\\begin{quote}", "\\end{quote}", "\\begin{verbatim}",
  "\\begin{itemize}\\item ", "\\item ", "\\section{", "\\verb|", "``", "''", "\\'e", "~", "--", "\\href{a}{",
  "\\bibitem{a}", "\\begin{tabular}{l}", "&",
};

static const char *const wiki_patterns[] = {
  "{{", "}}", "{{a|", "{{a}}", "[[", "]]", "[[a|", "[[a]]", "{|\n", "|-\n", "\n|a", "||", "|}\n", "\n*", "\n== a ==\n",
  "''", "'''", "'", "<ref>", "<ref name=a>", "<ref name=a/>", "<ref>a</ref>", "</ref>", "<references>", "<nowiki>",
  "<!--", "{{sfn|a|1901}}", "{{cite book|last=a|year=1901}}\n", "{{quote|", "{{quote|a}}\n", "[http://a.b ",
  "http://a.b ", "{{refn|a}}", "{{r|a}}", "|a=", "<", "&",
};

static const char *const html_patterns[] = {
  "<p>", "</p>", "<b>", "</b>", "<div>", "</div>", "<i", "<a b=\"", "<a b='", "<a b=", "<a href=http://a.b>", "</a>",
  "<a href=#fn1>", "<sup><a href=#a>1</a></sup>", "<li id=fn1>", "<ul>", "<ul><li>", "<li>", "<table>", "<tr>", "<td>",
  "<table><tr><td>", "<blockquote>", "<q>", "</q>", "<pre>", "<code>", "</code>", "<script>", "<style>", "</script>",
  "<!--", "<!-- -", "<!", "<?", "</", "<", "<br>", "<br> ", "&amp;", "&", "http://a.b ", "http://", "<article>",
  "</article>", "<nav>", "<footer>", "<h1>", "<img>", "<a a a a ", "<a/", "<p class=byline>",
};

static const char *const rst_patterns[] = {
  "*", "*a ", "**", "**a ", "`", "`a ", "``", "``a ", "|", "|a ", "_", "a_ ", "`a`_ ", ":a:`", ":a", ":", "[1]_ ", "[",
  "\\", "a::\n", "a::\n\n b\n\n", "..\n", ".. a\n", ".. a\n b\n", ".. a::\n", ".. note:: a\n", ".. [1] a\n", ".. [a]\n",
  ".. _a: b\n", ".. figure::\n\n a\n\n", "- ", "- a\n", "-\n", "1. a\n", " - a\n", "a\n b\n", "a\n\n b\n\n", ":a: b\n",
  "=\n", "a\n=\n", "====\n", "== ==\n", "== ==\na  b\n", "+-+\n", "+-+\n|a|\n", "| a\n", "|a\n", ">>> a\n", " ", "\t",
  "\n", "a\n\n\n\n", "http://a.b ", "a ::\n\n\n",
};

static const char *const asciidoc_patterns[] = {
  "*", "*a ", "**", "**a ", "_a ", "__", "`a ", "``", "#", "#a ", "##", "^", "^a ", "~a", "\"`", "\"`a`\" ", "'`", "<<",
  "<<a>> ", "[", "[[",
  "[[[", "[.a]#", "((", "(((", "((a)) ", "{", "{a} ", "&", "+++", " +\n", "a:", "footnote:[", "footnote:[a] ",
  "cite:[a] ", "link:a[b] ",
  "http://a.b ", "http://a.b[c] ", "= a\n", "== a\n", "a\n====\n", "----\n", "--\n", "____\n", "====\n", "////\n",
  "```\n", "|===\n", "|===\n|a\n",
  ",===\n", "* a\n", "** a\n", "*", ". a\n", "1. a\n", "a:: b\n", "a::\n", "+\n", ":a: b\n", "[quote]\n",
  "[quote, a]\na\n\n", ".A\n", "NOTE: a\n\n",
  "a\n\n", " a\n\n", "include::a[]\n", "\"a\"\n-- b\n\n", "|", "2+|", "\\",
};

static const char *const org_patterns[] = {
  "*", "*a ", "/a ", "_a ", "+a ", "~a ", "=a ", "[", "[[", "[[a]]", "[[a][b]] ", "[fn:1] ", "[fn:", "[fn::",
  "[fn::a] ", "[fn:a:b] ", "[cite:@a] ",
  "[cite:@a;", "@", "@@", "cite:a ", "a:", "http://a.b ", "<", "<a ", "<<a>>", "<http://a.b>", "{{{", "{{{a}}}", "\\",
  "\\a ", "\\(", "\\[", "$",
  "$a ", "$a$ ", "* a\n", "** a :b:\n", "- a\n", "  - a\n", "- a :: b\n", "1. a\n", "| a\n", "|", "|-\n", ": a\n",
  "# a\n", "#+a: b\n",
  "#+begin_src\n", "#+begin_quote\n", "#+begin_quote\n#+end_quote\n", "#+end_quote\n", "#+begin_a\n", ":A:\n",
  ":A:\n:END:\n", "\\begin{a}\n",
  "-----\n", "[fn:1] a\n\n", "a\n", "a\n\n", "\n\n\n", "a\n\n\n\n", ":",
};

static char *repeat(const char *pattern, size_t length)
{
  size_t size = strlen(pattern);
  char *text = malloc(length + 1);
  assert_non_null(text);
  for (size_t i = 0; i < length; i++)
    text[i] = pattern[i % size];
  text[length] = '\0';
  return text;
}

static int discard(void *ctx, const char *bytes, size_t length)
{
  (void)bytes;
  *(size_t *)ctx += length;
  return 0;
}

/* A line a finding: a quarter of a million excerpts would be most of the time. */
static void report(const dixit_doc *doc, size_t *written)
{
  dixit_report_options options = {.size = sizeof options, .unit = DIXIT_GRAPHEMES, .format = "line"};
  dixit_report *out;
  assert_int_equal(dixit_report_new(&out, &options, discard, written, NULL), DIXIT_OK);
  assert_int_equal(dixit_report_add(out, "a", doc), DIXIT_OK);
  assert_int_equal(dixit_report_finish(out), DIXIT_OK);
  dixit_report_free(out);
}

/* Seconds for everything that is done with a text. */
static double run(const dixit_engine *engine, const char *text, size_t length, uint32_t format)
{
  dixit_doc *doc;
  dixit_doc_options options = {.size = sizeof options, .format = format};
  size_t written = 0;
  clock_t start = clock();
  assert_int_equal(dixit_doc_new(&doc, engine, text, length, &options, NULL), DIXIT_OK);
  report(doc, &written);
  assert_int_equal(dixit_doc_extract(doc, NULL, DIXIT_EXTRACT_SCORES, discard, &written), DIXIT_OK);
  dixit_doc_free(doc);
  return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static double least_time(const dixit_engine *engine, const char *text, size_t length, uint32_t format, int tries)
{
  double least = run(engine, text, length, format);
  for (int i = 1; i < tries; i++) {
    double seconds = run(engine, text, length, format);
    least = seconds < least ? seconds : least;
  }
  return least < least_seconds ? least_seconds : least;
}

/* A ratio that looks bad by little is measured again before it counts. Where the small text takes too long already, the
 * large one is not tried: *large is 0. */
static bool is_linear(const dixit_engine *engine, const char *text, uint32_t format, double *small, double *large)
{
  for (int tries = 1; tries <= TRIES; tries++) {
    *small = least_time(engine, text, SMALL, format, tries);
    *large = 0;
    if (*small >= most_seconds / RATIO)
      return false;
    *large = least_time(engine, text, LARGE, format, tries);
    if (*large < RATIO * *small && *large < most_seconds)
      return true;
    if (*large > 3 * RATIO / 2 * *small)
      return false;
  }
  return false;
}

static void print_pattern(const char *pattern)
{
  for (; *pattern; pattern++)
    if (*pattern >= ' ' && *pattern <= '~')
      putchar(*pattern);
    else
      printf("\\x%02X", (unsigned char)*pattern);
}

static bool check_pattern(const dixit_engine *engine, const char *pattern, uint32_t first, uint32_t last, bool verbose)
{
  char *text = repeat(pattern, LARGE);
  bool linear = true;
  for (uint32_t format = first; format <= last; format++) {
    double small, large;
    bool good = is_linear(engine, text, format, &small, &large);
    linear = linear && good;
    if (good && !verbose)
      continue;
    printf("# %s ", dixit_format_name(format));
    print_pattern(pattern);
    printf(": %.0f ms for 250 kB", small * 1e3);
    if (large > 0)
      printf(", %.0f ms for 1 MB: %.1f times", large * 1e3, large / small);
    printf("\n");
    fflush(stdout);
  }
  free(text);
  return linear;
}

static const struct {
  uint32_t format;
  const char *const *patterns;
  size_t count;
} markups[] = {
  {DIXIT_LATEX, latex_patterns, COUNT_OF(latex_patterns)},
  {DIXIT_MEDIAWIKI, wiki_patterns, COUNT_OF(wiki_patterns)},
  {DIXIT_FORMAT_HTML, html_patterns, COUNT_OF(html_patterns)},
  {DIXIT_RST, rst_patterns, COUNT_OF(rst_patterns)},
  {DIXIT_ASCIIDOC, asciidoc_patterns, COUNT_OF(asciidoc_patterns)},
  {DIXIT_ORG, org_patterns, COUNT_OF(org_patterns)},
};

/* With every rule on. */
static dixit_engine *strictest(void)
{
  dixit_engine *engine;
  dixit_rule_setting all = {"*", DIXIT_DEFAULT};
  dixit_options options = {.size = sizeof options, .rules = &all, .rule_count = 1};
  return dixit_engine_new(&engine, &options, NULL) == DIXIT_OK ? engine : NULL;
}

static void everything_is_linear(void **state)
{
  (void)state;
  size_t slow = 0;
  dixit_engine *engine = strictest();
  assert_non_null(engine);
  for (size_t i = 0; i < COUNT_OF(patterns); i++)
    slow += !check_pattern(engine, patterns[i], DIXIT_PLAIN, DIXIT_MARKDOWN, false);
  for (size_t i = 0; i < COUNT_OF(bibliography_patterns); i++)
    slow += !check_pattern(engine, bibliography_patterns[i], DIXIT_BIBTEX, DIXIT_CSL_YAML, false) +
            !check_pattern(engine, bibliography_patterns[i], DIXIT_CSL_JSON, DIXIT_RIS, false);
  for (size_t i = 0; i < COUNT_OF(markups); i++)
    for (size_t k = 0; k < markups[i].count; k++)
      slow += !check_pattern(engine, markups[i].patterns[k], markups[i].format, markups[i].format, false);
  dixit_engine_free(engine);
  assert_int_equal(slow, 0);
}

int main(int count, char **arguments)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(everything_is_linear)};
  if (count < 2)
    return cmocka_run_group_tests(tests, NULL, NULL);
  dixit_engine *engine = strictest();
  if (!engine)
    return 1;
  check_pattern(engine, arguments[1], DIXIT_PLAIN, DIXIT_ORG, true);
  dixit_engine_free(engine);
  return 0;
}
