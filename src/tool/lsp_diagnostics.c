/* Findings as diagnostics: sent after a pause in typing, with the version of the text they are about, or when the
 * editor asks for them (LSP 3.17, pull diagnostics). An editor that asks is sent none. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "tool/lsp.h"

enum { PAUSE = 120, TAG_UNNECESSARY = 1 };

/* DiagnosticSeverity by dixit_severity. */
static const int severities[] = {4, 3, 2, 1};

static uint64_t milliseconds(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static json_t *related(const lsp_server *self, const lsp_document *document, const dixit_doc *doc,
                       const dixit_finding *finding)
{
  json_t *list = json_array();
  const dixit_related *all = dixit_doc_related(doc, NULL) + finding->first_related;
  for (uint32_t i = 0; i < finding->related_count; i++)
    json_array_append_new(list, json_pack("{s:o, s:o}", "location",
                                          lsp_location(self, document->uri, doc, all[i].span), "message",
                                          lsp_text_value(text_from(all[i].message))));
  return list;
}

json_t *lsp_diagnostic(const lsp_server *self, const lsp_document *document, const dixit_doc *doc,
                       const dixit_finding *finding)
{
  json_t *item = json_pack("{s:o, s:i, s:s, s:s, s:o}", "range", lsp_range(self, doc, finding->span), "severity",
                           severities[finding->severity & 3], "code", finding->rule, "source", "dixit", "message",
                           lsp_text_value(text_from(finding->message)));
  if (finding->related_count)
    json_object_set_new(item, "relatedInformation", related(self, document, doc, finding));
  return item;
}

static json_t *diagnostics(lsp_server *self, lsp_document *document)
{
  size_t count = 0;
  json_t *list = json_array();
  const dixit_doc *doc = lsp_document_analyse(self, document);
  const dixit_finding *findings = doc ? dixit_doc_findings(doc, &count) : NULL;
  for (size_t i = 0; i < count; i++)
    json_array_append_new(list, lsp_diagnostic(self, document, doc, &findings[i]));
  return list;
}

json_t *lsp_pull_diagnostics(lsp_call *call)
{
  return json_pack("{s:s, s:o}", "kind", "full", "items", diagnostics(call->server, call->document));
}

void lsp_diagnostics_later(lsp_server *self, lsp_document *document)
{
  if (!self->client.pulls)
    document->due = milliseconds() + PAUSE;
}

static void send(lsp_server *self, lsp_document *document)
{
  document->due = 0;
  json_t *list = diagnostics(self, document);
  lsp_notify(self, "textDocument/publishDiagnostics",
             json_pack("{s:s, s:I, s:o}", "uri", document->uri, "version", document->version, "diagnostics", list));
}

int lsp_diagnostics_send_due(lsp_server *self)
{
  uint64_t next = UINT64_MAX;
  for (size_t i = 0; i < self->document_count; i++) {
    lsp_document *document = self->documents[i];
    if (document->due && document->due <= milliseconds())
      send(self, document);
    if (document->due && document->due < next)
      next = document->due;
  }
  uint64_t now = milliseconds();
  if (next == UINT64_MAX)
    return -1;
  return next > now ? (int)(next - now) : 0;
}
