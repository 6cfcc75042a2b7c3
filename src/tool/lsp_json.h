/* Messages to JSON values, and what of them is read and written everywhere. */
#ifndef DIXIT_TOOL_LSP_JSON_H
#define DIXIT_TOOL_LSP_JSON_H

#include <jansson.h>
#include <stdbool.h>

#include "base/text.h"

/* A place as a message gives it: both count from 0. */
typedef struct lsp_position {
  uint32_t line;
  uint32_t character;
} lsp_position;

/* A message's value, or NULL with what is wrong. Halves of surrogate pairs become U+FFFD, bytes that are not UTF-8
 * become DEL: one for one in every encoding, so that places stay right. `bytes` is changed. */
json_t *lsp_parse(char *bytes, size_t length, json_error_t *error);
/* The string at `key`, or NULL when there is none. */
const char *lsp_string_at(const json_t *object, const char *key);
/* false when `value` is no position. Numbers too large for one are taken as the largest. */
bool lsp_read_position(const json_t *value, lsp_position *out);
bool lsp_read_range(const json_t *value, lsp_position *start, lsp_position *end);
/* A string of any bytes; those that are not UTF-8 become "?". */
json_t *lsp_text_value(dixit_text text);
/* Is `word` among the strings of `list`? */
bool lsp_has_string(const json_t *list, const char *word);

#endif
