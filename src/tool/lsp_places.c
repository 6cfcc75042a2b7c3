/* Bytes of a document to places as the editor counts them, and back. */
#include <stdlib.h>

#include "tool/lsp.h"

static json_t *place(const lsp_server *self, const dixit_doc *doc, uint32_t byte)
{
  dixit_position at = dixit_doc_position(doc, byte, self->unit);
  return json_pack("{s:I, s:I}", "line", (json_int_t)at.line - 1, "character", (json_int_t)at.column - 1);
}

json_t *lsp_range(const lsp_server *self, const dixit_doc *doc, dixit_span span)
{
  return json_pack("{s:o, s:o}", "start", place(self, doc, span.start), "end", place(self, doc, span.end));
}

json_t *lsp_location(const lsp_server *self, const char *uri, const dixit_doc *doc, dixit_span span)
{
  return json_pack("{s:s, s:o}", "uri", uri, "range", lsp_range(self, doc, span));
}

uint32_t lsp_byte(const lsp_server *self, const dixit_doc *doc, lsp_position at)
{
  return dixit_doc_offset(doc, (dixit_position){at.line + 1, at.character + 1}, self->unit);
}

json_t *lsp_replacement(const lsp_server *self, const dixit_doc *doc, dixit_span span, const char *text)
{
  return json_pack("{s:o, s:s}", "range", lsp_range(self, doc, span), "newText", text);
}

json_t *lsp_edit(const lsp_server *self, const lsp_document *document, json_t *edits)
{
  if (!self->client.versions_edits)
    return json_pack("{s:{s:o}}", "changes", document->uri, edits);
  return json_pack("{s:[{s:{s:s, s:I}, s:o}]}", "documentChanges", "textDocument", "uri", document->uri, "version",
                   document->version, "edits", edits);
}

bool lsp_touches(dixit_span span, dixit_span at)
{
  return span.start <= at.end && at.start <= span.end;
}

const dixit_annotation *lsp_annotation_at(const dixit_doc *doc, dixit_span at, uint32_t kinds)
{
  size_t count;
  dixit_span around = span_of(at.start ? at.start - 1 : 0, at.end + 1);
  const dixit_annotation *all = dixit_doc_annotations(doc, around, &count);
  const dixit_annotation *found = NULL;
  for (size_t i = 0; i < count; i++) {
    bool wanted = kinds >> all[i].kind & 1;
    if (wanted && lsp_touches(all[i].span, at) && (!found || span_length(all[i].span) <= span_length(found->span)))
      found = &all[i];
  }
  return found;
}
