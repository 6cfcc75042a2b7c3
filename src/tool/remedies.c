/* What can be put into a text, by format. lua/dixit/editor.lua has the same for editors that load the Lua module; a test
 * compares. */
#include "tool/remedies.h"

#include <string.h>

/* The first row serves the formats that are not named. */
static const struct remedy {
  const char *format;
  const char *citation_needed;
  const char *ignore_before;
  const char *ignore_behind;
} remedies[] = {
  {"", " [citation needed]", NULL, NULL},
  {"markdown", " [citation needed]", "<!-- dixit-disable-next-line ", " -->"},
  {"latex", "\\textsuperscript{[citation needed]}", NULL, NULL},
  {"wikitext", "{{Citation needed}}", NULL, NULL},
  {"html", "<sup>[citation needed]</sup>", NULL, NULL},
};

static const struct remedy *find(uint32_t format)
{
  const char *name = dixit_format_name(format);
  for (size_t i = 1; i < sizeof remedies / sizeof *remedies; i++)
    if (strcmp(remedies[i].format, name) == 0)
      return &remedies[i];
  return &remedies[0];
}

const char *remedy_citation_needed(uint32_t format)
{
  return find(format)->citation_needed;
}

const char *remedy_ignore_before(uint32_t format)
{
  return find(format)->ignore_before;
}

const char *remedy_ignore_behind(uint32_t format)
{
  return find(format)->ignore_behind;
}
