/* A program as lite-xl is one: Lua 5.4 inside, none of its functions visible, and a function that finds them by name.
 * lite_xl_host MODULE SCRIPT runs the script with the module as the global `dixit`. */
#include <dlfcn.h>
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdio.h>
#include <string.h>

#include "lua/functions.h"

#define FUNCTION(name) {#name, (void (*)(void))(name)},

static void *find(const char *name)
{
  static const struct {
    const char *name;
    void (*function)(void);
  } functions[] = {LUA_FUNCTIONS(FUNCTION) LUA_FUNCTIONS_OF_VERSION(FUNCTION)};
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
    void *function;
    memcpy(&function, &functions[i].function, sizeof function);
    if (strcmp(functions[i].name, name) == 0)
      return function;
  }
  return NULL;
}

int main(int argc, char **argv)
{
  int (*open)(lua_State *, void *);
  void *(*finder)(const char *) = find, *pointer, *module = argc == 3 ? dlopen(argv[1], RTLD_NOW | RTLD_LOCAL) : NULL;
  void *symbol = module ? dlsym(module, "luaopen_lite_xl_dixit") : NULL;
  lua_State *L = luaL_newstate();
  if (!symbol || !L) {
    fprintf(stderr, "%s\n", module ? "no entry point" : dlerror());
    return 1;
  }
  memcpy(&open, &symbol, sizeof open);
  memcpy(&pointer, &finder, sizeof pointer);
  luaL_openlibs(L);
  open(L, pointer);
  lua_setglobal(L, "dixit");
  if (luaL_dofile(L, argv[2])) {
    fprintf(stderr, "%s\n", lua_tostring(L, -1));
    return 1;
  }
  lua_close(L);
  return 0;
}
