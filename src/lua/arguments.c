/* Arguments of Lua functions to C values, with errors that name the argument. */
#include <math.h>
#include <string.h>

#include "lua/binding.h"

binding_doc *binding_check_doc(lua_State *L, int argument)
{
  binding_doc *box = luaL_checkudata(L, argument, BINDING_DOC);
  if (!box->doc)
    luaL_argerror(L, argument, "the document is closed");
  return box;
}

/* Numbers are read as floating point: whole ones are exact up to 2^53 in every Lua. */
static bool count_of(lua_State *L, int index, uint32_t *count)
{
  lua_Number number = lua_tonumber(L, index);
  if (!(number >= 0) || number != floor(number))
    return false;
  *count = number < UINT32_MAX ? (uint32_t)number : UINT32_MAX;
  return true;
}

uint32_t binding_check_count(lua_State *L, int argument)
{
  uint32_t count = 0;
  luaL_checknumber(L, argument);
  if (!count_of(L, argument, &count))
    luaL_argerror(L, argument, "a whole number of 0 or more expected");
  return count;
}

uint32_t binding_opt_count(lua_State *L, int argument, uint32_t fallback)
{
  return lua_isnoneornil(L, argument) ? fallback : binding_check_count(L, argument);
}

int binding_field_error(lua_State *L, int argument, const char *name, const char *problem)
{
  return luaL_argerror(L, argument, lua_pushfstring(L, "%s: %s", name, problem));
}

static uint32_t check_field(lua_State *L, int argument, const char *name)
{
  uint32_t count = 0;
  lua_getfield(L, argument, name);
  if (lua_type(L, -1) != LUA_TNUMBER || !count_of(L, -1, &count))
    binding_field_error(L, argument, name, "a whole number of 0 or more expected");
  lua_pop(L, 1);
  return count;
}

static uint32_t smaller(uint32_t a, uint32_t b)
{
  return a < b ? a : b;
}

dixit_span binding_opt_span(lua_State *L, int argument, const dixit_doc *doc, int *next)
{
  uint32_t length = (uint32_t)dixit_doc_text(doc).length;
  dixit_span span;
  if (lua_istable(L, argument)) {
    span.start = check_field(L, argument, "start");
    span.end = check_field(L, argument, "stop");
    *next = argument + 1;
  } else {
    span.start = binding_opt_count(L, argument, 0);
    span.end = binding_opt_count(L, argument + 1, length);
    *next = argument + 2;
  }
  span.end = smaller(span.end, length);
  span.start = smaller(span.start, span.end);
  return span;
}

dixit_unit binding_opt_unit(lua_State *L, int argument)
{
  static const char *const names[] = {"bytes", "chars", "utf16", "graphemes", NULL}; /* as dixit_unit */
  return (dixit_unit)luaL_checkoption(L, argument, "bytes", names);
}

bool binding_is(lua_State *L, int index, const char *type)
{
  if (!lua_touserdata(L, index) || !lua_getmetatable(L, index))
    return false;
  luaL_getmetatable(L, type);
  bool same = lua_rawequal(L, -1, -2);
  lua_pop(L, 2);
  return same;
}

int binding_fail(lua_State *L, const dixit_error *error)
{
  lua_pushnil(L);
  lua_pushstring(L, error->message);
  return 2;
}

void binding_add(lua_State *L, const luaL_Reg *functions)
{
  for (; functions->name; functions++) {
    lua_pushcfunction(L, functions->func);
    lua_setfield(L, -2, functions->name);
  }
}
