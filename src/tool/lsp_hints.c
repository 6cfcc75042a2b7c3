/* Inlay hints: who speaks, behind each quotation whose own words do not say it by name. */
#include <stdlib.h>

#include "tool/lsp.h"

/* Is the speaker's name what stands in the text anyway? */
static bool is_said(const dixit_doc *doc, const dixit_attribution *attribution)
{
  size_t count;
  const dixit_mention *mentions = dixit_doc_mentions(doc, &count);
  if (attribution->mention >= count)
    return false;
  return text_equal(dixit_doc_slice(doc, mentions[attribution->mention].span),
                    dixit_source_name(doc, attribution->source));
}

static json_t *hint(const lsp_call *call, const dixit_annotation *quote, uint32_t source)
{
  char label[256];
  dixit_text name = dixit_source_name(call->doc, source);
  size_t length = name.length < sizeof label - 8 ? name.length : sizeof label - 8;
  int written = snprintf(label, sizeof label, "— %.*s", (int)length, name.bytes);
  json_t *range = lsp_range(call->server, call->doc, span_of(quote->span.end, quote->span.end));
  json_t *item = json_pack("{s:O, s:o, s:b}", "position", json_object_get(range, "start"), "label",
                           lsp_text_value(text_of(label, (size_t)written)), "paddingLeft", 1);
  json_decref(range);
  return item;
}

json_t *lsp_inlay_hint(lsp_call *call)
{
  size_t count;
  json_t *list = json_array();
  const dixit_annotation *all = dixit_doc_annotations(call->doc, call->span, &count);
  const dixit_attribution *attributions = dixit_doc_attributions(call->doc, NULL);
  for (size_t i = 0; i < count; i++) {
    bool attributed = all[i].attribution != DIXIT_NONE && all[i].source != DIXIT_NONE;
    if (all[i].kind == DIXIT_ANNOTATE_QUOTE && attributed && lsp_touches(all[i].span, call->span) &&
        !is_said(call->doc, &attributions[all[i].attribution]))
      json_array_append_new(list, hint(call, &all[i], all[i].source));
  }
  return list;
}
