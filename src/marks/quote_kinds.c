/* What each quotation is: speech, words inside a paraphrase, or marks that quote nobody (scare quotes, titles, terms).
 *
 * Speech or not is a trained decision (MODEL_QUOTE) over what stands inside and around the marks; what kind of marks
 * that quote nobody, a few plain rules say. So they do for quotations within quotations. */
#include "marks/quote_kinds.h"

#include "doc/lexicon.h"
#include "engine.h"
#include "marks/model.h"
#include "marks/stages.h"
#include "marks/view.h"

/* Title case outweighs a decision less sure than this. */
#define TITLE_DOUBT 0.85f

/* The options of MODEL_QUOTE. */
enum { QUOTE_NOBODY, QUOTE_DIRECT, QUOTE_IN_PARAPHRASE, QUOTE_OPTIONS };

/* What stands between the marks. */
typedef struct inside {
  uint32_t words;
  uint32_t capitals;
  uint32_t small;    /* words that titles leave small: of, the, and */
  uint32_t persons;  /* first and second person */
  uint32_t verbs;
  uint8_t last;      /* part of the last token before the closing mark */
  bool capital;
  bool explained;    /* has capitals, which tell nothing here: all words around have them */
} inside;

/* Only so many tokens are read: what counts is at the ends, and a quotation may be a whole book. */
enum { INSIDE_LIMIT = 40, CUE_REACH = 25, WHAT_REACH = 8, LIST_GAP = 2, OBJECT_REACH = 6, NICKNAME_WORDS = 4,
       SUBHEADING_WORDS = 6, DISCUSSED_WORDS = 2 };

static bool has_capitals(const inside *in)
{
  return in->words > 1 && in->capitals * 3 >= in->words * 2;
}

static inside look_inside(const dixit_doc *doc, const dixit_quote *quote)
{
  inside seen = {.words = quote->word_count};
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
  seen.explained = has_capitals(&seen) && phrases_in_headline(doc, quote->block);
  return seen;
}

/* Capitals that the text around does not explain. */
static bool is_title_case(const inside *in)
{
  return has_capitals(in) && !in->explained;
}

static uint32_t bucket(uint32_t n)
{
  return n < 5 ? n : n < 7 ? 5 : n < 10 ? 6 : n < 16 ? 7 : n < 30 ? 8 : 9;
}

/* The tokens around a quotation: index 0 stands next to it. Past the block: NULL. */
typedef struct around {
  const dixit_token *before[3];
  const dixit_token *after[3];
} around;

static around look_around(const dixit_doc *doc, const dixit_quote *quote)
{
  around seen = {{0}, {0}};
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

static uint32_t part_or_none(const dixit_token *token)
{
  return token ? part_of(token) : PART_NONE;
}

static uint32_t hash_or_none(const dixit_token *token)
{
  return token ? token->hash : 0;
}

static bool is_speech_verb(const dixit_token *token)
{
  return token->kind == DIXIT_WORD && word_is(token, WORD_SPEECH);
}

/* Is a reporting verb among these three tokens? */
static bool has_speech_verb(const dixit_token *const tokens[3])
{
  for (uint32_t i = 0; i < 3; i++)
    if (tokens[i] && is_speech_verb(tokens[i]))
      return true;
  return false;
}

static uint32_t cluster_or_none(const dixit_token *token)
{
  return token && token->kind == DIXIT_WORD ? word_brief(token)->cluster : 0;
}

static void add_cluster_features(const around *at, uint32_t words, shared_features *list)
{
  uint32_t b0 = cluster_or_none(at->before[0]), b1 = cluster_or_none(at->before[1]), a0 = cluster_or_none(at->after[0]);
  shared_feature_add(list, 31, b0 * 16 + words);
  shared_feature_add(list, 32, b1 * 128 + b0);
  shared_feature_add(list, 33, a0 * 16 + words);
  shared_feature_add(list, 35, b0 * 128 + a0);
}

/* The possible cue nearest before the quotation, in its sentence: which word, how far, and what stands between. */
static void add_cue_features(const dixit_doc *doc, const dixit_quote *quote, const inside *in, shared_features *list)
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

static shared_features quote_features(const dixit_doc *doc, const dixit_quote *quote, bool main_style)
{
  shared_features list = shared_features_begin(MODEL_QUOTE);
  inside in = look_inside(doc, quote);
  around at = look_around(doc, quote);
  uint32_t words = bucket(in.words), before = part_or_none(at.before[0]), after = part_or_none(at.after[0]);
  uint32_t before2 = part_or_none(at.before[1]);
  uint32_t title_case = is_title_case(&in);
  uint32_t verbs = has_speech_verb(at.before) * 2u + has_speech_verb(at.after);
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

/* ---- marks that quote nobody ---- */

/* "called", "titled", "dubbed" ... before the marks; the noun of a work ("the book"); a word for words ("the term"). */
uint8_t quote_kind_unspoken(const dixit_doc *doc, const dixit_quote *quote)
{
  inside in = look_inside(doc, quote);
  around at = look_around(doc, quote);
  for (uint32_t i = 0; i < 2; i++)
    if (at.before[i] && at.before[i]->kind == DIXIT_WORD && word_is(at.before[i], WORD_MENTION))
      return DIXIT_TERM;
  bool work = at.before[0] && at.before[0]->kind == DIXIT_WORD && word_is(at.before[0], WORD_WORK | WORD_NAMING);
  if (work || is_title_case(&in))
    return DIXIT_NAMED;
  bool name_before = at.before[0] && at.before[0]->flags & DIXIT_TOKEN_CAPITAL;
  if (!in.capital || phrases_in_headline(doc, quote->block))
    return DIXIT_SCARE;
  return (in.words <= 2 && name_before) || (in.words == in.capitals && in.words > 0) ? DIXIT_NAMED : DIXIT_SCARE;
}

/* ---- the stage ---- */

/* The style most quotations have. */
static uint8_t main_style(const dixit_doc *doc)
{
  uint32_t counts[DIXIT_QUOTE_STYLE_COUNT] = {0};
  uint8_t best = 0;
  for (uint32_t i = 0; i < doc->quotes.count; i++) {
    uint8_t style = doc->quotes.items[i].style;
    if (style != DIXIT_BLOCK_STYLE && doc->quotes.items[i].depth == 0 && ++counts[style] > counts[best])
      best = style;
  }
  return best;
}

/* The noun a title belongs to stands before it: "the novel", "her new song,"; or who made or
 * leads it: "the author of". */
static bool follows_work(const around *at)
{
  const dixit_token *before = at->before[0], *noun = at->before[1];
  if (!before)
    return false;
  if (before->kind == DIXIT_WORD && word_is(before, WORD_WORK))
    return true;
  bool behind_comma = before->kind == DIXIT_COMMA && noun && noun->kind == DIXIT_WORD;
  bool made = before->kind == DIXIT_WORD && word_is(before, WORD_PREPOSITION) && noun && noun->kind == DIXIT_WORD;
  return (behind_comma && word_is(noun, WORD_WORK)) || (made && word_is(noun, WORD_ROLE));
}

/* The novel “The Glass Orchard”; the author of “Rivers of Salt”; a custom called “The Harbor Way.” */
static bool names_something(const dixit_doc *doc, const dixit_quote *quote)
{
  around at = look_around(doc, quote);
  bool named = at.before[0] && at.before[0]->kind == DIXIT_WORD && word_is(at.before[0], WORD_NAMING);
  if (!named && !follows_work(&at))
    return false;
  inside in = look_inside(doc, quote);
  bool title = in.words > 1 ? in.capitals * 3 >= (in.words - in.small) * 2 : !named && in.capital;
  return title && !in.persons && in.last != PART_ASKING;
}

/* “Hardening” (a second firing) is forbidden: a word or two, no sign among them, that something is said about. */
static bool is_discussed(const dixit_doc *doc, const dixit_quote *quote)
{
  around at = look_around(doc, quote);
  const dixit_token *after = at.after[0];
  bool told_of = after && (after->kind == DIXIT_OPEN || (after->kind == DIXIT_WORD && word_is(after, WORD_BE)));
  bool opens = !at.before[0] || at.before[0]->kind == DIXIT_STOP;
  if (!told_of || !opens || quote->word_count > DISCUSSED_WORDS)
    return false;
  inside in = look_inside(doc, quote);
  return in.last != PART_COMMA && in.last != PART_STOP && in.last != PART_ASKING;
}

/* Robert “Bobby” Gates. */
static bool is_nickname(const dixit_doc *doc, const dixit_quote *quote)
{
  around at = look_around(doc, quote);
  bool inside_name = at.before[0] && at.after[0] && at.before[0]->kind == DIXIT_WORD && at.after[0]->kind == DIXIT_WORD &&
                     at.before[0]->flags & at.after[0]->flags & DIXIT_TOKEN_CAPITAL;
  if (!inside_name || quote->word_count > NICKNAME_WORDS || phrases_in_headline(doc, quote->block))
    return false;
  inside in = look_inside(doc, quote);
  return in.capital && in.last != PART_STOP && in.last != PART_COMMA && in.last != PART_ASKING;
}

bool quote_is_disowned(const dixit_doc *doc, const dixit_quote *quote)
{
  uint32_t first = doc->blocks.items[quote->block].first_token;
  return quote->first_token > first &&
         text_equal_folded(token_text(doc, quote->first_token - 1), text_from("so-called"));
}

/* "what she called “a growing demand”", "what critics describe as a “sham”": in marks stands how somebody put it. */
static bool is_what_somebody_said(const dixit_doc *doc, const dixit_quote *quote)
{
  const dixit_token *tokens = doc->tokens.items;
  uint32_t first = doc->blocks.items[quote->block].first_token, at = quote->first_token, verb = DIXIT_NONE;
  for (uint32_t n = 0; n < WHAT_REACH && at > first; n++) {
    if (tokens[--at].kind != DIXIT_WORD)
      return false;
    if (verb == DIXIT_NONE && is_speech_verb(&tokens[at]))
      verb = at;
    else if (verb == DIXIT_NONE && n > 1)
      return false;
    else if (word_is(&tokens[at], WORD_RELATIVE) && text_equal_folded(token_text(doc, at), text_from("what")))
      return verb != DIXIT_NONE && verb > at + 1;
  }
  return false;
}

/* "urged “restraint”", "expressed “deep regret”", "branded Hale a “liar”": words in marks that a reporting verb has for
 * its object are what somebody said, however few. */
static bool is_object_of_speech(const dixit_doc *doc, const dixit_quote *quote)
{
  const dixit_token *tokens = doc->tokens.items;
  uint32_t first = doc->blocks.items[quote->block].first_token;
  for (uint32_t n = 1; n <= OBJECT_REACH && quote->first_token > first + n; n++) {
    const dixit_token *token = &tokens[quote->first_token - n];
    if (token->kind != DIXIT_WORD)
      return false;
    if (is_speech_verb(token) && word_is(token, WORD_VERB_PAST | WORD_VERB_THIRD | WORD_VERB_ING))
      return !word_is(token - 1, WORD_DETERMINER | WORD_POSSESSIVE);
    bool noun = word_is(token - 1, WORD_DETERMINER | WORD_POSSESSIVE);
    bool finite = word_is(token, WORD_VERB_PAST | WORD_VERB_THIRD) && !noun;
    if (finite || word_is(token, WORD_AUXILIARY | WORD_MODAL | WORD_RELATIVE | WORD_THAT))
      return false;
  }
  return false;
}

/* “Pay Us Now,” chanted the crowd, or chanting “Pay Us Now”: what is shouted is no title, whatever its capitals. */
static bool is_shouted(const dixit_doc *doc, const dixit_quote *quote)
{
  around at = look_around(doc, quote);
  const dixit_token *before = at.before[0] && at.before[0]->kind == DIXIT_COMMA ? at.before[1] : at.before[0];
  return (before && before->kind == DIXIT_WORD && word_is(before, WORD_MANNER)) ||
         (at.after[0] && at.after[0]->kind == DIXIT_WORD && word_is(at.after[0], WORD_MANNER));
}

/* Capitals throughout, no stop inside, and not all that sure to be speech: the name of a book or song. */
static bool looks_like_title(const dixit_doc *doc, const dixit_quote *quote)
{
  if (quote->confidence >= TITLE_DOUBT)
    return false;
  inside in = look_inside(doc, quote);
  around at = look_around(doc, quote);
  bool spoken = in.last == PART_COMMA && has_speech_verb(at.after); /* “Blue Harbor,” she said */
  return in.words < 9 && is_title_case(&in) && in.last != PART_STOP && in.last != PART_ASKING && !spoken;
}

/* "In the mayor's own words, “rust never sleeps”", "in the words of the mayor, ...". */
static bool is_in_words_of(const dixit_doc *doc, const dixit_quote *quote)
{
  uint32_t first = doc->blocks.items[quote->block].first_token, at = quote->first_token;
  if (at < first + 3 || doc->tokens.items[at - 1].kind != DIXIT_COMMA)
    return false;
  for (uint32_t n = 2; n <= OBJECT_REACH && at >= first + n && doc->tokens.items[at - n].kind == DIXIT_WORD; n++)
    if (text_is(token_text(doc, at - n), "words"))
      return n == 2 || text_is(token_text(doc, at - n + 1), "of");
  return false;
}

/* "The band said the tour was off: “We are heartbroken.”" A whole sentence behind a colon is no part of the clause. */
static bool stands_for_itself(const dixit_doc *doc, const dixit_quote *quote)
{
  uint32_t first = doc->blocks.items[quote->block].first_token;
  bool whole = quote->flags & DIXIT_QUOTE_WHOLE && quote->first_token > first &&
               doc->tokens.items[quote->first_token - 1].kind == DIXIT_COLON;
  return whole || is_in_words_of(doc, quote);
}

/* “Dear Anna,” the letter began: a comma before the closing mark, and a reporting clause behind it that begins its
 * sentence with the quotation. */
static bool is_said_outright(const dixit_doc *doc, const dixit_quote *quote)
{
  around at = look_around(doc, quote);
  bool opens = !at.before[0] || at.before[0]->kind == DIXIT_STOP || at.before[0]->kind == DIXIT_MARK, verb = false;
  for (uint32_t i = 0; i < 3 && at.after[i] && at.after[i]->kind == DIXIT_WORD; i++)
    verb |= word_is(at.after[i], WORD_SPEECH | WORD_TAKES_QUOTE) && word_is(at.after[i], WORD_VERB_PAST | WORD_VERB_THIRD);
  return opens && verb && quote->token_count > 2 &&
         doc->tokens.items[quote->first_token + quote->token_count - 2].kind == DIXIT_COMMA;
}

/* What plain forms say of a quotation that the weights hold for nobody's words. */
static void mend_unspoken(const dixit_doc *doc, dixit_quote *quote)
{
  if (is_said_outright(doc, quote) || is_in_words_of(doc, quote)) {
    quote->kind = DIXIT_SPEECH;
  } else if (quote->kind == DIXIT_SCARE && is_object_of_speech(doc, quote)) {
    quote->kind = DIXIT_SPEECH;
    quote->flags |= DIXIT_QUOTE_PART;
  }
}

/* 'A fight to the end' as a line of its own, where speech has double marks: a heading between paragraphs. */
static bool is_subheading(const dixit_doc *doc, const dixit_quote *quote, bool main)
{
  bool single = quote->style == DIXIT_STRAIGHT_SINGLE || quote->style == DIXIT_CURLY_SINGLE;
  return single && !main && quote->flags & DIXIT_QUOTE_ALONE && quote->word_count <= SUBHEADING_WORDS &&
         doc->blocks.items[quote->block].kind == DIXIT_PARAGRAPH;
}

static void classify(dixit_doc *doc, dixit_quote *quote, bool main)
{
  if (quote_is_disowned(doc, quote) || is_subheading(doc, quote, main) || is_discussed(doc, quote)) {
    quote->kind = DIXIT_SCARE;
    return;
  }
  if (!doc->engine->teacher && is_what_somebody_said(doc, quote)) {
    quote->kind = DIXIT_SPEECH;
    quote->flags |= DIXIT_QUOTE_PART;
    return;
  }
  if (names_something(doc, quote) || is_nickname(doc, quote)) {
    quote->kind = DIXIT_NAMED;
    return;
  }
  model_question question;
  question_begin_shared(&question, MODEL_QUOTE, QUOTE_OPTIONS);
  question.content = quote->span;
  question.all = quote_features(doc, quote, main);
  model_answer answer = model_choose(doc, &question);
  uint32_t option = answer.option;
  quote->confidence = answer.confidence;
  quote->kind = DIXIT_SPEECH;
  bool shouted = !doc->engine->teacher && is_shouted(doc, quote);
  if (!shouted && (option == QUOTE_NOBODY || (!doc->engine->teacher && looks_like_title(doc, quote))))
    quote->kind = quote_kind_unspoken(doc, quote);
  else if (option == QUOTE_IN_PARAPHRASE && (doc->engine->teacher || !stands_for_itself(doc, quote)))
    quote->flags |= DIXIT_QUOTE_PART;
  if (quote->kind != DIXIT_SPEECH && !doc->engine->teacher)
    mend_unspoken(doc, quote);
}

/* "“It is safe” and “dry,” Alder said", "“safe,” “dry” and “cheap”": does nothing but commas, inside the first or
 * behind it, and a conjunction stand between two quotations? */
static bool are_joined(const dixit_doc *doc, const dixit_quote *left, const dixit_quote *right)
{
  const dixit_token *tokens = doc->tokens.items;
  uint32_t first = left->first_token + left->token_count, end = right->first_token;
  if (left->block != right->block || left->parent != right->parent || end < first || end > first + LIST_GAP)
    return false;
  for (uint32_t i = first; i < end; i++)
    if (tokens[i].kind != DIXIT_COMMA && !(tokens[i].kind == DIXIT_WORD && word_is(&tokens[i], WORD_CONJUNCTION)))
      return false;
  bool governed = left->first_token > 0 && tokens[left->first_token - 1].kind == DIXIT_WORD &&
                  word_is(&tokens[left->first_token - 1], WORD_PREPOSITION); /* "sang of “rust” and “salt”" */
  return !governed && (first < end || (left->token_count > 1 && tokens[first - 2].kind == DIXIT_COMMA));
}

/* Quotations that are joined are of one kind: beside speech, marks around words are no scare quotes; beside direct
 * speech they are no part of a paraphrase. */
static bool take_kind(const dixit_quote *spoken, dixit_quote *other)
{
  uint8_t part = spoken->flags & DIXIT_QUOTE_PART;
  bool agrees = other->kind == DIXIT_SPEECH && (other->flags & DIXIT_QUOTE_PART) <= part;
  if (spoken->kind != DIXIT_SPEECH || (other->kind != DIXIT_SPEECH && other->kind != DIXIT_SCARE) || agrees)
    return false;
  other->kind = DIXIT_SPEECH;
  other->flags = (uint8_t)((other->flags & ~DIXIT_QUOTE_PART) | part);
  return true;
}

/* Does the sentence between the marks end there? */
static bool ends_sentence(const dixit_doc *doc, const dixit_quote *quote)
{
  return quote->token_count > 2 && doc->tokens.items[quote->first_token + quote->token_count - 2].kind == DIXIT_STOP;
}

/* “Did you hear it?” “Yes.” Behind speech, with nothing between, stands the answer. */
static bool answers(const dixit_doc *doc, const dixit_quote *left, const dixit_quote *right)
{
  return left->block == right->block && left->first_token + left->token_count == right->first_token &&
         left->kind == DIXIT_SPEECH && ends_sentence(doc, left) && ends_sentence(doc, right);
}

/* Let the list of quotations that ends with quote `i` agree. Each takes another kind once at most: linear. */
static void agree(dixit_doc *doc, uint32_t i)
{
  dixit_quote *quotes = doc->quotes.items;
  if (i > 0 && answers(doc, &quotes[i - 1], &quotes[i])) {
    quotes[i].kind = DIXIT_SPEECH;
    quotes[i].flags &= (uint8_t)~DIXIT_QUOTE_PART;
    return;
  }
  if (i == 0 || !are_joined(doc, &quotes[i - 1], &quotes[i]) || take_kind(&quotes[i - 1], &quotes[i]))
    return;
  while (i > 0 && are_joined(doc, &quotes[i - 1], &quotes[i]) && take_kind(&quotes[i], &quotes[i - 1]))
    i--;
}

/* Quotations within quotations: whole sentences, and what a reporting verb stands beside ("He said, ‘Go,’ and I
 * went"). */
static uint8_t inner_kind(const dixit_doc *doc, const dixit_quote *quote)
{
  if (quote->flags & DIXIT_QUOTE_WHOLE)
    return DIXIT_SPEECH;
  around at = look_around(doc, quote);
  bool introduced = at.before[0] && (at.before[0]->kind == DIXIT_COMMA || at.before[0]->kind == DIXIT_COLON);
  bool verb_before = has_speech_verb(at.before), verb_next = at.before[0] && is_speech_verb(at.before[0]);
  uint8_t last = quote->token_count > 2 ? doc->tokens.items[quote->first_token + quote->token_count - 2].kind : 0;
  bool set_off = last == DIXIT_COMMA || last == DIXIT_STOP;
  if ((introduced && verb_before) || (set_off && (verb_next || has_speech_verb(at.after))))
    return DIXIT_SPEECH;
  return quote_kind_unspoken(doc, quote);
}

static bool is_inner(const dixit_doc *doc, const dixit_quote *quote)
{
  return quote->parent != DIXIT_NONE && doc->quotes.items[quote->parent].style != DIXIT_BLOCK_STYLE;
}

void quotes_classify(dixit_doc *doc)
{
  uint8_t style = main_style(doc);
  for (uint32_t i = 0; i < doc->quotes.count; i++) {
    dixit_quote *quote = &doc->quotes.items[i];
    quote->confidence = 1;
    if (quote->style == DIXIT_BLOCK_STYLE)
      quote->kind = DIXIT_SPEECH;
    else if (is_inner(doc, quote))
      quote->kind = inner_kind(doc, quote);
    else {
      classify(doc, quote, quote->style == style);
      if (!doc->engine->teacher)
        agree(doc, i);
    }
  }
}
