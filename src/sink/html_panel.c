/* What stands around the text: the coverage bar, the key, the sources with how much each speaks, the findings. */
#include <stdio.h>

#include "base/sort.h"
#include "sink/html.h"

/* ---- colours ---- */

/* Sources that speak most get a hue of their own; the rest share one, and so do those nobody can tell apart. */
enum { COLOR_REST = 8, COLOR_ANONYMOUS = 9 };

static bool is_nameless(const dixit_source *source)
{
  return source->kind == DIXIT_SOURCE_ANONYMOUS || source->kind == DIXIT_SOURCE_VAGUE ||
         (source->kind == DIXIT_SOURCE_PRONOUN && source->member_count == 0);
}

static void give_colors(html_file *self, const dixit_source *sources)
{
  uint8_t next = 0;
  for (uint32_t i = 0; i < self->ranked_count; i++) {
    uint32_t source = self->ranked[i];
    if (is_nameless(&sources[source]))
      self->colors[source] = COLOR_ANONYMOUS;
    else
      self->colors[source] = next < COLOR_REST ? next++ : COLOR_REST;
  }
}

void html_rank_sources(html_file *self)
{
  size_t count;
  const dixit_source *sources = dixit_doc_sources(self->doc, &count);
  uint64_t *keys = arena_get(self->scratch, 2 * count * sizeof *keys);
  self->ranked = arena_get(self->scratch, count * sizeof *self->ranked);
  self->colors = arena_get_zeroed(self->scratch, count);
  if (!keys || !self->ranked || !self->colors)
    return;
  for (size_t i = 0; i < count; i++)
    if (sources[i].quote_count)
      keys[self->ranked_count++] = (uint64_t)(UINT32_MAX - sources[i].word_count) << 32 | i;
  sort_numbers(keys, keys + count, self->ranked_count);
  for (uint32_t i = 0; i < self->ranked_count; i++)
    self->ranked[i] = (uint32_t)keys[i];
  give_colors(self, sources);
}

dixit_text html_color(const html_file *self, uint32_t source)
{
  static const char *const names[] = {"s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "anonymous"};
  return text_from(names[self->colors ? self->colors[source] : COLOR_REST]);
}

/* ---- coverage ---- */

void html_add_coverage(const html_file *self)
{
  dixit_coverage coverage = dixit_doc_coverage(self->doc);
  const struct { const char *kind, *label; uint32_t count; } parts[] = {
    {"named", "by somebody named", coverage.named},
    {"document", "by a document", coverage.document},
    {"cited", "by a citation", coverage.cited},
    {"unnamed", "by somebody unnamed", coverage.anonymous + coverage.vague},
    {"none", "by nobody", coverage.claims - coverage.supported},
  };
  if (!coverage.claims) {
    html_coverage_none(self->out);
    return;
  }
  html_coverage_begin(self->out, coverage.supported * UINT64_C(100) / coverage.claims, coverage.supported,
                      coverage.claims);
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if (parts[i].count)
      html_coverage_part(self->out, text_from(parts[i].kind), parts[i].count, text_from(parts[i].label));
  html_coverage_legend(self->out);
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if (parts[i].count)
      html_coverage_item(self->out, text_from(parts[i].kind), parts[i].count, text_from(parts[i].label));
  html_coverage_end(self->out);
}

/* ---- the key ---- */

/* A row of the key: the annotations of some kinds in some states. layer: what the page calls them. */
typedef struct key_row {
  const char *layer;
  const char *sample;
  const char *label;
  uint8_t kinds;
  uint8_t states;
} key_row;

#define KIND(name) (1u << DIXIT_ANNOTATE_##name)
#define STATE(name) (1u << DIXIT_STATE_##name)
#define ANY_STATE 0xFFu

static const key_row key_rows[] = {
  {"quotes", "quote s0", "Quotations", KIND(QUOTE), STATE(NAMED)},
  {"paraphrases", "paraphrase s0", "Paraphrases", KIND(CONTENT), STATE(NAMED)},
  {"unnamed", "quote anonymous", "Words of somebody unnamed", KIND(QUOTE) | KIND(CONTENT), STATE(ANONYMOUS)},
  {"nobody", "quote nobody", "Words of nobody", KIND(QUOTE) | KIND(CONTENT), STATE(NOBODY)},
  {"speakers", "speaker s0", "Speakers", KIND(SPEAKER), ANY_STATE},
  {"others", "other", "Scare quotes, titles, terms", KIND(QUOTE), STATE(OTHER)},
  {"unsupported", "unsupported", "Claims nobody vouches for", KIND(CLAIM), STATE(NOBODY)},
  {"supported", "supported", "Claims with support", KIND(CLAIM), STATE(NAMED) | STATE(ANONYMOUS) | STATE(CITED)},
  {"citations", "citation", "Citations", KIND(CITATION), ANY_STATE},
};

enum { KEY_ROWS = sizeof key_rows / sizeof *key_rows };

static bool belongs_to(const key_row *row, const dixit_annotation *annotation)
{
  return (row->kinds >> annotation->kind & 1) && (row->states >> annotation->state & 1);
}

static void add_key(const html_file *self)
{
  size_t count;
  dixit_span all = {0, (uint32_t)dixit_doc_text(self->doc).length};
  const dixit_annotation *annotations = dixit_doc_annotations(self->doc, all, &count);
  uint32_t counts[KEY_ROWS] = {0};
  for (size_t i = 0; i < count; i++)
    for (size_t row = 0; row < KEY_ROWS; row++)
      counts[row] += belongs_to(&key_rows[row], &annotations[i]);
  html_key_begin(self->out);
  for (size_t row = 0; row < KEY_ROWS; row++)
    if (counts[row])
      html_key_row(self->out, text_from(key_rows[row].layer), text_from(key_rows[row].sample),
                   text_from(key_rows[row].label), counts[row]);
  if (self->file->count)
    html_key_row(self->out, text_from("findings"), text_from("found"), text_from("Findings"), self->file->count);
  html_key_off(self->out, text_from("markup"), text_from("Markup"));
  html_key_end(self->out);
}

/* ---- sources ---- */

dixit_text html_source_kind(const dixit_source *source)
{
  static const char *const kinds[] = {
    [DIXIT_SOURCE_NAMED] = "named",
    [DIXIT_SOURCE_ROLE] = "by role",
    [DIXIT_SOURCE_GROUP] = "organisation or group",
    [DIXIT_SOURCE_DOCUMENT] = "document",
    [DIXIT_SOURCE_ANONYMOUS] = "unnamed",
    [DIXIT_SOURCE_VAGUE] = "nobody in particular",
    [DIXIT_SOURCE_PRONOUN] = "pronoun without a name",
  };
  return text_from(kinds[source->kind]);
}

static void add_source(const html_file *self, uint32_t index, uint32_t most)
{
  const dixit_source *source = dixit_doc_sources(self->doc, NULL) + index;
  uint64_t share = most ? source->word_count * UINT64_C(100) / most : 0;
  char passages[32];
  snprintf(passages, sizeof passages, "%u passage%s", source->quote_count, source->quote_count == 1 ? "" : "s");
  html_source(self->out, html_color(self, index), index, dixit_source_name(self->doc, index), share, source->word_count,
              text_from(passages), html_source_kind(source));
}

static void add_sources(const html_file *self)
{
  const dixit_source *sources = dixit_doc_sources(self->doc, NULL);
  if (!self->ranked || !self->ranked_count) {
    html_sources_none(self->out);
    return;
  }
  html_sources_begin(self->out, self->number, self->ranked_count);
  for (uint32_t i = 0; i < self->ranked_count; i++)
    add_source(self, self->ranked[i], sources[self->ranked[0]].word_count);
  html_sources_end(self->out);
}

/* ---- findings ---- */

static void add_severities(const html_file *self)
{
  uint32_t counts[REPORT_SEVERITIES] = {0};
  for (size_t i = 0; i < self->file->count; i++)
    counts[self->file->findings[i].severity]++;
  for (uint32_t severity = DIXIT_ERROR; severity >= DIXIT_INFO; severity--)
    if (counts[severity])
      html_severity(self->out, text_from(dixit_severity_name(severity)), counts[severity]);
}

/* An edit as a label says it, with what comes in; an empty one takes something away. */
static void add_fixes(const html_file *self, const dixit_finding *finding)
{
  const dixit_fix *fixes = dixit_doc_fixes(self->doc, NULL) + finding->first_fix;
  for (uint32_t i = 0; i < finding->fix_count; i++)
    html_finding_more(self->out, text_from(fixes[i].label), text_from(fixes[i].replacement));
}

static void add_related(const html_file *self, const dixit_finding *finding)
{
  const dixit_related *related = dixit_doc_related(self->doc, NULL) + finding->first_related;
  for (uint32_t i = 0; i < finding->related_count; i++) {
    dixit_position at = dixit_doc_position(self->doc, related[i].span.start, (dixit_unit)self->unit);
    html_finding_related(self->out, at.line, at.column, text_from(related[i].message));
  }
}

static void add_finding(const html_file *self, uint32_t index)
{
  const dixit_finding *finding = &self->file->findings[index];
  dixit_position at = dixit_doc_position(self->doc, finding->span.start, (dixit_unit)self->unit);
  html_finding_begin(self->out, text_from(dixit_severity_name(finding->severity)), self->number, index + 1, at.line,
                     at.column, text_from(finding->message), text_from(finding->rule));
  add_related(self, finding);
  add_fixes(self, finding);
  html_finding_end(self->out);
}

static void add_findings(const html_file *self)
{
  if (!self->file->count) {
    html_findings_none(self->out);
    return;
  }
  html_findings_begin(self->out, self->number, self->file->count);
  add_severities(self);
  html_findings_list(self->out, self->number);
  for (uint32_t i = 0; i < self->file->count; i++)
    add_finding(self, i);
  html_findings_end(self->out);
}

void html_add_panel(const html_file *self)
{
  html_panel_begin(self->out);
  add_key(self);
  add_sources(self);
  add_findings(self);
}
