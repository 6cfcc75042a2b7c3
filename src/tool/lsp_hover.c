/* Hover: what stands at the place and why (dixit_doc_describe), and of each finding there why there is such a rule. */
#include <stdlib.h>
#include <string.h>

#include "tool/lsp.h"

/* Sentences on their way into one string. */
typedef struct sentences {
  char *bytes;
  size_t length;
} sentences;

static int collect(void *ctx, const char *bytes, size_t length)
{
  sentences *self = ctx;
  char *grown = realloc(self->bytes, self->length + length + 1);
  if (!grown)
    return 1;
  memcpy(grown + self->length, bytes, length);
  self->bytes = grown;
  self->length += length;
  return 0;
}

static void add(sentences *self, const char *text)
{
  collect(self, text, strlen(text));
}

static void add_rule(sentences *self, const char *id)
{
  size_t count;
  const dixit_rule *rules = dixit_rules(&count);
  for (size_t i = 0; i < count; i++) {
    if (strcmp(rules[i].id, id) != 0)
      continue;
    add(self, "\n\n");
    add(self, id);
    add(self, ": ");
    add(self, rules[i].rationale);
  }
}

/* Of several findings of one rule, its reasons are told once. */
static void add_rules(sentences *self, const dixit_doc *doc, uint32_t byte)
{
  size_t count;
  const dixit_finding *findings = dixit_doc_findings(doc, &count);
  const char *told = "";
  for (size_t i = 0; i < count; i++) {
    bool here = findings[i].span.start <= byte && byte < findings[i].span.end;
    if (!here || strcmp(told, findings[i].rule) == 0)
      continue;
    told = findings[i].rule;
    add_rule(self, told);
  }
}

json_t *lsp_hover(lsp_call *call)
{
  sentences text = {NULL, 0};
  json_t *result = json_null();
  uint32_t byte = call->span.start;
  if (dixit_doc_describe(call->doc, byte, collect, &text) == DIXIT_OK && text.length) {
    add_rules(&text, call->doc, byte);
    const dixit_annotation *here = lsp_annotation_at(call->doc, call->span, ~0u);
    result = json_pack("{s:{s:s, s:o}}", "contents", "kind", "plaintext", "value",
                       lsp_text_value(text_of(text.bytes, text.length)));
    if (here)
      json_object_set_new(result, "range", lsp_range(call->server, call->doc, here->span));
  }
  free(text.bytes);
  return result;
}
