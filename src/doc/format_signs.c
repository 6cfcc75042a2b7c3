/* How each format writes a comment and asks for a source. Plain text has no comments, those of reStructuredText cannot
 * stand within a paragraph; bibliographies have neither. */
#include "base/text.h"

static const dixit_format_signs signs[] = {
  [DIXIT_PLAIN] = {"", "", " [citation needed]"},
  [DIXIT_MARKDOWN] = {"<!-- ", " -->", " [citation needed]"},
  [DIXIT_LATEX] = {"% ", "", "\\textsuperscript{[citation needed]}"},
  [DIXIT_MEDIAWIKI] = {"<!-- ", " -->", "{{citation needed}}"},
  [DIXIT_FORMAT_HTML] = {"<!-- ", " -->", "<sup>[citation needed]</sup>"},
  [DIXIT_RST] = {"", "", " [citation needed]"},
  [DIXIT_ASCIIDOC] = {"// ", "", " [citation needed]"},
  [DIXIT_ORG] = {"# ", "", " [citation needed]"},
};

dixit_format_signs dixit_format_signs_get(uint32_t format)
{
  static const dixit_format_signs none = {"", "", ""};
  bool known = format < sizeof signs / sizeof *signs && signs[format].comment_open;
  return known ? signs[format] : none;
}
