/* Sentences to scores, and those an editor would ask a source for to claims.
 *
 * The score comes from the trained model (claim_model.c). Rules are surer where they know what the model cannot: headings,
 * captions and notes assert nothing, what stands wholly in quotation marks is somebody else's claim, questions,
 * instructions and fragments assert nothing, and "it is unclear whether" reports that nobody knows. */
#include "doc/lexicon.h"
#include "engine.h"
#include "marks/claim_model.h"
#include "marks/claim_reasons.h"
#include "marks/stages.h"
#include "marks/support.h"
#include "marks/view.h"

enum { FRAGMENT_WORDS = 5 };

/* ---- where no claim stands ---- */

/* Is the sentence running prose of the writer's? Table cells, notes and captions are read with what they belong to. */
static bool is_prose(const dixit_doc *doc, const dixit_sentence *sentence)
{
  const dixit_block *block = &doc->blocks.items[sentence->block];
  if (block->quoted || (block->kind != DIXIT_PARAGRAPH && block->kind != DIXIT_LIST_ITEM))
    return false;
  for (uint32_t up = block->parent, steps = 0; up != DIXIT_NONE && steps < 8; steps++) {
    if (doc->blocks.items[up].kind == DIXIT_FOOTNOTE || doc->blocks.items[up].kind == DIXIT_TABLE)
      return false;
    up = doc->blocks.items[up].parent;
  }
  return true;
}

static bool is_quoted(const dixit_token *tokens, uint32_t count)
{
  for (uint32_t i = 0; i < count; i++)
    if (!(tokens[i].flags & DIXIT_TOKEN_QUOTED) && tokens[i].kind != DIXIT_STOP && tokens[i].kind != DIXIT_CITE)
      return false;
  return true;
}

static bool is_question(const dixit_token *tokens, uint32_t count)
{
  for (uint32_t i = count; i > 0; i--) {
    if (tokens[i - 1].kind == DIXIT_STOP)
      return tokens[i - 1].hash == '?';
    if (tokens[i - 1].kind != DIXIT_MARK && tokens[i - 1].kind != DIXIT_CLOSE)
      return false;
  }
  return false;
}

/* "Open the door": the base form of a verb first, then what it is done to. */
static bool is_instruction(const dixit_token *tokens, uint32_t count)
{
  return count > 1 && word_is(&tokens[0], WORD_VERB_BASE) && !word_is(&tokens[0], WORD_AUXILIARY | WORD_MODAL) &&
         word_is(&tokens[1], WORD_DETERMINER | WORD_POSSESSIVE);
}

/* "It is unclear whether", "it was not known how": the sentence reports that nobody knows. */
static bool reports_not_knowing(const dixit_token *tokens, uint32_t count)
{
  bool negated = false;
  for (uint32_t i = 0; i + 1 < count && i < 8; i++) {
    negated = negated || word_is(&tokens[i], WORD_NEGATION);
    if (topic_is(&tokens[i], TOPIC_UNCLEAR) && topic_is(&tokens[i + 1], TOPIC_WHETHER))
      return negated || !topic_is(&tokens[i], TOPIC_KNOWN);
  }
  return false;
}

/* A few words without verb or number: "By Maya Lind", "A bad day for all." */
static bool is_fragment(const dixit_token *tokens, uint32_t count)
{
  uint32_t words = 0;
  for (uint32_t i = 0; i < count; i++) {
    bool verb = word_is(&tokens[i], WORD_VERB | WORD_BE | WORD_HAVE | WORD_AUXILIARY | WORD_MODAL);
    if (verb || tokens[i].kind == DIXIT_NUMBER || part_of(&tokens[i]) == PART_ED)
      return false;
    words += tokens[i].kind == DIXIT_WORD;
  }
  return words <= FRAGMENT_WORDS;
}

static bool asserts_nothing(const dixit_doc *doc, const dixit_sentence *sentence)
{
  const dixit_token *tokens = &doc->tokens.items[sentence->first_token];
  uint32_t count = sentence->token_count;
  return is_quoted(tokens, count) || is_question(tokens, count) || is_instruction(tokens, count) ||
         reports_not_knowing(tokens, count) || is_fragment(tokens, count);
}

/* ---- claims ---- */

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
  default: break;
  }
}

static void add_claim(dixit_doc *doc, uint32_t index, const sentence_support *support)
{
  dixit_claim *claim = ARRAY_ADD(&doc->memory, doc->claims);
  if (!claim)
    return;
  dixit_sentence *sentence = &doc->sentences.items[index];
  sentence->claim = doc->claims.count - 1;
  claim->span = sentence->span;
  claim->sentence = index;
  claim->score = sentence->score;
  claim->reasons = claim_reasons(doc, sentence);
  claim->support = support->support;
  claim->attribution = support->attribution;
  claim->citation = support->citation;
  count_support(&doc->coverage, support->support);
}

void claims_find(dixit_doc *doc)
{
  const sentence_support *support = support_find(doc);
  claim_features *features = support ? arena_get(&doc->memory, sizeof *features) : NULL;
  if (!features)
    return;
  float threshold = doc->engine->claim_threshold > 0 ? doc->engine->claim_threshold : claim_model_shipped.threshold;
  for (uint32_t i = 0; i < doc->sentences.count; i++) {
    dixit_sentence *sentence = &doc->sentences.items[i];
    sentence->claim = DIXIT_NONE;
    if (!is_prose(doc, sentence) || sentence->token_count == 0)
      continue;
    claim_features_find(doc, sentence->first_token, sentence->token_count, features);
    sentence->score = claim_score(features);
    if (sentence->score >= threshold && !asserts_nothing(doc, sentence))
      add_claim(doc, i, &support[i]);
  }
}
