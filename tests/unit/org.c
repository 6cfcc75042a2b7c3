/* The reader of Org: prose, citations and blocks of small texts, and what must hold for any bytes. */
#include "reading.h"

static const reading samples[] = {
  {"headlines without what is not theirs",
  "* TODO [#A] The /kiln/ :fire:old:\nSCHEDULED: <2015-03-21 Sat>\nWords\nof it.\n** DONE Fire",
   "The kiln|Words of it.|Fire", ""},
  {"emphasis", "A *b* /c/ _d_ +e+ ~f~ =g= and a*b*c, 2 * 3 * 4.", "A b c d e # # and a*b*c, 2 * 3 * 4.", ""},
  {"paths and words with underlines", "In /usr/local and a_b or _x.", "In /usr/local and a_b or _x.", ""},
  {"links",
  "See [[http://a.org][the *report*]], [[http://b.org]], <https://c.org>, http://d.org/e and [[kiln][words]].",
   "See the report, @1, @2, @3 and words.", "link http://a.org;link http://b.org;url https://c.org;url http://d.org/e"},
  {"places and files", "See [[*Fire]] and [[file:a.org]] and [[#x]].", "See *Fire and # and #.", ""},
  {"footnotes", "One[fn:1] two[fn::Three.] four[fn:b:Five.] six[fn:b].\n\n[fn:1] Seven\neight.\n\nNine.\n\n\nEnd.",
  "One@0 two@1 four@2 six@3.|Three.|Five.|Seven eight.|Nine.|End.",
   "footnote 1 2;inline-note Three. 0;footnote b 1;footnote b 1"},
  {"citations", "So [cite:@a] and [cite/t:see @b p. 3; also @c, ch. 2].", "So @0 and @1@2.",
   "key a;key b (p. 3);key c (ch. 2)"},
  {"citations of org-ref", "So cite:a,b and citep:&c.", "So @0@1 and @2.", "key a;key b;key c"},
  {"what is no prose",
  "#+OPTIONS: x\n# comment\n:PROPERTIES:\n:ID: a\n:END:\n#+BEGIN_SRC c\nint *x;\n#+END_SRC\n: fixed\nWords.\n-----",
   "Words.", ""},
  {"titles and captions", "#+TITLE: The kiln\n#+CAPTION: A kiln.\n[[file:a.png]]", "The kiln|A kiln.|#", ""},
  {"tables", "| a | *b* |\n|---+-----|\n| c |  |\n\nEnd.", "a|b|c|End.", ""},
  {"lists with boxes and terms", "- [ ] one\n- kiln :: an oven\n1. [@3] two\n", "one|kiln|an oven|two", ""},
  {"mathematics, macros, stamps, snippets", "$x$ \\(y\\) {{{m(a)}}} [2015-03-21 Sat] @@html:<b>@@ 5$ and 6$.",
   "# # # # 5$ and 6$.", ""},
  {"an equation stands alone", "Let\n\\begin{align}\nx\n\\end{align}\nbe.", "Let|be.", ""},
  {"entities and line breaks", "na\\iuml{}ve \\mdash{} caf\\eacute \\\\\nEnd.", "na#ve \xE2\x80\x94 caf\xC3\xA9  End.",
   ""},
  {"brackets without partner", "[fn: [[a [cite: <a", "[fn: [[a [cite: <a", ""},
};

static const outline_reading outlines[] = {
  {"lists by indentation", "- a\n  b\n  - c\n\n  d\n- e\nEnd.",
   "0 list;1 list-item;2 paragraph;2 list;3 list-item;4 paragraph;2 paragraph;1 list-item;2 paragraph;0 paragraph"},
  {"quotations", "He wrote:\n#+begin_quote\nWe had.\n\n-- Ida\n#+end_quote\nEnd.",
   "0 paragraph;0 block-quote;1 paragraph;1 paragraph;0 paragraph"},
  {"a quotation that never ends", "#+begin_quote\nWe had.", "0 paragraph"},
  {"a footnote ends with two blank lines", "[fn:1] a\n\nb\n\n\nc", "0 footnote;1 paragraph;1 paragraph;0 paragraph"},
  {"code, rules, drawers", "#+begin_src\na\n#+end_src\n-----\n:A:\n:END:", "0 code;0 rule-line;0 front-matter"},
};

static const char *const pieces[] = {
  "word ", "\n", "\n\n", "\n\n\n", "\n* ", "\n** TODO ", "*", "/", "_", "+", "~", "=", "[[", "]]", "][", "[", "]",
  "[fn:1]", "[fn::", "[fn:a:", "\n[fn:1] ", "[cite:@a; @b]", "[cite:", "@", ";", "cite:a,b", "http://a.b ", "<", ">",
  "<http://a>", "<<a>>", "[2015-03-21]", "\n- ", "\n  - ", "\n1. ", "\n- [ ] ", " :: ", "\n| a | b |", "\n|-", "\n: a",
  "\n#+begin_quote\n", "\n#+end_quote\n", "\n#+begin_src\n", "\n#+end_src\n", "\n#+TITLE: a", "\n# a", "\n:A:\n",
  "\n:END:\n", "\n\\begin{a}\n", "\n\\end{a}\n", "\\alpha", "\\\\\n", "\\(", "\\)", "$a$", "$", "{{{", "}}}", "@@",
  "\n-----\n", "\xC3\xA9", "\xFF", "\r\n", "\t",
};

static const detection detections[] = {
  {"#+TITLE: Kiln\n\n* Fire\n** Smoke\nSee [[http://a.org][this]].\n", DIXIT_ORG},
  {"* One\n* Two\n", DIXIT_PLAIN},
};

static const named_file files[] = {{"a.bib", DIXIT_FILE_BIBLIOGRAPHY}, {"b c.org", DIXIT_FILE_INCLUDED}};

int main(void)
{
  const reader_examples examples = {
    .format = DIXIT_ORG,
    .samples = samples,
    .sample_count = COUNT_OF(samples),
    .outlines = outlines,
    .outline_count = COUNT_OF(outlines),
    .pieces = pieces,
    .piece_count = COUNT_OF(pieces),
    .detections = detections,
    .detection_count = COUNT_OF(detections),
    .naming_text = "#+bibliography: a.bib\n#+INCLUDE: \"b c.org\" :lines 1-2\n",
    .files = files,
    .file_count = COUNT_OF(files),
  };
  return run_reader_tests(&examples);
}
