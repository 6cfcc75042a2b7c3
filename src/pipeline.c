/* The stages' table: the order of the house. */
#include "pipeline.h"

#include "doc/lines.h"
#include "doc/paragraph_kinds.h"
#include "doc/sentences.h"
#include "doc/sums.h"
#include "doc/tokens.h"
#include "formats.h"
#include "marks/stages.h"
#include "rules/rules.h"

const pipeline_stage pipeline_stages[] = {
  {"lines", lines_index},
  {"blocks", format_read},
  {"kinds of paragraphs", paragraph_kinds_find},
  {"tokens", tokens_split},
  {"sentences", sentences_split},
  {"quotes", quotes_find},
  {"sums", sums_find},
  {"quote kinds", quotes_classify},
  {"attributions", attributions_find},
  {"citations", citations_resolve},
  {"kind", kind_find},
  {"claims", claims_find},
  {"rules", rules_run},
  {"annotations", annotations_begin},
  {NULL, NULL},
};

bool pipeline_run(dixit_doc *doc)
{
  for (const pipeline_stage *stage = pipeline_stages; stage->name && !doc->memory.failed; stage++)
    stage->run(doc);
  return !doc->memory.failed;
}
