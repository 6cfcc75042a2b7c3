/* The check for books that Wikipedia's notes and short citations cite as a whole: a reader has to search them. */
#include "base/rows.h"
#include "rules/rule.h"

/* Parameters that say where in the book. */
static bool is_place(dixit_text name)
{
  static const char *const names[] = {"page",    "pages",   "p",            "pp",         "at",          "loc",
                                      "chapter", "section", "contribution", "quote-page", "quote-pages", "entry"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (text_equal_folded(name, text_from(names[i])))
      return true;
  return false;
}

/* Addresses of scanned books lead to a page, and dictionaries are looked up by the word. */
static bool needs_no_page(dixit_text value)
{
  static const char *const signs[] = {"pg=", "#v=", "dictionary", "lexicon"};
  for (size_t i = 0; i < value.length; i++)
    for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
      if (text_starts_folded(text_of(value.bytes + i, value.length - i), signs[k]))
        return true;
  return false;
}

static bool is_whole_book(const dixit_doc *doc, const dixit_entry *entry)
{
  const dixit_field *fields = doc->fields.items + entry->first_field;
  if (entry->kind != DIXIT_ENTRY_WORK || !text_equal_folded(doc_slice(doc, entry->type), text_from("cite book")))
    return false;
  for (uint32_t i = 0; i < entry->field_count; i++)
    if (is_place(doc_slice(doc, fields[i].name)) || needs_no_page(doc_slice(doc, fields[i].value)))
      return false;
  return true;
}

static bool has_digit(dixit_text text)
{
  for (size_t i = 0; i < text.length; i++)
    if (ascii_is_digit(text.bytes[i]))
      return true;
  return false;
}

/* Is the book all that the note written at `citation` cites, with no page behind its template or behind the note, as in
 * "{{rp|12}}"? */
static bool lacks_page(const dixit_doc *doc, const dixit_citation *citation, const dixit_entry *entry)
{
  dixit_text behind = doc_slice(doc, span_of(citation->span.end, doc->length));
  if (text_starts_folded(behind, "{{rp") || text_starts_folded(behind, "{{page"))
    return false;
  return is_whole_book(doc, entry) && !has_digit(doc_slice(doc, span_of(entry->span.end, citation->span.end)));
}

static void report_page(rule_run *run, dixit_span where)
{
  rule_report(run, RULE_CITATIONS_PAGE_NEEDED, where, "On which page of this book? Give it, or the chapter.");
}

static void check_note(rule_run *run, const dixit_citation *citation)
{
  const dixit_doc *doc = run->doc;
  uint32_t i = records_from(doc->entries.items, doc->entries.count, sizeof(dixit_entry), citation->span.start);
  if (i < doc->entries.count && doc->entries.items[i].span.end <= citation->span.end &&
      lacks_page(doc, citation, &doc->entries.items[i]))
    report_page(run, doc->entries.items[i].span);
}

/* The book a short citation means, if its entry is one. */
static bool means_book(const dixit_doc *doc, const dixit_citation *citation)
{
  if (citation->reference == DIXIT_NONE)
    return false;
  uint32_t start = doc->references.items[citation->reference].content.start;
  uint32_t i = records_from(doc->entries.items, doc->entries.count, sizeof(dixit_entry), start);
  return i < doc->entries.count && doc->entries.items[i].span.start == start &&
         is_whole_book(doc, &doc->entries.items[i]);
}

void check_book_pages(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  if (doc->format != DIXIT_MEDIAWIKI)
    return;
  for (uint32_t i = 0; i < doc->citations.count; i++) {
    const dixit_citation *citation = &doc->citations.items[i];
    if (citation->kind != DIXIT_CITE_SHORT)
      check_note(run, citation);
    else if (span_is_empty(citation->locator) && means_book(doc, citation))
      report_page(run, citation->span);
  }
}
