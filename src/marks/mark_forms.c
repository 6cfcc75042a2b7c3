/* What each quotation mark can be, from its form and its neighbours: opener, closer, both, or an apostrophe, a
 * prime. */
#include "marks/pairing.h"

#include "doc/lexicon.h"
#include "doc/tokens.h"

static const mark_form mark_forms[] = {
  {0x201C, DIXIT_CURLY_DOUBLE, 'o'},   {0x201D, DIXIT_CURLY_DOUBLE, 'c'},      {0x2018, DIXIT_CURLY_SINGLE, 'o'},
  {0x2019, DIXIT_CURLY_SINGLE, 'c'},   {'"', DIXIT_STRAIGHT_DOUBLE, 'b'},      {'\'', DIXIT_STRAIGHT_SINGLE, 'b'},
  {0xAB, DIXIT_GUILLEMETS, 'o'},       {0xBB, DIXIT_GUILLEMETS, 'c'},          {0x2039, DIXIT_GUILLEMETS_SINGLE, 'o'},
  {0x203A, DIXIT_GUILLEMETS_SINGLE, 'c'}, {0x201E, DIXIT_LOW_DOUBLE, 'o'},     {0x201F, DIXIT_CURLY_DOUBLE, 'o'},
  {0x201A, DIXIT_LOW_SINGLE, 'o'},     {0x201B, DIXIT_CURLY_SINGLE, 'o'},      {0x300C, DIXIT_CORNER, 'o'},
  {0x300D, DIXIT_CORNER, 'c'},         {0x300E, DIXIT_CORNER_WHITE, 'o'},      {0x300F, DIXIT_CORNER_WHITE, 'c'},
  {TOKEN_TEX_OPEN, DIXIT_TEX_DOUBLE, 'o'}, {TOKEN_TEX_CLOSE, DIXIT_TEX_DOUBLE, 'b'}, {'`', DIXIT_TEX_SINGLE, 'o'},
};

const mark_form *mark_form_of(uint32_t code)
{
  for (size_t i = 0; i < sizeof mark_forms / sizeof *mark_forms; i++)
    if (mark_forms[i].code == code)
      return &mark_forms[i];
  return NULL;
}

bool mark_has_next_attached(const pairing *self, uint32_t token)
{
  return token + 1 < self->block_end && !(token_at(self, token + 1)->flags & DIXIT_TOKEN_SPACED);
}

/* May something open behind this token, though no blank stands between? */
static bool opens_after(const dixit_token *token)
{
  return token->kind == DIXIT_OPEN || token->kind == DIXIT_DASH || token->kind == DIXIT_MARK ||
         token->kind == DIXIT_SYMBOL || token->kind == DIXIT_COLON;
}

bool mark_stands_open(const pairing *self, uint32_t token)
{
  const dixit_token *mark = token_at(self, token);
  if (!mark_has_next_attached(self, token))
    return false;
  return mark->flags & DIXIT_TOKEN_SPACED || token == 0 || opens_after(token_at(self, token - 1));
}

bool mark_stands_closed(const pairing *self, uint32_t token)
{
  return !(token_at(self, token)->flags & DIXIT_TOKEN_SPACED);
}

bool mark_is_elision(const pairing *self, uint32_t token)
{
  if (!mark_has_next_attached(self, token))
    return false;
  const dixit_token *next = token_at(self, token + 1);
  if (next->kind == DIXIT_NUMBER)
    return next->end - next->start <= 4 && (next->end - next->start == 2 || self->doc->text[next->end - 1] == 's');
  bool attached = mark_stands_closed(self, token) && token > 0 && is_word_token(token_at(self, token - 1));
  return next->kind == DIXIT_WORD && (attached || word_is(next, WORD_ELISION));
}

bool mark_is_behind_number(const pairing *self, uint32_t token)
{
  return token > 0 && mark_stands_closed(self, token) && token_at(self, token - 1)->kind == DIXIT_NUMBER;
}

/* The ” of 6’2”, inches: the tokenizer takes all before it for one number. */
static bool is_inch(const pairing *self, uint32_t token)
{
  if (!mark_is_behind_number(self, token))
    return false;
  dixit_text number = doc_slice(self->doc, token_span(token_at(self, token - 1)));
  return number.length > 3 && memchr(number.bytes, '\x99', number.length); /* the last byte of ’ */
}

/* ' and " right behind a number and not before a word: feet, inches, minutes, seconds. */
static bool is_measure(const pairing *self, uint32_t token)
{
  if (!mark_stands_closed(self, token) && !mark_has_next_attached(self, token) && token > 0 &&
      token_at(self, token - 1)->kind == DIXIT_NUMBER)
    return true; /* 12 " long */
  if (!mark_is_behind_number(self, token))
    return false;
  if (is_single(mark_form_of(token_at(self, token)->hash)->style))
    return !mark_has_next_attached(self, token) || token_at(self, token + 1)->kind == DIXIT_NUMBER;
  dixit_text number = doc_slice(self->doc, token_span(token_at(self, token - 1)));
  if (memchr(number.bytes, '\'', number.length)) /* 5'4" without a blank is one number */
    return true;
  return token >= 2 && token_at(self, token - 2)->kind == DIXIT_MARK && token_at(self, token - 2)->hash == '\'';
}

static bool is_french(uint8_t style)
{
  return style == DIXIT_GUILLEMETS || style == DIXIT_GUILLEMETS_SINGLE;
}

/* Do most guillemets point outward («so») or inward (»so«)? */
static guillemets count_guillemets(const dixit_doc *doc)
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
  return votes > 0 ? GUILLEMETS_INWARD : GUILLEMETS_OUTWARD;
}

/* ('') or ("): between brackets a mark is named, or nothing is quoted. */
static bool is_named(const pairing *self, uint32_t token)
{
  return token > 0 && mark_stands_closed(self, token) && token_at(self, token - 1)->kind == DIXIT_OPEN &&
         mark_has_next_attached(self, token) && token_at(self, token + 1)->kind == DIXIT_CLOSE;
}

/* What the mark can be, from its form and its neighbours. */
static void judge_mark(pairing *self, pending_mark *mark, const mark_form *form)
{
  bool open = mark_stands_open(self, mark->token), closed = mark_stands_closed(self, mark->token);
  if (is_single(form->style) && mark_is_elision(self, mark->token) && form->code != 0x2018) {
    mark->role = ROLE_APOSTROPHE;
    return;
  }
  if (is_named(self, mark->token) || (form->points == 'b' && is_measure(self, mark->token))) {
    mark->role = ROLE_APOSTROPHE;
    return;
  }
  if (form->code == 0x201D && is_inch(self, mark->token)) {
    mark->role = ROLE_APOSTROPHE;
    return;
  }
  if (form->points == 'b') {
    mark->can_open = open || !closed;
    mark->can_close = closed || !mark_has_next_attached(self, mark->token);
    return;
  }
  if (is_french(form->style)) {
    if (self->guillemets == GUILLEMETS_UNKNOWN)
      self->guillemets = count_guillemets(self->doc);
    bool opens = (form->points == 'o') != (self->guillemets == GUILLEMETS_INWARD);
    mark->can_open = opens;
    mark->can_close = !opens;
    return;
  }
  mark->can_open = form->points == 'o';
  mark->can_close = form->points == 'c';
  mark->backward = form->points == 'o' ? !mark_has_next_attached(self, mark->token) : open && !closed;
  if (form->code == 0x2018 && mark->backward && closed)
    mark->can_close = 1; /* ‚so‘ */
  if (form->code == 0x2018 && mark->backward == 0 && mark_is_elision(self, mark->token) && closed)
    mark->backward = 1;
}

static bool is_backquote(const pairing *self, uint32_t token)
{
  uint32_t code = token_at(self, token)->hash;
  return code == '`' || code == TOKEN_TEX_OPEN;
}

static void set_aside(pending_mark *mark)
{
  mark->role = ROLE_APOSTROPHE;
  mark->backward = 0;
}

/* `code` and ``code`` in plain text, and rows of backquotes: one that stands as closers do closes the one before it,
 * as none does that quotes. */
static void set_code_aside(pairing *self)
{
  pending_mark *open = NULL;
  for (uint32_t i = 0; i < self->marks.count; i++) {
    pending_mark *mark = mark_at(self, i);
    if (!is_backquote(self, mark->token))
      continue;
    bool closed = mark_stands_closed(self, mark->token) && !mark_stands_open(self, mark->token);
    bool adjacent = i > 0 && mark[-1].token + 1 == mark->token && is_backquote(self, mark[-1].token) &&
                    mark_stands_closed(self, mark->token);
    bool row = adjacent && mark[-1].role == ROLE_APOSTROPHE, closes = open && (closed || adjacent);
    if (row || closes)
      set_aside(mark);
    if (closes)
      set_aside(open);
    open = row || closes ? NULL : mark;
  }
}

void marks_collect(pairing *self, uint32_t first)
{
  uint32_t backquotes = 0;
  self->marks.count = 0;
  self->depth = 0;
  for (uint32_t token = first; token < self->block_end; token++) {
    const dixit_token *t = token_at(self, token);
    const mark_form *form = t->kind == DIXIT_MARK ? mark_form_of(t->hash) : NULL;
    if (!form)
      continue;
    pending_mark *mark = ARRAY_ADD(&self->doc->memory, self->marks);
    if (!mark)
      return;
    mark->token = token;
    mark->partner = DIXIT_NONE;
    mark->style = form->style;
    judge_mark(self, mark, form);
    backquotes += is_backquote(self, token);
  }
  if (backquotes > 1)
    set_code_aside(self);
}
