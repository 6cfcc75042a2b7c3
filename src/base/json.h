/* JSON out, and the escapes of its strings. Reading whole JSON texts is jansson's, in the tools that need it. */
#ifndef DIXIT_BASE_JSON_H
#define DIXIT_BASE_JSON_H

#include "base/buffer.h"

/* A string in quotation marks; bytes that are not UTF-8 become U+FFFD, so that any input gives valid JSON (RFC
 * 8259). */
void json_text(buffer *out, dixit_text text);
/* What stands between the marks, for strings written in several pieces. */
void json_characters(buffer *out, dixit_text text);
/* Resolve the escapes in what stands between a string's marks, in place; what is no escape stays. Returns the new
 * length, which is never greater. */
size_t json_unescape(char *bytes, size_t length);
/* ,"name": or, right after an opening bracket, "name": -- at `at`; returns its end. The name is our own, and short. */
static inline char *json_put_key(char *at, char last, const char *name)
{
  size_t length = strlen(name);
  *at = ',';
  at += last != '{' && last != '[';
  *at++ = '"';
  memcpy(at, name, length);
  memcpy(at + length, "\":", 2);
  return at + length + 2;
}

/* How much a key needs at most beside its name: comma, marks, colon. */
enum { JSON_KEY_ROOM = 4 };

static inline void json_key(buffer *out, const char *name)
{
  char last = buffer_last(out);
  buffer_took(out, json_put_key(buffer_room(out, strlen(name) + JSON_KEY_ROOM), last, name));
}

static inline void json_key_number(buffer *out, const char *name, uint64_t number)
{
  char last = buffer_last(out);
  char *at = buffer_room(out, strlen(name) + JSON_KEY_ROOM + NUMBER_ROOM);
  buffer_took(out, number_put(json_put_key(at, last, name), number));
}

static inline void json_key_bool(buffer *out, const char *name, bool value)
{
  json_key(out, name);
  buffer_add_string(out, value ? "true" : "false");
}

/* Of a name that needs no escapes, as all names of kinds. */
static inline void json_name(buffer *out, const char *name)
{
  size_t length = strlen(name);
  char *at = buffer_room(out, length + 2);
  *at++ = '"';
  memcpy(at, name, length);
  at[length] = '"';
  buffer_took(out, at + length + 1);
}

static inline void json_key_name(buffer *out, const char *key, const char *name)
{
  json_key(out, key);
  json_name(out, name);
}

static inline void json_key_string(buffer *out, const char *name, const char *string)
{
  json_key(out, name);
  json_text(out, text_from(string));
}

#endif
