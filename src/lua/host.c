/* Is the Lua that loads this module the one it was built for? The question must be asked with functions that all have
 * in common: lua_call is a function in 5.1 and a macro over lua_callk since. Both are declared here, weak, and the one
 * that is there is called. */
#include "lua/host.h"

#include <stddef.h>
#include <string.h>

#if defined(DIXIT_LITE_XL) || defined(DIXIT_LUA_LINKED)
#define call_either lua_call
#else
#if LUA_VERSION_NUM >= 502
#undef lua_call
extern void lua_call(lua_State *L, int arguments, int results) __attribute__((weak));
#else
extern void lua_callk(lua_State *L, int arguments, int results, ptrdiff_t ctx, void *k) __attribute__((weak));
#endif

static void call_either(lua_State *L, int arguments, int results)
{
  if (lua_call)
    lua_call(L, arguments, results);
  else
    lua_callk(L, arguments, results, 0, NULL);
}
#endif

void host_check(lua_State *L)
{
  luaL_loadstring(L, "return _VERSION");
  call_either(L, 0, 1);
  const char *version = lua_tolstring(L, -1, NULL);
  if (version && strncmp(version, "Lua 5.", 6) == 0 && strcmp(version, LUA_VERSION) != 0)
    luaL_error(L, "this build of dixit is for %s, and the program that loads it runs %s: install the one for %s",
               LUA_VERSION, version, version);
  lua_settop(L, -2);
#if LUA_VERSION_NUM >= 502
  luaL_checkversion(L);
#endif
}
