/* The Lua module's own floor: what its files share. It sees dixit.h and base/ only, and never links a Lua library: the
 * program that loads it brings Lua.
 *
 * In Lua as in C a span is half-open, in bytes, counted from 0: `start` and `stop`. Indexes count from 1, as Lua's
 * lists do, so that doc:quotes()[piece.quote] is what it says; a link that leads nowhere is nil. Kinds are names.
 * What cannot be done is `nil, message`; what a program should never ask for raises an error with its argument. */
#ifndef DIXIT_LUA_BINDING_H
#define DIXIT_LUA_BINDING_H

#include <stdbool.h>

#include "dixit/dixit.h"
#include "lua/host.h"
#include "lua/options.h"

#define BINDING_DOC "dixit.doc"
#define BINDING_ENGINE "dixit.engine"

typedef struct binding_ruleset binding_ruleset;

/* An engine lives as long as the Lua value or any document made with it, whichever Lua finalises first. */
typedef struct binding_engine {
  dixit_engine *engine;
  binding_ruleset *ruleset; /* its checks are the engine's; NULL: none */
  uint32_t users;
} binding_engine;

/* The userdata of a document; `doc` is NULL once it is closed. users: the documents that look keys up in it. */
typedef struct binding_doc {
  dixit_doc *doc;
  binding_engine *engine;
  struct binding_doc **bibliographies;
  uint32_t bibliography_count;
  uint32_t users;
} binding_doc;

/* ---- arguments (arguments.c) ---- */

/* The open document at `argument`; raises an error when it is closed or something else. */
binding_doc *binding_check_doc(lua_State *L, int argument);
/* A whole number of 0 and over, clipped to 32 bits. */
uint32_t binding_check_count(lua_State *L, int argument);
/* The same, but `fallback` for nil and nothing. */
uint32_t binding_opt_count(lua_State *L, int argument, uint32_t fallback);
/* A table with `start` and `stop`, or two numbers at `argument` and the next; none: the whole text. Clipped to the
 * document. *next is the argument after it. */
dixit_span binding_opt_span(lua_State *L, int argument, const dixit_doc *doc, int *next);
/* "bytes" (also for nil), "chars", "utf16" or "graphemes". */
dixit_unit binding_opt_unit(lua_State *L, int argument);
/* Raises an error about field `name` of the table at `argument`. */
int binding_field_error(lua_State *L, int argument, const char *name, const char *problem);
/* Is the value at `index` a userdata of this type? */
bool binding_is(lua_State *L, int index, const char *type);
/* Pushes nil and the error's message; 2. */
int binding_fail(lua_State *L, const dixit_error *error);
/* Adds `functions` (as luaL_setfuncs, without upvalues) to the table at the top. */
void binding_add(lua_State *L, const luaL_Reg *functions);

/* ---- engines (engine.c) ---- */

/* dixit.engine{...} */
int binding_engine_new(lua_State *L);
/* The options in the table at `argument`, or none. When something is wrong with them `memory` is freed and an error
 * raised. No other error of Lua's comes from here. */
void binding_read_options(lua_State *L, int argument, uint32_t where, arena *memory, option_set *out);
/* Push an empty userdata for an engine; fill it. */
binding_engine **binding_engine_box(lua_State *L);
dixit_status binding_engine_fill(binding_engine **box, binding_ruleset *rules, dixit_options *options, arena *memory,
                                 dixit_error *error);
/* The engine, counted as in use once more. */
binding_engine *binding_engine_share(binding_engine *engine);
void binding_engine_release(binding_engine *engine);
void binding_engine_type(lua_State *L);

/* ---- rules in Lua (rules.c) ---- */

extern const luaL_Reg binding_ruleset_functions[]; /* dixit.ruleset */
void binding_ruleset_type(lua_State *L);
/* The ruleset in the option table at `options`, or NULL. */
binding_ruleset *binding_ruleset_option(lua_State *L, int options);
/* Its checks, for an engine that is then one of its users. False: there is no memory. */
bool binding_ruleset_use(binding_ruleset *self, dixit_options *options, arena *memory);
binding_ruleset *binding_ruleset_share(binding_ruleset *self);
void binding_ruleset_release(binding_ruleset *self);

/* ---- documents (document.c, open.c) ---- */

/* Make the type known, with the methods that read. */
void binding_doc_type(lua_State *L);
/* Add to it what changes a document or frees it, also when Lua collects it. */
void binding_doc_own(lua_State *L);
/* Push an empty userdata for a document. */
binding_doc *binding_doc_push(lua_State *L);
/* dixit.open(text, options) */
int binding_open(lua_State *L);

/* ---- bibliographies (bibliographies.c) ---- */

extern const luaL_Reg binding_bibliography_methods[]; /* doc:set_bibliographies, doc:set_citing, doc:definition, ... */
/* The document looks nothing up any more. */
void binding_bibliographies_release(binding_doc *box);

/* ---- layers (layers.c, with the table in fields.c) ---- */

/* Adds doc:quotes() and its like, doc:each and doc:get to the table at the top. */
void binding_add_layers(lua_State *L);

/* ---- output (output.c) ---- */

extern const luaL_Reg binding_output_methods[]; /* doc:dump, doc:extract */

/* ---- configuration (settings.c) ---- */

extern const luaL_Reg binding_config_functions[]; /* dixit.config */

/* ---- tables that never change (catalogue.c) ---- */

extern const luaL_Reg binding_catalogue[]; /* dixit.rules, dixit.kinds, dixit.layers */

#endif
