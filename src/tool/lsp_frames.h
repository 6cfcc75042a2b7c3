/* Bytes to messages, as the base protocol of language servers frames them (LSP 3.17): header lines, an empty line, and
 * as many bytes as Content-Length said. */
#ifndef DIXIT_TOOL_LSP_FRAMES_H
#define DIXIT_TOOL_LSP_FRAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What has come and is not taken: bytes[at] to bytes[length - 1]. content: what the header under way says, if `known`.
 * in_body: the header has ended. skip: how many bytes of a message are thrown away. */
typedef struct lsp_frames {
  char *bytes;
  size_t at;
  size_t length;
  size_t room;
  uint64_t content;
  uint64_t skip;
  bool known;
  bool any_line;
  bool in_body;
} lsp_frames;

typedef enum lsp_frame {
  LSP_FRAME_NONE,   /* more bytes are needed */
  LSP_FRAME_MESSAGE,
  LSP_FRAME_BROKEN  /* something was thrown away; what, says the problem */
} lsp_frame;

/* No message is longer: what is longer is thrown away. */
#define LSP_MESSAGE_MAX (UINT64_C(512) << 20)

void lsp_frames_init(lsp_frames *self);
void lsp_frames_free(lsp_frames *self);
/* Room for at least `least` bytes behind those that are there: read into it, then say how many came. NULL without
 * memory. The message returned last is gone. */
char *lsp_frames_room(lsp_frames *self, size_t least, size_t *room);
void lsp_frames_came(lsp_frames *self, size_t count);
/* The next message, in place and yours to change until the next call; or what was wrong (static). */
lsp_frame lsp_frames_next(lsp_frames *self, char **message, size_t *length, const char **problem);

#endif
