/* What kind of text a document is, and what its headings make of its sections. */
#include "helper.h"

#include <string.h>

#include "doc/document.h"
#include "marks/sections.h"

/* With a threshold so low that only exemptions keep sentences from being claims. */
static dixit_doc *open_text(dixit_engine **engine, const char *text, uint32_t format, uint32_t kind)
{
  dixit_options options = {.size = sizeof options, .kind = kind, .claim_threshold = 0.00001f};
  dixit_doc_options doc_options = {.size = sizeof doc_options, .format = format};
  dixit_doc *doc;
  assert_int_equal(dixit_engine_new(engine, &options, NULL), DIXIT_OK);
  assert_int_equal(dixit_doc_new(&doc, *engine, text, strlen(text), &doc_options, NULL), DIXIT_OK);
  return doc;
}

static void close_text(dixit_engine *engine, dixit_doc *doc)
{
  dixit_doc_free(doc);
  dixit_engine_free(engine);
}

static const struct {
  const char *text;
  uint32_t format;
  uint32_t kind;
} texts[] = {
  {"\\begin{document}\n\\section{Methods}\nWe counted 400 ferries.\n\\end{document}\n", DIXIT_LATEX,
   DIXIT_KIND_ACADEMIC},
  {"A '''ferry''' is a boat.\n\n== History ==\nIt was built in 1871.\n", DIXIT_MEDIAWIKI, DIXIT_KIND_ENCYCLOPAEDIA},
  {"A ferry is a boat. It was built in 1871.\n", DIXIT_PLAIN, DIXIT_KIND_NEWS},
  {"LUND (ABC) - The ferry between the two islands stopped on Monday after a crack was found in its hull.\n\n"
   "The company said on Tuesday that repairs would take three weeks. About 400 people use the ferry on weekdays, said "
   "Mara Lindt, who runs the harbour.\n\n\"We have two boats and one of them leaks,\" she said.\n\nThe council will "
   "meet "
   "on Friday. A spokesman for the ministry, Karl Ode, said the money was there.\n", DIXIT_PLAIN, DIXIT_KIND_NEWS},
  {"'''Mara Lindt''' (3 May 1815 - 9 June 1890) was a Swedish engineer. She built the first steam ferry of the "
   "Sound.<ref>Ode 1950, p. 3.</ref>\n\n== Early life ==\nLindt was born in Lund in 1815, the daughter of a smith. "
   "In 1831 "
   "she moved to Ystad, where she learnt to build boilers.<ref>Ode 1950, p. 12.</ref> Her brother Karl became a "
   "priest.\n\n"
   "== Legacy ==\nA street in Ystad was named after her in 1902.\n\n== See also ==\n* [[Steam ferry]]\n",
     DIXIT_MEDIAWIKI,
   DIXIT_KIND_ENCYCLOPAEDIA},
  {"# Wear of ferry hulls\n\n## Abstract\n\nWe measured the wear of twelve hulls over three years.\n\n## "
   "Methods\n\nEach hull "
   "was scanned with ultrasound every month [@ode2019]. The thickness was averaged over nine points, as in earlier "
   "studies "
   "[@lane2020; @lindt2018]. We fitted a linear model to the data.\n\n## Results\n\nWear was associated with salinity "
   "(Lane 2020). The effect was largest in spring, when ice had scraped the paint from the hulls along the "
   "waterline.\n",
   DIXIT_MARKDOWN, DIXIT_KIND_ACADEMIC},
  {"# How to mend a boat\n\nYou do not need a yard to mend a small boat. You need a dry week, a tarpaulin and "
   "patience.\n\n"
   "## Find the leak\n\nIf you fill the boat with water, you can see where it runs out. Mark the place with chalk. "
   "You may "
   "find that there is more than one.\n\n## Dry the wood\n\nWet wood takes no glue. Wait until the wood around the "
   "leak "
   "feels warm to your hand, and then wait another day. It should be dry all through.\n", DIXIT_MARKDOWN,
     DIXIT_KIND_ESSAY},
  {"Thank you, ladies and gentlemen. It is an honour to stand before you tonight, my fellow citizens of this "
   "harbour.\n\n"
   "We have come a long way together. We built this harbour with our own hands, and we will not let our ferries rust. "
   "Tonight I ask you to join us. Let us give our children the boats that our parents gave us. We can do it, because "
   "we "
   "have done it before. Thank you, and may our harbour prosper.\n", DIXIT_PLAIN, DIXIT_KIND_SPEECH},
  {"Chapter 1\n\nMara pulled her coat around her and looked down at the water. The ferry had gone.\n\n\"You're "
   "late,\" said "
   "the old man behind her.\n\n\"I know,\" she said. She did not turn round. He had waited for her before, and he had "
   "never once asked why she came.\n\n\"There's another at nine,\" he said. He took out his pipe, knocked it against "
   "the "
   "rail, and put it back into his pocket, for he had given up smoking when his wife died.\n", DIXIT_PLAIN,
   DIXIT_KIND_FICTION},
  {"The mill closed.", DIXIT_PLAIN, DIXIT_KIND_NEWS},
};

static void kinds_show_in_the_shape_of_a_text(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT_OF(texts); i++) {
    dixit_engine *engine;
    dixit_doc *doc = open_text(&engine, texts[i].text, texts[i].format, DIXIT_KIND_AUTO);
    assert_string_equal(dixit_kind_name(dixit_doc_kind(doc)), dixit_kind_name(texts[i].kind));
    close_text(engine, doc);
  }
}

static void a_kind_that_is_told_holds(void **state)
{
  (void)state;
  for (uint32_t kind = DIXIT_KIND_NEWS; kind <= DIXIT_KIND_FICTION; kind++) {
    dixit_engine *engine;
    dixit_doc *doc = open_text(&engine, texts[0].text, DIXIT_PLAIN, kind);
    assert_int_equal(dixit_doc_kind(doc), kind);
    close_text(engine, doc);
  }
  dixit_options options = {.size = sizeof options, .kind = DIXIT_KIND_FICTION + 1};
  dixit_engine *engine;
  assert_int_equal(dixit_engine_new(&engine, &options, NULL), DIXIT_BAD_OPTION);
}

static void headings_say_what_sections_are_for(void **state)
{
  static const struct {
    const char *text;
    section_kind last; /* of the last block */
  } cases[] = {
    {"Words.\n", SECTION_OTHER},
    {"# Title\n\nWords.\n", SECTION_OTHER},
    {"# Title\n\n## Plot\n\nWords.\n", SECTION_PLOT},
    {"# 2.1 Methods and materials\n\nWords.\n", SECTION_METHODS},
    {"# The Methods\n\n## Samples\n\nWords.\n", SECTION_METHODS},
    {"# Methods\n\nWords.\n\n# Weather\n\nWords.\n", SECTION_OTHER},
    {"# Early life\n\nWords.\n", SECTION_ENTRY},
    {"# Early morning\n\nWords.\n", SECTION_OTHER},
    {"# Results of the local elections were late again\n\nWords.\n", SECTION_OTHER},
    {"# Abstract\n\nWords.\n", SECTION_ABSTRACT},
  };
  (void)state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    dixit_engine *engine;
    dixit_doc *doc = open_text(&engine, cases[i].text, DIXIT_MARKDOWN, DIXIT_KIND_AUTO);
    if (section_of(doc, doc->blocks.count - 1) != cases[i].last)
      print_message("%s\n", cases[i].text);
    assert_int_equal(section_of(doc, doc->blocks.count - 1), cases[i].last);
    close_text(engine, doc);
  }
}

static void what_stands_before_the_headings_is_the_lead(void **state)
{
  dixit_engine *engine;
  dixit_doc *doc = open_text(&engine, "# Title\n\nWords.\n\n## Part\n\nWords.\n", DIXIT_MARKDOWN, DIXIT_KIND_AUTO);
  (void)state;
  assert_int_equal(section_of(doc, 1), SECTION_LEAD);
  assert_int_equal(section_of(doc, 3), SECTION_OTHER);
  close_text(engine, doc);
}

static void what_needs_no_source_depends_on_the_kind(void **state)
{
  static const struct {
    const char *text;
    const char *claims; /* how many in each kind: news, encyclopaedia, academic, essay, speech, fiction */
  } cases[] = {
    {"The mill closed in 1974.", "111110"},
    {"Suppose the mill closed in 1974.", "000000"},
    {"If the mill closed, the river would rise.", "000000"},
    {"If the mill closes, the river rises.", "111110"},
    {"Close the mill before winter.", "000000"},
    {"A mill is a kind of machine for grinding.", "000010"},
    {"A mill is the oldest kind of machine for grinding.", "111110"},
    {"Lund is a city in Sweden.", "000010"},
    {"Lund is a city of 90,000 people.", "111110"},
    {"I saw the mill burn down.", "110010"},
    {"I saw 40 mills burn down.", "110110"},
    {"We measured the wheels of the mill.", "110010"},
    {"This study shows that the wheels were worn.", "110110"},
    {"# Plot\n\nThe miller leaves the mill and marries the queen.", "000000"},
    {"# Methods\n\nThe wheels were measured with a laser.", "110110"},
    {"# References\n\nLane measured the wheels in 1974.", "000000"},
    {"The wheel of the mill broke.\n\n# Story\n\nThe wheel of the mill broke in 1974.", "211220"},
    {"The miller sold poisoned flour.\n\n# Story\n\nThe wheel of the mill broke in 1974.", "222220"},
    {"# Abstract\n\nThe wheel broke.\n\n# Wheels\n\nThe wheel broke in 1974.", "211220"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    for (uint32_t kind = DIXIT_KIND_NEWS; kind <= DIXIT_KIND_FICTION; kind++) {
      dixit_engine *engine;
      size_t count;
      dixit_doc *doc = open_text(&engine, cases[i].text, DIXIT_MARKDOWN, kind);
      dixit_doc_claims(doc, &count);
      if (count != (size_t)(cases[i].claims[kind - 1] - '0'))
        print_message("%s: %s\n", dixit_kind_name(kind), cases[i].text);
      assert_int_equal(count, cases[i].claims[kind - 1] - '0');
      close_text(engine, doc);
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(kinds_show_in_the_shape_of_a_text), cmocka_unit_test(a_kind_that_is_told_holds),
    cmocka_unit_test(headings_say_what_sections_are_for), cmocka_unit_test(what_stands_before_the_headings_is_the_lead),
    cmocka_unit_test(what_needs_no_source_depends_on_the_kind),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
