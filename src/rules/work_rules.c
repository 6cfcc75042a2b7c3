/* The rule about two entries that are one work (refs/works.c finds them). */
#include "refs/works.h"
#include "rules/rule.h"

void check_bibliography_works(rule_run *run)
{
  dixit_doc *doc = run->doc;
  same_works found = {0};
  arena scratch;
  if (doc->entries.count == 0 || doc->format == DIXIT_MEDIAWIKI) /* there, a work is written out wherever it is cited */
    return;
  arena_init(&scratch, &doc->memory.allocator);
  works_compare(doc, &scratch, &found);
  for (uint32_t i = 0; i < found.count; i++) {
    const dixit_entry *first = &doc->entries.items[found.items[i].first],
                      *second = &doc->entries.items[found.items[i].second];
    dixit_span key = span_is_empty(second->key) ? second->type : second->key;
    if (!rule_report(run, RULE_REFERENCES_DUPLICATE_WORK, key,
                     "This is the same work as \"%s\": keep one of the two entries, and cite that one.",
                     rule_excerpt(run, first->key)))
      continue;
    rule_relate(run, span_is_empty(first->key) ? first->type : first->key, "the other entry");
    rule_relate(run, doc->fields.items[found.items[i].second_field].value, "what both have");
  }
  doc->memory.failed = doc->memory.failed || scratch.failed;
  arena_done(&scratch);
}
