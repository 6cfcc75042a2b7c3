/* dixit.config: the text of a configuration file to a table of options, in the same sandbox as the command's. */
#include <string.h>

#include "lua/binding.h"
#include "lua/config.h"

#define CONFIG_TYPE "dixit.config"

/* What was read, in a userdata: pushing it may raise an error, and memory must not be lost. */
typedef struct config_box {
  config config;
} config_box;

static int box_done(lua_State *L)
{
  config_box *box = luaL_checkudata(L, 1, CONFIG_TYPE);
  config_free(&box->config);
  return 0;
}

static config_box *box_push(lua_State *L)
{
  config_box *box = lua_newuserdata(L, sizeof *box);
  memset(box, 0, sizeof *box);
  if (luaL_newmetatable(L, CONFIG_TYPE)) {
    lua_pushcfunction(L, box_done);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  return box;
}

/* The configuration as it is for the file `path`, over the options in the table at `base`, pushed as a table. */
static void push_for_path(lua_State *L, config *self, const char *path, int base)
{
  option_set set, given;
  option_problem problem;
  memset(&set, 0, sizeof set);
  set.engine.size = sizeof set.engine;
  if (!lua_isnil(L, base)) {
    if (!options_read(L, base, OPTIONS_OPEN, &self->memory, &given, &problem))
      binding_field_error(L, base, problem.key, problem.message);
    if (!options_merge(&set, &given, &self->memory))
      luaL_error(L, "out of memory");
  }
  if (!config_apply(self, config_sections(self, path), &set, &self->memory))
    luaL_error(L, "out of memory");
  options_push(L, &set);
}

/* dixit.config(text [, name [, path [, base]]]) */
static int config_table(lua_State *L)
{
  size_t length;
  char message[CONFIG_MESSAGE_SIZE];
  const char *text = luaL_checklstring(L, 1, &length);
  const char *name = luaL_optstring(L, 2, ".dixit.lua");
  const char *path = luaL_optstring(L, 3, NULL);
  lua_settop(L, 4);
  if (!lua_isnil(L, 4))
    luaL_checktype(L, 4, LUA_TTABLE);
  config *self = &box_push(L)->config;
  if (!config_read(self, text, length, name, OPTIONS_CONFIG, message)) {
    lua_pushnil(L);
    lua_pushstring(L, message);
    return 2;
  }
  if (path)
    push_for_path(L, self, path, 4);
  else
    options_push(L, &self->options);
  return 1;
}

const luaL_Reg binding_config_functions[] = {{"config", config_table}, {NULL, NULL}};
