/* Rulesets. In the sandbox stands one global beside the libraries, `dixit`, with the function `rule`; the document a
 * check gets has the methods that read (document.c). */
#include "lua/ruleset.h"

#include <string.h>

#include "base/nearest.h"
#include "lua/binding.h"
#include "lua/libraries.h"

/* Limits of a file, and of one check of one text: with so much more for each byte. */
static const sandbox_limits load_limits = {64u << 20, 10u * 1000 * 1000, 1000};
enum { CHECK_INSTRUCTIONS = 10 * 1000 * 1000, CHECK_MILLISECONDS = 500, BYTES_A_MILLISECOND = 10000 };
enum { MEMORY_A_BYTE = 64, INSTRUCTIONS_A_BYTE = 200 };

static ruleset *ruleset_of(lua_State *L)
{
  void *ctx;
  lua_getallocf(L, &ctx);
  return ctx; /* the sandbox comes first in it */
}

/* ---- declaring: dixit.rule{...} ---- */

static const char *const rule_keys[] = {"id", "severity", "message", "docs", "format", "check", "good", "bad"};
enum { RULE_KEY_COUNT = sizeof rule_keys / sizeof *rule_keys };

static void check_keys(lua_State *L)
{
  for (lua_pushnil(L); lua_next(L, 1); lua_settop(L, -2)) {
    const char *key = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "?";
    size_t known = 0;
    while (known < RULE_KEY_COUNT && strcmp(rule_keys[known], key) != 0)
      known++;
    if (known < RULE_KEY_COUNT)
      continue;
    const char *meant = nearest_word(key, rule_keys, RULE_KEY_COUNT);
    luaL_error(L, meant ? "a rule has no '%s'; is '%s' meant?" : "a rule has no '%s'", key, meant);
  }
}

static const char *keep(lua_State *L, const char *text)
{
  const char *copy = arena_copy(&ruleset_of(L)->memory, text, strlen(text));
  if (!copy)
    luaL_error(L, "out of memory");
  return copy;
}

/* The string under `key`; `fallback` when there is none. */
static const char *string_field(lua_State *L, const char *key, const char *fallback)
{
  lua_getfield(L, 1, key);
  if (!lua_isnil(L, -1) && lua_type(L, -1) != LUA_TSTRING)
    luaL_error(L, "%s: a string expected", key);
  const char *text = lua_isnil(L, -1) ? fallback : keep(L, lua_tostring(L, -1));
  lua_settop(L, -2);
  return text;
}

/* The value named under `key` among the names there are. */
static uint32_t name_field(lua_State *L, const char *key, const char *(*name_of)(uint32_t), uint32_t fallback)
{
  const char *name = string_field(L, key, NULL);
  if (!name)
    return fallback;
  for (uint32_t value = 0; name_of(value)[0] != '?'; value++)
    if (strcmp(name_of(value), name) == 0)
      return value;
  luaL_error(L, "%s: there is no '%s'", key, name);
  return fallback;
}

static const char **texts_field(lua_State *L, const char *key)
{
  lua_getfield(L, 1, key);
  size_t count = lua_istable(L, -1) ? lua_rawlen(L, -1) : 0;
  if (!lua_istable(L, -1) && !lua_isnil(L, -1))
    luaL_error(L, "%s: a list of texts expected", key);
  const char **texts = arena_get(&ruleset_of(L)->memory, (count + 1) * sizeof *texts);
  if (!texts)
    luaL_error(L, "out of memory");
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(L, -1, (int)i + 1);
    if (lua_type(L, -1) != LUA_TSTRING)
      luaL_error(L, "%s: a list of texts expected", key);
    texts[i] = keep(L, lua_tostring(L, -1));
    lua_settop(L, -2);
  }
  texts[count] = NULL;
  lua_settop(L, -2);
  return texts;
}

/* An engine knows best whether an id will do. */
static void ignore_document(void *ctx, const dixit_doc *doc, dixit_finder *out)
{
  (void)ctx;
  (void)doc;
  (void)out;
}

static void check_id(lua_State *L, const lua_rule *rule)
{
  const ruleset *self = ruleset_of(L);
  const dixit_check check = {.id = rule->id, .run = ignore_document};
  const dixit_options options = {.size = sizeof options, .checks = &check, .check_count = 1};
  dixit_engine *engine;
  dixit_error error;
  if (dixit_engine_new(&engine, &options, &error) != DIXIT_OK)
    luaL_error(L, "id: %s", error.message);
  dixit_engine_free(engine);
  for (uint32_t i = 0; i < self->rules.count; i++)
    if (strcmp(self->rules.items[i]->id, rule->id) == 0)
      luaL_error(L, "id: there is a rule \"%s\" already", rule->id);
}

static int declare_rule(lua_State *L)
{
  ruleset *self = ruleset_of(L);
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  check_keys(L);
  lua_rule *rule = arena_get_zeroed(&self->memory, sizeof *rule);
  if (!rule)
    return luaL_error(L, "out of memory");
  rule->owner = self;
  rule->file = self->file;
  rule->id = string_field(L, "id", NULL);
  if (!rule->id)
    return luaL_error(L, "a rule needs an id, such as \"my/rule\"");
  check_id(L, rule);
  rule->message = string_field(L, "message", NULL);
  rule->docs = string_field(L, "docs", "");
  rule->severity = name_field(L, "severity", dixit_severity_name, DIXIT_WARNING);
  rule->format = name_field(L, "format", dixit_format_name, DIXIT_PLAIN);
  rule->good = texts_field(L, "good");
  rule->bad = texts_field(L, "bad");
  lua_getfield(L, 1, "check");
  if (lua_type(L, -1) != LUA_TFUNCTION)
    return luaL_error(L, "check: a function (doc, report) expected");
  rule->check = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_rule **slot = ARRAY_ADD(&self->memory, self->rules);
  if (!slot)
    return luaL_error(L, "out of memory");
  *slot = rule;
  return 0;
}

/* ---- reporting: report(where [, message [, more]]) ---- */

/* The span in the table at the top. */
static dixit_span table_span(lua_State *L, const char *what)
{
  dixit_span span = {0, 0};
  lua_getfield(L, -1, "start");
  lua_getfield(L, -2, "stop");
  if (lua_type(L, -2) != LUA_TNUMBER || lua_type(L, -1) != LUA_TNUMBER)
    luaL_error(L, "%s has no start and stop", what);
  lua_Number start = lua_tonumber(L, -2), stop = lua_tonumber(L, -1);
  if (!(start >= 0 && start <= stop && stop <= UINT32_MAX))
    luaL_error(L, "%s starts at %f and stops at %f", what, start, stop);
  span.start = (uint32_t)start;
  span.end = (uint32_t)stop;
  lua_settop(L, -3);
  return span;
}

/* The string under `key` of the table at the top, left on the stack. */
static const char *table_string(lua_State *L, const char *what, const char *key)
{
  lua_getfield(L, -1, key);
  if (lua_type(L, -1) != LUA_TSTRING)
    luaL_error(L, "%s has no %s", what, key);
  return lua_tostring(L, -1);
}

static void report_related(lua_State *L)
{
  dixit_span span = table_span(L, "something related");
  dixit_finder_relate(ruleset_of(L)->out, span, table_string(L, "something related", "message"));
}

static void report_fix(lua_State *L)
{
  dixit_span span = table_span(L, "a fix");
  lua_getfield(L, -1, "safe");
  bool safe = lua_toboolean(L, -1) != 0;
  lua_pop(L, 1);
  const char *text = table_string(L, "a fix", "text");
  lua_pushvalue(L, -2);
  const char *label = table_string(L, "a fix", "label");
  (safe ? dixit_finder_mend : dixit_finder_fix)(ruleset_of(L)->out, span, text, label);
}

/* Calls `each` with the tables of the list under `key` in the table at `more` at the top of the stack. */
static void report_list(lua_State *L, int more, const char *key, void (*each)(lua_State *L))
{
  lua_getfield(L, more, key);
  int list = lua_gettop(L);
  if (lua_isnil(L, list))
    return;
  luaL_checktype(L, list, LUA_TTABLE);
  for (int i = 1; i <= (int)lua_rawlen(L, list); i++) {
    lua_rawgeti(L, list, i);
    if (!lua_istable(L, -1))
      luaL_error(L, "%s: a list of tables expected", key);
    each(L);
    lua_settop(L, list);
  }
}

static int report(lua_State *L)
{
  ruleset *self = ruleset_of(L);
  if (!self->out)
    return luaL_error(L, "report() belongs to the check it was given to");
  int next = 2;
  dixit_span span;
  lua_settop(L, 4);
  if (lua_istable(L, 1)) {
    lua_pushvalue(L, 1);
    span = table_span(L, "what is reported");
  } else {
    span.start = binding_check_count(L, 1);
    span.end = binding_check_count(L, 2);
    luaL_argcheck(L, span.start <= span.end, 2, "stops before it starts");
    next = 3;
  }
  const char *message = luaL_optlstring(L, next, self->running->message, NULL);
  if (!message)
    return luaL_argerror(L, next, "a message expected: the rule has none of its own");
  bool more = !lua_isnoneornil(L, next + 1);
  if (more)
    luaL_checktype(L, next + 1, LUA_TTABLE);
  if (!dixit_finder_add(self->out, span, message) || !more)
    return 0;
  report_list(L, next + 1, "related", report_related);
  report_list(L, next + 1, "fixes", report_fix);
  return 0;
}

/* ---- running ---- */

static int call_check(lua_State *L)
{
  const ruleset *self = lua_touserdata(L, 1);
  lua_rawgeti(L, LUA_REGISTRYINDEX, self->running->check);
  lua_rawgeti(L, LUA_REGISTRYINDEX, self->document_reference);
  lua_pushcfunction(L, report);
  lua_call(L, 2, 0);
  return 0;
}

static sandbox_limits check_limits_for(const dixit_doc *doc)
{
  uint32_t length = (uint32_t)dixit_doc_text(doc).length;
  sandbox_limits limits = {load_limits.memory + (size_t)length * MEMORY_A_BYTE, 0, 0};
  uint64_t instructions = CHECK_INSTRUCTIONS + (uint64_t)length * INSTRUCTIONS_A_BYTE;
  limits.instructions = instructions < UINT32_MAX / 2 ? (uint32_t)instructions : UINT32_MAX / 2;
  limits.milliseconds = CHECK_MILLISECONDS + length / BYTES_A_MILLISECOND;
  return limits;
}

/* A dixit_check. */
static void run_rule(void *ctx, const dixit_doc *doc, dixit_finder *out)
{
  lua_rule *rule = ctx;
  ruleset *self = rule->owner;
  if (rule->error[0])
    return;
  self->running = rule;
  self->out = out;
  self->document->doc = (dixit_doc *)(uintptr_t)doc; /* it has only methods that read */
  sandbox_restart(&self->box, check_limits_for(doc));
  if (!sandbox_call(&self->box, call_check, self, rule->file, rule->error) && !rule->error[0])
    strcpy(rule->error, "failed");
  self->document->doc = NULL;
  self->running = NULL;
  self->out = NULL;
}

/* ---- life ---- */

static int prepare(lua_State *L)
{
  ruleset *self = ruleset_of(L);
  libraries_open(L);
  binding_doc_type(L);
  self->document = binding_doc_push(L);
  self->document_reference = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_newtable(L);
  lua_pushcfunction(L, declare_rule);
  lua_setfield(L, -2, "rule");
  binding_add(L, binding_catalogue);
  lua_setglobal(L, "dixit");
  return 0;
}

bool ruleset_open(ruleset *self)
{
  char message[SANDBOX_MESSAGE_SIZE];
  memset(self, 0, sizeof *self);
  arena_init(&self->memory, NULL);
  if (sandbox_open(&self->box, load_limits) && sandbox_call(&self->box, prepare, self, "", message))
    return true;
  ruleset_close(self);
  return false;
}

void ruleset_close(ruleset *self)
{
  sandbox_close(&self->box);
  arena_done(&self->memory);
}

bool ruleset_load(ruleset *self, const char *text, size_t length, const char *name, char message[SANDBOX_MESSAGE_SIZE])
{
  self->file = arena_copy(&self->memory, name, strlen(name));
  if (!self->file)
    self->file = "?";
  sandbox_restart(&self->box, load_limits);
  bool fine = sandbox_run(&self->box, text, length, name, message);
  lua_settop(self->box.L, 0);
  return fine;
}

dixit_check *ruleset_checks(ruleset *self, arena *memory)
{
  dixit_check *checks = arena_get_zeroed(memory, (self->rules.count + 1) * sizeof *checks);
  for (uint32_t i = 0; checks && i < self->rules.count; i++) {
    lua_rule *rule = self->rules.items[i];
    checks[i] = (dixit_check){.id = rule->id, .severity = rule->severity, .run = run_rule, .ctx = rule};
  }
  return checks;
}

/* ---- examples ---- */

/* How many findings a rule has in a text, when no other is on; -1 without memory. */
static long count_findings(lua_rule *rule, const char *text)
{
  static const dixit_rule_setting off = {"*", DIXIT_OFF};
  const dixit_check check = {.id = rule->id, .severity = DIXIT_WARNING, .run = run_rule, .ctx = rule};
  const dixit_rule_setting settings[] = {off, {rule->id, DIXIT_WARNING}};
  const dixit_options options = {.size = sizeof options, .checks = &check, .check_count = 1, .rules = settings,
                                 .rule_count = 2};
  const dixit_doc_options format = {.size = sizeof format, .format = rule->format};
  dixit_engine *engine;
  dixit_doc *doc;
  size_t count = 0;
  if (dixit_engine_new(&engine, &options, NULL) != DIXIT_OK)
    return -1;
  bool made = dixit_doc_new(&doc, engine, text, strlen(text), &format, NULL) == DIXIT_OK;
  if (made)
    dixit_doc_findings(doc, &count);
  dixit_doc_free(doc);
  dixit_engine_free(engine);
  return made ? (long)count : -1;
}

static const char *example_problem(lua_rule *rule, const char *text, bool bad)
{
  long count = count_findings(rule, text);
  if (rule->error[0])
    return rule->error;
  if (count < 0)
    return "out of memory";
  if (bad && count == 0)
    return "finds nothing in a bad example";
  if (!bad && count > 0)
    return "finds something in a good example";
  return NULL;
}

static bool test_examples(lua_rule *rule, bool bad, void (*tell)(void *, const ruleset_example *), void *ctx)
{
  bool fine = true;
  for (const char **text = bad ? rule->bad : rule->good; *text; text++) {
    const ruleset_example example = {rule, *text, bad, example_problem(rule, *text, bad)};
    fine &= example.message == NULL;
    tell(ctx, &example);
    rule->error[0] = '\0'; /* the next example has its own chance */
  }
  return fine;
}

bool ruleset_test(ruleset *self, void (*tell)(void *ctx, const ruleset_example *example), void *ctx)
{
  bool fine = true;
  for (uint32_t i = 0; i < self->rules.count; i++) {
    fine &= test_examples(self->rules.items[i], false, tell, ctx);
    fine &= test_examples(self->rules.items[i], true, tell, ctx);
  }
  return fine;
}
