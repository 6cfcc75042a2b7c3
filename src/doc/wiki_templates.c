/* Names as of English Wikipedia, with the commonest of their redirects. Sorted. */
#include "doc/wiki_templates.h"

#include "base/rows.h"

enum { LONGEST_NAME = 40 };

static const wiki_template_row rows[] = {
  {"!", WIKI_SKIP, 0},
  {"'", WIKI_TEXT, 0},
  {"abbr", WIKI_TEXT, 1},
  {"according to whom", WIKI_CLEANUP, 0},
  {"anchor", WIKI_SKIP, 0},
  {"attribution needed", WIKI_CLEANUP, 0},
  {"bare url inline", WIKI_CLEANUP, 0},
  {"better source", WIKI_CLEANUP, 0},
  {"better source needed", WIKI_CLEANUP, 0},
  {"big", WIKI_TEXT, 1},
  {"block quote", WIKI_QUOTE, 1},
  {"blockquote", WIKI_QUOTE, 1},
  {"bq", WIKI_QUOTE, 1},
  {"bquote", WIKI_QUOTE, 1},
  {"by whom", WIKI_CLEANUP, 0},
  {"by whom?", WIKI_CLEANUP, 0},
  {"centered pull quote", WIKI_QUOTE, 1},
  {"citation needed", WIKI_CLEANUP, 0},
  {"citation needed span", WIKI_CLEANUP, 0},
  {"clarify", WIKI_CLEANUP, 0},
  {"clear", WIKI_SKIP, 0},
  {"cn", WIKI_CLEANUP, 0},
  {"cquote", WIKI_QUOTE, 1},
  {"dead link", WIKI_CLEANUP, 0},
  {"disputed inline", WIKI_CLEANUP, 0},
  {"dubious", WIKI_CLEANUP, 0},
  {"efn", WIKI_NOTE, 1},
  {"em", WIKI_TEXT, 1},
  {"fact", WIKI_CLEANUP, 0},
  {"failed verification", WIKI_CLEANUP, 0},
  {"full citation needed", WIKI_CLEANUP, 0},
  {"harv", WIKI_SHORT, 0},
  {"harvard citation no brackets", WIKI_SHORT, 0},
  {"harvcol", WIKI_SHORT, 0},
  {"harvcoltxt", WIKI_SHORT, 0},
  {"harvnb", WIKI_SHORT, 0},
  {"harvp", WIKI_SHORT, 0},
  {"harvs", WIKI_SHORT, 0},
  {"harvtxt", WIKI_SHORT, 0},
  {"lang", WIKI_TEXT, 2},
  {"linktext", WIKI_TEXT, 1},
  {"nbsp", WIKI_SKIP, 0},
  {"ndash", WIKI_SKIP, 0},
  {"need quotation to verify", WIKI_CLEANUP, 0},
  {"nihongo", WIKI_TEXT, 1},
  {"nobold", WIKI_TEXT, 1},
  {"nobr", WIKI_TEXT, 1},
  {"non-primary source needed", WIKI_CLEANUP, 0},
  {"not in citation given", WIKI_CLEANUP, 0},
  {"notelist", WIKI_REFERENCES, 0},
  {"notetag", WIKI_NOTE, 1},
  {"nowrap", WIKI_TEXT, 1},
  {"or", WIKI_CLEANUP, 0},
  {"original research inline", WIKI_CLEANUP, 0},
  {"page needed", WIKI_CLEANUP, 0},
  {"peacock term", WIKI_CLEANUP, 0},
  {"pov statement", WIKI_CLEANUP, 0},
  {"primary source inline", WIKI_CLEANUP, 0},
  {"promotion inline", WIKI_CLEANUP, 0},
  {"quantify", WIKI_CLEANUP, 0},
  {"quotation", WIKI_QUOTE, 1},
  {"quote", WIKI_QUOTE, 1},
  {"quote box", WIKI_QUOTE, 1},
  {"quote without source", WIKI_CLEANUP, 0},
  {"r", WIKI_REUSE, 0},
  {"refbegin", WIKI_SKIP, 0},
  {"refend", WIKI_SKIP, 0},
  {"reflist", WIKI_REFERENCES, 0},
  {"refn", WIKI_NOTE, 1},
  {"request quotation", WIKI_CLEANUP, 0},
  {"rp", WIKI_SKIP, 0},
  {"self-published inline", WIKI_CLEANUP, 0},
  {"sfn", WIKI_SHORT, 0},
  {"sfnm", WIKI_SHORT, 0},
  {"sfnp", WIKI_SHORT, 0},
  {"small", WIKI_TEXT, 1},
  {"smallcaps", WIKI_TEXT, 1},
  {"source needed", WIKI_CLEANUP, 0},
  {"specify", WIKI_CLEANUP, 0},
  {"strong", WIKI_TEXT, 1},
  {"sup", WIKI_TEXT, 1},
  {"talk quote", WIKI_QUOTE, 1},
  {"third-party inline", WIKI_CLEANUP, 0},
  {"transl", WIKI_TEXT, 2},
  {"unreferenced inline", WIKI_CLEANUP, 0},
  {"unreliable source", WIKI_CLEANUP, 0},
  {"unreliable source?", WIKI_CLEANUP, 0},
  {"update after", WIKI_CLEANUP, 0},
  {"update inline", WIKI_CLEANUP, 0},
  {"vague", WIKI_CLEANUP, 0},
  {"verify credibility", WIKI_CLEANUP, 0},
  {"verify source", WIKI_CLEANUP, 0},
  {"weasel inline", WIKI_CLEANUP, 0},
  {"weasel-inline", WIKI_CLEANUP, 0},
  {"when", WIKI_CLEANUP, 0},
  {"when?", WIKI_CLEANUP, 0},
  {"where", WIKI_CLEANUP, 0},
  {"which", WIKI_CLEANUP, 0},
  {"which?", WIKI_CLEANUP, 0},
  {"who", WIKI_CLEANUP, 0},
  {"who?", WIKI_CLEANUP, 0},
  {"whom?", WIKI_CLEANUP, 0},
  {"why", WIKI_CLEANUP, 0},
  {"year needed", WIKI_CLEANUP, 0},
};

static const wiki_template_row cite = {"cite", WIKI_CITE, 0}, tag = {"#tag:ref", WIKI_NOTE, 1};
static const wiki_template_row unknown = {"", WIKI_UNKNOWN, 0};

const wiki_template_row *wiki_template_find(dixit_text name)
{
  char spaced[LONGEST_NAME];
  if (text_starts_folded(name, "cite ") || text_starts_folded(name, "cite_") ||
      text_starts_folded(name, "internetquelle") || text_equal_folded(name, text_from("citation")))
    return &cite;
  if (text_starts_folded(name, "#tag:ref"))
    return &tag;
  if (name.length > LONGEST_NAME)
    return &unknown;
  for (size_t i = 0; i < name.length; i++)
    spaced[i] = name.bytes[i] == '_' ? ' ' : name.bytes[i];
  name.bytes = spaced;
  const wiki_template_row *found = rows_find(rows, sizeof rows / sizeof *rows, sizeof *rows, name, ROWS_FOLDED);
  return found ? found : &unknown;
}
