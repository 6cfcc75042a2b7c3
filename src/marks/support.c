/* Attributions and citations to what vouches for each sentence.
 *
 * Phases: (1) each attribution vouches for the sentences its cue and its content stand in, the best source winning;
 * (2) each citation vouches for its own sentence; (3) within a paragraph, from its end backward, a note or key vouches for
 * the sentences before it, back to the citation before, unless the scope is the sentence. Links vouch for their own
 * sentence alone, since they say which words they are about. The writer is no source of his own. */
#include "marks/support.h"

#include "doc/lexicon.h"
#include "doc/sentences.h"
#include "engine.h"

/* The better of two vouches for a sentence that both stand in; by dixit_support. */
static const uint8_t ranks[] = {
  [DIXIT_SUPPORT_NONE] = 0,     [DIXIT_SUPPORT_VAGUE] = 1,    [DIXIT_SUPPORT_ANONYMOUS] = 2,
  [DIXIT_SUPPORT_DOCUMENT] = 3, [DIXIT_SUPPORT_NAMED] = 4,    [DIXIT_SUPPORT_CITATION] = 5,
};

/* How a kind of source vouches. A pronoun that found no name is somebody the text does name, or should. */
static const uint8_t support_of_source[] = {
  [DIXIT_SOURCE_NAMED] = DIXIT_SUPPORT_NAMED,         [DIXIT_SOURCE_ROLE] = DIXIT_SUPPORT_NAMED,
  [DIXIT_SOURCE_GROUP] = DIXIT_SUPPORT_NAMED,         [DIXIT_SOURCE_DOCUMENT] = DIXIT_SUPPORT_DOCUMENT,
  [DIXIT_SOURCE_ANONYMOUS] = DIXIT_SUPPORT_ANONYMOUS, [DIXIT_SOURCE_VAGUE] = DIXIT_SUPPORT_VAGUE,
  [DIXIT_SOURCE_PRONOUN] = DIXIT_SUPPORT_NAMED,
};

/* ---- (1) attributions ---- */

/* "I", "we": the writer, or whoever's speech the whole text is. */
static bool is_writer(const dixit_doc *doc, const dixit_mention *mention)
{
  return mention->token_count == 1 && word_is(&doc->tokens.items[mention->first_token], WORD_FIRST_PERSON);
}

static uint8_t support_of(const dixit_doc *doc, const dixit_attribution *attribution)
{
  if (attribution->source == DIXIT_NONE || attribution->mention == DIXIT_NONE)
    return DIXIT_SUPPORT_NONE;
  if (is_writer(doc, &doc->mentions.items[attribution->mention]))
    return DIXIT_SUPPORT_NONE;
  return support_of_source[doc->sources.items[attribution->source].kind];
}

static void offer(sentence_support *self, uint8_t support, uint32_t attribution)
{
  if (ranks[support] <= ranks[self->support])
    return;
  self->support = support;
  self->attribution = attribution;
}

/* The first sentence that ends after `byte`. */
static uint32_t sentence_after(const dixit_doc *doc, uint32_t byte)
{
  uint32_t low = 0, high = doc->sentences.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (doc->sentences.items[middle].span.end <= byte)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static void offer_span(const dixit_doc *doc, sentence_support *all, dixit_span span, uint8_t support, uint32_t attribution)
{
  for (uint32_t i = sentence_after(doc, span.start); i < doc->sentences.count; i++) {
    if (doc->sentences.items[i].span.start >= span.end)
      return;
    offer(&all[i], support, attribution);
  }
}

static void add_attributions(const dixit_doc *doc, sentence_support *all)
{
  for (uint32_t i = 0; i < doc->attributions.count; i++) {
    const dixit_attribution *attribution = &doc->attributions.items[i];
    uint8_t support = support_of(doc, attribution);
    if (support == DIXIT_SUPPORT_NONE)
      continue;
    offer(&all[attribution->sentence], support, i);
    for (uint32_t piece = 0; piece < attribution->piece_count; piece++)
      offer_span(doc, all, doc->pieces.items[attribution->first_piece + piece].span, support, i);
  }
}

/* ---- (2), (3) citations ---- */

static bool is_link(const dixit_citation *citation)
{
  return citation->kind == DIXIT_CITE_LINK || citation->kind == DIXIT_CITE_REFERENCE_LINK ||
         citation->kind == DIXIT_CITE_URL;
}

/* A marker that leads nowhere vouches for nothing. Keys may lead out of the document. */
static bool vouches(const dixit_citation *citation)
{
  bool here = citation->kind == DIXIT_CITE_FOOTNOTE || citation->kind == DIXIT_CITE_REFERENCE_LINK;
  return citation->reference != DIXIT_NONE || !here;
}

/* The sentence a citation stands in or right behind, or DIXIT_NONE. */
static uint32_t sentence_of_citation(const dixit_doc *doc, const dixit_citation *citation)
{
  uint32_t at = sentence_after(doc, citation->span.start);
  if (at < doc->sentences.count && doc->sentences.items[at].span.start <= citation->span.start)
    return at;
  return at > 0 && doc->sentences.items[at - 1].block == citation->block ? at - 1 : DIXIT_NONE;
}

/* Spread a note or key over the sentences before it in its block that nothing is cited for. */
static void spread_back(const dixit_doc *doc, sentence_support *all, uint32_t sentence, uint32_t citation)
{
  uint32_t first = doc->blocks.items[doc->sentences.items[sentence].block].first_sentence;
  for (uint32_t i = sentence; i > first && all[i - 1].citation == DIXIT_NONE; i--) {
    all[i - 1].citation = citation;
    offer(&all[i - 1], DIXIT_SUPPORT_CITATION, all[i - 1].attribution);
  }
}

/* Citations are sorted, so each spreads back to the one before it and no sentence is visited twice. */
static void add_citations(const dixit_doc *doc, sentence_support *all)
{
  bool spread = doc->engine->citation_scope == DIXIT_SCOPE_PREVIOUS;
  for (uint32_t i = 0; i < doc->citations.count; i++) {
    const dixit_citation *citation = &doc->citations.items[i];
    uint32_t sentence = vouches(citation) ? sentence_of_citation(doc, citation) : DIXIT_NONE;
    if (sentence == DIXIT_NONE)
      continue;
    if (all[sentence].citation == DIXIT_NONE)
      all[sentence].citation = i;
    offer(&all[sentence], DIXIT_SUPPORT_CITATION, all[sentence].attribution);
    if (spread && !is_link(citation))
      spread_back(doc, all, sentence, i);
  }
}

const sentence_support *support_find(dixit_doc *doc)
{
  uint32_t count = doc->sentences.count;
  sentence_support *all = count ? arena_get(&doc->memory, count * sizeof *all) : NULL;
  if (!all)
    return NULL;
  for (uint32_t i = 0; i < count; i++)
    all[i] = (sentence_support){DIXIT_NONE, DIXIT_NONE, DIXIT_SUPPORT_NONE};
  add_attributions(doc, all);
  add_citations(doc, all);
  return all;
}
