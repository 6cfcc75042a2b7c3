/* sarif: one log with one run, in SARIF 2.1.0 (OASIS, with errata 01), written as it comes.
 *
 * Columns are UTF-16 code units, whatever the report's unit, and the run says so (columnKind, 3.14.27). A path
 * becomes a relative URI reference, an absolute one a file URI. A finding's safe edits are one fix, each of the
 * others a fix of its own. Rules of the caller's own have no description: their results name the rule and no
 * ruleIndex. */
#include "base/json.h"
#include "doc/lines.h"
#include "sink/report_format.h"

static const char *level_of(uint32_t severity)
{
  static const char *const levels[REPORT_SEVERITIES] = {"none", "note", "warning", "error"};
  return levels[severity];
}

static void object_begin(buffer *out, const char *name)
{
  json_key(out, name);
  buffer_add_char(out, '{');
}

static void list_begin(buffer *out, const char *name)
{
  json_key(out, name);
  buffer_add_char(out, '[');
}

/* "name":{"text":"..."}, braces doubled (3.11.5): one alone would begin a placeholder. */
static void message(buffer *out, const char *name, const char *text)
{
  object_begin(out, name);
  json_key(out, "text");
  buffer_add_char(out, '"');
  for (const char *brace; *(brace = text + strcspn(text, "{}")); text = brace + 1) {
    json_characters(out, text_of(text, (size_t)(brace - text)));
    buffer_add_char(out, *brace);
    buffer_add_char(out, *brace);
  }
  json_characters(out, text_from(text));
  buffer_add_string(out, "\"}");
}

/* ---- rules ---- */

static void add_rule(buffer *out, const dixit_rule *rule)
{
  buffer_add_string(out, buffer_last(out) == '[' ? "\n{" : ",\n{");
  json_key_string(out, "id", rule->id);
  message(out, "shortDescription", rule->summary);
  message(out, "fullDescription", rule->rationale);
  message(out, "help", rule->source);
  object_begin(out, "defaultConfiguration");
  json_key_bool(out, "enabled", rule->severity != DIXIT_OFF);
  json_key_string(out, "level", level_of(rule->suggested));
  buffer_add_string(out, "}}");
}

void report_sarif_begin(dixit_report *self)
{
  size_t count;
  const dixit_rule *rules = dixit_rules(&count);
  buffer *out = &self->out;
  buffer_add_string(out, "{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
                         "sarif-schema-2.1.0.json\",\n\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{");
  json_key_string(out, "name", "dixit");
  json_key_string(out, "semanticVersion", dixit_version());
  list_begin(out, "rules");
  for (size_t i = 0; i < count; i++)
    add_rule(out, &rules[i]);
  buffer_add_string(out, "]}},\n\"columnKind\":\"utf16CodeUnits\","
                         "\"newlineSequences\":[\"\\r\\n\",\"\\n\",\"\\r\"],\"results\":[");
}

/* The rule's index in the list above, or `count`. */
static size_t find_rule(const char *id, size_t *count)
{
  const dixit_rule *rules = dixit_rules(count);
  size_t low = 0, high = *count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    int order = strcmp(rules[middle].id, id);
    if (order == 0)
      return middle;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return *count;
}

/* ---- places ---- */

/* What may stand in a path of a URI as it is (RFC 3986, 3.3); a colon may not in the first part of a relative one. */
static bool is_path_character(char c)
{
  return ascii_is_letter(c) || ascii_is_digit(c) || (c && strchr("-._~!$&'()*+,;=@/", c));
}

static void add_location(buffer *out, const char *path)
{
  object_begin(out, "artifactLocation");
  json_key(out, "uri");
  buffer_add_string(out, *path == '/' ? "\"file://" : "\"");
  for (const char *c = path; *c; c++) {
    if (is_path_character(*c))
      buffer_add_char(out, *c);
    else
      buffer_add_format(out, "%%%02X", (unsigned char)*c);
  }
  buffer_add_string(out, "\"}");
}

static void add_region(buffer *out, const char *name, const dixit_doc *doc, dixit_span span)
{
  dixit_position ends[2];
  lines_ends(doc, span, DIXIT_UTF16, ends);
  object_begin(out, name);
  json_key_number(out, "startLine", ends[0].line);
  json_key_number(out, "startColumn", ends[0].column);
  json_key_number(out, "endLine", ends[1].line);
  json_key_number(out, "endColumn", ends[1].column);
  buffer_add_char(out, '}');
}

static void add_physical_location(buffer *out, const report_file *file, dixit_span span)
{
  object_begin(out, "physicalLocation");
  add_location(out, file->path);
  add_region(out, "region", file->doc, span);
  buffer_add_char(out, '}');
}

static void add_related(buffer *out, const report_file *file, const dixit_finding *finding)
{
  const dixit_related *related = dixit_doc_related(file->doc, NULL) + finding->first_related;
  list_begin(out, "relatedLocations");
  for (uint32_t i = 0; i < finding->related_count; i++) {
    buffer_add_string(out, i ? ",{" : "{");
    json_key_number(out, "id", i + 1);
    add_physical_location(out, file, related[i].span);
    message(out, "message", related[i].message);
    buffer_add_char(out, '}');
  }
  buffer_add_char(out, ']');
}

/* ---- fixes ---- */

static void begin_fix(buffer *out, const char *path, const char *label)
{
  buffer_add_string(out, buffer_last(out) == '[' ? "{" : ",{");
  message(out, "description", label);
  list_begin(out, "artifactChanges");
  buffer_add_char(out, '{');
  add_location(out, path);
  list_begin(out, "replacements");
}

static void end_fix(buffer *out)
{
  buffer_add_string(out, "]}]}");
}

static void add_replacement(buffer *out, const dixit_doc *doc, const dixit_fix *fix)
{
  buffer_add_string(out, buffer_last(out) == '[' ? "{" : ",{");
  add_region(out, "deletedRegion", doc, fix->span);
  object_begin(out, "insertedContent");
  json_key_string(out, "text", fix->replacement);
  buffer_add_string(out, "}}");
}

static void add_safe_fixes(buffer *out, const report_file *file, const dixit_fix *fixes, uint32_t count)
{
  bool any = false;
  for (uint32_t i = 0; i < count; i++) {
    if (!fixes[i].safe)
      continue;
    if (!any)
      begin_fix(out, file->path, fixes[i].label);
    any = true;
    add_replacement(out, file->doc, &fixes[i]);
  }
  if (any)
    end_fix(out);
}

static void add_fixes(buffer *out, const report_file *file, const dixit_finding *finding)
{
  const dixit_fix *fixes = dixit_doc_fixes(file->doc, NULL) + finding->first_fix;
  list_begin(out, "fixes");
  add_safe_fixes(out, file, fixes, finding->fix_count);
  for (uint32_t i = 0; i < finding->fix_count; i++) {
    if (fixes[i].safe)
      continue;
    begin_fix(out, file->path, fixes[i].label);
    add_replacement(out, file->doc, &fixes[i]);
    end_fix(out);
  }
  buffer_add_char(out, ']');
}

/* ---- results ---- */

static void add_result(buffer *out, const report_file *file, const dixit_finding *finding)
{
  size_t count, rule = find_rule(finding->rule, &count);
  buffer_add_string(out, buffer_last(out) == '[' ? "\n{" : ",\n{");
  json_key_string(out, "ruleId", finding->rule);
  if (rule < count)
    json_key_number(out, "ruleIndex", rule);
  json_key_string(out, "level", level_of(finding->severity));
  message(out, "message", finding->message);
  list_begin(out, "locations");
  buffer_add_char(out, '{');
  add_physical_location(out, file, finding->span);
  buffer_add_string(out, "}]");
  if (finding->related_count)
    add_related(out, file, finding);
  if (finding->fix_count)
    add_fixes(out, file, finding);
  buffer_add_char(out, '}');
}

void report_sarif_add(dixit_report *self, const report_file *file)
{
  for (size_t i = 0; i < file->count; i++)
    add_result(&self->out, file, &file->findings[i]);
}

void report_sarif_finish(dixit_report *self)
{
  buffer_add_string(&self->out, "]}]}\n");
}
