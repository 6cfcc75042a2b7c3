/* A list of what has been read, by path, behind one lock. Names are looked for beside the document, then in the current
 * folder, as they stand and with ".bib" behind them (LaTeX leaves that out). A document that names none has the one
 * beside it that is called like itself.
 *
 * What has been read is in bib_files.c. */
#include "tool/bibliographies.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "tool/complain.h"

enum { GIVEN_MAX = 64, PATH_ROOM = 4096 };

/* A file of a text in several files. parent: the one that includes it, itself for the first. source: a bibliography
 * that it names, or NULL; a file that names several is there several times. */
typedef struct member {
  char *path;
  size_t parent;
  bib_file *source;
} member;

/* named: how many of the first sources --bibliography named. */
struct bibliographies {
  const settings *options;
  bib_files all;
  pthread_mutex_t lock;
  size_t named;
  member *members;
  size_t member_count;
};

bibliographies *bibliographies_open(const settings *options)
{
  bibliographies *self = calloc(1, sizeof *self);
  bool fine = self && bib_files_init(&self->all, options);
  for (uint32_t i = 0; fine && i < options->bibliography_count; i++)
    fine = bib_files_find(&self->all, options->bibliographies[i]) ||
           bib_files_make(&self->all, options->bibliographies[i]);
  if (!fine) {
    complain_memory(options);
    free(self);
    return NULL;
  }
  self->options = options;
  pthread_mutex_init(&self->lock, NULL);
  self->named = self->all.count;
  return self;
}

bool bibliographies_load(bibliographies *self)
{
  dixit_error error;
  for (size_t i = 0; i < self->named; i++) {
    bib_file *named = self->all.items[i];
    if (named->engine && !bib_file_read_expected(named, &error))
      complain(self->options, "%s: %s", named->path, error.message);
    if (!named->engine && !named->doc)
      bib_files_open(&self->all, named);
    if (!named->doc)
      return false;
  }
  return true;
}

void bibliographies_free(bibliographies *self)
{
  if (!self)
    return;
  bib_files_done(&self->all);
  for (size_t i = 0; i < self->member_count; i++)
    free(self->members[i].path);
  free(self->members);
  pthread_mutex_destroy(&self->lock);
  free(self);
}

dixit_doc *bibliographies_read(bibliographies *self, const char *path, uint32_t format)
{
  return bib_files_read(&self->all, path, format);
}

/* ---- those that are linted as well ---- */

bool bibliographies_expect(bibliographies *self, const char *path, const dixit_engine *engine, uint32_t format)
{
  return bib_files_expect(&self->all, path, engine, format);
}

bib_file *bibliographies_expected(bibliographies *self, const char *path)
{
  pthread_mutex_lock(&self->lock);
  bib_file *found = bib_files_find(&self->all, path);
  pthread_mutex_unlock(&self->lock);
  return found && found->engine && strcmp(found->path, path) == 0 ? found : NULL;
}

bib_file *bibliographies_claim(bibliographies *self, const char *path)
{
  bib_file *found = bibliographies_expected(self, path);
  if (!found || found->claimed)
    return NULL;
  found->claimed = true;
  return found;
}

void bibliographies_cite(bibliographies *self, const dixit_doc *doc)
{
  size_t count;
  const dixit_doc *const *given = dixit_doc_bibliographies(doc, &count);
  pthread_mutex_lock(&self->lock);
  for (size_t i = 0; self->all.expecting && i < self->all.count; i++) {
    bib_file *cited = self->all.items[i];
    for (size_t j = 0; cited->engine && j < count; j++)
      if (given[j] == cited->doc) {
        cited->cited = true;
        dixit_doc_add_citing(cited->doc, doc);
      }
  }
  pthread_mutex_unlock(&self->lock);
}

/* ---- texts in several files ---- */

static size_t find_member(const bibliographies *self, const char *path)
{
  for (size_t i = 0; i < self->member_count; i++)
    if (strcmp(self->members[i].path, path) == 0)
      return i;
  return SIZE_MAX;
}

/* A new member, its own parent; SIZE_MAX when memory is out. */
static size_t add_member(bibliographies *self, const char *path)
{
  member *grown = realloc(self->members, (self->member_count + 1) * sizeof *grown);
  char *copy = grown ? strdup(path) : NULL;
  if (grown)
    self->members = grown;
  if (!copy)
    return SIZE_MAX;
  self->members[self->member_count] = (member){copy, self->member_count, NULL};
  return self->member_count++;
}

static size_t get_member(bibliographies *self, const char *path)
{
  size_t found = find_member(self, path);
  return found == SIZE_MAX ? add_member(self, path) : found;
}

static size_t root_of(const bibliographies *self, size_t at)
{
  while (self->members[at].parent != at)
    at = self->members[at].parent;
  return at;
}

bool bibliographies_share(bibliographies *self, const char *path, const char *from)
{
  size_t part = get_member(self, path), whole = get_member(self, from);
  if (part == SIZE_MAX || whole == SIZE_MAX)
    return false;
  if (self->members[part].parent == part && root_of(self, whole) != part) /* no circles */
    self->members[part].parent = whole;
  return true;
}

const char *bibliographies_root(const bibliographies *self, const char *path)
{
  size_t found = find_member(self, path);
  return found == SIZE_MAX ? path : self->members[root_of(self, found)].path;
}

/* ---- those a document names ---- */

/* Tries folder + name + ending; the path in `out` when there is such a file. */
static bool is_there(char out[PATH_ROOM], dixit_text folder, dixit_text name, const char *ending)
{
  int length =
      snprintf(out, PATH_ROOM, "%.*s%.*s%s", (int)folder.length, folder.bytes, (int)name.length, name.bytes, ending);
  return length > 0 && length < PATH_ROOM && access(out, R_OK) == 0;
}

static bool find_path(char out[PATH_ROOM], const char *document, dixit_text name)
{
  const char *slash = strrchr(document, '/');
  bool absolute = name.length && name.bytes[0] == '/';
  dixit_text beside = text_of(document, slash && !absolute ? (size_t)(slash - document) + 1 : 0), here = text_of("", 0);
  return is_there(out, beside, name, "") || is_there(out, beside, name, ".bib") || is_there(out, here, name, "") ||
         is_there(out, here, name, ".bib");
}

/* Says once that a document's bibliography is not there: by way of a source without document under that name. */
static void tell_missing(bibliographies *self, const char *document, dixit_text name)
{
  char path[PATH_ROOM];
  snprintf(path, sizeof path, "%.*s", (int)name.length, name.bytes);
  if (bib_files_find(&self->all, path))
    return;
  complain(self->options, "%s names the bibliography %s, which is not there", document, path);
  bib_files_make(&self->all, path);
}

typedef struct given {
  const dixit_doc *docs[GIVEN_MAX];
  size_t count;
} given;

static void give(given *self, const dixit_doc *doc)
{
  for (size_t i = 0; i < self->count; i++)
    if (self->docs[i] == doc)
      return;
  if (doc && self->count < GIVEN_MAX)
    self->docs[self->count++] = doc;
}

/* "paper.bib" beside "paper.md". */
static void give_namesake(bibliographies *self, const char *path, given *out)
{
  char found[PATH_ROOM];
  const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');
  if (!dot || strcmp(dot, ".bib") == 0 || !is_there(found, text_of(path, (size_t)(dot - path)), text_of("", 0), ".bib"))
    return;
  bib_file *added = bib_files_add(&self->all, found);
  give(out, added ? added->doc : NULL);
}

/* The source a document means by a name; NULL when there is none. */
static bib_file *name_source(bibliographies *self, const char *path, dixit_text name)
{
  char found[PATH_ROOM];
  if (find_path(found, path, name))
    return bib_files_add(&self->all, found);
  tell_missing(self, path, name);
  return NULL;
}

bool bibliographies_name(bibliographies *self, const char *path, const dixit_doc *doc)
{
  size_t count, from = get_member(self, path);
  const dixit_file *files = dixit_doc_files(doc, &count);
  for (size_t i = 0; from != SIZE_MAX && i < count; i++) {
    if (files[i].kind != DIXIT_FILE_BIBLIOGRAPHY)
      continue;
    bib_file *named = name_source(self, bibliographies_root(self, path), dixit_doc_slice(doc, files[i].name));
    size_t added = named ? add_member(self, path) : from;
    if (added == SIZE_MAX)
      return false;
    if (named)
      self->members[added] = (member){self->members[added].path, from, named};
  }
  return from != SIZE_MAX;
}

/* What the other files of its text name. */
static void give_shared(bibliographies *self, const char *path, given *out)
{
  size_t found = find_member(self, path);
  size_t root = found == SIZE_MAX ? SIZE_MAX : root_of(self, found);
  for (size_t i = 0; found != SIZE_MAX && i < self->member_count; i++)
    if (self->members[i].source && root_of(self, i) == root)
      give(out, self->members[i].source->doc);
}

static void give_configured(bibliographies *self, const path_names *configured, given *out)
{
  for (uint32_t i = 0; i < configured->count; i++) {
    bib_file *added = bib_files_add(&self->all, configured->items[i]);
    give(out, added ? added->doc : NULL);
  }
}

static void collect(bibliographies *self, const char *path, const path_names *configured, const dixit_doc *doc,
                    given *out)
{
  size_t count;
  const dixit_file *files = dixit_doc_files(doc, &count);
  for (size_t i = 0; i < self->named; i++)
    give(out, self->all.items[i]->doc);
  give_configured(self, configured, out);
  give_shared(self, path, out);
  for (size_t i = 0; i < count && find_member(self, path) == SIZE_MAX; i++) {
    bib_file *named =
        files[i].kind == DIXIT_FILE_BIBLIOGRAPHY ? name_source(self, path, dixit_doc_slice(doc, files[i].name)) : NULL;
    give(out, named ? named->doc : NULL);
  }
  if (out->count == 0)
    give_namesake(self, path, out);
}

bool bibliographies_give(bibliographies *self, const char *path, const path_names *configured, dixit_doc *doc,
                         dixit_error *error)
{
  given all = {.count = 0};
  pthread_mutex_lock(&self->lock);
  collect(self, path, configured, doc, &all);
  pthread_mutex_unlock(&self->lock);
  return all.count == 0 || dixit_doc_set_bibliographies(doc, all.docs, all.count, error) == DIXIT_OK;
}

static int compare_sources(const void *left, const void *right)
{
  return strcmp((*(bib_file *const *)left)->path, (*(bib_file *const *)right)->path);
}

void bibliographies_sort(bibliographies *self)
{
  bib_files *all = &self->all;
  if (all->count > self->named)
    qsort(all->items + self->named, all->count - self->named, sizeof *all->items, compare_sources);
}

size_t bibliographies_count(const bibliographies *self)
{
  return self->all.count;
}

const char *bibliographies_path(const bibliographies *self, size_t index)
{
  return self->all.items[index]->path;
}

dixit_doc *bibliographies_doc(const bibliographies *self, size_t index)
{
  return self->all.items[index]->doc;
}
