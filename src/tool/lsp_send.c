/* Messages out, each written at once. */
#include <stdlib.h>
#include <string.h>

#include "tool/lsp.h"

enum { TYPE_WARNING = 2 };

void lsp_send(lsp_server *self, json_t *message)
{
  char *text = json_dumps(message, JSON_COMPACT);
  json_decref(message);
  if (!text)
    return;
  size_t length = strlen(text);
  buffer_add_format(&self->out.bytes, "Content-Length: %zu\r\n\r\n", length);
  buffer_add(&self->out.bytes, text, length);
  output_flush(&self->out);
  free(text);
}

void lsp_notify(lsp_server *self, const char *method, json_t *params)
{
  lsp_send(self, json_pack("{s:s, s:s, s:o}", "jsonrpc", "2.0", "method", method, "params", params));
}

void lsp_request(lsp_server *self, const char *method, json_t *params)
{
  json_int_t id = ++self->next_id;
  lsp_send(self, json_pack("{s:s, s:I, s:s, s:o}", "jsonrpc", "2.0", "id", id, "method", method, "params", params));
}

void lsp_tell(void *ctx, const char *message)
{
  json_t *text = lsp_text_value(text_from(message));
  lsp_notify(ctx, "window/showMessage", json_pack("{s:i, s:o}", "type", TYPE_WARNING, "message", text));
}
