/* What the library writes, as Lua strings. Bytes are collected in a userdata of their own: Lua may raise an error while
 * a string is made, and the library must not be jumped over nor memory lost. */
#include <stdlib.h>
#include <string.h>

#include "lua/binding.h"

#define OUTPUT_TYPE "dixit.output"

typedef struct output {
  char *bytes;
  size_t length;
  size_t capacity;
} output;

static int output_write(void *ctx, const char *bytes, size_t length)
{
  output *self = ctx;
  if (length > self->capacity - self->length) {
    size_t capacity = 2 * self->capacity + length;
    char *grown = realloc(self->bytes, capacity);
    if (!grown)
      return 1;
    self->bytes = grown;
    self->capacity = capacity;
  }
  memcpy(self->bytes + self->length, bytes, length);
  self->length += length;
  return 0;
}

static int output_done(lua_State *L)
{
  output *self = luaL_checkudata(L, 1, OUTPUT_TYPE);
  free(self->bytes);
  memset(self, 0, sizeof *self);
  return 0;
}

static output *output_push(lua_State *L)
{
  output *self = lua_newuserdata(L, sizeof *self);
  memset(self, 0, sizeof *self);
  if (luaL_newmetatable(L, OUTPUT_TYPE)) {
    lua_pushcfunction(L, output_done);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  return self;
}

static int output_return(lua_State *L, output *self, dixit_status status, dixit_error *error)
{
  if (status == DIXIT_WRITE_FAILED || status == DIXIT_NO_MEMORY)
    strcpy(error->message, "out of memory");
  if (status != DIXIT_OK)
    return binding_fail(L, error);
  lua_pushlstring(L, self->bytes ? self->bytes : "", self->length);
  free(self->bytes);
  memset(self, 0, sizeof *self);
  return 1;
}

/* doc:dump(layer) */
static int doc_dump(lua_State *L)
{
  dixit_error error = {0, DIXIT_NONE, ""};
  const dixit_doc *doc = binding_check_doc(L, 1)->doc;
  const char *layer = luaL_optstring(L, 2, "all");
  output *out = output_push(L);
  return output_return(L, out, dixit_doc_dump(doc, layer, output_write, out, &error), &error);
}

/* doc:extract([with_scores]) */
static int doc_extract(lua_State *L)
{
  dixit_error error = {0, DIXIT_NONE, ""};
  const dixit_doc *doc = binding_check_doc(L, 1)->doc;
  uint32_t flags = lua_toboolean(L, 2) ? DIXIT_EXTRACT_SCORES : 0;
  output *out = output_push(L);
  return output_return(L, out, dixit_doc_extract(doc, NULL, flags, output_write, out), &error);
}

/* doc:describe(byte) */
static int doc_describe(lua_State *L)
{
  dixit_error error = {0, DIXIT_NONE, ""};
  const dixit_doc *doc = binding_check_doc(L, 1)->doc;
  uint32_t byte = binding_check_count(L, 2);
  output *out = output_push(L);
  return output_return(L, out, dixit_doc_describe(doc, byte, output_write, out), &error);
}

const luaL_Reg binding_output_methods[] = {
  {"describe", doc_describe}, {"dump", doc_dump}, {"extract", doc_extract}, {NULL, NULL},
};
