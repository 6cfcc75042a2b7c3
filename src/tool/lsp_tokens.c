/* Semantic tokens: quotations, speakers, cues and citations in colour. Tokens may not overlap nor cross line ends, so
 * annotations are laid over each other, the inner one on top, and cut at line ends. Types are of those all editors
 * know; how a quotation is attributed is told by modifiers. Claims have no tokens: they are diagnostics, and whole
 * sentences.
 *
 * A token is five numbers (LSP 3.17): lines since the last, characters since the last or the line's start, length,
 * type, modifiers. */
#include <stdlib.h>
#include <string.h>

#include "tool/lsp.h"

static const char *const types[] = {"string", "type", "keyword", "macro"};
/* By dixit_annotation_state. */
static const char *const modifiers[] = {"named", "anonymous", "nobody", "cited", "other"};

/* By dixit_annotation_kind: its place in `types`, or -1. A paraphrase is drawn as a quotation, more quietly: not at
 * all. */
static const int type_of[] = {0, -1, 1, 2, -1, 3};

enum { NUMBERS = 5 };

/* Annotations that have begun, the innermost last. at: up to where tokens are made. line, column: where the last token
 * starts. first: of the line that `at` is on, and its end. */
typedef struct weaving {
  const lsp_call *call;
  const dixit_annotation **open;
  size_t depth;
  uint32_t at;
  dixit_position last;
  uint32_t *numbers;
  size_t count;
  size_t room;
  bool failed;
} weaving;

json_t *lsp_tokens_legend(void)
{
  json_t *type_names = json_array(), *modifier_names = json_array();
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    json_array_append_new(type_names, json_string(types[i]));
  for (size_t i = 0; i < sizeof modifiers / sizeof *modifiers; i++)
    json_array_append_new(modifier_names, json_string(modifiers[i]));
  return json_pack("{s:o, s:o}", "tokenTypes", type_names, "tokenModifiers", modifier_names);
}

static bool reserve(weaving *self)
{
  if (self->count + NUMBERS <= self->room)
    return true;
  size_t room = self->room ? self->room * 2 : 256 * NUMBERS;
  uint32_t *grown = realloc(self->numbers, room * sizeof *grown);
  self->failed |= !grown;
  if (!grown)
    return false;
  self->numbers = grown;
  self->room = room;
  return true;
}

/* A token within one line. */
static void add_token(weaving *self, dixit_span span, const dixit_annotation *annotation)
{
  dixit_unit unit = self->call->server->unit;
  dixit_position start = dixit_doc_position(self->call->doc, span.start, unit);
  dixit_position end = dixit_doc_position(self->call->doc, span.end, unit);
  bool same_line = start.line == self->last.line;
  if (end.column == start.column || !reserve(self))
    return;
  const uint32_t token[NUMBERS] = {
    start.line - self->last.line, same_line ? start.column - self->last.column : start.column - 1,
    end.column - start.column,    (uint32_t)type_of[annotation->kind], 1u << annotation->state,
  };
  memcpy(self->numbers + self->count, token, sizeof token);
  self->count += NUMBERS;
  self->last = start;
}

/* Tokens of the innermost annotation from where they have been made up to `end`, line by line. */
static void weave_to(weaving *self, uint32_t end)
{
  const dixit_doc *doc = self->call->doc;
  while (self->at < end && self->depth) {
    uint32_t number = dixit_doc_position(doc, self->at, DIXIT_BYTES).line;
    dixit_span line = dixit_doc_line(doc, number);
    uint32_t stop = line.end < end ? line.end : end;
    if (stop > self->at)
      add_token(self, span_of(self->at, stop), self->open[self->depth - 1]);
    uint32_t next = dixit_doc_line(doc, number + 1).start;
    self->at = stop == end || next >= end || next <= self->at ? end : next;
  }
  if (self->at < end)
    self->at = end;
}

/* Close what ends before `byte`, the innermost first. */
static void close_before(weaving *self, uint32_t byte)
{
  while (self->depth && self->open[self->depth - 1]->span.end <= byte) {
    weave_to(self, self->open[self->depth - 1]->span.end);
    self->depth--;
  }
}

static void weave(weaving *self, const dixit_annotation *all, size_t count)
{
  for (size_t i = 0; i < count && !self->failed; i++) {
    if (type_of[all[i].kind] < 0)
      continue;
    close_before(self, all[i].span.start);
    weave_to(self, all[i].span.start);
    self->open[self->depth++] = &all[i];
  }
  close_before(self, UINT32_MAX);
}

/* The tokens of a range of bytes, and of what reaches into it. False without memory. */
static bool make_tokens(const lsp_call *call, dixit_span range, weaving *out)
{
  size_t count;
  const dixit_annotation *all = dixit_doc_annotations(call->doc, range, &count);
  *out = (weaving){.call = call, .last = {1, 1}};
  out->open = malloc((count + 1) * sizeof *out->open);
  out->failed = !out->open;
  if (out->open)
    weave(out, all, count);
  free(out->open);
  if (out->failed)
    free(out->numbers);
  return !out->failed;
}

static json_t *number_list(const uint32_t *numbers, size_t count)
{
  json_t *list = json_array();
  for (size_t i = 0; i < count; i++)
    json_array_append_new(list, json_integer(numbers[i]));
  return list;
}

static dixit_span whole(const lsp_call *call)
{
  return span_of(0, (uint32_t)dixit_doc_text(call->doc).length);
}

/* Remember what is sent now, as the result the next delta counts from. */
static void remember(lsp_document *document, weaving *made)
{
  free(document->tokens);
  document->tokens = made->numbers;
  document->token_count = made->count;
  document->tokens_id++;
}

static json_t *result_id(const lsp_document *document)
{
  return json_sprintf("%u", (unsigned)document->tokens_id);
}

json_t *lsp_tokens_full(lsp_call *call)
{
  weaving made;
  if (!make_tokens(call, whole(call), &made))
    return NULL;
  json_t *data = number_list(made.numbers, made.count);
  remember(call->document, &made);
  return json_pack("{s:o, s:o}", "resultId", result_id(call->document), "data", data);
}

json_t *lsp_tokens_range(lsp_call *call)
{
  weaving made;
  if (!make_tokens(call, call->span, &made))
    return NULL;
  json_t *data = number_list(made.numbers, made.count);
  free(made.numbers);
  return json_pack("{s:o}", "data", data);
}

/* One edit: what is between the numbers that are the same at the start and at the end. */
static json_t *difference(const lsp_document *before, const weaving *now)
{
  size_t least = before->token_count < now->count ? before->token_count : now->count, same = 0, behind = 0;
  while (same < least && before->tokens[same] == now->numbers[same])
    same++;
  while (behind < least - same &&
         before->tokens[before->token_count - behind - 1] == now->numbers[now->count - behind - 1])
    behind++;
  if (same == before->token_count && same == now->count)
    return json_array();
  return json_pack("[{s:I, s:I, s:o}]", "start", (json_int_t)same, "deleteCount",
                   (json_int_t)(before->token_count - same - behind), "data",
                   number_list(now->numbers + same, now->count - same - behind));
}

json_t *lsp_tokens_delta(lsp_call *call)
{
  weaving made;
  lsp_document *document = call->document;
  const char *known = lsp_string_at(call->params, "previousResultId");
  json_t *last = result_id(document);
  bool same = known && document->tokens_id && strcmp(known, json_string_value(last)) == 0;
  json_decref(last);
  if (!same)
    return lsp_tokens_full(call);
  if (!make_tokens(call, whole(call), &made))
    return NULL;
  json_t *edits = difference(document, &made);
  remember(document, &made);
  return json_pack("{s:o, s:o}", "resultId", result_id(document), "edits", edits);
}
