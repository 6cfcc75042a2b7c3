/* The reader of AsciiDoc: prose, citations and blocks of small texts, and what must hold for any bytes. */
#include "reading.h"

static const reading samples[] = {
  {"the head of a document",
  "= The _kiln_\nIda Brandt <ida@a.org>\nv1.0, 1901\n:toc: left\n\n== Fire ==\nWords\nof it.",
   "The kiln|Ida Brandt <ida@a.org>|Fire|Words of it.", ""},
  {"titles with a line below", "Kiln\n====\n\nFire\n----\n\nWords.", "Kiln|Fire|Words.", ""},
  {"marks of format", "A *b* _c_ `d` #e# and a**b**c, 2 * 3 * 4, a_b_c, [.x]#f#.",
   "A b c # e and abc, 2 * 3 * 4, a_b_c, f.", ""},
  {"curved marks", "\"`One`\" and '`two`'.", "\xE2\x80\x9COne\xE2\x80\x9D and \xE2\x80\x98two\xE2\x80\x99.", ""},
  {"raised and lowered", "H~2~O, x^2^, ~ about", "H2O, x2, ~ about", ""},
  {"links", "http://a.org[the *report*], link:b.html[b], https://c.org, see <<fire,below>> and xref:x[there].",
   "the report, b, @2, see below and there.", "link http://a.org;link b.html;url https://c.org;link fire;link x"},
  {"works",
 
  "So <<brandt>> and <<ruiz, Ruiz>>.\n\n[bibliography]\n== Works\n\n* [[[brandt]]] Ida: The kiln.\n* [[[ruiz,2]]] "
  "Arturo.",
   "So @0 and Ruiz.|Works|Ida: The kiln.|Arturo.", "key brandt 0;key ruiz 1"},
  {"works of asciidoctor-bibtex", "So cite:[a(12),b] and citenp:[c].", "So @0@1 and @2.", "key a (12);key b;key c"},
  {"footnotes", "One.footnote:[Two *b*.] Three.footnote:x[Four.] Five.footnote:x[] Six.footnoteref:[y,Seven.]",
  "One.@0 Three.@1 Five.@2 Six.@3|Two b.|Four.|Seven.",
   "inline-note Two *b*. 0;footnote x 1;footnote x 1;footnote y 2"},
  {"what is no prose",
 
  "// comment\n////\nmore\n////\n[source,c]\n----\nint *x;\n----\n\n[source]\ncode here\n\nWords.\n\n "
  "literal\n\n++++\nx\n++++",
   "Words.", ""},
  {"attributes and characters", "A {name}{nbsp}b &mdash; c +\nd", "A #\xC2\xA0" "b \xE2\x80\x94 c  d", ""},
  {"escapes", "\\*a* and \\{b}", "*a* and {b}", ""},
  {"admonitions", "NOTE: Mind the gap.\n\n[WARNING]\n====\nMore.\n====", "Mind the gap.|More.", ""},
  {"a table", "|===\n|a |*b*\n\n2+|c\nd a|e\n|===\nEnd.", "a|b|c d|e|End.", ""},
  {"lists", "* a\nb\n** c\n* [x] d\n. e\n\n1. f", "a b|c|d|e|f", ""},
  {"terms", "kiln:: an oven\nfire::\n  hot", "kiln|an oven|fire|hot", ""},
  {"index terms", "A ((kiln)) and (((fire, old)))smoke.", "A kiln and smoke.", ""},
  {"conditions", "One.\nifdef::a[]\nTwo.\nendif::[]\nifndef::b[Three.]\nifeval::[1 == 1]\nFour.\nendif::[]",
   "One.|Two.|Three.|Four.", ""},
  {"signs without partner", "<<a [[b ((c {d \"`e footnote:[f", "<<a [[b ((c {d \"`e footnote:[f", ""},
};

static const outline_reading outlines[] = {
  {"quotations with who said so", "[quote, Ida Brandt, The kiln]\n____\nWe had.\n\nNo choice.\n____\nEnd.",
   "0 caption;0 block-quote;1 paragraph;1 paragraph;0 paragraph"},
  {"a paragraph quoted", "[quote]\nWe had.\n\nEnd.", "0 block-quote;1 paragraph;0 paragraph"},
  {"words in marks, signed", "\"We had\nno choice.\"\n-- Ida\n\nEnd.",
   "0 block-quote;1 paragraph;1 paragraph;0 paragraph"},
  {"a quotation as in Markdown", "> We had\n> no choice.\n>\n> None.\n> -- Ida\n\nEnd.",
   "0 block-quote;1 paragraph;1 paragraph;1 paragraph;0 paragraph"},
  {"lists nest by marker", "* a\n** b\n* c\n+\nd\n\ne",
   "0 list;1 list-item;2 paragraph;2 list;3 list-item;4 paragraph;1 list-item;2 paragraph;2 paragraph;0 paragraph"},
  {"code, rules, titles of blocks", ".A\n----\na\n----\n\n'''\n", "0 caption;0 code;0 rule-line"},
  {"a fence that never closes", "----\na\n\nb", "0 code"},
  {"blocks in blocks", "====\na\n\n____\nb\n____\n====\nc", "0 paragraph;0 block-quote;1 paragraph;0 paragraph"},
};

static const char *const pieces[] = {
  "word ", "\n", "\n\n", "*", "**", "_", "`", "#", "^", "~", "\"`", "`\"", "'`", "`'", "<<a>>", "<<", ">>", ",", "[",
  "]", "[[a]]", "[[[a]]]", "((", "))", "(((", ")))", "{a}", "{", "}", "&amp;", "&", "+", " +\n", "+++", "\\",
  "footnote:[", "footnote:a[", "footnoteref:[a,b]", "cite:[a(1),b]", "link:a[", "http://a.b ", "http://a.b[",
  "xref:a[]", "image:a[]", "\n= ", "\n== ", "\n====\n", "\n----\n", "\n____\n", "\n--\n", "\n////\n", "\n```\n",
  "\n|===\n", "\n|a |b", "2+|", "\n* ", "\n** ", "\n. ", "\n1. ", "\na:: ", "\n+\n", "\n:a: b", "\n[quote, a]\n",
  "\n[source]\n", "\n.A", "\nNOTE: ", "\ninclude::a[]", "\n\"a\"\n-- b", "\n  a", "\xC3\xA9", "\xFF", "\r\n", "\t",
};

static const detection detections[] = {
  {"= Kiln\n:toc:\n\n== Fire\n\nWords.footnote:[a]\n", DIXIT_ASCIIDOC},
  {"== One\n", DIXIT_PLAIN},
};

static const named_file files[] = {{"a.bib", DIXIT_FILE_BIBLIOGRAPHY}, {"b.adoc", DIXIT_FILE_INCLUDED}};

int main(void)
{
  const reader_examples examples = {
    .format = DIXIT_ASCIIDOC,
    .samples = samples,
    .sample_count = COUNT_OF(samples),
    .outlines = outlines,
    .outline_count = COUNT_OF(outlines),
    .pieces = pieces,
    .piece_count = COUNT_OF(pieces),
    .detections = detections,
    .detection_count = COUNT_OF(detections),
    .naming_text = ":bibtex-file: a.bib\n\ninclude::b.adoc[]\n",
    .files = files,
    .file_count = COUNT_OF(files),
  };
  return run_reader_tests(&examples);
}
