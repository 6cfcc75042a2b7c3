/* The functions of Lua that this module calls, all declared weak: so it can be loaded into a program with another Lua,
 * which lacks some of them, and say what is wrong (host.c) instead of failing with the name of a missing symbol. A test
 * compares the list with what the module asks for.
 *
 * A program that brings its own Lua defines DIXIT_LUA_LINKED: its linker is to find the functions now. The module for
 * lite-xl defines DIXIT_LITE_XL: it is handed the functions. */
#ifndef DIXIT_LUA_FUNCTIONS_H
#define DIXIT_LUA_FUNCTIONS_H

#define LUA_FUNCTIONS(X) \
  X(luaL_argerror) X(luaL_checklstring) X(luaL_checknumber) X(luaL_checkoption) X(luaL_checkstack) \
  X(luaL_checktype) X(luaL_checkudata) X(luaL_error) X(luaL_loadstring) X(luaL_newmetatable) X(luaL_optlstring) \
  X(luaL_ref) X(lua_close) X(lua_createtable) X(lua_gc) X(lua_getallocf) X(lua_getfield) X(lua_getinfo) \
  X(lua_getmetatable) X(lua_gettop) X(lua_newstate) X(lua_next) X(lua_pushboolean) X(lua_pushcclosure) \
  X(lua_pushfstring) X(lua_pushinteger) X(lua_pushlstring) X(lua_pushnil) X(lua_pushnumber) X(lua_pushstring) \
  X(lua_pushvalue) X(lua_rawequal) X(lua_rawgeti) X(lua_rawseti) X(lua_setfield) X(lua_sethook) \
  X(lua_setmetatable) X(lua_settop) X(lua_toboolean) X(lua_tolstring) X(lua_touserdata) X(lua_type)

#if LUA_VERSION_NUM >= 504
#define LUA_FUNCTIONS_OF_VERSION(X) \
  X(luaL_checkversion_) X(luaL_loadbufferx) X(luaL_openlibs) X(lua_callk) X(lua_copy) X(lua_getglobal) \
  X(lua_newuserdatauv) X(lua_pcallk) X(lua_pushlightuserdata) X(lua_rawlen) X(lua_setglobal) X(lua_setiuservalue) \
  X(lua_tointegerx) X(lua_tonumberx)
#elif LUA_VERSION_NUM == 503
#define LUA_FUNCTIONS_OF_VERSION(X) \
  X(luaL_checkversion_) X(luaL_loadbufferx) X(luaL_openlibs) X(lua_callk) X(lua_copy) X(lua_getglobal) \
  X(lua_newuserdata) X(lua_pcallk) X(lua_pushlightuserdata) X(lua_rawlen) X(lua_setglobal) X(lua_setuservalue) \
  X(lua_tointegerx) X(lua_tonumberx)
#elif LUA_VERSION_NUM == 502
#define LUA_FUNCTIONS_OF_VERSION(X) \
  X(luaL_checkversion_) X(luaL_loadbufferx) X(luaL_openlibs) X(lua_callk) X(lua_getglobal) X(lua_newuserdata) \
  X(lua_pcallk) X(lua_pushlightuserdata) X(lua_rawlen) X(lua_replace) X(lua_setglobal) X(lua_setuservalue) \
  X(lua_tointegerx) X(lua_tonumberx)
#else
#define LUA_FUNCTIONS_OF_VERSION(X) \
  X(luaL_loadbuffer) X(lua_call) X(lua_cpcall) X(lua_newuserdata) X(lua_objlen) X(lua_pcall) X(lua_replace) \
  X(lua_setfenv) X(lua_tointeger) X(lua_tonumber) X(luaopen_base) X(luaopen_math) X(luaopen_string) \
  X(luaopen_table)
#endif

#if defined(DIXIT_LITE_XL)
#include "lite_xl_functions.h" /* generated: each name is a pointer of a table (lite_xl.c) */
#elif defined(__ELF__) && !defined(DIXIT_LUA_LINKED)
#define LUA_FUNCTION_WEAK(name) extern __typeof__(name) name __attribute__((weak));
LUA_FUNCTIONS(LUA_FUNCTION_WEAK)
LUA_FUNCTIONS_OF_VERSION(LUA_FUNCTION_WEAK)
#undef LUA_FUNCTION_WEAK
#endif

#endif
