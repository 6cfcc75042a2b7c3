/* Option tables in Lua to values in C. One table of rows serves dixit.open, dixit.engine and configuration files: a new
 * option of dixit_options is a row. Nothing here raises an error of Lua's. */
#ifndef DIXIT_LUA_OPTIONS_H
#define DIXIT_LUA_OPTIONS_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "dixit/dixit.h"
#include "lua/host.h"

/* Where an option may stand. */
enum {
  OPTIONS_ENGINE = 1,  /* dixit.engine{...} */
  OPTIONS_OPEN = 2,    /* dixit.open(text, {...}) */
  OPTIONS_CONFIG = 4,  /* .dixit.lua */
  OPTIONS_SECTION = 8, /* one of its paths */
  OPTIONS_USER = 16    /* the user's own configuration */
};

typedef struct option_strings {
  const char **items;
  uint32_t count;
} option_strings;

/* What was read. engine.allocator and size are the caller's. set: a bit for each row that was given. */
typedef struct option_set {
  dixit_options engine;
  uint64_t set;
  uint32_t format;           /* a dixit_format */
  const char *name;
  option_strings files;      /* of a section: patterns of paths */
  option_strings rule_files; /* of the user's own configuration */
  option_strings bibliographies;
  struct option_set *sections;
  uint32_t section_count;
} option_set;

/* What is wrong, and which key it is about. */
typedef struct option_problem {
  char key[64];
  char message[248];
} option_problem;

enum { OPTIONS_SECTIONS_MAX = 64 };

/* Read the table at `table` (an absolute index). Strings and lists are copied into `memory`. */
bool options_read(lua_State *L, int table, uint32_t where, arena *memory, option_set *out, option_problem *problem);
/* Lay `over` over `base`: what it sets wins, its rules come after. */
bool options_merge(option_set *base, const option_set *over, arena *memory);
/* Write what `set` says as a configuration file would: "return { ... }". */
void options_write(const option_set *set, buffer *out);
/* Push `set` as a table that dixit.engine and dixit.open take; of a configuration the sections too. */
void options_push(lua_State *L, const option_set *set);

#endif
