/* dixit.ruleset: rules in Lua for programs that script in Lua. The rules run in a sandbox of their own (ruleset.c), not
 * in the program's Lua. */
#include <stdlib.h>
#include <string.h>

#include "lua/binding.h"
#include "lua/ruleset.h"

#define RULESET_TYPE "dixit.ruleset"

/* It lives as long as the Lua value or any engine made with it. */
struct binding_ruleset {
  ruleset rules;
  uint32_t users;
};

/* ---- lifetime ---- */

static binding_ruleset *check_ruleset(lua_State *L)
{
  binding_ruleset **box = luaL_checkudata(L, 1, RULESET_TYPE);
  return *box;
}

void binding_ruleset_release(binding_ruleset *self)
{
  if (!self || --self->users > 0)
    return;
  ruleset_close(&self->rules);
  free(self);
}

static int ruleset_collect(lua_State *L)
{
  binding_ruleset **box = luaL_checkudata(L, 1, RULESET_TYPE);
  binding_ruleset_release(*box);
  *box = NULL;
  return 0;
}

binding_ruleset *binding_ruleset_option(lua_State *L, int options)
{
  if (lua_isnoneornil(L, options))
    return NULL;
  lua_getfield(L, options, "ruleset");
  if (lua_isnil(L, -1)) {
    lua_settop(L, -2);
    return NULL;
  }
  if (!binding_is(L, lua_gettop(L), RULESET_TYPE))
    binding_field_error(L, options, "ruleset", "a ruleset of dixit.ruleset expected");
  binding_ruleset *self = *(binding_ruleset **)lua_touserdata(L, -1);
  lua_settop(L, -2); /* the option table keeps it */
  return self;
}

bool binding_ruleset_use(binding_ruleset *self, dixit_options *options, arena *memory)
{
  options->checks = ruleset_checks(&self->rules, memory);
  options->check_count = self->rules.rules.count;
  return options->checks != NULL;
}

binding_ruleset *binding_ruleset_share(binding_ruleset *self)
{
  self->users++;
  return self;
}

/* ---- methods ---- */

/* rules:load(text [, name]) */
static int ruleset_load_text(lua_State *L)
{
  size_t length;
  char message[SANDBOX_MESSAGE_SIZE];
  binding_ruleset *self = check_ruleset(L);
  const char *text = luaL_checklstring(L, 2, &length);
  const char *name = luaL_optlstring(L, 3, "rules.lua", NULL);
  if (ruleset_load(&self->rules, text, length, name, message)) {
    lua_pushboolean(L, 1);
    return 1;
  }
  lua_pushnil(L);
  lua_pushstring(L, message);
  return 2;
}

static void set_string(lua_State *L, const char *name, const char *value)
{
  if (!value)
    return;
  lua_pushstring(L, value);
  lua_setfield(L, -2, name);
}

/* rules:list(): what was declared, and what was switched off by which error */
static int ruleset_list(lua_State *L)
{
  const ruleset *self = &check_ruleset(L)->rules;
  lua_createtable(L, (int)self->rules.count, 0);
  for (uint32_t i = 0; i < self->rules.count; i++) {
    const lua_rule *rule = self->rules.items[i];
    lua_createtable(L, 0, 6);
    set_string(L, "id", rule->id);
    set_string(L, "severity", dixit_severity_name(rule->severity));
    set_string(L, "message", rule->message);
    set_string(L, "docs", rule->docs);
    set_string(L, "file", rule->file);
    set_string(L, "error", rule->error[0] ? rule->error : NULL);
    lua_rawseti(L, -2, (int)i + 1);
  }
  return 1;
}

/* Adds an example to the list at 2 of the state. */
static void add_example(void *ctx, const ruleset_example *example)
{
  lua_State *L = ctx;
  lua_createtable(L, 0, 4);
  set_string(L, "rule", example->rule->id);
  set_string(L, "text", example->text);
  set_string(L, "kind", example->bad ? "bad" : "good");
  set_string(L, "error", example->message);
  lua_rawseti(L, 2, (int)lua_rawlen(L, 2) + 1);
}

/* rules:test(): whether all examples are right, and a list of them */
static int ruleset_try(lua_State *L)
{
  binding_ruleset *self = check_ruleset(L);
  lua_settop(L, 1);
  lua_newtable(L);
  lua_pushboolean(L, ruleset_test(&self->rules, add_example, L));
  lua_pushvalue(L, 2);
  return 2;
}

/* ---- dixit.ruleset() ---- */

static int ruleset_new(lua_State *L)
{
  binding_ruleset **box = lua_newuserdata(L, sizeof *box);
  *box = NULL;
  luaL_getmetatable(L, RULESET_TYPE);
  lua_setmetatable(L, -2);
  binding_ruleset *self = calloc(1, sizeof *self);
  if (self && ruleset_open(&self->rules)) {
    self->users = 1;
    *box = self;
    return 1;
  }
  free(self);
  lua_pushnil(L);
  lua_pushliteral(L, "rules cannot be run: there is no memory, or this Lua has no limits of memory");
  return 2;
}

void binding_ruleset_type(lua_State *L)
{
  static const luaL_Reg meta[] = {{"__gc", ruleset_collect}, {NULL, NULL}};
  static const luaL_Reg methods[] = {
    {"list", ruleset_list}, {"load", ruleset_load_text}, {"test", ruleset_try}, {NULL, NULL}};
  luaL_newmetatable(L, RULESET_TYPE);
  binding_add(L, meta);
  lua_newtable(L);
  binding_add(L, methods);
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
}

const luaL_Reg binding_ruleset_functions[] = {{"ruleset", ruleset_new}, {NULL, NULL}};
