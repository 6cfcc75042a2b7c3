/* Findings and coverage as JSON objects, field by field, no tree. */
#include "sink/finding_json.h"

#include "base/json.h"
#include "doc/lines.h"

void span_json(buffer *out, dixit_span span)
{
  json_key_number(out, "start", span.start);
  json_key_number(out, "end", span.end);
}

static void place_json(buffer *out, const dixit_doc *doc, dixit_span span, uint32_t unit)
{
  span_json(out, span);
  if (unit == FINDING_BYTES_ONLY)
    return;
  dixit_position ends[2];
  lines_ends(doc, span, unit, ends);
  json_key_number(out, "line", ends[0].line);
  json_key_number(out, "column", ends[0].column);
  json_key_number(out, "end_line", ends[1].line);
  json_key_number(out, "end_column", ends[1].column);
}

static void begin_item(buffer *out, uint32_t index)
{
  buffer_add_string(out, index ? ",{" : "{");
}

static void related_json(buffer *out, const dixit_doc *doc, const dixit_finding *finding, uint32_t unit)
{
  const dixit_related *related = finding->related_count ? dixit_doc_related(doc, NULL) + finding->first_related : NULL;
  json_key(out, "related");
  buffer_add_char(out, '[');
  for (uint32_t i = 0; i < finding->related_count; i++) {
    begin_item(out, i);
    place_json(out, doc, related[i].span, unit);
    json_key_string(out, "message", related[i].message);
    buffer_add_char(out, '}');
  }
  buffer_add_char(out, ']');
}

static void fixes_json(buffer *out, const dixit_doc *doc, const dixit_finding *finding, uint32_t unit)
{
  const dixit_fix *fixes = finding->fix_count ? dixit_doc_fixes(doc, NULL) + finding->first_fix : NULL;
  json_key(out, "fixes");
  buffer_add_char(out, '[');
  for (uint32_t i = 0; i < finding->fix_count; i++) {
    begin_item(out, i);
    place_json(out, doc, fixes[i].span, unit);
    json_key_string(out, "replacement", fixes[i].replacement);
    json_key_string(out, "label", fixes[i].label);
    json_key_bool(out, "safe", fixes[i].safe);
    buffer_add_char(out, '}');
  }
  buffer_add_char(out, ']');
}

void finding_json(buffer *out, const dixit_doc *doc, const dixit_finding *finding, uint32_t unit)
{
  buffer_add_char(out, '{');
  json_key_string(out, "rule", finding->rule);
  json_key_string(out, "severity", dixit_severity_name(finding->severity));
  place_json(out, doc, finding->span, unit);
  json_key_string(out, "message", finding->message);
  related_json(out, doc, finding, unit);
  fixes_json(out, doc, finding, unit);
  buffer_add_char(out, '}');
}

void coverage_json(buffer *out, const dixit_doc *doc)
{
  dixit_coverage coverage = dixit_doc_coverage(doc);
  json_key(out, "coverage");
  buffer_add_char(out, '{');
  json_key_number(out, "claims", coverage.claims);
  json_key_number(out, "supported", coverage.supported);
  json_key_number(out, "named", coverage.named);
  json_key_number(out, "anonymous", coverage.anonymous);
  json_key_number(out, "vague", coverage.vague);
  json_key_number(out, "document", coverage.document);
  json_key_number(out, "cited", coverage.cited);
  json_key_number(out, "none", coverage.none);
  buffer_add_char(out, '}');
}
