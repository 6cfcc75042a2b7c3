/* The tables: which field of which record becomes what. Names are those of dixit.h where nothing speaks against it. */
#include "lua/fields.h"

#define COUNT(record, field) {#field, FIELD_COUNT, offsetof(record, field), 0, 0, NULL, NULL}
#define SMALL(record, field) {#field, FIELD_SMALL, offsetof(record, field), 0, 0, NULL, NULL}
#define SCORE(record, field) {#field, FIELD_SCORE, offsetof(record, field), 0, 0, NULL, NULL}
#define BOOL(record, field) {#field, FIELD_BOOL, offsetof(record, field), 0, 0, NULL, NULL}
#define FLAG(record, name, bits) {name, FIELD_FLAG, offsetof(record, flags), bits, 0, NULL, NULL}
#define LINK(record, field) {#field, FIELD_LINK, offsetof(record, field), 0, 0, NULL, NULL}
#define NAME(record, field, names) {#field, FIELD_NAME, offsetof(record, field), 0, 0, names, NULL}
#define NAMES(record, field, names) {#field, FIELD_NAMES, offsetof(record, field), 0, 0, names, NULL}
#define CHAR(record, field) {#field, FIELD_CHAR, offsetof(record, field), 0, 0, NULL, NULL}
#define LETTER(record, field) {#field, FIELD_LETTER, offsetof(record, field), 0, 0, NULL, NULL}
#define STRING(record, field) {#field, FIELD_STRING, offsetof(record, field), 0, 0, NULL, NULL}
#define SPAN(record, field) {#field, FIELD_SPAN, offsetof(record, field), 0, 0, NULL, NULL}
#define LIST(record, name, first, count, layer) \
  {name, FIELD_LIST, offsetof(record, first), 0, offsetof(record, count), NULL, &layer}
#define LINKS(record, name, first, count, layer) \
  {name, FIELD_LINKS, offsetof(record, first), 0, offsetof(record, count), NULL, &layer}
#define END {NULL, FIELD_COUNT, 0, 0, 0, NULL, NULL}

/* A layer's function under the common type. */
#define GET(name)                                                                      \
  static const void *get_##name(const dixit_doc *doc, dixit_span range, size_t *count) \
  {                                                                                    \
    (void)range;                                                                       \
    return dixit_doc_##name(doc, count);                                               \
  }

GET(attributions)
GET(blocks)
GET(citation_check)
GET(citations)
GET(claims)
GET(entries)
GET(fields)
GET(findings)
GET(fixes)
GET(marks)
GET(members)
GET(mentions)
GET(pieces)
GET(quotes)
GET(references)
GET(related)
GET(runs)
GET(sentences)
GET(sources)
GET(tokens)

static const void *get_annotations(const dixit_doc *doc, dixit_span range, size_t *count)
{
  return dixit_doc_annotations(doc, range, count);
}

/* ---- what stands where ---- */

static const record_field block_fields[] = {
  NAME(dixit_block, kind, dixit_block_kind_name), LINK(dixit_block, parent),
  SMALL(dixit_block, level), SMALL(dixit_block, quoted),
  LINK(dixit_block, first_run), COUNT(dixit_block, run_count),
  LINK(dixit_block, first_token), COUNT(dixit_block, token_count),
  LINK(dixit_block, first_sentence), COUNT(dixit_block, sentence_count),
  END,
};
static const record_layer blocks = {"blocks", sizeof(dixit_block), get_blocks, true, true, block_fields};

static const record_field run_fields[] = {
  NAME(dixit_run, kind, dixit_run_kind_name), LINK(dixit_run, block), COUNT(dixit_run, character),
  FLAG(dixit_run, "emphasis", DIXIT_RUN_EMPHASIS), FLAG(dixit_run, "strong", DIXIT_RUN_STRONG),
  FLAG(dixit_run, "link", DIXIT_RUN_LINK), FLAG(dixit_run, "deleted", DIXIT_RUN_DELETED),
  END,
};
static const record_layer runs = {"runs", sizeof(dixit_run), get_runs, true, true, run_fields};

static const record_field token_fields[] = {
  NAME(dixit_token, kind, dixit_token_kind_name),
  FLAG(dixit_token, "capital", DIXIT_TOKEN_CAPITAL), FLAG(dixit_token, "upper", DIXIT_TOKEN_UPPER),
  FLAG(dixit_token, "spaced", DIXIT_TOKEN_SPACED), FLAG(dixit_token, "joined", DIXIT_TOKEN_JOINED),
  FLAG(dixit_token, "quoted", DIXIT_TOKEN_QUOTED), FLAG(dixit_token, "abbreviated", DIXIT_TOKEN_ABBREVIATED),
  FLAG(dixit_token, "emphasis", DIXIT_TOKEN_EMPHASIS), FLAG(dixit_token, "link", DIXIT_TOKEN_LINK),
  END,
};
static const record_layer tokens = {"tokens", sizeof(dixit_token), get_tokens, true, true, token_fields};

static const record_field sentence_fields[] = {
  LINK(dixit_sentence, block), LINK(dixit_sentence, first_token), COUNT(dixit_sentence, token_count),
  SCORE(dixit_sentence, score), LINK(dixit_sentence, claim),
  END,
};
static const record_layer sentences = {"sentences", sizeof(dixit_sentence), get_sentences, true, true, sentence_fields};

/* ---- who said what ---- */

static const record_field quote_fields[] = {
  NAME(dixit_quote, kind, dixit_quote_kind_name), NAME(dixit_quote, style, dixit_quote_style_name),
  SPAN(dixit_quote, content), LINK(dixit_quote, attribution), LINK(dixit_quote, parent), LINK(dixit_quote, previous),
  LINK(dixit_quote, block), LINK(dixit_quote, first_token), COUNT(dixit_quote, token_count),
  COUNT(dixit_quote, word_count), SCORE(dixit_quote, confidence), SMALL(dixit_quote, depth),
  FLAG(dixit_quote, "unclosed", DIXIT_QUOTE_UNCLOSED), FLAG(dixit_quote, "continued", DIXIT_QUOTE_CONTINUED),
  FLAG(dixit_quote, "mismatched", DIXIT_QUOTE_MISMATCHED), FLAG(dixit_quote, "whole", DIXIT_QUOTE_WHOLE),
  FLAG(dixit_quote, "alone", DIXIT_QUOTE_ALONE), FLAG(dixit_quote, "part", DIXIT_QUOTE_PART),
  FLAG(dixit_quote, "doubtful", DIXIT_QUOTE_DOUBTFUL),
  END,
};
static const record_layer quotes = {"quotes", sizeof(dixit_quote), get_quotes, true, true, quote_fields};

static const char *mark_problem_name(uint32_t problem)
{
  return problem == DIXIT_MARK_BACKWARD ? "backward" : "unopened";
}

static const record_field mark_fields[] = {
  NAME(dixit_mark, problem, mark_problem_name), CHAR(dixit_mark, character), CHAR(dixit_mark, meant),
  LINK(dixit_mark, token),
  END,
};
static const record_layer marks = {"marks", sizeof(dixit_mark), get_marks, true, true, mark_fields};

static const record_field mention_fields[] = {
  NAME(dixit_mention, kind, dixit_mention_kind_name), LINK(dixit_mention, source),
  LINK(dixit_mention, first_token), COUNT(dixit_mention, token_count),
  END,
};
static const record_layer mentions = {"mentions", sizeof(dixit_mention), get_mentions, true, true, mention_fields};

static const record_layer members = {"members", sizeof(uint32_t), get_members, false, false, NULL};

static const record_field source_fields[] = {
  {"name", FIELD_SOURCE_NAME, 0, 0, 0, NULL, NULL},
  NAME(dixit_source, kind, dixit_source_kind_name), SPAN(dixit_source, role),
  {"name_span", FIELD_SPAN, offsetof(dixit_source, name), 0, 0, NULL, NULL},
  LINK(dixit_source, first_mention), COUNT(dixit_source, mention_count), COUNT(dixit_source, quote_count),
  COUNT(dixit_source, word_count), LINKS(dixit_source, "members", first_member, member_count, members),
  LETTER(dixit_source, gender), BOOL(dixit_source, plural),
  END,
};
static const record_layer sources = {"sources", sizeof(dixit_source), get_sources, false, true, source_fields};

static const record_field piece_fields[] = {LINK(dixit_piece, attribution), LINK(dixit_piece, quote), END};
static const record_layer pieces = {"pieces", sizeof(dixit_piece), get_pieces, true, true, piece_fields};

static const record_field attribution_fields[] = {
  NAME(dixit_attribution, type, dixit_attribution_type_name), SPAN(dixit_attribution, cue),
  LINK(dixit_attribution, mention), LINK(dixit_attribution, source),
  LIST(dixit_attribution, "pieces", first_piece, piece_count, pieces), LINK(dixit_attribution, sentence),
  SCORE(dixit_attribution, confidence), NAME(dixit_attribution, step, dixit_step_name),
  BOOL(dixit_attribution, speech), BOOL(dixit_attribution, nested),
  END,
};
static const record_layer attributions = {"attributions",   sizeof(dixit_attribution), get_attributions, true, true,
                                   attribution_fields};

/* ---- what vouches ---- */

static const record_field citation_fields[] = {
  NAME(dixit_citation, kind, dixit_citation_kind_name), SPAN(dixit_citation, key), SPAN(dixit_citation, locator),
  LINK(dixit_citation, reference), LINK(dixit_citation, block), LINK(dixit_citation, bibliography),
  LINK(dixit_citation, entry),
  END,
};
static const record_layer citations = {"citations", sizeof(dixit_citation), get_citations, true, true, citation_fields};

static const record_field reference_fields[] = {
  NAME(dixit_reference, kind, dixit_reference_kind_name), SPAN(dixit_reference, key),
  SPAN(dixit_reference, content), COUNT(dixit_reference, use_count), LINK(dixit_reference, duplicate_of),
  END,
};
static const record_layer references = {"references", sizeof(dixit_reference), get_references, true,
                                        true,         reference_fields};

static const record_field field_fields[] = {
  SPAN(dixit_field, name), SPAN(dixit_field, value), LINK(dixit_field, entry),
  FLAG(dixit_field, "macro", DIXIT_FIELD_MACRO), FLAG(dixit_field, "joined", DIXIT_FIELD_JOINED),
  END,
};
static const record_layer fields = {"fields", sizeof(dixit_field), get_fields, true, true, field_fields};

static const record_field entry_fields[] = {
  NAME(dixit_entry, kind, dixit_entry_kind_name), SPAN(dixit_entry, type), SPAN(dixit_entry, key),
  LINK(dixit_entry, reference), LIST(dixit_entry, "fields", first_field, field_count, fields),
  END,
};
static const record_layer entries = {"entries", sizeof(dixit_entry), get_entries, true, true, entry_fields};

static const record_field claim_fields[] = {
  NAME(dixit_claim, support, dixit_support_name), SCORE(dixit_claim, score),
  NAMES(dixit_claim, reasons, dixit_reason_name), LINK(dixit_claim, sentence), LINK(dixit_claim, attribution),
  LINK(dixit_claim, citation),
  END,
};
static const record_layer claims = {"claims", sizeof(dixit_claim), get_claims, true, true, claim_fields};

/* ---- what to say about it ---- */

static const record_field related_fields[] = {STRING(dixit_related, message), END};
static const record_layer related = {"related", sizeof(dixit_related), get_related, true, false, related_fields};

static const record_field fix_fields[] = {STRING(dixit_fix, replacement), STRING(dixit_fix, label),
                                          BOOL(dixit_fix, safe), END};
static const record_layer fixes = {"fixes", sizeof(dixit_fix), get_fixes, true, false, fix_fields};

static const record_field finding_fields[] = {
  STRING(dixit_finding, rule), NAME(dixit_finding, severity, dixit_severity_name), STRING(dixit_finding, message),
  LIST(dixit_finding, "related", first_related, related_count, related),
  LIST(dixit_finding, "fixes", first_fix, fix_count, fixes),
  END,
};
static const record_layer findings = {"findings", sizeof(dixit_finding), get_findings, true, true, finding_fields};
static const record_layer citation_check = {"citation_check", sizeof(dixit_finding), get_citation_check, true, true,
                                     finding_fields};

static const record_field annotation_fields[] = {
  NAME(dixit_annotation, kind, dixit_annotation_kind_name), NAME(dixit_annotation, state, dixit_annotation_state_name),
  LINK(dixit_annotation, index), LINK(dixit_annotation, attribution), LINK(dixit_annotation, source),
  END,
};
static const record_layer annotations = {"annotations",    sizeof(dixit_annotation), get_annotations, true, false,
                                  annotation_fields};

const record_layer *const layer_table[LAYER_COUNT] = {
  &annotations, &attributions, &blocks, &citation_check, &citations, &claims, &entries, &findings, &marks, &mentions,
  &pieces, &quotes, &references, &runs, &sentences, &sources, &tokens,
};
