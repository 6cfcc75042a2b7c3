/* A document: one text, and the layers found in it, each stage appending its own.
 *
 *   reader     text            -> blocks, runs, citations, references
 *   tokens     runs            -> tokens
 *   sentences  tokens          -> sentences
 *   quotes     tokens          -> quotes, marks
 *   sums       tokens          -> sums
 *   attribution, sources       -> attributions, pieces, mentions, sources, members
 *   kind       all of these    -> sections, kind, traits
 *   claims     all of these    -> claims, coverage
 *   rules      all of these    -> findings, related, fixes
 *   annotations, once they are asked for, from all of these
 *
 * Records are public (dixit.h), linked by index, never by pointer. A stage that runs out of memory ends normally with
 * fewer records; `memory.failed` tells dixit_doc_new, which then gives the whole document up. */
#ifndef DIXIT_DOC_DOCUMENT_H
#define DIXIT_DOC_DOCUMENT_H

#include "base/array.h"
#include "base/memory.h"
#include "base/text.h"

/* What is wrong with the form of a bibliography. */
typedef enum bib_problem_kind {
  BIB_UNCLOSED_VALUE,  /* at the opening mark */
  BIB_UNCLOSED_ENTRY,  /* at its "@" */
  BIB_MISSING_COMMA,   /* at the byte it should follow */
  BIB_MISSING_VALUE,
  BIB_STRAY_TEXT,      /* no field */
  BIB_FIELD_OUTSIDE,   /* a field between entries */
  BIB_NO_KEY           /* at the type */
} bib_problem_kind;

typedef struct bib_problem {
  dixit_span span;
  bib_problem_kind kind;
} bib_problem;

/* A hash table of references by label (labels.c). slots: reference + 1, or 0. */
typedef struct label_table {
  uint32_t *slots;
  uint32_t mask;
} label_table;

struct dixit_doc {
  const struct dixit_engine *engine;
  arena memory;
  const char *text;           /* a copy, or the caller's; ends in NUL, which is not counted */
  uint32_t length;
  uint32_t format;
  ARRAY(uint32_t) lines;      /* where each line starts */
  struct line_counts *counts; /* units before every so many bytes, filled as they are asked for (lines.c) */
  ARRAY(dixit_block) blocks;
  ARRAY(dixit_run) runs;
  ARRAY(dixit_token) tokens;
  ARRAY(uint32_t) ellipses;   /* tokens that are dots for something left out, in whatever form */
  ARRAY(struct joined_token) joined; /* texts of tokens with markup inside, sorted by token */
  ARRAY(dixit_sentence) sentences;
  const struct sentence_sum *sums; /* for each sentence what its words are together (doc/sums.h) */
  ARRAY(dixit_quote) quotes;
  ARRAY(dixit_mark) marks;
  ARRAY(dixit_attribution) attributions;
  ARRAY(dixit_piece) pieces;
  ARRAY(dixit_mention) mentions;
  ARRAY(dixit_source) sources;
  ARRAY(uint32_t) members;
  ARRAY(dixit_text) source_names;
  ARRAY(dixit_citation) citations;
  ARRAY(dixit_reference) references;
  ARRAY(dixit_entry) entries;
  ARRAY(dixit_field) fields;
  ARRAY(bib_problem) problems;
  label_table labels;         /* of the references, once they are resolved */
  const dixit_doc *const *bibliographies; /* borrowed; see dixit_doc_set_bibliographies */
  uint32_t bibliography_count;
  bool keys_passed_over;      /* bare "@word"s were taken for names of people, for want of a bibliography */
  bool all_cited;             /* "nocite: @*" */
  bool uses_counted;          /* a bibliography's: other documents have been counted */
  const dixit_doc *before;    /* during an edit the document as it was, where its uses were counted; else NULL */
  bool uses_known;            /* references that are entries: their use_count is that of all documents there are */
  ARRAY(dixit_span) cleanup_tags; /* requests for a source, a name, a date */
  ARRAY(dixit_file) files;    /* named in the text */
  uint8_t *sections;          /* for each block a section_kind (marks/sections.h); NULL before that is known */
  uint32_t kind;              /* a dixit_kind */
  struct kind_traits *traits; /* what it was told by; NULL when the engine was told the kind */
  ARRAY(dixit_claim) claims;
  dixit_coverage coverage;
  ARRAY(dixit_finding) findings;
  ARRAY(dixit_related) related;
  ARRAY(dixit_fix) fixes;
  ARRAY(dixit_finding) citation_findings; /* the citation check: a selection of findings */
  struct annotation_layer *annotations;   /* collected when they are first asked for (marks/annotations.c) */
};

/* The text of a token that markup or an entity cuts through. */
typedef struct joined_token {
  uint32_t token;
  dixit_text text;
} joined_token;

/* The bytes of a span; it lies inside the text. */
static inline dixit_text doc_slice(const dixit_doc *doc, dixit_span span)
{
  return text_of(doc->text + span.start, span_length(span));
}

static inline dixit_span token_span(const dixit_token *token)
{
  return span_of(token->start, token->end);
}

/* The span from token `first` to token `last`, both included. */
static inline dixit_span tokens_span(const dixit_doc *doc, uint32_t first, uint32_t last)
{
  return span_of(doc->tokens.items[first].start, doc->tokens.items[last].end);
}

/* Speakers lie far apart among tokens. Who looks at attribution `at` and goes on to the next has those to come sent
 * for. */
static inline void doc_foresee_speaker(const dixit_doc *doc, uint32_t at)
{
  enum { AHEAD = 8 };
  if (at + AHEAD >= doc->attributions.count || doc->attributions.items[at + AHEAD].mention == DIXIT_NONE)
    return;
  memory_foresee(&doc->tokens.items[doc->mentions.items[doc->attributions.items[at + AHEAD].mention].first_token]);
}

/* A token's words as read: markup taken away, entities resolved. */
dixit_text token_text(const dixit_doc *doc, uint32_t token);

#endif
