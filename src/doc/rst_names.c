/* Directives and roles of docutils 0.20, Sphinx 7, sphinxcontrib-bibtex and MyST, sorted by name. A domain before the
 * name ("py:", "cpp:") changes nothing but for "cite:". */
#include "doc/rst_names.h"

#include "base/rows.h"

typedef struct name_row {
  const char *name;
  uint8_t kind;
} name_row;

static const name_row directives[] = {
  {"admonition", RST_TITLED},
  {"attention", RST_WORDS},
  {"bibliography", RST_BIBLIOGRAPHY},
  {"blockquote", RST_QUOTE},
  {"caution", RST_WORDS},
  {"code", RST_CODE},
  {"code-block", RST_CODE},
  {"contents", RST_SKIP},
  {"csv-table", RST_CSV},
  {"danger", RST_WORDS},
  {"default-role", RST_SKIP},
  {"deprecated", RST_BODY},
  {"digraph", RST_CODE},
  {"doctest", RST_CODE},
  {"epigraph", RST_QUOTE},
  {"error", RST_WORDS},
  {"figure", RST_FIGURE},
  {"footbibliography", RST_SKIP},
  {"footer", RST_SKIP},
  {"graph", RST_CODE},
  {"graphviz", RST_CODE},
  {"header", RST_SKIP},
  {"highlight", RST_SKIP},
  {"highlights", RST_QUOTE},
  {"hint", RST_WORDS},
  {"image", RST_SKIP},
  {"important", RST_WORDS},
  {"include", RST_INCLUDE},
  {"index", RST_SKIP},
  {"list-table", RST_TITLED},
  {"literalinclude", RST_CODE},
  {"math", RST_MATH},
  {"mermaid", RST_CODE},
  {"meta", RST_SKIP},
  {"note", RST_WORDS},
  {"parsed-literal", RST_CODE},
  {"plantuml", RST_CODE},
  {"plot", RST_CODE},
  {"productionlist", RST_CODE},
  {"prompt", RST_CODE},
  {"pull-quote", RST_QUOTE},
  {"raw", RST_CODE},
  {"replace", RST_SKIP},
  {"role", RST_SKIP},
  {"rubric", RST_TITLED},
  {"seealso", RST_WORDS},
  {"sidebar", RST_TITLED},
  {"sourcecode", RST_CODE},
  {"table", RST_TITLED},
  {"tabularcolumns", RST_SKIP},
  {"testcode", RST_CODE},
  {"testoutput", RST_CODE},
  {"tip", RST_WORDS},
  {"toctree", RST_SKIP},
  {"todo", RST_WORDS},
  {"topic", RST_TITLED},
  {"uml", RST_CODE},
  {"unicode", RST_SKIP},
  {"warning", RST_WORDS},
};

static const name_row roles[] = {
  {"abbr", RST_PLAIN},
  {"any", RST_TITLE},
  {"cite", RST_CITE},
  {"cite:author", RST_CITE_IN_TEXT},
  {"cite:authorpar", RST_CITE},
  {"cite:ct", RST_CITE_IN_TEXT},
  {"cite:ctp", RST_CITE},
  {"cite:p", RST_CITE},
  {"cite:ps", RST_CITE},
  {"cite:t", RST_CITE_IN_TEXT},
  {"cite:ts", RST_CITE_IN_TEXT},
  {"citep", RST_CITE},
  {"citet", RST_CITE_IN_TEXT},
  {"dfn", RST_EMPHASIS},
  {"doc", RST_TITLE},
  {"download", RST_TITLE},
  {"emphasis", RST_EMPHASIS},
  {"footcite", RST_CITE},
  {"footcite:p", RST_CITE},
  {"footcite:t", RST_CITE_IN_TEXT},
  {"guilabel", RST_PLAIN},
  {"menuselection", RST_PLAIN},
  {"numref", RST_TITLE},
  {"ref", RST_TITLE},
  {"strong", RST_STRONG},
  {"sub", RST_PLAIN},
  {"subscript", RST_PLAIN},
  {"sup", RST_PLAIN},
  {"superscript", RST_PLAIN},
  {"t", RST_EMPHASIS},
  {"term", RST_PLAIN},
  {"title", RST_EMPHASIS},
  {"title-reference", RST_EMPHASIS},
};

static uint8_t find(const name_row *rows, size_t count, dixit_text name, uint8_t otherwise)
{
  const name_row *row = rows_find(rows, count, sizeof *rows, name, ROWS_FOLDED);
  return row ? row->kind : otherwise;
}

uint8_t rst_directive_find(dixit_text name)
{
  return find(directives, sizeof directives / sizeof *directives, name, RST_BODY);
}

uint8_t rst_role_find(dixit_text name)
{
  return find(roles, sizeof roles / sizeof *roles, name, RST_NOUN);
}
