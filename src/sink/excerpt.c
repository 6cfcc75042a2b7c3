/* Excerpts: the parts of a line that are shown, from left to right:
 *
 *   …met in the town hall. “We have asked for … since the spring.” Nobody on the council had…
 *   |left                  |head            |gap|tail            |right                     |
 *
 * A line that fits is shown whole. Else what the mark leaves is shared between left and right; a mark that would fill
 * the line by itself loses its middle. An article may be one line of a megabyte, so nothing here looks at more bytes
 * than BYTES_A_COLUMN times the columns there are to fill. */
#include "sink/excerpt.h"

#include "base/utf8.h"
#include "sink/display.h"

enum { BYTES_A_COLUMN = 16, FEW_BYTES_A_COLUMN = 4, SNAP_BYTES = 24, LEFT_OF_LONG = 12 };

static const char ellipsis[] = "…", gap[] = " … ";

static dixit_text part_text(dixit_text text, uint32_t start, uint32_t end)
{
  return text_of(text.bytes + start, end - start);
}

/* ---- fitting ---- */

/* Where as much as `columns` columns hold ends, from `from` on and not beyond `limit`. */
static uint32_t fit_forward(dixit_text text, uint32_t from, uint32_t limit, uint32_t columns)
{
  dixit_text rest = part_text(text, from, limit);
  size_t at = 0, most = (size_t)columns * BYTES_A_COLUMN;
  uint32_t used = 0;
  while (at < rest.length && at < most) {
    display_cluster cluster = display_next(rest, at);
    if (used + cluster.columns > columns)
      break;
    used += cluster.columns;
    at = cluster.end;
  }
  return from + (uint32_t)at;
}

/* Where as much as `columns` columns hold begins, up to `to` and not before `limit`. */
static uint32_t fit_backward(dixit_text text, uint32_t limit, uint32_t to, uint32_t columns)
{
  uint32_t start = limit, used = 0;
  for (uint32_t most = columns * FEW_BYTES_A_COLUMN; most <= columns * BYTES_A_COLUMN; most *= 4) {
    start = to - limit > most ? (uint32_t)utf8_start(text.bytes, text.length, to - most) : limit;
    used = display_columns(part_text(text, start, to), UINT32_MAX);
    if (used >= columns || start == limit)
      break; /* enough; most texts have about a byte a column */
  }
  dixit_text rest = part_text(text, start, to);
  size_t at = 0;
  while (at < rest.length && used > columns) {
    display_cluster cluster = display_next(rest, at);
    used -= cluster.columns;
    at = cluster.end;
  }
  return start + (uint32_t)at;
}

/* The end of the last word that is whole before `end`, if that is near; else `end`. */
static uint32_t snap_back(dixit_text text, uint32_t start, uint32_t end)
{
  uint32_t floor = end - start > SNAP_BYTES ? end - SNAP_BYTES : start;
  if (end < text.length && text.bytes[end] == ' ')
    return end;
  for (uint32_t at = end; at > floor; at--)
    if (text.bytes[at - 1] == ' ')
      return at - 1;
  return end;
}

/* The start of the first word that is whole from `start` on, if that is near; else `start`. */
static uint32_t snap_forward(dixit_text text, uint32_t start, uint32_t end)
{
  uint32_t ceiling = end - start > SNAP_BYTES ? start + SNAP_BYTES : end;
  if (start > 0 && text.bytes[start - 1] == ' ')
    return start;
  for (uint32_t at = start; at < ceiling; at++)
    if (text.bytes[at] == ' ')
      return at + 1;
  return start;
}

static bool fits(dixit_text text, dixit_span span, uint32_t columns)
{
  return fit_forward(text, span.start, span.end, columns) == span.end;
}

/* ---- parts ---- */

static void add(excerpt *self, dixit_text text, bool marked)
{
  self->parts[self->count++] = (excerpt_part){text, marked};
}

static void add_span(excerpt *self, dixit_text text, uint32_t start, uint32_t end, bool marked)
{
  if (start < end || marked)
    add(self, part_text(text, start, end), marked);
}

static void add_left(excerpt *self, dixit_text text, dixit_span line, uint32_t to, uint32_t columns)
{
  uint32_t start = fit_backward(text, line.start, to, columns);
  if (start > line.start) {
    start = snap_forward(text, start, to);
    add(self, text_from(ellipsis), false);
  }
  add_span(self, text, start, to, false);
}

static void add_right(excerpt *self, dixit_text text, dixit_span line, uint32_t from, uint32_t columns)
{
  uint32_t end = fit_forward(text, from, line.end, columns);
  bool cut = end < line.end;
  if (cut)
    end = snap_back(text, from, end);
  add_span(self, text, from, end, false);
  if (cut)
    add(self, text_from(ellipsis), false);
}

/* The mark fits: what it leaves is shared, half and half unless one side needs less. */
static void add_around(excerpt *self, dixit_text text, dixit_span line, dixit_span mark, uint32_t spare)
{
  uint32_t after = fit_forward(text, mark.end, line.end, spare);
  uint32_t before = fit_backward(text, line.start, mark.start, spare);
  uint32_t right = display_columns(part_text(text, mark.end, after), spare);
  uint32_t left = display_columns(part_text(text, before, mark.start), spare);
  if (left > spare / 2)
    left = right > spare / 2 ? spare / 2 : spare - right;
  add_left(self, text, line, mark.start, left);
  add_span(self, text, mark.start, mark.end, true);
  add_right(self, text, line, mark.end, spare - left);
}

/* The mark is too long: its start and its end. */
static void add_ends(excerpt *self, dixit_text text, dixit_span line, dixit_span mark, uint32_t columns)
{
  uint32_t spare = columns - 4; /* the gap and an ellipsis behind */
  add_left(self, text, line, mark.start, LEFT_OF_LONG);
  for (size_t i = 0; i < self->count; i++)
    spare -= display_columns(self->parts[i].text, columns);
  uint32_t head = fit_forward(text, mark.start, mark.end, spare * 2 / 3);
  uint32_t tail = fit_backward(text, head, mark.end, spare / 3);
  head = snap_back(text, mark.start, head);
  tail = snap_forward(text, tail, mark.end);
  add_span(self, text, mark.start, head, true);
  add(self, text_from(gap), true);
  add_span(self, text, tail, mark.end, true);
  if (mark.end < line.end)
    add(self, text_from(ellipsis), false);
}

/* From the first part of the text itself to the last. */
static dixit_span shown_span(const excerpt *self, dixit_text text)
{
  dixit_span shown = {0, 0};
  for (size_t i = 0; i < self->count; i++) {
    dixit_text part = self->parts[i].text;
    if (part.bytes == ellipsis)
      continue;
    uint32_t start = (uint32_t)(part.bytes - text.bytes);
    shown = span_join(shown, span_of(start, start + (uint32_t)part.length));
  }
  return shown;
}

excerpt excerpt_make(dixit_text text, dixit_span line, dixit_span mark, uint32_t columns)
{
  excerpt self = {.count = 0};
  mark.start = mark.start < line.start ? line.start : mark.start > line.end ? line.end : mark.start;
  mark.end = mark.end < mark.start ? mark.start : mark.end > line.end ? line.end : mark.end;
  uint32_t spare = columns - 2; /* an ellipsis at either end */
  uint32_t mark_end = fit_forward(text, mark.start, mark.end, spare);
  if (fits(text, line, columns)) {
    add_span(&self, text, line.start, mark.start, false);
    add_span(&self, text, mark.start, mark.end, true);
    add_span(&self, text, mark.end, line.end, false);
  } else if (mark_end == mark.end) {
    spare -= display_columns(part_text(text, mark.start, mark.end), spare);
    add_around(&self, text, line, mark, spare);
  } else {
    add_ends(&self, text, line, mark, columns);
    return self;
  }
  self.shown = shown_span(&self, text);
  return self;
}
