/* The table of options, and what is done with it: reading, merging, pushing, writing. */
#include "lua/options.h"

#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "lua/option_values.h"

/* ---- engines and rulesets that are there already: the caller knows what to do with them ---- */

static bool pass_over(option_reading *self, const option_row *row)
{
  (void)self;
  (void)row;
  return true;
}

/* ---- sections: tables of options themselves ---- */

static bool read_sections(option_reading *self, const option_row *row)
{
  if (!lua_istable(self->L, -1))
    return option_refuse(self, row->name, "a list of tables expected");
  uint32_t count = (uint32_t)lua_rawlen(self->L, -1);
  if (count > OPTIONS_SECTIONS_MAX)
    return option_refuse(self, row->name, "too many sections");
  option_set *sections = arena_get_zeroed(self->memory, (count + 1) * sizeof *sections);
  if (!sections)
    return option_refuse(self, row->name, "out of memory");
  for (uint32_t i = 0; i < count; i++) {
    lua_rawgeti(self->L, -1, (int)i + 1);
    if (!lua_istable(self->L, -1))
      return option_refuse(self, row->name, "a list of tables expected");
    if (!options_read(self->L, lua_gettop(self->L), OPTIONS_SECTION, self->memory, &sections[i], self->problem))
      return false;
    if (sections[i].files.count == 0)
      return option_refuse(self, row->name, "each section names its files: files = { \"drafts/*.md\" }");
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

static const option_type passed_type = {pass_over, NULL, NULL, 0};
static const option_type sections_type = {read_sections, push_sections, NULL, 0};

static const char *scope_name(uint32_t scope)
{
  static const char *const names[] = {"previous", "sentence", "clause", "paragraph", "?"}; /* as dixit_citation_scope */
  return names[scope < 4 ? scope : 4];
}

enum {
  ANALYSIS = OPTIONS_ENGINE | OPTIONS_OPEN | OPTIONS_CONFIG | OPTIONS_SECTION | OPTIONS_USER,
  FILES = OPTIONS_CONFIG | OPTIONS_USER
};

static const option_row rows[] = {
  {"bibliographies", &option_strings_type, FILES | OPTIONS_SECTION, offsetof(option_set, bibliographies), NULL},
  {"citation_scope", &option_choice, ANALYSIS, offsetof(option_set, engine.citation_scope), scope_name},
  {"claim_threshold", &option_number, ANALYSIS, offsetof(option_set, engine.claim_threshold), NULL},
  {"engine", &passed_type, OPTIONS_OPEN, 0, NULL},
  {"files", &option_strings_type, OPTIONS_SECTION, offsetof(option_set, files), NULL},
  {"format", &option_choice, OPTIONS_OPEN | OPTIONS_SECTION, offsetof(option_set, format), dixit_format_name},
  {"kind", &option_choice, ANALYSIS, offsetof(option_set, engine.kind), dixit_kind_name},
  {"manual", &option_string, ANALYSIS, offsetof(option_set, engine.manual), NULL},
  {"name", &option_string, OPTIONS_OPEN, offsetof(option_set, name), NULL},
  {"options", &option_rule_options, ANALYSIS, 0, NULL},
  {"paths", &sections_type, FILES, 0, NULL},
  {"profile", &option_string, ANALYSIS, offsetof(option_set, engine.profile), NULL},
  {"rule_files", &option_strings_type, OPTIONS_USER, offsetof(option_set, rule_files), NULL},
  {"rules", &option_rules, ANALYSIS, 0, NULL},
  {"ruleset", &passed_type, OPTIONS_ENGINE | OPTIONS_OPEN, 0, NULL},
  {"strict", &option_flag, ANALYSIS, offsetof(option_set, engine.strict), NULL},
  {"today", &option_date, ANALYSIS, offsetof(option_set, engine.today), NULL},
  {"words", &option_words, ANALYSIS, 0, NULL},
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
  return option_refuse(self, key, message);
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
    return option_refuse(self, "options", "the names of options are strings");
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

/* `count` items of `size` bytes, and behind them `more`, in memory of their own; NULL without memory. */
static void *append(arena *memory, const void *items, uint32_t *count, const void *more, uint32_t more_count,
                    size_t size)
{
  char *all = arena_get(memory, ((size_t)*count + more_count + 1) * size);
  if (!all)
    return NULL;
  if (*count)
    memcpy(all, items, *count * size);
  if (more_count)
    memcpy(all + *count * size, more, more_count * size);
  *count += more_count;
  return all;
}

static bool append_lists(dixit_options *base, const dixit_options *over, arena *memory)
{
  base->rules = append(memory, base->rules, &base->rule_count, over->rules, over->rule_count, sizeof *base->rules);
  dixit_word *words = append(memory, base->words, &base->word_count, over->words, over->word_count, sizeof *words);
  base->words = words;
  if (words)
    option_words_sort(words, base->word_count);
  base->option_settings = append(memory, base->option_settings, &base->option_setting_count, over->option_settings,
                                 over->option_setting_count, sizeof *base->option_settings);
  return base->rules && words && base->option_settings;
}

bool options_merge(option_set *base, const option_set *over, arena *memory)
{
  for (size_t i = 0; i < ROW_COUNT; i++) {
    if (!(over->set >> i & 1) || !(rows[i].where & OPTIONS_OPEN))
      continue; /* not given, or about files and not their analysis */
    memcpy((char *)base + rows[i].offset, (const char *)over + rows[i].offset, rows[i].type->size);
    base->set |= UINT64_C(1) << i;
  }
  return append_lists(&base->engine, &over->engine, memory);
}

void options_push(lua_State *L, const option_set *set)
{
  lua_createtable(L, 0, 4);
  for (size_t i = 0; i < ROW_COUNT; i++) {
    if (!(set->set >> i & 1) || !rows[i].type->push)
      continue;
    rows[i].type->push(L, &rows[i], set);
    lua_setfield(L, -2, rows[i].name);
  }
}

/* Was it read, or set since by other means? */
static bool is_given(const option_set *set, size_t row)
{
  const char *field = (const char *)set + rows[row].offset;
  if (rows[row].type == &option_rules)
    return set->engine.rule_count > 0;
  if (rows[row].type == &option_words)
    return set->engine.word_count > 0;
  if (rows[row].type == &option_rule_options)
    return set->engine.option_setting_count > 0;
  for (size_t i = 0; i < rows[row].type->size; i++)
    if (field[i])
      return true;
  return set->set >> row & 1;
}

void options_write(const option_set *set, buffer *out)
{
  buffer_add_string(out, "return {\n");
  for (size_t i = 0; i < ROW_COUNT; i++) {
    if (!rows[i].type->write || !is_given(set, i))
      continue;
    buffer_add_format(out, "  %s = ", rows[i].name);
    rows[i].type->write(out, &rows[i], set);
    buffer_add_string(out, ",\n");
  }
  buffer_add_string(out, "}\n");
}
