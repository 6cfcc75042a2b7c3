/* The public functions of documents: they are made here, layers are handed out. What they do is in dixit.h. */
#include <string.h>

#include "base/error.h"
#include "doc/document.h"
#include "doc/lines.h"
#include "doc/reader.h"
#include "engine.h"
#include "formats.h"
#include "pipeline.h"
#include "marks/stages.h"
#include "rules/rule.h"
#include "rules/rules.h"

const char *dixit_version(void)
{
  return DIXIT_VERSION;
}

/* ---- document ---- */

static dixit_status check_doc_options(const dixit_doc_options *options, dixit_error *error)
{
  if (!options)
    return DIXIT_OK;
  if (options->size != sizeof *options)
    return error_fail(error, DIXIT_BAD_OPTION, "dixit_doc_options.size is not sizeof(dixit_doc_options)");
  if (strcmp(dixit_format_name(options->format), "?") == 0)
    return error_fail(error, DIXIT_BAD_OPTION, "there is no such format");
  return DIXIT_OK;
}

/* A document in place that holds the text and nothing else yet. */
static void doc_init(dixit_doc *doc, const dixit_engine *engine, const char *text, size_t length)
{
  memset(doc, 0, sizeof *doc);
  arena_init(&doc->memory, &engine->memory.allocator);
  doc->engine = engine;
  doc->text = text;
  doc->length = (uint32_t)length;
}

/* The same with a copy of the text, given in three parts. */
static bool doc_begin(dixit_doc *doc, const dixit_engine *engine, const dixit_text parts[3])
{
  size_t length = parts[0].length + parts[1].length + parts[2].length, at = 0;
  doc_init(doc, engine, NULL, length);
  char *copy = arena_get(&doc->memory, length + 1);
  if (!copy)
    return false;
  for (size_t i = 0; i < 3; i++) {
    if (parts[i].length)
      memcpy(copy + at, parts[i].bytes, parts[i].length);
    at += parts[i].length;
  }
  copy[length] = '\0';
  doc->text = copy;
  return true;
}

/* Give the document's memory back. */
static void doc_end(dixit_doc *doc)
{
  annotations_done(doc);
  arena_done(&doc->memory);
}

/* Run all stages; false when memory ran out: then the document's memory is given back. */
static bool doc_analyse(dixit_doc *doc)
{
  if (pipeline_run(doc))
    return true;
  doc_end(doc);
  return false;
}

dixit_status dixit_doc_new(dixit_doc **out, const dixit_engine *engine, const char *text, size_t length,
                           const dixit_doc_options *options, dixit_error *error)
{
  if (!out || !engine || (!text && length))
    return error_fail(error, DIXIT_BAD_ARGUMENT, "dixit_doc_new: out, engine or text is NULL");
  *out = NULL;
  if (length >= UINT32_MAX)
    return error_fail(error, DIXIT_TOO_BIG, "the text has 4 GiB or more");
  dixit_status status = check_doc_options(options, error);
  if (status != DIXIT_OK)
    return status;
  bool borrow = options && options->borrow && text;
  if (borrow && text[length])
    return error_fail(error, DIXIT_BAD_ARGUMENT, "dixit_doc_new: there is no NUL behind the text to be borrowed");
  dixit_doc doc;
  if (borrow)
    doc_init(&doc, engine, text, length);
  else if (!doc_begin(&doc, engine, (dixit_text[3]){text_of(text, length)}))
    return error_no_memory(error);
  doc.format = options ? options->format : DIXIT_FORMAT_AUTO;
  if (doc.format == DIXIT_FORMAT_AUTO)
    doc.format = reader_detect(options ? options->name : NULL, text_of(doc.text, doc.length));
  if (!doc_analyse(&doc))
    return error_no_memory(error);
  /* The struct stands outside the arena, which an edit replaces. */
  const dixit_allocator *allocator = &doc.memory.allocator;
  dixit_doc *made = allocator->resize(allocator->ctx, NULL, 0, sizeof *made);
  if (!made) {
    doc_end(&doc);
    return error_no_memory(error);
  }
  *made = doc;
  *out = made;
  return DIXIT_OK;
}

/* Put a document made anew of `parts` in the place of `doc`; on failure `doc` stays as it is. */
static dixit_status doc_renew(dixit_doc *doc, const dixit_text parts[3], const dixit_doc *const *bibliographies,
                              uint32_t bibliography_count, dixit_error *error)
{
  dixit_doc renewed;
  if (!doc_begin(&renewed, doc->engine, parts))
    return error_no_memory(error);
  size_t size = bibliography_count * sizeof *bibliographies;
  const dixit_doc **copy = arena_get(&renewed.memory, size + 1);
  if (!copy) {
    doc_end(&renewed);
    return error_no_memory(error);
  }
  if (size)
    memcpy(copy, bibliographies, size);
  renewed.bibliographies = copy;
  renewed.bibliography_count = bibliography_count;
  renewed.format = doc->format;
  renewed.before = doc->uses_counted ? doc : NULL;
  if (!doc_analyse(&renewed))
    return error_no_memory(error);
  renewed.before = NULL;
  doc_end(doc);
  *doc = renewed;
  return DIXIT_OK;
}

static void findings_renew(dixit_doc *doc)
{
  doc->findings.count = doc->related.count = doc->fixes.count = doc->citation_findings.count = 0;
  rules_run(doc);
}

/* What the bibliographies change: where keys lead, and what is said of it; and in Markdown, whether a bare "@word" is a
 * key at all. */
dixit_status dixit_doc_set_bibliographies(dixit_doc *doc, const dixit_doc *const *bibliographies, size_t count,
                                          dixit_error *error)
{
  if (!doc || (!bibliographies && count) || count >= UINT32_MAX)
    return error_fail(error, DIXIT_BAD_ARGUMENT, "dixit_doc_set_bibliographies: doc or bibliographies is NULL");
  if (doc->keys_passed_over || (doc->bibliography_count && !count)) {
    const dixit_text parts[3] = {text_of(doc->text, doc->length)};
    return doc_renew(doc, parts, bibliographies, (uint32_t)count, error);
  }
  size_t size = count * sizeof *bibliographies;
  const dixit_doc **copy = arena_get(&doc->memory, size + 1);
  if (!copy)
    return error_no_memory(error);
  if (size)
    memcpy(copy, bibliographies, size);
  doc->bibliographies = copy;
  doc->bibliography_count = (uint32_t)count;
  citations_look_up(doc);
  findings_renew(doc);
  return doc->memory.failed ? error_no_memory(error) : DIXIT_OK;
}

const dixit_doc *const *dixit_doc_bibliographies(const dixit_doc *doc, size_t *count)
{
  if (count)
    *count = doc->bibliography_count;
  return doc->bibliographies;
}

void dixit_doc_add_citing(dixit_doc *bibliography, const dixit_doc *document)
{
  for (uint32_t i = 0; i < document->citations.count; i++) {
    const dixit_citation *citation = &document->citations.items[i];
    if (citation->bibliography != DIXIT_NONE && document->bibliographies[citation->bibliography] == bibliography)
      bibliography->references.items[citation->entry].use_count++;
  }
  bibliography->all_cited = bibliography->all_cited || document->all_cited;
}

dixit_status dixit_doc_end_citing(dixit_doc *bibliography, int all, dixit_error *error)
{
  if (!bibliography)
    return error_fail(error, DIXIT_BAD_ARGUMENT, "dixit_doc_end_citing: bibliography is NULL");
  bibliography->uses_counted = true;
  bibliography->uses_known = all && !bibliography->all_cited;
  if (bibliography->engine->severities[RULE_REFERENCES_UNUSED] != DIXIT_OFF)
    findings_renew(bibliography);
  return bibliography->memory.failed ? error_no_memory(error) : DIXIT_OK;
}

dixit_status dixit_doc_set_citing(dixit_doc *bibliography, const dixit_doc *const *documents, size_t count,
                                  dixit_error *error)
{
  if (!bibliography || (!documents && count))
    return error_fail(error, DIXIT_BAD_ARGUMENT, "dixit_doc_set_citing: bibliography or documents is NULL");
  for (uint32_t i = 0; i < bibliography->references.count; i++)
    bibliography->references.items[i].use_count = 0;
  bibliography->all_cited = false;
  for (size_t i = 0; i < count; i++)
    dixit_doc_add_citing(bibliography, documents[i]);
  return dixit_doc_end_citing(bibliography, 1, error);
}

dixit_status dixit_doc_edit(dixit_doc *doc, dixit_span span, const char *text, size_t length, dixit_error *error)
{
  if (!doc || (!text && length))
    return error_fail(error, DIXIT_BAD_ARGUMENT, "dixit_doc_edit: doc or text is NULL");
  if (span.start > span.end || span.end > doc->length)
    return error_fail(error, DIXIT_BAD_ARGUMENT, "the span lies outside the text");
  uint32_t kept = doc->length - span_length(span);
  if (length >= UINT32_MAX - kept)
    return error_fail(error, DIXIT_TOO_BIG, "the text has 4 GiB or more");
  const dixit_text parts[3] = {
    text_of(doc->text, span.start),
    text_of(text, length),
    text_of(doc->text + span.end, doc->length - span.end),
  };
  return doc_renew(doc, parts, doc->bibliographies, doc->bibliography_count, error);
}

void dixit_doc_free(dixit_doc *doc)
{
  if (!doc)
    return;
  doc_end(doc);
  const dixit_allocator allocator = doc->memory.allocator;
  allocator.resize(allocator.ctx, doc, sizeof *doc, 0);
}

dixit_text dixit_doc_text(const dixit_doc *doc)
{
  return text_of(doc->text, doc->length);
}

dixit_text dixit_doc_slice(const dixit_doc *doc, dixit_span span)
{
  if (span.end > doc->length)
    span.end = doc->length;
  if (span.start > span.end)
    span.start = span.end;
  return doc_slice(doc, span);
}

uint32_t dixit_doc_format(const dixit_doc *doc)
{
  return doc->format;
}

uint32_t dixit_doc_kind(const dixit_doc *doc)
{
  return doc->kind;
}

/* ---- layers ---- */

#define LAYER(function, type, field)                          \
  const type *function(const dixit_doc *doc, size_t *count)   \
  {                                                           \
    if (count)                                                \
      *count = doc->field.count;                              \
    return doc->field.items;                                  \
  }

LAYER(dixit_doc_blocks, dixit_block, blocks)
LAYER(dixit_doc_runs, dixit_run, runs)
LAYER(dixit_doc_tokens, dixit_token, tokens)
LAYER(dixit_doc_sentences, dixit_sentence, sentences)
LAYER(dixit_doc_quotes, dixit_quote, quotes)
LAYER(dixit_doc_marks, dixit_mark, marks)
LAYER(dixit_doc_attributions, dixit_attribution, attributions)
LAYER(dixit_doc_pieces, dixit_piece, pieces)
LAYER(dixit_doc_mentions, dixit_mention, mentions)
LAYER(dixit_doc_sources, dixit_source, sources)
LAYER(dixit_doc_members, uint32_t, members)
LAYER(dixit_doc_citations, dixit_citation, citations)
LAYER(dixit_doc_references, dixit_reference, references)
LAYER(dixit_doc_entries, dixit_entry, entries)
LAYER(dixit_doc_fields, dixit_field, fields)
LAYER(dixit_doc_files, dixit_file, files)
LAYER(dixit_doc_claims, dixit_claim, claims)
LAYER(dixit_doc_findings, dixit_finding, findings)
LAYER(dixit_doc_related, dixit_related, related)
LAYER(dixit_doc_fixes, dixit_fix, fixes)
LAYER(dixit_doc_citation_check, dixit_finding, citation_findings)

dixit_text dixit_source_name(const dixit_doc *doc, uint32_t index)
{
  return index < doc->source_names.count ? doc->source_names.items[index] : text_of("", 0);
}

dixit_coverage dixit_doc_coverage(const dixit_doc *doc)
{
  return doc->coverage;
}

/* ---- lines and columns ---- */

dixit_position dixit_doc_position(const dixit_doc *doc, uint32_t byte, dixit_unit unit)
{
  return lines_position(doc, byte, unit);
}

uint32_t dixit_doc_offset(const dixit_doc *doc, dixit_position position, dixit_unit unit)
{
  return lines_offset(doc, position, unit);
}

uint32_t dixit_doc_count(const dixit_doc *doc, uint32_t byte, dixit_unit unit)
{
  return lines_count(doc, 0, byte < doc->length ? byte : doc->length, unit);
}

uint32_t dixit_doc_line_count(const dixit_doc *doc)
{
  return doc->lines.count;
}

dixit_span dixit_doc_line(const dixit_doc *doc, uint32_t line)
{
  if (line == 0 || line > doc->lines.count)
    return span_of(doc->length, doc->length);
  return span_of(doc->lines.items[line - 1], lines_end(doc, line - 1));
}
