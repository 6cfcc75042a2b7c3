/* File endings to formats: the one table that says which files are documents. */
#include "base/text.h"
#include "dixit/dixit.h"

static const struct {
  const char *ending;
  uint32_t format;
} endings[] = {
  {"txt", DIXIT_PLAIN},      {"text", DIXIT_PLAIN},    {"md", DIXIT_MARKDOWN},  {"markdown", DIXIT_MARKDOWN},
  {"mdown", DIXIT_MARKDOWN}, {"mkd", DIXIT_MARKDOWN},  {"mkdn", DIXIT_MARKDOWN}, {"mdwn", DIXIT_MARKDOWN},
  {"rmd", DIXIT_MARKDOWN},   {"qmd", DIXIT_MARKDOWN},
};

uint32_t dixit_format_find(const char *name)
{
  const char *dot = strrchr(name, '.');
  if (!dot || strchr(dot, '/'))
    return DIXIT_FORMAT_AUTO;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (text_equal_folded(text_from(dot + 1), text_from(endings[i].ending)))
      return endings[i].format;
  return DIXIT_FORMAT_AUTO;
}
