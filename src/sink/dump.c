/* Dumps: any layer of a document as text, one record a line, for spec tests, bug reports and curious people.
 *
 *   quote #0 12-57 speech curly-double whole attribution=#0 "“They left early,”"
 *
 * A line is: the record's word, its index where other records may link to it, its span, its kind, its properties, its
 * text. Links are index numbers with '#'. What belongs to a record (an attribution's pieces, a finding's related
 * places) follows it, indented. The text comes last and runs to the end of the line, so quotation marks in it need no
 * escape; line ends, control characters, backslashes and bytes that are not UTF-8 are escaped as in C. Only blocks are
 * cut short: their sentences have the words.
 *
 * Not a format for programs: that is extract.c. */
#include <string.h>

#include "base/error.h"
#include "doc/document.h"
#include "marks/kind_traits.h"
#include "marks/stages.h"
#include "sink/record.h"

/* ---- layers: text ---- */

static void dump_blocks(const dixit_doc *doc, buffer *out)
{
  for (uint32_t i = 0; i < doc->blocks.count; i++) {
    const dixit_block *block = &doc->blocks.items[i];
    record_begin(out, "block", i, block->span);
    record_word(out, dixit_block_kind_name(block->kind));
    if (block->level)
      record_property(out, "level", block->level);
    if (block->quoted)
      record_property(out, "quoted", block->quoted);
    record_link(out, "in", block->parent);
    record_short_text(out, doc_slice(doc, block->span));
    record_end(out);
  }
}

static void dump_runs(const dixit_doc *doc, buffer *out)
{
  static const char *const flags[] = {"emphasis", "strong", "link", "deleted"};
  for (uint32_t i = 0; i < doc->runs.count; i++) {
    const dixit_run *run = &doc->runs.items[i];
    record_begin_unnumbered(out, "run", run->span);
    record_word(out, dixit_run_kind_name(run->kind));
    if (run->kind == DIXIT_RUN_CHAR)
      buffer_add_format(out, " U+%04X", (unsigned)run->character);
    if (run->kind == DIXIT_RUN_CITATION)
      record_link(out, "citation", run->character);
    record_flags(out, run->flags, flags, sizeof flags / sizeof *flags);
    record_link(out, "block", run->block);
    record_text(out, doc_slice(doc, run->span));
    record_end(out);
  }
}

static void dump_tokens(const dixit_doc *doc, buffer *out)
{
  static const char *const flags[] = {"capital", "upper",       "spaced",   "joined",
                                      "quoted",  "abbreviated", "emphasis", "link"};
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    const dixit_token *token = &doc->tokens.items[i];
    record_begin_unnumbered(out, "token", token_span(token));
    record_word(out, dixit_token_kind_name(token->kind));
    record_flags(out, token->flags, flags, sizeof flags / sizeof *flags);
    record_text(out, token_text(doc, i));
    record_end(out);
  }
}

static void dump_sentences(const dixit_doc *doc, buffer *out)
{
  for (uint32_t i = 0; i < doc->sentences.count; i++) {
    const dixit_sentence *sentence = &doc->sentences.items[i];
    record_begin(out, "sentence", i, sentence->span);
    record_link(out, "block", sentence->block);
    record_link(out, "claim", sentence->claim);
    record_text(out, doc_slice(doc, sentence->span));
    record_end(out);
  }
}

/* ---- layers: marks ---- */

static void dump_quotes(const dixit_doc *doc, buffer *out)
{
  static const char *const flags[] = {"unclosed", "continued", "mismatched", "whole", "alone"};
  for (uint32_t i = 0; i < doc->quotes.count; i++) {
    const dixit_quote *quote = &doc->quotes.items[i];
    record_begin(out, "quote", i, quote->span);
    record_word(out, dixit_quote_kind_name(quote->kind));
    record_word(out, dixit_quote_style_name(quote->style));
    record_flags(out, quote->flags, flags, sizeof flags / sizeof *flags);
    record_link(out, "in", quote->parent);
    record_link(out, "after", quote->previous);
    record_link(out, "attribution", quote->attribution);
    record_text(out, doc_slice(doc, quote->span));
    record_end(out);
  }
}

static void dump_marks(const dixit_doc *doc, buffer *out)
{
  static const char *const problems[] = {"unopened", "backward"};
  for (uint32_t i = 0; i < doc->marks.count; i++) {
    const dixit_mark *mark = &doc->marks.items[i];
    record_begin_unnumbered(out, "mark", mark->span);
    record_word(out, problems[mark->problem == DIXIT_MARK_BACKWARD]);
    if (mark->meant)
      buffer_add_format(out, " meant=U+%04X", (unsigned)mark->meant);
    record_text(out, doc_slice(doc, mark->span));
    record_end(out);
  }
}

static void dump_speaker(const dixit_doc *doc, const dixit_attribution *attribution, buffer *out)
{
  if (attribution->mention != DIXIT_NONE) {
    const dixit_mention *mention = &doc->mentions.items[attribution->mention];
    record_begin_unnumbered(out, "  speaker", mention->span);
    record_word(out, dixit_mention_kind_name(mention->kind));
    record_text(out, doc_slice(doc, mention->span));
    record_end(out);
  }
  if (attribution->source != DIXIT_NONE) {
    buffer_add_string(out, "  source #");
    buffer_add_number(out, attribution->source);
    record_word(out, dixit_source_kind_name(doc->sources.items[attribution->source].kind));
    record_text(out, dixit_source_name(doc, attribution->source));
    record_end(out);
  }
}

static void dump_attribution_parts(const dixit_doc *doc, const dixit_attribution *attribution, buffer *out)
{
  for (uint32_t i = 0; i < attribution->piece_count; i++) {
    const dixit_piece *piece = &doc->pieces.items[attribution->first_piece + i];
    record_begin_unnumbered(out, "  content", piece->span);
    record_link(out, "quote", piece->quote);
    record_text(out, doc_slice(doc, piece->span));
    record_end(out);
  }
  if (!span_is_empty(attribution->cue)) {
    record_begin_unnumbered(out, "  cue", attribution->cue);
    record_text(out, doc_slice(doc, attribution->cue));
    record_end(out);
  }
  dump_speaker(doc, attribution, out);
}

static void dump_attributions(const dixit_doc *doc, buffer *out)
{
  for (uint32_t i = 0; i < doc->attributions.count; i++) {
    const dixit_attribution *attribution = &doc->attributions.items[i];
    record_begin(out, "attribution", i, attribution->span);
    record_word(out, dixit_attribution_type_name(attribution->type));
    record_word(out, dixit_step_name(attribution->step));
    if (attribution->nested)
      record_word(out, "nested");
    buffer_add_char(out, ' ');
    buffer_add_decimal(out, attribution->confidence, 2);
    if (!attribution->speech)
      record_word(out, "no-speech");
    record_end(out);
    dump_attribution_parts(doc, attribution, out);
  }
}

static void dump_mentions(const dixit_doc *doc, buffer *out)
{
  for (uint32_t i = 0; i < doc->mentions.count; i++) {
    const dixit_mention *mention = &doc->mentions.items[i];
    record_begin(out, "mention", i, mention->span);
    record_word(out, dixit_mention_kind_name(mention->kind));
    record_link(out, "source", mention->source);
    record_text(out, doc_slice(doc, mention->span));
    record_end(out);
  }
}

static void dump_sources(const dixit_doc *doc, buffer *out)
{
  for (uint32_t i = 0; i < doc->sources.count; i++) {
    const dixit_source *source = &doc->sources.items[i];
    record_begin(out, "source", i, source->name);
    record_word(out, dixit_source_kind_name(source->kind));
    if (source->gender)
      buffer_add_format(out, " gender=%c", source->gender);
    if (source->plural)
      record_word(out, "plural");
    record_property(out, "mentions", source->mention_count);
    record_property(out, "quotes", source->quote_count);
    record_property(out, "words", source->word_count);
    for (uint32_t m = 0; m < source->member_count; m++)
      record_link(out, "member", doc->members.items[source->first_member + m]);
    record_text(out, dixit_source_name(doc, i));
    record_end(out);
    if (span_is_empty(source->role))
      continue;
    record_begin_unnumbered(out, "  role", source->role);
    record_text(out, doc_slice(doc, source->role));
    record_end(out);
  }
}

/* ---- layers: claims and what they lean on ---- */

static void dump_claims(const dixit_doc *doc, buffer *out)
{
  for (uint32_t i = 0; i < doc->claims.count; i++) {
    const dixit_claim *claim = &doc->claims.items[i];
    record_begin(out, "claim", i, claim->span);
    buffer_add_char(out, ' ');
    buffer_add_decimal(out, claim->score, 2);
    for (uint32_t reason = 0; reason < DIXIT_REASON_COUNT; reason++)
      if (claim->reasons >> reason & 1)
        record_word(out, dixit_reason_name(reason));
    buffer_add_string(out, " support=");
    buffer_add_string(out, dixit_support_name(claim->support));
    record_link(out, "attribution", claim->attribution);
    record_link(out, "citation", claim->citation);
    record_text(out, doc_slice(doc, claim->span));
    record_end(out);
  }
}

/* What the traits are that decided, where the kind was not told. */
static void dump_kind(const dixit_doc *doc, buffer *out)
{
  buffer_add_string(out, "kind");
  record_word(out, dixit_kind_name(doc->kind));
  if (!doc->traits)
    record_word(out, "told");
  record_end(out);
  for (uint32_t i = 0; doc->traits && i < TRAIT_COUNT; i++) {
    if (doc->traits->values[i] == 0)
      continue;
    buffer_add_string(out, "  trait");
    record_word(out, kind_trait_name(i));
    buffer_add_char(out, ' ');
    buffer_add_decimal(out, doc->traits->values[i], 2);
    record_end(out);
  }
}

static void dump_coverage(const dixit_doc *doc, buffer *out)
{
  const dixit_coverage *coverage = &doc->coverage;
  buffer_add_string(out, "coverage");
  record_property(out, "claims", coverage->claims);
  record_property(out, "supported", coverage->supported);
  record_property(out, "named", coverage->named);
  record_property(out, "anonymous", coverage->anonymous);
  record_property(out, "vague", coverage->vague);
  record_property(out, "document", coverage->document);
  record_property(out, "cited", coverage->cited);
  record_property(out, "none", coverage->none);
  record_end(out);
}

static void dump_citations(const dixit_doc *doc, buffer *out)
{
  for (uint32_t i = 0; i < doc->citations.count; i++) {
    const dixit_citation *citation = &doc->citations.items[i];
    record_begin(out, "citation", i, citation->span);
    record_word(out, dixit_citation_kind_name(citation->kind));
    record_link(out, "reference", citation->reference);
    record_text(out, doc_slice(doc, citation->key));
    record_end(out);
    if (span_is_empty(citation->locator))
      continue;
    record_begin_unnumbered(out, "  locator", citation->locator);
    record_text(out, doc_slice(doc, citation->locator));
    record_end(out);
  }
}

static void dump_references(const dixit_doc *doc, buffer *out)
{
  for (uint32_t i = 0; i < doc->references.count; i++) {
    const dixit_reference *reference = &doc->references.items[i];
    record_begin(out, "reference", i, reference->span);
    record_word(out, dixit_reference_kind_name(reference->kind));
    record_property(out, "uses", reference->use_count);
    record_link(out, "duplicate-of", reference->duplicate_of);
    record_text(out, doc_slice(doc, reference->key));
    record_end(out);
    record_begin_unnumbered(out, "  content", reference->content);
    record_text(out, doc_slice(doc, reference->content));
    record_end(out);
  }
}

static void dump_entries(const dixit_doc *doc, buffer *out)
{
  for (uint32_t i = 0; i < doc->entries.count; i++) {
    const dixit_entry *entry = &doc->entries.items[i];
    record_begin(out, "entry", i, entry->span);
    record_word(out, dixit_entry_kind_name(entry->kind));
    record_link(out, "reference", entry->reference);
    record_text(out, doc_slice(doc, entry->type));
    record_text(out, doc_slice(doc, entry->key));
    record_end(out);
    for (uint32_t f = entry->first_field; f < entry->first_field + entry->field_count; f++) {
      const dixit_field *field = &doc->fields.items[f];
      record_begin_unnumbered(out, "  field", field->value);
      record_text(out, doc_slice(doc, field->name));
      record_text(out, doc_slice(doc, field->value));
      record_end(out);
    }
  }
}

/* ---- layers: for readers ---- */

static void dump_finding_parts(const dixit_doc *doc, const dixit_finding *finding, buffer *out)
{
  for (uint32_t i = 0; i < finding->related_count; i++) {
    const dixit_related *related = &doc->related.items[finding->first_related + i];
    record_begin_unnumbered(out, "  related", related->span);
    buffer_add_char(out, ' ');
    record_escaped(out, text_from(related->message));
    record_text(out, doc_slice(doc, related->span));
    record_end(out);
  }
  for (uint32_t i = 0; i < finding->fix_count; i++) {
    const dixit_fix *fix = &doc->fixes.items[finding->first_fix + i];
    record_begin_unnumbered(out, fix->safe ? "  safe fix" : "  fix", fix->span);
    buffer_add_char(out, ' ');
    record_escaped(out, text_from(fix->label));
    record_text(out, text_from(fix->replacement));
    record_end(out);
  }
}

static void dump_findings(const dixit_doc *doc, buffer *out)
{
  for (uint32_t i = 0; i < doc->findings.count; i++) {
    const dixit_finding *finding = &doc->findings.items[i];
    record_begin_unnumbered(out, "finding", finding->span);
    record_word(out, dixit_severity_name(finding->severity));
    record_word(out, finding->rule);
    record_text(out, doc_slice(doc, finding->span));
    record_end(out);
    buffer_add_string(out, "  message ");
    record_escaped(out, text_from(finding->message));
    record_end(out);
    dump_finding_parts(doc, finding, out);
  }
}

static void dump_annotations(const dixit_doc *doc, buffer *out)
{
  const annotation_layer *all = annotations_get(doc);
  for (uint32_t i = 0; all && i < all->count; i++) {
    const dixit_annotation *annotation = &all->items[i];
    record_begin_unnumbered(out, "annotation", annotation->span);
    record_word(out, dixit_annotation_kind_name(annotation->kind));
    record_link(out, "is", annotation->index);
    record_word(out, dixit_annotation_state_name(annotation->state));
    record_link(out, "attribution", annotation->attribution);
    record_link(out, "source", annotation->source);
    record_text(out, doc_slice(doc, annotation->span));
    record_end(out);
  }
}

/* ---- the table ---- */

#define LAYERS(row)                                                                                                    \
  row(blocks) row(runs) row(tokens) row(sentences) row(quotes) row(marks) row(attributions) row(mentions) row(sources) \
      row(kind) row(claims) row(coverage) row(citations) row(references) row(entries) row(findings) row(annotations)

#define LAYER_NAME(layer) #layer,
#define LAYER_FUNCTION(layer) dump_##layer,

static const char *const names[] = {LAYERS(LAYER_NAME) NULL};
static void (*const functions[])(const dixit_doc *, buffer *) = {LAYERS(LAYER_FUNCTION)};

enum { LAYER_COUNT = sizeof functions / sizeof *functions };

const char *const *dixit_layer_names(void)
{
  return names;
}

static void dump_all(const dixit_doc *doc, buffer *out)
{
  for (size_t i = 0; i < LAYER_COUNT; i++) {
    buffer_add_string(out, "== ");
    buffer_add_string(out, names[i]);
    record_end(out);
    functions[i](doc, out);
  }
}

dixit_status dixit_doc_dump(const dixit_doc *doc, const char *layer, dixit_write write, void *ctx, dixit_error *error)
{
  buffer out;
  size_t i = 0;
  while (i < LAYER_COUNT && strcmp(layer, names[i]) != 0)
    i++;
  if (i == LAYER_COUNT && strcmp(layer, "all") != 0)
    return error_fail(error, DIXIT_BAD_OPTION, "there is no layer \"%.120s\"", layer);
  bool drawn = i == LAYER_COUNT || functions[i] == dump_annotations;
  if (drawn && !annotations_get(doc))
    return error_no_memory(error);
  buffer_init(&out, write, ctx);
  if (i < LAYER_COUNT)
    functions[i](doc, &out);
  else
    dump_all(doc, &out);
  return buffer_flush(&out) ? DIXIT_OK : error_fail(error, DIXIT_WRITE_FAILED, "the output could not be written");
}
