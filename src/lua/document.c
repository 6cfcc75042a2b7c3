/* Documents, as far as they are read: text, lines, columns, coverage. Opening and closing them is open.c's, layers are
 * layers.c's. */
#include <string.h>

#include "lua/binding.h"

binding_doc *binding_doc_push(lua_State *L)
{
  binding_doc *box = lua_newuserdata(L, sizeof *box);
  memset(box, 0, sizeof *box);
  luaL_getmetatable(L, BINDING_DOC);
  lua_setmetatable(L, -2);
  return box;
}

/* ---- the text ---- */

/* doc:text([start, stop]) or doc:text(record) */
static int doc_text(lua_State *L)
{
  int next;
  const dixit_doc *doc = binding_check_doc(L, 1)->doc;
  dixit_text text = dixit_doc_slice(doc, binding_opt_span(L, 2, doc, &next));
  lua_pushlstring(L, text.bytes, text.length);
  return 1;
}

static int doc_length(lua_State *L)
{
  lua_pushinteger(L, (lua_Integer)dixit_doc_text(binding_check_doc(L, 1)->doc).length);
  return 1;
}

static int doc_format(lua_State *L)
{
  lua_pushstring(L, dixit_format_name(dixit_doc_format(binding_check_doc(L, 1)->doc)));
  return 1;
}

static int doc_kind(lua_State *L)
{
  lua_pushstring(L, dixit_kind_name(dixit_doc_kind(binding_check_doc(L, 1)->doc)));
  return 1;
}

static int doc_line_count(lua_State *L)
{
  lua_pushinteger(L, dixit_doc_line_count(binding_check_doc(L, 1)->doc));
  return 1;
}

/* doc:line(n) -> start, stop */
static int doc_line(lua_State *L)
{
  dixit_span span = dixit_doc_line(binding_check_doc(L, 1)->doc, binding_check_count(L, 2));
  lua_pushinteger(L, span.start);
  lua_pushinteger(L, span.end);
  return 2;
}

/* What lines and columns are counted from: 1, or 0 as some editors do. */
static uint32_t check_base(lua_State *L, int argument)
{
  uint32_t base = binding_opt_count(L, argument, 1);
  if (base > 1)
    luaL_argerror(L, argument, "lines are counted from 0 or 1");
  return base;
}

/* doc:position(byte [, unit [, base]]) -> line, column */
static int doc_position(lua_State *L)
{
  const dixit_doc *doc = binding_check_doc(L, 1)->doc;
  uint32_t byte = binding_check_count(L, 2);
  dixit_unit unit = binding_opt_unit(L, 3);
  lua_Integer base = check_base(L, 4);
  dixit_position position = dixit_doc_position(doc, byte, unit);
  lua_pushinteger(L, position.line - 1 + base);
  lua_pushinteger(L, position.column - 1 + base);
  return 2;
}

/* doc:offset(line, column [, unit [, base]]) -> byte */
static int doc_offset(lua_State *L)
{
  const dixit_doc *doc = binding_check_doc(L, 1)->doc;
  dixit_position position = {binding_check_count(L, 2), binding_check_count(L, 3)};
  dixit_unit unit = binding_opt_unit(L, 4);
  if (check_base(L, 5) == 0) {
    position.line += position.line < UINT32_MAX;
    position.column += position.column < UINT32_MAX;
  }
  luaL_argcheck(L, position.line > 0, 2, "lines are counted from 1");
  luaL_argcheck(L, position.column > 0, 3, "columns are counted from 1");
  lua_pushinteger(L, dixit_doc_offset(doc, position, unit));
  return 1;
}

/* doc:count(byte [, unit]): how many units stand before a byte */
static int doc_count(lua_State *L)
{
  const dixit_doc *doc = binding_check_doc(L, 1)->doc;
  uint32_t byte = binding_check_count(L, 2);
  lua_pushinteger(L, dixit_doc_count(doc, byte, binding_opt_unit(L, 3)));
  return 1;
}

static int doc_tostring(lua_State *L)
{
  const binding_doc *box = luaL_checkudata(L, 1, BINDING_DOC);
  if (!box->doc)
    lua_pushliteral(L, "dixit.doc (closed)");
  else
    lua_pushfstring(L, "dixit.doc (%s, %d bytes)", dixit_format_name(dixit_doc_format(box->doc)),
                    (int)dixit_doc_text(box->doc).length);
  return 1;
}

/* ---- what is in it ---- */

static int doc_coverage(lua_State *L)
{
  dixit_coverage coverage = dixit_doc_coverage(binding_check_doc(L, 1)->doc);
  const struct { const char *name; uint32_t count; } counts[] = {
    {"claims", coverage.claims},     {"supported", coverage.supported}, {"named", coverage.named},
    {"anonymous", coverage.anonymous}, {"vague", coverage.vague},         {"document", coverage.document},
    {"cited", coverage.cited},       {"none", coverage.none},
  };
  lua_createtable(L, 0, 9);
  for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
    lua_pushinteger(L, counts[i].count);
    lua_setfield(L, -2, counts[i].name);
  }
  if (coverage.claims) {
    lua_pushnumber(L, (lua_Number)coverage.supported / coverage.claims);
    lua_setfield(L, -2, "share");
  }
  return 1;
}

void binding_doc_type(lua_State *L)
{
  static const luaL_Reg meta[] = {{"__len", doc_length}, {"__tostring", doc_tostring}, {NULL, NULL}};
  static const luaL_Reg methods[] = {
    {"count", doc_count},   {"coverage", doc_coverage}, {"format", doc_format}, {"kind", doc_kind},
    {"length", doc_length},
    {"line", doc_line},     {"line_count", doc_line_count}, {"offset", doc_offset}, {"position", doc_position},
    {"text", doc_text},     {NULL, NULL},
  };
  luaL_newmetatable(L, BINDING_DOC);
  binding_add(L, meta);
  lua_newtable(L);
  binding_add(L, methods);
  binding_add_layers(L);
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
}
