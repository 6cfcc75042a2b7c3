/* A list of what has been read, by path, behind one lock. Names are looked for beside the document, then in the current
 * folder, as they stand and with ".bib" behind them (LaTeX leaves that out). A document that names none has the one
 * beside it that is called like itself.
 *
 * They are analysed with all rules off: documents only ask them for keys. A bibliography that is linted itself is read
 * as any other document. */
#include "tool/bibliographies.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tool/complain.h"
#include "tool/input.h"

enum { GIVEN_MAX = 64, PATH_ROOM = 4096 };

/* doc: NULL when it could not be read. */
typedef struct source {
  char *path;
  dixit_doc *doc;
} source;

/* A file of a text in several files. parent: the one that includes it, itself for the first. source: a bibliography
 * that it names, or NULL; a file that names several is there several times. */
typedef struct member {
  char *path;
  size_t parent;
  source *source;
} member;

/* named: how many of the first sources --bibliography named. */
struct bibliographies {
  const settings *options;
  dixit_engine *engine;
  pthread_mutex_t lock;
  source **sources;
  size_t count;
  size_t named;
  member *members;
  size_t member_count;
};

static dixit_doc *read_source(const bibliographies *self, const char *path, uint32_t format)
{
  dixit_doc *doc = NULL;
  dixit_error error;
  input text = input_read(path);
  dixit_doc_options options = {.size = sizeof options, .format = format, .name = path};
  if (!text.error && dixit_doc_new(&doc, self->engine, text.bytes, text.length, &options, &error) != DIXIT_OK)
    complain(self->options, "%s: %s", path, error.message);
  if (text.error)
    complain(self->options, "bibliography %s: %s", path, text.error);
  input_free(&text);
  return doc;
}

static source *find_source(const bibliographies *self, const char *path)
{
  for (size_t i = 0; i < self->count; i++)
    if (strcmp(self->sources[i]->path, path) == 0)
      return self->sources[i];
  return NULL;
}

/* The source at `path`, read now if it has not been and is `there`; NULL when memory is out. */
static source *add_source(bibliographies *self, const char *path, bool there)
{
  source *found = find_source(self, path);
  if (found)
    return found;
  source **grown = realloc(self->sources, (self->count + 1) * sizeof *grown);
  source *added = grown ? calloc(1, sizeof *added) : NULL;
  if (grown)
    self->sources = grown;
  if (!added)
    return NULL;
  added->path = strdup(path);
  if (!added->path) {
    free(added);
    return NULL;
  }
  added->doc = there ? read_source(self, path, DIXIT_FORMAT_AUTO) : NULL;
  self->sources[self->count++] = added;
  return added;
}

bibliographies *bibliographies_open(const settings *options)
{
  static const dixit_rule_setting off = {"*", DIXIT_OFF};
  dixit_options engine = {.size = sizeof engine, .rules = &off, .rule_count = 1};
  bibliographies *self = calloc(1, sizeof *self);
  if (!self || dixit_engine_new(&self->engine, &engine, NULL) != DIXIT_OK) {
    complain_memory(options);
    free(self);
    return NULL;
  }
  self->options = options;
  pthread_mutex_init(&self->lock, NULL);
  for (uint32_t i = 0; i < options->bibliography_count; i++) {
    source *added = add_source(self, options->bibliographies[i], true);
    if (!added || !added->doc) {
      bibliographies_free(self);
      return NULL;
    }
  }
  self->named = self->count;
  return self;
}

void bibliographies_free(bibliographies *self)
{
  if (!self)
    return;
  for (size_t i = 0; i < self->count; i++) {
    dixit_doc_free(self->sources[i]->doc);
    free(self->sources[i]->path);
    free(self->sources[i]);
  }
  for (size_t i = 0; i < self->member_count; i++)
    free(self->members[i].path);
  free(self->members);
  free(self->sources);
  dixit_engine_free(self->engine);
  pthread_mutex_destroy(&self->lock);
  free(self);
}

dixit_doc *bibliographies_read(bibliographies *self, const char *path, uint32_t format)
{
  return read_source(self, path, format);
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
  if (find_source(self, path))
    return;
  complain(self->options, "%s names the bibliography %s, which is not there", document, path);
  add_source(self, path, false);
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
  source *added = add_source(self, found, true);
  give(out, added ? added->doc : NULL);
}

/* The source a document means by a name; NULL when there is none. */
static source *name_source(bibliographies *self, const char *path, dixit_text name)
{
  char found[PATH_ROOM];
  if (find_path(found, path, name))
    return add_source(self, found, true);
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
    source *named = name_source(self, bibliographies_root(self, path), dixit_doc_slice(doc, files[i].name));
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
    source *added = add_source(self, configured->items[i], true);
    give(out, added ? added->doc : NULL);
  }
}

static void collect(bibliographies *self, const char *path, const path_names *configured, const dixit_doc *doc,
                    given *out)
{
  size_t count;
  const dixit_file *files = dixit_doc_files(doc, &count);
  for (size_t i = 0; i < self->named; i++)
    give(out, self->sources[i]->doc);
  give_configured(self, configured, out);
  give_shared(self, path, out);
  for (size_t i = 0; i < count && find_member(self, path) == SIZE_MAX; i++) {
    source *named =
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
  return strcmp((*(source *const *)left)->path, (*(source *const *)right)->path);
}

void bibliographies_sort(bibliographies *self)
{
  if (self->count > self->named)
    qsort(self->sources + self->named, self->count - self->named, sizeof *self->sources, compare_sources);
}

size_t bibliographies_count(const bibliographies *self)
{
  return self->count;
}

const char *bibliographies_path(const bibliographies *self, size_t index)
{
  return self->sources[index]->path;
}

dixit_doc *bibliographies_doc(const bibliographies *self, size_t index)
{
  return self->sources[index]->doc;
}
