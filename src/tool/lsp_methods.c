/* From a message to the part that answers it. One table says what each method needs; errors are JSON-RPC 2.0's and LSP
 * 3.17's. */
#include <stdio.h>
#include <string.h>

#include "tool/complain.h"
#include "tool/lsp.h"

/* What a method needs before it is run. */
enum {
  NOTIFICATION = 1, /* has no answer */
  DOCUMENT = 2,     /* an open text, analysed */
  POSITION = 4,     /* and a place in it */
  RANGE = 8,        /* and a range in it */
  ANY_TIME = 16     /* also before the session has begun and after its end */
};

static const struct method {
  const char *name;
  json_t *(*run)(lsp_call *call);
  unsigned needs;
} methods[] = {
  {"$/cancelRequest", lsp_nothing, NOTIFICATION}, /* those still waiting are taken out before (lsp_cancel_waiting) */
  {"$/setTrace", lsp_nothing, NOTIFICATION},
  {"exit", lsp_exit, NOTIFICATION | ANY_TIME},
  {"initialize", lsp_initialize, ANY_TIME},
  {"initialized", lsp_initialized, NOTIFICATION},
  {"shutdown", lsp_shutdown, 0},
  {"textDocument/codeAction", lsp_code_action, DOCUMENT | RANGE},
  {"textDocument/completion", lsp_completion, DOCUMENT | POSITION},
  {"textDocument/definition", lsp_definition, DOCUMENT | POSITION},
  {"textDocument/diagnostic", lsp_pull_diagnostics, DOCUMENT},
  {"textDocument/didChange", lsp_did_change, NOTIFICATION},
  {"textDocument/didClose", lsp_did_close, NOTIFICATION},
  {"textDocument/didOpen", lsp_did_open, NOTIFICATION},
  {"textDocument/didSave", lsp_did_save, NOTIFICATION},
  {"textDocument/documentHighlight", lsp_document_highlight, DOCUMENT | POSITION},
  {"textDocument/documentSymbol", lsp_document_symbol, DOCUMENT},
  {"textDocument/hover", lsp_hover, DOCUMENT | POSITION},
  {"textDocument/inlayHint", lsp_inlay_hint, DOCUMENT | RANGE},
  {"textDocument/references", lsp_references, DOCUMENT | POSITION},
  {"textDocument/semanticTokens/full", lsp_tokens_full, DOCUMENT},
  {"textDocument/semanticTokens/full/delta", lsp_tokens_delta, DOCUMENT},
  {"textDocument/semanticTokens/range", lsp_tokens_range, DOCUMENT | RANGE},
  {"workspace/didChangeConfiguration", lsp_did_change_configuration, NOTIFICATION},
  {"workspace/didChangeWatchedFiles", lsp_did_change_watched_files, NOTIFICATION},
  {"workspace/didChangeWorkspaceFolders", lsp_nothing, NOTIFICATION},
  {"workspace/executeCommand", lsp_execute_command, 0},
  {"workspace/symbol", lsp_workspace_symbol, 0},
};

enum { METHOD_COUNT = sizeof methods / sizeof *methods };

json_t *lsp_refuse(lsp_call *self, int code, const char *message)
{
  self->code = code;
  snprintf(self->message, sizeof self->message, "%s", message);
  return NULL;
}

/* ---- answers ---- */

static void answer_error(lsp_server *self, const json_t *id, int code, const char *message)
{
  json_t *shown = id ? json_deep_copy(id) : json_null();
  lsp_send(self, json_pack("{s:s, s:o, s:{s:i, s:o}}", "jsonrpc", "2.0", "id", shown, "error", "code", code, "message",
                           lsp_text_value(text_from(message))));
}

void lsp_answer_broken(lsp_server *self, const char *problem)
{
  answer_error(self, NULL, LSP_PARSE_ERROR, problem);
}

static void answer(lsp_call *call, const json_t *id, json_t *result)
{
  if (result)
    lsp_send(call->server, json_pack("{s:s, s:O, s:o}", "jsonrpc", "2.0", "id", id, "result", result));
  else if (call->code)
    answer_error(call->server, id, call->code, call->message);
  else
    answer_error(call->server, id, LSP_INTERNAL_ERROR, "out of memory");
}

/* ---- what a method needs ---- */

static bool find_document(lsp_call *call)
{
  const char *uri = lsp_string_at(json_object_get(call->params, "textDocument"), "uri");
  call->document = lsp_document_find(call->server, uri);
  if (!call->document) {
    lsp_refuse(call, LSP_INVALID_PARAMS, uri ? "the text is not open" : "textDocument.uri is missing");
    return false;
  }
  call->doc = lsp_document_analyse(call->server, call->document);
  if (!call->doc)
    lsp_refuse(call, LSP_INTERNAL_ERROR, "the text cannot be analysed: its configuration is wrong or memory is out");
  return call->doc != NULL;
}

static bool find_place(lsp_call *call, unsigned needs)
{
  lsp_position start, end;
  bool fine = true;
  if (needs & POSITION) {
    fine = lsp_read_position(json_object_get(call->params, "position"), &start);
    end = start;
  } else if (needs & RANGE) {
    fine = lsp_read_range(json_object_get(call->params, "range"), &start, &end);
  } else {
    return true;
  }
  if (!fine) {
    lsp_refuse(call, LSP_INVALID_PARAMS,
               needs & POSITION ? "position is missing or wrong" : "range is missing or wrong");
    return false;
  }
  call->span = span_of(lsp_byte(call->server, call->doc, start), lsp_byte(call->server, call->doc, end));
  if (call->span.end < call->span.start)
    call->span = span_of(call->span.end, call->span.start);
  return true;
}

/* Is the session where the method may be run? */
static bool check_state(lsp_call *call, unsigned needs)
{
  lsp_state state = call->server->state;
  if (needs & ANY_TIME || state == LSP_RUNNING)
    return true;
  if (state == LSP_NEW)
    lsp_refuse(call, LSP_NOT_INITIALIZED, "the session has not been initialized");
  else
    lsp_refuse(call, LSP_INVALID_REQUEST, "the session has been shut down");
  return false;
}

/* Will the text change before the answer could be read? Editors that ask again on being told so are told so. */
static bool is_stale(const lsp_server *self, const lsp_document *document, const char *method)
{
  if (!document || !lsp_has_string(self->client.retried, method))
    return false;
  for (size_t i = 0; i < self->waiting_count; i++) {
    const char *name = lsp_string_at(self->waiting[i], "method");
    const json_t *item = json_object_get(json_object_get(self->waiting[i], "params"), "textDocument");
    const char *uri = lsp_string_at(item, "uri");
    if (name && uri && strcmp(name, "textDocument/didChange") == 0 && strcmp(uri, document->uri) == 0)
      return true;
  }
  return false;
}

static json_t *run(lsp_call *call, const struct method *method)
{
  const char *uri = lsp_string_at(json_object_get(call->params, "textDocument"), "uri");
  if (!check_state(call, method->needs))
    return NULL;
  if (method->needs & DOCUMENT && is_stale(call->server, lsp_document_find(call->server, uri), method->name))
    return lsp_refuse(call, LSP_CONTENT_MODIFIED, "the text has changed since");
  if (method->needs & DOCUMENT && (!find_document(call) || !find_place(call, method->needs)))
    return NULL;
  return method->run(call);
}

/* ---- dispatch ---- */

static const struct method *find_method(const char *name)
{
  for (size_t i = 0; i < METHOD_COUNT; i++)
    if (strcmp(methods[i].name, name) == 0)
      return &methods[i];
  return NULL;
}

static void take_request(lsp_server *self, const char *name, const json_t *id, const json_t *params)
{
  lsp_call call = {.server = self, .params = params};
  char message[256];
  const struct method *method = find_method(name);
  if (method && !(method->needs & NOTIFICATION)) {
    answer(&call, id, run(&call, method));
    return;
  }
  snprintf(message, sizeof message, "there is no request \"%.100s\"", name);
  bool begun = self->state != LSP_NEW;
  answer_error(self, id, begun ? LSP_METHOD_NOT_FOUND : LSP_NOT_INITIALIZED,
               begun ? message : "the session has not been initialized");
}

/* Notifications that are not known, or come too early, are passed over. */
static void take_notification(lsp_server *self, const char *name, const json_t *params)
{
  lsp_call call = {.server = self, .params = params};
  const struct method *method = find_method(name);
  if (method && method->needs & NOTIFICATION && check_state(&call, method->needs))
    json_decref(method->run(&call));
}

static bool is_answer(const json_t *message)
{
  return json_object_get(message, "result") || json_object_get(message, "error");
}

static bool is_id(const json_t *id)
{
  return json_is_string(id) || json_is_number(id) || json_is_null(id);
}

void lsp_take(lsp_server *self, json_t *message)
{
  const json_t *name = json_object_get(message, "method"), *id = json_object_get(message, "id");
  const json_t *params = json_object_get(message, "params");
  if (json_is_string(name) && !id)
    take_notification(self, json_string_value(name), params);
  else if (json_is_string(name) && is_id(id))
    take_request(self, json_string_value(name), id, params);
  else if (!is_answer(message))
    answer_error(self, is_id(id) ? id : NULL, LSP_INVALID_REQUEST, "the message is no request");
  json_decref(message);
}

void lsp_cancel_waiting(lsp_server *self, const json_t *message)
{
  const json_t *wanted = json_object_get(json_object_get(message, "params"), "id");
  for (size_t i = 0; wanted && i < self->waiting_count; i++) {
    const json_t *id = json_object_get(self->waiting[i], "id");
    if (!id || !json_equal(id, wanted) || !json_object_get(self->waiting[i], "method"))
      continue;
    answer_error(self, id, LSP_CANCELLED, "cancelled");
    json_decref(self->waiting[i]);
    memmove(&self->waiting[i], &self->waiting[i + 1], (--self->waiting_count - i) * sizeof *self->waiting);
    return;
  }
}
