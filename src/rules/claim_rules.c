/* Rules about claims that nothing vouches for. */
#include "rules/rule.h"

static void report_claim(rule_run *run, const dixit_claim *claim)
{
  bool number = claim->reasons >> DIXIT_REASON_STATISTIC & 1;
  if (number && rule_is_on(run, RULE_CLAIMS_UNSOURCED_NUMBER))
    rule_report(run, RULE_CLAIMS_UNSOURCED_NUMBER, claim->span,
                "Where does this number come from? Name the source, and say of when it is.");
  else
    rule_report(run, RULE_CLAIMS_UNSOURCED, claim->span, "Nobody vouches for this: name a source, or cite one.");
}

void check_claims(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  for (uint32_t i = 0; i < doc->claims.count; i++)
    if (doc->claims.items[i].support == DIXIT_SUPPORT_NONE)
      report_claim(run, &doc->claims.items[i]);
}
