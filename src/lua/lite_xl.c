/* The second way in: lite-xl has a Lua inside whose functions no module can see, and gives a function that finds them.
 * The other files are built once more against a table of those (functions.h with DIXIT_LITE_XL), which is filled here,
 * with the same pointers however often. */
#include "lua/host.h"

#include <string.h>

#define PLACE(name) {#name, &lite_xl.name##_at},

lite_xl_functions lite_xl;

static const struct {
  const char *name;
  void *at;
} places[] = {LITE_XL_FUNCTIONS(PLACE)};

int luaopen_dixit(lua_State *L);
__attribute__((visibility("default"))) int luaopen_lite_xl_dixit(lua_State *L, void *find);

/* `find` is a void *(*)(const char *). lite-xl has all of Lua's functions. */
int luaopen_lite_xl_dixit(lua_State *L, void *find)
{
  void *(*symbol)(const char *);
  memcpy(&symbol, &find, sizeof symbol);
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    void *function = symbol(places[i].name);
    memcpy(places[i].at, &function, sizeof function);
  }
  return luaopen_dixit(L);
}
