/* What each quotation is: speech, words inside a paraphrase, or marks that quote nobody (scare quotes, titles, terms).
 *
 * Speech or not is a trained decision (MODEL_QUOTE) over what stands inside and around the marks (quote_context.c),
 * unless plain forms tell (quote_forms.c); what kind of marks that quote nobody, forms alone say. So they do for
 * quotations within quotations. In the end, quotations that stand in a list, or answer each other, agree. */
#include "doc/lexicon.h"
#include "engine.h"
#include "marks/model.h"
#include "marks/quote_context.h"
#include "marks/quote_forms.h"
#include "marks/stages.h"

/* The options of MODEL_QUOTE. */
enum { QUOTE_NOBODY, QUOTE_DIRECT, QUOTE_IN_PARAPHRASE, QUOTE_OPTIONS };

enum { LIST_GAP = 2 /* tokens */ };

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

static void classify(dixit_doc *doc, dixit_quote *quote, bool main)
{
  if (quote_settle(doc, quote, main))
    return;
  model_question question;
  question_begin_shared(&question, MODEL_QUOTE, QUOTE_OPTIONS);
  question.content = quote->span;
  question.all = quote_features(doc, quote, main);
  model_answer answer = model_choose(doc, &question);
  uint32_t option = answer.option;
  quote->confidence = answer.confidence;
  quote->kind = DIXIT_SPEECH;
  bool shouted = !doc->engine->teacher && quote_is_shouted(doc, quote);
  if (!shouted && (option == QUOTE_NOBODY || (!doc->engine->teacher && quote_looks_like_title(doc, quote))))
    quote->kind = quote_kind_unspoken(doc, quote);
  else if (option == QUOTE_IN_PARAPHRASE && (doc->engine->teacher || !quote_stands_for_itself(doc, quote)))
    quote->flags |= DIXIT_QUOTE_PART;
  if (quote->kind != DIXIT_SPEECH && !doc->engine->teacher)
    quote_mend_unspoken(doc, quote);
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
  quote_around at = quote_look_around(doc, quote);
  bool introduced = at.before[0] && (at.before[0]->kind == DIXIT_COMMA || at.before[0]->kind == DIXIT_COLON);
  bool verb_before = speech_verb_among(at.before), verb_next = at.before[0] && is_speech_verb(at.before[0]);
  uint8_t last = quote->token_count > 2 ? doc->tokens.items[quote->first_token + quote->token_count - 2].kind : 0;
  bool set_off = last == DIXIT_COMMA || last == DIXIT_STOP;
  if ((introduced && verb_before) || (set_off && (verb_next || speech_verb_among(at.after))))
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
