/* require "dixit": the library for programs that script in Lua. One source for Lua 5.1 (LuaJIT too), 5.2, 5.3 and 5.4.
 *
 * Nothing here is shared between two Lua states: the module may be loaded in several threads at once, and unloaded when
 * a state ends. It starts no threads and leaves nothing behind. */
#include "lua/binding.h"

static const luaL_Reg functions[] = {
  {"engine", binding_engine_new},
  {"open", binding_open},
  {NULL, NULL},
};

__attribute__((visibility("default"))) int luaopen_dixit(lua_State *L);

int luaopen_dixit(lua_State *L)
{
  host_check(L);
  binding_engine_type(L);
  binding_doc_type(L);
  binding_doc_own(L);
  binding_ruleset_type(L);
  lua_newtable(L);
  binding_add(L, functions);
  binding_add(L, binding_catalogue);
  binding_add(L, binding_config_functions);
  binding_add(L, binding_ruleset_functions);
  lua_pushstring(L, dixit_version());
  lua_setfield(L, -2, "version");
  return 1;
}
