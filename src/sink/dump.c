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

#include "base/buffer.h"
#include "base/error.h"
#include "base/utf8.h"
#include "doc/document.h"

/* ---- pieces of a line ---- */

enum { SHORT_TEXT = 60 };

/* Characters that would break a line or not be seen: controls and Unicode's own line ends. */
static bool is_unprintable(uint32_t code)
{
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029;
}

static void escape(buffer *out, const char *bytes, utf8_char c)
{
  static const char letters[] = "abtnvfr"; /* of 0x07 to 0x0D */
  if (c.code == '\\')
    buffer_add_string(out, "\\\\");
  else if (c.length == 1 && c.code >= 0x07 && c.code <= 0x0D)
    buffer_add_format(out, "\\%c", letters[c.code - 0x07]);
  else if (c.length == 1)
    buffer_add_format(out, "\\x%02x", (unsigned char)*bytes);
  else
    buffer_add_format(out, "\\u%04x", (unsigned)c.code);
}

static void add_escaped(buffer *out, dixit_text text)
{
  for (size_t at = 0; at < text.length;) {
    utf8_char c = utf8_decode(text.bytes, text.length, at);
    bool invalid = c.code == UTF8_INVALID && c.length == 1;
    if (invalid || c.code == '\\' || is_unprintable(c.code))
      escape(out, text.bytes + at, c);
    else
      buffer_add(out, text.bytes + at, c.length);
    at += c.length;
  }
}

static void add_text(buffer *out, dixit_text text)
{
  buffer_add_string(out, " \"");
  add_escaped(out, text);
  buffer_add_char(out, '"');
}

static void add_short_text(buffer *out, dixit_text text)
{
  bool cut = text.length > SHORT_TEXT;
  buffer_add_string(out, " \"");
  add_escaped(out, cut ? text_of(text.bytes, utf8_start(text.bytes, text.length, SHORT_TEXT)) : text);
  buffer_add_string(out, cut ? "…\"" : "\"");
}

static void add_word(buffer *out, const char *word)
{
  buffer_add_char(out, ' ');
  buffer_add_string(out, word);
}

static void add_span(buffer *out, dixit_span span)
{
  buffer_add_char(out, ' ');
  buffer_add_number(out, span.start);
  buffer_add_char(out, '-');
  buffer_add_number(out, span.end);
}

static void add_property(buffer *out, const char *name, uint32_t value)
{
  add_word(out, name);
  buffer_add_char(out, '=');
  buffer_add_number(out, value);
}

/* name=#index, or nothing where the link leads nowhere. */
static void add_link(buffer *out, const char *name, uint32_t index)
{
  if (index == DIXIT_NONE)
    return;
  add_word(out, name);
  buffer_add_string(out, "=#");
  buffer_add_number(out, index);
}

/* The names of the bits set; names[n] is bit n's. */
static void add_flags(buffer *out, uint32_t flags, const char *const *names, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (flags >> i & 1)
      add_word(out, names[i]);
}

static void begin(buffer *out, const char *word, uint32_t index, dixit_span span)
{
  buffer_add_string(out, word);
  buffer_add_string(out, " #");
  buffer_add_number(out, index);
  add_span(out, span);
}

static void begin_unnumbered(buffer *out, const char *word, dixit_span span)
{
  buffer_add_string(out, word);
  add_span(out, span);
}

static void end_line(buffer *out)
{
  buffer_add_char(out, '\n');
}

/* ---- layers: text ---- */

static void dump_blocks(const dixit_doc *doc, buffer *out)
{
  for (uint32_t i = 0; i < doc->blocks.count; i++) {
    const dixit_block *block = &doc->blocks.items[i];
    begin(out, "block", i, block->span);
    add_word(out, dixit_block_kind_name(block->kind));
    if (block->level)
      add_property(out, "level", block->level);
    if (block->quoted)
      add_property(out, "quoted", block->quoted);
    add_link(out, "in", block->parent);
    add_short_text(out, doc_slice(doc, block->span));
    end_line(out);
  }
}

static void dump_runs(const dixit_doc *doc, buffer *out)
{
  static const char *const flags[] = {"emphasis", "strong", "link", "deleted"};
  for (uint32_t i = 0; i < doc->runs.count; i++) {
    const dixit_run *run = &doc->runs.items[i];
    begin_unnumbered(out, "run", run->span);
    add_word(out, dixit_run_kind_name(run->kind));
    if (run->kind == DIXIT_RUN_CHAR)
      buffer_add_format(out, " U+%04X", (unsigned)run->character);
    if (run->kind == DIXIT_RUN_CITATION)
      add_link(out, "citation", run->character);
    add_flags(out, run->flags, flags, sizeof flags / sizeof *flags);
    add_link(out, "block", run->block);
    add_text(out, doc_slice(doc, run->span));
    end_line(out);
  }
}

static void dump_tokens(const dixit_doc *doc, buffer *out)
{
  static const char *const flags[] = {"capital", "upper",       "spaced",   "joined",
                                      "quoted",  "abbreviated", "emphasis", "link"};
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    const dixit_token *token = &doc->tokens.items[i];
    begin_unnumbered(out, "token", token_span(token));
    add_word(out, dixit_token_kind_name(token->kind));
    add_flags(out, token->flags, flags, sizeof flags / sizeof *flags);
    add_text(out, token_text(doc, i));
    end_line(out);
  }
}

static void dump_sentences(const dixit_doc *doc, buffer *out)
{
  for (uint32_t i = 0; i < doc->sentences.count; i++) {
    const dixit_sentence *sentence = &doc->sentences.items[i];
    begin(out, "sentence", i, sentence->span);
    add_link(out, "block", sentence->block);
    add_link(out, "claim", sentence->claim);
    add_text(out, doc_slice(doc, sentence->span));
    end_line(out);
  }
}

/* ---- layers: marks ---- */

static void dump_quotes(const dixit_doc *doc, buffer *out)
{
  static const char *const flags[] = {"unclosed", "continued", "mismatched", "whole", "alone"};
  for (uint32_t i = 0; i < doc->quotes.count; i++) {
    const dixit_quote *quote = &doc->quotes.items[i];
    begin(out, "quote", i, quote->span);
    add_word(out, dixit_quote_kind_name(quote->kind));
    add_word(out, dixit_quote_style_name(quote->style));
    add_flags(out, quote->flags, flags, sizeof flags / sizeof *flags);
    add_link(out, "in", quote->parent);
    add_link(out, "after", quote->previous);
    add_link(out, "attribution", quote->attribution);
    add_text(out, doc_slice(doc, quote->span));
    end_line(out);
  }
}

static void dump_marks(const dixit_doc *doc, buffer *out)
{
  static const char *const problems[] = {"unopened", "backward"};
  for (uint32_t i = 0; i < doc->marks.count; i++) {
    const dixit_mark *mark = &doc->marks.items[i];
    begin_unnumbered(out, "mark", mark->span);
    add_word(out, problems[mark->problem == DIXIT_MARK_BACKWARD]);
    if (mark->meant)
      buffer_add_format(out, " meant=U+%04X", (unsigned)mark->meant);
    add_text(out, doc_slice(doc, mark->span));
    end_line(out);
  }
}

static void dump_speaker(const dixit_doc *doc, const dixit_attribution *attribution, buffer *out)
{
  if (attribution->mention != DIXIT_NONE) {
    const dixit_mention *mention = &doc->mentions.items[attribution->mention];
    begin_unnumbered(out, "  speaker", mention->span);
    add_word(out, dixit_mention_kind_name(mention->kind));
    add_text(out, doc_slice(doc, mention->span));
    end_line(out);
  }
  if (attribution->source != DIXIT_NONE) {
    buffer_add_string(out, "  source #");
    buffer_add_number(out, attribution->source);
    add_word(out, dixit_source_kind_name(doc->sources.items[attribution->source].kind));
    add_text(out, dixit_source_name(doc, attribution->source));
    end_line(out);
  }
}

static void dump_attribution_parts(const dixit_doc *doc, const dixit_attribution *attribution, buffer *out)
{
  for (uint32_t i = 0; i < attribution->piece_count; i++) {
    const dixit_piece *piece = &doc->pieces.items[attribution->first_piece + i];
    begin_unnumbered(out, "  content", piece->span);
    add_link(out, "quote", piece->quote);
    add_text(out, doc_slice(doc, piece->span));
    end_line(out);
  }
  if (!span_is_empty(attribution->cue)) {
    begin_unnumbered(out, "  cue", attribution->cue);
    add_text(out, doc_slice(doc, attribution->cue));
    end_line(out);
  }
  dump_speaker(doc, attribution, out);
}

static void dump_attributions(const dixit_doc *doc, buffer *out)
{
  for (uint32_t i = 0; i < doc->attributions.count; i++) {
    const dixit_attribution *attribution = &doc->attributions.items[i];
    begin(out, "attribution", i, attribution->span);
    add_word(out, dixit_attribution_type_name(attribution->type));
    add_word(out, dixit_step_name(attribution->step));
    buffer_add_char(out, ' ');
    buffer_add_decimal(out, attribution->confidence, 2);
    if (!attribution->speech)
      add_word(out, "no-speech");
    end_line(out);
    dump_attribution_parts(doc, attribution, out);
  }
}

static void dump_mentions(const dixit_doc *doc, buffer *out)
{
  for (uint32_t i = 0; i < doc->mentions.count; i++) {
    const dixit_mention *mention = &doc->mentions.items[i];
    begin(out, "mention", i, mention->span);
    add_word(out, dixit_mention_kind_name(mention->kind));
    add_link(out, "source", mention->source);
    add_text(out, doc_slice(doc, mention->span));
    end_line(out);
  }
}

static void dump_sources(const dixit_doc *doc, buffer *out)
{
  for (uint32_t i = 0; i < doc->sources.count; i++) {
    const dixit_source *source = &doc->sources.items[i];
    begin(out, "source", i, source->name);
    add_word(out, dixit_source_kind_name(source->kind));
    if (source->gender)
      buffer_add_format(out, " gender=%c", source->gender);
    if (source->plural)
      add_word(out, "plural");
    add_property(out, "mentions", source->mention_count);
    add_property(out, "quotes", source->quote_count);
    add_property(out, "words", source->word_count);
    for (uint32_t m = 0; m < source->member_count; m++)
      add_link(out, "member", doc->members.items[source->first_member + m]);
    add_text(out, dixit_source_name(doc, i));
    end_line(out);
    if (span_is_empty(source->role))
      continue;
    begin_unnumbered(out, "  role", source->role);
    add_text(out, doc_slice(doc, source->role));
    end_line(out);
  }
}

/* ---- layers: claims and what they lean on ---- */

static void dump_claims(const dixit_doc *doc, buffer *out)
{
  for (uint32_t i = 0; i < doc->claims.count; i++) {
    const dixit_claim *claim = &doc->claims.items[i];
    begin(out, "claim", i, claim->span);
    buffer_add_char(out, ' ');
    buffer_add_decimal(out, claim->score, 2);
    for (uint32_t reason = 0; reason < DIXIT_REASON_COUNT; reason++)
      if (claim->reasons >> reason & 1)
        add_word(out, dixit_reason_name(reason));
    buffer_add_string(out, " support=");
    buffer_add_string(out, dixit_support_name(claim->support));
    add_link(out, "attribution", claim->attribution);
    add_link(out, "citation", claim->citation);
    add_text(out, doc_slice(doc, claim->span));
    end_line(out);
  }
}

static void dump_coverage(const dixit_doc *doc, buffer *out)
{
  const dixit_coverage *coverage = &doc->coverage;
  buffer_add_string(out, "coverage");
  add_property(out, "claims", coverage->claims);
  add_property(out, "supported", coverage->supported);
  add_property(out, "named", coverage->named);
  add_property(out, "anonymous", coverage->anonymous);
  add_property(out, "vague", coverage->vague);
  add_property(out, "document", coverage->document);
  add_property(out, "cited", coverage->cited);
  end_line(out);
}

static void dump_citations(const dixit_doc *doc, buffer *out)
{
  for (uint32_t i = 0; i < doc->citations.count; i++) {
    const dixit_citation *citation = &doc->citations.items[i];
    begin(out, "citation", i, citation->span);
    add_word(out, dixit_citation_kind_name(citation->kind));
    add_link(out, "reference", citation->reference);
    add_text(out, doc_slice(doc, citation->key));
    end_line(out);
    if (span_is_empty(citation->locator))
      continue;
    begin_unnumbered(out, "  locator", citation->locator);
    add_text(out, doc_slice(doc, citation->locator));
    end_line(out);
  }
}

static void dump_references(const dixit_doc *doc, buffer *out)
{
  for (uint32_t i = 0; i < doc->references.count; i++) {
    const dixit_reference *reference = &doc->references.items[i];
    begin(out, "reference", i, reference->span);
    add_word(out, dixit_reference_kind_name(reference->kind));
    add_property(out, "uses", reference->use_count);
    add_link(out, "duplicate-of", reference->duplicate_of);
    add_text(out, doc_slice(doc, reference->key));
    end_line(out);
    begin_unnumbered(out, "  content", reference->content);
    add_text(out, doc_slice(doc, reference->content));
    end_line(out);
  }
}

static void dump_entries(const dixit_doc *doc, buffer *out)
{
  for (uint32_t i = 0; i < doc->entries.count; i++) {
    const dixit_entry *entry = &doc->entries.items[i];
    begin(out, "entry", i, entry->span);
    add_word(out, dixit_entry_kind_name(entry->kind));
    add_link(out, "reference", entry->reference);
    add_text(out, doc_slice(doc, entry->type));
    add_text(out, doc_slice(doc, entry->key));
    end_line(out);
    for (uint32_t f = entry->first_field; f < entry->first_field + entry->field_count; f++) {
      const dixit_field *field = &doc->fields.items[f];
      begin_unnumbered(out, "  field", field->value);
      add_text(out, doc_slice(doc, field->name));
      add_text(out, doc_slice(doc, field->value));
      end_line(out);
    }
  }
}

/* ---- layers: for readers ---- */

static void dump_finding_parts(const dixit_doc *doc, const dixit_finding *finding, buffer *out)
{
  for (uint32_t i = 0; i < finding->related_count; i++) {
    const dixit_related *related = &doc->related.items[finding->first_related + i];
    begin_unnumbered(out, "  related", related->span);
    add_word(out, related->message);
    add_text(out, doc_slice(doc, related->span));
    end_line(out);
  }
  for (uint32_t i = 0; i < finding->fix_count; i++) {
    const dixit_fix *fix = &doc->fixes.items[finding->first_fix + i];
    begin_unnumbered(out, "  fix", fix->span);
    add_word(out, fix->label);
    add_text(out, text_from(fix->replacement));
    end_line(out);
  }
}

static void dump_findings(const dixit_doc *doc, buffer *out)
{
  for (uint32_t i = 0; i < doc->findings.count; i++) {
    const dixit_finding *finding = &doc->findings.items[i];
    begin_unnumbered(out, "finding", finding->span);
    add_word(out, dixit_severity_name(finding->severity));
    add_word(out, finding->rule);
    add_text(out, doc_slice(doc, finding->span));
    end_line(out);
    buffer_add_string(out, "  message ");
    add_escaped(out, text_from(finding->message));
    end_line(out);
    dump_finding_parts(doc, finding, out);
  }
}

static void dump_annotations(const dixit_doc *doc, buffer *out)
{
  for (uint32_t i = 0; i < doc->annotations.count; i++) {
    const dixit_annotation *annotation = &doc->annotations.items[i];
    begin_unnumbered(out, "annotation", annotation->span);
    add_word(out, dixit_annotation_kind_name(annotation->kind));
    add_link(out, "is", annotation->index);
    add_word(out, dixit_annotation_state_name(annotation->state));
    add_link(out, "attribution", annotation->attribution);
    add_link(out, "source", annotation->source);
    add_text(out, doc_slice(doc, annotation->span));
    end_line(out);
  }
}

/* ---- the table ---- */

#define LAYERS(row)                                                                                             \
  row(blocks) row(runs) row(tokens) row(sentences) row(quotes) row(marks) row(attributions) row(mentions)       \
  row(sources) row(claims) row(coverage) row(citations) row(references) row(entries) row(findings) row(annotations)

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
    end_line(out);
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
  buffer_init(&out, write, ctx);
  if (i < LAYER_COUNT)
    functions[i](doc, &out);
  else
    dump_all(doc, &out);
  return buffer_flush(&out) ? DIXIT_OK : error_fail(error, DIXIT_WRITE_FAILED, "the output could not be written");
}
