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

/* dixit.config(text [, name [, path]]) */
static int config_table(lua_State *L)
{
  size_t length;
  char message[CONFIG_MESSAGE_SIZE];
  option_set set = {.set = 0};
  const char *text = luaL_checklstring(L, 1, &length);
  const char *name = luaL_optstring(L, 2, ".dixit.lua");
  const char *path = luaL_optstring(L, 3, NULL);
  config *self = &box_push(L)->config;
  if (!config_read(self, text, length, name, OPTIONS_CONFIG, message)) {
    lua_pushnil(L);
    lua_pushstring(L, message);
    return 2;
  }
  if (path && !config_apply(self, config_sections(self, path), &set, &self->memory))
    return luaL_error(L, "out of memory");
  options_push(L, path ? &set : &self->options);
  return 1;
}

const luaL_Reg binding_config_functions[] = {{"config", config_table}, {NULL, NULL}};
