/* Kinds of values options have: how each is read from Lua, pushed back to it, and written as Lua text. */
#ifndef DIXIT_LUA_OPTION_VALUES_H
#define DIXIT_LUA_OPTION_VALUES_H

#include "lua/options.h"

/* A table on its way. */
typedef struct option_reading {
  lua_State *L;
  arena *memory;
  option_set *out;
  option_problem *problem;
} option_reading;

struct option_row;

/* What a kind of option does: read the value at the top of the stack, push it again, write it as Lua (both NULL where
 * there is no need), and how large its field is. */
typedef struct option_type {
  bool (*read)(option_reading *self, const struct option_row *row);
  void (*push)(lua_State *L, const struct option_row *row, const option_set *set);
  void (*write)(buffer *out, const struct option_row *row, const option_set *set);
  size_t size;
} option_type;

typedef struct option_row {
  const char *name;
  const option_type *type;
  uint32_t where;
  size_t offset;
  const char *(*choice)(uint32_t value); /* the name of a value, "?" behind the last */
} option_row;

#define OPTION_FIELD(type, set, row) (*(type *)(void *)((char *)(set) + (row)->offset))
#define OPTION_CONST_FIELD(type, set, row) (*(const type *)(const void *)((const char *)(set) + (row)->offset))

/* Into the order in which they are pushed and written: by class. */
void option_words_sort(dixit_word *words, uint32_t count);
/* Says what is wrong with `key`; false. */
bool option_refuse(option_reading *self, const char *key, const char *message);

extern const option_type option_flag;
extern const option_type option_number;
extern const option_type option_string;
extern const option_type option_date;     /* "2015-03-21" to 20150321 */
extern const option_type option_choice;   /* its field is the place among the row's choices */
extern const option_type option_strings_type;
extern const option_type option_words;    /* appended too */
extern const option_type option_rule_options; /* appended as rules are */
extern const option_type option_rules;    /* appended when options are merged, not replaced: no size */

#endif
