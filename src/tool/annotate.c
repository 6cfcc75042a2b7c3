/* dixit annotate [PATH...]: what an editor draws and offers, for plugins that can run a command and split lines. A
 * record a line, always of eight fields with tabs between them:
 *
 *   KIND STATE LINE COLUMN END-LINE END-COLUMN NAME TEXT
 *
 *   quote content speaker cue   STATE of the annotation; NAME of the source, TEXT how it was found
 *   claim                       STATE, NAME of who vouches, TEXT why it is a claim and what vouches
 *   cite                        behind a claim nobody vouches for: TEXT to insert there
 *   citation                    STATE, NAME is LINE:COLUMN of what it cites, empty when that is not in the text
 *   source                      STATE is the kind; where it is mentioned first; NAME, TEXT how much it is quoted
 *   finding                     STATE is the severity, NAME the rule, TEXT the message
 *   fix, ignore                 behind their finding: TEXT instead of the place; NAME is a label for menus. Safe
 *                               fixes of a finding are one
 *   coverage                    TEXT for a status line, NAME its percentage
 *
 * Places are half-open, from 1, columns in --units. In TEXT and NAME, \n, \t and \\ stand for a line break, a tab and a
 * backslash; other control characters are blanks. With several files each is headed by `file`, its path as NAME. */
#include <stdio.h>
#include <stdlib.h>

#include "tool/commands.h"
#include "tool/files.h"

typedef struct annotate {
  file_task files;
  output out;
  dixit_unit unit;
  const dixit_doc *doc;
} annotate;

/* ---- fields ---- */

static void add_escaped(buffer *out, dixit_text text)
{
  for (size_t i = 0; i < text.length; i++) {
    char c = text.bytes[i];
    if (c == '\n')
      buffer_add_string(out, "\\n");
    else if (c == '\t')
      buffer_add_string(out, "\\t");
    else if (c == '\\')
      buffer_add_string(out, "\\\\");
    else
      buffer_add_char(out, (unsigned char)c < ' ' || c == 0x7f ? ' ' : c);
  }
}

static void add_position(annotate *self, uint32_t byte, char between, char behind)
{
  dixit_position place = dixit_doc_position(self->doc, byte, self->unit);
  buffer_add_number(&self->out.bytes, place.line);
  buffer_add_char(&self->out.bytes, between);
  buffer_add_number(&self->out.bytes, place.column);
  if (behind)
    buffer_add_char(&self->out.bytes, behind);
}

/* Kind, state and place; NAME is to follow. */
static void begin(annotate *self, const char *kind, const char *state, dixit_span span)
{
  buffer_add_string(&self->out.bytes, kind);
  buffer_add_char(&self->out.bytes, '\t');
  buffer_add_string(&self->out.bytes, state);
  buffer_add_char(&self->out.bytes, '\t');
  add_position(self, span.start, '\t', '\t');
  add_position(self, span.end, '\t', '\t');
}

static void finish(annotate *self, dixit_text name, const char *text)
{
  add_escaped(&self->out.bytes, name);
  buffer_add_char(&self->out.bytes, '\t');
  add_escaped(&self->out.bytes, text_from(text));
  buffer_add_char(&self->out.bytes, '\n');
}

/* ---- annotations ---- */

static dixit_text source_name(const annotate *self, uint32_t source)
{
  return source == DIXIT_NONE ? text_from("") : dixit_source_name(self->doc, source);
}

static void describe_attribution(const annotate *self, uint32_t index, char *into, size_t size)
{
  const dixit_attribution *attribution = &dixit_doc_attributions(self->doc, NULL)[index];
  const char *kind = attribution->source == DIXIT_NONE
    ? "nobody this text names" : dixit_source_kind_name(dixit_doc_sources(self->doc, NULL)[attribution->source].kind);
  snprintf(into, size, "%s speech, speaker %s: found by %s, %d%% sure",
           dixit_attribution_type_name(attribution->type), kind, dixit_step_name(attribution->step),
           (int)(100 * attribution->confidence + 0.5f));
}

static void describe_quote(const annotate *self, const dixit_annotation *mark, char *into, size_t size)
{
  const dixit_quote *quote = &dixit_doc_quotes(self->doc, NULL)[mark->index];
  if (quote->attribution != DIXIT_NONE)
    describe_attribution(self, quote->attribution, into, size);
  else if (quote->kind == DIXIT_SPEECH)
    snprintf(into, size, "Nobody is named as saying this.");
  else
    snprintf(into, size, "Quotation marks, but nobody's words: %s.", dixit_quote_kind_name(quote->kind));
}

/* "statistic, date", or the score where there is no reason. */
static void describe_reasons(const dixit_claim *claim, char *into, size_t size)
{
  size_t length = 0;
  snprintf(into, size, "score %d%%", (int)(100 * claim->score + 0.5f));
  for (uint32_t reason = 0; reason < DIXIT_REASON_COUNT; reason++)
    if (claim->reasons >> reason & 1 && length < size)
      length += (size_t)snprintf(into + length, size - length, "%s%s", length ? ", " : "", dixit_reason_name(reason));
}

static void describe_claim(const annotate *self, const dixit_annotation *mark, char *into, size_t size)
{
  char reasons[256];
  const dixit_claim *claim = &dixit_doc_claims(self->doc, NULL)[mark->index];
  describe_reasons(claim, reasons, sizeof reasons);
  if (claim->support == DIXIT_SUPPORT_NONE)
    snprintf(into, size, "Claim (%s): nobody vouches for it.", reasons);
  else
    snprintf(into, size, "Claim (%s), support: %s.", reasons, dixit_support_name(claim->support));
}

static void write_citation(annotate *self, const dixit_annotation *mark)
{
  const dixit_citation *citation = &dixit_doc_citations(self->doc, NULL)[mark->index];
  if (citation->reference != DIXIT_NONE)
    add_position(self, dixit_doc_references(self->doc, NULL)[citation->reference].span.start, ':', 0);
  finish(self, text_from(""), mark->state == DIXIT_STATE_NOBODY ? "Citation that points nowhere." : "Citation");
}

static void write_annotation(annotate *self, const dixit_annotation *mark)
{
  char text[512] = "";
  begin(self, dixit_annotation_kind_name(mark->kind), dixit_annotation_state_name(mark->state), mark->span);
  if (mark->kind == DIXIT_ANNOTATE_CITATION) {
    write_citation(self, mark);
    return;
  }
  if (mark->kind == DIXIT_ANNOTATE_QUOTE)
    describe_quote(self, mark, text, sizeof text);
  else if (mark->kind == DIXIT_ANNOTATE_CLAIM)
    describe_claim(self, mark, text, sizeof text);
  else if (mark->attribution != DIXIT_NONE)
    describe_attribution(self, mark->attribution, text, sizeof text);
  finish(self, source_name(self, mark->source), text);
  if (mark->kind != DIXIT_ANNOTATE_CLAIM || mark->state != DIXIT_STATE_NOBODY)
    return;
  begin(self, "cite", "-", span_of(mark->span.end, mark->span.end));
  finish(self, text_from("ask for a source"), dixit_format_signs_get(dixit_doc_format(self->doc)).citation_needed);
}

static void describe_source(const dixit_source *source, char *into, size_t size)
{
  const char *words = source->word_count == 1 ? "word" : "words";
  if (source->quote_count == 1)
    snprintf(into, size, "quoted once, %u %s", source->word_count, words);
  else
    snprintf(into, size, "quoted %u times, %u %s", source->quote_count, source->word_count, words);
}

static void write_sources(annotate *self)
{
  size_t count;
  const dixit_source *sources = dixit_doc_sources(self->doc, &count);
  for (size_t i = 0; i < count; i++) {
    char text[80];
    if (sources[i].first_mention == DIXIT_NONE)
      continue;
    begin(self, "source", dixit_source_kind_name(sources[i].kind),
          dixit_doc_mentions(self->doc, NULL)[sources[i].first_mention].span);
    describe_source(&sources[i], text, sizeof text);
    finish(self, dixit_source_name(self->doc, (uint32_t)i), text);
  }
}

/* ---- findings ---- */

/* The comment that silences a finding, on a line before its own. */
static void write_ignore(annotate *self, const dixit_finding *finding)
{
  dixit_format_signs signs = dixit_format_signs_get(dixit_doc_format(self->doc));
  if (!*signs.comment_open)
    return;
  dixit_position place = dixit_doc_position(self->doc, finding->span.start, DIXIT_BYTES);
  uint32_t start = dixit_doc_line(self->doc, place.line).start;
  begin(self, "ignore", "-", span_of(start, start));
  buffer *out = &self->out.bytes;
  buffer_add_string(out, "ignore ");
  buffer_add_string(out, finding->rule);
  buffer_add_char(out, '\t');
  buffer_add_string(out, signs.comment_open);
  buffer_add_string(out, "dixit-disable-next-line ");
  buffer_add_string(out, finding->rule);
  buffer_add_string(out, signs.comment_close);
  buffer_add_string(out, "\\n\n");
}

/* Its safe fixes belong together: as one, from the start of the first to the end of the last. False: it has none, or
 * memory is out. */
static bool write_safe(annotate *self, const dixit_finding *finding)
{
  const dixit_fix *fixes = dixit_doc_fixes(self->doc, NULL) + finding->first_fix;
  size_t count;
  mending_edit *edits = mending_edits_of(self->doc, finding, &count);
  buffer *out = &self->out.bytes;
  if (!edits || !count) {
    free(edits);
    return false;
  }
  begin(self, "fix", "-", span_of(edits[0].span.start, edits[count - 1].span.end));
  add_escaped(out, text_from(fixes[0].label));
  buffer_add_char(out, '\t');
  for (size_t i = 0; i < count; i++) {
    uint32_t from = i ? edits[i - 1].span.end : edits[0].span.start;
    add_escaped(out, dixit_doc_slice(self->doc, span_of(from, edits[i].span.start)));
    add_escaped(out, text_from(edits[i].replacement));
  }
  buffer_add_char(out, '\n');
  free(edits);
  return true;
}

static void write_fixes(annotate *self, const dixit_finding *finding)
{
  const dixit_fix *fixes = dixit_doc_fixes(self->doc, NULL) + finding->first_fix;
  bool together = write_safe(self, finding);
  for (uint32_t i = 0; i < finding->fix_count; i++) {
    if (together && fixes[i].safe)
      continue;
    begin(self, "fix", "-", fixes[i].span);
    finish(self, text_from(fixes[i].label), fixes[i].replacement);
  }
}

static void write_findings(annotate *self)
{
  size_t count;
  const dixit_finding *findings = dixit_doc_findings(self->doc, &count);
  for (size_t i = 0; i < count; i++) {
    begin(self, "finding", dixit_severity_name(findings[i].severity), findings[i].span);
    finish(self, text_from(findings[i].rule), findings[i].message);
    write_fixes(self, &findings[i]);
    write_ignore(self, &findings[i]);
  }
}

/* ---- the whole ---- */

static void write_coverage(annotate *self)
{
  char text[80] = "no claims", percentage[8] = "";
  dixit_coverage coverage = dixit_doc_coverage(self->doc);
  if (coverage.claims) {
    int share = (int)(100.0 * coverage.supported / coverage.claims + 0.5);
    snprintf(percentage, sizeof percentage, "%d%%", share);
    snprintf(text, sizeof text, "%u of %u claims sourced (%d%%)", coverage.supported, coverage.claims, share);
  }
  begin(self, "coverage", "-", span_of(0, 0));
  finish(self, text_from(percentage), text);
}

static bool visit(void *ctx, const char *path, const dixit_doc *doc)
{
  annotate *self = ctx;
  size_t count;
  self->doc = doc;
  if (self->files.total > 1) {
    begin(self, "file", "-", span_of(0, 0));
    finish(self, text_from(path), "");
  }
  const dixit_annotation *marks = dixit_doc_annotations(doc, span_of(0, DIXIT_NONE), &count);
  for (size_t i = 0; i < count; i++)
    write_annotation(self, &marks[i]);
  write_sources(self);
  write_findings(self);
  write_coverage(self);
  return !self->out.bytes.failed;
}

int command_annotate(const settings *options)
{
  engines *all = engines_open(options);
  if (!all)
    return EXIT_TROUBLE;
  annotate self = {.unit = (dixit_unit)options->unit};
  self.files = (file_task){.options = options, .engines = all, .out = &self.out, .visit = visit, .ctx = &self};
  output_init(&self.out);
  bool fine = files_visit(&self.files);
  engines_free(all);
  return output_done(&self.out) && fine ? EXIT_FINE : EXIT_TROUBLE;
}
