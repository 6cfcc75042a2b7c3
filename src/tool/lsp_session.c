/* How a session begins and ends (LSP 3.17, "Server lifecycle"), and what the server says it can do. */
#include <stdlib.h>
#include <string.h>

#include "tool/lsp.h"

/* What is always offered; the encoding and the names of tokens are added. */
static const char capabilities[] =
  "{\"textDocumentSync\": {\"openClose\": true, \"change\": 2, \"save\": true},"
  " \"hoverProvider\": true,"
  " \"definitionProvider\": true,"
  " \"referencesProvider\": true,"
  " \"documentHighlightProvider\": true,"
  " \"documentSymbolProvider\": {\"label\": \"dixit\"},"
  " \"workspaceSymbolProvider\": true,"
  " \"inlayHintProvider\": true,"
  " \"completionProvider\": {\"triggerCharacters\": [\"@\", \"{\", \",\", \"^\"]},"
  " \"codeActionProvider\": {\"codeActionKinds\": [\"quickfix\", \"source.fixAll.dixit\"]},"
  " \"executeCommandProvider\": {\"commands\": [\"dixit.explain\"]},"
  " \"diagnosticProvider\": {\"identifier\": \"dixit\", \"interFileDependencies\": true,"
  "   \"workspaceDiagnostics\": false},"
  " \"semanticTokensProvider\": {\"full\": {\"delta\": true}, \"range\": true},"
  " \"workspace\": {\"workspaceFolders\": {\"supported\": true, \"changeNotifications\": false}}}";

static const struct {
  const char *name;
  dixit_unit unit;
} encodings[] = {{"utf-8", DIXIT_BYTES}, {"utf-16", DIXIT_UTF16}, {"utf-32", DIXIT_CHARS}};

enum { ENCODING_COUNT = sizeof encodings / sizeof *encodings };

/* The value at a path of keys, "/" between them; NULL where there is none. */
static const json_t *value_at(const json_t *object, const char *path)
{
  char key[64];
  while (*path && object) {
    size_t length = strcspn(path, "/");
    memcpy(key, path, length);
    key[length] = '\0';
    object = json_object_get(object, key);
    path += length + (path[length] == '/');
  }
  return object;
}

/* The first encoding the editor offers that is known here. Without an offer it is UTF-16. */
static const char *choose_encoding(lsp_server *self, const json_t *offered)
{
  for (size_t i = 0; i < json_array_size(offered); i++) {
    const char *name = json_string_value(json_array_get(offered, i));
    for (size_t j = 0; name && j < ENCODING_COUNT; j++) {
      if (strcmp(encodings[j].name, name) != 0)
        continue;
      self->unit = encodings[j].unit;
      return encodings[j].name;
    }
  }
  return "utf-16";
}

static void read_client(lsp_client *self, const json_t *can)
{
  self->pulls = json_is_object(value_at(can, "textDocument/diagnostic"));
  self->refreshes = json_is_true(value_at(can, "workspace/diagnostics/refreshSupport"));
  self->watches = json_is_true(value_at(can, "workspace/didChangeWatchedFiles/dynamicRegistration"));
  self->action_literals = json_is_object(value_at(can, "textDocument/codeAction/codeActionLiteralSupport"));
  self->nested_symbols = json_is_true(value_at(can, "textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"));
  self->versions_edits = json_is_true(value_at(can, "workspace/workspaceEdit/documentChanges"));
  self->retried = value_at(can, "general/staleRequestSupport/retryOnContentModified");
}

json_t *lsp_initialize(lsp_call *call)
{
  lsp_server *self = call->server;
  if (self->state != LSP_NEW)
    return lsp_refuse(call, LSP_INVALID_REQUEST, "the session has been initialized");
  self->parameters = json_deep_copy(call->params);
  const json_t *can = json_object_get(self->parameters, "capabilities");
  read_client(&self->client, can);
  self->editor = json_incref(json_object_get(self->parameters, "initializationOptions"));
  const char *encoding = choose_encoding(self, value_at(can, "general/positionEncodings"));
  self->state = LSP_RUNNING;
  lsp_configure(self);
  json_t *offered = json_loads(capabilities, 0, NULL);
  json_object_set_new(offered, "positionEncoding", json_string(encoding));
  json_object_set_new(json_object_get(offered, "semanticTokensProvider"), "legend", lsp_tokens_legend());
  return json_pack("{s:o, s:{s:s, s:s}}", "capabilities", offered, "serverInfo", "name", "dixit", "version",
                   dixit_version());
}

/* Ask to be told of configuration files and bibliographies. */
json_t *lsp_initialized(lsp_call *call)
{
  if (call->server->client.watches)
    lsp_request(call->server, "client/registerCapability",
                json_pack("{s:[{s:s, s:s, s:{s:[{s:s}, {s:s}]}}]}", "registrations", "id", "files", "method",
                          "workspace/didChangeWatchedFiles", "registerOptions", "watchers", "globPattern",
                          "**/.dixit.lua", "globPattern", "**/*.{bib,json,yaml,yml}"));
  return NULL;
}

json_t *lsp_shutdown(lsp_call *call)
{
  call->server->state = LSP_SHUT_DOWN;
  return json_null();
}

/* Leaving without a shutdown before is an error (exit code 1). */
json_t *lsp_exit(lsp_call *call)
{
  call->server->orderly = call->server->state == LSP_SHUT_DOWN;
  call->server->state = LSP_ENDED;
  return NULL;
}

json_t *lsp_nothing(lsp_call *call)
{
  (void)call;
  return NULL;
}
