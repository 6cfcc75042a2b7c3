/* A format is a row: its name, the endings of its files, its reader, and how it looks where there is no ending. */
#include "formats.h"

#include "doc/reader.h"
#include "refs/bibliographies.h"
#include "refs/cs1.h"
#include "refs/embedded.h"

/* Markdown, with what its front matter says. */
static void read_markdown(dixit_doc *doc)
{
  embedded_read(doc);
  reader_markdown(doc);
}

/* Wikitext, with what the fields of its works mean. */
static void read_wiki(dixit_doc *doc)
{
  reader_wiki(doc);
  cs1_finish(doc);
}

enum { ENDINGS = 8, DETECT_BYTES = 16 * 1024 };

typedef struct format_row {
  const char *name;
  void (*read)(dixit_doc *doc);
  bool (*looks_like)(dixit_text text);  /* NULL: never guessed */
  bool bibliography;
  const char *endings[ENDINGS];         /* in lower case, ending with NULL */
} format_row;

static const format_row formats[] = {
  [DIXIT_FORMAT_AUTO] = {"auto", NULL, NULL, false, {NULL}},
  [DIXIT_PLAIN] = {"plain", reader_plain, NULL, false, {"txt", "text"}},
  [DIXIT_MARKDOWN] = {"markdown", read_markdown, markdown_detect, false,
                      {"md", "markdown", "mdown", "mkd", "mkdn", "mdwn", "rmd", "qmd"}},
  [DIXIT_BIBTEX] = {"bibtex", bibtex_read, bibtex_detect, true, {"bib", "bibtex"}},
  [DIXIT_CSL_YAML] = {"csl-yaml", csl_yaml_read, csl_yaml_detect, true, {NULL}},
  [DIXIT_CSL_JSON] = {"csl-json", csl_json_read, csl_json_detect, true, {NULL}},
  [DIXIT_RIS] = {"ris", ris_read, ris_detect, true, {"ris"}},
  [DIXIT_LATEX] = {"latex", reader_latex, latex_detect, false, {"tex", "ltx", "latex"}},
  [DIXIT_MEDIAWIKI] = {"mediawiki", read_wiki, wiki_detect, false, {"wiki", "mediawiki", "wikitext"}},
  [DIXIT_FORMAT_HTML] = {"html", reader_html, html_detect, false, {"html", "htm", "xhtml", "xht"}},
  [DIXIT_RST] = {"rst", reader_rst, rst_detect, false, {"rst", "rest"}},
  [DIXIT_ASCIIDOC] = {"asciidoc", reader_asciidoc, asciidoc_detect, false, {"adoc", "asciidoc", "asc"}},
  [DIXIT_ORG] = {"org", reader_org, org_detect, false, {"org"}},
};

enum { FORMATS = sizeof formats / sizeof *formats };

const char *dixit_format_name(uint32_t format)
{
  return format < FORMATS ? formats[format].name : "?";
}

static bool has_ending(const format_row *row, dixit_text ending)
{
  for (size_t i = 0; i < ENDINGS && row->endings[i]; i++)
    if (text_equal_folded(ending, text_from(row->endings[i])))
      return true;
  return false;
}

uint32_t dixit_format_find(const char *name)
{
  const char *dot = strrchr(name, '.');
  if (!dot || strchr(dot, '/'))
    return DIXIT_FORMAT_AUTO;
  for (uint32_t i = 0; i < FORMATS; i++)
    if (has_ending(&formats[i], text_from(dot + 1)))
      return i;
  return DIXIT_FORMAT_AUTO;
}

uint32_t reader_detect(const char *name, dixit_text text)
{
  uint32_t format = name ? dixit_format_find(name) : DIXIT_FORMAT_AUTO;
  if (format != DIXIT_FORMAT_AUTO)
    return format;
  if (text.length >= 3 && memcmp(text.bytes, "\xEF\xBB\xBF", 3) == 0)
    text = text_of(text.bytes + 3, text.length - 3);
  if (text.length > DETECT_BYTES)
    text.length = DETECT_BYTES;
  for (uint32_t i = FORMATS; i-- > 0;) /* the strictest signs come last in the table */
    if (formats[i].looks_like && formats[i].looks_like(text))
      return i;
  return DIXIT_PLAIN;
}

void format_read(dixit_doc *doc)
{
  formats[doc->format].read(doc);
}

bool format_is_bibliography(uint32_t format)
{
  return format < FORMATS && formats[format].bibliography;
}
