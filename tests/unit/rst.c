/* The reader of reStructuredText: prose, citations and blocks of small texts, and what must hold for any bytes. */
#include "reading.h"

static const reading samples[] = {
  {"titles, with signs above and without", "=====\nKiln\n=====\n\nFire\n----\nWords\nof it.",
   "Kiln|Fire|Words of it.", ""},
  {"inline markup", "A *b* **c** ``d *e*`` `f` and :sub:`g`.", "A b c # f and g.", ""},
  {"what is no markup", "2 * 3 * 4, a*b*c, \"*\", `, * and **", "2 * 3 * 4, a*b*c, \"*\", `, * and **", ""},
  {"escapes", "\\*a\\* thread\\ s \\\\", "*a* threads \\", ""},
  {"roles", ":ref:`the kiln <kiln>` :ref:`kiln` :py:func:`f` :math:`x` `y`:strong:", "the kiln # # # y", ""},
  {"links",
  "`The report <http://a.org>`_, `more`_, kiln_ and https://b.org/c.\n\n.. _more: http://c.org\n.. _kiln: /d",
  "The report, more, kiln and @3.",
   "link http://a.org;reference-link more 0;reference-link kiln 1;url https://b.org/c"},
  {"a link to a title", "See `Fire`_.\n\nFire\n====\n", "See Fire.|Fire", "link Fire"},
  {"footnotes",
  "One [1]_ two [#a]_ three [#]_.\n\n.. [1] First\n   note.\n.. [#a] Second.\n\n   More.\n.. [#] Third.\n\nEnd.",
   "One @0 two @1 three @2.|First note.|Second.|More.|Third.|End.", "footnote 1 0;footnote #a 1;inline-note # 2"},
  {"notes without a name have marks in order",
   "A [#]_ b [*]_ c [#]_ d [*]_ e [#]_.\n\n.. [#] One\n.. [#] Two\n.. [*] Star",
   "A @0 b @1 c @2 d @3 e @4.|One|Two|Star",
   "inline-note # 0;inline-note * 2;inline-note # 1;inline-note *;inline-note #"},
  {"works", "So [Brandt1901]_ says.\n\n.. [Brandt1901] Ida Brandt, *The kiln*.", "So @0 says.|Ida Brandt, The kiln.",
   "key Brandt1901 0"},
  {"works of sphinxcontrib-bibtex", "So :cite:p:`a,b` and :cite:t:`c`.", "So @0@1 and @2.", "key a;key b;key c"},
  {"substitutions", "The |name| and |other|_.\n\n.. |name| replace:: kiln\n.. |other| image:: a.png", "The # and #.",
   ""},
  {"comments", "One.\n\n.. a comment\n   goes on\n\n..\n   and this\n\nTwo.", "One.|Two.", ""},
  {"code",
   "Run::\n\n  a *b*\n\n  c\n\nThen ::\n\n> d\n> e\n\n"
  ".. code-block:: c\n   :linenos:\n\n   int x;\n\nEnd.\n\n>>> f()\ng",
   "Run:|Then|End.", ""},
  {"admonitions, titles, options", ".. note:: Mind\n   the gap.\n\n.. topic:: Kiln\n   :class: x\n\n   Words.",
   "Mind the gap.|Kiln|Words.", ""},
  {"figures", ".. figure:: a.png\n   :alt: b\n\n   A kiln.\n\n   Legend.\n", "A kiln.|Legend.", ""},
  {"what the document says of itself", "Kiln\n====\n\n:Author: Ida\n:Date: 1901\n\nWords.", "Kiln|Words.", ""},
  {"fields elsewhere", "Words.\n\n:param x: the kiln\n:returns: fire\n  and smoke", "Words.|the kiln|fire and smoke",
   ""},
  {"a name is no item of a list", "A. Brandt was\nthere.\n\nA. one\nB. two\n", "A. Brandt was there.|one|two", ""},
  {"a simple table", "=====  =====\na      b\n=====  =====\nc d    *e*\nf      g h i\n=====  =====\n\nEnd.",
   "a|b|c d|e|f|g h i|End.", ""},
  {"a grid", "+---+---+\n| a | b |\n+===+===+\n| c | *d* |\n+---+---+\n\nEnd.", "a|b|c|d|End.", ""},
  {"values with commas between",
   ".. csv-table:: Kilns [1]_\n   :header: a, b\n\n   \"c, d [1]_\", e\n   f\n\nEnd.\n\n.. [1] Note.",
   "Kilns @0|c, d @1|e|f|End.|Note.", "footnote 1 0;footnote 1 0"},
  {"verses", "| One\n| two\n\nEnd.", "One|two|End.", ""},
};

static const outline_reading outlines[] = {
  {"levels of titles", "=\nA\n=\n\nB\n=\n\nC\n-\n\nD\n=\n", "0 heading;0 heading;0 heading;0 heading"},
  {"lists in lists", "- a\n\n  b\n\n  - c\n- d\n\n1. e\n2. f\n\nEnd.",
   "0 list;1 list-item;2 paragraph;2 paragraph;2 list;3 list-item;4 paragraph;1 list-item;2 paragraph;"
   "0 list;1 list-item;"
   "2 paragraph;1 list-item;2 paragraph;0 paragraph"},
  {"a quotation, signed", "He wrote:\n\n   We had no choice.\n\n   -- Ida\n\nEnd.",
   "0 paragraph;0 block-quote;1 paragraph;1 paragraph;0 paragraph"},
  {"an epigraph", ".. epigraph::\n\n   We had.\n\n   -- Ida\n\nEnd.",
   "0 block-quote;1 paragraph;1 paragraph;0 paragraph"},
  {"definitions", "kiln\n  An oven.\n\n  More.\nfire\n  Hot.\n\nEnd.",
   "0 paragraph;0 list;1 list-item;2 paragraph;2 paragraph;0 paragraph;0 list;1 list-item;2 paragraph;0 paragraph"},
  {"a rule, a table, a footnote", "a\n\n----\n\n+-+\n|b|\n+-+\n\n.. [1] c\n",
   "0 paragraph;0 rule-line;0 table;1 table-cell;0 footnote;1 paragraph"},
  {"an item without words", "-\n\n- a\n", "0 list;1 list-item;1 list-item;2 paragraph"},
};

static const char *const pieces[] = {
  "word ", "\n", "\n\n", "\n  ", "\n    ", "*", "**", "`", "``", "_", "__", "|", ":", "::", "::\n\n   ", "[1]_", "[#]_",
  "[a]_", "\n.. [1] ", "\n.. [a] ", "\n.. _a: b", "\n.. note:: ", "\n.. code::\n\n", "\n.. figure:: a\n\n   ",
  "\n.. epigraph::\n\n  ", "\n.. ", "\n..\n", "\n- ", "\n* ", "\n1. ", "\n(a) ", "\n:a: b", "\n====", "\n----\n",
  "\n==  ==\n", "\na   b\n", "\n+--+\n", "\n| a | b |", "\n>>> a", ":ref:`", ":cite:`a,b`", "`a <b>`_", "`a`_", "a_",
  "\\", "\\ ", "http://a.b ", "\xC3\xA9", "\xFF", "\t", "\r\n", "-- ", "\n__ a\n",
};

static const detection detections[] = {
  {"Kiln\n====\n\nSee `this <http://a.org>`_ [1]_.\n\n.. [1] A note.\n", DIXIT_RST},
  {"One.\n\nTwo.", DIXIT_PLAIN},
};

static const named_file files[] = {
  {"a.bib", DIXIT_FILE_BIBLIOGRAPHY}, {"b.bib", DIXIT_FILE_BIBLIOGRAPHY}, {"c.rst", DIXIT_FILE_INCLUDED}};

int main(void)
{
  const reader_examples examples = {
    .format = DIXIT_RST,
    .samples = samples,
    .sample_count = COUNT_OF(samples),
    .outlines = outlines,
    .outline_count = COUNT_OF(outlines),
    .pieces = pieces,
    .piece_count = COUNT_OF(pieces),
    .detections = detections,
    .detection_count = COUNT_OF(detections),
    .naming_text = ".. bibliography:: a.bib b.bib\n\n.. include:: c.rst\n",
    .files = files,
    .file_count = COUNT_OF(files),
  };
  return run_reader_tests(&examples);
}
