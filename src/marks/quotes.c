/* Marks to quotes: which quotation marks belong together.
 *
 * The same problem as CommonMark's emphasis, so the same three phases, paragraph by paragraph:
 *   1. collect   every mark token, with what it can be: an opener, a closer, both, or an apostrophe
 *   2. resolve   one pass from left to right with a stack of openers; a closer takes the nearest opener of its kind,
 *                and whatever stands unclosed above that is let go, so that a stray mark spoils nothing after it
 *   3. emit      pairs become quotes, sorted and nested; marks without partner become records of their own
 * A quotation left open at a paragraph's end goes on when the next paragraph reopens it (a running quotation), unless a
 * reporting clause stands in its last sentence: then the closing mark was forgotten before a new speaker.
 *
 * Block quotations become quotes too. What a quote is (speech, title ...) is told in quote_kinds.c. Quotation dashes
 * are not read. */
#include <string.h>

#include "doc/lexicon.h"
#include "doc/tokens.h"
#include "marks/stages.h"

/* Look-aheads end after this many marks, the stack holds this many openers: all stays linear. */
enum { LOOK_AHEAD = 48, STACK_LIMIT = 24 };

typedef enum mark_role { ROLE_NONE, ROLE_OPEN, ROLE_CLOSE, ROLE_APOSTROPHE, ROLE_LET_GO } mark_role;

/* A mark on its way. partner: index of the other mark of the pair, or DIXIT_NONE. */
typedef struct pending_mark {
  uint32_t token;
  uint32_t partner;
  uint8_t style;
  uint8_t can_open;
  uint8_t can_close;
  uint8_t role;
  uint8_t backward;   /* points the other way than it is used */
  uint8_t mismatched; /* paired with a mark of another style */
} pending_mark;

/* marks: of the current block. stack: indexes of openers. open_quote: the running quotation the block before left. */
typedef struct pairing {
  dixit_doc *doc;
  ARRAY(pending_mark) marks;
  uint32_t stack[STACK_LIMIT];
  uint32_t depth;
  uint32_t block_end;
  uint32_t open_quote;
  uint32_t reversed_guillemets; /* »so« rather than «so» */
} pairing;

/* ---- 1. collect ---- */

/* What a mark is when it stands where it should: its style, and which way it points ('o', 'c' or 'b' for both). */
typedef struct mark_form {
  uint32_t code;
  uint8_t style;
  char points;
} mark_form;

static const mark_form mark_forms[] = {
  {0x201C, DIXIT_CURLY_DOUBLE, 'o'},   {0x201D, DIXIT_CURLY_DOUBLE, 'c'},      {0x2018, DIXIT_CURLY_SINGLE, 'o'},
  {0x2019, DIXIT_CURLY_SINGLE, 'c'},   {'"', DIXIT_STRAIGHT_DOUBLE, 'b'},      {'\'', DIXIT_STRAIGHT_SINGLE, 'b'},
  {0xAB, DIXIT_GUILLEMETS, 'o'},       {0xBB, DIXIT_GUILLEMETS, 'c'},          {0x2039, DIXIT_GUILLEMETS_SINGLE, 'o'},
  {0x203A, DIXIT_GUILLEMETS_SINGLE, 'c'}, {0x201E, DIXIT_LOW_DOUBLE, 'o'},     {0x201F, DIXIT_CURLY_DOUBLE, 'o'},
  {0x201A, DIXIT_LOW_SINGLE, 'o'},     {0x201B, DIXIT_CURLY_SINGLE, 'o'},      {0x300C, DIXIT_CORNER, 'o'},
  {0x300D, DIXIT_CORNER, 'c'},         {0x300E, DIXIT_CORNER_WHITE, 'o'},      {0x300F, DIXIT_CORNER_WHITE, 'c'},
  {TOKEN_TEX_OPEN, DIXIT_TEX_DOUBLE, 'o'}, {TOKEN_TEX_CLOSE, DIXIT_TEX_DOUBLE, 'b'}, {'`', DIXIT_TEX_SINGLE, 'o'},
};

static const mark_form *form_of(uint32_t code)
{
  for (size_t i = 0; i < sizeof mark_forms / sizeof *mark_forms; i++)
    if (mark_forms[i].code == code)
      return &mark_forms[i];
  return NULL;
}

static bool is_single(uint8_t style)
{
  return style == DIXIT_CURLY_SINGLE || style == DIXIT_STRAIGHT_SINGLE || style == DIXIT_TEX_SINGLE ||
         style == DIXIT_LOW_SINGLE;
}

static bool is_double(uint8_t style)
{
  return style == DIXIT_CURLY_DOUBLE || style == DIXIT_STRAIGHT_DOUBLE || style == DIXIT_LOW_DOUBLE ||
         style == DIXIT_TEX_DOUBLE;
}

static const dixit_token *token_at(const pairing *self, uint32_t token)
{
  return &self->doc->tokens.items[token];
}

/* Does the next token stand right behind `token`, without a blank? */
static bool has_next_attached(const pairing *self, uint32_t token)
{
  return token + 1 < self->block_end && !(token_at(self, token + 1)->flags & DIXIT_TOKEN_SPACED);
}

static bool is_word_token(const dixit_token *token)
{
  return token->kind == DIXIT_WORD || token->kind == DIXIT_NUMBER || token->kind == DIXIT_OPAQUE;
}

/* May something open behind this token, though no blank stands between? */
static bool opens_after(const dixit_token *token)
{
  return token->kind == DIXIT_OPEN || token->kind == DIXIT_DASH || token->kind == DIXIT_MARK ||
         token->kind == DIXIT_SYMBOL;
}

static bool stands_open(const pairing *self, uint32_t token)
{
  const dixit_token *mark = token_at(self, token);
  if (!has_next_attached(self, token))
    return false;
  return mark->flags & DIXIT_TOKEN_SPACED || token == 0 || opens_after(token_at(self, token - 1));
}

static bool stands_closed(const pairing *self, uint32_t token)
{
  return !(token_at(self, token)->flags & DIXIT_TOKEN_SPACED);
}

/* A mark between word and word, or before an elision ('tis, ’90s): no quotation mark at all. */
static bool is_elision(const pairing *self, uint32_t token)
{
  if (!has_next_attached(self, token))
    return false;
  const dixit_token *next = token_at(self, token + 1);
  if (next->kind == DIXIT_NUMBER)
    return next->end - next->start <= 4 && (next->end - next->start == 2 || self->doc->text[next->end - 1] == 's');
  bool attached = stands_closed(self, token) && token > 0 && is_word_token(token_at(self, token - 1));
  return next->kind == DIXIT_WORD && (attached || word_is(next, WORD_ELISION));
}

static bool is_behind_number(const pairing *self, uint32_t token)
{
  return token > 0 && stands_closed(self, token) && token_at(self, token - 1)->kind == DIXIT_NUMBER;
}

/* ' and " right behind a number and not before a word: feet, inches, minutes, seconds. */
static bool is_measure(const pairing *self, uint32_t token)
{
  if (!is_behind_number(self, token))
    return false;
  if (is_single(form_of(token_at(self, token)->hash)->style))
    return !has_next_attached(self, token) || token_at(self, token + 1)->kind == DIXIT_NUMBER;
  dixit_text number = doc_slice(self->doc, token_span(token_at(self, token - 1)));
  if (memchr(number.bytes, '\'', number.length)) /* 5'4" without a blank is one number */
    return true;
  return token >= 2 && token_at(self, token - 2)->kind == DIXIT_MARK && token_at(self, token - 2)->hash == '\'';
}

static bool is_french(uint8_t style)
{
  return style == DIXIT_GUILLEMETS || style == DIXIT_GUILLEMETS_SINGLE;
}

/* What the mark can be, from its form and its neighbours. */
static void judge_mark(const pairing *self, pending_mark *mark, const mark_form *form)
{
  bool open = stands_open(self, mark->token), closed = stands_closed(self, mark->token);
  if (is_single(form->style) && is_elision(self, mark->token) && form->code != 0x2018) {
    mark->role = ROLE_APOSTROPHE;
    return;
  }
  if (form->points == 'b' && is_measure(self, mark->token)) {
    mark->role = ROLE_APOSTROPHE;
    return;
  }
  if (form->points == 'b') {
    mark->can_open = open || !closed;
    mark->can_close = closed || !has_next_attached(self, mark->token);
    return;
  }
  if (is_french(form->style)) {
    bool opens = (form->points == 'o') != (self->reversed_guillemets != 0);
    mark->can_open = opens;
    mark->can_close = !opens;
    return;
  }
  mark->can_open = form->points == 'o';
  mark->can_close = form->points == 'c';
  mark->backward = form->points == 'o' ? !has_next_attached(self, mark->token) : open && !closed;
  if (form->code == 0x2018 && mark->backward && closed)
    mark->can_close = 1; /* ‚so‘ */
  if (form->code == 0x2018 && mark->backward == 0 && is_elision(self, mark->token) && closed)
    mark->backward = 1;
}

static void collect_marks(pairing *self, uint32_t first)
{
  self->marks.count = 0;
  self->depth = 0;
  for (uint32_t token = first; token < self->block_end; token++) {
    const dixit_token *t = token_at(self, token);
    const mark_form *form = t->kind == DIXIT_MARK ? form_of(t->hash) : NULL;
    if (!form)
      continue;
    pending_mark *mark = ARRAY_ADD(&self->doc->memory, self->marks);
    if (!mark)
      return;
    mark->token = token;
    mark->partner = DIXIT_NONE;
    mark->style = form->style;
    judge_mark(self, mark, form);
  }
}

/* ---- 2. resolve ---- */

static pending_mark *mark_at(pairing *self, uint32_t index)
{
  return &self->marks.items[index];
}

static bool styles_pair(uint8_t opener, uint8_t closer)
{
  if (opener == closer)
    return true;
  return (opener == DIXIT_TEX_SINGLE && closer == DIXIT_STRAIGHT_SINGLE) ||
         (opener == DIXIT_LOW_SINGLE && closer == DIXIT_CURLY_SINGLE) ||
         (opener == DIXIT_LOW_DOUBLE && closer == DIXIT_CURLY_DOUBLE) ||
         (opener == DIXIT_TEX_DOUBLE && closer == DIXIT_STRAIGHT_DOUBLE);
}

/* Pairs nobody meant, but anybody reads: “so", "so”, „so". */
static bool styles_pair_loosely(uint8_t opener, uint8_t closer)
{
  return (is_double(opener) && is_double(closer)) || (is_single(opener) && is_single(closer));
}

/* The nearest opener on the stack that `style` closes; STACK_LIMIT when there is none. */
static uint32_t find_opener(pairing *self, uint8_t style, bool (*fits)(uint8_t, uint8_t))
{
  for (uint32_t i = self->depth; i-- > 0;)
    if (fits(mark_at(self, self->stack[i])->style, style))
      return i;
  return STACK_LIMIT;
}

/* Everything above stack place `place` is let go: an opener that nothing closed. */
static void drop_to(pairing *self, uint32_t place)
{
  while (self->depth > place)
    mark_at(self, self->stack[--self->depth])->role = ROLE_LET_GO;
}

static void close_at(pairing *self, uint32_t place, uint32_t closer)
{
  uint32_t opener = self->stack[place];
  drop_to(self, place + 1);
  self->depth = place;
  pending_mark *open = mark_at(self, opener), *close = mark_at(self, closer);
  open->role = ROLE_OPEN;
  open->partner = closer;
  close->role = ROLE_CLOSE;
  close->partner = opener;
  close->mismatched = !styles_pair(open->style, close->style) ||
                      (close->style == DIXIT_CURLY_DOUBLE && close->can_open && open->style != DIXIT_LOW_DOUBLE);
}

static void push_opener(pairing *self, uint32_t index)
{
  if (self->depth == STACK_LIMIT) {
    mark_at(self, index)->role = ROLE_LET_GO;
    return;
  }
  mark_at(self, index)->role = ROLE_OPEN;
  self->stack[self->depth++] = index;
}

static bool follows_punctuation(const pairing *self, uint32_t token)
{
  if (token == 0)
    return false;
  uint8_t kind = token_at(self, token - 1)->kind;
  return kind == DIXIT_STOP || kind == DIXIT_COMMA || kind == DIXIT_DASH || kind == DIXIT_MARK ||
         token_at(self, token - 1)->flags & DIXIT_TOKEN_ABBREVIATED;
}

/* Could a single mark close a quotation here? Not inside a word, not before one. */
static bool is_single_closer(const pairing *self, const pending_mark *mark)
{
  if (!mark->can_close || mark->role == ROLE_APOSTROPHE)
    return false;
  return !has_next_attached(self, mark->token) || !is_word_token(token_at(self, mark->token + 1));
}

/* Is a single mark that could close something later on, before the next opener? `sure`: only behind punctuation. */
static bool has_later_closer(pairing *self, uint32_t index, bool sure)
{
  uint32_t end = self->marks.count < index + LOOK_AHEAD ? self->marks.count : index + LOOK_AHEAD;
  for (uint32_t i = index + 1; i < end; i++) {
    const pending_mark *mark = mark_at(self, i);
    if (!is_single(mark->style))
      continue;
    if (is_single_closer(self, mark) && (!sure || follows_punctuation(self, mark->token)))
      return true;
    if (sure && mark->can_open && !mark->can_close)
      return false;
  }
  return false;
}

/* The word before ends like a plural possessive or a clipped participle: boys’, runnin’. */
static bool follows_clipped_word(const pairing *self, uint32_t token)
{
  const dixit_token *word = token_at(self, token - 1);
  if (word->kind != DIXIT_WORD || word->end - word->start < 3)
    return false;
  char last = self->doc->text[word->end - 1], before = self->doc->text[word->end - 2];
  return last == 's' || last == 'z' || last == 'x' || (last == 'n' && before == 'i');
}

/* A single mark where one may close: closing mark or apostrophe? */
static void resolve_single_closer(pairing *self, uint32_t index)
{
  pending_mark *mark = mark_at(self, index);
  uint32_t place = find_opener(self, mark->style, styles_pair);
  bool closes = place != STACK_LIMIT && is_single_closer(self, mark);
  mark->role = ROLE_APOSTROPHE;
  if (!closes)
    return;
  if (!follows_punctuation(self, mark->token) && follows_clipped_word(self, mark->token) &&
      has_later_closer(self, index, true))
    return;
  close_at(self, place, index);
}

static void resolve_single_opener(pairing *self, uint32_t index)
{
  pending_mark *mark = mark_at(self, index);
  bool curly = mark->style == DIXIT_CURLY_SINGLE || mark->style == DIXIT_LOW_SINGLE;
  bool elided = is_elision(self, mark->token) && !has_later_closer(self, index, true);
  if (!elided && has_later_closer(self, index, false)) {
    push_opener(self, index);
    return;
  }
  mark->role = elided || !curly ? ROLE_APOSTROPHE : ROLE_LET_GO;
  mark->backward = elided && curly;
}

static void resolve_single(pairing *self, uint32_t index)
{
  pending_mark *mark = mark_at(self, index);
  bool opens = mark->can_open && has_next_attached(self, mark->token);
  if (opens && (!mark->can_close || stands_open(self, mark->token)))
    resolve_single_opener(self, index);
  else if (mark->can_close)
    resolve_single_closer(self, index);
  else
    mark->role = ROLE_LET_GO;
}

/* A closing double mark, or one that may be either and stands behind something. */
static bool resolve_closer(pairing *self, uint32_t index)
{
  uint8_t style = mark_at(self, index)->style;
  uint32_t place = find_opener(self, style, styles_pair);
  if (place == STACK_LIMIT)
    place = find_opener(self, style, styles_pair_loosely);
  if (place == STACK_LIMIT)
    return false;
  close_at(self, place, index);
  return true;
}

/* “a ‘b “c” d’ e”: inside single marks a double mark opens a third level when as many closing ones follow. */
static bool nests_again(pairing *self, uint32_t index)
{
  uint8_t style = mark_at(self, index)->style;
  if (style == DIXIT_STRAIGHT_DOUBLE || !is_single(mark_at(self, self->stack[self->depth - 1])->style))
    return false;
  uint32_t end = self->marks.count < index + LOOK_AHEAD ? self->marks.count : index + LOOK_AHEAD, closers = 0;
  for (uint32_t i = index + 1; i < end && closers < 2; i++) {
    const pending_mark *mark = mark_at(self, i);
    if (mark->style == style && mark->can_open)
      return false;
    closers += mark->style == style && mark->can_close;
  }
  return closers == 2;
}

static void resolve_double(pairing *self, uint32_t index)
{
  pending_mark *mark = mark_at(self, index);
  bool both = mark->can_open && mark->can_close;
  bool low_closer = mark->can_open && !mark->can_close && mark->style == DIXIT_CURLY_DOUBLE &&
                    find_opener(self, DIXIT_CURLY_DOUBLE, styles_pair) != STACK_LIMIT &&
                    stands_closed(self, mark->token) && !stands_open(self, mark->token);
  if (both ? !stands_open(self, mark->token) || !(token_at(self, mark->token)->flags & DIXIT_TOKEN_SPACED)
           : mark->can_close && !mark->backward) {
    if (resolve_closer(self, index))
      return;
    if (mark->style == DIXIT_STRAIGHT_DOUBLE && is_behind_number(self, mark->token))
      mark->role = ROLE_APOSTROPHE; /* a board 12" wide */
    else if (both)
      push_opener(self, index);
    return;
  }
  if ((mark->backward && mark->can_open) || low_closer) {
    if (!resolve_closer(self, index))
      mark->role = ROLE_NONE;
    return;
  }
  uint32_t open = find_opener(self, mark->style, styles_pair);
  if (open != STACK_LIMIT && !nests_again(self, index))
    drop_to(self, open);
  push_opener(self, index);
}

static void resolve_marks(pairing *self)
{
  for (uint32_t i = 0; i < self->marks.count; i++) {
    pending_mark *mark = mark_at(self, i);
    if (mark->role != ROLE_NONE)
      continue;
    if (is_single(mark->style))
      resolve_single(self, i);
    else
      resolve_double(self, i);
  }
}

/* ---- 3. emit ---- */

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
  const mark_form *form = first->kind == DIXIT_MARK ? form_of(first->hash) : NULL;
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

/* Where an opener that nothing closed ends: before the next double mark that opens, where a quote it stands in closes, or at
 * the block's end. Quotes that stand in it are passed over. */
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

/* „so“: here the mark that opens elsewhere rightly closes. */
static bool closes_low_mark(pairing *self, const pending_mark *mark)
{
  if (mark->role != ROLE_CLOSE || mark->partner == DIXIT_NONE)
    return false;
  uint8_t opener = mark_at(self, mark->partner)->style;
  return opener == DIXIT_LOW_DOUBLE || opener == DIXIT_LOW_SINGLE;
}

static void emit_mark(pairing *self, uint32_t block, uint32_t index)
{
  const pending_mark *mark = mark_at(self, index);
  bool single = is_single(mark->style);
  if (mark->backward && mark->role != ROLE_NONE && !closes_low_mark(self, mark))
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
  collect_marks(self, b->first_token);
  resolve_marks(self);
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

/* Only outermost block quotations become quotes, so that each text is visited once. Returns the quote, or DIXIT_NONE. */
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

/* Whether most guillemets point inward (»so«): counted once for the document. */
static uint32_t guillemets_reversed(const dixit_doc *doc)
{
  int32_t votes = 0;
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    const dixit_token *token = &doc->tokens.items[i];
    if (token->kind != DIXIT_MARK || (token->hash != 0xAB && token->hash != 0xBB))
      continue;
    bool next_attached = i + 1 < doc->tokens.count && !(doc->tokens.items[i + 1].flags & DIXIT_TOKEN_SPACED);
    bool opens = token->flags & DIXIT_TOKEN_SPACED && next_attached;
    votes += opens ? (token->hash == 0xBB ? 1 : -1) : 0;
  }
  return votes > 0;
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
  pairing self = {.doc = doc, .open_quote = DIXIT_NONE, .reversed_guillemets = guillemets_reversed(doc)};
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
