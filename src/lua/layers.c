/* Records to Lua tables: whole layers, those in a range, one at a time, or one. What becomes what is in fields.c. */
#include "lua/fields.h"

#include <string.h>

#include "base/nearest.h"
#include "base/utf8.h"
#include "lua/binding.h"

/* What a walk over records carries along. `positions`: lines and columns are wanted, counted in `unit`. */
typedef struct reading {
  lua_State *L;
  const dixit_doc *doc;
  const record_layer *layer;
  bool positions;
  dixit_unit unit;
} reading;

#define RECORD_FIELD(type, record, offset) (*(const type *)(const void *)((const char *)(record) + (offset)))

static const dixit_span everything = {0, UINT32_MAX};

static void push_record(const reading *self, const void *record, size_t index);

/* ---- fields ---- */

static void push_span(lua_State *L, dixit_span span)
{
  lua_createtable(L, 0, 2);
  lua_pushinteger(L, span.start);
  lua_setfield(L, -2, "start");
  lua_pushinteger(L, span.end);
  lua_setfield(L, -2, "stop");
}

static void push_names(lua_State *L, uint32_t bits, field_names names)
{
  int count = 0;
  lua_newtable(L);
  for (uint32_t value = 0; value < 32; value++) {
    if (!(bits >> value & 1))
      continue;
    lua_pushstring(L, names(value));
    lua_rawseti(L, -2, ++count);
  }
}

static void push_list(const reading *self, const record_field *field, uint32_t first, uint32_t count)
{
  size_t available;
  const char *records = field->layer->get(self->doc, everything, &available);
  reading inner = *self;
  inner.layer = field->layer;
  lua_createtable(self->L, (int)count, 0);
  for (uint32_t i = 0; i < count && first + i < available; i++) {
    const void *record = records + (first + i) * field->layer->size;
    if (field->type == FIELD_LINKS)
      lua_pushinteger(self->L, (lua_Integer)RECORD_FIELD(uint32_t, record, 0) + 1);
    else
      push_record(&inner, record, first + i);
    lua_rawseti(self->L, -2, (int)i + 1);
  }
}

/* Pushes a name for the code point, or nothing when there is none. */
static bool push_char(lua_State *L, uint32_t code)
{
  char bytes[4];
  if (!code)
    return false;
  lua_pushlstring(L, bytes, utf8_encode(code, bytes));
  return true;
}

static bool push_bool(lua_State *L, bool value)
{
  if (value)
    lua_pushboolean(L, 1);
  return value;
}

static bool push_link(lua_State *L, uint32_t index)
{
  if (index != DIXIT_NONE)
    lua_pushinteger(L, (lua_Integer)index + 1);
  return index != DIXIT_NONE;
}

/* Pushes the value of a field; false when it is absent and nothing was pushed. */
static bool push_field(const reading *self, const record_field *field, const void *record, size_t index)
{
  lua_State *L = self->L;
  const char *at = (const char *)record + field->offset;
  dixit_text text;
  dixit_span span;
  switch (field->type) {
  case FIELD_COUNT:
    lua_pushinteger(L, RECORD_FIELD(uint32_t, at, 0));
    return true;
  case FIELD_SMALL:
    lua_pushinteger(L, RECORD_FIELD(uint8_t, at, 0));
    return true;
  case FIELD_SCORE:
    lua_pushnumber(L, (lua_Number)RECORD_FIELD(float, at, 0));
    return true;
  case FIELD_BOOL:
    return push_bool(L, RECORD_FIELD(uint8_t, at, 0) != 0);
  case FIELD_FLAG:
    return push_bool(L, (RECORD_FIELD(uint8_t, at, 0) & field->bits) != 0);
  case FIELD_LINK:
    return push_link(L, RECORD_FIELD(uint32_t, at, 0));
  case FIELD_NAME:
    lua_pushstring(L, field->names(RECORD_FIELD(uint8_t, at, 0)));
    return true;
  case FIELD_NAMES:
    push_names(L, RECORD_FIELD(uint32_t, at, 0), field->names);
    return true;
  case FIELD_CHAR:
    return push_char(L, RECORD_FIELD(uint32_t, at, 0));
  case FIELD_LETTER:
    return push_char(L, RECORD_FIELD(uint8_t, at, 0));
  case FIELD_STRING:
    lua_pushstring(L, RECORD_FIELD(const char *, at, 0));
    return true;
  case FIELD_SPAN:
    span = RECORD_FIELD(dixit_span, at, 0);
    if (span.end <= span.start)
      return false;
    push_span(L, span);
    return true;
  case FIELD_LIST:
  case FIELD_LINKS:
    push_list(self, field, RECORD_FIELD(uint32_t, at, 0), RECORD_FIELD(uint32_t, record, field->count));
    return true;
  case FIELD_SOURCE_NAME:
    text = dixit_source_name(self->doc, (uint32_t)index);
    lua_pushlstring(L, text.bytes, text.length);
    return true;
  }
  return false;
}

/* ---- records ---- */

static void set_number(lua_State *L, const char *name, uint32_t number)
{
  lua_pushinteger(L, number);
  lua_setfield(L, -2, name);
}

static void set_span(const reading *self, dixit_span span)
{
  set_number(self->L, "start", span.start);
  set_number(self->L, "stop", span.end);
  if (!self->positions)
    return;
  dixit_position start = dixit_doc_position(self->doc, span.start, self->unit);
  dixit_position end = dixit_doc_position(self->doc, span.end, self->unit);
  set_number(self->L, "line", start.line);
  set_number(self->L, "column", start.column);
  set_number(self->L, "end_line", end.line);
  set_number(self->L, "end_column", end.column);
}

static int field_count(const record_layer *layer)
{
  int count = 7; /* the index, and what the span becomes */
  for (const record_field *field = layer->fields; field->name; field++)
    count++;
  return count;
}

static void push_record(const reading *self, const void *record, size_t index)
{
  lua_createtable(self->L, 0, field_count(self->layer));
  if (self->layer->own_index)
    set_number(self->L, "index", (uint32_t)index + 1);
  if (self->layer->spanned)
    set_span(self, RECORD_FIELD(dixit_span, record, 0));
  for (const record_field *field = self->layer->fields; field->name; field++)
    if (push_field(self, field, record, index))
      lua_setfield(self->L, -2, field->name);
}

/* A position is taken as the byte behind it. */
static dixit_span widen(dixit_span range)
{
  if (range.end == range.start)
    range.end++;
  return range;
}

/* Does it overlap `range` or, having no bytes of its own, stand in it? */
static bool in_range(const record_layer *layer, const void *record, dixit_span range)
{
  dixit_span span = RECORD_FIELD(dixit_span, record, 0);
  return !layer->spanned || (span.start < range.end && widen(span).end > range.start);
}

/* ---- functions ---- */

/* The unit of lines and columns at `argument`; false there: none are wanted. */
static void read_unit(lua_State *L, int argument, reading *out)
{
  out->positions = !lua_isboolean(L, argument) || lua_toboolean(L, argument);
  out->unit = lua_isboolean(L, argument) ? DIXIT_BYTES : binding_opt_unit(L, argument);
}

static const void *records_in(const reading *self, dixit_span range, size_t *count)
{
  return self->layer->get(self->doc, range, count);
}

static const void *record_at(const reading *self, const void *records, size_t index)
{
  return (const char *)records + index * self->layer->size;
}

/* doc:quotes([start, stop [, unit]]) and its like; the layer's number is the upvalue. */
static int layer_list(lua_State *L)
{
  int next, kept = 0;
  size_t count;
  reading self = {.L = L, .doc = binding_check_doc(L, 1)->doc};
  self.layer = layer_table[lua_tointeger(L, lua_upvalueindex(1))];
  dixit_span range = widen(binding_opt_span(L, 2, self.doc, &next));
  read_unit(L, next, &self);
  const void *records = records_in(&self, range, &count);
  lua_createtable(L, lua_isnoneornil(L, 2) ? (int)count : 0, 0);
  for (size_t i = 0; i < count; i++) {
    if (!in_range(self.layer, record_at(&self, records, i), range))
      continue;
    push_record(&self, record_at(&self, records, i), i);
    lua_rawseti(L, -2, ++kept);
  }
  return 1;
}

static const record_layer *check_layer(lua_State *L, int argument)
{
  const char *names[LAYER_COUNT];
  const char *name = luaL_checkstring(L, argument);
  for (size_t i = 0; i < LAYER_COUNT; i++) {
    names[i] = layer_table[i]->name;
    if (strcmp(names[i], name) == 0)
      return layer_table[i];
  }
  const char *meant = nearest_word(name, names, LAYER_COUNT);
  luaL_argerror(L, argument, meant ? lua_pushfstring(L, "no such layer; is '%s' meant?", meant) : "no such layer");
  return NULL;
}

/* doc:get(layer, index [, unit]) */
static int doc_get(lua_State *L)
{
  size_t count;
  reading self = {.L = L, .doc = binding_check_doc(L, 1)->doc, .layer = check_layer(L, 2)};
  uint32_t index = binding_check_count(L, 3);
  read_unit(L, 4, &self);
  const void *records = records_in(&self, everything, &count);
  if (index == 0 || index > count)
    return 0;
  push_record(&self, record_at(&self, records, index - 1), index - 1);
  return 1;
}

enum { EACH_DOC = 1, EACH_LAYER, EACH_START, EACH_STOP, EACH_UNIT, EACH_NEXT, EACH_UPVALUES = EACH_NEXT };

static uint32_t upvalue_count(lua_State *L, int upvalue)
{
  return (uint32_t)lua_tonumber(L, lua_upvalueindex(upvalue));
}

/* The documents' layers are looked up anew at each step: the document may have been edited or closed in between. */
static int each_step(lua_State *L)
{
  size_t count;
  reading self = {.L = L, .doc = binding_check_doc(L, lua_upvalueindex(EACH_DOC))->doc};
  self.layer = layer_table[upvalue_count(L, EACH_LAYER)];
  read_unit(L, lua_upvalueindex(EACH_UNIT), &self);
  dixit_span range = {upvalue_count(L, EACH_START), upvalue_count(L, EACH_STOP)};
  const void *records = records_in(&self, everything, &count);
  for (size_t i = upvalue_count(L, EACH_NEXT); i < count; i++) {
    if (!in_range(self.layer, record_at(&self, records, i), range))
      continue;
    lua_pushnumber(L, (lua_Number)i + 1);
    lua_replace(L, lua_upvalueindex(EACH_NEXT));
    push_record(&self, record_at(&self, records, i), i);
    return 1;
  }
  return 0;
}

static lua_Number layer_number(const record_layer *wanted)
{
  int number = 0;
  while (layer_table[number] != wanted)
    number++;
  return number;
}

/* for record in doc:each(layer [, start, stop [, unit]]) do */
static int doc_each(lua_State *L)
{
  int next;
  reading self = {.L = L, .doc = binding_check_doc(L, 1)->doc, .layer = check_layer(L, 2)};
  dixit_span range = widen(binding_opt_span(L, 3, self.doc, &next));
  read_unit(L, next, &self);
  lua_settop(L, next);
  lua_pushvalue(L, 1);
  lua_pushnumber(L, layer_number(self.layer));
  lua_pushnumber(L, range.start);
  lua_pushnumber(L, range.end);
  lua_pushvalue(L, next);
  lua_pushnumber(L, 0);
  lua_pushcclosure(L, each_step, EACH_UPVALUES);
  return 1;
}

void binding_add_layers(lua_State *L)
{
  static const luaL_Reg methods[] = {{"each", doc_each}, {"get", doc_get}, {NULL, NULL}};
  binding_add(L, methods);
  for (int i = 0; i < LAYER_COUNT; i++) {
    lua_pushinteger(L, i);
    lua_pushcclosure(L, layer_list, 1);
    lua_setfield(L, -2, layer_table[i]->name);
  }
}
