/* Tables that are the same for every document: rules, layers and the names of kinds. */
#include "lua/binding.h"

static void push_texts(lua_State *L, const char *const *texts)
{
  lua_newtable(L);
  for (int i = 0; texts && texts[i]; i++) {
    lua_pushstring(L, texts[i]);
    lua_rawseti(L, -2, i + 1);
  }
}

static void set_string(lua_State *L, const char *name, const char *value)
{
  lua_pushstring(L, value);
  lua_setfield(L, -2, name);
}

/* { { name = "words", value = 40, help = "..." }, ... } */
static void push_rule_options(lua_State *L, const dixit_rule *rule)
{
  lua_createtable(L, (int)rule->option_count, 0);
  for (uint32_t i = 0; i < rule->option_count; i++) {
    lua_createtable(L, 0, 3);
    set_string(L, "name", rule->options[i].name);
    set_string(L, "help", rule->options[i].help);
    lua_pushnumber(L, (lua_Number)rule->options[i].value);
    lua_setfield(L, -2, "value");
    lua_rawseti(L, -2, (int)i + 1);
  }
}

static void push_rule(lua_State *L, const dixit_rule *rule)
{
  lua_createtable(L, 0, 10);
  set_string(L, "id", rule->id);
  set_string(L, "summary", rule->summary);
  set_string(L, "rationale", rule->rationale);
  set_string(L, "source", rule->source);
  set_string(L, "severity", dixit_severity_name(rule->severity));
  set_string(L, "suggested", dixit_severity_name(rule->suggested));
  set_string(L, "format", dixit_format_name(rule->format));
  push_texts(L, rule->good);
  lua_setfield(L, -2, "good");
  push_texts(L, rule->bad);
  lua_setfield(L, -2, "bad");
  push_rule_options(L, rule);
  lua_setfield(L, -2, "options");
}

/* dixit.rules(): all rules, sorted by id */
static int catalogue_rules(lua_State *L)
{
  size_t count;
  const dixit_rule *rules = dixit_rules(&count);
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    push_rule(L, &rules[i]);
    lua_rawseti(L, -2, (int)i + 1);
  }
  return 1;
}

/* dixit.signs(format): what an editor puts into texts of that format */
static int catalogue_signs(lua_State *L)
{
  uint32_t format = 0;
  const char *name = luaL_checkstring(L, 1);
  while (dixit_format_name(format)[0] != '?' && strcmp(dixit_format_name(format), name) != 0)
    format++;
  luaL_argcheck(L, dixit_format_name(format)[0] != '?', 1, "no such format");
  dixit_format_signs signs = dixit_format_signs_get(format);
  lua_createtable(L, 0, 3);
  lua_pushstring(L, signs.comment_open);
  lua_setfield(L, -2, "comment_open");
  lua_pushstring(L, signs.comment_close);
  lua_setfield(L, -2, "comment_close");
  lua_pushstring(L, signs.citation_needed);
  lua_setfield(L, -2, "citation_needed");
  return 1;
}

/* dixit.word_classes(): what words may be added to */
static int catalogue_word_classes(lua_State *L)
{
  push_texts(L, dixit_word_classes());
  return 1;
}

/* dixit.layers(): what doc:dump knows */
static int catalogue_layers(lua_State *L)
{
  push_texts(L, dixit_layer_names());
  return 1;
}

/* dixit.format_of(name): "markdown" for "article.md"; nil when the ending says nothing */
static int catalogue_format_of(lua_State *L)
{
  uint32_t format = dixit_format_find(luaL_checkstring(L, 1));
  if (format == DIXIT_FORMAT_AUTO)
    return 0;
  lua_pushstring(L, dixit_format_name(format));
  return 1;
}

static const struct { const char *name; const char *(*name_of)(uint32_t); } kinds[] = {
  {"annotation", dixit_annotation_kind_name},
  {"annotation_state", dixit_annotation_state_name},
  {"attribution", dixit_attribution_type_name},
  {"block", dixit_block_kind_name},
  {"citation", dixit_citation_kind_name},
  {"entry", dixit_entry_kind_name},
  {"format", dixit_format_name},
  {"kind", dixit_kind_name},
  {"mention", dixit_mention_kind_name},
  {"profile", dixit_profile_name},
  {"quote", dixit_quote_kind_name},
  {"quote_style", dixit_quote_style_name},
  {"reason", dixit_reason_name},
  {"reference", dixit_reference_kind_name},
  {"run", dixit_run_kind_name},
  {"severity", dixit_severity_name},
  {"source", dixit_source_kind_name},
  {"step", dixit_step_name},
  {"support", dixit_support_name},
  {"token", dixit_token_kind_name},
};

/* dixit.kinds(): for each sort of thing the names its kinds go by */
static int catalogue_kinds(lua_State *L)
{
  lua_newtable(L);
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    lua_newtable(L);
    for (uint32_t value = 0; kinds[i].name_of(value)[0] != '?'; value++) {
      lua_pushstring(L, kinds[i].name_of(value));
      lua_rawseti(L, -2, (int)value + 1);
    }
    lua_setfield(L, -2, kinds[i].name);
  }
  return 1;
}

const luaL_Reg binding_catalogue[] = {
  {"format_of", catalogue_format_of},
  {"kinds", catalogue_kinds},
  {"layers", catalogue_layers},
  {"signs", catalogue_signs},
  {"word_classes", catalogue_word_classes},
  {"rules", catalogue_rules},
  {NULL, NULL},
};
