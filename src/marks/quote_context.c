/* What stands between the marks of a quotation and beside them, and what of it the trained decision looks at.
 *
 * Words are counted by kind, not understood: what the counts mean, the weights (MODEL_QUOTE) and the plain forms
 * (quote_forms.c) say. */
#include "marks/quote_context.h"

#include "doc/lexicon.h"
#include "marks/name_words.h"
#include "marks/view.h"

/* Only so many tokens are read: what counts is at the ends, and a quotation may be a whole book. */
enum { INSIDE_LIMIT = 40, CUE_REACH = 25 };

/* Two words in three, of two or more. */
static bool has_capitals(const quote_inside *in)
{
  return in->words > 1 && in->capitals * 3 >= in->words * 2;
}

quote_inside quote_look_inside(const dixit_doc *doc, const dixit_quote *quote)
{
  quote_inside seen = {.words = quote->word_count};
  uint32_t end = quote->first_token + quote->token_count - 1;
  uint32_t limit = end - quote->first_token > INSIDE_LIMIT ? quote->first_token + INSIDE_LIMIT : end;
  for (uint32_t i = quote->first_token + 1; i < limit; i++) {
    const dixit_token *token = &doc->tokens.items[i];
    if (token->kind != DIXIT_WORD)
      continue;
    if (i == quote->first_token + 1)
      seen.capital = token->flags & DIXIT_TOKEN_CAPITAL;
    bool capital = token->flags & DIXIT_TOKEN_CAPITAL;
    seen.capitals += capital;
    seen.small += !capital && word_is(token, WORD_PREPOSITION | WORD_DETERMINER | WORD_CONJUNCTION);
    seen.persons += word_is(token, WORD_FIRST_PERSON | WORD_SECOND_PERSON);
    seen.verbs += word_is(token, WORD_AUXILIARY | WORD_MODAL | WORD_VERB);
  }
  if (end > quote->first_token + 1)
    seen.last = part_of(&doc->tokens.items[end - 1]);
  seen.explained = has_capitals(&seen) && block_is_headline(doc, quote->block);
  return seen;
}

bool inside_is_title_case(const quote_inside *in)
{
  return has_capitals(in) && !in->explained;
}

quote_around quote_look_around(const dixit_doc *doc, const dixit_quote *quote)
{
  quote_around seen = {{0}, {0}};
  const dixit_block *block = &doc->blocks.items[quote->block];
  uint32_t end = quote->first_token + quote->token_count, block_end = block->first_token + block->token_count;
  for (uint32_t i = 0; i < 3; i++) {
    if (quote->first_token >= block->first_token + i + 1)
      seen.before[i] = &doc->tokens.items[quote->first_token - 1 - i];
    if (end + i < block_end)
      seen.after[i] = &doc->tokens.items[end + i];
  }
  return seen;
}

bool speech_verb_among(const dixit_token *const tokens[3])
{
  for (uint32_t i = 0; i < 3; i++)
    if (tokens[i] && is_speech_verb(tokens[i]))
      return true;
  return false;
}

/* ---- features ---- */

static uint32_t bucket(uint32_t n)
{
  return n < 5 ? n : n < 7 ? 5 : n < 10 ? 6 : n < 16 ? 7 : n < 30 ? 8 : 9;
}

static uint32_t part_or_none(const dixit_token *token)
{
  return token ? part_of(token) : PART_NONE;
}

static uint32_t hash_or_none(const dixit_token *token)
{
  return token ? token->hash : 0;
}

static uint32_t cluster_or_none(const dixit_token *token)
{
  return token && token->kind == DIXIT_WORD ? word_brief(token)->cluster : 0;
}

static void add_cluster_features(const quote_around *at, uint32_t words, shared_features *list)
{
  uint32_t b0 = cluster_or_none(at->before[0]), b1 = cluster_or_none(at->before[1]), a0 = cluster_or_none(at->after[0]);
  shared_feature_add(list, 31, b0 * 16 + words);
  shared_feature_add(list, 32, b1 * 128 + b0);
  shared_feature_add(list, 33, a0 * 16 + words);
  shared_feature_add(list, 35, b0 * 128 + a0);
}

/* The possible cue nearest before the quotation, in its sentence: which word, how far, and what stands between. */
static void add_cue_features(const dixit_doc *doc, const dixit_quote *quote, const quote_inside *in,
                             shared_features *list)
{
  const dixit_block *block = &doc->blocks.items[quote->block];
  uint32_t signs = 0, that = 0, others = 0;
  for (uint32_t n = 1; n <= CUE_REACH && quote->first_token >= block->first_token + n; n++) {
    const dixit_token *token = &doc->tokens.items[quote->first_token - n];
    if (token->kind == DIXIT_STOP)
      break;
    signs += token->kind == DIXIT_COMMA || token->kind == DIXIT_COLON;
    others += token->kind == DIXIT_MARK;
    that |= token->kind == DIXIT_WORD && word_is(token, WORD_THAT);
    if (token->kind != DIXIT_WORD || !word_is(token, WORD_SPEECH | WORD_ACCORDING | WORD_MENTAL | WORD_CUE))
      continue;
    uint32_t between = (signs > 2 ? 2u : signs) * 8 + that * 4 + (others > 3 ? 3u : others);
    uint32_t near = n < 5 ? n : n < 9 ? 5 : 6, lemma = lexicon_rows[token->word].lemma;
    shared_feature_add(list, 41, lemma * 8u + near);
    shared_feature_add(list, 42, between * 8 + near);
    shared_feature_add(list, 43, (between * 8 + near) * 64 + in->last);
    shared_feature_add(list, 44, (between * 8 + near) * 2 + in->capital);
    shared_feature_add(list, 45, lemma * 64u + between);
    shared_feature_add(list, 46, part_of(token) * 64u + between);
    return;
  }
  shared_feature_add(list, 47, signs * 8 + others);
  shared_feature_add(list, 48, bucket(in->words) * 64 + in->last);
}

/* What the quotation before it was taken for, when it stands near: lists of quoted words are of one kind. */
static void add_neighbour_features(const dixit_doc *doc, const dixit_quote *quote, uint32_t before, uint32_t words,
                                   shared_features *list)
{
  if (quote == doc->quotes.items || quote[-1].block != quote->block)
    return;
  const dixit_quote *other = quote - 1;
  while (other > doc->quotes.items && other->depth > quote->depth)
    other--;
  if (other->block != quote->block || other->style == DIXIT_BLOCK_STYLE)
    return;
  uint32_t gap = quote->first_token - (other->first_token + other->token_count);
  uint32_t kind = other->kind == DIXIT_SPEECH ? (other->flags & DIXIT_QUOTE_PART ? 2u : 1u) : 0u;
  shared_feature_add(list, 61, kind * 16 + bucket(gap));
  shared_feature_add(list, 62, (kind * 16 + bucket(gap)) * 64 + before);
  shared_feature_add(list, 63, (kind * 16 + bucket(gap)) * 16 + words);
  shared_feature_add(list, 64, kind * 64 + before);
}

shared_features quote_features(const dixit_doc *doc, const dixit_quote *quote, bool main_style)
{
  shared_features list = shared_features_begin(MODEL_QUOTE);
  quote_inside in = quote_look_inside(doc, quote);
  quote_around at = quote_look_around(doc, quote);
  uint32_t words = bucket(in.words), before = part_or_none(at.before[0]), after = part_or_none(at.after[0]);
  uint32_t before2 = part_or_none(at.before[1]);
  uint32_t title_case = inside_is_title_case(&in);
  uint32_t verbs = speech_verb_among(at.before) * 2u + speech_verb_among(at.after);
  shared_feature_add(&list, 1, 0);
  shared_feature_add(&list, 2, words);
  shared_feature_add(&list, 3, before);
  shared_feature_add(&list, 4, after);
  shared_feature_add(&list, 5, hash_or_none(at.before[0]));
  shared_feature_add(&list, 6, hash_or_none(at.after[0]));
  shared_feature_add(&list, 11, in.last * 16 + words);
  shared_feature_add(&list, 12, in.last * 64 + after);
  shared_feature_add(&list, 13, (before * 64 + after) * 2 + in.capital);
  shared_feature_add(&list, 14, before * 16 + words);
  shared_feature_add(&list, 15, after * 16 + words);
  shared_feature_add(&list, 16, title_case * 16 + words);
  shared_feature_add(&list, 17, (in.persons ? 2u : 0u) + (in.verbs ? 1u : 0u));
  shared_feature_add(&list, 18, ((in.persons ? 2u : 0u) + (in.verbs ? 1u : 0u)) * 16 + words);
  shared_feature_add(&list, 19,
              quote->flags & (DIXIT_QUOTE_WHOLE | DIXIT_QUOTE_ALONE | DIXIT_QUOTE_UNCLOSED | DIXIT_QUOTE_CONTINUED));
  shared_feature_add(&list, 20, verbs * 16 + words);
  shared_feature_add(&list, 21, verbs * 64 + in.last);
  shared_feature_add(&list, 22, quote->style * 2u + main_style);
  shared_feature_add(&list, 23, doc->blocks.items[quote->block].kind * 16u + words);
  shared_feature_add(&list, 24, before * 64 + in.last);
  shared_feature_add(&list, 25, (quote->previous != DIXIT_NONE) * 16u + words);
  shared_feature_add(&list, 28, in.capital * 64u + before);
  uint32_t before3 = part_or_none(at.before[2]);
  shared_feature_add(&list, 51, (before * 64 + before2) * 64 + before3);
  shared_feature_add(&list, 54, feature_mix(hash_or_none(at.before[0]), words * 2 + in.capital));
  shared_feature_add(&list, 55, feature_mix(hash_or_none(at.before[0]), in.last * 64 + after));
  shared_feature_add(&list, 56, feature_mix(hash_or_none(at.before[0]), hash_or_none(at.before[1])));
  add_cluster_features(&at, words, &list);
  add_cue_features(doc, quote, &in, &list);
  add_neighbour_features(doc, quote, before, words, &list);
  return list;
}
