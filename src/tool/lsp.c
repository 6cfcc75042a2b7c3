/* dixit lsp: a language server over standard input and output (LSP 3.17). This is its loop: what has come is read, as
 * far as LSP_WAITING_MAX messages ahead, so that a request taken back is not run; then all are taken in order;
 * diagnostics go out when nothing has come for a while. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tool/commands.h"
#include "tool/complain.h"
#include "tool/lsp.h"

enum { READ_ROOM = 64 * 1024 };

/* Wait for input, at most `timeout` milliseconds (-1: for ever). */
static bool input_waits(int timeout)
{
  struct pollfd in = {STDIN_FILENO, POLLIN, 0};
  return poll(&in, 1, timeout) > 0;
}

/* Read what is there; false at the end. */
static bool read_some(lsp_server *self)
{
  size_t room;
  char *to = lsp_frames_room(&self->frames, READ_ROOM, &room);
  if (!to) {
    complain_memory(self->asked);
    return false;
  }
  ssize_t count;
  do
    count = read(STDIN_FILENO, to, room);
  while (count < 0 && errno == EINTR);
  if (count > 0)
    lsp_frames_came(&self->frames, (size_t)count);
  return count > 0;
}

/* ---- messages waiting ---- */

static void wait_in_line(lsp_server *self, char *bytes, size_t length)
{
  json_error_t error;
  char problem[256];
  json_t *message = lsp_parse(bytes, length, &error);
  if (!message) {
    snprintf(problem, sizeof problem, "not JSON: byte %d: %s", error.position, error.text);
    lsp_answer_broken(self, problem);
    return;
  }
  const char *method = lsp_string_at(message, "method");
  if (method && strcmp(method, "$/cancelRequest") == 0)
    lsp_cancel_waiting(self, message);
  self->waiting[self->waiting_count++] = message;
}

/* Messages among the bytes that have come; false when the line is full and there may be more. */
static bool collect(lsp_server *self)
{
  char *bytes;
  size_t length;
  const char *problem;
  while (self->waiting_count < LSP_WAITING_MAX) {
    lsp_frame frame = lsp_frames_next(&self->frames, &bytes, &length, &problem);
    if (frame == LSP_FRAME_NONE)
      return true;
    if (frame == LSP_FRAME_BROKEN)
      lsp_answer_broken(self, problem);
    else
      wait_in_line(self, bytes, length);
  }
  return false;
}

static void take_waiting(lsp_server *self)
{
  while (self->waiting_count && self->state != LSP_ENDED) {
    json_t *first = self->waiting[0];
    memmove(self->waiting, self->waiting + 1, --self->waiting_count * sizeof *self->waiting);
    lsp_take(self, first);
  }
}

/* ---- the loop ---- */

static void run(lsp_server *self)
{
  bool open = true, drained = true;
  while (self->state != LSP_ENDED && (open || !drained) && self->out.number == 0) {
    int pause = lsp_diagnostics_send_due(self);
    if (drained && open && !input_waits(pause))
      continue;
    if (drained)
      open = read_some(self);
    drained = collect(self);
    while (drained && open && input_waits(0)) {
      open = read_some(self);
      drained = collect(self);
    }
    take_waiting(self);
  }
}

static void server_free(lsp_server *self)
{
  for (size_t i = 0; i < self->waiting_count; i++)
    json_decref(self->waiting[i]);
  lsp_documents_free(self);
  self->document_count = 0;
  lsp_unconfigure(self);
  lsp_frames_free(&self->frames);
  json_decref(self->editor);
  json_decref(self->parameters);
  free(self);
}

int command_lsp(const settings *options)
{
  if (options->argument_count > 0) {
    complain(options, "lsp takes no paths: the editor hands it texts");
    return EXIT_TROUBLE;
  }
  lsp_server *self = calloc(1, sizeof *self);
  if (!self) {
    complain_memory(options);
    return EXIT_TROUBLE;
  }
  self->asked = options;
  self->unit = DIXIT_UTF16;
  json_object_seed(0);
  lsp_frames_init(&self->frames);
  output_init(&self->out);
  run(self);
  bool fine = self->orderly;
  fine &= output_done(&self->out);
  server_free(self);
  return fine ? EXIT_FINE : EXIT_FINDINGS;
}
