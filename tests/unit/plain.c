/* Plain text: which bytes become which block. The expected dump has a line for each block: its kind, indented by its
 * containers, and its bytes, with line ends as '|'. */
#include "helper.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "doc/reader.h"

typedef struct example {
  const char *why;
  const char *text;
  const char *blocks;
} example;

static size_t dump_block(const dixit_doc *doc, const dixit_block *block, char *out, size_t size)
{
  uint32_t depth = 0;
  for (uint32_t parent = block->parent; parent != DIXIT_NONE; parent = doc->blocks.items[parent].parent)
    depth++;
  size_t length = (size_t)snprintf(out, size, "%*s%s:", (int)depth, "", dixit_block_kind_name(block->kind));
  bool whole = block->kind == DIXIT_RULE_LINE;
  for (uint32_t i = 0; i < block->run_count || whole; i++) {
    dixit_span span = whole ? block->span : doc->runs.items[block->first_run + i].span;
    length += (size_t)snprintf(out + length, size - length, " %.*s", (int)span_length(span), doc->text + span.start);
    whole = false;
  }
  for (size_t i = 0; i < length; i++)
    if (out[i] == '\n' || out[i] == '\r')
      out[i] = '|';
  length += (size_t)snprintf(out + length, size - length, "\n");
  return length;
}

static void check_invariants(const dixit_doc *doc)
{
  uint32_t end = 0;
  for (uint32_t i = 0; i < doc->blocks.count; i++) {
    const dixit_block *block = &doc->blocks.items[i];
    assert_true(block->span.start < block->span.end && block->span.end <= doc->length);
    if (block->parent == DIXIT_NONE)
      assert_true(block->span.start >= end);
    else
      assert_true(block->parent < i && span_contains(doc->blocks.items[block->parent].span, block->span));
    if (block->kind != DIXIT_LIST && block->kind != DIXIT_LIST_ITEM)
      end = block->span.end;
    for (uint32_t r = 0; r < block->run_count; r++) {
      assert_int_equal(doc->runs.items[block->first_run + r].block, i);
      assert_true(span_contains(block->span, doc->runs.items[block->first_run + r].span));
    }
  }
}

static void check_example(const example *it)
{
  static char out[8192];
  size_t length = 0;
  dixit_doc *doc = bare_new(it->text, strlen(it->text));
  reader_plain(doc);
  check_invariants(doc);
  out[0] = '\0';
  for (uint32_t i = 0; i < doc->blocks.count; i++)
    length += dump_block(doc, &doc->blocks.items[i], out + length, sizeof out - length);
  if (strcmp(out, it->blocks) != 0)
    fail_msg("%s:\n%s\nexpected\n%s\ngot\n%s", it->why, it->text, it->blocks, out);
  bare_free(doc);
}

#define LONG_ONE \
  "The council voted on Monday to close the old bridge for repairs, which engineers said would take at least a year."
#define LONG_TWO \
  "Shop owners on both banks had asked for a footbridge while work goes on, and the mayor has promised one by June."
#define LONG_THREE \
  "A study counted nine thousand walkers a day, most of them on their way to the station or to one of the schools."

static const example paragraphs[] = {
  {"nothing", "", ""},
  {"blanks only",
   " \n"
   "\t\n"
   "\xC2\xA0\n",
   ""},
  {"one line is a paragraph, even without a full stop",
   "The bridge will close",
   "paragraph: The bridge will close\n"},
  {"one sentence with a byte order mark",
   "\xEF\xBB\xBFThe bridge will close.\n",
   "paragraph: The bridge will close.\n"},
  {"blank lines, wrapped lines",
   "The council voted on Monday to close the old bridge\n"
   "for repairs. It would take at least a year. Shop owners on\n"
   "both banks had asked for more.\n\n"
   "A study counted nine thousand walkers a day, most\n"
   "of them on their way to the station.\n",
   "paragraph: The council voted on Monday to close the old bridge|for repairs. It would take at least a year. Shop "
   "owners on|both banks had asked for more.\n"
   "paragraph: A study counted nine thousand walkers a day, most|of them on their way to the station.\n"},
  {"a wrapped line that ends with a sentence by accident",
   "It would take at least a year, the engineers said then.\n"
   "Shop owners on both banks had asked for much more time.\n",
   "paragraph: It would take at least a year, the engineers said then.|Shop owners on both banks had asked for much "
   "more time.\n"},
  {"CR LF, and CR alone",
   "It would take a year, the engineers told the\r\n"
   "council on Monday.\r\n"
   "\r\n"
   "Nobody objected.\r\rNot then.",
   "paragraph: It would take a year, the engineers told the||council on Monday.\n"
   "paragraph: Nobody objected.\n"
   "paragraph: Not then.\n"},
  {"one paragraph a line",
   LONG_ONE "\n"
   LONG_TWO "\n"
   LONG_THREE "\n",
   "paragraph: " LONG_ONE "\n"
   "paragraph: " LONG_TWO "\n"
   "paragraph: " LONG_THREE "\n"},
  {"one paragraph a line, dialogue",
   "“Is it closed?” she asked the man at the barrier.\n"
   "“Yes,” he said.\n"
   "She turned back, and nobody followed her to the other bank.\n"
   "“Good night.”\n",
   "paragraph: “Is it closed?” she asked the man at the barrier.\n"
   "paragraph: “Yes,” he said.\n"
   "paragraph: She turned back, and nobody followed her to the other bank.\n"
   "paragraph: “Good night.”\n"},
  {"both in one document",
   LONG_ONE "\n\n"
   LONG_TWO "\n"
   LONG_THREE "\n\n"
   "It was cut\n"
   "by hand here\n"
   "and there.\n",
   "paragraph: " LONG_ONE "\n"
   "paragraph: " LONG_TWO "\n"
   "paragraph: " LONG_THREE "\n"
   "paragraph: It was cut|by hand here|and there.\n"},
  {"wrapped, paragraphs told by indentation alone",
   "   The council voted on Monday to close the old bridge for\n"
   "repairs. Nobody spoke against it, and the mayor, who\n"
   "had come late, left early.\n"
   "   Shop owners had asked for a footbridge while the work\n"
   "goes on. They will get one by June.\n",
   "paragraph: The council voted on Monday to close the old bridge for|repairs. Nobody spoke against it, and the "
   "mayor, who|had come late, left early.\n"
   "paragraph: Shop owners had asked for a footbridge while the work|goes on. They will get one by June.\n"},
  {"wrapped, a sentence that leaves most of its line free ends a paragraph",
   "The council voted on Monday to close the old bridge for\n"
   "repairs.\n"
   "Shop owners had asked for a footbridge while the work\n"
   "goes on.\n",
   "paragraph: The council voted on Monday to close the old bridge for|repairs.\n"
   "paragraph: Shop owners had asked for a footbridge while the work|goes on.\n"},
  {"verse stays together",
   "He read it.\n\n"
   "Roses that nobody\n"
   "planted or named\n"
   "grow by the water\n\n"
   "Nobody came.\n",
   "paragraph: He read it.\n"
   "paragraph: Roses that nobody|planted or named|grow by the water\n"
   "paragraph: Nobody came.\n"},
};

static const example headers[] = {
  {"title, byline, date, one paragraph a line",
   "Old Bridge to Close for a Year\n"
   "Ann Lee Staff\n"
   "04/08/2025\n"
   LONG_ONE "\n"
   LONG_TWO "\n",
   "title: Old Bridge to Close for a Year\n"
   "byline: Ann Lee Staff\n"
   "byline: 04/08/2025\n"
   "paragraph: " LONG_ONE "\n"
   "paragraph: " LONG_TWO "\n"},
  {"title above one paragraph a line",
   "Old bridge to close\n"
   LONG_ONE "\n"
   LONG_TWO "\n",
   "title: Old bridge to close\n"
   "paragraph: " LONG_ONE "\n"
   "paragraph: " LONG_TWO "\n"},
  {"title and byline between blank lines",
   "Is the old bridge safe?\n\n"
   "By ANN LEE and Tom Roe, The Daily Example\n\n"
   "Updated 3 May 2024, 10:30 a.m.\n\n"
   LONG_ONE "\n",
   "title: Is the old bridge safe?\n"
   "byline: By ANN LEE and Tom Roe, The Daily Example\n"
   "byline: Updated 3 May 2024, 10:30 a.m.\n"
   "paragraph: " LONG_ONE "\n"},
  {"a title in two lines",
   "Old bridge to close for a year,\n"
   "and nobody knows why\n\n"
   "It is closed.\n",
   "title: Old bridge to close for a year,|and nobody knows why\n"
   "paragraph: It is closed.\n"},
  {"a byline without a title",
   "By Ann Lee\n\n"
   "It is closed.\n",
   "byline: By Ann Lee\n"
   "paragraph: It is closed.\n"},
  {"a date in another language",
   "Die alte Brücke\n\n"
   "3. März 2024\n\n"
   "Sie ist zu.\n",
   "title: Die alte Brücke\n"
   "byline: 3. März 2024\n"
   "paragraph: Sie ist zu.\n"},
  {"a first line that is a sentence is no title",
   "The bridge is closed.\n\n"
   "Nobody knows why.\n",
   "paragraph: The bridge is closed.\n"
   "paragraph: Nobody knows why.\n"},
  {"nor is one that only breaks",
   "The bridge that was closed\n"
   "in May is open again.\n",
   "paragraph: The bridge that was closed|in May is open again.\n"},
  {"dialogue is no title",
   "“Is it closed?”\n\n"
   "He nodded.\n",
   "paragraph: “Is it closed?”\n"
   "paragraph: He nodded.\n"},
  {"no prose, no title",
   "Ann Lee\n\n"
   "Tom Roe\n",
   "paragraph: Ann Lee\n"
   "paragraph: Tom Roe\n"},
  {"datelines",
   "ROME, May 3 (XYZ) — The old bridge was closed on Monday.\n\n"
   "RENO, Nev. - The river has risen again since.\n\n"
   "Wien (xyz) – Die Brücke ist seit Montag zu.\n",
   "byline: ROME, May 3 (XYZ) —\n"
   "paragraph: The old bridge was closed on Monday.\n"
   "byline: RENO, Nev. -\n"
   "paragraph: The river has risen again since.\n"
   "byline: Wien (xyz) –\n"
   "paragraph: Die Brücke ist seit Montag zu.\n"},
  {"no datelines",
   "UNESCO — the agency for culture — paid for it.\n\n"
   "The mayor (an engineer) left — She was angry at everyone.\n\n"
   "IT WAS OVER. He left - She stayed for another year.\n",
   "paragraph: UNESCO — the agency for culture — paid for it.\n"
   "paragraph: The mayor (an engineer) left — She was angry at everyone.\n"
   "paragraph: IT WAS OVER. He left - She stayed for another year.\n"},
};

static const example structure[] = {
  {"a heading stands between paragraphs",
   "It is closed.\n\n"
   "What happened in 1999\n\n"
   "It was closed then.\n",
   "paragraph: It is closed.\n"
   "heading: What happened in 1999\n"
   "paragraph: It was closed then.\n"},
  {"two in a row",
   "It is closed.\n\n"
   "II\n\n"
   "The Flood\n\n"
   "It was closed then.\n",
   "paragraph: It is closed.\n"
   "heading: II\n"
   "heading: The Flood\n"
   "paragraph: It was closed then.\n"},
  {"three are a list of something",
   "They came.\n\n"
   "Ann Lee\n\n"
   "Tom Roe\n\n"
   "Eve Low\n\n"
   "They left.\n",
   "paragraph: They came.\n"
   "paragraph: Ann Lee\n"
   "paragraph: Tom Roe\n"
   "paragraph: Eve Low\n"
   "paragraph: They left.\n"},
  {"a question is prose; so is what stands behind a colon, and the last line",
   "Tell us:\n\n"
   "Closed for good\n\n"
   "It was closed.\n\n"
   "Why?\n\n"
   "The end\n",
   "paragraph: Tell us:\n"
   "paragraph: Closed for good\n"
   "paragraph: It was closed.\n"
   "paragraph: Why?\n"
   "paragraph: The end\n"},
  {"headings in one paragraph a line",
   LONG_ONE "\n"
   "The flood\n"
   LONG_TWO "\n"
   LONG_THREE "\n",
   "paragraph: " LONG_ONE "\n"
   "heading: The flood\n"
   "paragraph: " LONG_TWO "\n"
   "paragraph: " LONG_THREE "\n"},
  {"a list with wrapped items",
   "They want:\n"
   "- a footbridge that is open all night\n"
   "  and lit,\n"
   "- a ferry\n\n"
   "They will get it.\n",
   "paragraph: They want:\n"
   "list:\n"
   " list-item:\n"
   "  paragraph: a footbridge that is open all night|  and lit,\n"
   " list-item:\n"
   "  paragraph: a ferry\n"
   "paragraph: They will get it.\n"},
  {"numbers that count",
   "1. Close it.\n"
   "2. Mend it.\n\n"
   "3. Open it.\n",
   "list:\n"
   " list-item:\n"
   "  paragraph: Close it.\n"
   " list-item:\n"
   "  paragraph: Mend it.\n"
   " list-item:\n"
   "  paragraph: Open it.\n"},
  {"numbers that do not",
   "12. May is the date.\n\n"
   "14. June is not.\n",
   "paragraph: 12. May is the date.\n"
   "paragraph: 14. June is not.\n"},
  {"one mark alone",
   "It is closed.\n\n"
   "- for good, they say.\n",
   "paragraph: It is closed.\n"
   "paragraph: - for good, they say.\n"},
  {"rules",
   "It is closed.\n"
   "---\n"
   "Ann Lee is a reporter.\n\n"
   "*   *   *\n\n"
   "———\n",
   "paragraph: It is closed.\n"
   "rule-line: ---\n"
   "paragraph: Ann Lee is a reporter.\n"
   "rule-line: *   *   *\n"
   "rule-line: ———\n"},
};

static void check_examples(const example *examples, size_t count)
{
  for (size_t i = 0; i < count; i++)
    check_example(&examples[i]);
}

static void paragraphs_come_out(void **state)
{
  (void)state;
  check_examples(paragraphs, COUNT_OF(paragraphs));
}

static void headers_come_out(void **state)
{
  (void)state;
  check_examples(headers, COUNT_OF(headers));
}

static void structure_comes_out(void **state)
{
  (void)state;
  check_examples(structure, COUNT_OF(structure));
}

static bool is_blank(uint32_t code)
{
  return code == 0xFEFF || utf8_classify(code) == UTF8_BLANK;
}

/* Between blocks there are blanks, nothing else. */
static void check_nothing_is_lost(const dixit_doc *doc)
{
  uint32_t at = 0;
  for (uint32_t i = 0; i <= doc->blocks.count; i++) {
    uint32_t start = i < doc->blocks.count ? doc->blocks.items[i].span.start : doc->length;
    while (at < start) {
      utf8_char c = utf8_decode(doc->text, doc->length, at);
      assert_true(is_blank(c.code));
      at += c.length;
    }
    if (i < doc->blocks.count && doc->blocks.items[i].kind != DIXIT_LIST)
      at = doc->blocks.items[i].span.end > at ? doc->blocks.items[i].span.end : at;
  }
}

/* Any bytes give blocks in order that hold all of them but the blanks. */
static void any_bytes_survive(void **state)
{
  (void)state;
  static char text[200 * HARD_PIECE_BYTES];
  uint64_t seed = 11;
  for (int run = 0; run < 3000; run++) {
    size_t length = hard_text(&seed, text, 1 + hard_random(&seed) % 80);
    dixit_doc *doc = bare_new(text, length);
    reader_plain(doc);
    check_invariants(doc);
    check_nothing_is_lost(doc);
    bare_free(doc);
  }
}

typedef struct detection {
  const char *name;
  const char *text;
  uint32_t format;
} detection;

static void formats_are_detected(void **state)
{
  (void)state;
  static const detection detections[] = {
    {"a.txt", "# One\n\n**two** [x](http://y)", DIXIT_PLAIN},
    {"a.MD", "words", DIXIT_MARKDOWN},
    {"README.markdown", "", DIXIT_MARKDOWN},
    {"a.md/b", "words", DIXIT_PLAIN},
    {NULL, "", DIXIT_PLAIN},
    {NULL, "Words, and **more** words.", DIXIT_PLAIN},
    {NULL, "# One of us\n\nWords.", DIXIT_PLAIN},
    {NULL, "#hashtag\n#another\n[1] is a number", DIXIT_PLAIN},
    {NULL, "# One\n\nWords [here](https://example.org).", DIXIT_MARKDOWN},
    {NULL, "\xEF\xBB\xBF# One\r\n\r\nWords[^1].\r\n\r\n[^1]: A note.", DIXIT_MARKDOWN},
    {NULL, "---\ntitle: One\n---\nWords.", DIXIT_MARKDOWN},
    {NULL, "+++\ntitle = \"One\"\n+++\nWords.", DIXIT_MARKDOWN},
    {NULL, "---\nWords.\n---\n", DIXIT_PLAIN},
    {NULL, "---\ntitle: never closed\n", DIXIT_PLAIN},
    {"notes", "```\ncode\n```\n\n## Two\n", DIXIT_MARKDOWN},
  };
  for (size_t i = 0; i < COUNT_OF(detections); i++)
    assert_int_equal(reader_detect(detections[i].name, text_from(detections[i].text)), detections[i].format);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(paragraphs_come_out), cmocka_unit_test(headers_come_out),  cmocka_unit_test(structure_comes_out),
    cmocka_unit_test(any_bytes_survive),   cmocka_unit_test(formats_are_detected),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
