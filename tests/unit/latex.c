/* The LaTeX reader: prose and citations of small texts, and what must hold for any bytes. */
#include "reading.h"

static const reading samples[] = {
  {"only the document is prose", "\\documentclass{book}\nx\n\\begin{document}\nWords.\n\\end{document}\ny", "Words.",
   ""},
  {"a chapter is prose throughout", "\\chapter{The \\emph{kiln}}\nWords.\n\nMore.", "The kiln|Words.|More.", ""},
  {"the title before the document counts", "\\title{The kiln}\\begin{document}\\maketitle Words.\\end{document}",
   "The kiln|Words.", ""},
  {"comments, and what they do to line ends", "one% a\n  two\n% b\nthree %c\n\nfour", "onetwo three|four", ""},
  {"signs that have to be escaped", "5\\% \\& \\$3 \\#1 a\\_b \\{c\\}", "5% & $3 #1 a_b {c}", ""},
  {"accents and letters", "G\\\"odel, caf\\'{e}, \\v{S}, \\c c, na\\\"{\\i}ve, Stra\\ss e", "G\xC3\xB6"
   "del, caf\xC3\xA9, \xC5\xA0, \xC3\xA7, na\xC3\xAFve, Stra\xC3\x9F" "e", ""},
  {"dashes, ties, quotation marks of TeX", "``One'' -- two --- p.~3, e.g.\\ this",
   "``One'' \xE2\x80\x93 two \xE2\x80\x94 p. 3, e.g. this", ""},
  {"mathematics takes a noun's place", "Let $x$ and \\(y\\) be \\[ z \\] and\n\\begin{align*}\na\n\\end{align*}\ndone.",
   "Let # and # be # and # done.", ""},
  {"one dollar", "It costs 5$ here.\n\nMore.", "It costs 5$ here.|More.", ""},
  {"commands that are no prose", "\\label{a}Words\\index{b} \\vspace{1em}and \\ref{c}.\\newcommand{\\x}[1]{y}",
   "Words and #.", ""},
  {"commands nobody knows", "A \\foo[x]{word} and \\bar.", "A word and .", ""},
  {"environments without prose", "One.\n\\begin{verbatim}\n\\foo{ $\n\\end{verbatim}\nTwo.", "One.|Two.", ""},
  {"lists and quotations", "\\begin{itemize}\\item one\n\\item[x] two\\end{itemize}\\begin{quote}Three.\\end{quote}",
   "one|x two|Three.", ""},
  {"cells of a table", "\\begin{tabular}{ll}a & b \\\\ \\hline c & \\textbf{d}\\end{tabular}", "a|b|c|d", ""},
  {"captions", "\\begin{figure}\\includegraphics{a}\\caption{A kiln.}\\end{figure}", "#|A kiln.", ""},
  {"marks that csquotes prints", "He said \\enquote{no, \\enquote{never}}.",
   "He said \xE2\x80\x9Cno, \xE2\x80\x98never\xE2\x80\x99\xE2\x80\x9D.", ""},
  {"quotations with their source", "\\textcquote[12]{a}{They left}. \\textquote[Ida]{Yes}",
   "@0\xE2\x80\x9CThey left\xE2\x80\x9D. \xE2\x80\x9CYes\xE2\x80\x9D", "key a (12)"},
  {"a block quotation with its source", "\\begin{displaycquote}[12]{a}They left.\\end{displaycquote}", "@0They left.",
   "key a (12)"},
  {"footnotes follow their paragraph", "One\\footnote{Two\\footnote{three}.} four.\n\nFive.",
   "One@0 four.|Two@1.|three|Five.",
   "inline-note Two\\footnote{three}. 0;inline-note three 1"},
  {"words of a footnote apart from its mark",
   "\\footnotetext{None}One\\footnotemark\\ two\\footnotemark{} three\\footnotemark[7].\\footnotetext[7]{Seven}"
   "\\footnotetext{A}\\footnotetext{B} Again\\footnotemark[7].",
   "One@0 two@1 three@2. Again@3.|None|Seven|A|B",
   "inline-note footnote 2;inline-note footnote 3;inline-note 7 1;inline-note 7 1"},
  {"citations of all sorts",
   "\\cite{a,b} \\citet[p.~3]{c} \\parencite[see][5]{d} \\autocites{e}[2]{f} \\Citeauthor*{g}", "@0@1 @2 @3 @4@5 @6",
   "key a;key b;key c (p.~3);key d (5);key e;key f (2);key g"},
  {"volumes, comments between keys, sources of quotations", "\\volcite[see]{2}[5]{a} \\cite{b,% why\n c %\n} "
   "\\textquote[{\\cite[3]{d}}]{Yes} \\blockquote[\\cite{e}]{No} \\bibentry{f}",
   "@0 @1@2 @3\xE2\x80\x9CYes\xE2\x80\x9D @4\xE2\x80\x9CNo\xE2\x80\x9D @5",
     "key a (5);key b;key c;key d (3);key e;key f"},
  {"works that are listed and not cited", "\\nocite{a,b}Words.", "Words.", "key a;key b"},
  {"none of these cite", "\\bibliographystyle{b}\\citereset{}Words.", "Words.", ""},
  {"links", "\\href{http://a.org}{words} \\url{http://b.org/a_b}", "words @1",
   "link http://a.org;url http://b.org/a_b"},
  {"a list of references in the text",
   "See \\cite{a}.\\begin{thebibliography}{9}\\bibitem[A]{a} Ida: The kiln.\\end{thebibliography}",
   "See @0.|Ida: The kiln.", "key a 0"},
  {"verbatim in a line", "Use \\verb|\\cite{x}| and \\lstinline{y}.", "Use # and #.", ""},
  {"an unclosed brace costs nothing", "One {two \\emph{three\n\nfour.", "One two three|four.", ""},
};

static const char *const pieces[] = {
  "word ", "\n", "\n\n", "\\", "{", "}", "[", "]", "$", "$$", "%", "&", "~", "--", "\\\\", "\\emph{", "\\footnote{",
  "\\footnotemark ", "\\footnotemark[1]", "\\footnotetext{", "\\footnotetext[1]{",
  "\\cite{a,b}", "\\cite[p. 3]", "\\cites(a)[b]{c}",
  "\\enquote{", "\\textcquote[1]{k}{", "\\begin{itemize}", "\\item ", "\\end{itemize}", "\\begin{tabular}{l}",
  "\\end{tabular}", "\\begin{quote}", "\\end{quote}",
  "\\begin{equation}", "\\end{equation}", "\\begin{verbatim}", "\\section{", "\\caption{", "\\href{a}{", "\\url{b}",
  "\\bibitem{a}", "\\begin{thebibliography}{}",
  "\\'e", "\\'{", "\\verb|", "\\(", "\\)", "\\[", "\\]", "\\def\\x", "\\newcommand{\\x}", "\\input{a}", "\\nocite{*}",
  "\\begin{document}", "\\end{document}", "\xC3\xA9", "\xFF",
};

static const named_file files[] = {
  {"a.bib", DIXIT_FILE_BIBLIOGRAPHY}, {"b", DIXIT_FILE_BIBLIOGRAPHY}, {"c", DIXIT_FILE_BIBLIOGRAPHY},
  {"d", DIXIT_FILE_INCLUDED},         {"e/f", DIXIT_FILE_INCLUDED},
};

int main(void)
{
  const reader_examples examples = {
    .format = DIXIT_LATEX,
    .samples = samples,
    .sample_count = COUNT_OF(samples),
    .pieces = pieces,
    .piece_count = COUNT_OF(pieces),
    .naming_text = "\\addbibresource{a.bib}\\bibliography{b, c}\\input{d}\\include{e/f}",
    .files = files,
    .file_count = COUNT_OF(files),
  };
  return run_reader_tests(&examples);
}
