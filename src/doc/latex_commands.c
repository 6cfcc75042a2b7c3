/* LaTeX2e, csquotes, natbib, biblatex, hyperref, cleveref, amsmath and what else is common in prose. Sorted by name, in
 * the order of bytes. Citation commands are known by "cite" in their names, references by "ref" at their end. */
#include "doc/latex_commands.h"

#include "base/rows.h"

static const latex_command commands[] = {
  {" ", LATEX_BLANK, 0},
  {"DeclareMathOperator", LATEX_SKIP, 2},
  {"Footnote", LATEX_FOOTNOTE, 0},
  {"NewDocumentCommand", LATEX_SKIP, 3},
  {"\\", LATEX_BLANK, 0},
  {"addbibresource", LATEX_BIBLIOGRAPHY, 0},
  {"addcontentsline", LATEX_SKIP, 3},
  {"addtocontents", LATEX_SKIP, 2},
  {"addtocounter", LATEX_SKIP, 2},
  {"addtolength", LATEX_SKIP, 2},
  {"author", LATEX_SKIP, 1},
  {"begin", LATEX_BEGIN, 0},
  {"bfseries", LATEX_SKIP, 0},
  {"bibentry", LATEX_CITE, 0},
  {"bibitem", LATEX_BIBITEM, 0},
  {"bibliography", LATEX_BIBLIOGRAPHY, 0},
  {"bibliographystyle", LATEX_SKIP, 1},
  {"blockcquote", LATEX_CITE_QUOTE, 0},
  {"blockquote", LATEX_QUOTE, 0},
  {"caption", LATEX_CAPTION, 0},
  {"captionof", LATEX_SKIP, 1},
  {"chapter", LATEX_HEADING, 1},
  {"color", LATEX_SKIP, 1},
  {"date", LATEX_SKIP, 1},
  {"def", LATEX_DEFINE, 0},
  {"definecolor", LATEX_SKIP, 3},
  {"documentclass", LATEX_SKIP, 1},
  {"emph", LATEX_EMPHASIS, 0},
  {"end", LATEX_END, 0},
  {"endnote", LATEX_FOOTNOTE, 0},
  {"endnotemark", LATEX_FOOTNOTE_MARK, 0},
  {"endnotetext", LATEX_FOOTNOTE_TEXT, 0},
  {"enquote", LATEX_QUOTE, 0},
  {"ensuremath", LATEX_NOUN, 1},
  {"fontsize", LATEX_SKIP, 2},
  {"footnote", LATEX_FOOTNOTE, 0},
  {"footnotemark", LATEX_FOOTNOTE_MARK, 0},
  {"footnotetext", LATEX_FOOTNOTE_TEXT, 0},
  {"foreignblockcquote", LATEX_CITE_QUOTE, 1},
  {"foreignblockquote", LATEX_QUOTE, 1},
  {"foreignlanguage", LATEX_SKIP, 1},
  {"foreignquote", LATEX_QUOTE, 1},
  {"foreigntextcquote", LATEX_CITE_QUOTE, 1},
  {"foreigntextquote", LATEX_QUOTE, 1},
  {"gls", LATEX_NOUN, 1},
  {"glspl", LATEX_NOUN, 1},
  {"graphicspath", LATEX_SKIP, 1},
  {"href", LATEX_LINK, 0},
  {"hspace", LATEX_SKIP, 1},
  {"hyperref", LATEX_SKIP, 0},
  {"hypersetup", LATEX_SKIP, 1},
  {"hyphenation", LATEX_SKIP, 1},
  {"hyphenblockquote", LATEX_QUOTE, 1},
  {"hyphenquote", LATEX_QUOTE, 1},
  {"hyphentextquote", LATEX_QUOTE, 1},
  {"include", LATEX_INCLUDE, 0},
  {"includegraphics", LATEX_NOUN, 1},
  {"includeonly", LATEX_SKIP, 1},
  {"indent", LATEX_SKIP, 0},
  {"index", LATEX_SKIP, 1},
  {"input", LATEX_INCLUDE, 0},
  {"item", LATEX_ITEM, 0},
  {"label", LATEX_SKIP, 1},
  {"let", LATEX_SKIP, 0},
  {"lstinline", LATEX_VERBATIM, 0},
  {"markboth", LATEX_SKIP, 2},
  {"markright", LATEX_SKIP, 1},
  {"mbox", LATEX_UNKNOWN, 0},
  {"multicolumn", LATEX_SKIP, 2},
  {"multirow", LATEX_SKIP, 2},
  {"newcommand", LATEX_SKIP, 2},
  {"newcounter", LATEX_SKIP, 1},
  {"newenvironment", LATEX_SKIP, 3},
  {"newline", LATEX_BLANK, 0},
  {"newtheorem", LATEX_SKIP, 2},
  {"nobibliography", LATEX_BIBLIOGRAPHY, 0},
  {"nocite", LATEX_NOCITE, 0},
  {"pagenumbering", LATEX_SKIP, 1},
  {"pagestyle", LATEX_SKIP, 1},
  {"par", LATEX_PARAGRAPH, 0},
  {"paragraph", LATEX_HEADING, 5},
  {"parencites", LATEX_CITES, 0},
  {"part", LATEX_HEADING, 1},
  {"path", LATEX_NOUN, 1},
  {"phantom", LATEX_SKIP, 1},
  {"printbibliography", LATEX_SKIP, 0},
  {"providecommand", LATEX_SKIP, 2},
  {"raisebox", LATEX_SKIP, 1},
  {"renewcommand", LATEX_SKIP, 2},
  {"renewenvironment", LATEX_SKIP, 3},
  {"rule", LATEX_SKIP, 2},
  {"section", LATEX_HEADING, 2},
  {"selectlanguage", LATEX_SKIP, 1},
  {"setcounter", LATEX_SKIP, 2},
  {"setlength", LATEX_SKIP, 2},
  {"subfile", LATEX_INCLUDE, 0},
  {"subparagraph", LATEX_HEADING, 6},
  {"subsection", LATEX_HEADING, 3},
  {"subsubsection", LATEX_HEADING, 4},
  {"subtitle", LATEX_TITLE, 0},
  {"textbf", LATEX_STRONG, 0},
  {"textcite", LATEX_CITE_IN_TEXT, 0},
  {"textcites", LATEX_CITES, 0},
  {"textcolor", LATEX_SKIP, 1},
  {"textcquote", LATEX_CITE_QUOTE, 0},
  {"textit", LATEX_EMPHASIS, 0},
  {"textquote", LATEX_QUOTE, 0},
  {"textsl", LATEX_EMPHASIS, 0},
  {"texttt", LATEX_NOUN, 1},
  {"thanks", LATEX_FOOTNOTE, 0},
  {"thispagestyle", LATEX_SKIP, 1},
  {"title", LATEX_TITLE, 0},
  {"url", LATEX_URL, 0},
  {"usepackage", LATEX_SKIP, 1},
  {"usetikzlibrary", LATEX_SKIP, 1},
  {"value", LATEX_SKIP, 1},
  {"verb", LATEX_VERBATIM, 0},
  {"vspace", LATEX_SKIP, 1},
};

static const latex_command by_pattern[] = {
  {"cite", LATEX_CITE, 0}, {"citet", LATEX_CITE_IN_TEXT, 0}, {"cites", LATEX_CITES, 0},
  {"ref", LATEX_NOUN, 1},  {"index", LATEX_SKIP, 1},         {"volcite", LATEX_CITE, 1}, {"", LATEX_UNKNOWN, 0},
};

enum { BY_CITE, BY_CITET, BY_CITES, BY_REF, BY_INDEX, BY_VOLCITE, BY_NOTHING };

static bool contains(dixit_text name, const char *part, size_t *at)
{
  size_t length = strlen(part);
  for (*at = 0; *at + length <= name.length; ++*at)
    if (text_equal_folded(text_of(name.bytes + *at, length), text_from(part)))
      return true;
  return false;
}

static bool ends_with(dixit_text name, const char *part)
{
  size_t length = strlen(part);
  return name.length >= length && memcmp(name.bytes + name.length - length, part, length) == 0;
}

/* natbib's and biblatex's many: \citep, \Citeauthor, \footcite, \autocites, \citeyearpar ... and none that set them
 * up. */
static const latex_command *find_by_pattern(dixit_text name)
{
  static const char *const settings[] = {"style", "reset", "bib", "setup", "alias", "declare"};
  size_t at;
  bool set_up = false;
  for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
    set_up = set_up || (name.length > 1 && contains(name, settings[i], &at));
  if (!set_up && contains(name, "cite", &at)) {
    dixit_text rest = text_of(name.bytes + at + 4, name.length - at - 4);
    if (rest.length == 1 && rest.bytes[0] == 's')
      return &by_pattern[BY_CITES];
    if (rest.length == 0 && at >= 3 && text_equal_folded(text_of(name.bytes + at - 3, 3), text_from("vol")))
      return &by_pattern[BY_VOLCITE];
    bool in_text = (rest.length && rest.bytes[0] == 't') || text_is(rest, "author") || text_is(rest, "alt");
    return &by_pattern[in_text ? BY_CITET : BY_CITE];
  }
  if (ends_with(name, "ref") && name.length > 3)
    return &by_pattern[BY_REF];
  if (text_is(name, "ref"))
    return &by_pattern[BY_REF];
  return &by_pattern[name.length > 5 && memcmp(name.bytes, "index", 5) == 0 ? BY_INDEX : BY_NOTHING];
}

const latex_command *latex_command_find(dixit_text name)
{
  const latex_command *found =
    rows_find(commands, sizeof commands / sizeof *commands, sizeof *commands, name, ROWS_EXACT);
  return found ? found : find_by_pattern(name);
}

static const struct {
  const char *name;
  uint8_t kind;
  uint8_t arguments;
} environments[] = {
  {"verbatim", LATEX_VERBATIM_ENV, 0}, {"Verbatim", LATEX_VERBATIM_ENV, 0}, {"lstlisting", LATEX_VERBATIM_ENV, 0},
  {"minted", LATEX_VERBATIM_ENV, 0},   {"alltt", LATEX_VERBATIM_ENV, 0},    {"comment", LATEX_VERBATIM_ENV, 0},
  {"filecontents", LATEX_VERBATIM_ENV, 0}, {"tikzpicture", LATEX_VERBATIM_ENV, 0}, {"algorithm", LATEX_VERBATIM_ENV, 0},
  {"algorithmic", LATEX_VERBATIM_ENV, 0}, {"picture", LATEX_VERBATIM_ENV, 0}, {"pspicture", LATEX_VERBATIM_ENV, 0},
  {"math", LATEX_MATH, 0},             {"displaymath", LATEX_MATH, 0},      {"equation", LATEX_MATH, 0},
  {"align", LATEX_MATH, 0},            {"alignat", LATEX_MATH, 0},          {"aligned", LATEX_MATH, 0},
  {"flalign", LATEX_MATH, 0},          {"gather", LATEX_MATH, 0},           {"multline", LATEX_MATH, 0},
  {"eqnarray", LATEX_MATH, 0},         {"narrowmultline", LATEX_MATH, 0},   {"mathpar", LATEX_MATH, 0},
  {"subequations", LATEX_MATH, 0},     {"prooftree", LATEX_MATH, 0},        {"quote", LATEX_QUOTATION, 0},
  {"quotation", LATEX_QUOTATION, 0}, {"displayquote", LATEX_QUOTATION, 0}, {"displaycquote", LATEX_CITED_QUOTATION, 0},
  {"quoting", LATEX_QUOTATION, 0},     {"verse", LATEX_QUOTATION, 0},       {"itemize", LATEX_LIST, 0},
  {"enumerate", LATEX_LIST, 0},        {"description", LATEX_LIST, 0},      {"compactitem", LATEX_LIST, 0},
  {"tabular", LATEX_TABLE, 1},         {"tabularx", LATEX_TABLE, 2},        {"tabulary", LATEX_TABLE, 2},
  {"longtable", LATEX_TABLE, 1},       {"supertabular", LATEX_TABLE, 1},    {"tabbing", LATEX_TABLE, 0},
  {"thebibliography", LATEX_REFERENCES, 1}, {"document", LATEX_DOCUMENT, 0}, {"minipage", LATEX_PLAIN, 1},
  {"multicols", LATEX_PLAIN, 1},       {"wrapfigure", LATEX_PLAIN, 2},      {"adjustbox", LATEX_PLAIN, 1},
};

_Static_assert(sizeof environments / sizeof *environments < LATEX_ENVIRONMENTS_MAX, "a bit for each");

latex_environment latex_environment_find(dixit_text name, uint32_t *arguments, uint32_t *row)
{
  *arguments = 0;
  *row = LATEX_ENVIRONMENTS_MAX - 1;
  for (uint32_t i = 0; i < sizeof environments / sizeof *environments; i++)
    if (text_is(name, environments[i].name)) {
      *arguments = environments[i].arguments;
      *row = i;
      return (latex_environment)environments[i].kind;
    }
  return LATEX_PLAIN;
}
