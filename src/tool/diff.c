/* A unified diff (POSIX diff -u) read off the origins of bytes: a line has stayed when its bytes are those of one whole
 * line of the text before; what stands between two such lines was changed. Lines end at LF, and all other bytes stand
 * for themselves. Linear and exact: nothing is searched for. */
#include "tool/diff.h"

#include <stdlib.h>

enum { CONTEXT = 3 };

/* Whole lines of one text: bytes start to end - 1, and how many lines stand above and among them. */
typedef struct stretch {
  size_t start;
  size_t end;
  size_t above;
  size_t lines;
} stretch;

typedef struct change {
  stretch before;
  stretch after;
} change;

typedef struct differ {
  buffer *out;
  const mending *mended;
  change *changes;
  size_t count;
  size_t capacity;
  bool color;
} differ;

/* ---- lines ---- */

/* Behind the line that starts at `at`. */
static size_t line_end(const char *bytes, size_t length, size_t at)
{
  const char *end = memchr(bytes + at, '\n', length - at);
  return end ? (size_t)(end - bytes) + 1 : length;
}

/* Has the line of `after` from start to end - 1 stayed: are its bytes one line of `before`? */
static bool has_stayed(const mending *self, size_t start, size_t end)
{
  size_t origin = self->origins[start], length = end - start;
  if (origin == DIXIT_NONE || (origin > 0 && self->before[origin - 1] != '\n'))
    return false;
  for (size_t i = 0; i < length; i++)
    if (self->origins[start + i] != origin + i)
      return false;
  return line_end(self->before, self->before_length, origin) == origin + length;
}

/* ---- changes ---- */

static void close_stretch(stretch *self, const char *bytes, size_t end)
{
  self->end = end;
  for (size_t at = self->start; at < end; at = line_end(bytes, end, at))
    self->lines++;
}

/* End the change at these places, keep it when there is anything in it, and begin the next behind the line that stayed,
 * which has `length` bytes. False when memory is out. */
static bool close_change(differ *self, change *open, size_t before, size_t after, size_t length)
{
  close_stretch(&open->before, self->mended->before, before);
  close_stretch(&open->after, self->mended->after, after);
  if (open->before.lines || open->after.lines) {
    if (self->count == self->capacity) {
      self->capacity = self->capacity ? 2 * self->capacity : 16;
      change *grown = realloc(self->changes, self->capacity * sizeof *grown);
      if (!grown)
        return false;
      self->changes = grown;
    }
    self->changes[self->count++] = *open;
  }
  open->before = (stretch){before + length, 0, open->before.above + open->before.lines + 1, 0};
  open->after = (stretch){after + length, 0, open->after.above + open->after.lines + 1, 0};
  return true;
}

static bool find_changes(differ *self)
{
  const mending *mended = self->mended;
  change open = {{0, 0, 0, 0}, {0, 0, 0, 0}};
  for (size_t start = 0, end; start < mended->after_length; start = end) {
    end = line_end(mended->after, mended->after_length, start);
    if (has_stayed(mended, start, end) && !close_change(self, &open, mended->origins[start], start, end - start))
      return false;
  }
  return close_change(self, &open, mended->before_length, mended->after_length, 0);
}

/* ---- output ---- */

static void paint(const differ *self, const char *sequence)
{
  if (self->color)
    buffer_add_string(self->out, sequence);
}

static void add_lines(const differ *self, char sign, const char *bytes, size_t start, size_t end)
{
  for (size_t next; start < end; start = next) {
    next = line_end(bytes, end, start);
    bool whole = bytes[next - 1] == '\n';
    paint(self, sign == '-' ? "\x1b[31m" : sign == '+' ? "\x1b[32m" : "");
    buffer_add_char(self->out, sign);
    buffer_add(self->out, bytes + start, next - start - whole);
    paint(self, sign == ' ' ? "" : "\x1b[0m");
    buffer_add_string(self->out, whole ? "\n" : "\n\\ No newline at end of file\n");
  }
}

/* So many lines of context before and behind a hunk, in bytes of `before`. */
static size_t context_start(const mending *self, size_t at, size_t *lines)
{
  for (*lines = 0; *lines < CONTEXT && at > 0; ++*lines) {
    at--;
    while (at > 0 && self->before[at - 1] != '\n')
      at--;
  }
  return at;
}

static size_t context_end(const mending *self, size_t at, size_t *lines)
{
  for (*lines = 0; *lines < CONTEXT && at < self->before_length; ++*lines)
    at = line_end(self->before, self->before_length, at);
  return at;
}

/* "-12,3": of an empty range the line above is named. */
static void add_range(buffer *out, char sign, size_t above, size_t lines)
{
  buffer_add_char(out, sign);
  buffer_add_number(out, above + (lines > 0));
  buffer_add_char(out, ',');
  buffer_add_number(out, lines);
}

/* Changes first to last, which stand close together. */
static void add_hunk(const differ *self, const change *first, const change *last)
{
  const mending *mended = self->mended;
  size_t lines_before, lines_behind;
  size_t start = context_start(mended, first->before.start, &lines_before);
  size_t end = context_end(mended, last->before.end, &lines_behind);
  size_t extra = lines_before + lines_behind;
  paint(self, "\x1b[36m");
  buffer_add_string(self->out, "@@ ");
  add_range(self->out, '-', first->before.above - lines_before,
            last->before.above + last->before.lines - first->before.above + extra);
  buffer_add_char(self->out, ' ');
  add_range(self->out, '+', first->after.above - lines_before,
            last->after.above + last->after.lines - first->after.above + extra);
  buffer_add_string(self->out, " @@");
  paint(self, "\x1b[0m");
  buffer_add_char(self->out, '\n');
  for (const change *item = first; item <= last; item++) {
    add_lines(self, ' ', mended->before, start, item->before.start);
    add_lines(self, '-', mended->before, item->before.start, item->before.end);
    add_lines(self, '+', mended->after, item->after.start, item->after.end);
    start = item->before.end;
  }
  add_lines(self, ' ', mended->before, start, end);
}

static void add_hunks(const differ *self)
{
  for (size_t first = 0, last; first < self->count; first = last + 1) {
    for (last = first; last + 1 < self->count; last++) {
      const stretch *here = &self->changes[last].before, *next = &self->changes[last + 1].before;
      if (next->above - here->above - here->lines > 2 * CONTEXT)
        break;
    }
    add_hunk(self, &self->changes[first], &self->changes[last]);
  }
}

/* "--- a/story.md"; a path from the root has nothing before it. A tab ends a name with blanks in it. */
static void add_name(const differ *self, const char *mark, const char *prefix, const char *path)
{
  paint(self, "\x1b[1m");
  buffer_add_string(self->out, mark);
  if (strncmp(path, "./", 2) == 0)
    path += 2;
  if (*path != '/')
    buffer_add_string(self->out, prefix);
  buffer_add_string(self->out, path);
  paint(self, "\x1b[0m");
  buffer_add_string(self->out, strchr(path, ' ') ? "\t\n" : "\n");
}

bool diff_write(buffer *out, const char *path, const mending *mended, bool color)
{
  differ self = {.out = out, .mended = mended, .color = color};
  bool fine = find_changes(&self);
  if (fine && self.count) {
    add_name(&self, "--- ", "a/", path);
    add_name(&self, "+++ ", "b/", path);
    add_hunks(&self);
  }
  free(self.changes);
  return fine;
}
