/* From one place to those that belong to it: a citation and its entry, a note's mark and the note, a pronoun and the
 * person, a source and all its words. What a citation means is known by a bibliography's path and the key, since a
 * bibliography may be open in the editor and read from its file at the same time. */
#include <stdlib.h>
#include <string.h>

#include "tool/lsp.h"
#include "tool/lsp_uri.h"

enum {
  SPEAKING = 1 << DIXIT_ANNOTATE_QUOTE | 1 << DIXIT_ANNOTATE_CONTENT | 1 << DIXIT_ANNOTATE_SPEAKER |
             1 << DIXIT_ANNOTATE_CUE,
  CITING = 1 << DIXIT_ANNOTATE_CITATION
};

/* What a citation means. reference: in this text, or DIXIT_NONE: then `path` (on the heap) and key of an entry;
 * without a path there is no such thing. */
typedef struct target {
  uint32_t reference;
  char *path;
  dixit_text key;
} target;

static bool is_nothing(const target *self)
{
  return self->reference == DIXIT_NONE && !self->path;
}

/* The path of a bibliography that was handed to a text, on the heap. */
static char *path_of(const lsp_server *self, const dixit_doc *bibliography)
{
  for (size_t i = 0; i < bibliographies_count(self->bibliographies); i++)
    if (bibliographies_doc(self->bibliographies, i) == bibliography)
      return absolute_path(bibliographies_path(self->bibliographies, i));
  return NULL;
}

static const dixit_doc *bibliography_of(const dixit_doc *doc, const dixit_citation *citation)
{
  size_t count;
  const dixit_doc *const *all = dixit_doc_bibliographies(doc, &count);
  return citation->bibliography < count ? all[citation->bibliography] : NULL;
}

static target target_of_citation(const lsp_call *call, const dixit_citation *citation)
{
  target found = {.reference = citation->reference};
  const dixit_doc *bibliography = bibliography_of(call->doc, citation);
  if (found.reference == DIXIT_NONE && bibliography) {
    found.path = path_of(call->server, bibliography);
    found.key = dixit_doc_slice(call->doc, citation->key);
  }
  return found;
}

/* What the citation, or the reference itself, at the place means. */
static target target_at(const lsp_call *call)
{
  size_t count;
  const dixit_annotation *here = lsp_annotation_at(call->doc, call->span, CITING);
  if (here)
    return target_of_citation(call, &dixit_doc_citations(call->doc, NULL)[here->index]);
  const dixit_reference *references = dixit_doc_references(call->doc, &count);
  for (uint32_t i = 0; i < count; i++) {
    if (!lsp_touches(references[i].span, call->span))
      continue;
    if (references[i].kind != DIXIT_REF_ENTRY || !call->document->path)
      return (target){.reference = i};
    return (target){DIXIT_NONE, absolute_path(call->document->path), dixit_doc_slice(call->doc, references[i].key)};
  }
  return (target){.reference = DIXIT_NONE};
}

/* Which of the bibliographies handed to `doc` have that path: a bit each. */
static uint64_t matching(const lsp_server *self, const dixit_doc *doc, const char *wanted)
{
  size_t count;
  uint64_t bits = 0;
  const dixit_doc *const *handed = dixit_doc_bibliographies(doc, &count);
  for (size_t i = 0; i < count && i < 64; i++) {
    char *path = path_of(self, handed[i]);
    if (path && strcmp(path, wanted) == 0)
      bits |= UINT64_C(1) << i;
    free(path);
  }
  return bits;
}

/* The citations in `doc` that mean it. */
static void add_citations(const lsp_server *self, json_t *list, const char *uri, const dixit_doc *doc,
                          const target *wanted)
{
  size_t count;
  const dixit_citation *citations = dixit_doc_citations(doc, &count);
  uint64_t there = wanted->path ? matching(self, doc, wanted->path) : 0;
  for (size_t i = 0; i < count; i++) {
    const dixit_citation *citation = &citations[i];
    bool named = citation->bibliography < 64 && there >> citation->bibliography & 1 &&
                 text_equal(dixit_doc_slice(doc, citation->key), wanted->key);
    bool own = wanted->reference != DIXIT_NONE && citation->reference == wanted->reference;
    if (named || own)
      json_array_append_new(list, lsp_location(self, uri, doc, citation->span));
  }
}

/* ---- sources ---- */

static void add_mentions(const lsp_call *call, json_t *list, uint32_t source)
{
  size_t count;
  const dixit_mention *mentions = dixit_doc_mentions(call->doc, &count);
  for (size_t i = 0; i < count; i++)
    if (mentions[i].source == source)
      json_array_append_new(list, lsp_location(call->server, call->document->uri, call->doc, mentions[i].span));
}

static void add_words(const lsp_call *call, json_t *list, uint32_t source)
{
  size_t count;
  const dixit_attribution *attributions = dixit_doc_attributions(call->doc, NULL);
  const dixit_piece *pieces = dixit_doc_pieces(call->doc, &count);
  for (size_t i = 0; i < count; i++)
    if (attributions[pieces[i].attribution].source == source)
      json_array_append_new(list, lsp_location(call->server, call->document->uri, call->doc, pieces[i].span));
}

static uint32_t source_at(const lsp_call *call)
{
  const dixit_annotation *here = lsp_annotation_at(call->doc, call->span, SPEAKING);
  return here ? here->source : DIXIT_NONE;
}

/* ---- definition ---- */

/* Where the key of an entry stands in a bibliography. */
static dixit_span find_key(const dixit_doc *bibliography, dixit_text key)
{
  size_t count;
  const dixit_reference *references = dixit_doc_references(bibliography, &count);
  for (size_t i = 0; i < count; i++)
    if (text_equal(dixit_doc_slice(bibliography, references[i].key), key))
      return references[i].key;
  return span_of(0, 0);
}

/* The file at an absolute path, under the name the editor has for it. */
static json_t *location_in_file(const lsp_server *self, const char *path, const dixit_doc *doc, dixit_span span)
{
  char *uri = lsp_path_uri(path);
  json_t *location = uri ? lsp_location(self, uri, doc, span) : NULL;
  free(uri);
  return location;
}

static json_t *define_citation(const lsp_call *call, const target *found)
{
  const lsp_server *self = call->server;
  if (found->reference != DIXIT_NONE)
    return lsp_location(self, call->document->uri, call->doc,
                        dixit_doc_references(call->doc, NULL)[found->reference].span);
  for (size_t i = 0; i < bibliographies_count(self->bibliographies); i++) {
    const dixit_doc *bibliography = bibliographies_doc(self->bibliographies, i);
    char *path = bibliography ? path_of(self, bibliography) : NULL;
    bool same = path && strcmp(path, found->path) == 0;
    free(path);
    if (same)
      return location_in_file(self, found->path, bibliography, find_key(bibliography, found->key));
  }
  return json_null();
}

json_t *lsp_definition(lsp_call *call)
{
  target found = target_at(call);
  json_t *result = is_nothing(&found) ? NULL : define_citation(call, &found);
  free(found.path);
  if (result)
    return result;
  size_t count;
  const dixit_source *sources = dixit_doc_sources(call->doc, &count);
  uint32_t source = source_at(call);
  if (source >= count)
    return json_null();
  return lsp_location(call->server, call->document->uri, call->doc, sources[source].name);
}

/* ---- references ---- */

/* Citations of one thing, in all open texts when it stands in a bibliography. */
static void add_uses(lsp_call *call, json_t *list, const target *wanted)
{
  lsp_server *self = call->server;
  if (wanted->reference != DIXIT_NONE) {
    add_citations(self, list, call->document->uri, call->doc, wanted);
    return;
  }
  for (size_t i = 0; i < self->document_count; i++) {
    const dixit_doc *doc = lsp_document_analyse(self, self->documents[i]);
    if (doc)
      add_citations(self, list, self->documents[i]->uri, doc, wanted);
  }
}

static json_t *find_uses(lsp_call *call, bool declared)
{
  json_t *list = json_array();
  target wanted = target_at(call);
  if (!is_nothing(&wanted)) {
    if (declared)
      json_array_append_new(list, define_citation(call, &wanted));
    add_uses(call, list, &wanted);
    free(wanted.path);
    return list;
  }
  uint32_t source = source_at(call);
  if (source == DIXIT_NONE)
    return list;
  if (declared)
    add_mentions(call, list, source);
  add_words(call, list, source);
  return list;
}

json_t *lsp_references(lsp_call *call)
{
  const json_t *context = json_object_get(call->params, "context");
  return find_uses(call, json_is_true(json_object_get(context, "includeDeclaration")));
}

/* The same, as far as it stands in this text. */
json_t *lsp_document_highlight(lsp_call *call)
{
  size_t at;
  json_t *item, *list = json_array(), *uses = find_uses(call, true);
  json_array_foreach(uses, at, item) {
    const char *uri = lsp_string_at(item, "uri");
    if (uri && strcmp(uri, call->document->uri) == 0)
      json_array_append_new(list, json_pack("{s:O}", "range", json_object_get(item, "range")));
  }
  json_decref(uses);
  return list;
}
