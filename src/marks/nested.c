/* Quotations inside quotations: “She told me, ‘Go home,’ and I went,” Brandt said.
 *
 * The outer words are Brandt's, whatever stands here. Where they hold a reporting clause beside the inner quotation,
 * its subject says that one: "she", a name, a role; "I" is whoever says the outer one. The clause is told by form
 * alone: a reporting verb right before the inner marks, hearers passed over, or a clause right behind them. Others stay
 * without an attribution of their own. */
#include "marks/nested.h"

#include "doc/lexicon.h"
#include "marks/sources.h"

/* Reporting clauses are found by form, and quotations inside others are few. */
#define NESTED_CONFIDENCE 0.9f

/* How far the verb of a clause stands from the marks, and its subject, in tokens. */
enum { VERB_REACH = 5, CLAUSE_REACH = 24, BEHIND_REACH = 10 };

/* A reporting clause beside the inner quotation: the token of its verb, and who is its subject. */
typedef struct inner_clause {
  uint32_t verb;
  phrase subject;
} inner_clause;

static const dixit_token *token_at(const attribution_pass *pass, uint32_t token)
{
  return &pass->doc->tokens.items[token];
}

/* "What they called ‘a miracle’" tells what something is called, not what somebody said. */
static bool is_reporting_verb(const dixit_token *token)
{
  const uint64_t bits = token->kind == DIXIT_WORD ? word_bits(token) : 0;
  return bits & WORD_SPEECH && !(bits & WORD_TAKES_NOUN && !(bits & WORD_TAKES_THAT));
}

/* The reporting verb right before token `end`, hearers passed over ("told me, ‘"); DIXIT_NONE. */
static uint32_t verb_before(const attribution_pass *pass, uint32_t start, uint32_t end)
{
  for (uint32_t i = end; i-- > start && end - i <= VERB_REACH;) {
    const dixit_token *token = token_at(pass, i);
    bool sign = token->kind == DIXIT_COMMA || token->kind == DIXIT_COLON;
    if (is_reporting_verb(token))
      return i;
    bool hearer = token->kind == DIXIT_WORD && (!word_is(token, WORD_PREPOSITION) || word_is(token, WORD_TO));
    if (!hearer && !(sign && i + 1 == end))
      return DIXIT_NONE;
  }
  return DIXIT_NONE;
}

/* Where the sentence begins that ends before token `end`: not before `start`. */
static uint32_t sentence_start(const attribution_pass *pass, uint32_t start, uint32_t end)
{
  uint32_t i = end;
  while (i > start && end - i < CLAUSE_REACH && token_at(pass, i - 1)->kind != DIXIT_STOP &&
         token_at(pass, i - 1)->kind != DIXIT_MARK)
    i--;
  return i;
}

/* Does the word stand between a subject and its verb? */
static bool is_skipped(const dixit_token *token)
{
  return token->kind == DIXIT_WORD && word_is(token, WORD_ADVERB | WORD_HAVE | WORD_MODAL | WORD_AUXILIARY | WORD_BE);
}

/* Who does what the verb at token `verb` says: the phrase right before it, auxiliaries and adverbs passed over; behind
 * a conjunction or "to", the first phrase of the clause ("people come up to me and say"); "me" in "let me say". False
 * when nobody does. */
static bool find_subject(const attribution_pass *pass, uint32_t start, uint32_t verb, phrase *subject)
{
  const phrase_list *list = &pass->inner;
  uint32_t end = verb, nearest = 0;
  while (end > start && is_skipped(token_at(pass, end - 1)))
    end--;
  while (nearest < list->count && list->items[nearest].end <= end)
    nearest++;
  if (end == start)
    return false;
  const dixit_token *before = token_at(pass, end - 1);
  bool adjacent = nearest && list->items[nearest - 1].end == end;
  if (!adjacent && word_is(before, WORD_FIRST_PERSON) && !word_is(before, WORD_POSSESSIVE)) {
    *subject = (phrase){.first = end - 1, .end = end, .head = end - 1, .name = end - 1, .kind = PHRASE_PRONOUN};
    return true;
  }
  if (!nearest || (!adjacent && !word_is(before, WORD_CONJUNCTION | WORD_TO)))
    return false;
  *subject = list->items[adjacent ? nearest - 1 : 0];
  return true;
}

static bool find_clause_before(attribution_pass *pass, uint32_t start, uint32_t end, inner_clause *found)
{
  found->verb = verb_before(pass, start, end);
  if (found->verb == DIXIT_NONE)
    return false;
  uint32_t first = sentence_start(pass, start, found->verb);
  view_phrases_inside(&pass->view, span_of(first, found->verb), &pass->inner);
  return find_subject(pass, first, found->verb, &found->subject);
}

/* "‘Go home,’ she told me", "‘Go home,’ said the nurse". */
static bool find_clause_behind(attribution_pass *pass, uint32_t start, uint32_t end, inner_clause *found)
{
  uint32_t stop = start + BEHIND_REACH < end ? start + BEHIND_REACH : end;
  if (start >= stop)
    return false;
  view_phrases_inside(&pass->view, span_of(start, stop), &pass->inner);
  for (uint32_t n = 0; n < pass->inner.count; n++) {
    const phrase *p = &pass->inner.items[n];
    bool inverted = p->first == start + 1 && is_reporting_verb(token_at(pass, start));
    bool straight = p->first == start && p->end < stop && is_reporting_verb(token_at(pass, p->end));
    if (inverted || straight) {
      *found = (inner_clause){inverted ? start : p->end, *p};
      return true;
    }
  }
  return false;
}

/* Does the inner quotation end as one does that a clause follows: “..., ‘Go home,’ she said”? */
static bool is_set_off(const attribution_pass *pass, const dixit_quote *quote)
{
  uint8_t last = quote->token_count > 2 ? token_at(pass, quote->first_token + quote->token_count - 2)->kind : 0;
  return last == DIXIT_COMMA || last == DIXIT_STOP;
}

/* The clause that names who says the quotation, between the other quotations inside the outer one. */
static bool find_clause(attribution_pass *pass, const dixit_quote *outer, const dixit_quote *quote,
                        inner_clause *found)
{
  uint32_t end = quote->first_token + quote->token_count, last = outer->first_token + outer->token_count;
  if (find_clause_before(pass, outer->first_token + 1, quote->first_token, found))
    return true;
  return is_set_off(pass, quote) && find_clause_behind(pass, end, last, found);
}

/* Whose words the outer quotation is, or DIXIT_NONE. */
static uint32_t speaker_of(const dixit_doc *doc, const dixit_quote *outer)
{
  if (outer->attribution == DIXIT_NONE)
    return DIXIT_NONE;
  uint32_t mention = doc->attributions.items[outer->attribution].mention;
  return mention == DIXIT_NONE ? DIXIT_NONE : doc->mentions.items[mention].source;
}

static void attribute(attribution_pass *pass, uint32_t quote)
{
  dixit_doc *doc = pass->doc;
  const dixit_quote *inner = &doc->quotes.items[quote], *outer = &doc->quotes.items[inner->parent];
  inner_clause clause;
  if (!find_clause(pass, outer, inner, &clause))
    return;
  uint32_t index = attribution_add(pass, DIXIT_DIRECT, STEP_ADJACENT, NESTED_CONFIDENCE);
  uint32_t mention = mention_of_inner(pass, &clause.subject);
  if (index == DIXIT_NONE || mention == DIXIT_NONE)
    return;
  source_resolve_inner(pass, mention, &clause.subject, speaker_of(doc, outer));
  dixit_attribution *attribution = &doc->attributions.items[index];
  attribution->cue = tokens_span(doc, clause.verb, clause.verb);
  attribution->mention = mention;
  attribution->nested = 1;
  attribution_add_piece(pass, index, inner->span, quote);
}

/* Speech inside speech that nobody has yet. */
static bool is_asked_for(const dixit_doc *doc, const dixit_quote *quote)
{
  if (quote->kind != DIXIT_SPEECH || quote->attribution != DIXIT_NONE || quote->parent == DIXIT_NONE)
    return false;
  const dixit_quote *outer = &doc->quotes.items[quote->parent];
  return outer->kind == DIXIT_SPEECH && outer->style != DIXIT_BLOCK_STYLE && outer->block == quote->block;
}

void nested_attribute(attribution_pass *pass)
{
  const dixit_doc *doc = pass->doc;
  const dixit_block *block = &doc->blocks.items[pass->view.block];
  uint32_t first = block->first_token, end = first + block->token_count;
  for (; pass->next_inner < doc->quotes.count && !doc->memory.failed; pass->next_inner++) {
    const dixit_quote *quote = &doc->quotes.items[pass->next_inner];
    if (quote->first_token >= end)
      return;
    if (quote->first_token >= first && is_asked_for(doc, quote))
      attribute(pass, pass->next_inner);
  }
}
