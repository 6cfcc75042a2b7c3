/* The language server: what its parts share. Each part answers some methods (lsp_methods.c has their table); the loop
 * is lsp.c's. One thread: messages are taken in the order they came, so an answer is always for the text as the editor
 * had it when it asked. */
#ifndef DIXIT_TOOL_LSP_H
#define DIXIT_TOOL_LSP_H

#include "tool/bibliographies.h"
#include "tool/configuration.h"
#include "tool/engines.h"
#include "tool/lsp_frames.h"
#include "tool/lsp_json.h"
#include "tool/lsp_text.h"
#include "tool/output.h"

/* A text that is open in the editor. path: NULL when it is no file. doc: what was found in the text as it is now, NULL
 * until somebody asks. due: when its diagnostics are to be sent, in milliseconds of the server's clock; 0: not. tokens:
 * the numbers sent last as semantic tokens, and under which id. */
typedef struct lsp_document {
  char *uri;
  char *path;
  uint32_t format;
  json_int_t version;
  lsp_text text;
  dixit_doc *doc;
  uint64_t due;
  uint32_t *tokens;
  size_t token_count;
  uint32_t tokens_id;
} lsp_document;

/* What the editor said it can do. */
typedef struct lsp_client {
  bool pulls;            /* asks for diagnostics itself */
  bool refreshes;        /* can be told to ask again */
  bool watches;          /* tells of files when asked to */
  bool action_literals;  /* takes code actions, not just commands */
  bool nested_symbols;
  bool versions_edits;   /* documentChanges */
  const json_t *retried; /* methods it asks again when told that the text has changed; borrowed from `parameters` */
} lsp_client;

typedef enum lsp_state { LSP_NEW, LSP_RUNNING, LSP_SHUT_DOWN, LSP_ENDED } lsp_state;

enum { LSP_WAITING_MAX = 256 };

/* asked: the command line. current: with the editor's settings over it; `words` are their texts. rules_told: that a
 * rule in Lua failed. parameters: of initialize. waiting: messages read and not yet taken. orderly: the editor took its
 * leave. */
typedef struct lsp_server {
  const settings *asked;
  settings current;
  json_t *editor;
  char **words;
  size_t word_count;
  bool rules_told;
  engines *engines;
  bibliographies *bibliographies;
  lsp_frames frames;
  output out;
  lsp_client client;
  json_t *parameters;
  dixit_unit unit;
  lsp_state state;
  lsp_document **documents;
  size_t document_count;
  json_t *waiting[LSP_WAITING_MAX];
  size_t waiting_count;
  uint32_t next_id;
  bool orderly;
} lsp_server;

enum {
  LSP_PARSE_ERROR = -32700,
  LSP_INVALID_REQUEST = -32600,
  LSP_METHOD_NOT_FOUND = -32601,
  LSP_INVALID_PARAMS = -32602,
  LSP_INTERNAL_ERROR = -32603,
  LSP_NOT_INITIALIZED = -32002,
  LSP_CANCELLED = -32800,
  LSP_CONTENT_MODIFIED = -32801
};

/* A message under way. document, doc, span: what the table says the method is about: a text, analysed, and a place in
 * it in bytes. code, message: set by lsp_refuse(). */
typedef struct lsp_call {
  lsp_server *server;
  const json_t *params;
  lsp_document *document;
  const dixit_doc *doc;
  dixit_span span;
  int code;
  char message[256];
} lsp_call;

/* Says why a call cannot be answered; NULL, which is what the handler then returns. */
json_t *lsp_refuse(lsp_call *self, int code, const char *message);

/* ---- texts (lsp_documents.c) ---- */

/* The open text of that name, or NULL. */
lsp_document *lsp_document_find(const lsp_server *self, const char *uri);
/* Begin with an open text; NULL without memory. */
lsp_document *lsp_document_add(lsp_server *self, const char *uri);
void lsp_document_remove(lsp_server *self, lsp_document *document);
/* Its analysis, made now unless it is there; NULL after a complaint. */
const dixit_doc *lsp_document_analyse(lsp_server *self, lsp_document *document);
/* The text has changed: what was found in it is void. */
void lsp_document_forget(lsp_document *document);
void lsp_documents_free(lsp_server *self);

/* ---- messages out (lsp_send.c) ---- */

void lsp_send(lsp_server *self, json_t *message);
void lsp_notify(lsp_server *self, const char *method, json_t *params);
/* A request whose answer does not matter. */
void lsp_request(lsp_server *self, const char *method, json_t *params);
/* A sentence for the writer. A tell_function; ctx is the server. */
void lsp_tell(void *ctx, const char *message);

/* ---- places (lsp_places.c) ---- */

json_t *lsp_range(const lsp_server *self, const dixit_doc *doc, dixit_span span);
json_t *lsp_location(const lsp_server *self, const char *uri, const dixit_doc *doc, dixit_span span);
uint32_t lsp_byte(const lsp_server *self, const dixit_doc *doc, lsp_position place);
/* A TextEdit that puts `text` in place of `span`; a WorkspaceEdit of a list of them, which it takes over. */
json_t *lsp_replacement(const lsp_server *self, const dixit_doc *doc, dixit_span span, const char *text);
json_t *lsp_edit(const lsp_server *self, const lsp_document *document, json_t *edits);
/* Does an item of a layer stand at the place or, for a range, overlap it? */
bool lsp_touches(dixit_span span, dixit_span place);
/* The innermost annotation of one of the kinds (a bit each) at a place; NULL when there is none. */
const dixit_annotation *lsp_annotation_at(const dixit_doc *doc, dixit_span place, uint32_t kinds);

/* ---- configuration (lsp_settings.c) ---- */

/* Engines and bibliographies as the settings and files say now; texts are analysed anew. False without memory. */
bool lsp_configure(lsp_server *self);
/* The same, and diagnostics are sent again. */
void lsp_reconfigure(lsp_server *self);
void lsp_unconfigure(lsp_server *self);
json_t *lsp_did_change_configuration(lsp_call *call);
json_t *lsp_did_change_watched_files(lsp_call *call);

/* ---- the session (lsp_session.c) ---- */

json_t *lsp_initialize(lsp_call *call);
json_t *lsp_initialized(lsp_call *call);
json_t *lsp_shutdown(lsp_call *call);
json_t *lsp_exit(lsp_call *call);
json_t *lsp_nothing(lsp_call *call);

/* ---- what the parts answer; notifications return NULL ---- */

json_t *lsp_did_open(lsp_call *call);
json_t *lsp_did_change(lsp_call *call);
json_t *lsp_did_save(lsp_call *call);
json_t *lsp_did_close(lsp_call *call);
json_t *lsp_pull_diagnostics(lsp_call *call);
json_t *lsp_hover(lsp_call *call);
json_t *lsp_code_action(lsp_call *call);
json_t *lsp_execute_command(lsp_call *call);
json_t *lsp_inlay_hint(lsp_call *call);
json_t *lsp_document_symbol(lsp_call *call);
json_t *lsp_workspace_symbol(lsp_call *call);
json_t *lsp_definition(lsp_call *call);
json_t *lsp_references(lsp_call *call);
json_t *lsp_document_highlight(lsp_call *call);
json_t *lsp_completion(lsp_call *call);
json_t *lsp_tokens_full(lsp_call *call);
json_t *lsp_tokens_delta(lsp_call *call);
json_t *lsp_tokens_range(lsp_call *call);
/* What semantic tokens are called, for initialize. */
json_t *lsp_tokens_legend(void);

/* ---- diagnostics (lsp_diagnostics.c) ---- */

/* One finding. */
json_t *lsp_diagnostic(const lsp_server *self, const lsp_document *document, const dixit_doc *doc,
                       const dixit_finding *finding);
/* Send those of a text after a pause, or at once. */
void lsp_diagnostics_later(lsp_server *self, lsp_document *document);
/* Send those that are due. Returns how many milliseconds until the next are, or -1. */
int lsp_diagnostics_send_due(lsp_server *self);

/* ---- dispatch (lsp_methods.c) ---- */

/* Take one message, which is released. */
void lsp_take(lsp_server *self, json_t *message);
/* A line that is no message: say so. */
void lsp_answer_broken(lsp_server *self, const char *problem);
/* A request among those waiting was taken back. */
void lsp_cancel_waiting(lsp_server *self, const json_t *message);

#endif
