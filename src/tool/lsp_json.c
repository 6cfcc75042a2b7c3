/* Editors send what jansson refuses: halves of surrogate pairs (a JavaScript string may hold them) and bytes of texts
 * that are no UTF-8. A message refused would leave the two texts different for good, so both are mended in place. */
#include "tool/lsp_json.h"

#include <stdlib.h>

#include "base/utf8.h"

/* ---- mending ---- */

/* The number of "\uXXXX" at `at`, or -1. */
static int escaped_unit(const char *bytes, size_t length, size_t at)
{
  int unit = 0;
  if (length - at < 6 || bytes[at] != '\\' || bytes[at + 1] != 'u')
    return -1;
  for (size_t i = at + 2; i < at + 6; i++) {
    int digit = ascii_hex_value(bytes[i]);
    if (digit < 0)
      return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

static bool is_high(int unit)
{
  return unit >= 0xD800 && unit < 0xDC00;
}

static bool is_low(int unit)
{
  return unit >= 0xDC00 && unit < 0xE000;
}

/* Passes the escape at `at`, or a pair of them; mends half a pair. Returns where it ends. */
static size_t mend_escape(char *bytes, size_t length, size_t at)
{
  int unit = escaped_unit(bytes, length, at);
  if (unit < 0)
    return at + 2;
  if (is_high(unit) && is_low(escaped_unit(bytes, length, at + 6 < length ? at + 6 : at)))
    return at + 12;
  if (is_high(unit) || is_low(unit))
    memcpy(bytes + at + 2, "fffd", 4);
  return at + 6;
}

static void mend(char *bytes, size_t length)
{
  for (size_t at = 0; at < length;) {
    if (bytes[at] == '\\') {
      at = mend_escape(bytes, length, at);
    } else if ((unsigned char)bytes[at] < 0x80) {
      at++;
    } else {
      uint32_t taken = utf8_decode(bytes, length, at).length;
      if (taken == 1)
        bytes[at] = 0x7F;
      at += taken;
    }
  }
}

json_t *lsp_parse(char *bytes, size_t length, json_error_t *error)
{
  mend(bytes, length);
  return json_loadb(bytes, length, JSON_DECODE_ANY | JSON_ALLOW_NUL, error);
}

/* ---- reading ---- */

const char *lsp_string_at(const json_t *object, const char *key)
{
  return json_string_value(json_object_get(object, key));
}

static bool read_count(const json_t *value, uint32_t *out)
{
  json_int_t number = json_integer_value(value);
  if (!json_is_integer(value) || number < 0)
    return false;
  *out = number < UINT32_MAX - 1 ? (uint32_t)number : UINT32_MAX - 1;
  return true;
}

bool lsp_read_position(const json_t *value, lsp_position *out)
{
  return read_count(json_object_get(value, "line"), &out->line) &&
         read_count(json_object_get(value, "character"), &out->character);
}

bool lsp_read_range(const json_t *value, lsp_position *start, lsp_position *end)
{
  return lsp_read_position(json_object_get(value, "start"), start) &&
         lsp_read_position(json_object_get(value, "end"), end);
}

bool lsp_has_string(const json_t *list, const char *word)
{
  for (size_t i = 0; i < json_array_size(list); i++) {
    const char *item = json_string_value(json_array_get(list, i));
    if (item && strcmp(item, word) == 0)
      return true;
  }
  return false;
}

/* ---- writing ---- */

json_t *lsp_text_value(dixit_text text)
{
  json_t *value = json_stringn(text.length ? text.bytes : "", text.length);
  char *copy = value ? NULL : malloc(text.length + 1);
  if (!copy)
    return value;
  memcpy(copy, text.bytes, text.length);
  for (size_t at = 0; at < text.length;) {
    uint32_t taken = utf8_decode(copy, text.length, at).length;
    if (taken == 1 && (unsigned char)copy[at] >= 0x80)
      copy[at] = '?';
    at += taken;
  }
  value = json_stringn(copy, text.length);
  free(copy);
  return value;
}
