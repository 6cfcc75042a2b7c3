/* The language server's input: bytes to frames, frames to JSON, and every change in it made to a text. The first byte
 * says how large the pieces are in which the rest arrives. Oracles: the text stays UTF-8, places lie in it and do not
 * move when they are looked for again. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "tool/lsp_frames.h"
#include "tool/lsp_text.h"

static void check_text(const lsp_text *text)
{
  for (size_t at = 0; at < text->length;) {
    uint32_t taken = utf8_decode(text->bytes, text->length, at).length;
    if (taken == 1 && (unsigned char)text->bytes[at] >= 0x80)
      abort();
    at += taken;
  }
}

/* The place as it is from the text's start, whatever line was looked at last. */
static void check_place(const lsp_text *text, lsp_position at, dixit_unit unit)
{
  lsp_text fresh = *text;
  fresh.line = 0;
  fresh.start = 0;
  size_t byte = lsp_text_offset(text, at, unit);
  if (byte > text->length || byte != lsp_text_offset(&fresh, at, unit))
    abort();
}

static void change(lsp_text *text, const json_t *message)
{
  lsp_position start, end;
  const json_t *added = json_object_get(message, "text");
  dixit_text words = text_of(json_string_value(added), json_string_length(added));
  if (!json_is_string(added))
    return;
  if (!lsp_read_range(json_object_get(message, "range"), &start, &end)) {
    lsp_text_replace(text, 0, text->length, words);
    return;
  }
  dixit_unit unit = (dixit_unit)(start.character % 3);
  check_place(text, start, unit);
  check_place(text, end, unit);
  lsp_text_edit(text, start, end, unit, words);
  check_place(text, start, unit);
}

static void take(lsp_text *text, char *bytes, size_t length)
{
  json_error_t error;
  json_t *message = lsp_parse(bytes, length, &error);
  change(text, message);
  for (size_t i = 0; i < json_array_size(message); i++)
    change(text, json_array_get(message, i));
  json_decref(message);
  check_text(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  lsp_frames frames;
  lsp_text text;
  size_t step = size ? data[0] + 1u : 1;
  lsp_frames_init(&frames);
  lsp_text_init(&text);
  for (size_t at = 1; at < size; at += step) {
    size_t room, length, count = size - at < step ? size - at : step;
    char *message, *to = lsp_frames_room(&frames, count, &room);
    const char *problem;
    lsp_frame frame;
    if (!to)
      abort();
    memcpy(to, data + at, count);
    lsp_frames_came(&frames, count);
    while ((frame = lsp_frames_next(&frames, &message, &length, &problem)) != LSP_FRAME_NONE)
      if (frame == LSP_FRAME_MESSAGE)
        take(&text, message, length);
  }
  lsp_frames_free(&frames);
  lsp_text_free(&text);
  return 0;
}
