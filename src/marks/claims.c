/* Sentences to scores, and those an editor would ask a source for to claims.
 *
 * The score comes from the trained model (claim_model.c); what is no claim whatever its score, from claim_exempt.c. The
 * kind of text decides the threshold and which exemptions count. */
#include "engine.h"
#include "marks/claim_exempt.h"
#include "marks/claim_model.h"
#include "marks/claim_reasons.h"
#include "marks/stages.h"
#include "marks/support.h"

/* From which score on a sentence is a claim; 0: the shipped threshold. The scorer learnt from debates, whose speakers
 * say less that can be checked than an encyclopaedia does. */
static const float thresholds[] = {
  [DIXIT_KIND_NEWS] = 0,   [DIXIT_KIND_ENCYCLOPAEDIA] = 0.2f, [DIXIT_KIND_ACADEMIC] = 0.25f,
  [DIXIT_KIND_ESSAY] = 0,  [DIXIT_KIND_SPEECH] = 0.2f,         [DIXIT_KIND_FICTION] = 0,
};

static float threshold_of(const dixit_doc *doc)
{
  if (doc->engine->claim_threshold > 0)
    return doc->engine->claim_threshold;
  return thresholds[doc->kind] > 0 ? thresholds[doc->kind] : claim_model_shipped.threshold;
}

static void count_support(dixit_coverage *coverage, uint8_t support)
{
  coverage->claims++;
  coverage->supported += support != DIXIT_SUPPORT_NONE;
  switch (support) {
  case DIXIT_SUPPORT_NAMED: coverage->named++; break;
  case DIXIT_SUPPORT_ANONYMOUS: coverage->anonymous++; break;
  case DIXIT_SUPPORT_VAGUE: coverage->vague++; break;
  case DIXIT_SUPPORT_DOCUMENT: coverage->document++; break;
  case DIXIT_SUPPORT_CITATION: coverage->cited++; break;
  default: coverage->none++; break;
  }
}

/* What the run over a document's sentences needs, too large for the stack. quote: see claim_reasons. block: that of the
 * sentence before, follows: whether that sentence was scored, before: its logit. */
typedef struct claim_run {
  const sentence_support *support;
  claim_exemptions exemptions;
  uint32_t quote;
  uint32_t block;
  bool is_prose;
  bool follows;
  float before;
  claim_sentence sentence;
  claim_features features;
} claim_run;

static void add_claim(dixit_doc *doc, claim_run *run, uint32_t index)
{
  dixit_claim *claim = ARRAY_ADD(&doc->memory, doc->claims);
  if (!claim)
    return;
  dixit_sentence *sentence = &doc->sentences.items[index];
  const sentence_support *support = &run->support[index];
  sentence->claim = doc->claims.count - 1;
  claim->span = sentence->span;
  claim->sentence = index;
  claim->score = sentence->score;
  claim->reasons = claim_reasons(&run->sentence, sentence->span, &run->quote);
  claim->support = support->support;
  claim->attribution = support->attribution;
  claim->citation = support->citation;
  count_support(&doc->coverage, support->support);
}

static void enter_block(const dixit_doc *doc, claim_run *run, uint32_t block)
{
  run->block = block;
  run->is_prose = claim_is_prose(doc, block);
  run->follows = false;
}

/* The score of a sentence; it counts a little what the one before it in the paragraph says. */
static float score_sentence(const dixit_doc *doc, claim_run *run, uint32_t sentence)
{
  claim_sentence_read(&run->sentence, doc, sentence);
  claim_features_find(&run->sentence, &run->features);
  float logit = claim_logit(&run->sentence, &run->features);
  float score = claim_score(logit, run->follows ? &run->before : NULL);
  run->before = logit;
  run->follows = true;
  return score;
}

static void score_sentences(dixit_doc *doc, claim_run *run)
{
  float threshold = threshold_of(doc);
  for (uint32_t i = 0; i < doc->sentences.count; i++) {
    dixit_sentence *sentence = &doc->sentences.items[i];
    sentence->claim = DIXIT_NONE;
    if (sentence->block != run->block)
      enter_block(doc, run, sentence->block);
    if (!run->is_prose || sentence->token_count == 0)
      continue;
    sentence->score = score_sentence(doc, run, i);
    if (sentence->score >= threshold && !claim_is_exempt(&run->exemptions, &run->sentence, run->block))
      add_claim(doc, run, i);
  }
}

void claims_find(dixit_doc *doc)
{
  arena scratch;
  arena_init(&scratch, &doc->memory.allocator);
  const sentence_support *support = support_find(doc, &scratch);
  claim_run *run = support ? arena_get(&scratch, sizeof *run) : NULL;
  if (run) {
    run->support = support;
    run->exemptions = (claim_exemptions){doc, &scratch, NULL};
    run->quote = 0;
    run->block = DIXIT_NONE;
    score_sentences(doc, run);
  }
  doc->memory.failed = doc->memory.failed || scratch.failed;
  arena_done(&scratch);
}
