/* The Markdown reader beyond CommonMark: prose and citations of small texts, and what must hold for any bytes. */
#include "reading.h"

#include <string.h>

static const reading samples[] = {
  {"front matter is no prose", "---\ntitle: A \"day\"\n---\nWords.", "Words.", ""},
  {"a comment may stand before it", "<!-- x -->\n\n---\ntitle: A day\n---\nWords.", "Words.", NULL},
  {"TOML too", "+++\ntitle = 'x'\n+++\nWords.", "Words.", NULL},
  {"two rules around words without a colon are no front matter", "---\n\nWords\n\n---\n\nMore.", "Words|More.", NULL},
  {"byte order mark", "\xEF\xBB\xBF# Title", "Title", NULL},
  {"line ends of all sorts", "one\r\ntwo\rthree\n\r\nfour", "one two three|four", NULL},
  {"a quotation's marks are no prose, lazy lines are", "> one\n> two\nthree", "one two three", NULL},
  {"an alert is no quotation but its words are prose", "> [!NOTE]\n> Mind the gap.", "Mind the gap.", NULL},
  {"task boxes", "- [x] done\n- [ ] open", "done|open", NULL},
  {"cells of a table are blocks", "| a | *b* |\n|---|:-:|\n| c\\|d | `e` |\n\nEnd.", "a|b|c|d|#|End.", NULL},
  {"a table after words", "Words\na | b\n- | -\n1 | 2", "Words|a|b|1|2", NULL},
  {"a rule under words with a bar is a heading", "a | b\n---", "a | b", NULL},
  {"attributes of headings, spans and code", "# Title {#id .class}\n\n[words]{.small} `x`{.c}", "Title|words #", NULL},
  {"fenced divs and kramdown lines are markup", "::: {.note}\nWords.\n:::\n\n{: .class}\nMore.", "Words.|More.", NULL},
  {"emphasis in a word", "un*frigging*believable snake_case_name", "unfriggingbelievable snake_case_name", NULL},
  {"struck out words keep their letters", "~~gone~~ ~one~ and H~2~O, x^2^", "gone one and H2O, x2", NULL},
  {"about signs", "~100 to ~200", "~100 to ~200", NULL},
  {"entities and escapes", "&ldquo;Hi&rdquo; &#8212; &nosuch; \\*a\\* AT&T",
   "\xE2\x80\x9CHi\xE2\x80\x9D \xE2\x80\x94 &nosuch; *a* AT&T", NULL},
  {"an entity of two characters", "&ngE;", "\xE2\x89\xA7\xCC\xB8", NULL},
  {"hard breaks, and a break tag", "one  \ntwo\\\nthree<br/>four", "one two three four", NULL},
  {"text inside inline tags is prose, comments are not", "a <b title='\"'>bold</b> <!-- x --> end", "a bold  end",
   NULL},
  {"HTML blocks are none", "<div>\nwords\n</div>\n\nWords.", "Words.", NULL},
  {"mathematics takes a noun's place", "Let $x_1 > 2$ and $$y$$ be.", "Let # and # be.", NULL},
  {"money is no mathematics", "It cost $5 in New York and 6 in US$ there, $7 here.",
   "It cost $5 in New York and 6 in US$ there, $7 here.", NULL},
  {"displayed mathematics is a block", "Words:\n\n$$\nx = 1\n$$\n\nMore.", "Words:|More.", NULL},
  {"template tags", "See {{ site.name }} {% include x %}{{< ref \"a\" >}}now.", "See # now.", NULL},
  {"a highlighted block of a template is code", "{% highlight c %}\n\nint x;\n{% endhighlight %}\n\nWords.", "Words.",
   NULL},
  {"an unclosed comment swallows the rest, as in CommonMark", "a\n\n<!-- open\n\nb", "a", NULL},

  {"a link's words are prose, its target is a citation", "[the *report*](http://a.org \"t\")", "the report",
   "link http://a.org"},
  {"links of the three sorts by label", "[a][B] [b][] [b]\n\n[b]: http://x.org", "a b b",
   "reference-link B 0;reference-link b 0;reference-link b 0"},
  {"labels fold case and blanks", "[a][TOP  Secret]\n\n> [top\n> secret]: /x", "a", "reference-link TOP  Secret 0"},
  {"a link nobody defines is text and leaves a citation", "see [the report][nope] here",
   "see [the report][nope] here", "reference-link nope"},
  {"brackets in prose are no links", "He said [sic] a[i][j] that.", "He said [sic] a[i][j] that.", ""},
  {"images have no words", "![alt *text*](a.png) end", "# end", ""},
  {"bare links end before punctuation", "(see http://a.org/b_(c)). www.b.org, https://c.org/\xE2\x80\x9D",
   "(see @0). @1, @2\xE2\x80\x9D",
   "url http://a.org/b_(c);url www.b.org;url https://c.org/"},
  {"links in pointed brackets; addresses are no citations", "<http://a.org> <a@b.org> a.b@c.org", "@0 # #",
   "url http://a.org"},
  {"a bare link as a link's words", "[http://a.org](http://a.org)", "@0", "link http://a.org"},

  {"a footnote, its paragraphs and its code", "Words.[^n]\n\n[^n]: One.\n\n    Two.\n\n        code\n\nEnd.",
   "Words.@0|One.|Two.|End.", "footnote n 0"},
  {"an undefined footnote points nowhere", "Words[^x].", "Words@0.", "footnote x"},
  {"an inline note is read after its paragraph", "A^[one *note*, ^[inside] more] b\n\nc",
   "A@0 b|one note, @1 more|inside|c",
   "inline-note one *note*, ^[inside] more 0;inline-note inside 1"},
  {"a footnote after a link's words", "[see this][^1]\n\n[^1]: x", "[see this]@0|x", "footnote 1 0"},

  {"citations in brackets, one each", "Words [see @a, p. 3; also -@b:c, pp. 4--5].", "Words @0@1.",
   "key a (p. 3);key b:c (pp. 4--5)"},
  {"citations in the text", "@doe99 [p. 33] says; [@x].", "@0 says; @1.", "key doe99 (p. 33);key x"},
  {"keys in braces", "[@{https://a.org/b c}]", "@0", "key https://a.org/b c"},
  {"a key ends before punctuation", "[@a.b.] [@c/d:e]", "@0 @1", "key a.b;key c/d:e"},
  {"names on a network are text", "Ask @jane or mail me@x.", "Ask @jane or mail me@x.", ""},
  {"but citations where the front matter has a bibliography", "---\nbibliography: a.bib\n---\nAsk @jane.", "Ask @0.",
   "key jane"},
  {"a key in a link is its words", "[@jane](http://a.org)", "@jane", "link http://a.org"},
  {"cross-references are no citations", "See \\@ref(fig:x), @fig:y and [@tbl:z], @sec-a, @wrn-b, @apx-c; not @app-d.",
   "See #, # and [#], #, #, #; not @0.", "key app-d"},
  {"roles of MyST", "So {cite}`a, b` and {cite:t}`c`; {ref}`the kiln <k>`, {ref}`k`, H{sub}`2`O, {math}`x`.",
   "So @0@1 and @2; the kiln, #, H2O, #.", "key a;key b;key c"},
  {"directives of MyST: prose in fences, options, targets",
   "(fire)=\n# Fire\n\n```{note}\n:class: x\nMind the *gap*.\n```\n\n```{code-block} c\nint x;\n```\n\nEnd.",
   "Fire|Mind the gap.|End.", ""},
  {"quotations of MyST",
   "```{epigraph}\n:class: x\nWe *had* no choice.\n\n- One\n\n-- Ida\n```\nEnd.\n\n- ```{pull-quote}\n  Fire.\n\nNext.",
   "We had no choice.|One|-- Ida|End.|Fire.|Next.", ""},
  {"tags of Manubot", "Words [@tag:x].\n\n[@tag:x]: doi:10.1/2", "Words @0.", "key tag:x 0"},
};

static void test_samples(void **state)
{
  check_readings(*state, DIXIT_MARKDOWN, samples, COUNT_OF(samples));
}

/* What Markdown is made of, so that random texts of it meet every branch. */
static const char *const pieces[] = {
  "word ", "word", " ", "  \n", "\n", "\n\n", "\r\n", "\t", "    ", "*", "**", "_", "__", "~", "~~", "`", "``", "```\n",
  "```{epigraph}\n", "```{note}\n", ":::{epigraph}\n", "~~~\n", "[", "]",
  "(", ")", "](", "][", "![", "^[", "[^", "[^1]", "[^1]: ", "[a]: b\n", "[a]", "<", ">", "<a>", "</a>", "<!--", "-->",
  "<div>\n",
  "<http://a.b>", "http://a.b/c", "www.a.b", "a@b.c", "@", "@key", "[@k, p. 3; ", ";", "-@", "@{", "}", "{", "{{", "}}",
  "{%", "%}",
  "$", "$$", "$$\n", "&amp;", "&ngE;", "&#0;", "&", "\\", "\\[", "> ", "- ", "1. ", "10) ", "# ", "===\n", "---\n", "|",
  "|-|-|\n", "- [ ] ",
  ":::\n", "{#a .b}", "{: .a}\n", "\"", "'", "\xE2\x80\x9C", "\xC3\xA9", "\xFF", "\xE2\x80", "<br>", "^2^", "~2~",
  "\\@ref(a)", "[!NOTE]",
};

static void test_any_bytes(void **state)
{
  check_any_text(*state, DIXIT_MARKDOWN, pieces, COUNT_OF(pieces), 20000);
}

/* Each request for memory fails once: the call says so or does without, and nothing leaks. */
static void test_failing_memory(void **state)
{
  static const char text[] =
      "# A {#x}\n\n> b[^1] *c* [d][e] ^[f [@g; @h]] `i` $j$\n> k\n\n- | l | m |\n  |---|---|\n\n[^1]: n\n\n[e]: o\n";
  (void)state;
  for (size_t at = 1;; at++) {
    heap memory = {.fail_at = at};
    dixit_allocator allocator = heap_allocator(&memory);
    dixit_options options = {.size = sizeof options, .allocator = &allocator};
    dixit_engine *engine = NULL;
    dixit_doc *doc = NULL;
    dixit_doc_options doc_options = {.size = sizeof doc_options, .format = DIXIT_MARKDOWN};
    dixit_status status = dixit_engine_new(&engine, &options, NULL);
    if (status == DIXIT_OK)
      status = dixit_doc_new(&doc, engine, text, sizeof text - 1, &doc_options, NULL);
    dixit_doc_free(doc);
    dixit_engine_free(engine);
    assert_int_equal(memory.blocks, 0);
    if (status == DIXIT_OK && memory.calls < at)
      return;
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_samples),
    cmocka_unit_test(test_any_bytes),
    cmocka_unit_test(test_failing_memory),
  };
  return cmocka_run_group_tests(tests, make_engine, free_engine);
}
