/* Symbols: the sources of a text, and below each its words; the sources of all open texts. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tool/lsp.h"

enum { KIND_STRING = 15, KIND_OBJECT = 19, TITLE_MAX = 60, FOUND_MAX = 500 };

/* The first words of a span, on one line. */
static json_t *title(const dixit_doc *doc, dixit_span span)
{
  char line[TITLE_MAX + 4];
  size_t length = 0;
  dixit_text text = dixit_doc_slice(doc, span);
  for (size_t at = 0; at < text.length && length < TITLE_MAX - 4;) {
    uint32_t taken = utf8_decode(text.bytes, text.length, at).length;
    memcpy(line + length, text.bytes + at, taken);
    if ((unsigned char)line[length] < ' ')
      line[length] = ' ';
    length += taken;
    at += taken;
  }
  if (length < text.length) {
    memcpy(line + length, "…", 3);
    length += 3;
  }
  return lsp_text_value(text_of(line, length));
}

/* What is known of a source while its words are collected. */
typedef struct speaker {
  json_t *children;
  dixit_span span;  /* of all that belongs to it */
  dixit_span name;
} speaker;

static json_t *symbol(const lsp_call *call, json_t *name, int kind, dixit_span span, dixit_span chosen,
                      json_t *children)
{
  json_t *item = json_pack("{s:o, s:i, s:o, s:o}", "name", name, "kind", kind, "range",
                           lsp_range(call->server, call->doc, span), "selectionRange",
                           lsp_range(call->server, call->doc, chosen));
  if (children)
    json_object_set_new(item, "children", children);
  return item;
}

static void add_words(const lsp_call *call, speaker *self, dixit_span words)
{
  if (!self->children)
    self->children = json_array();
  json_array_append_new(self->children, symbol(call, title(call->doc, words), KIND_STRING, words, words, NULL));
  self->span = span_join(self->span, words);
  if (span_is_empty(self->name))
    self->name = words;
}

/* Each piece of an attribution below its source; quotations nobody is named for below the last, which is nobody. */
static void collect_words(const lsp_call *call, speaker *speakers, uint32_t nobody)
{
  size_t count;
  const dixit_attribution *attributions = dixit_doc_attributions(call->doc, NULL);
  const dixit_piece *pieces = dixit_doc_pieces(call->doc, &count);
  for (size_t i = 0; i < count; i++) {
    uint32_t source = attributions[pieces[i].attribution].source;
    add_words(call, &speakers[source == DIXIT_NONE ? nobody : source], pieces[i].span);
  }
  const dixit_quote *quotes = dixit_doc_quotes(call->doc, &count);
  for (size_t i = 0; i < count; i++)
    if (quotes[i].kind == DIXIT_SPEECH && quotes[i].attribution == DIXIT_NONE && quotes[i].depth == 0)
      add_words(call, &speakers[nobody], quotes[i].span);
}

static void place_sources(const dixit_doc *doc, speaker *speakers, uint32_t count)
{
  size_t mention_count;
  const dixit_source *sources = dixit_doc_sources(doc, NULL);
  const dixit_mention *mentions = dixit_doc_mentions(doc, &mention_count);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t first = sources[i].first_mention;
    speakers[i].name = first < mention_count ? mentions[first].span : sources[i].name;
    speakers[i].span = speakers[i].name;
  }
}

/* The tree as the list older editors take. */
static json_t *flat(const lsp_call *call, const json_t *tree)
{
  json_t *list = json_array();
  size_t i, j;
  json_t *source, *words;
  json_array_foreach(tree, i, source) {
    json_array_append_new(list, json_pack("{s:O, s:O, s:{s:s, s:O}}", "name", json_object_get(source, "name"), "kind",
                                          json_object_get(source, "kind"), "location", "uri", call->document->uri,
                                          "range", json_object_get(source, "selectionRange")));
    json_array_foreach(json_object_get(source, "children"), j, words)
      json_array_append_new(list, json_pack("{s:O, s:O, s:{s:s, s:O}, s:O}", "name", json_object_get(words, "name"),
                                            "kind", json_object_get(words, "kind"), "location", "uri",
                                            call->document->uri, "range", json_object_get(words, "range"),
                                            "containerName", json_object_get(source, "name")));
  }
  return list;
}

json_t *lsp_document_symbol(lsp_call *call)
{
  size_t count;
  json_t *tree = json_array();
  dixit_doc_sources(call->doc, &count);
  speaker *speakers = calloc(count + 1, sizeof *speakers);
  if (!speakers)
    return tree;
  place_sources(call->doc, speakers, (uint32_t)count);
  collect_words(call, speakers, (uint32_t)count);
  for (size_t i = 0; i <= count; i++) {
    if (!speakers[i].children)
      continue; /* spoken of, never quoted */
    json_t *name = lsp_text_value(i < count ? dixit_source_name(call->doc, (uint32_t)i) : text_from("(nobody named)"));
    json_array_append_new(
      tree, symbol(call, name, KIND_OBJECT, speakers[i].span, speakers[i].name, speakers[i].children));
  }
  free(speakers);
  if (call->server->client.nested_symbols)
    return tree;
  json_t *list = flat(call, tree);
  json_decref(tree);
  return list;
}

/* ---- all open texts ---- */

/* Do the letters of `query` stand together in `name`, whatever their case? */
static bool holds(dixit_text name, dixit_text query)
{
  for (size_t at = 0; at + query.length <= name.length; at++)
    if (text_equal_folded(text_of(name.bytes + at, query.length), query))
      return true;
  return false;
}

static void find_sources(lsp_server *self, lsp_document *document, dixit_text query, json_t *list)
{
  size_t count = 0, mention_count;
  const dixit_doc *doc = lsp_document_analyse(self, document);
  const dixit_source *sources = doc ? dixit_doc_sources(doc, &count) : NULL;
  const dixit_mention *mentions = doc ? dixit_doc_mentions(doc, &mention_count) : NULL;
  for (uint32_t i = 0; i < count && json_array_size(list) < FOUND_MAX; i++) {
    dixit_text name = dixit_source_name(doc, i);
    if (sources[i].first_mention >= mention_count || !holds(name, query))
      continue;
    json_array_append_new(list, json_pack("{s:o, s:i, s:o, s:s}", "name", lsp_text_value(name), "kind", KIND_OBJECT,
                                          "location", lsp_location(self, document->uri, doc,
                                                                   mentions[sources[i].first_mention].span),
                                          "containerName", document->uri));
  }
}

json_t *lsp_workspace_symbol(lsp_call *call)
{
  const char *query = lsp_string_at(call->params, "query");
  json_t *list = json_array();
  for (size_t i = 0; i < call->server->document_count; i++)
    find_sources(call->server, call->server->documents[i], text_from(query ? query : ""), list);
  return list;
}
