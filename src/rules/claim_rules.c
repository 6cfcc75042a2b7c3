/* Rules about claims that nothing vouches for. */
#include "rules/rule.h"

/* How far behind a claim a request for its source may end. */
enum { REQUEST_BYTES = 40 };

/* Has somebody asked for a source behind this claim already? */
static bool is_requested(const dixit_doc *doc, const dixit_claim *claim)
{
  static const char words[] = "citation needed";
  uint32_t end = claim->span.end + REQUEST_BYTES < doc->length ? claim->span.end + REQUEST_BYTES : doc->length;
  for (uint32_t i = claim->span.end; i + sizeof words - 1 <= end; i++)
    if (ascii_lower(doc->text[i]) == words[0] &&
        text_equal_folded(text_of(doc->text + i, sizeof words - 1), text_from(words)))
      return true;
  return false;
}

static void offer_request(rule_run *run, const dixit_claim *claim)
{
  const char *request = dixit_format_signs_get(run->doc->format).citation_needed;
  if (*request)
    rule_fix(run, span_of(claim->span.end, claim->span.end), request, "Ask for a source here");
}

/* "Smaller towns", "the rate": a statistic without a figure. */
static bool has_figure(const rule_run *run, const dixit_claim *claim)
{
  static const char *const figures[] = {"percent", "half", "dozen", "hundred", "thousand", "million", "billion"};
  const dixit_doc *doc = run->doc;
  if (sum_has_kind(&run->sums[claim->sentence], DIXIT_NUMBER))
    return true;
  token_range words = rule_sentence_head(doc, claim->sentence);
  for (uint32_t i = words.first; i < words.end; i++)
    for (size_t k = 0; k < sizeof figures / sizeof *figures; k++)
      if (rule_word_is(doc, i, figures[k]))
        return true;
  return false;
}

/* What a writer can do about a claim, by why an editor asks; the first that fits. */
static const struct {
  uint32_t reasons;
  const char *message;
} requests[] = {
  {1u << DIXIT_REASON_ACCUSATION,
   "Nobody vouches for this accusation: name who makes it, or cite what is on record."},
  {1u << DIXIT_REASON_PRIVATE_LIFE, "Nobody vouches for this private detail: cite it, or leave it out."},
  {1u << DIXIT_REASON_HEALTH | 1u << DIXIT_REASON_SCIENCE,
   "Nobody vouches for this: cite the study, or name who has found it."},
  {1u << DIXIT_REASON_CAUSE, "Nobody vouches for this cause: name who has found it, or cite them."},
  {1u << DIXIT_REASON_LAW, "Nobody vouches for this: cite the law or the ruling, or name who says so."},
  {1u << DIXIT_REASON_PREDICTION, "Nobody vouches for this forecast: name who makes it."},
  {1u << DIXIT_REASON_OPINION, "Whose opinion is this? Name who holds it, or cite them."},
  {UINT32_MAX, "Nobody vouches for this: name a source, or cite one."},
};

static const char *request_for(const dixit_claim *claim)
{
  size_t i = 0;
  while (requests[i].reasons != UINT32_MAX && !(claim->reasons & requests[i].reasons))
    i++;
  return requests[i].message;
}

static void report_claim(rule_run *run, const dixit_claim *claim)
{
  bool number = claim->reasons >> DIXIT_REASON_STATISTIC & 1 && has_figure(run, claim);
  bool told = number && rule_is_on(run, RULE_CLAIMS_UNSOURCED_NUMBER)
    ? rule_report(run, RULE_CLAIMS_UNSOURCED_NUMBER, claim->span,
                  "Where does this number come from? Name the source, and say of when it is.")
    : rule_report(run, RULE_CLAIMS_UNSOURCED, claim->span, "%s", request_for(claim));
  if (told)
    offer_request(run, claim);
}

void check_claims(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  for (uint32_t i = 0; i < doc->claims.count; i++)
    if (doc->claims.items[i].support == DIXIT_SUPPORT_NONE && !is_requested(doc, &doc->claims.items[i]))
      report_claim(run, &doc->claims.items[i]);
}
