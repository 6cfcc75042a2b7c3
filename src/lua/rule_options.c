/* Options of rules: { ["quotes/late-attribution"] = { words = 30 } } to settings of the engine and back. */
#include "lua/option_values.h"

#include <string.h>

/* How many numbers the tables in the table at the top hold; rules whose value is no table count one. */
static uint32_t count_settings(lua_State *L)
{
  uint32_t count = 0;
  for (lua_pushnil(L); lua_next(L, -2); lua_settop(L, -2)) {
    if (!lua_istable(L, -1))
      count++;
    else
      for (lua_pushnil(L); lua_next(L, -2); lua_settop(L, -2))
        count++;
  }
  return count;
}

/* The name and number below and at the top. */
static bool read_setting(option_reading *self, const char *rule, dixit_option_setting *out)
{
  lua_Number value = lua_type(self->L, -1) == LUA_TNUMBER ? lua_tonumber(self->L, -1) : -1;
  if (lua_type(self->L, -2) != LUA_TSTRING || !(value >= 0 && value < DIXIT_NONE))
    return option_refuse(self, rule, "a table of name = number expected");
  const char *name = lua_tostring(self->L, -2);
  out->rule = rule;
  out->name = arena_copy(self->memory, name, strlen(name));
  out->value = (uint32_t)value;
  return out->name || option_refuse(self, rule, "out of memory");
}

/* The rule below the top and the table of its options at the top. */
static bool read_rule(option_reading *self, const option_row *row, dixit_option_setting *settings, uint32_t *count)
{
  if (lua_type(self->L, -2) != LUA_TSTRING || !lua_istable(self->L, -1))
    return option_refuse(self, row->name, "a table of rule = { name = number } expected");
  const char *id = lua_tostring(self->L, -2), *rule = arena_copy(self->memory, id, strlen(id));
  if (!rule)
    return option_refuse(self, row->name, "out of memory");
  for (lua_pushnil(self->L); lua_next(self->L, -2); lua_settop(self->L, -2))
    if (!read_setting(self, rule, &settings[(*count)++]))
      return false;
  return true;
}

static bool read_settings(option_reading *self, const option_row *row)
{
  if (!lua_istable(self->L, -1))
    return option_refuse(self, row->name, "a table of rule = { name = number } expected");
  int top = lua_gettop(self->L);
  uint32_t count = 0;
  dixit_option_setting *settings = arena_get(self->memory, (count_settings(self->L) + 1) * sizeof *settings);
  bool fine = settings || option_refuse(self, row->name, "out of memory");
  for (lua_pushnil(self->L); fine && lua_next(self->L, top); lua_settop(self->L, top + 1))
    fine = read_rule(self, row, settings, &count);
  lua_settop(self->L, top);
  self->out->engine.option_settings = settings;
  self->out->engine.option_setting_count = fine ? count : 0;
  return fine;
}

static void push_settings(lua_State *L, const option_row *row, const option_set *set)
{
  (void)row;
  lua_createtable(L, 0, 4);
  for (uint32_t i = 0; i < set->engine.option_setting_count; i++) {
    const dixit_option_setting *setting = &set->engine.option_settings[i];
    lua_getfield(L, -1, setting->rule);
    if (!lua_istable(L, -1)) {
      lua_settop(L, -2);
      lua_createtable(L, 0, 2);
      lua_pushvalue(L, -1);
      lua_setfield(L, -3, setting->rule);
    }
    lua_pushnumber(L, (lua_Number)setting->value);
    lua_setfield(L, -2, setting->name);
    lua_settop(L, -2);
  }
}

static void write_settings(buffer *out, const option_row *row, const option_set *set)
{
  (void)row;
  buffer_add_string(out, "{\n");
  for (uint32_t i = 0; i < set->engine.option_setting_count; i++) {
    const dixit_option_setting *setting = &set->engine.option_settings[i];
    bool first = i == 0 || strcmp(setting[-1].rule, setting->rule) != 0;
    bool last = i + 1 == set->engine.option_setting_count || strcmp(setting[1].rule, setting->rule) != 0;
    if (first)
      buffer_add_format(out, "    [\"%s\"] = {", setting->rule);
    buffer_add_format(out, "%s %s = %u", first ? "" : ",", setting->name, setting->value);
    buffer_add_string(out, last ? " },\n" : "");
  }
  buffer_add_string(out, "  }");
}

const option_type option_rule_options = {read_settings, push_settings, write_settings, 0};
