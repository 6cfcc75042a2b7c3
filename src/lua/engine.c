/* Option tables to engines. A new option of dixit_options is a row in `options`. */
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "lua/binding.h"

/* ---- lifetime ---- */

bool binding_is_engine(lua_State *L, int index)
{
  if (!lua_getmetatable(L, index))
    return false;
  luaL_getmetatable(L, BINDING_ENGINE);
  bool same = lua_rawequal(L, -1, -2);
  lua_pop(L, 2);
  return same;
}

binding_engine *binding_engine_share(lua_State *L, int index)
{
  binding_engine *engine = *(binding_engine **)lua_touserdata(L, index);
  engine->users++;
  return engine;
}

void binding_engine_release(binding_engine *engine)
{
  if (!engine || --engine->users > 0)
    return;
  dixit_engine_free(engine->engine);
  free(engine);
}

static int engine_collect(lua_State *L)
{
  binding_engine **box = luaL_checkudata(L, 1, BINDING_ENGINE);
  binding_engine_release(*box);
  *box = NULL;
  return 0;
}

void binding_engine_type(lua_State *L)
{
  static const luaL_Reg functions[] = {{"__gc", engine_collect}, {NULL, NULL}};
  luaL_newmetatable(L, BINDING_ENGINE);
  binding_add(L, functions);
  lua_pop(L, 1);
}

/* ---- options ---- */

typedef struct engine_option {
  const char *name;
  /* Reads the value at the top of the stack, which stays there until the engine is made. `argument` is the option
   * table, for errors. */
  void (*read)(lua_State *L, int argument, const struct engine_option *option, dixit_options *out);
  size_t offset;
  const char *const *names;
} engine_option;

#define OPTION_FIELD(type, out, option) (*(type *)(void *)((char *)(out) + (option)->offset))

static void read_flag(lua_State *L, int argument, const engine_option *option, dixit_options *out)
{
  if (!lua_isboolean(L, -1))
    binding_field_error(L, argument, option->name, "true or false expected");
  OPTION_FIELD(uint8_t, out, option) = (uint8_t)lua_toboolean(L, -1);
}

static void read_number(lua_State *L, int argument, const engine_option *option, dixit_options *out)
{
  if (lua_type(L, -1) != LUA_TNUMBER)
    binding_field_error(L, argument, option->name, "a number expected");
  OPTION_FIELD(float, out, option) = (float)lua_tonumber(L, -1);
}

static void read_string(lua_State *L, int argument, const engine_option *option, dixit_options *out)
{
  if (lua_type(L, -1) != LUA_TSTRING)
    binding_field_error(L, argument, option->name, "a string expected");
  OPTION_FIELD(const char *, out, option) = lua_tostring(L, -1);
}

/* The place of the string at `index` in `names`, or -1. */
static int find_name(lua_State *L, int index, const char *const *names)
{
  if (lua_type(L, index) != LUA_TSTRING)
    return -1;
  const char *name = lua_tostring(L, index);
  for (int i = 0; names[i]; i++)
    if (strcmp(names[i], name) == 0)
      return i;
  return -1;
}

static void read_name(lua_State *L, int argument, const engine_option *option, dixit_options *out)
{
  int found = find_name(L, -1, option->names);
  if (found < 0)
    binding_field_error(L, argument, option->name, lua_pushfstring(L, "'%s' or '%s' expected", option->names[0],
                                                                   option->names[1]));
  OPTION_FIELD(uint32_t, out, option) = (uint32_t)found;
}

static int32_t read_severity(lua_State *L, int argument, const char *rule)
{
  static const char *const names[] = {"off", "info", "warning", "error", "default", NULL}; /* as dixit_severity */
  if (lua_isboolean(L, -1))
    return lua_toboolean(L, -1) ? DIXIT_DEFAULT : DIXIT_OFF;
  int found = find_name(L, -1, names);
  if (found < 0)
    binding_field_error(L, argument, rule, "true, false, 'off', 'info', 'warning', 'error' or 'default' expected");
  return found;
}

/* How much a setting takes in: "*" all, "category/" and "*" a category, anything else one rule. */
static int setting_width(const char *rule)
{
  size_t length = strlen(rule);
  if (length == 0 || rule[length - 1] != '*')
    return 0;
  return length == 1 ? 2 : 1;
}

/* Wide settings before narrow ones, so that the narrow ones win: a Lua table has no order of its own. */
static int compare_settings(const void *left, const void *right)
{
  const dixit_rule_setting *a = left, *b = right;
  int difference = setting_width(b->rule) - setting_width(a->rule);
  return difference ? difference : strcmp(a->rule, b->rule);
}

static uint32_t count_pairs(lua_State *L, int index)
{
  uint32_t count = 0;
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1))
    count++;
  return count;
}

static void read_rules(lua_State *L, int argument, const engine_option *option, dixit_options *out)
{
  if (!lua_istable(L, -1))
    binding_field_error(L, argument, option->name, "a table of rule = severity expected");
  int table = lua_gettop(L);
  dixit_rule_setting *settings = lua_newuserdata(L, (count_pairs(L, table) + 1) * sizeof *settings);
  for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
    if (lua_type(L, -2) != LUA_TSTRING)
      binding_field_error(L, argument, option->name, "the names of rules are strings");
    dixit_rule_setting *setting = &settings[out->rule_count++];
    setting->rule = lua_tostring(L, -2);
    setting->severity = read_severity(L, argument, setting->rule);
  }
  qsort(settings, out->rule_count, sizeof *settings, compare_settings);
  out->rules = settings;
}

static const char *const scopes[] = {"paragraph", "sentence", NULL}; /* as dixit_citation_scope */

static const engine_option options[] = {
  {"citation_scope", read_name, offsetof(dixit_options, citation_scope), scopes},
  {"claim_threshold", read_number, offsetof(dixit_options, claim_threshold), NULL},
  {"profile", read_string, offsetof(dixit_options, profile), NULL},
  {"rules", read_rules, 0, NULL},
  {"strict", read_flag, offsetof(dixit_options, strict), NULL},
};
enum { OPTION_COUNT = sizeof options / sizeof *options };

/* Options of a document, which may stand in the same table. */
static const char *const doc_options[] = {"engine", "format", "name"};
enum { DOC_OPTION_COUNT = sizeof doc_options / sizeof *doc_options };

/* Raises an error when the string or other key at the top, but one, is no option. */
static void check_key(lua_State *L, int argument)
{
  const char *names[OPTION_COUNT + DOC_OPTION_COUNT];
  if (lua_type(L, -2) != LUA_TSTRING)
    luaL_argerror(L, argument, "the names of options are strings");
  const char *key = lua_tostring(L, -2);
  for (size_t i = 0; i < OPTION_COUNT; i++)
    names[i] = options[i].name;
  memcpy(names + OPTION_COUNT, doc_options, sizeof doc_options);
  for (size_t i = 0; i < OPTION_COUNT + DOC_OPTION_COUNT; i++)
    if (strcmp(names[i], key) == 0)
      return;
  const char *meant = nearest_word(key, names, OPTION_COUNT + DOC_OPTION_COUNT);
  binding_field_error(L, argument, key, meant ? lua_pushfstring(L, "no such option; is '%s' meant?", meant)
                                              : "no such option");
}

static void read_options(lua_State *L, int argument, dixit_options *out)
{
  memset(out, 0, sizeof *out);
  out->size = sizeof *out;
  if (lua_isnoneornil(L, argument))
    return;
  luaL_checktype(L, argument, LUA_TTABLE);
  luaL_checkstack(L, 2 * OPTION_COUNT + 8, NULL);
  for (lua_pushnil(L); lua_next(L, argument); lua_pop(L, 1))
    check_key(L, argument);
  for (size_t i = 0; i < OPTION_COUNT; i++) {
    lua_getfield(L, argument, options[i].name);
    if (!lua_isnil(L, -1))
      options[i].read(L, argument, &options[i], out);
  }
}

bool binding_engine_push(lua_State *L, int argument)
{
  dixit_options values;
  dixit_error error;
  read_options(L, argument, &values);
  binding_engine **box = lua_newuserdata(L, sizeof *box);
  *box = NULL;
  luaL_getmetatable(L, BINDING_ENGINE);
  lua_setmetatable(L, -2);
  *box = calloc(1, sizeof **box);
  if (!*box)
    return luaL_error(L, "out of memory");
  (*box)->users = 1;
  if (dixit_engine_new(&(*box)->engine, &values, &error) == DIXIT_OK)
    return true;
  binding_fail(L, &error);
  return false;
}

int binding_engine_new(lua_State *L)
{
  lua_settop(L, 1);
  return binding_engine_push(L, 1) ? 1 : 2;
}
