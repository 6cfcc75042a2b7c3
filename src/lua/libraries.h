/* What Lua's libraries offer a rule: nothing that reaches outside, and no search without an end. */
#ifndef DIXIT_LUA_LIBRARIES_H
#define DIXIT_LUA_LIBRARIES_H

#include "lua/host.h"

/* Give the state of a sandbox its globals: the harmless part of the base, math, string and table libraries, with
 * patterns that count their steps. Raises errors of Lua's (memory). */
void libraries_open(lua_State *L);

#endif
