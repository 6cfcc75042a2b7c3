/* .gitignore: from its lines to patterns (base/glob.h), and from patterns to a verdict on a path.
 *
 * Follows gitignore(5): the last pattern that matches decides, inner folders go before outer ones, "!" takes back, a
 * slash in front or in the middle ties a pattern to its folder, a slash behind limits it to folders, "*" and "?" stop
 * at slashes, "**" does not. What is inside an ignored folder cannot be taken back, because walk.c never goes in. The
 * user's global patterns and .git/info/exclude are not read. */
#include "tool/ignore.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/glob.h"
#include "tool/input.h"

/* text: without "!", leading and closing slash. tied: holds for paths from the folder on, else for names at any
 * depth. */
typedef struct pattern {
  const char *text;
  bool negated;
  bool tied;
  bool folders_only;
} pattern;

/* prefix: how many bytes of a path name the folder, slash included. source: what the patterns' texts point into. */
struct ignore {
  ignore *outer;
  size_t prefix;
  input source;
  pattern *patterns;
  size_t count;
};

/* ---- matching ---- */

static bool pattern_matches(const pattern *self, const char *path, bool is_folder)
{
  if (self->folders_only && !is_folder)
    return false;
  if (self->tied)
    return glob_match(self->text, path);
  const char *slash = strrchr(path, '/');
  return glob_match(self->text, slash ? slash + 1 : path);
}

bool ignore_matches(const ignore *self, const char *path, bool is_folder)
{
  for (; self; self = self->outer)
    for (size_t i = self->count; i-- > 0;)
      if (pattern_matches(&self->patterns[i], path + self->prefix, is_folder))
        return !self->patterns[i].negated;
  return false;
}

/* ---- reading ---- */

/* Blanks at the end count only behind a backslash. */
static void trim_blanks(char *line, char *end)
{
  while (end > line && end[-1] == ' ' && !(end - line >= 2 && end[-2] == '\\'))
    *--end = '\0';
}

/* The pattern of one line, which ends in NUL and is changed; false when it has none. */
static bool pattern_parse(pattern *self, char *line, char *end)
{
  if (*line == '#')
    return false;
  trim_blanks(line, end);
  self->negated = *line == '!';
  line += self->negated;
  size_t length = strlen(line);
  self->folders_only = length && line[length - 1] == '/';
  if (self->folders_only)
    line[length - 1] = '\0';
  self->tied = strchr(line, '/') != NULL;
  self->text = line + (*line == '/');
  return *self->text != '\0';
}

static size_t count_lines(const char *text)
{
  size_t lines = 1;
  while ((text = strchr(text, '\n')) != NULL) {
    lines++;
    text++;
  }
  return lines;
}

static void patterns_parse(ignore *self, char *text)
{
  if (strncmp(text, "\xEF\xBB\xBF", 3) == 0)
    text += 3;
  for (char *next; text; text = next) {
    char *end = strchr(text, '\n');
    next = end ? end + 1 : NULL;
    if (!end)
      end = text + strlen(text);
    else if (end > text && end[-1] == '\r')
      end--;
    *end = '\0';
    self->count += pattern_parse(&self->patterns[self->count], text, end);
  }
}

static char *path_join(const char *folder, const char *name)
{
  size_t length = strlen(folder), more = strlen(name) + 1;
  char *path = malloc(length + 1 + more);
  if (!path)
    return NULL;
  memcpy(path, folder, length);
  path[length] = '/';
  memcpy(path + length + 1, name, more);
  return path;
}

ignore *ignore_push(ignore *outer, const char *folder)
{
  char *path = path_join(folder, ".gitignore");
  input source = path ? input_read(path) : (input){NULL, 0, NULL};
  free(path);
  char *text = source.bytes ? realloc(source.bytes, source.length + 1) : NULL;
  ignore *self = text ? calloc(1, sizeof *self) : NULL;
  pattern *patterns = NULL;
  if (text) {
    source.bytes = text;
    text[source.length] = '\0';
    patterns = calloc(count_lines(text), sizeof *patterns);
  }
  if (!self || !patterns) {
    input_free(&source);
    free(self);
    free(patterns);
    return outer;
  }
  *self = (ignore){outer, strlen(folder) + 1, source, patterns, 0};
  patterns_parse(self, text);
  return self;
}

ignore *ignore_pop(ignore *self)
{
  ignore *outer = self->outer;
  input_free(&self->source);
  free(self->patterns);
  free(self);
  return outer;
}
