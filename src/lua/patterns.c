/* Patterns as in the Lua 5.4 manual, section 6.4.1, matched by backtracking as Lua's own lstrlib.c does; but every
 * character looked at is counted (sandbox_spend), so a pattern that explodes is stopped as an endless loop is. */
#include "lua/patterns.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "lua/sandbox.h"

enum { CAPTURES_MAX = 32, DEPTH_MAX = 200, STEPS_AT_ONCE = 256 };
enum { CAPTURE_OPEN = -1, CAPTURE_POSITION = -2 };

/* length: of the capture, or CAPTURE_OPEN or CAPTURE_POSITION. */
typedef struct capture {
  const char *start;
  ptrdiff_t length;
} capture;

typedef struct matcher {
  lua_State *L;
  const char *text;
  const char *text_end;
  const char *pattern_end;
  int depth;
  int level;
  unsigned steps;
  capture captures[CAPTURES_MAX];
} matcher;

static const char *match_here(matcher *self, const char *at, const char *pattern);

static void count_step(matcher *self)
{
  if (++self->steps < STEPS_AT_ONCE)
    return;
  sandbox_spend(self->L, self->steps);
  self->steps = 0;
}

/* ---- one character ---- */

/* Behind the single-character class at `pattern`. */
static const char *class_end(const matcher *self, const char *pattern)
{
  char first = *pattern++;
  if (first == '%') {
    if (pattern == self->pattern_end)
      luaL_error(self->L, "malformed pattern (ends with '%%')");
    return pattern + 1;
  }
  if (first != '[')
    return pattern;
  pattern += pattern < self->pattern_end && *pattern == '^';
  do {
    if (pattern == self->pattern_end)
      luaL_error(self->L, "malformed pattern (missing ']')");
    if (*pattern++ == '%')
      pattern++;
  } while (pattern >= self->pattern_end || *pattern != ']');
  return pattern + 1;
}

static bool in_named_class(int c, int name)
{
  static const struct {
    char name;
    int (*test)(int);
  } classes[] = {{'a', isalpha}, {'c', iscntrl}, {'d', isdigit}, {'g', isgraph}, {'l', islower},
                 {'p', ispunct}, {'s', isspace}, {'u', isupper}, {'w', isalnum}, {'x', isxdigit}};
  for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
    if (classes[i].name == tolower(name))
      return (classes[i].test(c) != 0) == (islower(name) != 0);
  return name == c;
}

/* Of the set from '[' at `pattern` to ']' at `last`. */
static bool in_set(int c, const char *pattern, const char *last)
{
  bool wanted = pattern[1] != '^';
  pattern += !wanted;
  while (++pattern < last) {
    if (*pattern == '%') {
      if (in_named_class(c, (unsigned char)*++pattern))
        return wanted;
    } else if (pattern[1] == '-' && pattern + 2 < last) {
      pattern += 2;
      if ((unsigned char)pattern[-2] <= c && c <= (unsigned char)*pattern)
        return wanted;
    } else if ((unsigned char)*pattern == c) {
      return wanted;
    }
  }
  return !wanted;
}

/* Does the class from `pattern` to `end` hold the character at `at`? */
static bool match_one(matcher *self, const char *at, const char *pattern, const char *end)
{
  count_step(self);
  if (at >= self->text_end)
    return false;
  int c = (unsigned char)*at;
  switch (*pattern) {
  case '.':
    return true;
  case '%':
    return in_named_class(c, (unsigned char)pattern[1]);
  case '[':
    return in_set(c, pattern, end - 1);
  default:
    return (unsigned char)*pattern == c;
  }
}

/* ---- repetition ---- */

static const char *match_longest(matcher *self, const char *at, const char *pattern, const char *end)
{
  ptrdiff_t count = 0;
  while (match_one(self, at + count, pattern, end))
    count++;
  for (; count >= 0; count--) {
    const char *found = match_here(self, at + count, end + 1);
    if (found)
      return found;
  }
  return NULL;
}

static const char *match_shortest(matcher *self, const char *at, const char *pattern, const char *end)
{
  for (;; at++) {
    const char *found = match_here(self, at, end + 1);
    if (found || !match_one(self, at, pattern, end))
      return found;
  }
}

/* ---- captures ---- */

static const char *capture_start(matcher *self, const char *at, const char *pattern, ptrdiff_t kind)
{
  if (self->level == CAPTURES_MAX)
    luaL_error(self->L, "too many captures");
  self->captures[self->level++] = (capture){at, kind};
  const char *found = match_here(self, at, pattern);
  if (!found)
    self->level--;
  return found;
}

static const char *capture_end(matcher *self, const char *at, const char *pattern)
{
  int level = self->level - 1;
  while (level >= 0 && self->captures[level].length != CAPTURE_OPEN)
    level--;
  if (level < 0)
    luaL_error(self->L, "invalid pattern capture");
  self->captures[level].length = at - self->captures[level].start;
  const char *found = match_here(self, at, pattern);
  if (!found)
    self->captures[level].length = CAPTURE_OPEN;
  return found;
}

/* "%1": what the capture holds, again; NULL when it does not stand here. */
static const char *match_capture(matcher *self, const char *at, char digit)
{
  int level = digit - '1';
  if (level < 0 || level >= self->level || self->captures[level].length < 0)
    luaL_error(self->L, "invalid capture index %%%d", level + 1);
  ptrdiff_t length = self->captures[level].length;
  if (self->text_end - at < length || memcmp(self->captures[level].start, at, (size_t)length) != 0)
    return NULL;
  return at + length;
}

/* ---- "%b" and "%f" ---- */

static const char *match_balance(matcher *self, const char *at, const char *pattern)
{
  if (self->pattern_end - pattern < 2)
    luaL_error(self->L, "malformed pattern (missing arguments to '%%b')");
  if (at >= self->text_end || *at != pattern[0])
    return NULL;
  for (int open = 1; ++at < self->text_end;) {
    count_step(self);
    if (*at == pattern[1] && --open == 0)
      return at + 1;
    if (*at == pattern[0] && pattern[0] != pattern[1])
      open++;
  }
  return NULL;
}

/* Behind the set of a frontier, or NULL when there is none at `at`. */
static const char *match_frontier(matcher *self, const char *at, const char *pattern)
{
  if (pattern >= self->pattern_end || *pattern != '[')
    luaL_error(self->L, "missing '[' after '%%f' in pattern");
  const char *end = class_end(self, pattern);
  int before = at == self->text ? 0 : (unsigned char)at[-1];
  int here = at == self->text_end ? 0 : (unsigned char)*at;
  return !in_set(before, pattern, end - 1) && in_set(here, pattern, end - 1) ? end : NULL;
}

/* ---- the whole ---- */

/* What starts with '%' and is no class: *handled, and the result. */
static const char *match_special(matcher *self, const char *at, const char *pattern, bool *handled)
{
  const char *behind = NULL;
  char kind = pattern + 1 < self->pattern_end ? pattern[1] : '\0';
  *handled = true;
  if (kind == 'b') {
    at = match_balance(self, at, pattern + 2);
    behind = pattern + 4;
  } else if (kind == 'f') {
    behind = match_frontier(self, at, pattern + 2);
  } else if (isdigit((unsigned char)kind)) {
    at = match_capture(self, at, kind);
    behind = pattern + 2;
  } else {
    *handled = false;
  }
  return at && behind ? match_here(self, at, behind) : NULL;
}

/* A class, perhaps repeated. */
static const char *match_class(matcher *self, const char *at, const char *pattern)
{
  const char *end = class_end(self, pattern);
  char suffix = end < self->pattern_end ? *end : '\0';
  if (suffix == '*')
    return match_longest(self, at, pattern, end);
  if (suffix == '-')
    return match_shortest(self, at, pattern, end);
  bool here = match_one(self, at, pattern, end);
  if (suffix == '+')
    return here ? match_longest(self, at + 1, pattern, end) : NULL;
  if (suffix == '?') {
    const char *found = here ? match_here(self, at + 1, end + 1) : NULL;
    return found ? found : match_here(self, at, end + 1);
  }
  return here ? match_here(self, at + 1, end) : NULL;
}

static const char *match_item(matcher *self, const char *at, const char *pattern)
{
  bool handled = false;
  const char *found;
  switch (*pattern) {
  case '(':
    if (pattern + 1 < self->pattern_end && pattern[1] == ')')
      return capture_start(self, at, pattern + 2, CAPTURE_POSITION);
    return capture_start(self, at, pattern + 1, CAPTURE_OPEN);
  case ')':
    return capture_end(self, at, pattern + 1);
  case '$':
    if (pattern + 1 == self->pattern_end)
      return at == self->text_end ? at : NULL;
    break;
  case '%':
    found = match_special(self, at, pattern, &handled);
    if (handled)
      return found;
    break;
  default:
    break;
  }
  return match_class(self, at, pattern);
}

/* Plain characters one after the other, without a call for each; then what is left. Where the match ends, or NULL. */
static const char *match_here(matcher *self, const char *at, const char *pattern)
{
  while (pattern < self->pattern_end && !strchr("^$*+?.([%-)", *pattern)) {
    if (pattern + 1 < self->pattern_end && strchr("*+?-", pattern[1]))
      break;
    count_step(self);
    if (at >= self->text_end || *at != *pattern)
      return NULL;
    at++;
    pattern++;
  }
  if (pattern >= self->pattern_end)
    return at;
  if (++self->depth > DEPTH_MAX)
    luaL_error(self->L, "pattern too complex");
  const char *found = match_item(self, at, pattern);
  self->depth--;
  return found;
}

/* ---- results ---- */

static void push_capture(const matcher *self, int index, const char *from, const char *to)
{
  if (index == 0 && self->level == 0) {
    lua_pushlstring(self->L, from, (size_t)(to - from));
    return;
  }
  if (index >= self->level)
    luaL_error(self->L, "invalid capture index %%%d", index + 1);
  const capture *one = &self->captures[index];
  if (one->length == CAPTURE_OPEN)
    luaL_error(self->L, "unfinished capture");
  if (one->length == CAPTURE_POSITION)
    lua_pushinteger(self->L, one->start - self->text + 1);
  else
    lua_pushlstring(self->L, one->start, (size_t)one->length);
}

/* All captures, or the whole match where there are none and `whole` is not NULL; how many. */
static int push_captures(const matcher *self, const char *whole, const char *end)
{
  int count = self->level == 0 && whole ? 1 : self->level;
  luaL_checkstack(self->L, count, "too many captures");
  for (int i = 0; i < count; i++)
    push_capture(self, i, whole, end);
  return count;
}

static matcher matcher_new(lua_State *L, const char **pattern, bool *anchored)
{
  size_t text_length, pattern_length;
  matcher self = {.L = L};
  self.text = luaL_checklstring(L, 1, &text_length);
  *pattern = luaL_checklstring(L, 2, &pattern_length);
  self.text_end = self.text + text_length;
  self.pattern_end = *pattern + pattern_length;
  *anchored = anchored && pattern_length && **pattern == '^';
  *pattern += *anchored;
  return self;
}

/* The first match at or after `at`: where it ends, with *at where it starts; NULL when there is none. */
static const char *search(matcher *self, const char **at, const char *pattern, bool anchored)
{
  do {
    self->level = 0;
    const char *end = match_here(self, *at, pattern);
    if (end)
      return end;
  } while (!anchored && (*at)++ < self->text_end);
  return NULL;
}

/* ---- functions ---- */

/* Where the third argument says to begin; NULL behind the end. */
static const char *start_at(const matcher *self)
{
  ptrdiff_t length = self->text_end - self->text;
  lua_Number start = lua_type(self->L, 3) <= LUA_TNIL ? 1 : luaL_checknumber(self->L, 3);
  if (start < 0)
    start = start + (lua_Number)length + 1;
  if (start < 1)
    start = 1;
  return start > (lua_Number)length + 1 ? NULL : self->text + (ptrdiff_t)start - 1;
}

static const char *find_plain(const matcher *self, const char *at, const char *wanted)
{
  size_t length = (size_t)(self->pattern_end - wanted);
  if (length == 0)
    return at;
  for (; (size_t)(self->text_end - at) >= length; at++) {
    at = memchr(at, wanted[0], (size_t)(self->text_end - at) - length + 1);
    if (!at || memcmp(at, wanted, length) == 0)
      return at;
  }
  return NULL;
}

static int find_or_match(lua_State *L, bool find)
{
  const char *pattern;
  bool anchored = true, plain = find && lua_toboolean(L, 4);
  matcher self = matcher_new(L, &pattern, &anchored);
  const char *at = start_at(&self), *end = NULL;
  if (at && plain) {
    pattern -= anchored;
    at = find_plain(&self, at, pattern);
    end = at ? at + (self.pattern_end - pattern) : NULL;
  } else if (at) {
    end = search(&self, &at, pattern, anchored);
  }
  if (!end) {
    lua_pushnil(L);
    return 1;
  }
  if (!find)
    return push_captures(&self, at, end);
  lua_pushinteger(L, at - self.text + 1);
  lua_pushinteger(L, end - self.text);
  return push_captures(&self, NULL, NULL) + 2;
}

static int string_find(lua_State *L)
{
  return find_or_match(L, true);
}

static int string_match(lua_State *L)
{
  return find_or_match(L, false);
}

/* Upvalues: text, pattern, where to go on, where the last match ended (-1: none). */
static int gmatch_step(lua_State *L)
{
  const char *pattern;
  bool anchored = false;
  lua_settop(L, 0);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_pushvalue(L, lua_upvalueindex(2));
  matcher self = matcher_new(L, &pattern, &anchored);
  pattern = luaL_checklstring(L, 2, NULL);
  const char *at = self.text + lua_tointeger(L, lua_upvalueindex(3));
  ptrdiff_t last = (ptrdiff_t)lua_tointeger(L, lua_upvalueindex(4));
  for (; at <= self.text_end; at++) {
    const char *end = search(&self, &at, pattern, false);
    if (!end)
      break;
    if (end - self.text == last)
      continue;
    lua_pushinteger(L, end - self.text);
    lua_pushvalue(L, -1);
    lua_replace(L, lua_upvalueindex(3));
    lua_replace(L, lua_upvalueindex(4));
    return push_captures(&self, at, end);
  }
  return 0;
}

static int string_gmatch(lua_State *L)
{
  luaL_checklstring(L, 1, NULL);
  luaL_checklstring(L, 2, NULL);
  lua_settop(L, 2);
  lua_pushinteger(L, 0);
  lua_pushinteger(L, -1);
  lua_pushcclosure(L, gmatch_step, 4);
  return 1;
}

const luaL_Reg patterns_functions[] = {
  {"find", string_find}, {"gmatch", string_gmatch}, {"match", string_match}, {NULL, NULL}};
