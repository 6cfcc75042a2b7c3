/* Walking folders. Files named on the command line are taken as they are; in folders, .git and what .gitignore names
 * are left out, links to folders are not followed (so there are no circles), and only files with the ending of a
 * document count. The .gitignore files above the folder hold too, up to the repository's root. */
#include "tool/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "dixit/dixit.h"
#include "tool/ignore.h"

/* path: the absolute path where the walk is. real: how many bytes of it stand for `start`, the folder as named. */
typedef struct walk {
  path_list *list;
  const char *start;
  char *path;
  size_t length;
  size_t room;
  size_t real;
  bool failed;
} walk;

static bool list_add(path_list *self, char *path)
{
  if (path && self->count == self->room) {
    size_t room = self->room ? self->room * 2 : 64;
    char **items = realloc(self->items, room * sizeof *items);
    if (items) {
      self->items = items;
      self->room = room;
    }
  }
  if (!path || self->count == self->room) {
    free(path);
    fputs("dixit: out of memory\n", stderr);
    return false;
  }
  self->items[self->count++] = path;
  return true;
}

/* The path as its reader named it: "docs/a.md", and "a.md" below ".". */
static char *shown_path(const walk *self)
{
  const char *rest = self->path + self->real;
  size_t start = strlen(self->start), length = strlen(rest);
  while (start && self->start[start - 1] == '/')
    start--;
  if (start == 1 && self->start[0] == '.') {
    start = 0;
    rest += *rest == '/';
    length = strlen(rest);
  }
  char *path = malloc(start + length + 1);
  if (!path)
    return NULL;
  memcpy(path, self->start, start);
  memcpy(path + start, rest, length + 1);
  return path;
}

static void complain(walk *self)
{
  int number = errno;
  char *path = shown_path(self);
  fprintf(stderr, "dixit: %s: %s\n", path ? path : self->start, strerror(number));
  free(path);
  self->failed = true;
}

/* Go down to `name`; the way back is walk_leave(). */
static bool walk_enter(walk *self, const char *name)
{
  size_t length = strlen(name), needed = self->length + length + 2;
  if (needed > self->room) {
    char *path = realloc(self->path, needed * 2);
    if (!path)
      return false;
    self->path = path;
    self->room = needed * 2;
  }
  self->path[self->length] = '/';
  memcpy(self->path + self->length + 1, name, length + 1);
  self->length += length + 1;
  return true;
}

static void walk_leave(walk *self, size_t length)
{
  self->length = length;
  self->path[length] = '\0';
}

static int keep_entry(const struct dirent *entry)
{
  return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 && strcmp(entry->d_name, ".git") != 0;
}

static void walk_folder(walk *self, ignore *outer);

static void visit(walk *self, ignore *ignored, const char *name)
{
  struct stat status;
  path_list *list = self->list;
  list->cut = list->cut || (list->most && ++list->seen > list->most);
  if (list->cut)
    return;
  if (lstat(self->path, &status) != 0) {
    complain(self);
    return;
  }
  bool is_folder = S_ISDIR(status.st_mode);
  if (ignore_matches(ignored, self->path, is_folder))
    return;
  if (is_folder) {
    walk_folder(self, ignored);
    return;
  }
  if (dixit_format_find(name) == DIXIT_FORMAT_AUTO)
    return;
  if (S_ISLNK(status.st_mode) && stat(self->path, &status) != 0)
    return;
  if (S_ISREG(status.st_mode))
    self->failed |= !list_add(self->list, shown_path(self));
}

static void walk_folder(walk *self, ignore *outer)
{
  struct dirent **entries;
  size_t length = self->length;
  int count = scandir(length ? self->path : "/", &entries, keep_entry, alphasort);
  if (count < 0) {
    complain(self);
    return;
  }
  ignore *ignored = ignore_push(outer, self->path);
  for (int i = 0; i < count; i++) {
    if (walk_enter(self, entries[i]->d_name))
      visit(self, ignored, entries[i]->d_name);
    else
      self->failed = true;
    walk_leave(self, length);
    free(entries[i]);
  }
  free(entries);
  if (ignored != outer)
    ignore_pop(ignored);
}

/* Is there a .git in the folder that is the first `length` bytes of the path? */
static bool is_repository(const walk *self, size_t length)
{
  char *path = malloc(length + sizeof "/.git");
  if (!path)
    return false;
  memcpy(path, self->path, length);
  memcpy(path + length, "/.git", sizeof "/.git");
  struct stat status;
  bool found = stat(path, &status) == 0;
  free(path);
  return found;
}

/* Where the repository begins that holds the walk's folder: how many bytes of the path; its own length if there is
 * none. */
static size_t find_repository(const walk *self)
{
  size_t length = self->length;
  while (!is_repository(self, length)) {
    if (length == 0)
      return self->length;
    while (self->path[--length] != '/')
      ;
  }
  return length;
}

/* The patterns of the folders from the repository's root to the one above the walk's. */
static ignore *push_outer(walk *self)
{
  ignore *ignored = NULL;
  for (size_t length = find_repository(self); length < self->length;) {
    self->path[length] = '\0';
    ignored = ignore_push(ignored, self->path);
    self->path[length] = '/';
    length += 1 + strcspn(self->path + length + 1, "/");
  }
  return ignored;
}

bool paths_add(path_list *self, const char *path)
{
  struct stat status;
  if (strcmp(path, "-") == 0 || stat(path, &status) != 0 || !S_ISDIR(status.st_mode))
    return list_add(self, strdup(path));
  walk way = {.list = self, .start = path, .path = realpath(path, NULL)};
  if (!way.path) {
    fprintf(stderr, "dixit: %s: %s\n", path, strerror(errno));
    return false;
  }
  way.length = strlen(way.path);
  way.room = way.length + 1;
  if (way.length == 1)
    walk_leave(&way, 0); /* "/": names join it without doubling the slash */
  way.real = way.length;
  ignore *ignored = push_outer(&way);
  walk_folder(&way, ignored);
  while (ignored)
    ignored = ignore_pop(ignored);
  free(way.path);
  return !way.failed;
}

void paths_free(path_list *self)
{
  for (size_t i = 0; i < self->count; i++)
    free(self->items[i]);
  free(self->items);
  *self = (path_list){.items = NULL};
}
