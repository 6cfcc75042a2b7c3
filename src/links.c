/* From a marker to what it means and back, across documents. An entry with several names has a reference for each,
 * which share its place. */
#include "base/rows.h"
#include "doc/document.h"

enum { NESTED = 16 };

/* The document in which a citation's reference stands, and its index; NULL when it leads nowhere. */
static const dixit_doc *target_of(const dixit_doc *doc, const dixit_citation *citation, uint32_t *reference)
{
  *reference = citation->reference;
  if (citation->reference != DIXIT_NONE)
    return doc;
  *reference = citation->entry;
  return citation->bibliography < doc->bibliography_count ? doc->bibliographies[citation->bibliography] : NULL;
}

int dixit_doc_definition(const dixit_doc *doc, uint32_t byte, dixit_target *out)
{
  bool found = false;
  for (uint32_t i = 0; i < doc->citations.count; i++) {
    const dixit_citation *citation = &doc->citations.items[i];
    dixit_target target = {.citation = i};
    if (byte < citation->span.start || byte >= citation->span.end)
      continue;
    target.doc = target_of(doc, citation, &target.reference);
    if (!target.doc)
      continue;
    if (!found ||
        (byte >= citation->key.start && byte < citation->key.end)) /* of several in brackets, that at the byte */
      *out = target;
    found = true;
  }
  return found;
}

uint32_t dixit_doc_reference_at(const dixit_doc *doc, uint32_t byte)
{
  const dixit_reference *all = doc->references.items;
  uint32_t behind = byte == UINT32_MAX ? byte : byte + 1;
  uint32_t low = records_from(all, doc->references.count, sizeof *all, behind);
  for (uint32_t i = low, tries = 0; i-- > 0 && tries < NESTED; tries++) {
    if (byte >= all[i].span.end)
      continue;
    while (i > 0 && all[i - 1].span.start == all[i].span.start)
      i--;
    return i;
  }
  return DIXIT_NONE;
}

size_t dixit_doc_uses(const dixit_doc *doc, const dixit_doc *bibliography, uint32_t reference, uint32_t *out,
                      size_t room)
{
  size_t count = 0;
  bibliography = bibliography ? bibliography : doc;
  if (reference >= bibliography->references.count)
    return 0;
  uint32_t start = bibliography->references.items[reference].span.start;
  for (uint32_t i = 0; i < doc->citations.count; i++) {
    uint32_t target;
    const dixit_doc *leads = target_of(doc, &doc->citations.items[i], &target);
    if (leads != bibliography || leads->references.items[target].span.start != start)
      continue;
    if (count < room)
      out[count] = i;
    count++;
  }
  return count;
}
