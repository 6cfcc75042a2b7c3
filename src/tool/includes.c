/* Each LaTeX file is read once before the analysis begins, for the names in it alone. A name is a path from the folder
 * of the file that starts the text, as TeX has it, with or without ".tex"; names that lead out of that folder are not
 * followed. */
#include "tool/includes.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PATH_ROOM = 4096 };

static bool has_path(const path_list *paths, const char *path)
{
  for (size_t i = 0; i < paths->count; i++)
    if (strcmp(paths->items[i], path) == 0)
      return true;
  return false;
}

static bool leads_out(dixit_text name)
{
  for (size_t i = 0; i + 1 < name.length; i++)
    if (name.bytes[i] == '.' && name.bytes[i + 1] == '.')
      return true;
  return name.length == 0 || name.bytes[0] == '/' || memchr(name.bytes, '\\', name.length);
}

/* The path of an included file in `out`; false when there is none to read. */
static bool find_file(char out[PATH_ROOM], const char *root, dixit_text name)
{
  static const char *const endings[] = {".tex", ""};
  const char *slash = strrchr(root, '/');
  int folder = slash ? (int)(slash - root) + 1 : 0;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    int length = snprintf(out, PATH_ROOM, "%.*s%.*s%s", folder, root, (int)name.length, name.bytes, endings[i]);
    if (length > 0 && length < PATH_ROOM && access(out, R_OK) == 0)
      return true;
  }
  return false;
}

/* One name in the file `from`. */
static bool follow(path_list *paths, bibliographies *shared, const char *from, dixit_text name)
{
  char path[PATH_ROOM];
  if (leads_out(name) || !find_file(path, bibliographies_root(shared, from), name))
    return true;
  if (!has_path(paths, path) && !paths_add(paths, path))
    return false;
  return bibliographies_share(shared, path, from);
}

static bool read_names(path_list *paths, bibliographies *shared, const char *path)
{
  dixit_doc *doc = bibliographies_read(shared, path, DIXIT_LATEX);
  size_t count = 0;
  const dixit_file *files = doc ? dixit_doc_files(doc, &count) : NULL;
  bool fine = !doc || bibliographies_name(shared, path, doc);
  for (size_t i = 0; fine && i < count; i++)
    if (files[i].kind == DIXIT_FILE_INCLUDED)
      fine = follow(paths, shared, path, dixit_doc_slice(doc, files[i].name));
  dixit_doc_free(doc);
  return fine;
}

bool includes_follow(path_list *paths, bibliographies *shared)
{
  bool fine = true;
  for (size_t i = 0; fine && i < paths->count; i++) /* grows */
    if (dixit_format_find(paths->items[i]) == DIXIT_LATEX)
      fine = read_names(paths, shared, paths->items[i]);
  return fine;
}
