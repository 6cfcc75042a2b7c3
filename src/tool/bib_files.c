/* What documents name is analysed with all rules off, since they only ask it for keys; but for what is linted itself,
 * which is expected: that is read once for both. There are few, so they are searched from end to end. */
#include "tool/bib_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tool/complain.h"

bool bib_files_init(bib_files *self, const settings *options)
{
  static const dixit_rule_setting off = {"*", DIXIT_OFF};
  dixit_options engine = {.size = sizeof engine, .rules = &off, .rule_count = 1};
  *self = (bib_files){.options = options};
  return dixit_engine_new(&self->engine, &engine, NULL) == DIXIT_OK;
}

void bib_files_done(bib_files *self)
{
  for (size_t i = 0; i < self->count; i++) {
    bib_file_drop(self->items[i]);
    pthread_mutex_destroy(&self->items[i]->reading);
    free(self->items[i]->path);
    free(self->items[i]);
  }
  free(self->items);
  dixit_engine_free(self->engine);
}

/* ---- reading ---- */

/* The document of a text, with its error if that could not be read. NULL with the error filled. */
static dixit_doc *make_doc(const dixit_engine *engine, const input *text, const dixit_doc_options *options,
                           dixit_error *error)
{
  dixit_doc *doc = NULL;
  if (text->error)
    snprintf(error->message, sizeof error->message, "%s", text->error);
  else if (dixit_doc_new(&doc, engine, text->bytes, text->length, options, error) != DIXIT_OK)
    doc = NULL;
  return doc;
}

dixit_doc *bib_files_read(const bib_files *self, const char *path, uint32_t format)
{
  dixit_error error;
  dixit_doc_options options = {.size = sizeof options, .format = format, .name = path};
  input text = input_read(path);
  dixit_doc *doc = make_doc(self->engine, &text, &options, &error);
  if (!doc)
    complain(self->options, "%s: %s", path, error.message);
  input_free(&text);
  return doc;
}

static void read_now(bib_file *self, const dixit_engine *engine, dixit_error *error)
{
  dixit_doc_options options = {.size = sizeof options, .format = self->format, .name = self->path, .borrow = 1};
  input_free(&self->text);
  self->text = input_read(self->path);
  self->doc = make_doc(engine, &self->text, &options, error);
}

void bib_files_open(const bib_files *self, bib_file *file)
{
  dixit_error error;
  read_now(file, self->engine, &error);
  if (!file->doc)
    complain(self->options, "%s: %s", file->path, error.message);
}

dixit_doc *bib_file_read_expected(bib_file *self, dixit_error *error)
{
  pthread_mutex_lock(&self->reading);
  if (!self->doc)
    read_now(self, self->engine, error);
  dixit_doc *doc = self->doc;
  pthread_mutex_unlock(&self->reading);
  return doc;
}

void bib_file_drop(bib_file *self)
{
  dixit_doc_free(self->doc);
  input_free(&self->text);
  self->doc = NULL;
}

/* ---- the list ---- */

static bool is_file_of(const bib_file *self, const struct stat *status)
{
  return self->engine && self->device == status->st_dev && self->inode == status->st_ino;
}

bib_file *bib_files_find(const bib_files *self, const char *path)
{
  struct stat status;
  for (size_t i = 0; i < self->count; i++)
    if (strcmp(self->items[i]->path, path) == 0)
      return self->items[i];
  if (!self->expecting || stat(path, &status) != 0)
    return NULL;
  for (size_t i = 0; i < self->count; i++)
    if (is_file_of(self->items[i], &status))
      return self->items[i];
  return NULL;
}

bib_file *bib_files_make(bib_files *self, const char *path)
{
  bib_file **grown = realloc(self->items, (self->count + 1) * sizeof *grown);
  bib_file *added = grown ? calloc(1, sizeof *added) : NULL;
  if (grown)
    self->items = grown;
  if (!added)
    return NULL;
  added->path = strdup(path);
  if (!added->path) {
    free(added);
    return NULL;
  }
  pthread_mutex_init(&added->reading, NULL);
  self->items[self->count++] = added;
  return added;
}

bib_file *bib_files_add(bib_files *self, const char *path)
{
  dixit_error error;
  bib_file *found = bib_files_find(self, path);
  if (found) {
    if (found->engine)
      bib_file_read_expected(found, &error); /* the error is told when the run comes to it */
    return found;
  }
  bib_file *added = bib_files_make(self, path);
  if (added)
    bib_files_open(self, added);
  return added;
}

bool bib_files_expect(bib_files *self, const char *path, const dixit_engine *engine, uint32_t format)
{
  struct stat status;
  bib_file *added = stat(path, &status) == 0 ? bib_files_find(self, path) : NULL;
  if (stat(path, &status) != 0 || (added && added->doc))
    return true;
  added = added ? added : bib_files_make(self, path);
  if (!added)
    return false;
  added->engine = engine;
  added->format = format;
  added->device = status.st_dev;
  added->inode = status.st_ino;
  self->expecting = true;
  return true;
}
