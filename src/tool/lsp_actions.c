/* Code actions: for each finding in a range its fixes, a comment that silences it where the format has comments, and
 * its explanation; for a claim nobody vouches for, a mark that asks for a source; and all safe fixes at once. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tool/lsp.h"
#include "tool/mending.h"

enum { TYPE_INFO = 3, ITEMS_MAX = 200 };

/* Does the editor want actions of that kind? One that it names takes in all kinds below it. */
static bool is_wanted(const lsp_call *call, const char *kind)
{
  const json_t *only = json_object_get(json_object_get(call->params, "context"), "only");
  for (size_t i = 0; i < json_array_size(only); i++) {
    const char *asked = json_string_value(json_array_get(only, i));
    size_t length = asked ? strlen(asked) : 0;
    if (asked && strncmp(asked, kind, length) == 0 && (length == 0 || kind[length] == '\0' || kind[length] == '.'))
      return true;
  }
  return !json_is_array(only);
}

static void add(json_t *list, const char *title, const json_t *diagnostic, json_t *edit, bool preferred)
{
  json_t *shown = lsp_text_value(text_from(title));
  json_t *action = json_pack("{s:o, s:s, s:o}", "title", shown, "kind", "quickfix", "edit", edit);
  if (diagnostic)
    json_object_set_new(action, "diagnostics", json_pack("[O]", diagnostic));
  if (preferred)
    json_object_set_new(action, "isPreferred", json_true());
  json_array_append_new(list, action);
}

/* One edit as the whole of an action. */
static json_t *make_edit(const lsp_call *call, dixit_span span, const char *text)
{
  return lsp_edit(call->server, call->document, json_pack("[o]", lsp_replacement(call->server, call->doc, span, text)));
}

static void add_ignore(lsp_call *call, json_t *list, const dixit_finding *finding, const json_t *diagnostic)
{
  char comment[256], title[256];
  dixit_format_signs signs = dixit_format_signs_get(dixit_doc_format(call->doc));
  if (!*signs.comment_open)
    return;
  snprintf(comment, sizeof comment, "%sdixit-disable-next-line %s%s\n", signs.comment_open, finding->rule,
           signs.comment_close);
  snprintf(title, sizeof title, "Ignore %s here", finding->rule);
  uint32_t line = dixit_doc_position(call->doc, finding->span.start, DIXIT_BYTES).line;
  uint32_t start = dixit_doc_line(call->doc, line).start;
  add(list, title, diagnostic, make_edit(call, span_of(start, start), comment), false);
}

static void add_explain(json_t *list, const dixit_finding *finding, const json_t *diagnostic)
{
  char title[256];
  snprintf(title, sizeof title, "Explain %s", finding->rule);
  json_array_append_new(list, json_pack("{s:s, s:s, s:[O], s:{s:s, s:s, s:[s]}}", "title", title, "kind", "quickfix",
                                        "diagnostics", diagnostic, "command", "title", title, "command",
                                        "dixit.explain", "arguments", finding->rule));
}

/* The safe fixes of a finding belong together; the others are one or the other. */
static void add_fixes(lsp_call *call, json_t *list, const dixit_finding *finding, const json_t *diagnostic)
{
  const dixit_fix *fixes = dixit_doc_fixes(call->doc, NULL) + finding->first_fix;
  json_t *safe = json_array();
  const char *label = NULL;
  for (uint32_t i = 0; i < finding->fix_count; i++) {
    if (!fixes[i].safe)
      continue;
    label = label ? label : fixes[i].label;
    json_array_append_new(safe, lsp_replacement(call->server, call->doc, fixes[i].span, fixes[i].replacement));
  }
  if (label)
    add(list, label, diagnostic, lsp_edit(call->server, call->document, json_incref(safe)), true);
  for (uint32_t i = 0; i < finding->fix_count; i++)
    if (!fixes[i].safe)
      add(list, fixes[i].label, diagnostic, make_edit(call, fixes[i].span, fixes[i].replacement), !label && i == 0);
  json_decref(safe);
}

static void add_finding(lsp_call *call, json_t *list, const dixit_finding *finding)
{
  json_t *diagnostic = lsp_diagnostic(call->server, call->document, call->doc, finding);
  add_fixes(call, list, finding, diagnostic);
  add_ignore(call, list, finding, diagnostic);
  add_explain(list, finding, diagnostic);
  json_decref(diagnostic);
}

/* Does a finding's own fix do it? */
static bool is_offered(const dixit_doc *doc, const dixit_claim *claim)
{
  size_t count;
  const dixit_finding *findings = dixit_doc_findings(doc, &count);
  for (size_t i = 0; i < count; i++)
    if (findings[i].fix_count && findings[i].span.start == claim->span.start && findings[i].span.end == claim->span.end)
      return true;
  return false;
}

static void add_claims(lsp_call *call, json_t *list)
{
  size_t count;
  const char *needed = dixit_format_signs_get(dixit_doc_format(call->doc)).citation_needed;
  const dixit_claim *claims = dixit_doc_claims(call->doc, &count);
  for (size_t i = 0; i < count && json_array_size(list) < ITEMS_MAX; i++) {
    if (claims[i].support != DIXIT_SUPPORT_NONE || !lsp_touches(claims[i].span, call->span) ||
        is_offered(call->doc, &claims[i]))
      continue;
    dixit_span end = span_of(claims[i].span.end, claims[i].span.end);
    add(list, "Ask for a source here", NULL, make_edit(call, end, needed), false);
  }
}

/* The safe edits of all findings, but for those that overlap one before; NULL when memory is out. */
static json_t *all_edits(lsp_call *call)
{
  size_t count;
  mending_edit *edits = mending_collect(call->doc, &count);
  json_t *list = edits ? json_array() : NULL;
  for (size_t i = 0; i < count; i++)
    json_array_append_new(list, lsp_replacement(call->server, call->doc, edits[i].span, edits[i].replacement));
  free(edits);
  return list;
}

static void add_all(lsp_call *call, json_t *list)
{
  json_t *edits = all_edits(call);
  if (json_array_size(edits))
    json_array_append_new(list, json_pack("{s:s, s:s, s:{s:{s:O}}}", "title", "Make all edits that are sure", "kind",
                                          "source.fixAll.dixit", "edit", "changes", call->document->uri, edits));
  json_decref(edits);
}

json_t *lsp_code_action(lsp_call *call)
{
  size_t count;
  json_t *list = json_array();
  const dixit_finding *findings = dixit_doc_findings(call->doc, &count);
  if (!call->server->client.action_literals)
    return list;
  bool quick = is_wanted(call, "quickfix");
  for (size_t i = 0; quick && i < count && json_array_size(list) < ITEMS_MAX; i++)
    if (lsp_touches(findings[i].span, call->span))
      add_finding(call, list, &findings[i]);
  if (quick)
    add_claims(call, list);
  if (json_is_array(json_object_get(json_object_get(call->params, "context"), "only")) &&
      is_wanted(call, "source.fixAll.dixit"))
    add_all(call, list);
  return list;
}

/* ---- dixit.explain RULE ---- */

static const dixit_rule *find_rule(const char *id)
{
  size_t count;
  const dixit_rule *rules = dixit_rules(&count);
  for (size_t i = 0; id && i < count; i++)
    if (strcmp(rules[i].id, id) == 0)
      return &rules[i];
  return NULL;
}

json_t *lsp_execute_command(lsp_call *call)
{
  const char *command = lsp_string_at(call->params, "command");
  const json_t *arguments = json_object_get(call->params, "arguments");
  const char *id = json_string_value(json_array_get(arguments, 0));
  if (!command || strcmp(command, "dixit.explain") != 0)
    return lsp_refuse(call, LSP_INVALID_PARAMS, "there is no such command: there is dixit.explain");
  const dixit_rule *rule = find_rule(id);
  if (!rule)
    return lsp_refuse(call, LSP_INVALID_PARAMS, "dixit.explain takes the name of a built-in rule");
  char text[4096];
  snprintf(text, sizeof text, "%s: %s\n%s%s%s", rule->id, rule->summary, rule->rationale, rule->source ? "\n" : "",
           rule->source ? rule->source : "");
  lsp_notify(call->server, "window/showMessage",
             json_pack("{s:i, s:o}", "type", TYPE_INFO, "message", lsp_text_value(text_from(text))));
  return json_null();
}
