/* Marks to quotes: which quotation marks belong together.
 *
 * The same problem as CommonMark's emphasis, so the same three phases, paragraph by paragraph:
 *   1. collect   (mark_forms.c) every mark token, with what it can be: an opener, a closer, both, or an apostrophe
 *   2. resolve   (mark_pairs.c) one pass from left to right with a stack of openers; a closer takes the nearest opener
 *                of its kind, and whatever stands unclosed above that is let go: a stray mark spoils nothing after it
 *   3. emit      (here) pairs become quotes, sorted and nested; marks without partner become records of their own
 * A quotation left open at a paragraph's end goes on when the next paragraph reopens it (a running quotation), unless a
 * reporting clause stands in its last sentence: then the closing mark was forgotten before a new speaker.
 *
 * Block quotations become quotes too. What a quote is (speech, title ...) is told in quote_kinds.c. Quotation dashes
 * are not read. */
#include <string.h>

#include "doc/lexicon.h"
#include "marks/pairing.h"
#include "marks/stages.h"

/* The forgotten closing mark: a reporting clause ("he said.", "said Ann Lee.") ends the open quotation's paragraph. */
static bool ends_in_reporting_clause(const pairing *self, uint32_t opener)
{
  uint32_t end = self->block_end, cue = 0;
  for (uint32_t token = end; token-- > opener && end - token < 8;) {
    const dixit_token *t = token_at(self, token);
    if (t->kind == DIXIT_COMMA || (t->kind == DIXIT_STOP && token + 1 < end))
      return cue != 0;
    if (t->kind == DIXIT_WORD && word_is(t, WORD_SPEECH) && word_is(t, WORD_VERB_PAST | WORD_VERB_THIRD))
      cue = token;
    else if (t->kind == DIXIT_WORD && !(t->flags & DIXIT_TOKEN_CAPITAL) &&
             !word_is(t, WORD_PRONOUN | WORD_DETERMINER | WORD_ROLE))
      return false;
  }
  return false;
}

/* Does the block behind `block` start with an opening mark of this style? */
static bool next_block_reopens(const pairing *self, uint32_t block, uint8_t style)
{
  const dixit_doc *doc = self->doc;
  if (block + 1 >= doc->blocks.count)
    return false;
  const dixit_block *here = &doc->blocks.items[block], *next = &doc->blocks.items[block + 1];
  if (next->kind != here->kind || next->parent != here->parent || next->token_count == 0)
    return false;
  const dixit_token *first = &doc->tokens.items[next->first_token];
  const mark_form *form = first->kind == DIXIT_MARK ? mark_form_of(first->hash) : NULL;
  return form && form->style == style && form->points != 'c';
}

static dixit_quote *add_quote(pairing *self, uint32_t block, uint32_t first, uint32_t last)
{
  dixit_doc *doc = self->doc;
  dixit_quote *quote = ARRAY_ADD(&doc->memory, doc->quotes);
  if (!quote)
    return NULL;
  quote->block = block;
  quote->span = tokens_span(doc, first, last);
  quote->content = quote->span;
  quote->first_token = first;
  quote->token_count = last - first + 1;
  quote->parent = DIXIT_NONE;
  quote->previous = DIXIT_NONE;
  quote->attribution = DIXIT_NONE;
  return quote;
}

static void add_mark(pairing *self, const pending_mark *pending, uint8_t problem, uint32_t meant)
{
  dixit_mark *mark = ARRAY_ADD(&self->doc->memory, self->doc->marks);
  if (!mark)
    return;
  const dixit_token *token = token_at(self, pending->token);
  mark->span = token_span(token);
  mark->character = token->hash;
  mark->token = pending->token;
  mark->problem = problem;
  mark->meant = meant;
}

/* The code point that should stand where `mark` points the wrong way. */
static uint32_t turned(const pairing *self, const pending_mark *mark)
{
  static const uint32_t pairs[][2] = {{0x201C, 0x201D}, {0x2018, 0x2019}};
  uint32_t code = token_at(self, mark->token)->hash;
  for (size_t i = 0; i < 2; i++)
    for (size_t j = 0; j < 2; j++)
      if (pairs[i][j] == code)
        return pairs[i][1 - j];
  return 0;
}

/* Is this opener, which nothing closed, that of a running quotation? */
static bool runs_on(const pairing *self, uint32_t block, const pending_mark *mark)
{
  return mark->role == ROLE_OPEN && next_block_reopens(self, block, mark->style) &&
         !ends_in_reporting_clause(self, mark->token);
}

/* An opener without closer: a running quotation, which reaches the block's end, or an unclosed one. */
static void emit_unclosed(pairing *self, uint32_t block, const pending_mark *mark, uint32_t end)
{
  dixit_quote *quote = add_quote(self, block, mark->token, end - 1);
  if (!quote)
    return;
  quote->style = mark->style;
  quote->content.start = token_at(self, mark->token)->end;
  quote->flags |= runs_on(self, block, mark) ? DIXIT_QUOTE_CONTINUED : DIXIT_QUOTE_UNCLOSED;
}

static void emit_pair(pairing *self, uint32_t block, const pending_mark *open, const pending_mark *close)
{
  dixit_quote *quote = add_quote(self, block, open->token, close->token);
  if (!quote)
    return;
  quote->style = open->style;
  quote->content = span_of(token_at(self, open->token)->end, token_at(self, close->token)->start);
  if (close->mismatched)
    quote->flags |= DIXIT_QUOTE_MISMATCHED;
}

/* A paragraph that reopens the quotation the one before left open. */
static void link_previous(pairing *self, uint32_t first_quote, uint32_t first_token)
{
  dixit_doc *doc = self->doc;
  if (self->open_quote != DIXIT_NONE && first_quote < doc->quotes.count &&
      doc->quotes.items[first_quote].first_token == first_token)
    doc->quotes.items[first_quote].previous = self->open_quote;
  self->open_quote = DIXIT_NONE;
  for (uint32_t i = first_quote; i < doc->quotes.count; i++)
    if (doc->quotes.items[i].flags & DIXIT_QUOTE_CONTINUED)
      self->open_quote = i;
}

/* Where an opener that nothing closed ends: before the next double mark that opens, where a quote it stands in closes,
 * or at the block's end. Quotes that stand in it are passed over. */
static uint32_t unclosed_end(pairing *self, uint32_t index)
{
  for (uint32_t i = index + 1; i < self->marks.count; i++) {
    const pending_mark *next = mark_at(self, i);
    if (!is_single(next->style) && (next->role == ROLE_OPEN || next->role == ROLE_LET_GO || next->role == ROLE_CLOSE))
      return next->token;
    if (next->role == ROLE_CLOSE && next->partner < index)
      return next->token;
    if (next->role == ROLE_OPEN && next->partner != DIXIT_NONE)
      i = next->partner;
  }
  return self->block_end;
}

/* „so“: here the mark that opens elsewhere rightly closes. "so “: it is of another kind, and told as that. */
static bool closes_other_style(pairing *self, const pending_mark *mark)
{
  return mark->role == ROLE_CLOSE && mark->partner != DIXIT_NONE && mark_at(self, mark->partner)->style != mark->style;
}

static void emit_mark(pairing *self, uint32_t block, uint32_t index)
{
  const pending_mark *mark = mark_at(self, index);
  bool single = is_single(mark->style);
  if (mark->backward && mark->role != ROLE_NONE && !closes_other_style(self, mark))
    add_mark(self, mark, DIXIT_MARK_BACKWARD, turned(self, mark));
  if (mark->role == ROLE_OPEN && mark->partner != DIXIT_NONE)
    emit_pair(self, block, mark, mark_at(self, mark->partner));
  else if ((mark->role == ROLE_OPEN || mark->role == ROLE_LET_GO) && !single)
    emit_unclosed(self, block, mark, runs_on(self, block, mark) ? self->block_end : unclosed_end(self, index));
  else if (mark->role == ROLE_NONE && !single)
    add_mark(self, mark, DIXIT_MARK_UNOPENED, 0);
}

/* Nesting of the quotes from `first` on: they are sorted by start and properly nested. */
static void nest_quotes(dixit_doc *doc, uint32_t first, uint32_t outer)
{
  uint32_t parent = outer;
  for (uint32_t i = first; i < doc->quotes.count; i++) {
    dixit_quote *quote = &doc->quotes.items[i];
    while (parent != outer && doc->quotes.items[parent].span.end <= quote->span.start)
      parent = doc->quotes.items[parent].parent;
    quote->parent = parent;
    quote->depth = (uint8_t)(parent == DIXIT_NONE ? 0 : doc->quotes.items[parent].depth + 1);
    parent = i;
  }
}

/* Words, whole sentences, standing alone; and the flag on every token inside. */
static void measure_quote(dixit_doc *doc, dixit_quote *quote)
{
  uint32_t end = quote->first_token + quote->token_count;
  bool stopped = false, capital = false;
  for (uint32_t i = quote->first_token; i < end; i++) {
    dixit_token *token = &doc->tokens.items[i];
    token->flags |= DIXIT_TOKEN_QUOTED;
    if (token->kind == DIXIT_WORD || token->kind == DIXIT_NUMBER || token->kind == DIXIT_OPAQUE) {
      if (quote->word_count++ == 0)
        capital = token->flags & DIXIT_TOKEN_CAPITAL;
    }
    stopped |= token->kind == DIXIT_STOP;
  }
  const dixit_block *block = &doc->blocks.items[quote->block];
  if (capital && stopped && quote->word_count > 1)
    quote->flags |= DIXIT_QUOTE_WHOLE;
  if (quote->style != DIXIT_BLOCK_STYLE && quote->first_token == block->first_token &&
      end >= block->first_token + block->token_count)
    quote->flags |= DIXIT_QUOTE_ALONE;
}

static void pair_block(pairing *self, uint32_t block, uint32_t outer)
{
  dixit_doc *doc = self->doc;
  const dixit_block *b = &doc->blocks.items[block];
  uint32_t first = doc->quotes.count;
  self->block_end = b->first_token + b->token_count;
  marks_collect(self, b->first_token);
  marks_resolve(self);
  for (uint32_t i = 0; i < self->marks.count; i++)
    emit_mark(self, block, i);
  link_previous(self, first, b->first_token);
  nest_quotes(doc, first, outer);
  for (uint32_t i = first; i < doc->quotes.count; i++)
    measure_quote(doc, &doc->quotes.items[i]);
}

/* ---- block quotations ---- */

/* The last token of what stands in container `index`, exclusive. */
static uint32_t container_token_end(const dixit_doc *doc, uint32_t index)
{
  uint32_t end = doc->blocks.items[index].first_token;
  for (uint32_t i = index + 1; i < doc->blocks.count; i++) {
    const dixit_block *block = &doc->blocks.items[i];
    if (block->span.start >= doc->blocks.items[index].span.end)
      break;
    if (block->token_count)
      end = block->first_token + block->token_count;
  }
  return end;
}

/* Only outermost block quotations become quotes, so that each text is visited once. Returns the quote, or
 * DIXIT_NONE. */
static uint32_t add_block_quote(pairing *self, uint32_t index)
{
  dixit_doc *doc = self->doc;
  uint32_t first = doc->blocks.items[index].first_token, end = container_token_end(doc, index);
  if (end == first)
    return DIXIT_NONE;
  dixit_quote *quote = add_quote(self, index, first, end - 1);
  if (!quote)
    return DIXIT_NONE;
  quote->style = DIXIT_BLOCK_STYLE;
  quote->span = quote->content = doc->blocks.items[index].span;
  measure_quote(doc, quote);
  return doc->quotes.count - 1;
}

/* The tokenizer found marks that are apostrophes inside words, `early` of them; the others go between, by place. */
static void merge_marks(dixit_doc *doc, uint32_t early)
{
  dixit_mark *marks = doc->marks.items;
  dixit_mark *words = early ? arena_get(&doc->memory, early * sizeof *words) : NULL;
  if (!words)
    return;
  memcpy(words, marks, early * sizeof *words);
  for (uint32_t to = 0, word = 0, other = early; word < early; to++) {
    bool word_first = other == doc->marks.count || words[word].token < marks[other].token;
    marks[to] = word_first ? words[word++] : marks[other++];
  }
}

void quotes_find(dixit_doc *doc)
{
  pairing self = {.doc = doc, .open_quote = DIXIT_NONE};
  uint32_t outer = DIXIT_NONE, early = doc->marks.count;
  for (uint32_t i = 0; i < doc->blocks.count && !doc->memory.failed; i++) {
    const dixit_block *block = &doc->blocks.items[i];
    if (outer != DIXIT_NONE && block->span.start >= doc->quotes.items[outer].span.end)
      outer = DIXIT_NONE;
    if (block->kind == DIXIT_BLOCK_QUOTE && block->quoted == 0)
      outer = add_block_quote(&self, i);
    else if (block->token_count)
      pair_block(&self, i, outer);
  }
  merge_marks(doc, early);
}
