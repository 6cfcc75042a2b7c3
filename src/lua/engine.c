/* Engines: how long they live, and how they are made from option tables (options.c). */
#include <stdlib.h>
#include <string.h>

#include "lua/binding.h"

/* ---- lifetime ---- */

binding_engine *binding_engine_share(binding_engine *engine)
{
  engine->users++;
  return engine;
}

void binding_engine_release(binding_engine *engine)
{
  if (!engine || --engine->users > 0)
    return;
  dixit_engine_free(engine->engine);
  binding_ruleset_release(engine->ruleset);
  free(engine);
}

static int engine_collect(lua_State *L)
{
  binding_engine **box = luaL_checkudata(L, 1, BINDING_ENGINE);
  binding_engine_release(*box);
  *box = NULL;
  return 0;
}

/* engine:severity(rule) */
static int engine_severity(lua_State *L)
{
  binding_engine **box = luaL_checkudata(L, 1, BINDING_ENGINE);
  uint32_t severity = dixit_engine_severity((*box)->engine, luaL_checkstring(L, 2));
  if (severity == DIXIT_OFF)
    lua_pushboolean(L, 0);
  else
    lua_pushstring(L, dixit_severity_name(severity));
  return 1;
}

void binding_engine_type(lua_State *L)
{
  static const luaL_Reg functions[] = {{"__gc", engine_collect}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"severity", engine_severity}, {NULL, NULL}};
  luaL_newmetatable(L, BINDING_ENGINE);
  binding_add(L, functions);
  lua_newtable(L);
  binding_add(L, methods);
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
}

/* ---- making ---- */

void binding_read_options(lua_State *L, int argument, uint32_t where, arena *memory, option_set *out)
{
  option_problem problem;
  memset(out, 0, sizeof *out);
  out->engine.size = sizeof out->engine;
  if (lua_isnoneornil(L, argument) || options_read(L, argument, where, memory, out, &problem))
    return;
  arena_done(memory);
  binding_field_error(L, argument, problem.key, problem.message);
}

binding_engine **binding_engine_box(lua_State *L)
{
  binding_engine **box = lua_newuserdata(L, sizeof *box);
  *box = NULL;
  luaL_getmetatable(L, BINDING_ENGINE);
  lua_setmetatable(L, -2);
  return box;
}

dixit_status binding_engine_fill(binding_engine **box, binding_ruleset *rules, dixit_options *options, arena *memory,
                                 dixit_error *error)
{
  *box = calloc(1, sizeof **box);
  if (!*box || (rules && !binding_ruleset_use(rules, options, memory))) {
    strcpy(error->message, "out of memory");
    return DIXIT_NO_MEMORY;
  }
  (*box)->users = 1;
  (*box)->ruleset = rules ? binding_ruleset_share(rules) : NULL;
  return dixit_engine_new(&(*box)->engine, options, error);
}

int binding_engine_new(lua_State *L)
{
  arena memory;
  option_set set;
  dixit_error error;
  lua_settop(L, 1);
  if (!lua_isnil(L, 1))
    luaL_checktype(L, 1, LUA_TTABLE);
  binding_ruleset *rules = binding_ruleset_option(L, 1);
  binding_engine **box = binding_engine_box(L);
  arena_init(&memory, NULL);
  binding_read_options(L, 1, OPTIONS_ENGINE, &memory, &set);
  dixit_status status = binding_engine_fill(box, rules, &set.engine, &memory, &error);
  arena_done(&memory);
  return status == DIXIT_OK ? 1 : binding_fail(L, &error);
}
