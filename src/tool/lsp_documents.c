/* Open texts. They are few, so they are searched from end to end. An analysis is made when somebody asks for it and
 * kept until the text changes. */
#include <stdlib.h>
#include <string.h>

#include "tool/complain.h"
#include "tool/lsp.h"
#include "tool/lsp_uri.h"

lsp_document *lsp_document_find(const lsp_server *self, const char *uri)
{
  for (size_t i = 0; uri && i < self->document_count; i++)
    if (strcmp(self->documents[i]->uri, uri) == 0)
      return self->documents[i];
  return NULL;
}

lsp_document *lsp_document_add(lsp_server *self, const char *uri)
{
  lsp_document **grown = realloc(self->documents, (self->document_count + 1) * sizeof *grown);
  lsp_document *document = grown ? calloc(1, sizeof *document) : NULL;
  if (grown)
    self->documents = grown;
  if (!document)
    return NULL;
  document->uri = strdup(uri);
  document->path = lsp_uri_path(uri);
  if (!document->uri) {
    free(document->path);
    free(document);
    return NULL;
  }
  return self->documents[self->document_count++] = document;
}

void lsp_document_forget(lsp_document *document)
{
  dixit_doc_free(document->doc);
  document->doc = NULL;
}

static void document_free(lsp_document *document)
{
  lsp_document_forget(document);
  lsp_text_free(&document->text);
  free(document->tokens);
  free(document->uri);
  free(document->path);
  free(document);
}

void lsp_document_remove(lsp_server *self, lsp_document *document)
{
  size_t at = 0;
  while (self->documents[at] != document)
    at++;
  self->documents[at] = self->documents[--self->document_count];
  document_free(document);
}

void lsp_documents_free(lsp_server *self)
{
  for (size_t i = 0; i < self->document_count; i++)
    document_free(self->documents[i]);
  free(self->documents);
}

/* ---- analysis ---- */

static dixit_doc *analyse(lsp_server *self, const lsp_document *document)
{
  dixit_error error;
  dixit_doc *doc;
  uint32_t format = DIXIT_FORMAT_AUTO;
  const dixit_engine *engine = self->engines ? engines_find(self->engines, document->path, &format) : NULL;
  if (!engine)
    return NULL;
  if (format == DIXIT_FORMAT_AUTO && !(document->path && dixit_format_find(document->path)))
    format = document->format;
  dixit_doc_options options = {.size = sizeof options, .format = format, .name = document->path};
  const lsp_text *text = &document->text;
  if (dixit_doc_new(&doc, engine, text->length ? text->bytes : "", text->length, &options, &error) != DIXIT_OK) {
    complain(&self->current, "%s: %s", document->uri, error.message);
    return NULL;
  }
  path_names configured;
  configured.items = engines_bibliographies(self->engines, engine, &configured.count);
  if (document->path && self->bibliographies &&
      !bibliographies_give(self->bibliographies, document->path, &configured, doc, &error))
    complain(&self->current, "%s: %s", document->path, error.message); /* it is as good as without them */
  if (!self->rules_told)
    self->rules_told = !engines_finish(self->engines);
  return doc;
}

const dixit_doc *lsp_document_analyse(lsp_server *self, lsp_document *document)
{
  if (!document->doc)
    document->doc = analyse(self, document);
  return document->doc;
}
