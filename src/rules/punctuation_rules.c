/* Rules about the signs in and around quotations: what a text does most often is its rule. */
#include "rules/rule.h"

/* ---- quotes/punctuation ---- */

enum { HABIT_COUNT = 10 };

static bool is_stop(const dixit_token *token)
{
  return token->kind == DIXIT_COMMA || (token->kind == DIXIT_STOP && token->hash == '.');
}

/* A closing double mark: the token that is it, or DIXIT_NONE. */
static uint32_t closing_mark(const dixit_quote *quote)
{
  bool doubled = quote->style == DIXIT_CURLY_DOUBLE || quote->style == DIXIT_STRAIGHT_DOUBLE;
  if (!doubled || quote->content.end >= quote->span.end || quote->token_count < 3)
    return DIXIT_NONE;
  return quote->first_token + quote->token_count - 1;
}

/* The comma or full stop right behind a closing mark, or DIXIT_NONE. */
static uint32_t stop_outside(const dixit_doc *doc, uint32_t mark)
{
  uint32_t next = mark + 1;
  if (next >= doc->tokens.count || !is_stop(&doc->tokens.items[next]))
    return DIXIT_NONE;
  return doc->tokens.items[next].start == doc->tokens.items[mark].end ? next : DIXIT_NONE;
}

static void report_outside(rule_run *run, uint32_t mark, uint32_t stop)
{
  const dixit_doc *doc = run->doc;
  dixit_span both = tokens_span(doc, mark, stop);
  if (!rule_report(run, RULE_QUOTES_PUNCTUATION, both, "Elsewhere this text puts it inside the quotation marks."))
    return;
  char swapped[16] = "";
  dixit_text sign = doc_slice(doc, token_span(&doc->tokens.items[stop]));
  dixit_text close = doc_slice(doc, token_span(&doc->tokens.items[mark]));
  if (sign.length + close.length >= sizeof swapped)
    return;
  memcpy(swapped, sign.bytes, sign.length);
  memcpy(swapped + sign.length, close.bytes, close.length);
  rule_fix(run, both, swapped, "Put it inside the marks");
}

void check_quote_punctuation(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  uint32_t inside = 0, outside = 0;
  for (uint32_t i = 0; i < doc->quotes.count; i++) {
    uint32_t mark = closing_mark(&doc->quotes.items[i]);
    if (mark == DIXIT_NONE)
      continue;
    inside += is_stop(&doc->tokens.items[mark - 1]);
    outside += stop_outside(doc, mark) != DIXIT_NONE;
  }
  if (inside + outside < HABIT_COUNT || inside * 10 < (inside + outside) * 9)
    return;
  for (uint32_t i = 0; i < doc->quotes.count; i++) {
    uint32_t mark = closing_mark(&doc->quotes.items[i]);
    uint32_t stop = mark == DIXIT_NONE ? DIXIT_NONE : stop_outside(doc, mark);
    if (stop != DIXIT_NONE)
      report_outside(run, mark, stop);
  }
}

/* ---- quotes/ellipsis ---- */

enum { FORM_CHARACTER, FORM_DOTS, FORM_COUNT, FORM_NONE = FORM_COUNT };

static const char *const forms[FORM_COUNT] = {"\xE2\x80\xA6", "..."};

/* Which form of ellipsis a token is. */
static uint32_t form_of(const dixit_doc *doc, const dixit_token *token)
{
  dixit_text text = doc_slice(doc, token_span(token));
  for (uint32_t form = 0; form < FORM_COUNT; form++)
    if (token->kind == DIXIT_STOP && text_is(text, forms[form]))
      return form;
  return FORM_NONE;
}

void check_quote_ellipses(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  uint32_t counts[FORM_COUNT + 1] = {0};
  for (uint32_t i = 0; i < doc->tokens.count; i++)
    if (doc->tokens.items[i].kind == DIXIT_STOP)
      counts[form_of(doc, &doc->tokens.items[i])]++;
  uint32_t usual = counts[FORM_CHARACTER] > counts[FORM_DOTS] ? FORM_CHARACTER : FORM_DOTS;
  if (counts[FORM_CHARACTER] == counts[FORM_DOTS] || !counts[!usual])
    return;
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    dixit_span span = token_span(&doc->tokens.items[i]);
    if (form_of(doc, &doc->tokens.items[i]) == !usual &&
        rule_report(run, RULE_QUOTES_ELLIPSIS, span, "Elsewhere this text writes the dots as \"%s\".", forms[usual]))
      rule_fix(run, span, forms[usual], "Use one form of ellipsis");
  }
}
