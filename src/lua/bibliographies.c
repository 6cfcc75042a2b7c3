/* doc:set_bibliographies, doc:set_citing and its like; which markers lead where. A document borrows the
 * bibliographies it looks its keys up in: its userdata holds theirs, so that Lua keeps them, and counts as one of
 * their users, so that they are not closed under it. */
#include <stdlib.h>
#include <string.h>

#include "lua/binding.h"

void binding_bibliographies_release(binding_doc *box)
{
  for (uint32_t i = 0; i < box->bibliography_count; i++)
    box->bibliographies[i]->users--;
  free(box->bibliographies);
  box->bibliographies = NULL;
  box->bibliography_count = 0;
}

/* The documents in the list at 2: their userdata in a new userdata at the top, and how many. */
static binding_doc **check_list(lua_State *L, uint32_t *count)
{
  luaL_checktype(L, 2, LUA_TTABLE);
  *count = (uint32_t)lua_rawlen(L, 2);
  binding_doc **list = lua_newuserdata(L, (*count + 1) * sizeof *list);
  for (uint32_t i = 0; i < *count; i++) {
    lua_rawgeti(L, 2, (int)i + 1);
    if (!binding_is(L, lua_gettop(L), BINDING_DOC))
      luaL_argerror(L, 2, "a list of documents expected");
    list[i] = lua_touserdata(L, -1);
    if (!list[i]->doc)
      luaL_argerror(L, 2, "a document in the list is closed");
    if (list[i] == lua_touserdata(L, 1))
      luaL_argerror(L, 2, "a document cannot be in its own list");
    lua_settop(L, -2);
  }
  return list;
}

/* The documents themselves, in one more userdata. */
static const dixit_doc **documents_of(lua_State *L, binding_doc **boxes, uint32_t count)
{
  const dixit_doc **documents = lua_newuserdata(L, (count + 1) * sizeof *documents);
  for (uint32_t i = 0; i < count; i++)
    documents[i] = boxes[i]->doc;
  return documents;
}

/* Makes the userdata at 1 hold the list at 2 (a copy would do no harm: the documents in it are what counts). */
static void hold_list(lua_State *L, uint32_t count)
{
  lua_createtable(L, (int)count, 0);
  for (uint32_t i = 1; i <= count; i++) {
    lua_rawgeti(L, 2, (int)i);
    lua_rawseti(L, -2, (int)i);
  }
#if LUA_VERSION_NUM >= 502
  lua_setuservalue(L, 1);
#else
  lua_setfenv(L, 1);
#endif
}

/* doc:set_bibliographies{ bibliography, ... } */
static int doc_set_bibliographies(lua_State *L)
{
  uint32_t count;
  dixit_error error;
  binding_doc *box = binding_check_doc(L, 1);
  binding_doc **boxes = check_list(L, &count);
  const dixit_doc **documents = documents_of(L, boxes, count);
  hold_list(L, count);
  binding_doc **kept = malloc((count + 1) * sizeof *kept);
  if (!kept)
    return luaL_error(L, "out of memory");
  if (dixit_doc_set_bibliographies(box->doc, documents, count, &error) != DIXIT_OK) {
    free(kept);
    return binding_fail(L, &error);
  }
  binding_bibliographies_release(box);
  memcpy(kept, boxes, count * sizeof *kept);
  box->bibliographies = kept;
  box->bibliography_count = count;
  for (uint32_t i = 0; i < count; i++)
    boxes[i]->users++;
  lua_pushboolean(L, 1);
  return 1;
}

/* bibliography:set_citing{ doc, ... } */
static int doc_set_citing(lua_State *L)
{
  uint32_t count;
  dixit_error error;
  binding_doc *box = binding_check_doc(L, 1);
  binding_doc **boxes = check_list(L, &count);
  if (dixit_doc_set_citing(box->doc, documents_of(L, boxes, count), count, &error) != DIXIT_OK)
    return binding_fail(L, &error);
  lua_pushboolean(L, 1);
  return 1;
}

/* bibliography:add_citing(doc) */
static int doc_add_citing(lua_State *L)
{
  binding_doc *box = binding_check_doc(L, 1);
  dixit_doc_add_citing(box->doc, binding_check_doc(L, 2)->doc);
  return 0;
}

/* bibliography:end_citing([all]) */
static int doc_end_citing(lua_State *L)
{
  dixit_error error;
  binding_doc *box = binding_check_doc(L, 1);
  bool all = lua_isnoneornil(L, 2) || lua_toboolean(L, 2);
  if (dixit_doc_end_citing(box->doc, all, &error) != DIXIT_OK)
    return binding_fail(L, &error);
  lua_pushboolean(L, 1);
  return 1;
}

/* ---- from markers to references and back ---- */

/* doc:definition(byte) -> reference, bibliography, citation */
static int doc_definition(lua_State *L)
{
  const binding_doc *box = binding_check_doc(L, 1);
  dixit_target target;
  if (!dixit_doc_definition(box->doc, binding_check_count(L, 2), &target))
    return 0;
  lua_pushinteger(L, (lua_Integer)target.reference + 1);
  lua_pushnil(L);
  for (uint32_t i = 0; i < box->bibliography_count; i++)
    if (box->bibliographies[i]->doc == target.doc) {
      lua_pushinteger(L, (lua_Integer)i + 1);
      lua_replace(L, -2);
      break;
    }
  lua_pushinteger(L, (lua_Integer)target.citation + 1);
  return 3;
}

/* doc:reference_at(byte) -> reference */
static int doc_reference_at(lua_State *L)
{
  uint32_t found = dixit_doc_reference_at(binding_check_doc(L, 1)->doc, binding_check_count(L, 2));
  if (found == DIXIT_NONE)
    return 0;
  lua_pushinteger(L, (lua_Integer)found + 1);
  return 1;
}

/* doc:uses(reference [, bibliography]) -> { citation, ... } */
static int doc_uses(lua_State *L)
{
  const binding_doc *box = binding_check_doc(L, 1);
  uint32_t reference = binding_check_count(L, 2), which = binding_opt_count(L, 3, 0);
  luaL_argcheck(L, reference > 0, 2, "references are counted from 1");
  luaL_argcheck(L, which <= box->bibliography_count, 3, "there are not so many bibliographies");
  const dixit_doc *bibliography = which ? box->bibliographies[which - 1]->doc : NULL;
  size_t count = dixit_doc_uses(box->doc, bibliography, reference - 1, NULL, 0);
  uint32_t *found = lua_newuserdata(L, (count + 1) * sizeof *found);
  dixit_doc_uses(box->doc, bibliography, reference - 1, found, count);
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lua_pushinteger(L, (lua_Integer)found[i] + 1);
    lua_rawseti(L, -2, (int)i + 1);
  }
  return 1;
}

const luaL_Reg binding_bibliography_methods[] = {
  {"set_bibliographies", doc_set_bibliographies}, {"set_citing", doc_set_citing}, {"add_citing", doc_add_citing},
  {"end_citing", doc_end_citing},                 {"definition", doc_definition}, {"reference_at", doc_reference_at},
  {"uses", doc_uses},                             {NULL, NULL},
};
