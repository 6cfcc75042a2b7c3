/* Which opener belongs to which closer: one pass from left to right with a stack of openers. */
#include "marks/pairing.h"

/* Look-aheads end after this many marks: all stays linear. */
enum { LOOK_AHEAD = 48 };

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
  return !mark_has_next_attached(self, mark->token) || !is_word_token(token_at(self, mark->token + 1));
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
  if (!closes) {
    bool elides = token_at(self, mark->token)->hash == 0x2019 && !has_later_closer(self, index, false);
    mark->backward = mark->backward && !elides; /* the ’Ndrangheta */
    return;
  }
  if (!follows_punctuation(self, mark->token) && follows_clipped_word(self, mark->token) &&
      has_later_closer(self, index, true))
    return;
  close_at(self, place, index);
}

static void resolve_single_opener(pairing *self, uint32_t index)
{
  pending_mark *mark = mark_at(self, index);
  bool curly = mark->style == DIXIT_CURLY_SINGLE || mark->style == DIXIT_LOW_SINGLE;
  bool elided = mark_is_elision(self, mark->token) && !has_later_closer(self, index, true);
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
  bool opens = mark->can_open && mark_has_next_attached(self, mark->token);
  if (opens && (!mark->can_close || mark_stands_open(self, mark->token)))
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

/* “a ‘b “c” d’ e”, “a “c” e”: a double mark opens another level when as many closing ones follow. */
static bool nests_again(pairing *self, uint32_t index)
{
  uint8_t style = mark_at(self, index)->style;
  if (style == DIXIT_STRAIGHT_DOUBLE)
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

/* “ ... if they vote”: blanks on both sides, and something follows. */
static bool stands_apart(const pairing *self, const pending_mark *mark)
{
  return mark->style == DIXIT_CURLY_DOUBLE && !mark_stands_closed(self, mark->token) &&
         mark->token + 1 < self->block_end;
}

/* She left."We stayed": a straight mark between a sign and a word, the blank before it forgotten. */
static bool is_glued(const pairing *self, const pending_mark *mark)
{
  return mark->style == DIXIT_STRAIGHT_DOUBLE && follows_punctuation(self, mark->token) &&
         mark_has_next_attached(self, mark->token) && is_word_token(token_at(self, mark->token + 1));
}

/* “We can mend it.’ Then: a single closing mark behind a stop, where the opener at `open` finds no closer of its own
 * before mark `end`, was meant for one. Its number, or `end`. */
static uint32_t mistyped_closer(const pairing *self, uint32_t open, uint32_t end)
{
  uint32_t limit = end < open + LOOK_AHEAD ? end : open + LOOK_AHEAD;
  for (uint32_t i = open + 1; i < limit; i++) {
    const pending_mark *mark = &self->marks.items[i];
    if (mark->style == DIXIT_CURLY_SINGLE && mark->role == ROLE_APOSTROPHE &&
        !mark_has_next_attached(self, mark->token) &&
        token_at(self, mark->token - 1)->kind == DIXIT_STOP)
      return i;
  }
  return end;
}

/* Close the opener at stack place `place` there. False: nothing was meant for its closer. */
static bool close_mistyped(pairing *self, uint32_t place, uint32_t end)
{
  uint32_t open = self->stack[place];
  uint32_t closer = mark_at(self, open)->style == DIXIT_CURLY_DOUBLE ? mistyped_closer(self, open, end) : end;
  if (closer < end)
    close_at(self, place, closer);
  return closer < end;
}

static void resolve_double(pairing *self, uint32_t index)
{
  pending_mark *mark = mark_at(self, index);
  bool both = mark->can_open && mark->can_close;
  bool low_closer = mark->can_open && !mark->can_close && mark->style == DIXIT_CURLY_DOUBLE &&
                    find_opener(self, DIXIT_CURLY_DOUBLE, styles_pair_loosely) != STACK_LIMIT &&
                    mark_stands_closed(self, mark->token) && !mark_stands_open(self, mark->token);
  if (both ? !mark_stands_open(self, mark->token) || !(token_at(self, mark->token)->flags & DIXIT_TOKEN_SPACED)
           : mark->can_close && !mark->backward) {
    if (resolve_closer(self, index))
      return;
    if (mark->style == DIXIT_STRAIGHT_DOUBLE && mark_is_behind_number(self, mark->token))
      mark->role = ROLE_APOSTROPHE; /* a board 12" wide */
    else if (both || is_glued(self, mark))
      push_opener(self, index);
    return;
  }
  if ((mark->backward && mark->can_open) || low_closer) {
    if (!resolve_closer(self, index) && stands_apart(self, mark)) {
      mark->backward = 0;
      push_opener(self, index);
    }
    return;
  }
  uint32_t open = find_opener(self, mark->style, styles_pair);
  if (open != STACK_LIMIT && !nests_again(self, index) && !close_mistyped(self, open, index))
    drop_to(self, open);
  push_opener(self, index);
}

void marks_resolve(pairing *self)
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
  if (self->depth > 0)
    close_mistyped(self, 0, self->marks.count);
}
