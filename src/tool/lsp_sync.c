/* The editor's texts: opened, changed, saved, closed. */
#include <stdlib.h>
#include <string.h>

#include "tool/complain.h"
#include "tool/lsp.h"

/* Languages as editors call them, where that is not a format's own name. */
static const struct {
  const char *language;
  uint32_t format;
} languages[] = {
  {"plaintext", DIXIT_PLAIN}, {"text", DIXIT_PLAIN},     {"txt", DIXIT_PLAIN},  {"quarto", DIXIT_MARKDOWN},
  {"rmd", DIXIT_MARKDOWN},    {"pandoc", DIXIT_MARKDOWN}, {"mdx", DIXIT_MARKDOWN}, {"gfm", DIXIT_MARKDOWN},
  {"tex", DIXIT_LATEX},       {"plaintex", DIXIT_LATEX}, {"doctex", DIXIT_LATEX}, {"bib", DIXIT_BIBTEX},
  {"restructuredtext", DIXIT_RST}, {"wikitext", DIXIT_MEDIAWIKI}, {"xhtml", DIXIT_FORMAT_HTML},
};

static uint32_t format_of_language(const char *language)
{
  for (size_t i = 0; language && i < sizeof languages / sizeof *languages; i++)
    if (strcmp(languages[i].language, language) == 0)
      return languages[i].format;
  for (uint32_t i = 0; language && dixit_format_name(i)[0] != '?'; i++)
    if (strcmp(dixit_format_name(i), language) == 0)
      return i;
  return DIXIT_FORMAT_AUTO;
}

/* Opening a text that is open is an error of the editor's; the new text counts. */
json_t *lsp_did_open(lsp_call *call)
{
  const json_t *item = json_object_get(call->params, "textDocument"), *text = json_object_get(item, "text");
  const char *uri = lsp_string_at(item, "uri");
  if (!uri || !json_is_string(text))
    return NULL;
  lsp_document *document = lsp_document_find(call->server, uri);
  if (!document)
    document = lsp_document_add(call->server, uri);
  if (!document)
    return NULL;
  document->version = json_integer_value(json_object_get(item, "version"));
  document->format = format_of_language(lsp_string_at(item, "languageId"));
  lsp_document_forget(document);
  if (!lsp_text_replace(&document->text, 0, document->text.length,
                        text_of(json_string_value(text), json_string_length(text))))
    complain_memory(&call->server->current);
  lsp_diagnostics_later(call->server, document);
  return NULL;
}

/* One change: a range and its new text, or the whole text. */
static bool change_text(lsp_text *self, const json_t *change, dixit_unit unit)
{
  lsp_position start, end;
  const json_t *text = json_object_get(change, "text"), *range = json_object_get(change, "range");
  dixit_text added = text_of(json_string_value(text), json_string_length(text));
  if (!json_is_string(text))
    return false;
  if (!range)
    return lsp_text_replace(self, 0, self->length, added);
  return lsp_read_range(range, &start, &end) && lsp_text_edit(self, start, end, unit, added);
}

json_t *lsp_did_change(lsp_call *call)
{
  const json_t *item = json_object_get(call->params, "textDocument"), *change;
  const json_t *changes = json_object_get(call->params, "contentChanges");
  lsp_document *document = lsp_document_find(call->server, lsp_string_at(item, "uri"));
  size_t at;
  if (!document)
    return NULL;
  lsp_document_forget(document);
  json_array_foreach(changes, at, change)
    if (!change_text(&document->text, change, call->server->unit))
      complain(&call->server->current, "%s: a change makes no sense, so the text here may differ: open it again",
               document->uri);
  document->version = json_integer_value(json_object_get(item, "version"));
  lsp_diagnostics_later(call->server, document);
  return NULL;
}

/* What is saved may be a bibliography or a configuration file. */
json_t *lsp_did_save(lsp_call *call)
{
  const char *uri = lsp_string_at(json_object_get(call->params, "textDocument"), "uri");
  const char *name = uri ? strrchr(uri, '/') : NULL;
  if (name && (strcmp(name, "/" CONFIGURATION_NAME) == 0 || dixit_format_find(name) == DIXIT_BIBTEX))
    lsp_reconfigure(call->server);
  return NULL;
}

/* What was said of it is taken back. */
json_t *lsp_did_close(lsp_call *call)
{
  lsp_document *document =
    lsp_document_find(call->server, lsp_string_at(json_object_get(call->params, "textDocument"), "uri"));
  if (!document)
    return NULL;
  lsp_notify(call->server, "textDocument/publishDiagnostics",
             json_pack("{s:s, s:[]}", "uri", document->uri, "diagnostics"));
  lsp_document_remove(call->server, document);
  return NULL;
}
