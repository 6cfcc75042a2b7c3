/* The program's Lua, from 5.1 to 5.4, under the names of 5.4, and the check that it is the one this was built for. */
#ifndef DIXIT_LUA_HOST_H
#define DIXIT_LUA_HOST_H

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#include "lua/functions.h"

#if LUA_VERSION_NUM < 502
#define lua_rawlen(L, index) lua_objlen((L), (index))
#endif

/* Raises an error that says so when the running Lua is another than the one this module was built for. */
void host_check(lua_State *L);

#endif
