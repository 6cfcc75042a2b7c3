/* What all stages ask of a document. */
#include "doc/document.h"

static dixit_text joined_text(const dixit_doc *doc, uint32_t token)
{
  uint32_t low = 0, high = doc->joined.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (doc->joined.items[middle].token < token)
      low = middle + 1;
    else
      high = middle;
  }
  if (low < doc->joined.count && doc->joined.items[low].token == token)
    return doc->joined.items[low].text;
  return doc_slice(doc, token_span(&doc->tokens.items[token]));
}

dixit_text token_text(const dixit_doc *doc, uint32_t token)
{
  const dixit_token *t = &doc->tokens.items[token];
  return t->flags & DIXIT_TOKEN_JOINED ? joined_text(doc, token) : doc_slice(doc, token_span(t));
}
