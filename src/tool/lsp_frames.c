/* A state machine over header lines. After a broken line the next one is looked at, so that a client that sends a good
 * header later is heard again. Each byte is looked at once, however it arrives. */
#include "tool/lsp_frames.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { LINE_MAX_LENGTH = 4096 };

void lsp_frames_init(lsp_frames *self)
{
  memset(self, 0, sizeof *self);
}

void lsp_frames_free(lsp_frames *self)
{
  free(self->bytes);
  lsp_frames_init(self);
}

char *lsp_frames_room(lsp_frames *self, size_t least, size_t *room)
{
  if (self->at) {
    memmove(self->bytes, self->bytes + self->at, self->length - self->at);
    self->length -= self->at;
    self->at = 0;
  }
  if (self->room - self->length < least) {
    size_t wanted = self->room * 2 > self->length + least ? self->room * 2 : self->length + least;
    char *grown = realloc(self->bytes, wanted);
    if (!grown)
      return NULL;
    self->bytes = grown;
    self->room = wanted;
  }
  *room = self->room - self->length;
  return self->bytes + self->length;
}

void lsp_frames_came(lsp_frames *self, size_t count)
{
  self->length += count;
}

/* ---- header lines ---- */

/* The number in the value of Content-Length; false when it is none. */
static bool read_number(dixit_text value, uint64_t *out)
{
  *out = 0;
  while (value.length && ascii_is_blank(value.bytes[0]))
    value = text_of(value.bytes + 1, value.length - 1);
  for (size_t i = 0; i < value.length; i++) {
    if (!ascii_is_digit(value.bytes[i]) || *out > UINT64_MAX / 10 - 1)
      return false;
    *out = *out * 10 + (uint64_t)(value.bytes[i] - '0');
  }
  return value.length > 0;
}

static void begin_header(lsp_frames *self)
{
  self->known = self->any_line = self->in_body = false;
}

/* The empty line behind a header. */
static const char *end_header(lsp_frames *self)
{
  bool any = self->any_line, known = self->known;
  begin_header(self);
  if (!known)
    return any ? "a header has no Content-Length" : NULL;
  if (self->content > LSP_MESSAGE_MAX) {
    self->skip = self->content;
    return "a message is too long";
  }
  self->in_body = true;
  return NULL;
}

/* One line without its end; what is wrong with it, or NULL. */
static const char *read_line(lsp_frames *self, dixit_text line)
{
  if (line.length && line.bytes[line.length - 1] == '\r')
    line.length--;
  if (line.length == 0)
    return end_header(self);
  const char *colon = memchr(line.bytes, ':', line.length);
  if (!colon)
    return "a line is no header";
  size_t name = (size_t)(colon - line.bytes);
  self->any_line = true;
  if (!text_equal_folded(text_of(line.bytes, name), text_from("Content-Length")))
    return NULL;
  self->known = read_number(text_of(colon + 1, line.length - name - 1), &self->content);
  return self->known ? NULL : "Content-Length is no number";
}

/* Read lines until a body begins or they run out; what is wrong, or NULL. */
static const char *read_header(lsp_frames *self)
{
  while (!self->in_body && !self->skip) {
    const char *line = self->bytes + self->at;
    size_t left = self->length - self->at;
    const char *end = left ? memchr(line, '\n', left < LINE_MAX_LENGTH ? left : LINE_MAX_LENGTH) : NULL;
    if (!end && left < LINE_MAX_LENGTH)
      return NULL;
    size_t taken = end ? (size_t)(end - line) + 1 : LINE_MAX_LENGTH;
    self->at += taken;
    const char *problem = end ? read_line(self, text_of(line, taken - 1)) : "a line is no header";
    if (problem)
      return problem;
  }
  return NULL;
}

static void skip_bytes(lsp_frames *self)
{
  size_t left = self->length - self->at;
  size_t taken = self->skip < left ? (size_t)self->skip : left;
  self->at += taken;
  self->skip -= taken;
}

lsp_frame lsp_frames_next(lsp_frames *self, char **message, size_t *length, const char **problem)
{
  skip_bytes(self);
  *problem = read_header(self);
  if (*problem)
    return LSP_FRAME_BROKEN;
  if (!self->in_body || self->length - self->at < self->content)
    return LSP_FRAME_NONE;
  *message = self->bytes + self->at;
  *length = (size_t)self->content;
  self->at += *length;
  begin_header(self);
  return LSP_FRAME_MESSAGE;
}
