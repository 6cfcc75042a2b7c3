/* The kinds of values. They are looked at without conversions and metamethods: nothing raises an error. */
#include "lua/option_values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool option_refuse(option_reading *self, const char *key, const char *message)
{
  snprintf(self->problem->key, sizeof self->problem->key, "%s", key);
  snprintf(self->problem->message, sizeof self->problem->message, "%s", message);
  return false;
}

/* A copy of the string at `index`; NULL, with a problem, when it is none or there is no memory. */
static const char *copy_string(option_reading *self, int index, const char *key)
{
  if (lua_type(self->L, index) != LUA_TSTRING) {
    option_refuse(self, key, "a string expected");
    return NULL;
  }
  size_t length;
  const char *bytes = lua_tolstring(self->L, index, &length);
  const char *copy = strlen(bytes) == length ? arena_copy(self->memory, bytes, length) : NULL;
  if (!copy)
    option_refuse(self, key, strlen(bytes) == length ? "out of memory" : "a string without NUL expected");
  return copy;
}

/* ---- scalars ---- */

static bool read_flag(option_reading *self, const option_row *row)
{
  if (!lua_isboolean(self->L, -1))
    return option_refuse(self, row->name, "true or false expected");
  OPTION_FIELD(uint8_t, self->out, row) = (uint8_t)lua_toboolean(self->L, -1);
  return true;
}

static void push_flag(lua_State *L, const option_row *row, const option_set *set)
{
  lua_pushboolean(L, OPTION_CONST_FIELD(uint8_t, set, row));
}

static void write_flag(buffer *out, const option_row *row, const option_set *set)
{
  buffer_add_string(out, OPTION_CONST_FIELD(uint8_t, set, row) ? "true" : "false");
}

static bool read_number(option_reading *self, const option_row *row)
{
  if (lua_type(self->L, -1) != LUA_TNUMBER)
    return option_refuse(self, row->name, "a number expected");
  OPTION_FIELD(float, self->out, row) = (float)lua_tonumber(self->L, -1);
  return true;
}

static void push_number(lua_State *L, const option_row *row, const option_set *set)
{
  lua_pushnumber(L, (lua_Number)OPTION_CONST_FIELD(float, set, row));
}

static void write_number(buffer *out, const option_row *row, const option_set *set)
{
  buffer_add_decimal(out, (double)OPTION_CONST_FIELD(float, set, row), 3);
}

static bool read_string(option_reading *self, const option_row *row)
{
  return (OPTION_FIELD(const char *, self->out, row) = copy_string(self, -1, row->name)) != NULL;
}

static void push_string(lua_State *L, const option_row *row, const option_set *set)
{
  lua_pushstring(L, OPTION_CONST_FIELD(const char *, set, row));
}

/* A string as Lua and people read it. */
static void write_quoted(buffer *out, const char *text)
{
  buffer_add_char(out, '"');
  for (; *text; text++) {
    if ((unsigned char)*text < 0x20) {
      buffer_add_format(out, "\\%03d", *text);
      continue;
    }
    if (*text == '"' || *text == '\\')
      buffer_add_char(out, '\\');
    buffer_add_char(out, *text);
  }
  buffer_add_char(out, '"');
}

static void write_string(buffer *out, const option_row *row, const option_set *set)
{
  write_quoted(out, OPTION_CONST_FIELD(const char *, set, row));
}

/* "2015-03-21" as 20150321; the engine says whether there is such a day. */
static bool read_date(option_reading *self, const option_row *row)
{
  uint32_t date = 0;
  const char *text = lua_type(self->L, -1) == LUA_TSTRING ? lua_tostring(self->L, -1) : "";
  bool fine = strlen(text) == 10;
  for (size_t i = 0; fine && i < 10; i++) {
    bool dash = i == 4 || i == 7;
    fine = dash ? text[i] == '-' : text[i] >= '0' && text[i] <= '9';
    date = dash ? date : date * 10 + (uint32_t)(text[i] - '0');
  }
  if (!fine)
    return option_refuse(self, row->name, "a date such as \"2015-03-21\" expected");
  OPTION_FIELD(uint32_t, self->out, row) = date;
  return true;
}

static const char *date_text(const option_row *row, const option_set *set, char text[16])
{
  uint32_t date = OPTION_CONST_FIELD(uint32_t, set, row);
  snprintf(text, 16, "%04u-%02u-%02u", date / 10000 % 10000, date / 100 % 100, date % 100);
  return text;
}

static void push_date(lua_State *L, const option_row *row, const option_set *set)
{
  char text[16];
  lua_pushstring(L, date_text(row, set, text));
}

static void write_date(buffer *out, const option_row *row, const option_set *set)
{
  char text[16];
  write_quoted(out, date_text(row, set, text));
}

typedef const char *(*choice_name)(uint32_t value);

static bool is_choice(choice_name name_of, uint32_t value)
{
  return name_of(value)[0] != '?';
}

/* The value whose name is the string at `index`, or -1. */
static int find_choice(lua_State *L, int index, choice_name name_of)
{
  const char *name = lua_type(L, index) == LUA_TSTRING ? lua_tostring(L, index) : "";
  for (uint32_t value = 0; is_choice(name_of, value); value++)
    if (strcmp(name_of(value), name) == 0)
      return (int)value;
  return -1;
}

static bool refuse_choice(option_reading *self, const char *key, const char *before, choice_name name_of)
{
  char message[sizeof self->problem->message];
  size_t used = (size_t)snprintf(message, sizeof message, "%s", before);
  for (uint32_t i = 0; is_choice(name_of, i) && used < sizeof message; i++)
    used += (size_t)snprintf(message + used, sizeof message - used, "%s'%s'",
                             i == 0 ? "" : is_choice(name_of, i + 1) ? ", " : " or ", name_of(i));
  if (used < sizeof message)
    snprintf(message + used, sizeof message - used, " expected");
  return option_refuse(self, key, message);
}

static bool read_choice(option_reading *self, const option_row *row)
{
  int found = find_choice(self->L, -1, row->choice);
  if (found < 0)
    return refuse_choice(self, row->name, "", row->choice);
  OPTION_FIELD(uint32_t, self->out, row) = (uint32_t)found;
  return true;
}

static void push_choice(lua_State *L, const option_row *row, const option_set *set)
{
  lua_pushstring(L, row->choice(OPTION_CONST_FIELD(uint32_t, set, row)));
}

static void write_choice(buffer *out, const option_row *row, const option_set *set)
{
  write_quoted(out, row->choice(OPTION_CONST_FIELD(uint32_t, set, row)));
}

/* ---- lists of strings ---- */

static bool read_strings(option_reading *self, const option_row *row)
{
  option_strings list = {NULL, 0};
  if (!lua_istable(self->L, -1))
    return option_refuse(self, row->name, "a list of strings expected");
  size_t count = lua_rawlen(self->L, -1);
  list.items = arena_get(self->memory, (count + 1) * sizeof *list.items);
  if (!list.items)
    return option_refuse(self, row->name, "out of memory");
  for (size_t i = 1; i <= count; i++) {
    lua_rawgeti(self->L, -1, (int)i);
    list.items[list.count] = copy_string(self, -1, row->name);
    lua_settop(self->L, -2);
    if (!list.items[list.count++])
      return false;
  }
  OPTION_FIELD(option_strings, self->out, row) = list;
  return true;
}

static void push_strings(lua_State *L, const option_row *row, const option_set *set)
{
  const option_strings list = OPTION_CONST_FIELD(option_strings, set, row);
  lua_createtable(L, (int)list.count, 0);
  for (uint32_t i = 0; i < list.count; i++) {
    lua_pushstring(L, list.items[i]);
    lua_rawseti(L, -2, (int)i + 1);
  }
}

static void write_strings(buffer *out, const option_row *row, const option_set *set)
{
  const option_strings list = OPTION_CONST_FIELD(option_strings, set, row);
  buffer_add_char(out, '{');
  for (uint32_t i = 0; i < list.count; i++) {
    buffer_add_string(out, i ? ", " : " ");
    write_quoted(out, list.items[i]);
  }
  buffer_add_string(out, " }");
}

/* ---- rules ---- */

/* Of the value at the top; -1, with a problem, when it is none. */
static int read_severity(option_reading *self, const char *rule)
{
  if (lua_isboolean(self->L, -1))
    return lua_toboolean(self->L, -1) ? DIXIT_DEFAULT : DIXIT_OFF;
  int found = find_choice(self->L, -1, dixit_severity_name);
  if (found < 0)
    refuse_choice(self, rule, "true, false, ", dixit_severity_name);
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
      option_refuse(self, row->name, "a list of {rule, severity} expected");
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
    return option_refuse(self, row->name, "a table of rule = severity expected");
  dixit_rule_setting *settings = arena_get(self->memory, (count_pairs(self->L) + 1) * sizeof *settings);
  if (!settings)
    return option_refuse(self, row->name, "out of memory");
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
    lua_pushstring(L, dixit_severity_name((uint32_t)set->engine.rules[i].severity));
    lua_rawseti(L, -2, 2);
    lua_rawseti(L, -2, (int)i + 1);
  }
}

static void write_rules(buffer *out, const option_row *row, const option_set *set)
{
  (void)row;
  buffer_add_string(out, "{\n");
  for (uint32_t i = 0; i < set->engine.rule_count; i++) {
    buffer_add_string(out, "    { ");
    write_quoted(out, set->engine.rules[i].rule);
    buffer_add_string(out, ", ");
    write_quoted(out, dixit_severity_name((uint32_t)set->engine.rules[i].severity));
    buffer_add_string(out, " },\n");
  }
  buffer_add_string(out, "  }");
}

/* ---- words: { class = { word, ... }, ... } ---- */

static uint32_t count_words(lua_State *L)
{
  uint32_t count = 0;
  for (lua_pushnil(L); lua_next(L, -2); lua_settop(L, -2))
    count += lua_istable(L, -1) ? (uint32_t)lua_rawlen(L, -1) : 0;
  return count;
}

/* A table by name has no order of its own. */
static int compare_words(const void *left, const void *right)
{
  const dixit_word *a = left, *b = right;
  int difference = strcmp(a->class_name, b->class_name);
  return difference ? difference : strcmp(a->word, b->word);
}

void option_words_sort(dixit_word *words, uint32_t count)
{
  qsort(words, count, sizeof *words, compare_words);
}

/* The list at the top, of the class whose name is below it. */
static bool read_class(option_reading *self, const option_row *row, dixit_word *out, uint32_t *count)
{
  const char *name = copy_string(self, -2, row->name);
  if (!name)
    return false;
  if (!lua_istable(self->L, -1))
    return option_refuse(self, name, "a list of words expected");
  uint32_t length = (uint32_t)lua_rawlen(self->L, -1);
  for (uint32_t i = 1; i <= length; i++) {
    lua_rawgeti(self->L, -1, (int)i);
    const char *word = copy_string(self, -1, name);
    lua_settop(self->L, -2);
    if (!word)
      return false;
    out[(*count)++] = (dixit_word){name, word};
  }
  return true;
}

static bool read_words(option_reading *self, const option_row *row)
{
  if (!lua_istable(self->L, -1))
    return option_refuse(self, row->name, "a table of class = { word, ... } expected");
  dixit_word *words = arena_get(self->memory, (count_words(self->L) + 1) * sizeof *words);
  uint32_t count = 0;
  if (!words)
    return option_refuse(self, row->name, "out of memory");
  for (lua_pushnil(self->L); lua_next(self->L, -2); lua_settop(self->L, -2))
    if (!read_class(self, row, words, &count))
      return false;
  option_words_sort(words, count);
  self->out->engine.words = words;
  self->out->engine.word_count = count;
  return true;
}

/* How many words from `first` on are of its class. */
static uint32_t class_length(const option_set *set, uint32_t first)
{
  uint32_t end = first;
  while (end < set->engine.word_count &&
         strcmp(set->engine.words[first].class_name, set->engine.words[end].class_name) == 0)
    end++;
  return end - first;
}

static void push_words(lua_State *L, const option_row *row, const option_set *set)
{
  (void)row;
  lua_createtable(L, 0, 4);
  for (uint32_t i = 0; i < set->engine.word_count;) {
    uint32_t length = class_length(set, i);
    lua_createtable(L, (int)length, 0);
    for (uint32_t j = 0; j < length; j++) {
      lua_pushstring(L, set->engine.words[i + j].word);
      lua_rawseti(L, -2, (int)j + 1);
    }
    lua_setfield(L, -2, set->engine.words[i].class_name);
    i += length;
  }
}

static void write_words(buffer *out, const option_row *row, const option_set *set)
{
  (void)row;
  buffer_add_string(out, "{\n");
  for (uint32_t i = 0; i < set->engine.word_count;) {
    uint32_t length = class_length(set, i);
    buffer_add_format(out, "    %.60s = {", set->engine.words[i].class_name);
    for (uint32_t j = 0; j < length; j++) {
      buffer_add_string(out, j ? ", " : " ");
      write_quoted(out, set->engine.words[i + j].word);
    }
    buffer_add_string(out, " },\n");
    i += length;
  }
  buffer_add_string(out, "  }");
}

const option_type option_flag = {read_flag, push_flag, write_flag, sizeof(uint8_t)};
const option_type option_number = {read_number, push_number, write_number, sizeof(float)};
const option_type option_string = {read_string, push_string, write_string, sizeof(const char *)};
const option_type option_date = {read_date, push_date, write_date, sizeof(uint32_t)};
const option_type option_choice = {read_choice, push_choice, write_choice, sizeof(uint32_t)};
const option_type option_strings_type = {read_strings, push_strings, write_strings, sizeof(option_strings)};
const option_type option_words = {read_words, push_words, write_words, 0};
const option_type option_rules = {read_rules, push_rules, write_rules, 0};
