/* Rules about two entries that are one work (refs/works.c finds them): in the bibliography, and in a text that cites
 * both. The text's edits put the key of the entry that stands first in place of the other's, wherever it is cited, so
 * that all texts that share a bibliography settle on the same one. */
#include "refs/bibliographies.h"
#include "refs/keys.h"
#include "refs/works.h"
#include "rules/rule.h"

/* Only so many pairs are told, since each looks at all citations. */
enum { PAIRS = 100 };

/* ---- in the bibliography ---- */

/* Where the entry stands, with its line end. */
static dixit_span whole_lines(const dixit_doc *doc, dixit_span span)
{
  return span_of(span.start, span.end + (span.end < doc->length && doc->text[span.end] == '\n'));
}

static uint32_t uses_of(const dixit_doc *doc, const dixit_entry *entry)
{
  return entry->reference == DIXIT_NONE ? 0 : doc->references.items[entry->reference].use_count;
}

/* Both are cited in this very text: then that is what is told. */
static bool is_told_of_text(const rule_run *run, const dixit_entry *first, const dixit_entry *second)
{
  const dixit_doc *doc = run->doc;
  return doc->blocks.count && rule_is_on(run, RULE_CITATIONS_TWO_KEYS) && uses_of(doc, first) && uses_of(doc, second);
}

static void report_pair(rule_run *run, const same_work *pair)
{
  const dixit_doc *doc = run->doc;
  const dixit_entry *first = &doc->entries.items[pair->first], *second = &doc->entries.items[pair->second];
  dixit_span key = span_is_empty(second->key) ? second->type : second->key;
  if (is_told_of_text(run, first, second) ||
      !rule_report(run, RULE_REFERENCES_DUPLICATE_WORK, key,
                   "This is the same work as \"%s\": keep one of the two entries, and cite that one.",
                   rule_excerpt(run, first->key)))
    return;
  rule_relate(run, span_is_empty(first->key) ? first->type : first->key, "the other entry");
  rule_relate(run, doc->fields.items[pair->second_field].value, "what both have");
  if (pair->copies && doc->uses_known && uses_of(doc, second) == 0)
    rule_fix(run, whole_lines(doc, second->span), "", "take the copy away, which nothing cites");
}

void check_bibliography_works(rule_run *run)
{
  dixit_doc *doc = run->doc;
  same_works found = {0};
  arena scratch;
  if (doc->entries.count == 0 || doc->format == DIXIT_MEDIAWIKI) /* there, a work is written out wherever it is cited */
    return;
  arena_init(&scratch, &doc->memory.allocator);
  works_compare(doc, NULL, &scratch, &found);
  for (uint32_t i = 0; i < found.count; i++)
    report_pair(run, &found.items[i]);
  doc->memory.failed = doc->memory.failed || scratch.failed;
  arena_done(&scratch);
}

/* ---- in the text ---- */

/* A text and one of its bibliographies, which may be itself. */
typedef struct cited_works {
  rule_run *run;
  const dixit_doc *where;
} cited_works;

static const dixit_entry *entry_cited(const cited_works *self, const dixit_citation *citation)
{
  const dixit_doc *where;
  const dixit_entry *entry = citation->kind == DIXIT_CITE_KEY ? key_entry(self->run->doc, citation, &where) : NULL;
  return entry && where == self->where ? entry : NULL;
}

/* The entries cited, sorted. */
static work_list list_cited(const cited_works *self, arena *scratch)
{
  const dixit_doc *doc = self->run->doc;
  uint32_t all = self->where->entries.count, count = 0;
  bool *cited = arena_get_zeroed(scratch, (size_t)all + 1);
  uint32_t *items = cited ? arena_get(scratch, ((size_t)all + 1) * sizeof *items) : NULL;
  for (uint32_t i = 0; items && i < doc->citations.count; i++) {
    const dixit_entry *entry = entry_cited(self, &doc->citations.items[i]);
    if (entry)
      cited[entry - self->where->entries.items] = true;
  }
  for (uint32_t i = 0; items && i < all; i++)
    if (cited[i])
      items[count++] = i;
  return (work_list){items, count};
}

/* Where two keys of one work are cited. together: in one pair of brackets, where an edit would cite it twice. */
typedef struct cited_pair {
  const dixit_entry *entries[2];
  const dixit_citation *uses[2];
  bool together;
} cited_pair;

static cited_pair find_uses(const cited_works *self, const same_work *work)
{
  const dixit_doc *doc = self->run->doc;
  const dixit_entry *entries = self->where->entries.items;
  cited_pair pair = {.entries = {&entries[work->first], &entries[work->second]}};
  uint32_t groups[2] = {DIXIT_NONE, DIXIT_NONE - 1}, group = 0; /* spans in one pair of brackets touch */
  for (uint32_t i = 0; i < doc->citations.count; i++) {
    const dixit_citation *use = &doc->citations.items[i];
    const dixit_entry *entry = entry_cited(self, use);
    group += i > 0 && use->span.start != use[-1].span.end;
    if (!entry || (entry != pair.entries[0] && entry != pair.entries[1]))
      continue;
    bool second = entry == pair.entries[1];
    pair.uses[second] = pair.uses[second] ? pair.uses[second] : use;
    groups[second] = group;
    pair.together = pair.together || groups[0] == groups[1];
  }
  return pair;
}

/* Can it stand wherever a key can? */
static bool is_simple_key(dixit_text key)
{
  bool simple = key.length > 0 && ascii_is_letter(key.bytes[0]);
  for (size_t i = 0; simple && i < key.length; i++)
    simple = ascii_is_letter(key.bytes[i]) || ascii_is_digit(key.bytes[i]) ||
             (strchr("_:-", key.bytes[i]) && i + 1 < key.length);
  return simple;
}

static void add_edits(const cited_works *self, const same_work *work, const cited_pair *pair)
{
  dixit_doc *doc = self->run->doc;
  dixit_text kept = doc_slice(self->where, pair->entries[0]->key);
  const char *key = arena_copy(&doc->memory, kept.bytes, kept.length);
  for (uint32_t i = 0; key && i < doc->citations.count; i++)
    if (entry_cited(self, &doc->citations.items[i]) == pair->entries[1])
      rule_mend(self->run, doc->citations.items[i].key, key, "cite the one entry throughout");
  if (key && work->copies && self->where == doc)
    rule_mend(self->run, whole_lines(doc, pair->entries[1]->span), "", "take the copy away");
}

static void report_cited(const cited_works *self, const same_work *work)
{
  rule_run *run = self->run;
  cited_pair pair = find_uses(self, work);
  dixit_text kept = doc_slice(self->where, pair.entries[0]->key);
  if (!pair.uses[0] || !pair.uses[1] ||
      !rule_report(run, RULE_CITATIONS_TWO_KEYS, pair.uses[1]->key,
                   "\"%s\" is the same work as \"%s\", which is cited too: cite it by one key.",
                   rule_excerpt(run, pair.uses[1]->key), rule_excerpt(run, pair.uses[0]->key)))
    return;
  rule_relate(run, pair.uses[0]->key, "cited by the other key");
  if (work->certain && !pair.together && is_simple_key(kept))
    add_edits(self, work, &pair);
}

static void check_cited_in(rule_run *run, const dixit_doc *where, arena *scratch)
{
  cited_works self = {run, where};
  same_works found = {0};
  work_list cited = where->entries.count > 1 ? list_cited(&self, scratch) : (work_list){NULL, 0};
  if (cited.count > 1)
    works_compare(where, &cited, scratch, &found);
  for (uint32_t i = 0; i < found.count && i < PAIRS; i++)
    report_cited(&self, &found.items[i]);
}

void check_cited_works(rule_run *run)
{
  dixit_doc *doc = run->doc;
  arena scratch;
  if (doc->citations.count < 2 || doc->format == DIXIT_MEDIAWIKI)
    return;
  arena_init(&scratch, &doc->memory.allocator);
  check_cited_in(run, doc, &scratch);
  for (uint32_t i = 0; i < doc->bibliography_count; i++)
    check_cited_in(run, doc->bibliographies[i], &scratch);
  doc->memory.failed = doc->memory.failed || scratch.failed;
  arena_done(&scratch);
}
