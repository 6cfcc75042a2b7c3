/* dixit.open, and what only the owner of a document may do: edit and close it. */
#include <string.h>

#include "lua/binding.h"

/* When Lua collects it: then those who look keys up in it are going, too. */
static int doc_collect(lua_State *L)
{
  binding_doc *box = luaL_checkudata(L, 1, BINDING_DOC);
  binding_bibliographies_release(box);
  dixit_doc_free(box->doc);
  binding_engine_release(box->engine);
  box->doc = NULL;
  box->engine = NULL;
  return 0;
}

/* doc:close(). Closing twice is no error. */
static int doc_close(lua_State *L)
{
  const binding_doc *box = luaL_checkudata(L, 1, BINDING_DOC);
  if (box->users)
    return luaL_argerror(L, 1, "a document that looks its keys up here is still open");
  return doc_collect(L);
}

/* Lua sees a small userdata where there is a document of some ten times its text: let the collector work as if it had
 * allocated that, or a program that opens and forgets would grow without end. */
static void tell_collector(lua_State *L, size_t length)
{
  lua_gc(L, LUA_GCSTEP, (int)(length / 100) + 1);
}

/* The engine in `options`, or nil and nothing. */
static void push_shared_engine(lua_State *L, int options)
{
  lua_pushnil(L);
  if (lua_isnil(L, options))
    return;
  lua_getfield(L, options, "engine");
  lua_replace(L, -2);
  if (!lua_isnil(L, -1) && !binding_is(L, lua_gettop(L), BINDING_ENGINE))
    binding_field_error(L, options, "engine", "an engine of dixit.engine expected");
}

/* Everything Lua might raise an error for is done before memory is taken that it knows nothing of. */
int binding_open(lua_State *L)
{
  size_t length;
  arena memory;
  option_set set;
  dixit_error error;
  const char *text = luaL_checklstring(L, 1, &length);
  lua_settop(L, 2);
  if (!lua_isnil(L, 2))
    luaL_checktype(L, 2, LUA_TTABLE);
  push_shared_engine(L, 2);
  binding_ruleset *rules = binding_ruleset_option(L, 2);
  binding_engine **engine = lua_isnil(L, 3) ? binding_engine_box(L) : lua_touserdata(L, 3);
  binding_doc *box = binding_doc_push(L);
  arena_init(&memory, NULL);
  binding_read_options(L, 2, OPTIONS_OPEN, &memory, &set);
  const dixit_doc_options options = {.size = sizeof options, .format = set.format, .name = set.name};
  dixit_status status = *engine ? DIXIT_OK : binding_engine_fill(engine, rules, &set.engine, &memory, &error);
  if (status == DIXIT_OK) {
    box->engine = binding_engine_share(*engine);
    status = dixit_doc_new(&box->doc, box->engine->engine, text, length, &options, &error);
  }
  arena_done(&memory);
  if (status != DIXIT_OK)
    return binding_fail(L, &error);
  tell_collector(L, length);
  return 1;
}

/* doc:edit(start, stop, text) or doc:edit(span, text) */
static int doc_edit(lua_State *L)
{
  int next;
  size_t length;
  dixit_error error;
  dixit_doc *doc = binding_check_doc(L, 1)->doc;
  dixit_span span = binding_opt_span(L, 2, doc, &next);
  const char *text = luaL_checklstring(L, next, &length);
  if (dixit_doc_edit(doc, span, text, length, &error) != DIXIT_OK)
    return binding_fail(L, &error);
  lua_pushboolean(L, 1);
  return 1;
}

void binding_doc_own(lua_State *L)
{
  static const luaL_Reg meta[] = {{"__gc", doc_collect}, {"__close", doc_close}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"close", doc_close}, {"edit", doc_edit}, {NULL, NULL}};
  luaL_getmetatable(L, BINDING_DOC);
  binding_add(L, meta);
  lua_getfield(L, -1, "__index");
  binding_add(L, methods);
  binding_add(L, binding_output_methods);
  binding_add(L, binding_bibliography_methods);
  lua_pop(L, 2);
}
