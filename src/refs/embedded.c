/* Pandoc's metadata: see its manual, "Citations". */
#include "refs/embedded.h"

#include "doc/front_matter.h"
#include "doc/markdown_scan.h"
#include "refs/csl.h"

/* "nocite: |" with "@a, @b" below; "@*" stands for all there are. */
static void read_nocite(dixit_doc *doc)
{
  dixit_span value, key;
  if (!front_matter_find(doc, "nocite", &value))
    return;
  dixit_text text = text_of(doc->text, value.end);
  for (uint32_t at = value.start; at < value.end; at++) {
    if (doc->text[at] != '@')
      continue;
    doc->all_cited = doc->all_cited || (at + 1 < value.end && doc->text[at + 1] == '*');
    size_t end = scan_key(text, at, &key);
    dixit_citation *citation = end ? ARRAY_ADD(&doc->memory, doc->citations) : NULL;
    if (!citation)
      continue;
    citation->span = span_of(at, (uint32_t)end);
    citation->key = key;
    citation->locator = span_of(key.end, key.end);
    citation->block = front_matter_span(doc).start > 3; /* behind a comment, or the first */
    citation->reference = citation->bibliography = citation->entry = DIXIT_NONE;
    citation->kind = DIXIT_CITE_KEY;
    citation->flags = DIXIT_CITATION_SILENT;
    at = (uint32_t)end - 1;
  }
}

void embedded_read(dixit_doc *doc)
{
  dixit_span front = front_matter_span(doc);
  if (span_is_empty(front))
    return;
  csl_yaml_parse(doc, front, false);
  read_nocite(doc);
  front_matter_read_files(doc);
}
