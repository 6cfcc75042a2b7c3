/* Plain forms that tell what a quotation is: nicknames, titles, subheadings, what is shouted or discussed, words in
 * marks that are a reporting verb's object.
 *
 * Some settle the matter before the weights of quote_kinds.c are asked, some mend what those said; what kind of marks
 * quote nobody (titles, terms, scare quotes) forms alone decide. They read what stands beside the marks and no further
 * than a few words: cost is bounded. */
#include "marks/quote_forms.h"

#include "doc/lexicon.h"
#include "engine.h"
#include "marks/name_words.h"
#include "marks/quote_context.h"
#include "marks/view.h"

/* Title case outweighs a decision less sure than this. */
#define TITLE_DOUBT 0.85f

enum { WHAT_REACH = 8, OBJECT_REACH = 6, NICKNAME_WORDS = 4, SUBHEADING_WORDS = 6, DISCUSSED_WORDS = 2 };

/* "called", "titled", "dubbed" ... before the marks; the noun of a work ("the book"); a word for words ("the term"). */
uint8_t quote_kind_unspoken(const dixit_doc *doc, const dixit_quote *quote)
{
  quote_inside in = quote_look_inside(doc, quote);
  quote_around at = quote_look_around(doc, quote);
  for (uint32_t i = 0; i < 2; i++)
    if (at.before[i] && at.before[i]->kind == DIXIT_WORD && word_is(at.before[i], WORD_MENTION))
      return DIXIT_TERM;
  bool work = at.before[0] && at.before[0]->kind == DIXIT_WORD && word_is(at.before[0], WORD_WORK | WORD_NAMING);
  if (work || inside_is_title_case(&in))
    return DIXIT_NAMED;
  bool name_before = at.before[0] && at.before[0]->flags & DIXIT_TOKEN_CAPITAL;
  if (!in.capital || block_is_headline(doc, quote->block))
    return DIXIT_SCARE;
  return (in.words <= 2 && name_before) || (in.words == in.capitals && in.words > 0) ? DIXIT_NAMED : DIXIT_SCARE;
}

/* ---- what needs no decision ---- */

/* The noun a title belongs to stands before it: "the novel", "her new song,"; or who made or leads it: "the author
 * of". */
static bool follows_work(const quote_around *at)
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
  quote_around at = quote_look_around(doc, quote);
  bool named = at.before[0] && at.before[0]->kind == DIXIT_WORD && word_is(at.before[0], WORD_NAMING);
  if (!named && !follows_work(&at))
    return false;
  quote_inside in = quote_look_inside(doc, quote);
  bool title = in.words > 1 ? in.capitals * 3 >= (in.words - in.small) * 2 : !named && in.capital;
  return title && !in.persons && in.last != PART_ASKING;
}

/* “Hardening” (a second firing) is forbidden: a word or two, no sign among them, that something is said about. */
static bool is_discussed(const dixit_doc *doc, const dixit_quote *quote)
{
  quote_around at = quote_look_around(doc, quote);
  const dixit_token *after = at.after[0];
  bool told_of = after && (after->kind == DIXIT_OPEN || (after->kind == DIXIT_WORD && word_is(after, WORD_BE)));
  bool opens = !at.before[0] || at.before[0]->kind == DIXIT_STOP;
  if (!told_of || !opens || quote->word_count > DISCUSSED_WORDS)
    return false;
  quote_inside in = quote_look_inside(doc, quote);
  return in.last != PART_COMMA && in.last != PART_STOP && in.last != PART_ASKING;
}

/* Robert “Bobby” Gates. */
static bool is_nickname(const dixit_doc *doc, const dixit_quote *quote)
{
  quote_around at = quote_look_around(doc, quote);
  bool words = at.before[0] && at.after[0] && at.before[0]->kind == DIXIT_WORD && at.after[0]->kind == DIXIT_WORD;
  bool inside_name = words && at.before[0]->flags & at.after[0]->flags & DIXIT_TOKEN_CAPITAL;
  if (!inside_name || quote->word_count > NICKNAME_WORDS || block_is_headline(doc, quote->block))
    return false;
  quote_inside in = quote_look_inside(doc, quote);
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

/* 'A fight to the end' as a line of its own, where speech has double marks: a heading between paragraphs. */
static bool is_subheading(const dixit_doc *doc, const dixit_quote *quote, bool main)
{
  bool single = quote->style == DIXIT_STRAIGHT_SINGLE || quote->style == DIXIT_CURLY_SINGLE;
  return single && !main && quote->flags & DIXIT_QUOTE_ALONE && quote->word_count <= SUBHEADING_WORDS &&
         doc->blocks.items[quote->block].kind == DIXIT_PARAGRAPH;
}

bool quote_settle(const dixit_doc *doc, dixit_quote *quote, bool main)
{
  if (quote_is_disowned(doc, quote) || is_subheading(doc, quote, main) || is_discussed(doc, quote)) {
    quote->kind = DIXIT_SCARE;
    return true;
  }
  if (!doc->engine->teacher && is_what_somebody_said(doc, quote)) {
    quote->kind = DIXIT_SPEECH;
    quote->flags |= DIXIT_QUOTE_PART;
    return true;
  }
  if (names_something(doc, quote) || is_nickname(doc, quote)) {
    quote->kind = DIXIT_NAMED;
    return true;
  }
  return false;
}

/* ---- what mends the decision ---- */

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

bool quote_is_shouted(const dixit_doc *doc, const dixit_quote *quote)
{
  quote_around at = quote_look_around(doc, quote);
  const dixit_token *before = at.before[0] && at.before[0]->kind == DIXIT_COMMA ? at.before[1] : at.before[0];
  return (before && before->kind == DIXIT_WORD && word_is(before, WORD_MANNER)) ||
         (at.after[0] && at.after[0]->kind == DIXIT_WORD && word_is(at.after[0], WORD_MANNER));
}

bool quote_looks_like_title(const dixit_doc *doc, const dixit_quote *quote)
{
  if (quote->confidence >= TITLE_DOUBT)
    return false;
  quote_inside in = quote_look_inside(doc, quote);
  quote_around at = quote_look_around(doc, quote);
  bool spoken = in.last == PART_COMMA && speech_verb_among(at.after); /* “Blue Harbor,” she said */
  return in.words < 9 && inside_is_title_case(&in) && in.last != PART_STOP && in.last != PART_ASKING && !spoken;
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

bool quote_stands_for_itself(const dixit_doc *doc, const dixit_quote *quote)
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
  quote_around at = quote_look_around(doc, quote);
  bool opens = !at.before[0] || at.before[0]->kind == DIXIT_STOP || at.before[0]->kind == DIXIT_MARK, verb = false;
  for (uint32_t i = 0; i < 3 && at.after[i] && at.after[i]->kind == DIXIT_WORD; i++)
    verb |= word_is(at.after[i], WORD_SPEECH | WORD_TAKES_QUOTE) &&
            word_is(at.after[i], WORD_VERB_PAST | WORD_VERB_THIRD);
  return opens && verb && quote->token_count > 2 &&
         doc->tokens.items[quote->first_token + quote->token_count - 2].kind == DIXIT_COMMA;
}

void quote_mend_unspoken(const dixit_doc *doc, dixit_quote *quote)
{
  if (is_said_outright(doc, quote) || is_in_words_of(doc, quote)) {
    quote->kind = DIXIT_SPEECH;
  } else if (quote->kind == DIXIT_SCARE && is_object_of_speech(doc, quote)) {
    quote->kind = DIXIT_SPEECH;
    quote->flags |= DIXIT_QUOTE_PART;
  }
}
