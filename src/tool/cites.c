/* dixit cites [PATH...]: the works that are cited, each with every place that cites it.
 *
 *   refs.bib:12:7 brandt1901
 *     a.md:3:12 p. 4
 *     b.md:10:2
 *   refs.bib:20:7 ruiz1950 (not cited)
 *   undefined brandt190
 *     a.md:7:1
 *
 * Works stand in the order of their bibliographies, then the keys no bibliography has, sorted. With --json the same as
 * {"version":1,"works":[{"key","path","start","end","line","column","uses":[{"path","start","end","line","column",
 * "locator"}]}],"undefined":[{"key","uses":[...]}]}. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "tool/commands.h"
#include "tool/files.h"

/* A place that cites. doc, entry: the work's bibliography and its reference there; NULL for an undefined key.
 * bibliography: which one it is, SIZE_MAX for none; known once all have been read. number: in the order they were
 * found. */
typedef struct use {
  char *path;
  char *key;
  char *locator;
  const dixit_doc *doc;
  size_t bibliography;
  uint32_t entry;
  dixit_span span;
  dixit_position place;
  size_t number;
} use;

typedef struct cites {
  file_task files;
  output out;
  const settings *options;
  use *uses;
  size_t count;
  size_t room;
  bool failed;
} cites;

static char *copy_text(dixit_text text)
{
  char *copy = malloc(text.length + 1);
  if (copy) {
    memcpy(copy, text.bytes, text.length);
    copy[text.length] = '\0';
  }
  return copy;
}

/* ---- collecting ---- */

static size_t find_bibliography(const cites *self, const dixit_doc *doc)
{
  if (!doc)
    return SIZE_MAX;
  for (size_t i = 0; i < bibliographies_count(self->files.bibliographies); i++)
    if (bibliographies_doc(self->files.bibliographies, i) == doc)
      return i;
  return SIZE_MAX;
}

static use *add_use(cites *self)
{
  if (self->count == self->room) {
    size_t room = self->room ? self->room * 2 : 64;
    use *grown = realloc(self->uses, room * sizeof *grown);
    if (!grown) {
      self->failed = true;
      return NULL;
    }
    self->uses = grown;
    self->room = room;
  }
  return &self->uses[self->count];
}

static void add_citation(cites *self, const char *path, const dixit_doc *doc, const dixit_citation *citation)
{
  use *added = add_use(self);
  if (!added)
    return;
  const dixit_doc *const *given = dixit_doc_bibliographies(doc, NULL);
  added->path = strdup(path);
  added->key = copy_text(dixit_doc_slice(doc, citation->key));
  added->locator = copy_text(dixit_doc_slice(doc, citation->locator));
  added->doc = citation->bibliography == DIXIT_NONE ? NULL : given[citation->bibliography];
  added->entry = citation->entry;
  added->span = citation->span;
  added->place = dixit_doc_position(doc, citation->key.start, DIXIT_CHARS);
  added->number = self->count++;
  self->failed |= !added->path || !added->key || !added->locator;
}

/* Keys that the document defines itself are its own matter. */
static bool visit(void *ctx, const char *path, const dixit_doc *doc)
{
  cites *self = ctx;
  size_t count;
  const dixit_citation *citations = dixit_doc_citations(doc, &count);
  for (size_t i = 0; i < count && !self->failed; i++)
    if (citations[i].kind == DIXIT_CITE_KEY && citations[i].reference == DIXIT_NONE)
      add_citation(self, path, doc, &citations[i]);
  return !self->failed;
}

/* By work, then as they were found. */
static int compare_uses(const void *left, const void *right)
{
  const use *a = left, *b = right;
  if (a->bibliography != b->bibliography)
    return a->bibliography < b->bibliography ? -1 : 1;
  if (a->bibliography != SIZE_MAX && a->entry != b->entry)
    return a->entry < b->entry ? -1 : 1;
  int order = a->bibliography == SIZE_MAX ? strcmp(a->key, b->key) : 0;
  return order ? order : (a->number > b->number) - (a->number < b->number);
}

/* ---- printing ---- */

/* The uses of one work, uses[first] to uses[last - 1]. */
typedef struct group {
  size_t first;
  size_t last;
} group;

static bool same_work(const use *a, const use *b)
{
  if (a->bibliography != b->bibliography)
    return false;
  return a->bibliography == SIZE_MAX ? strcmp(a->key, b->key) == 0 : a->entry == b->entry;
}

static group group_from(const cites *self, size_t first)
{
  size_t last = first;
  while (last < self->count && same_work(&self->uses[first], &self->uses[last]))
    last++;
  return (group){first, last};
}

static void print_place(buffer *out, const char *path, dixit_position place)
{
  buffer_add_format(out, "%.400s:%u:%u", path, place.line, place.column);
}

static void print_uses(cites *self, group uses)
{
  buffer *out = &self->out.bytes;
  for (size_t i = uses.first; i < uses.last; i++) {
    buffer_add_string(out, "  ");
    print_place(out, self->uses[i].path, self->uses[i].place);
    if (self->uses[i].locator[0]) {
      buffer_add_char(out, ' ');
      buffer_add_string(out, self->uses[i].locator);
    }
    buffer_add_char(out, '\n');
  }
}

static void json_place(buffer *out, const char *path, dixit_span span, dixit_position place)
{
  json_key_string(out, "path", path);
  json_key_number(out, "start", span.start);
  json_key_number(out, "end", span.end);
  json_key_number(out, "line", place.line);
  json_key_number(out, "column", place.column);
}

static void json_uses(cites *self, group uses)
{
  buffer *out = &self->out.bytes;
  json_key(out, "uses");
  buffer_add_char(out, '[');
  for (size_t i = uses.first; i < uses.last; i++) {
    buffer_add_string(out, i > uses.first ? ",{" : "{");
    json_place(out, self->uses[i].path, self->uses[i].span, self->uses[i].place);
    if (self->uses[i].locator[0])
      json_key_string(out, "locator", self->uses[i].locator);
    buffer_add_char(out, '}');
  }
  buffer_add_string(out, "]}");
}

static void print_work(cites *self, const char *path, const dixit_doc *doc, const dixit_reference *reference,
                       group uses)
{
  buffer *out = &self->out.bytes;
  dixit_position place = dixit_doc_position(doc, reference->key.start, DIXIT_CHARS);
  if (self->options->json) {
    buffer_add_string(out, buffer_last(out) == '[' ? "{" : ",{");
    json_key(out, "key");
    json_text(out, dixit_doc_slice(doc, reference->key));
    json_place(out, path, reference->key, place);
    json_uses(self, uses);
    return;
  }
  print_place(out, path, place);
  buffer_add_char(out, ' ');
  buffer_add_text(out, dixit_doc_slice(doc, reference->key));
  buffer_add_string(out, uses.first == uses.last ? " (not cited)\n" : "\n");
  print_uses(self, uses);
}

/* The works of all bibliographies, merged with the sorted uses; returns the first use that is left. */
static size_t print_works(cites *self)
{
  size_t at = 0, count;
  for (size_t i = 0; i < bibliographies_count(self->files.bibliographies); i++) {
    const dixit_doc *doc = bibliographies_doc(self->files.bibliographies, i);
    const dixit_reference *references = doc ? dixit_doc_references(doc, &count) : NULL;
    for (uint32_t entry = 0; references && entry < count; entry++) {
      group uses = {at, at};
      if (at < self->count && self->uses[at].bibliography == i && self->uses[at].entry == entry)
        uses = group_from(self, at);
      at = uses.last;
      if (references[entry].duplicate_of == DIXIT_NONE)
        print_work(self, bibliographies_path(self->files.bibliographies, i), doc, &references[entry], uses);
    }
  }
  return at;
}

static void print_undefined(cites *self, size_t at)
{
  buffer *out = &self->out.bytes;
  for (group uses; at < self->count; at = uses.last) {
    uses = group_from(self, at);
    if (self->options->json) {
      buffer_add_string(out, buffer_last(out) == '[' ? "{" : ",{");
      json_key_string(out, "key", self->uses[at].key);
      json_uses(self, uses);
      continue;
    }
    buffer_add_string(out, "undefined ");
    buffer_add_string(out, self->uses[at].key);
    buffer_add_char(out, '\n');
    print_uses(self, uses);
  }
}

static void print_all(cites *self)
{
  buffer *out = &self->out.bytes;
  bibliographies_sort(self->files.bibliographies);
  for (size_t i = 0; i < self->count; i++)
    self->uses[i].bibliography = find_bibliography(self, self->uses[i].doc);
  if (self->count)
    qsort(self->uses, self->count, sizeof *self->uses, compare_uses);
  if (self->options->json)
    buffer_add_string(out, "{\"version\":1,\"works\":[");
  size_t at = print_works(self);
  if (self->options->json)
    buffer_add_string(out, "],\"undefined\":[");
  print_undefined(self, at);
  if (self->options->json)
    buffer_add_string(out, "]}\n");
}

static void free_uses(cites *self)
{
  for (size_t i = 0; i < self->count; i++) {
    free(self->uses[i].path);
    free(self->uses[i].key);
    free(self->uses[i].locator);
  }
  free(self->uses);
}

int command_cites(const settings *options)
{
  cites self = {.options = options};
  engines *all = engines_open(options);
  self.files = (file_task){.options = options, .engines = all, .out = &self.out, .visit = visit, .ctx = &self};
  self.files.bibliographies = all ? bibliographies_open(options) : NULL;
  output_init(&self.out);
  bool fine = self.files.bibliographies && files_visit(&self.files);
  if (self.files.bibliographies && !self.failed)
    print_all(&self);
  if (fine && self.count == 0 && bibliographies_count(self.files.bibliographies) == 0)
    fputs("dixit: nothing is cited in what was read, and no bibliography is named\n", stderr);
  free_uses(&self);
  bibliographies_free(self.files.bibliographies);
  engines_free(all);
  return output_done(&self.out) && fine ? EXIT_FINE : EXIT_TROUBLE;
}
