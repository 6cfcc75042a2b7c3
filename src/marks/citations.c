/* Citations to what they point to: by label or key, through one hash table over the references of the document.
 *
 * Footnotes and reference links by folded label, keys as they stand, inline notes by place: each is its own reference.
 * Where mark and words of such a note stand apart ("[#]_", "\footnotemark"), in order.
 * Counts the uses of each reference and names the earlier one with the same label. A link (whose target stands beside
 * it) points to no reference. */
#include "doc/labels.h"
#include "marks/stages.h"

enum { FOLDED_LOOKUPS = 100 };

/* The kind of reference a citation may point to; DIXIT_NONE for those that point to none. */
static uint32_t reference_kind(const dixit_citation *citation)
{
  switch (citation->kind) {
  case DIXIT_CITE_FOOTNOTE: return DIXIT_REF_FOOTNOTE;
  case DIXIT_CITE_REFERENCE_LINK: return DIXIT_REF_LINK;
  case DIXIT_CITE_KEY: return DIXIT_REF_ENTRY;
  default: return DIXIT_NONE;
  }
}

/* Inline notes and their references stand in the same order. */
static void link_inline_notes(dixit_doc *doc)
{
  uint32_t next = 0;
  for (uint32_t i = 0; i < doc->citations.count; i++) {
    dixit_citation *citation = &doc->citations.items[i];
    if (citation->kind != DIXIT_CITE_INLINE_NOTE)
      continue;
    while (next < doc->references.count && (doc->references.items[next].kind != DIXIT_REF_NOTE ||
                                            doc->references.items[next].span.start < citation->span.start))
      next++;
    if (next < doc->references.count && doc->references.items[next].span.start == citation->span.start)
      citation->reference = next;
  }
}

/* Notes whose marks stand elsewhere. first: by the first note with a key, the one whose turn it is; next: by note, the
 * one behind it with its key. */
typedef struct note_queues {
  uint32_t *first;
  uint32_t *next;
} note_queues;

static void queue_notes(const dixit_doc *doc, note_queues *queues)
{
  for (uint32_t i = doc->references.count; i-- > 0;) {
    const dixit_reference *note = &doc->references.items[i];
    if (note->kind != DIXIT_REF_NOTE || span_is_empty(note->key))
      continue;
    uint32_t queue = label_find(&doc->labels, doc, DIXIT_REF_NOTE, doc_slice(doc, note->key));
    queues->next[i] = queues->first[queue];
    queues->first[queue] = i + 1;
  }
}

/* The note whose turn it is. LaTeX's words stand behind the mark; a number may mark the same note again. */
static uint32_t take_note(const dixit_doc *doc, note_queues *queues, const dixit_citation *mark)
{
  uint32_t queue = label_find(&doc->labels, doc, DIXIT_REF_NOTE, doc_slice(doc, mark->key));
  if (queue == DIXIT_NONE)
    return DIXIT_NONE;
  bool again = ascii_is_digit(doc->text[mark->key.start]);
  uint32_t *turn = &queues->first[queue], found;
  while (doc->format == DIXIT_LATEX && *turn && doc->references.items[*turn - 1].span.start < mark->span.start &&
         (!again || queues->next[*turn - 1]))
    *turn = queues->next[*turn - 1];
  found = *turn;
  if (found && !again)
    *turn = queues->next[found - 1];
  return found - 1; /* 0 - 1 is DIXIT_NONE */
}

static void link_marks(dixit_doc *doc)
{
  note_queues queues = {NULL, NULL};
  for (uint32_t i = 0; i < doc->citations.count; i++) {
    dixit_citation *mark = &doc->citations.items[i];
    if (mark->kind != DIXIT_CITE_INLINE_NOTE || mark->reference != DIXIT_NONE || span_is_empty(mark->key))
      continue;
    if (!queues.first) {
      queues.first = arena_get_zeroed(&doc->memory, 2 * sizeof *queues.first * ((size_t)doc->references.count + 1));
      if (!queues.first)
        return;
      queues.next = queues.first + doc->references.count;
      queue_notes(doc, &queues);
    }
    mark->reference = take_note(doc, &queues, mark);
  }
}

static void mark_duplicates(dixit_doc *doc)
{
  for (uint32_t i = 0; i < doc->references.count; i++) {
    dixit_reference *reference = &doc->references.items[i];
    reference->duplicate_of = DIXIT_NONE;
    if (span_is_empty(reference->key) || reference->kind == DIXIT_REF_NOTE)
      continue;
    uint32_t first = label_find(&doc->labels, doc, reference->kind, doc_slice(doc, reference->key));
    if (first != i)
      reference->duplicate_of = first;
  }
}

/* "[@tag]: doi:..." of Manubot: a key defined as a link's label is. */
static uint32_t find_key(const dixit_doc *doc, const dixit_citation *citation)
{
  uint32_t found = label_find(&doc->labels, doc, DIXIT_REF_ENTRY, doc_slice(doc, citation->key));
  if (found != DIXIT_NONE || citation->key.start == 0 || doc->text[citation->key.start - 1] != '@')
    return found;
  return label_find(&doc->labels, doc, DIXIT_REF_LINK,
                    doc_slice(doc, span_of(citation->key.start - 1, citation->key.end)));
}

/* The key in other case: BibTeX takes that for the same. Looks at all keys. */
static uint32_t find_folded(const dixit_doc *bibliography, dixit_text key)
{
  for (uint32_t i = 0; i < bibliography->references.count; i++)
    if (text_equal_folded(doc_slice(bibliography, bibliography->references.items[i].key), key))
      return i;
  return DIXIT_NONE;
}

/* In the bibliographies handed over, first come first. */
static bool find_entry(const dixit_doc *doc, dixit_citation *citation, bool folded)
{
  dixit_text key = doc_slice(doc, citation->key);
  for (uint32_t i = 0; i < doc->bibliography_count; i++) {
    const dixit_doc *bibliography = doc->bibliographies[i];
    uint32_t found = folded ? find_folded(bibliography, key)
                            : label_find(&bibliography->labels, bibliography, DIXIT_REF_ENTRY, key);
    if (found == DIXIT_NONE)
      continue;
    citation->bibliography = i;
    citation->entry = found;
    return true;
  }
  return false;
}

static void resolve(const dixit_doc *doc, dixit_citation *citation)
{
  uint32_t kind = reference_kind(citation);
  if (citation->kind == DIXIT_CITE_KEY)
    citation->reference = find_key(doc, citation);
  else if (kind != DIXIT_NONE)
    citation->reference = label_find(&doc->labels, doc, kind, doc_slice(doc, citation->key));
}

/* LaTeX takes keys in other case for the same; that needs a look at all keys, so only so many are looked for. */
void citations_look_up(dixit_doc *doc)
{
  uint32_t left = doc->format == DIXIT_LATEX ? FOLDED_LOOKUPS : 0;
  for (uint32_t i = 0; i < doc->citations.count; i++) {
    dixit_citation *citation = &doc->citations.items[i];
    if (citation->kind != DIXIT_CITE_KEY || citation->reference != DIXIT_NONE)
      continue;
    citation->bibliography = citation->entry = DIXIT_NONE;
    if (!find_entry(doc, citation, false) && left) {
      left--;
      find_entry(doc, citation, true);
    }
  }
}

/* What was counted before an edit, by key. */
static void carry_uses(dixit_doc *doc, const dixit_doc *before)
{
  for (uint32_t i = 0; i < before->references.count; i++) {
    const dixit_reference *old = &before->references.items[i];
    uint32_t found =
      old->use_count ? label_find(&doc->labels, doc, old->kind, doc_slice(before, old->key)) : DIXIT_NONE;
    if (found != DIXIT_NONE)
      doc->references.items[found].use_count = old->use_count;
  }
  doc->all_cited = before->all_cited;
  doc->uses_known = before->uses_known;
  doc->uses_counted = true;
}

void citations_resolve(dixit_doc *doc)
{
  if (!label_table_build(&doc->labels, &doc->memory, doc))
    return;
  for (uint32_t i = 0; i < doc->citations.count; i++)
    resolve(doc, &doc->citations.items[i]);
  citations_look_up(doc);
  link_inline_notes(doc);
  link_marks(doc);
  mark_duplicates(doc);
  for (uint32_t i = 0; i < doc->citations.count; i++)
    if (doc->citations.items[i].reference != DIXIT_NONE)
      doc->references.items[doc->citations.items[i].reference].use_count++;
  bool own_entries = false;
  for (uint32_t i = 0; i < doc->references.count && !own_entries; i++)
    own_entries = doc->references.items[i].kind == DIXIT_REF_ENTRY;
  doc->uses_known = own_entries && doc->blocks.count && !doc->all_cited; /* entries in the text that cites them */
  if (doc->before)
    carry_uses(doc, doc->before);
}
