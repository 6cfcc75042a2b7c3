/* The wikitext reader: prose and citations of small texts, and what must hold for any bytes. */
#include "reading.h"

static const reading samples[] = {
  {"paragraphs, headings, emphasis", "The '''kiln''' is ''old''.\nIt burns.\n\n== Fire ==\nMore.",
   "The kiln is old. It burns.|Fire|More.", ""},
  {"apostrophes that are text", "rock 'n' roll, boys' '''''both'''''", "rock 'n' roll, boys' both", ""},
  {"links: words, target, files, categories, other languages",
   "In [[Trier]] the [[Kiln|old kiln]] [[File:a.jpg|thumb|A kiln]] stood.[[Category:X]][[de:Ofen]]",
   "In Trier the old kiln stood.", ""},
  {"links to the web", "See [http://a.org the report], [http://b.org] and https://c.org/d.",
   "See the report, @1 and @2.", "link http://a.org;url http://b.org;url https://c.org/d"},
  {"notes: named, used again, without a name",
   "One.<ref name=\"a\">Two.</ref> Three.<ref name=a /> Four.<ref>Five.</ref>",
   "One.@0 Three.@1 Four.@2|Two.|Five.", "footnote a 0;footnote a 0;inline-note Five. 1"},
  {"names are compared as they stand", "One.<ref name=A_b/> Two.<ref name=\"A b\">Three.</ref>", "One.@0 Two.@1|Three.",
   "footnote A_b;footnote A b 0"},
  {"notes that are only defined", "One.<ref name=a/>\n<references>\n<ref name=a>Two.</ref>\n</references>",
   "One.@0|Two.", "footnote a 0"},
  {"and in a template", "One.<ref name=a/>\n{{reflist|refs=<ref name=a>Two.</ref>}}", "One.@0|Two.", "footnote a 0"},
  {"notes by template", "One.{{refn|name=a|Two.}} Three.{{r|a}}", "One.@0 Three.@1|Two.", "footnote a 0;footnote a 0"},
  {"a note with a lone mark of emphasis", "One.<ref name=a>''Two</ref> Three.<ref name=a/>", "One.@0 Three.@1|Two",
   "footnote a 0;footnote a 0"},
  {"short citations meet their works",
   "One.{{sfn|Brandt|1901|p=3}}\n* {{cite book |last=Brandt |first=Ida |year=1901 |title=The kiln}}", "One.@0|#",
   "short Brandt|1901 (3) 0"},
  {"two authors, a letter behind the year",
   "One.{{harvnb|Brandt|Ruiz|1901a}} {{citation|last1=Brandt|last2=Ruiz|date=May 1901a}}", "One.@0 #",
   "short Brandt|Ruiz|1901a 0"},
  {"none in the list", "One.{{sfn|Brandt|1902}} {{cite book|last=Brandt|year=1901}}", "One.@0 #", "short Brandt|1902"},
  {"templates in a line take a noun's place, alone they are nothing",
   "{{Infobox\n| a = b\n}}\nIt is {{convert|5|km}} long{{citation needed|date=May 2015}}.", "It is # long.", ""},
  {"templates around words", "The {{lang|fr|mot}} {{nowrap|is here}}.", "The mot is here.", ""},
  {"quotations", "{{quote|They left.|Ida Brandt}}\n<blockquote>Yes.</blockquote>", "They left.|Ida Brandt|Yes.", ""},
  {"lists", "* one\n* two\n: three\nFour.", "one|two|three|Four.", ""},
  {"cells of a table", "{| class=\"x\"\n! Head\n|-\n| style=\"a\" | one || two\n|}\nThree.", "Head|one|two|Three.", ""},
  {"what is no wikitext", "One<!-- two -->, <nowiki>''</nowiki>, <math>x</math>. <source>a</source>__NOTOC__",
   "One, #, #.", ""},
  {"entities, breaks, tags", "a &mdash; b<br />c <b>d</b>", "a \xE2\x80\x94 b c d", ""},
  {"brackets without partner are text", "{{ one ]] [two", "{{ one ]] [two", ""},
};

static const char *const pieces[] = {
  "word ", "\n", "\n\n", "{{", "}}", "[[", "]]", "|", "=", "'", "''", "'''", "<ref>", "<ref name=a>", "<ref name=a/>",
  "</ref>", "<references>", "</references>",
  "{{sfn|A|1901}}", "{{cite book|last=A|year=1901}}", "{{quote|", "{{refn|", "{{r|a}}", "{{lang|x|", "{{reflist|refs=",
  "{{cn}}", "{|\n", "|-\n", "\n| ", "\n! ", "||", "|}\n",
  "\n* ", "\n# ", "\n== ", " ==\n", "[http://a.b ", "http://a.b", "]", "<!--", "-->", "<nowiki>", "</nowiki>", "<br>",
  "&amp;", "File:a", "Category:", "__TOC__", "\xC3\xA9", "\xFF",
};

int main(void)
{
  const reader_examples examples = {
    .format = DIXIT_MEDIAWIKI,
    .samples = samples,
    .sample_count = COUNT_OF(samples),
    .pieces = pieces,
    .piece_count = COUNT_OF(pieces),
  };
  return run_reader_tests(&examples);
}
