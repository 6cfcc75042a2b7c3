/* CommonMark 0.31 section 6.2 by the algorithm of its appendix ("process emphasis"), with GFM's strikethrough (6.5).
 *
 * A single "~" around a word without blanks, within or at the end of another word, is Pandoc's subscript ("H~2~O"),
 * which markdown_inlines.c has taken out before. Linear by `bottoms`: a closer that found no opener tells the next
 * closer of its sort how far down it need not look. */
#include "doc/markdown_emphasis.h"

#include "base/utf8.h"
#include "doc/markdown_scan.h"

enum { SORTS = 14 };

typedef enum side { SIDE_BLANK, SIDE_PUNCTUATION, SIDE_WORD } side;

static side side_of(uint32_t code)
{
  if (code < 0x80) {
    if (code <= ' ')
      return SIDE_BLANK;
    return scan_is_punctuation((char)code) ? SIDE_PUNCTUATION : SIDE_WORD;
  }
  utf8_class class = utf8_classify(code);
  return class == UTF8_BLANK ? SIDE_BLANK : class == UTF8_OTHER ? SIDE_PUNCTUATION : SIDE_WORD;
}

static side side_before(dixit_text text, size_t at)
{
  if (at == 0)
    return SIDE_BLANK;
  size_t start = utf8_start(text.bytes, text.length, at - 1);
  return side_of(utf8_decode(text.bytes, text.length, start).code);
}

static side side_after(dixit_text text, size_t at)
{
  return at < text.length ? side_of(utf8_decode(text.bytes, text.length, at).code) : SIDE_BLANK;
}

static void classify(md_delimiter *self, dixit_text text, size_t start, size_t end)
{
  side before = side_before(text, start), after = side_after(text, end);
  bool left = after != SIDE_BLANK && (after != SIDE_PUNCTUATION || before != SIDE_WORD);
  bool right = before != SIDE_BLANK && (before != SIDE_PUNCTUATION || after != SIDE_WORD);
  if (self->mark == '_') {
    self->can_open = left && (!right || before == SIDE_PUNCTUATION);
    self->can_close = right && (!left || after == SIDE_PUNCTUATION);
  } else {
    self->can_open = left;
    self->can_close = right;
  }
  if (self->mark == '~' && self->length > 2)
    self->can_open = self->can_close = false;
}

size_t emphasis_read(md_inline *self, size_t at)
{
  dixit_text text = self->view.text;
  char mark = text.bytes[at];
  size_t end = at;
  while (end < text.length && text.bytes[end] == mark)
    end++;
  md_delimiter *run = ARRAY_ADD(self->scratch, self->delimiters);
  if (!run)
    return end;
  uint32_t index = self->delimiters.count - 1;
  run->mark = mark;
  run->count = run->length = (uint32_t)(end - at);
  run->previous = run->next = DIXIT_NONE;
  classify(run, text, at, end);
  md_item *item = run->can_open || run->can_close ? item_add(self, ITEM_DELIMITER, at, end) : NULL;
  if (!item) {
    self->delimiters.count--;
    return end;
  }
  item->value = index;
  run->item = self->items.count - 1;
  run->previous = self->last_delimiter;
  if (run->previous != DIXIT_NONE)
    self->delimiters.items[run->previous].next = index;
  self->last_delimiter = index;
  return end;
}

static void take_off(md_inline *self, uint32_t index)
{
  md_delimiter *all = self->delimiters.items;
  uint32_t previous = all[index].previous, next = all[index].next;
  if (previous != DIXIT_NONE)
    all[previous].next = next;
  if (next != DIXIT_NONE)
    all[next].previous = previous;
  else
    self->last_delimiter = previous;
}

/* Which of the `bottoms` serves this closer. */
static uint32_t sort_of(const md_delimiter *closer)
{
  if (closer->mark == '~')
    return 12 + (closer->length == 2);
  return (closer->mark == '_' ? 6 : 0) + (closer->can_open ? 3 : 0) + closer->length % 3;
}

static bool fits(const md_delimiter *opener, const md_delimiter *closer)
{
  if (opener->mark != closer->mark || !opener->can_open)
    return false;
  if (closer->mark == '~')
    return opener->length == closer->length;
  bool both = opener->can_close || closer->can_open;
  return !both || closer->length % 3 == 0 || (opener->length + closer->length) % 3 != 0;
}

static uint32_t find_opener(const md_inline *self, uint32_t closer, uint32_t bottom)
{
  const md_delimiter *all = self->delimiters.items;
  uint32_t at = all[closer].previous;
  while (at != DIXIT_NONE && (bottom == DIXIT_NONE || at > bottom)) {
    if (fits(&all[at], &all[closer]))
      return at;
    at = all[at].previous;
  }
  return DIXIT_NONE;
}

/* Joins the two; the closer to go on with. */
static uint32_t pair(md_inline *self, uint32_t opener, uint32_t closer)
{
  md_delimiter *open = &self->delimiters.items[opener], *close = &self->delimiters.items[closer];
  bool strike = close->mark == '~';
  uint32_t used = strike ? close->count : open->count >= 2 && close->count >= 2 ? 2 : 1;
  while (close->previous != opener)
    take_off(self, close->previous);
  open->open_strong += used == 2 && !strike;
  open->open_weak += used == 1 || strike;
  close->close_strong += used == 2 && !strike;
  close->close_weak += used == 1 || strike;
  open->count -= used;
  close->count -= used;
  if (open->count == 0)
    take_off(self, opener);
  if (close->count > 0)
    return closer;
  uint32_t next = close->next;
  take_off(self, closer);
  return next;
}

/* The lowest delimiter above `bottom`. */
static uint32_t first_above(const md_inline *self, uint32_t bottom)
{
  uint32_t at = self->last_delimiter;
  if (bottom != DIXIT_NONE)
    return at == bottom ? DIXIT_NONE : self->delimiters.items[bottom].next;
  while (at != DIXIT_NONE && self->delimiters.items[at].previous != DIXIT_NONE)
    at = self->delimiters.items[at].previous;
  return at;
}

void emphasis_resolve(md_inline *self, uint32_t bottom)
{
  uint32_t bottoms[SORTS];
  for (uint32_t i = 0; i < SORTS; i++)
    bottoms[i] = bottom;
  for (uint32_t closer = first_above(self, bottom); closer != DIXIT_NONE;) {
    md_delimiter *close = &self->delimiters.items[closer];
    uint32_t sort = sort_of(close);
    uint32_t opener = close->can_close ? find_opener(self, closer, bottoms[sort]) : DIXIT_NONE;
    if (opener != DIXIT_NONE) {
      closer = pair(self, opener, closer);
      continue;
    }
    uint32_t next = close->next;
    if (close->can_close) {
      bottoms[sort] = close->previous == DIXIT_NONE ? bottom : close->previous;
      if (!close->can_open)
        take_off(self, closer);
    }
    closer = next;
  }
  while (self->last_delimiter != bottom)
    take_off(self, self->last_delimiter);
}
