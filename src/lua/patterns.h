/* Lua's patterns with a limit: in a sandbox no search may run for ever. */
#ifndef DIXIT_LUA_PATTERNS_H
#define DIXIT_LUA_PATTERNS_H

#include "lua/host.h"

/* find, gmatch, gsub and match as the Lua manual has them (5.4, section 6.4.1), for a state of a sandbox: their steps
 * count as instructions. Ends with a NULL name. */
extern const luaL_Reg patterns_functions[];

#endif
