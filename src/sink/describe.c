/* What stands at a place and why, in sentences: what an editor shows under the mouse. A line for each annotation there,
 * the innermost first, then one for each finding. An attribution that several annotations belong to is told once. */
#include <string.h>

#include "base/buffer.h"
#include "doc/document.h"
#include "marks/stages.h"

enum { LINES_MAX = 8, EXCERPT_MAX = 100, CUE_MAX = 40 };

static const char *const vouching[] = {
  "nobody vouches for it",
  "a named source vouches for it",
  "only an unnamed source vouches for it",
  "only “some” or “critics” vouch for it",
  "a document vouches for it",
  "a citation vouches for it",
};

static const char *const source_kinds[] = {
  "named", "known by role", "a group", "a document", "not named", "nobody in particular", "a pronoun without a name",
};

/* told: the attributions that have been described. */
typedef struct description {
  const dixit_doc *doc;
  buffer *out;
  uint32_t told[LINES_MAX];
  uint32_t told_count;
  uint32_t lines;
} description;

static void begin_line(description *self)
{
  if (self->lines++)
    buffer_add_char(self->out, '\n');
}

/* The text on one line, cut behind a character where it is longer than `longest` bytes. */
static void add_excerpt(buffer *out, dixit_text text, size_t longest)
{
  size_t length = text.length > longest ? longest : text.length;
  while (length < text.length && length && ((unsigned char)text.bytes[length] & 0xC0) == 0x80)
    length--;
  for (size_t i = 0; i < length; i++)
    if (!ascii_is_space(text.bytes[i]) || (i && !ascii_is_space(text.bytes[i - 1])))
      buffer_add_char(out, ascii_is_space(text.bytes[i]) ? ' ' : text.bytes[i]);
  if (length < text.length)
    buffer_add_string(out, "…");
}

static void add_percent(buffer *out, float share)
{
  buffer_add_number(out, (uint64_t)(share * 100 + 0.5f));
  buffer_add_char(out, '%');
}

/* ---- one line each ---- */

static void describe_attribution(description *self, uint32_t index)
{
  const dixit_doc *doc = self->doc;
  buffer *out = self->out;
  const dixit_attribution *attribution = &doc->attributions.items[index];
  for (uint32_t i = 0; i < self->told_count; i++)
    if (self->told[i] == index)
      return;
  self->told[self->told_count++] = index;
  begin_line(self);
  buffer_add_format(out, "%s speech by ",
                    attribution->nested ? "nested" : dixit_attribution_type_name(attribution->type));
  if (attribution->source == DIXIT_NONE) {
    buffer_add_string(out, "somebody this text does not name");
  } else {
    buffer_add_text(out, dixit_source_name(doc, attribution->source));
    buffer_add_format(out, ", %s", source_kinds[doc->sources.items[attribution->source].kind]);
  }
  if (!span_is_empty(attribution->cue)) {
    buffer_add_string(out, " (“");
    add_excerpt(out, doc_slice(doc, attribution->cue), CUE_MAX);
    buffer_add_string(out, "”)");
  }
  buffer_add_format(out, ": found by “%s”, ", dixit_step_name(attribution->step));
  add_percent(out, attribution->confidence);
  buffer_add_string(out, " sure");
}

static void describe_quote(description *self, const dixit_annotation *annotation)
{
  const dixit_quote *quote = &self->doc->quotes.items[annotation->index];
  if (quote->attribution != DIXIT_NONE) {
    describe_attribution(self, quote->attribution);
    return;
  }
  begin_line(self);
  if (quote->kind == DIXIT_SPEECH)
    buffer_add_string(self->out, "Nobody is named as saying this.");
  else
    buffer_add_format(self->out, "Quotation marks, but nobody's words: %s.", dixit_quote_kind_name(quote->kind));
}

static void describe_content(description *self, const dixit_annotation *annotation)
{
  describe_attribution(self, self->doc->pieces.items[annotation->index].attribution);
}

static void describe_cue(description *self, const dixit_annotation *annotation)
{
  describe_attribution(self, annotation->index);
}

static void describe_speaker(description *self, const dixit_annotation *annotation)
{
  uint32_t index = self->doc->mentions.items[annotation->index].source;
  if (index == DIXIT_NONE)
    return;
  const dixit_source *source = &self->doc->sources.items[index];
  begin_line(self);
  buffer_add_text(self->out, dixit_source_name(self->doc, index));
  buffer_add_format(self->out, ", %s: quoted ", source_kinds[source->kind]);
  if (source->quote_count == 1)
    buffer_add_string(self->out, "once here");
  else
    buffer_add_format(self->out, "%u times here", (unsigned)source->quote_count);
}

static void add_reasons(buffer *out, const dixit_claim *claim)
{
  bool any = false;
  for (uint32_t i = 0; i < DIXIT_REASON_COUNT; i++) {
    if (!(claim->reasons >> i & 1))
      continue;
    buffer_add_format(out, "%s%s", any ? ", " : "", dixit_reason_name(i));
    any = true;
  }
  if (any)
    return;
  buffer_add_string(out, "score ");
  add_percent(out, claim->score);
}

static void describe_claim(description *self, const dixit_annotation *annotation)
{
  const dixit_doc *doc = self->doc;
  const dixit_claim *claim = &doc->claims.items[annotation->index];
  begin_line(self);
  buffer_add_string(self->out, "Claim (");
  add_reasons(self->out, claim);
  buffer_add_format(self->out, "): %s", vouching[claim->support]);
  uint32_t source = claim->attribution == DIXIT_NONE ? DIXIT_NONE : doc->attributions.items[claim->attribution].source;
  if (source != DIXIT_NONE) {
    buffer_add_string(self->out, ": ");
    buffer_add_text(self->out, dixit_source_name(doc, source));
  }
  buffer_add_char(self->out, '.');
}

/* What an entry of a bibliography says of its work, as far as it fits on a line. */
static void add_entry(buffer *out, const dixit_doc *bibliography, uint32_t reference)
{
  static const char *const wanted[] = {"author", "editor", "title", "year", "date"};
  bool any = false;
  for (uint32_t i = 0; i < bibliography->fields.count; i++) {
    const dixit_field *field = &bibliography->fields.items[i];
    if (bibliography->entries.items[field->entry].reference != reference)
      continue;
    for (size_t j = 0; j < sizeof wanted / sizeof *wanted; j++) {
      if (!text_equal_folded(doc_slice(bibliography, field->name), text_from(wanted[j])))
        continue;
      buffer_add_string(out, any ? ", " : "");
      add_excerpt(out, doc_slice(bibliography, field->value), EXCERPT_MAX);
      any = true;
    }
  }
}

static void describe_citation(description *self, const dixit_annotation *annotation)
{
  const dixit_doc *doc = self->doc;
  const dixit_citation *citation = &doc->citations.items[annotation->index];
  begin_line(self);
  if (citation->reference != DIXIT_NONE) {
    const dixit_reference *reference = &doc->references.items[citation->reference];
    buffer_add_string(self->out, "Citation of: ");
    add_excerpt(self->out, doc_slice(doc, span_is_empty(reference->content) ? reference->span : reference->content),
                EXCERPT_MAX);
  } else if (citation->bibliography != DIXIT_NONE) {
    buffer_add_string(self->out, "Citation of: ");
    add_entry(self->out, doc->bibliographies[citation->bibliography], citation->entry);
  } else {
    buffer_add_string(self->out, "Citation that points nowhere in this text.");
  }
}

/* By dixit_annotation_kind. */
static void (*const describers[])(description *, const dixit_annotation *) = {
  describe_quote, describe_content, describe_speaker, describe_cue, describe_claim, describe_citation,
};

static void describe_findings(description *self, uint32_t byte)
{
  for (uint32_t i = 0; i < self->doc->findings.count; i++) {
    const dixit_finding *finding = &self->doc->findings.items[i];
    if (byte < finding->span.start || byte >= finding->span.end)
      continue;
    begin_line(self);
    buffer_add_format(self->out, "%s %s: ", dixit_severity_name(finding->severity), finding->rule);
    buffer_add_string(self->out, finding->message);
  }
}

dixit_status dixit_doc_describe(const dixit_doc *doc, uint32_t byte, dixit_write write, void *ctx)
{
  buffer out;
  size_t count;
  if (!annotations_get(doc))
    return DIXIT_NO_MEMORY;
  const dixit_annotation *annotations = dixit_doc_annotations(doc, span_of(byte, byte + 1), &count);
  description self = {.doc = doc, .out = &out};
  buffer_init(&out, write, ctx);
  for (uint32_t done = 0; count && done < LINES_MAX; count--) {
    const dixit_annotation *annotation = &annotations[count - 1];
    if (byte < annotation->span.start || byte >= annotation->span.end)
      continue;
    describers[annotation->kind](&self, annotation);
    done++;
  }
  describe_findings(&self, byte);
  return buffer_flush(&out) ? DIXIT_OK : DIXIT_WRITE_FAILED;
}
