/* Libraries by list: what is not named here is not there. Absent are, among others, everything that loads or runs
 * (load, require, dofile), that catches errors (pcall: a limit must end a check), metatables, and chance (math.random:
 * the same text must get the same findings). */
#include "lua/libraries.h"

#include <string.h>

#include "lua/patterns.h"

typedef struct library {
  const char *name; /* NULL: its functions are globals themselves */
  const char *const *functions; /* ends with NULL */
} library;

static const char *const base_functions[] = {"assert", "error",  "ipairs",   "next",     "pairs", "rawequal", "rawget",
                                             "rawset", "select", "tonumber", "tostring", "type",  "unpack",   NULL};
static const char *const math_functions[] = {"abs", "ceil", "exp", "floor", "fmod", "huge", "log",
                                             "max", "min",  "modf", "pi",  "sqrt", NULL};
static const char *const string_functions[] = {"byte",  "char", "format",  "len", "lower",
                                               "rep", "reverse", "sub", "upper", NULL};
static const char *const table_functions[] = {"concat", "insert", "remove", "sort", "unpack", NULL};

static const library libraries[] = {
  {NULL, base_functions},
  {"math", math_functions},
  {"string", string_functions},
  {"table", table_functions},
};

/* string.gsub, and unpack under both its names, over what is there by then. */
static const char prelude[] =
  "local find, sub, concat = string.find, string.sub, table.concat\n"
  "unpack = unpack or table.unpack\n"
  "table.unpack = unpack\n"
  "local function expand(words, whole, first, ...)\n"
  "  local captures, parts, from = { first or whole, ... }, {}, 1\n"
  "  while true do\n"
  "    local at = find(words, '%', from, true)\n"
  "    if not at then break end\n"
  "    local kind = sub(words, at + 1, at + 1)\n"
  "    local number = tonumber(kind)\n"
  "    if kind ~= '%' and not number then error('invalid use of \\'%\\' in replacement string', 4) end\n"
  "    parts[#parts + 1] = sub(words, from, at - 1)\n"
  "    parts[#parts + 1] = kind == '%' and '%' or number == 0 and whole or captures[number]\n"
  "      or error('invalid capture index %' .. kind .. ' in replacement string', 4)\n"
  "    from = at + 2\n"
  "  end\n"
  "  return concat(parts) .. sub(words, from)\n"
  "end\n"
  "local function replace(by, whole, first, ...)\n"
  "  local kind, value = type(by), nil\n"
  "  if kind == 'table' then value = by[first or whole]\n"
  "  elseif kind == 'function' then value = by(first or whole, ...)\n"
  "  elseif kind == 'string' or kind == 'number' then value = expand(tostring(by), whole, first, ...)\n"
  "  else error('string, function or table expected', 3) end\n"
  "  if not value then return whole end\n"
  "  if type(value) ~= 'string' and type(value) ~= 'number' then error('invalid replacement value', 3) end\n"
  "  return tostring(value)\n"
  "end\n"
  "local function add(parts, text, by, from, start, stop, ...)\n"
  "  parts[#parts + 1] = sub(text, from, start - 1)\n"
  "  parts[#parts + 1] = replace(by, sub(text, start, stop), ...)\n"
  "  return stop + 1\n"
  "end\n"
  "function string.gsub(text, pattern, by, most)\n"
  "  local parts, from, at, count, last = {}, 1, 1, 0, nil\n"
  "  text = tostring(text)\n"
  "  while at <= #text + 1 and count < (most or #text + 1) do\n"
  "    local start, stop = find(text, pattern, at)\n"
  "    if not start then break end\n"
  "    if stop < start and stop == last then\n"
  "      at = start + 1\n"
  "    else\n"
  "      from = add(parts, text, by, from, find(text, pattern, at))\n"
  "      at, last, count = from, stop, count + 1\n"
  "    end\n"
  "    if sub(pattern, 1, 1) == '^' then break end\n"
  "  end\n"
  "  return concat(parts) .. sub(text, from), count\n"
  "end\n";

/* Copies the functions from the table at the top but one to the table at the top. */
static void copy_functions(lua_State *L, const char *const *functions)
{
  for (; *functions; functions++) {
    lua_getfield(L, -2, *functions);
    lua_setfield(L, -2, *functions);
  }
}

/* All libraries, as globals of a state that nothing has run in yet; in LuaJIT without the one that switches compiling
 * on, since compiled code runs past the hook that counts instructions. */
static void open_all(lua_State *L)
{
#if LUA_VERSION_NUM >= 502
  luaL_openlibs(L);
#else
  static const luaL_Reg openers[] = {{"", luaopen_base}, {"math", luaopen_math}, {"string", luaopen_string},
                                     {"table", luaopen_table}};
  for (size_t i = 0; i < sizeof openers / sizeof *openers; i++) {
    lua_pushcfunction(L, openers[i].func);
    lua_pushstring(L, openers[i].name);
    lua_call(L, 1, 0);
  }
#endif
}

/* The functions of patterns, in the table at the top; and the same table as what strings have for methods. */
static void finish_strings(lua_State *L)
{
  for (const luaL_Reg *one = patterns_functions; one->name; one++) {
    lua_pushcfunction(L, one->func);
    lua_setfield(L, -2, one->name);
  }
  lua_pushstring(L, "");
  lua_getmetatable(L, -1);
  lua_pushvalue(L, -3);
  lua_setfield(L, -2, "__index");
  lua_settop(L, -3);
}

/* Copies what is named of a library into the table of globals to be. */
static void copy_library(lua_State *L, int globals, const library *one)
{
  lua_getglobal(L, one->name ? one->name : "_G");
  if (!one->name) {
    lua_pushvalue(L, globals);
    copy_functions(L, one->functions);
    return;
  }
  lua_newtable(L);
  copy_functions(L, one->functions);
  if (strcmp(one->name, "string") == 0)
    finish_strings(L);
  lua_setfield(L, globals, one->name);
}

static void set_globals(lua_State *L)
{
#if LUA_VERSION_NUM >= 502
  lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
#else
  lua_replace(L, LUA_GLOBALSINDEX);
#endif
}

void libraries_open(lua_State *L)
{
  open_all(L);
  lua_newtable(L);
  int globals = lua_gettop(L);
  for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
    copy_library(L, globals, &libraries[i]);
    lua_settop(L, globals);
  }
  set_globals(L);
  if (luaL_loadbuffer(L, prelude, sizeof prelude - 1, "=string.gsub") != 0)
    luaL_error(L, "%s", lua_tostring(L, -1));
  lua_call(L, 0, 0);
}
