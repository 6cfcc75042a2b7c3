/* The rows, and what their types do. Values are looked at without conversions and metamethods: nothing raises an error,
 * so memory is safe while a table is read. */
#include "lua/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "base/text.h"

/* A table on its way. */
typedef struct option_reading {
  lua_State *L;
  arena *memory;
  option_set *out;
  option_problem *problem;
} option_reading;

struct option_row;

/* What a kind of option does: read the value at the top of the stack, push it again, and how large its field is. */
typedef struct option_type {
  bool (*read)(option_reading *self, const struct option_row *row);
  void (*push)(lua_State *L, const struct option_row *row, const option_set *set);
  size_t size;
} option_type;

typedef struct option_row {
  const char *name;
  const option_type *type;
  uint32_t where;
  size_t offset;
  const char *const *choices;
} option_row;

#define FIELD(type, set, row) (*(type *)(void *)((char *)(set) + (row)->offset))
#define CONST_FIELD(type, set, row) (*(const type *)(const void *)((const char *)(set) + (row)->offset))

static bool refuse(option_reading *self, const char *key, const char *message)
{
  snprintf(self->problem->key, sizeof self->problem->key, "%s", key);
  snprintf(self->problem->message, sizeof self->problem->message, "%s", message);
  return false;
}

/* A copy of the string at `index`; NULL, with a problem, when it is none or there is no memory. */
static const char *copy_string(option_reading *self, int index, const char *key)
{
  if (lua_type(self->L, index) != LUA_TSTRING) {
    refuse(self, key, "a string expected");
    return NULL;
  }
  size_t length;
  const char *bytes = lua_tolstring(self->L, index, &length);
  const char *copy = strlen(bytes) == length ? arena_copy(self->memory, bytes, length) : NULL;
  if (!copy)
    refuse(self, key, strlen(bytes) == length ? "out of memory" : "a string without NUL expected");
  return copy;
}

/* ---- scalars ---- */

static bool read_flag(option_reading *self, const option_row *row)
{
  if (!lua_isboolean(self->L, -1))
    return refuse(self, row->name, "true or false expected");
  FIELD(uint8_t, self->out, row) = (uint8_t)lua_toboolean(self->L, -1);
  return true;
}

static void push_flag(lua_State *L, const option_row *row, const option_set *set)
{
  lua_pushboolean(L, CONST_FIELD(uint8_t, set, row));
}

static bool read_number(option_reading *self, const option_row *row)
{
  if (lua_type(self->L, -1) != LUA_TNUMBER)
    return refuse(self, row->name, "a number expected");
  FIELD(float, self->out, row) = (float)lua_tonumber(self->L, -1);
  return true;
}

static void push_number(lua_State *L, const option_row *row, const option_set *set)
{
  lua_pushnumber(L, (lua_Number)CONST_FIELD(float, set, row));
}

static bool read_string(option_reading *self, const option_row *row)
{
  return (FIELD(const char *, self->out, row) = copy_string(self, -1, row->name)) != NULL;
}

static void push_string(lua_State *L, const option_row *row, const option_set *set)
{
  lua_pushstring(L, CONST_FIELD(const char *, set, row));
}

/* The place of the string at `index` in `names`, or -1. */
static int find_name(lua_State *L, int index, const char *const *names)
{
  const char *name = lua_type(L, index) == LUA_TSTRING ? lua_tostring(L, index) : "";
  for (int i = 0; names[i]; i++)
    if (strcmp(names[i], name) == 0)
      return i;
  return -1;
}

static bool refuse_choice(option_reading *self, const char *key, const char *before, const char *const *names)
{
  char message[sizeof self->problem->message];
  size_t used = (size_t)snprintf(message, sizeof message, "%s", before);
  for (size_t i = 0; names[i] && used < sizeof message; i++)
    used += (size_t)snprintf(message + used, sizeof message - used, "%s'%s'",
                             i == 0 ? "" : names[i + 1] ? ", " : " or ", names[i]);
  if (used < sizeof message)
    snprintf(message + used, sizeof message - used, " expected");
  return refuse(self, key, message);
}

static bool read_choice(option_reading *self, const option_row *row)
{
  int found = find_name(self->L, -1, row->choices);
  if (found < 0)
    return refuse_choice(self, row->name, "", row->choices);
  FIELD(uint32_t, self->out, row) = (uint32_t)found;
  return true;
}

static void push_choice(lua_State *L, const option_row *row, const option_set *set)
{
  lua_pushstring(L, row->choices[CONST_FIELD(uint32_t, set, row)]);
}

/* ---- an engine that is there already: the caller knows what to do with it ---- */

static bool read_engine(option_reading *self, const option_row *row)
{
  if (!lua_touserdata(self->L, -1))
    return refuse(self, row->name, "an engine of dixit.engine expected");
  self->out->shared_engine = true;
  return true;
}

static void push_engine(lua_State *L, const option_row *row, const option_set *set)
{
  (void)row;
  (void)set;
  lua_pushnil(L);
}

/* ---- lists of strings ---- */

static bool read_strings(option_reading *self, const option_row *row)
{
  option_strings list = {NULL, 0};
  if (!lua_istable(self->L, -1))
    return refuse(self, row->name, "a list of strings expected");
  size_t count = lua_rawlen(self->L, -1);
  list.items = arena_get(self->memory, (count + 1) * sizeof *list.items);
  if (!list.items)
    return refuse(self, row->name, "out of memory");
  for (size_t i = 1; i <= count; i++) {
    lua_rawgeti(self->L, -1, (int)i);
    list.items[list.count] = copy_string(self, -1, row->name);
    lua_settop(self->L, -2);
    if (!list.items[list.count++])
      return false;
  }
  FIELD(option_strings, self->out, row) = list;
  return true;
}

static void push_strings(lua_State *L, const option_row *row, const option_set *set)
{
  const option_strings list = CONST_FIELD(option_strings, set, row);
  lua_createtable(L, (int)list.count, 0);
  for (uint32_t i = 0; i < list.count; i++) {
    lua_pushstring(L, list.items[i]);
    lua_rawseti(L, -2, (int)i + 1);
  }
}

/* ---- rules ---- */

static const char *const severities[] = {"off", "info", "warning", "error", "default", NULL}; /* as dixit_severity */

/* Of the value at the top; -1, with a problem, when it is none. */
static int read_severity(option_reading *self, const char *rule)
{
  if (lua_isboolean(self->L, -1))
    return lua_toboolean(self->L, -1) ? DIXIT_DEFAULT : DIXIT_OFF;
  int found = find_name(self->L, -1, severities);
  if (found < 0)
    refuse_choice(self, rule, "true, false, ", severities);
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

/* Wide settings before narrow ones, so that the narrow ones win: a table by name has no order of its own. */
static int compare_settings(const void *left, const void *right)
{
  const dixit_rule_setting *a = left, *b = right;
  int difference = setting_width(b->rule) - setting_width(a->rule);
  return difference ? difference : strcmp(a->rule, b->rule);
}

static uint32_t count_pairs(lua_State *L)
{
  uint32_t count = 0;
  for (lua_pushnil(L); lua_next(L, -2); lua_settop(L, -2))
    count++;
  return count;
}

/* { rule = severity, ... } */
static uint32_t read_rules_by_name(option_reading *self, const option_row *row, dixit_rule_setting *out)
{
  uint32_t count = 0;
  for (lua_pushnil(self->L); lua_next(self->L, -2); lua_settop(self->L, -2), count++) {
    out[count].rule = copy_string(self, -2, row->name);
    out[count].severity = out[count].rule ? read_severity(self, out[count].rule) : -1;
    if (out[count].severity < 0)
      return DIXIT_NONE;
  }
  qsort(out, count, sizeof *out, compare_settings);
  return count;
}

/* { { rule, severity }, ... }: in this order */
static uint32_t read_rules_in_order(option_reading *self, const option_row *row, dixit_rule_setting *out)
{
  uint32_t count = (uint32_t)lua_rawlen(self->L, -1);
  for (uint32_t i = 0; i < count; i++) {
    lua_rawgeti(self->L, -1, (int)i + 1);
    if (!lua_istable(self->L, -1)) {
      refuse(self, row->name, "a list of {rule, severity} expected");
      return DIXIT_NONE;
    }
    lua_rawgeti(self->L, -1, 1);
    out[i].rule = copy_string(self, -1, row->name);
    lua_rawgeti(self->L, -2, 2);
    out[i].severity = out[i].rule ? read_severity(self, out[i].rule) : -1;
    lua_settop(self->L, -4);
    if (out[i].severity < 0)
      return DIXIT_NONE;
  }
  return count;
}

static bool read_rules(option_reading *self, const option_row *row)
{
  if (!lua_istable(self->L, -1))
    return refuse(self, row->name, "a table of rule = severity expected");
  dixit_rule_setting *settings = arena_get(self->memory, (count_pairs(self->L) + 1) * sizeof *settings);
  if (!settings)
    return refuse(self, row->name, "out of memory");
  int top = lua_gettop(self->L);
  uint32_t count = lua_rawlen(self->L, -1) > 0 ? read_rules_in_order(self, row, settings)
                                               : read_rules_by_name(self, row, settings);
  lua_settop(self->L, top);
  self->out->engine.rules = settings;
  self->out->engine.rule_count = count;
  return count != DIXIT_NONE;
}

static void push_rules(lua_State *L, const option_row *row, const option_set *set)
{
  (void)row;
  lua_createtable(L, (int)set->engine.rule_count, 0);
  for (uint32_t i = 0; i < set->engine.rule_count; i++) {
    lua_createtable(L, 2, 0);
    lua_pushstring(L, set->engine.rules[i].rule);
    lua_rawseti(L, -2, 1);
    lua_pushstring(L, severities[set->engine.rules[i].severity]);
    lua_rawseti(L, -2, 2);
    lua_rawseti(L, -2, (int)i + 1);
  }
}

/* ---- sections: tables of options themselves ---- */

static bool read_sections(option_reading *self, const option_row *row)
{
  if (!lua_istable(self->L, -1))
    return refuse(self, row->name, "a list of tables expected");
  uint32_t count = (uint32_t)lua_rawlen(self->L, -1);
  option_set *sections = arena_get_zeroed(self->memory, (count + 1) * sizeof *sections);
  if (!sections)
    return refuse(self, row->name, "out of memory");
  for (uint32_t i = 0; i < count; i++) {
    lua_rawgeti(self->L, -1, (int)i + 1);
    if (!lua_istable(self->L, -1))
      return refuse(self, row->name, "a list of tables expected");
    if (!options_read(self->L, lua_gettop(self->L), OPTIONS_SECTION, self->memory, &sections[i], self->problem))
      return false;
    if (sections[i].files.count == 0)
      return refuse(self, row->name, "each section names its files: files = { \"drafts/*.md\" }");
    lua_settop(self->L, -2);
  }
  self->out->sections = sections;
  self->out->section_count = count;
  return true;
}

static void push_sections(lua_State *L, const option_row *row, const option_set *set)
{
  (void)row;
  lua_createtable(L, (int)set->section_count, 0);
  for (uint32_t i = 0; i < set->section_count; i++) {
    options_push(L, &set->sections[i]);
    lua_rawseti(L, -2, (int)i + 1);
  }
}

/* ---- the table ---- */

static const option_type flag = {read_flag, push_flag, sizeof(uint8_t)};
static const option_type number = {read_number, push_number, sizeof(float)};
static const option_type string = {read_string, push_string, sizeof(const char *)};
static const option_type choice = {read_choice, push_choice, sizeof(uint32_t)};
static const option_type strings = {read_strings, push_strings, sizeof(option_strings)};
static const option_type engine = {read_engine, push_engine, 0};
static const option_type rules = {read_rules, push_rules, 0}; /* appended, not replaced */
static const option_type sections = {read_sections, push_sections, 0};

static const char *const scopes[] = {"paragraph", "sentence", NULL};       /* as dixit_citation_scope */
static const char *const formats[] = {"auto", "plain", "markdown", NULL};  /* as dixit_format */

enum {
  ANALYSIS = OPTIONS_ENGINE | OPTIONS_OPEN | OPTIONS_CONFIG | OPTIONS_SECTION | OPTIONS_USER,
  FILES = OPTIONS_CONFIG | OPTIONS_USER
};

static const option_row rows[] = {
  {"citation_scope", &choice, ANALYSIS, offsetof(option_set, engine.citation_scope), scopes},
  {"claim_threshold", &number, ANALYSIS, offsetof(option_set, engine.claim_threshold), NULL},
  {"engine", &engine, OPTIONS_OPEN, 0, NULL},
  {"files", &strings, OPTIONS_SECTION, offsetof(option_set, files), NULL},
  {"format", &choice, OPTIONS_OPEN | OPTIONS_SECTION, offsetof(option_set, format), formats},
  {"name", &string, OPTIONS_OPEN, offsetof(option_set, name), NULL},
  {"paths", &sections, FILES, 0, NULL},
  {"profile", &string, ANALYSIS, offsetof(option_set, engine.profile), NULL},
  {"rule_files", &strings, OPTIONS_USER, offsetof(option_set, rule_files), NULL},
  {"rules", &rules, ANALYSIS, 0, NULL},
  {"strict", &flag, ANALYSIS, offsetof(option_set, engine.strict), NULL},
};
enum { ROW_COUNT = sizeof rows / sizeof *rows };

/* ---- reading ---- */

static bool refuse_key(option_reading *self, const char *key, uint32_t where)
{
  const char *names[ROW_COUNT];
  size_t count = 0;
  char message[sizeof self->problem->message];
  for (size_t i = 0; i < ROW_COUNT; i++)
    if (rows[i].where & where)
      names[count++] = rows[i].name;
  const char *meant = nearest_word(key, names, count);
  snprintf(message, sizeof message, meant ? "no such option; is '%s' meant?" : "no such option", meant);
  if (strcmp(key, "rule_files") == 0)
    snprintf(message, sizeof message, "files of rules are for your own configuration or the command line");
  return refuse(self, key, message);
}

static int find_row(const char *key, uint32_t where)
{
  for (int i = 0; i < ROW_COUNT; i++)
    if ((rows[i].where & where) && strcmp(rows[i].name, key) == 0)
      return i;
  return -1;
}

/* Reads the value at the top under the key below it. */
static bool read_pair(option_reading *self, uint32_t where)
{
  if (lua_type(self->L, -2) != LUA_TSTRING)
    return refuse(self, "options", "the names of options are strings");
  const char *key = lua_tostring(self->L, -2);
  int row = find_row(key, where);
  if (row < 0)
    return refuse_key(self, key, where);
  self->out->set |= UINT64_C(1) << row;
  return rows[row].type->read(self, &rows[row]);
}

bool options_read(lua_State *L, int table, uint32_t where, arena *memory, option_set *out, option_problem *problem)
{
  option_reading self = {L, memory, out, problem};
  int top = lua_gettop(L);
  memset(out, 0, sizeof *out);
  out->engine.size = sizeof out->engine;
  bool fine = true;
  for (lua_pushnil(L); fine && lua_next(L, table); lua_settop(L, top + 1))
    fine = read_pair(&self, where);
  lua_settop(L, top);
  return fine;
}

/* ---- merging and pushing ---- */

static bool append_rules(option_set *base, const option_set *over, arena *memory)
{
  uint32_t count = base->engine.rule_count + over->engine.rule_count;
  dixit_rule_setting *all = arena_get(memory, (count + 1) * sizeof *all);
  if (!all)
    return false;
  if (base->engine.rule_count)
    memcpy(all, base->engine.rules, base->engine.rule_count * sizeof *all);
  if (over->engine.rule_count)
    memcpy(all + base->engine.rule_count, over->engine.rules, over->engine.rule_count * sizeof *all);
  base->engine.rules = all;
  base->engine.rule_count = count;
  return true;
}

bool options_merge(option_set *base, const option_set *over, arena *memory)
{
  for (size_t i = 0; i < ROW_COUNT; i++) {
    if (!(over->set >> i & 1) || !(rows[i].where & OPTIONS_OPEN))
      continue; /* not given, or about files and not their analysis */
    memcpy((char *)base + rows[i].offset, (const char *)over + rows[i].offset, rows[i].type->size);
    base->set |= UINT64_C(1) << i;
  }
  return append_rules(base, over, memory);
}

void options_push(lua_State *L, const option_set *set)
{
  lua_createtable(L, 0, 4);
  for (size_t i = 0; i < ROW_COUNT; i++) {
    if (!(set->set >> i & 1))
      continue;
    rows[i].type->push(L, &rows[i], set);
    lua_setfield(L, -2, rows[i].name);
  }
}
