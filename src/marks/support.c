/* Attributions and citations to what vouches for each sentence.
 *
 * Phases: (1) each attribution vouches for the sentences its cue and its content stand in, the best source winning;
 * (2) each citation vouches for its own sentence; (3) a note, key or citation by hand vouches for sentences around
 * it, as far as the scope asked for goes, but not for one where a tag asks for a source; (4) what vouches for the
 * introduction of a list vouches for its items. "Source: ..." is such a citation for what stands before it. Links vouch
 * for their own sentence alone, since they say which words they are about. The writer is no source of his own. */
#include "marks/support.h"

#include "doc/lexicon.h"
#include "doc/sentences.h"
#include "doc/sums.h"
#include "engine.h"
#include "marks/bracketed.h"

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

/* The first sentence that ends after `byte`, which is near sentence `from`: the distance is doubled until it is passed,
 * then halved. */
static uint32_t sentence_after(const dixit_doc *doc, uint32_t byte, uint32_t from)
{
  const dixit_sentence *sentences = doc->sentences.items;
  uint32_t low = from, high = from, step = 1;
  for (; low > 0 && sentences[low - 1].span.end > byte; step *= 2)
    low -= step < low ? step : low;
  for (step = 1; high < doc->sentences.count && sentences[high].span.end <= byte; step *= 2) {
    low = high + 1;
    high += step < doc->sentences.count - high ? step : doc->sentences.count - high;
  }
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (sentences[middle].span.end <= byte)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static void offer_span(const dixit_doc *doc, sentence_support *all, dixit_span span, uint8_t support,
                       uint32_t attribution)
{
  uint32_t near = doc->attributions.items[attribution].sentence;
  for (uint32_t i = sentence_after(doc, span.start, near); i < doc->sentences.count; i++) {
    if (doc->sentences.items[i].span.start >= span.end)
      return;
    offer(&all[i], support, attribution);
  }
}

/* "It also said": a pronoun that found no name, and stands for no person. */
static bool is_by_it(const dixit_doc *doc, const sentence_support *self)
{
  if (self->attribution == DIXIT_NONE || self->support != DIXIT_SUPPORT_NAMED)
    return false;
  const dixit_attribution *attribution = &doc->attributions.items[self->attribution];
  dixit_text words = doc_slice(doc, doc->mentions.items[attribution->mention].span);
  return doc->sources.items[attribution->source].kind == DIXIT_SOURCE_PRONOUN &&
         text_equal_folded(words, text_from("it"));
}

/* "The report counted 300 houses." */
static bool goes_on_about(const dixit_token *tokens, uint32_t count)
{
  if (count < 4 || !word_is(&tokens[0], WORD_DEFINITE) || !word_is(&tokens[1], WORD_DOCUMENT))
    return false;
  bool verb = word_is(&tokens[2], WORD_VERB_PAST | WORD_VERB_THIRD) || word_brief(&tokens[2])->parts[0] == PART_ED;
  return verb && !word_is(&tokens[2], WORD_BE | WORD_HAVE);
}

/* Right behind a sentence a document vouches for: more of what it says. */
static void carry_documents(const dixit_doc *doc, sentence_support *all)
{
  for (uint32_t i = 1; i < doc->sentences.count; i++) {
    const dixit_sentence *sentence = &doc->sentences.items[i];
    if (all[i - 1].support != DIXIT_SUPPORT_DOCUMENT || sentence->block != sentence[-1].block)
      continue;
    if (is_by_it(doc, &all[i]))
      all[i].support = DIXIT_SUPPORT_DOCUMENT;
    else if (goes_on_about(&doc->tokens.items[sentence->first_token], sentence->token_count))
      offer(&all[i], DIXIT_SUPPORT_DOCUMENT, all[i - 1].attribution);
  }
}

static void add_attributions(const dixit_doc *doc, sentence_support *all)
{
  for (uint32_t i = 0; i < doc->attributions.count; i++) {
    const dixit_attribution *attribution = &doc->attributions.items[i];
    doc_foresee_speaker(doc, i);
    uint8_t support = attribution->nested ? DIXIT_SUPPORT_NONE : support_of(doc, attribution);
    if (support == DIXIT_SUPPORT_NONE)
      continue;
    offer(&all[attribution->sentence], support, i);
    for (uint32_t piece = 0; piece < attribution->piece_count; piece++)
      offer_span(doc, all, doc->pieces.items[attribution->first_piece + piece].span, support, i);
  }
}

/* ---- (2) citations in their own sentences ---- */

static bool is_link(const dixit_citation *citation)
{
  return citation->kind == DIXIT_CITE_LINK || citation->kind == DIXIT_CITE_REFERENCE_LINK ||
         citation->kind == DIXIT_CITE_URL;
}

/* A marker that leads nowhere vouches for nothing, nor does one that leads to the same site or shows nothing. Keys
 * may lead out of the document, unless the bibliographies were handed over. */
static bool vouches(const dixit_doc *doc, const dixit_citation *citation)
{
  if (citation->flags & (DIXIT_CITATION_INTERNAL | DIXIT_CITATION_SILENT))
    return false;
  bool here = citation->kind == DIXIT_CITE_FOOTNOTE || citation->kind == DIXIT_CITE_REFERENCE_LINK;
  here = here || (citation->kind == DIXIT_CITE_KEY && doc->bibliography_count > 0);
  return citation->reference != DIXIT_NONE || citation->bibliography != DIXIT_NONE || !here;
}

/* The sentence of the citation's own block that it stands in or right behind. The sentences of notes come behind those
 * of the paragraph they stand in, so that only within a block are they in the order of the text. */
static uint32_t sentence_in_block(const dixit_doc *doc, const dixit_block *block, uint32_t byte)
{
  uint32_t low = block->first_sentence, high = low + block->sentence_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (doc->sentences.items[middle].span.end <= byte)
      low = middle + 1;
    else
      high = middle;
  }
  bool within = low < block->first_sentence + block->sentence_count && doc->sentences.items[low].span.start <= byte;
  if (within)
    return low;
  return low > block->first_sentence ? low - 1 : DIXIT_NONE;
}

/* The sentence a citation stands in or right behind, or DIXIT_NONE. */
static uint32_t sentence_of_citation(const dixit_doc *doc, const dixit_citation *citation)
{
  const dixit_block *block = &doc->blocks.items[citation->block];
  if (block->sentence_count)
    return sentence_in_block(doc, block, citation->span.start);
  uint32_t at = sentence_after(doc, citation->span.start, doc->blocks.items[citation->block].first_sentence);
  if (at < doc->sentences.count && doc->sentences.items[at].span.start <= citation->span.start)
    return at;
  return at > 0 && doc->sentences.items[at - 1].block == citation->block ? at - 1 : DIXIT_NONE;
}

/* Does the sentence go on behind the citation with a clause of its own: with a verb? */
static bool goes_on(const dixit_doc *doc, uint32_t sentence, const dixit_citation *citation)
{
  const dixit_sentence *in = &doc->sentences.items[sentence];
  for (uint32_t i = in->first_token + in->token_count; i > in->first_token; i--) {
    const dixit_token *token = &doc->tokens.items[i - 1];
    if (token->start < citation->span.end)
      return false;
    if (word_is(token, WORD_BE | WORD_HAVE | WORD_MODAL | WORD_AUXILIARY | WORD_VERB_PAST | WORD_VERB_THIRD))
      return true;
  }
  return false;
}

static void cite(sentence_support *self, uint32_t citation)
{
  if (self->citation == DIXIT_NONE)
    self->citation = citation;
  offer(self, DIXIT_SUPPORT_CITATION, self->attribution);
}

static void add_citations(const dixit_doc *doc, sentence_support *all)
{
  for (uint32_t i = 0; i < doc->citations.count; i++) {
    const dixit_citation *citation = &doc->citations.items[i];
    uint32_t sentence = vouches(doc, citation) ? sentence_of_citation(doc, citation) : DIXIT_NONE;
    if (sentence == DIXIT_NONE)
      continue;
    if (doc->engine->citation_scope != DIXIT_SCOPE_CLAUSE || is_link(citation) || !goes_on(doc, sentence, citation))
      cite(&all[sentence], i);
  }
}

/* An address in a text that has no markup for links. */
static bool has_address(const dixit_doc *doc, uint32_t first, uint32_t end)
{
  for (uint32_t i = first; i < end && doc->format == DIXIT_PLAIN; i++)
    if (doc->tokens.items[i].kind == DIXIT_OPAQUE && text_starts_folded(token_text(doc, i), "http"))
      return true;
  return false;
}

/* "Source: the census office", from token `at` on. */
static bool names_source(const dixit_doc *doc, uint32_t at, uint32_t end)
{
  if (at + 2 >= end || doc->tokens.items[at + 1].kind != DIXIT_COLON)
    return false;
  dixit_text word = token_text(doc, at);
  return text_equal_folded(word, text_from("source")) || text_equal_folded(word, text_from("sources"));
}

/* "(source: the census office)" */
static bool has_source_note(const dixit_doc *doc, uint32_t first, uint32_t end)
{
  for (uint32_t i = first; i < end; i++)
    if (doc->tokens.items[i].kind == DIXIT_OPEN && names_source(doc, i + 1, end))
      return true;
  return false;
}

/* "Source: the census office." vouches for what stands before it, in its paragraph or as a line below it. */
static void add_source_line(const dixit_doc *doc, sentence_support *all, uint32_t sentence)
{
  const dixit_sentence *line = &doc->sentences.items[sentence];
  if (sentence == 0 || line->block > line[-1].block + 1 ||
      !names_source(doc, line->first_token, line->first_token + line->token_count))
    return;
  all[sentence - 1].by_hand = true;
  offer(&all[sentence - 1], DIXIT_SUPPORT_CITATION, all[sentence - 1].attribution);
}

/* "(Brandt, 2001)": those that a marker vouches for have no need of it. */
static void add_bracketed(const dixit_doc *doc, sentence_support *all)
{
  bracketed_citation found;
  for (uint32_t i = 0; i < doc->sentences.count; i++) {
    const dixit_sentence *sentence = &doc->sentences.items[i];
    uint32_t first = sentence->first_token, end = first + sentence->token_count;
    if (sum_has_kind(&doc->sums[i], DIXIT_COLON))
      add_source_line(doc, all, i);
    if (all[i].support == DIXIT_SUPPORT_CITATION)
      continue;
    bool brackets = sum_has_kind(&doc->sums[i], DIXIT_OPEN);
    all[i].by_hand = brackets && (bracketed_find(doc, first, end, &found) || has_source_note(doc, first, end));
    if (all[i].by_hand || (sum_has_kind(&doc->sums[i], DIXIT_OPAQUE) && has_address(doc, first, end)))
      offer(&all[i], DIXIT_SUPPORT_CITATION, all[i].attribution);
  }
}

/* ---- (3) citations beyond their sentences ---- */

/* "{{citation needed}}", "{{cn}}": not the tags that ask who or when. */
static bool asks_for_source(dixit_text tag)
{
  static const char *const names[] = {"{{citation needed", "{{citation-needed", "{{cn|", "{{cn}", "{{fact",
                                      "{{source?"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (text_starts_folded(tag, names[i]))
      return true;
  return false;
}

/* The sentences right before tags that ask for a source. Those of notes, which come behind their paragraph's, are
 * passed over. */
static void note_requests(const dixit_doc *doc, sentence_support *all)
{
  uint32_t tag = 0, before = 0;
  for (uint32_t i = 0; i <= doc->sentences.count && tag < doc->cleanup_tags.count; i++) {
    uint32_t start = i < doc->sentences.count ? doc->sentences.items[i].span.start : UINT32_MAX;
    if (start < doc->sentences.items[before].span.start)
      continue;
    for (; tag < doc->cleanup_tags.count && doc->cleanup_tags.items[tag].start < start; tag++)
      if (asks_for_source(doc_slice(doc, doc->cleanup_tags.items[tag])))
        all[before].asked = true;
    before = i < doc->sentences.count ? i : before;
  }
}

/* Over the sentences before it in its block that nothing is cited for. */
static void spread_back(const dixit_doc *doc, sentence_support *all, uint32_t sentence, uint32_t citation)
{
  uint32_t first = doc->blocks.items[doc->sentences.items[sentence].block].first_sentence;
  for (uint32_t i = sentence; i > first && all[i - 1].support != DIXIT_SUPPORT_CITATION && !all[i - 1].asked; i--)
    cite(&all[i - 1], citation);
}

/* Over all sentences of its block that nothing is cited for. */
static void spread_over(const dixit_doc *doc, sentence_support *all, uint32_t sentence, uint32_t citation)
{
  const dixit_block *block = &doc->blocks.items[doc->sentences.items[sentence].block];
  for (uint32_t i = block->first_sentence; i < block->first_sentence + block->sentence_count; i++)
    if (!all[i].asked)
      cite(&all[i], citation);
}

/* Citations are sorted: going back, each stops at the one before it; over a block, only its first spreads. So no
 * sentence is visited often. */
static void spread_citations(const dixit_doc *doc, sentence_support *all)
{
  uint32_t scope = doc->engine->citation_scope, block = DIXIT_NONE;
  for (uint32_t i = 0; i < doc->citations.count; i++) {
    const dixit_citation *citation = &doc->citations.items[i];
    uint32_t sentence = vouches(doc, citation) && !is_link(citation) ? sentence_of_citation(doc, citation) : DIXIT_NONE;
    if (sentence == DIXIT_NONE)
      continue;
    if (scope == DIXIT_SCOPE_PREVIOUS)
      spread_back(doc, all, sentence, i);
    else if (doc->sentences.items[sentence].block != block)
      spread_over(doc, all, sentence, i);
    block = doc->sentences.items[sentence].block;
  }
}

static void spread_bracketed(const dixit_doc *doc, sentence_support *all)
{
  uint32_t scope = doc->engine->citation_scope;
  for (uint32_t i = 0; i < doc->sentences.count; i++) {
    if (!all[i].by_hand)
      continue;
    if (scope == DIXIT_SCOPE_PREVIOUS)
      spread_back(doc, all, i, DIXIT_NONE);
    else if (all[doc->blocks.items[doc->sentences.items[i].block].first_sentence].support != DIXIT_SUPPORT_CITATION)
      spread_over(doc, all, i, DIXIT_NONE);
  }
}

/* ---- (4) lists ---- */

static bool is_in_note(const dixit_doc *doc, const dixit_block *block)
{
  return block->kind == DIXIT_FOOTNOTE ||
         (block->parent != DIXIT_NONE && doc->blocks.items[block->parent].kind == DIXIT_FOOTNOTE);
}

/* The sentence that introduces the list at `block`, with a colon at its end, or DIXIT_NONE. */
static uint32_t introduction(const dixit_doc *doc, uint32_t block)
{
  const dixit_block *before = block > 0 ? &doc->blocks.items[block - 1] : NULL;
  while (before && before > doc->blocks.items && is_in_note(doc, before)) /* of a note in the introduction */
    before--;
  if (!before || before->kind != DIXIT_PARAGRAPH || before->sentence_count == 0)
    return DIXIT_NONE;
  uint32_t sentence = before->first_sentence + before->sentence_count - 1;
  for (uint32_t i = before->first_token + before->token_count; i > before->first_token; i--)
    if (doc->tokens.items[i - 1].kind != DIXIT_CITE)
      return doc->tokens.items[i - 1].kind == DIXIT_COLON ? sentence : DIXIT_NONE;
  return DIXIT_NONE;
}

/* What vouches for its introduction vouches for a list. One inside a list that is covered is covered. */
static void cover_lists(const dixit_doc *doc, sentence_support *all)
{
  uint32_t covered = 0;
  for (uint32_t i = 0; i < doc->blocks.count; i++) {
    const dixit_block *list = &doc->blocks.items[i];
    uint32_t from = list->kind == DIXIT_LIST && list->span.start >= covered ? introduction(doc, i) : DIXIT_NONE;
    if (from == DIXIT_NONE || all[from].support == DIXIT_SUPPORT_NONE)
      continue;
    covered = list->span.end;
    for (uint32_t s = from + 1; s < doc->sentences.count && doc->sentences.items[s].span.start < covered; s++) {
      if (all[s].support != DIXIT_SUPPORT_CITATION && all[from].support == DIXIT_SUPPORT_CITATION)
        all[s].citation = all[from].citation;
      offer(&all[s], all[from].support, all[from].attribution);
    }
  }
}

const sentence_support *support_find(dixit_doc *doc, arena *memory)
{
  uint32_t count = doc->sentences.count;
  sentence_support *all = count ? arena_get(memory, count * sizeof *all) : NULL;
  if (!all)
    return NULL;
  for (uint32_t i = 0; i < count; i++)
    all[i] = (sentence_support){DIXIT_NONE, DIXIT_NONE, DIXIT_SUPPORT_NONE, false, false};
  add_attributions(doc, all);
  carry_documents(doc, all);
  add_citations(doc, all);
  add_bracketed(doc, all);
  if (doc->engine->citation_scope == DIXIT_SCOPE_SENTENCE || doc->engine->citation_scope == DIXIT_SCOPE_CLAUSE)
    return all;
  note_requests(doc, all);
  spread_citations(doc, all);
  spread_bracketed(doc, all);
  cover_lists(doc, all);
  return all;
}
