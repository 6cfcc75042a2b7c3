/* An entry is used when any document cites it that has its bibliography. A run over a folder sees them all. A
 * bibliography named itself among the arguments may serve others, say the chapters of a book of which one is linted: so
 * all documents of its folder and below are asked, if they are not too many to look at; then nothing is said. */
#include "tool/citing.h"

#include <stdlib.h>
#include <string.h>

#include "tool/includes.h"

enum { AROUND_MOST = 5000 };

static bool is_bibliography(const char *path)
{
  uint32_t format = dixit_format_find(path);
  return format == DIXIT_BIBTEX || format == DIXIT_CSL_YAML || format == DIXIT_CSL_JSON || format == DIXIT_RIS;
}

bool citing_order(path_list *paths)
{
  char **behind = malloc((paths->count + 1) * sizeof *behind);
  size_t count = 0, texts = 0;
  for (size_t i = 0; behind && i < paths->count; i++) {
    if (is_bibliography(paths->items[i]))
      behind[count++] = paths->items[i];
    else
      paths->items[texts++] = paths->items[i];
  }
  if (count)
    memcpy(paths->items + texts, behind, count * sizeof *behind);
  free(behind);
  return behind != NULL;
}

static bool has_texts(const path_list *paths)
{
  for (size_t i = 0; i < paths->count; i++)
    if (!is_bibliography(paths->items[i]))
      return true;
  return false;
}

bool citing_expect(const path_list *paths, engines *all, bibliographies *known)
{
  bool texts = has_texts(paths);
  for (size_t i = 0; texts && i < paths->count; i++) {
    uint32_t format;
    if (!is_bibliography(paths->items[i]))
      continue;
    const dixit_engine *engine = engines_find(all, paths->items[i], &format);
    if (engine && !bibliographies_expect(known, paths->items[i], engine, format))
      return false;
  }
  return true;
}

/* ---- documents outside of the run ---- */

static bool has_path(const path_list *paths, const char *path)
{
  for (size_t i = 0; i < paths->count; i++)
    if (strcmp(paths->items[i], path) == 0)
      return true;
  return false;
}

static void count_outside(const char *path, engines *all, bibliographies *known)
{
  dixit_error error;
  uint32_t format;
  const dixit_engine *engine = engines_find(all, path, &format);
  dixit_doc *doc = engine ? bibliographies_read(known, path, format) : NULL;
  path_names configured = {.count = 0};
  if (!doc)
    return;
  configured.items = engines_bibliographies(all, engine, &configured.count);
  if (bibliographies_give(known, path, &configured, doc, &error))
    bibliographies_cite(known, doc);
  dixit_doc_free(doc);
}

static void look_around(const path_list *paths, bib_file *bibliography, engines *all, bibliographies *known)
{
  path_list around = {.most = AROUND_MOST};
  const char *slash = strrchr(bibliography->path, '/');
  char *folder = slash ? strndup(bibliography->path, (size_t)(slash - bibliography->path) + 1) : strdup(".");
  bibliography->partly = !folder || !paths_add(&around, folder) || around.cut || !includes_follow(&around, known);
  for (size_t i = 0; !bibliography->partly && i < around.count; i++)
    if (!has_path(paths, around.items[i]) && !is_bibliography(around.items[i]))
      count_outside(around.items[i], all, known);
  paths_free(&around);
  free(folder);
}

void citing_look_around(const path_list *paths, const settings *options, engines *all, bibliographies *known)
{
  for (uint32_t i = 0; i < options->argument_count; i++) {
    bib_file *named = bibliographies_expected(known, options->arguments[i]);
    if (named && dixit_engine_severity(named->engine, "references/unused") != DIXIT_OFF)
      look_around(paths, named, all, known);
  }
}

bool citing_end(const bib_file *bibliography, dixit_error *error)
{
  if (!bibliography->cited)
    return true;
  return dixit_doc_end_citing(bibliography->doc, !bibliography->partly, error) == DIXIT_OK;
}
