/* Look-ups mostly go forward, so the line of the last one is tried first, then its neighbour, then binary search. */
#include "doc/markdown_view.h"

/* Do the lines follow each other with nothing but "\n" between them? */
static bool is_flat(const char *source, const dixit_span *lines, uint32_t count)
{
  for (uint32_t i = 1; i < count; i++)
    if (lines[i].start != lines[i - 1].end + 1 || source[lines[i - 1].end] != '\n')
      return false;
  return true;
}

static bool reserve(arena *scratch, void **block, uint32_t *capacity, uint64_t needed, size_t size)
{
  if (needed <= *capacity)
    return true;
  uint64_t grown = needed * 2 < 256 ? 256 : needed * 2;
  if (grown > UINT32_MAX)
    grown = UINT32_MAX;
  void *larger = arena_resize(scratch, *block, *capacity * size, grown * size);
  if (!larger)
    return false;
  *block = larger;
  *capacity = (uint32_t)grown;
  return true;
}

/* Copies the lines; their lengths and line ends together are no longer than the source. */
static bool flatten(md_view *self, arena *scratch, const char *source)
{
  uint64_t total = 0;
  for (uint32_t i = 0; i < self->line_count; i++)
    total += span_length(self->lines[i]) + 1;
  if (!reserve(scratch, (void **)&self->starts, &self->start_capacity, self->line_count, sizeof *self->starts) ||
      !reserve(scratch, (void **)&self->buffer, &self->buffer_capacity, total, 1))
    return false;
  uint32_t at = 0;
  for (uint32_t i = 0; i < self->line_count; i++) {
    self->starts[i] = at;
    memcpy(self->buffer + at, source + self->lines[i].start, span_length(self->lines[i]));
    at += span_length(self->lines[i]);
    self->buffer[at++] = '\n';
  }
  self->text = text_of(self->buffer, at - 1);
  return true;
}

bool md_view_open(md_view *self, arena *scratch, const char *source, const dixit_span *lines, uint32_t count)
{
  self->lines = lines;
  self->line_count = count;
  self->line = 0;
  if (is_flat(source, lines, count)) {
    self->text = text_of(source + lines[0].start, lines[count - 1].end - lines[0].start);
    self->line = DIXIT_NONE;
    return true;
  }
  return flatten(self, scratch, source);
}

static bool is_in_line(const md_view *self, uint32_t line, uint32_t at)
{
  return self->starts[line] <= at && (line + 1 == self->line_count || at < self->starts[line + 1]);
}

static uint32_t search_line(const md_view *self, uint32_t at)
{
  uint32_t low = 0, high = self->line_count;
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if (self->starts[middle] <= at)
      low = middle;
    else
      high = middle;
  }
  return low;
}

uint32_t md_view_source(md_view *self, uint32_t at)
{
  if (self->line == DIXIT_NONE)
    return self->lines[0].start + at;
  if (!is_in_line(self, self->line, at)) {
    uint32_t next = self->line + 1;
    self->line = next < self->line_count && is_in_line(self, next, at) ? next : search_line(self, at);
  }
  return self->lines[self->line].start + (at - self->starts[self->line]);
}

dixit_span md_view_span(md_view *self, uint32_t start, uint32_t end)
{
  uint32_t first = md_view_source(self, start);
  return span_of(first, end > start ? md_view_source(self, end - 1) + 1 : first);
}
