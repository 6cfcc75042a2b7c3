/* Rules about keys: works cited that no bibliography has, and entries that no document cites. */
#include "refs/bibliographies.h"
#include "refs/dates.h"
#include "refs/fields.h"
#include "refs/keys.h"
#include "rules/rule.h"

/* Only so many undefined keys get a suggestion, since each is compared with all keys there are. */
enum { SUGGESTIONS = 100 };

/* Cited as "doi:10.1/2" and the like, the identifier is the source itself (Manubot); "tag:" is defined in some file. */
static bool names_its_source(const dixit_doc *doc, const dixit_citation *citation)
{
  static const char *const prefixes[] = {
      "doi:", "pmid:", "pmcid:", "pmc:", "arxiv:", "isbn:", "url:", "wikidata:", "http:", "https:", "raw:"};
  dixit_text key = doc_slice(doc, citation->key);
  for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
    size_t length = strlen(prefixes[i]);
    if (key.length > length && text_equal_folded(text_of(key.bytes, length), text_from(prefixes[i])))
      return true;
  }
  return key.length > 4 && memcmp(key.bytes, "tag:", 4) == 0 && !key_is_defined_like(doc, text_from("tag:"));
}

static void report_undefined(rule_run *run, const dixit_citation *citation, uint32_t *suggestions)
{
  dixit_doc *doc = run->doc;
  const char *key = rule_excerpt(run, citation->key), *meant = NULL;
  if (*suggestions < SUGGESTIONS && rule_is_on(run, RULE_CITATIONS_UNDEFINED_KEY)) {
    ++*suggestions;
    meant = key_meant(doc, DIXIT_REF_ENTRY, doc_slice(doc, citation->key));
  }
  bool told = meant ? rule_report(run, RULE_CITATIONS_UNDEFINED_KEY, citation->key,
                                  "No bibliography has \"%s\": is \"%s\" meant?", key, meant)
                    : rule_report(run, RULE_CITATIONS_UNDEFINED_KEY, citation->key,
                                  "No bibliography has \"%s\": add the work, or correct the key.", key);
  if (told && meant)
    rule_fix(run, citation->key, meant, "cite the work that is meant");
}

/* ---- pages cited ---- */

/* The pages of "p. 3", "pp. 3-9", "3"; nothing of "ch. 3". */
static bool read_locator(dixit_text text, page_range *out)
{
  dixit_span at;
  text = text_trimmed(text);
  size_t digit = 0;
  while (digit < text.length && !ascii_is_digit(text.bytes[digit]))
    digit++;
  dixit_text word = text_trimmed(text_of(text.bytes, digit));
  bool pages = word.length == 0 || text_is(word, "p.") || text_is(word, "pp.") || text_is(word, "page") ||
               text_is(word, "pages");
  if (!pages || digit == text.length)
    return false;
  return pages_check(text_of(text.bytes + digit, text.length - digit), &at, out) == PAGES_FINE && out->first;
}

static bool is_part(const dixit_entry *entry)
{
  return entry->type_row == TYPE_ARTICLE || entry->type_row == TYPE_INCOLLECTION ||
         entry->type_row == TYPE_INPROCEEDINGS || entry->type_row == TYPE_INBOOK;
}

/* A page cited that is none of the work's. */
static void check_locator(rule_run *run, const dixit_citation *citation)
{
  const dixit_doc *where;
  page_range cited, pages;
  dixit_span at;
  if (!rule_is_on(run, RULE_CITATIONS_LOCATOR_RANGE) || span_is_empty(citation->locator) ||
      !read_locator(doc_slice(run->doc, citation->locator), &cited))
    return;
  const dixit_entry *entry = key_entry(run->doc, citation, &where);
  const dixit_field *field = entry && is_part(entry) ? bib_entry_field(where, entry, FIELD_PAGES) : NULL;
  if (!field || pages_check(doc_slice(where, field->value), &at, &pages) != PAGES_FINE || pages.first >= pages.last)
    return;
  if (cited.first >= pages.first && cited.last <= pages.last)
    return;
  rule_report(run, RULE_CITATIONS_LOCATOR_RANGE, citation->locator,
              "This work stands on pages %u to %u: correct the page here or there.", (unsigned)pages.first,
              (unsigned)pages.last);
}

void check_key_citations(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  uint32_t suggestions = 0;
  if (!keys_are_known(doc))
    return;
  for (uint32_t i = 0; i < doc->citations.count; i++) {
    const dixit_citation *citation = &doc->citations.items[i];
    if (citation->kind == DIXIT_CITE_KEY)
      check_locator(run, citation);
    if (citation->kind == DIXIT_CITE_KEY && citation->reference == DIXIT_NONE && citation->bibliography == DIXIT_NONE &&
        !names_its_source(doc, citation))
      report_undefined(run, citation, &suggestions);
  }
}

/* In a document with entries of its own, those it does not cite; in a bibliography, those that none of the documents
 * cites which were named to it. */
void check_bibliography_uses(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  if (!doc->uses_known)
    return;
  for (uint32_t i = 0; i < doc->references.count; i++) {
    const dixit_reference *reference = &doc->references.items[i];
    if (reference->kind == DIXIT_REF_ENTRY && !span_is_empty(reference->key) && reference->use_count == 0 &&
        reference->duplicate_of == DIXIT_NONE)
      rule_report(run, RULE_REFERENCES_UNUSED, reference->key, "Nothing cites \"%s\": cite it, or take the entry away.",
                  rule_excerpt(run, reference->key));
  }
}
