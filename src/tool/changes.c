/* git tells: `git diff` without context gives the lines, `git ls-files` the files it knows; what it does not know is
 * new. Arguments go to git as they are, no shell in between, and a revision that looks like an option is refused. */
#include "tool/changes.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "tool/program.h"

/* path: in the repository, borrowed from the output, unquoted in place. */
typedef struct changed_file {
  char *path;
  size_t first_range;
  size_t range_count;
} changed_file;

/* root: of the repository, ending in '/'. tracked: paths git knows, sorted, in `listing`. files: sorted by path once
 * all are read. */
struct changes {
  char root[PATH_MAX + 1];
  program_output diff;
  program_output listing;
  char **tracked;
  size_t tracked_count;
  changed_file *files;
  size_t file_count;
  line_range *ranges;
  size_t range_count;
};

static changes *fail(changes *self, const char *message, const char *subject)
{
  fprintf(stderr, "dixit: --since: ");
  fprintf(stderr, message, subject);
  fputc('\n', stderr);
  changes_free(self);
  return NULL;
}

void changes_free(changes *self)
{
  if (!self)
    return;
  program_free(&self->diff);
  program_free(&self->listing);
  free(self->tracked);
  free(self->files);
  free(self->ranges);
  free(self);
}

/* Room for one more item of an array whose capacity is the power of two at or above its count. */
static void *grow(void *items, size_t count, size_t size)
{
  if (count & (count - 1))
    return items;
  return realloc(items, (count ? 2 * count : 1) * size);
}

/* ---- reading the diff ---- */

/* "a\303\244\"b" as git quotes names, in place, from behind the first mark. */
static void unquote(char *name)
{
  static const char letters[] = "abtnvfr\"\\", meant[] = "\a\b\t\n\v\f\r\"\\";
  char *out = name;
  while (*name && *name != '"') {
    const char *letter = *name == '\\' && name[1] ? strchr(letters, name[1]) : NULL;
    if (*name != '\\' || !name[1]) {
      *out++ = *name++;
    } else if (letter) {
      *out++ = meant[letter - letters];
      name += 2;
    } else {
      int code = 0, digits = 0;
      for (name++; digits < 3 && *name >= '0' && *name <= '7'; digits++)
        code = code * 8 + (*name++ - '0');
      *out++ = (char)code;
    }
  }
  *out = '\0';
}

/* The name in "+++ b/name"; NULL for a file that is gone. */
static char *read_name(char *line)
{
  char *name = line + strlen("+++ ");
  size_t length = strlen(name);
  if (*name == '"')
    unquote(++name);
  else if (length && name[length - 1] == '\t')
    name[length - 1] = '\0'; /* stands behind names with blanks */
  return strncmp(name, "b/", 2) == 0 ? name + 2 : NULL;
}

static bool add_file(changes *self, char *name)
{
  changed_file *grown = grow(self->files, self->file_count, sizeof *grown);
  if (!grown)
    return false;
  self->files = grown;
  self->files[self->file_count++] = (changed_file){name, self->range_count, 0};
  return true;
}

/* "12,3" or "12". */
static void read_range(const char *text, uint32_t *first, uint32_t *count)
{
  char *end;
  *first = (uint32_t)strtoul(text, &end, 10);
  *count = *end == ',' ? (uint32_t)strtoul(end + 1, NULL, 10) : 1;
}

/* "@@ -1,2 +3,4 @@": keep lines 3 to 6. *skip: how many lines of content follow. */
static bool add_range(changes *self, const char *line, uint32_t *skip)
{
  uint32_t old_first, old_count, first, count;
  const char *plus = strchr(line, '+');
  if (!plus)
    return true;
  read_range(line + strlen("@@ -"), &old_first, &old_count);
  read_range(plus + 1, &first, &count);
  *skip = old_count + count;
  if (count == 0 || self->file_count == 0)
    return true;
  line_range *grown = grow(self->ranges, self->range_count, sizeof *grown);
  if (!grown)
    return false;
  self->ranges = grown;
  self->ranges[self->range_count++] = (line_range){first, first + count - 1};
  self->files[self->file_count - 1].range_count++;
  return true;
}

/* The lines of the diff, cut apart in place. Lines of content are counted off, since they may look like anything. */
static bool read_diff(changes *self)
{
  uint32_t skip = 0;
  for (char *line = self->diff.bytes, *end; line < self->diff.bytes + self->diff.length; line = end + 1) {
    end = memchr(line, '\n', (size_t)(self->diff.bytes + self->diff.length - line));
    if (!end)
      end = self->diff.bytes + self->diff.length;
    *end = '\0';
    if (skip > 0) {
      skip -= *line != '\\'; /* "\ No newline at end of file" */
      continue;
    }
    char *name = strncmp(line, "+++ ", 4) == 0 ? read_name(line) : NULL;
    if (name && !add_file(self, name))
      return false;
    if (strncmp(line, "@@ -", 4) == 0 && !add_range(self, line, &skip))
      return false;
  }
  return true;
}

static bool read_listing(changes *self)
{
  char *end = self->listing.bytes + self->listing.length;
  for (char *name = self->listing.bytes; name < end; name += strlen(name) + 1) {
    char **grown = grow(self->tracked, self->tracked_count, sizeof *grown);
    if (!grown)
      return false;
    self->tracked = grown;
    self->tracked[self->tracked_count++] = name;
  }
  return true;
}

/* ---- asking git ---- */

static int compare_files(const void *a, const void *b)
{
  return strcmp(((const changed_file *)a)->path, ((const changed_file *)b)->path);
}

static int compare_names(const void *a, const void *b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The first line of what git answers, in `out`; its exit code. */
static int ask(const char *const *words, char *out, size_t size)
{
  program_output answer = program_run(words);
  size_t length = answer.code == 0 ? strcspn(answer.bytes, "\n") : 0;
  int code = length < size ? answer.code : PROGRAM_BROKEN;
  if (code == 0)
    snprintf(out, size, "%.*s", (int)length, answer.bytes);
  program_free(&answer);
  return code;
}

/* All that has changed since the commit `id`. */
static bool ask_for_changes(changes *self, const char *id)
{
  const char *const diff[] = {
    "git", "--no-optional-locks", "-C", self->root, "diff", "--no-color", "--no-ext-diff", "--no-textconv", "--text",
    "--unified=0", "--inter-hunk-context=0", "--ignore-submodules", "--src-prefix=a/", "--dst-prefix=b/", id, "--",
    NULL};
  const char *const listing[] = {"git", "-C", self->root, "ls-files", "-z", "--", NULL};
  self->diff = program_run(diff);
  self->listing = program_run(listing);
  if (self->diff.code != 0 || self->listing.code != 0 || !read_diff(self) || !read_listing(self))
    return false;
  if (self->file_count)
    qsort(self->files, self->file_count, sizeof *self->files, compare_files);
  if (self->tracked_count)
    qsort(self->tracked, self->tracked_count, sizeof *self->tracked, compare_names);
  return true;
}

changes *changes_since(const char *revision)
{
  char commit[1024], id[128];
  const char *const root[] = {"git", "rev-parse", "--show-toplevel", NULL};
  const char *const verify[] = {"git", "rev-parse", "--verify", "--quiet", commit, NULL};
  changes *self = calloc(1, sizeof *self);
  if (!self)
    return fail(NULL, "%s", "out of memory");
  int code = ask(root, self->root, sizeof self->root - 1);
  if (code == PROGRAM_MISSING)
    return fail(self, "%s is not installed", "git");
  if (code != 0)
    return fail(self, "this folder is in no %s repository", "git");
  strcat(self->root, "/");
  bool fits = snprintf(commit, sizeof commit, "%s^{commit}", revision) < (int)sizeof commit;
  if (*revision == '-' || !*revision || !fits || ask(verify, id, sizeof id) != 0)
    return fail(self, "there is no revision \"%s\"", revision);
  return ask_for_changes(self, id) ? self : fail(self, "git cannot tell what has changed since \"%s\"", revision);
}

/* ---- questions ---- */

file_changes changes_find(const changes *self, const char *path)
{
  char full[PATH_MAX];
  size_t length = strlen(self->root);
  if (!realpath(path, full) || strncmp(full, self->root, length) != 0)
    return (file_changes){.outside = true};
  changed_file key = {.path = full + length};
  const char *name = key.path;
  const changed_file *file = NULL;
  if (self->file_count)
    file = bsearch(&key, self->files, self->file_count, sizeof key, compare_files);
  if (file)
    return (file_changes){.ranges = self->ranges + file->first_range, .count = file->range_count};
  bool tracked = self->tracked_count && bsearch(&name, self->tracked, self->tracked_count, sizeof name, compare_names);
  return (file_changes){.all = !tracked};
}
