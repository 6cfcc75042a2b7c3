/* One block of bytes. A writer's edits stand close to one another, so lines are counted from the last one's. */
#include "tool/lsp_text.h"

#include <stdlib.h>

#include "base/utf8.h"

void lsp_text_init(lsp_text *self)
{
  memset(self, 0, sizeof *self);
}

void lsp_text_free(lsp_text *self)
{
  free(self->bytes);
  lsp_text_init(self);
}

/* ---- places ---- */

/* The start of the line after the one that holds `at`, or the text's end; *ended says whether a line ended. */
static size_t next_line(const lsp_text *self, size_t at, bool *ended)
{
  while (at < self->length && self->bytes[at] != '\n' && self->bytes[at] != '\r')
    at++;
  *ended = at < self->length;
  if (!*ended)
    return at;
  bool two = self->bytes[at] == '\r' && at + 1 < self->length && self->bytes[at + 1] == '\n';
  return at + (two ? 2 : 1);
}

/* Where `line` starts; *found is false, and the text's end the answer, when there are fewer. */
static size_t line_start(const lsp_text *self, uint32_t line, bool *found)
{
  bool ahead = line >= self->line;
  uint32_t here = ahead ? self->line : 0;
  size_t at = ahead ? self->start : 0;
  *found = true;
  while (here < line && *found) {
    at = next_line(self, at, found);
    here++;
  }
  return at;
}

/* How many units the character is, and *bytes how long. */
static uint32_t units_of(const lsp_text *self, size_t at, dixit_unit unit, uint32_t *bytes)
{
  utf8_char c = utf8_decode(self->bytes, self->length, at);
  *bytes = c.length;
  if (unit == DIXIT_BYTES)
    return c.length;
  return unit == DIXIT_UTF16 && c.code > 0xFFFF ? 2 : 1;
}

static size_t walk_line(const lsp_text *self, size_t at, uint32_t units, dixit_unit unit)
{
  while (units && at < self->length && self->bytes[at] != '\n' && self->bytes[at] != '\r') {
    if ((unsigned char)self->bytes[at] < 0x80) { /* nearly all */
      units--;
      at++;
      continue;
    }
    uint32_t bytes, taken = units_of(self, at, unit, &bytes);
    if (taken > units)
      break;
    units -= taken;
    at += bytes;
  }
  return at;
}

size_t lsp_text_offset(const lsp_text *self, lsp_position place, dixit_unit unit)
{
  bool found;
  size_t start = line_start(self, place.line, &found);
  return found ? walk_line(self, start, place.character, unit) : self->length;
}

/* ---- edits ---- */

static bool reserve(lsp_text *self, size_t wanted)
{
  if (wanted <= self->room)
    return true;
  size_t room = self->room * 2 > wanted ? self->room * 2 : wanted;
  char *grown = realloc(self->bytes, room);
  if (!grown)
    return false;
  self->bytes = grown;
  self->room = room;
  return true;
}

/* What starts before the edit stays where it is, unless a CR before it now ends its line together with an LF. */
static void keep_line(lsp_text *self, size_t edited)
{
  if (self->start <= edited && !(self->start && self->bytes[self->start - 1] == '\r'))
    return;
  self->line = 0;
  self->start = 0;
}

bool lsp_text_replace(lsp_text *self, size_t start, size_t end, dixit_text added)
{
  size_t kept = self->length - (end - start);
  if (added.length >= UINT32_MAX - kept || !reserve(self, kept + added.length + 1))
    return false;
  memmove(self->bytes + start + added.length, self->bytes + end, self->length - end);
  if (added.length)
    memcpy(self->bytes + start, added.bytes, added.length);
  self->length = kept + added.length;
  keep_line(self, start);
  return true;
}

bool lsp_text_edit(lsp_text *self, lsp_position start, lsp_position end, dixit_unit unit, dixit_text added)
{
  bool found;
  size_t line = line_start(self, start.line, &found);
  if (found) {
    self->line = start.line;
    self->start = line;
  }
  size_t from = lsp_text_offset(self, start, unit), to = lsp_text_offset(self, end, unit);
  return from <= to ? lsp_text_replace(self, from, to, added) : lsp_text_replace(self, to, from, added);
}
