/* The sandbox. What bounds a chunk:
 *
 *   memory        the allocator says no above the limit
 *   instructions  a hook every STRIDE instructions counts them and looks at the clock: one instruction may take long
 *                 (comparing or joining strings), but no longer than memory allows
 *   recursion     Lua's own limits of its stacks, and memory
 *   bytecode      is refused by its first byte; it could do anything
 *
 * LuaJIT compiles nothing here, as its jit library is not opened; so the hook sees every instruction. */
#define _POSIX_C_SOURCE 200809L /* clock_gettime */

#include "lua/sandbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { STRIDE = 10 };

/* What all chunks are called within Lua, which would cut a long name. */
#define CHUNK "chunk"

static const char byte_order_mark[] = "\xEF\xBB\xBF";

/* Milliseconds of processor time of this thread, or of the process where threads have none of their own. */
static uint64_t milliseconds(void)
{
#ifdef CLOCK_THREAD_CPUTIME_ID
  struct timespec now;
  if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) == 0)
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
#endif
  return (uint64_t)clock() * 1000 / CLOCKS_PER_SEC;
}

/* Of a new block `old_size` is a type of Lua's, no size. */
static void *limited_resize(void *ctx, void *block, size_t old_size, size_t new_size)
{
  sandbox *self = ctx;
  size_t held = block ? old_size : 0;
  if (new_size == 0) {
    free(block);
    self->memory -= held;
    return NULL;
  }
  if (new_size > held && new_size - held > self->limits.memory - self->memory)
    return NULL;
  void *grown = realloc(block, new_size);
  if (grown)
    self->memory += new_size - held;
  return grown;
}

static sandbox *sandbox_of(lua_State *L)
{
  void *ctx;
  lua_getallocf(L, &ctx);
  return ctx;
}

void sandbox_spend(lua_State *L, uint32_t instructions)
{
  sandbox *self = sandbox_of(L);
  self->instructions += instructions;
  if (self->instructions > self->limits.instructions || milliseconds() - self->started > self->limits.milliseconds)
    luaL_error(L, "takes too long");
}

static void check_limits(lua_State *L, lua_Debug *where)
{
  lua_getinfo(L, "Sl", where);
  if (where->currentline > 0 && strcmp(where->short_src, CHUNK) == 0)
    sandbox_of(L)->line = where->currentline;
  sandbox_spend(L, STRIDE);
}

void sandbox_restart(sandbox *self, sandbox_limits limits)
{
  self->limits = limits;
  self->instructions = 0;
  self->started = milliseconds();
}

bool sandbox_open(sandbox *self, sandbox_limits limits)
{
  memset(self, 0, sizeof *self);
  sandbox_restart(self, limits);
  self->L = lua_newstate(limited_resize, self);
  if (self->L)
    lua_sethook(self->L, check_limits, LUA_MASKCOUNT, STRIDE);
  return self->L != NULL;
}

void sandbox_close(sandbox *self)
{
  if (self->L)
    lua_close(self->L);
  self->L = NULL;
}

static int load(lua_State *L, const char *text, size_t length, const char *chunk)
{
#if LUA_VERSION_NUM >= 502
  return luaL_loadbufferx(L, text, length, chunk, "t");
#else
  return luaL_loadbuffer(L, text, length, chunk);
#endif
}

/* Messages of Lua that tell a writer nothing, and what is said instead. */
static const char *plain_words(int status, const char *words)
{
  if (status == LUA_ERRMEM)
    return "needs too much memory";
  if (strstr(words, "stack overflow"))
    return "calls itself without end";
  return words;
}

/* "name:line: words", of the message at the top. Where Lua does not say the line, it is where the chunk was last
 * seen. */
static void explain(const sandbox *self, int status, const char *name, char *message)
{
  const char *words = lua_type(self->L, -1) == LUA_TSTRING ? lua_tostring(self->L, -1) : "stops with an error";
  int line = self->line;
  int used = 0;
  if (sscanf(words, CHUNK ":%d: %n", &line, &used) == 1)
    words += used;
  snprintf(message, SANDBOX_MESSAGE_SIZE, "%s:%d: %s", name, line > 0 ? line : 1, plain_words(status, words));
}

bool sandbox_run(sandbox *self, const char *text, size_t length, const char *name, char message[SANDBOX_MESSAGE_SIZE])
{
  if (length >= 3 && memcmp(text, byte_order_mark, 3) == 0) {
    text += 3;
    length -= 3;
  }
  self->line = 1;
  sandbox_restart(self, self->limits);
  if (length && text[0] == LUA_SIGNATURE[0]) {
    snprintf(message, SANDBOX_MESSAGE_SIZE, "%s:1: is compiled; write it as text", name);
    return false;
  }
  int status = load(self->L, text, length, "=" CHUNK);
  if (status == 0)
    status = lua_pcall(self->L, 0, 1, 0);
  if (status != 0)
    explain(self, status, name, message);
  return status == 0;
}

bool sandbox_call(sandbox *self, lua_CFunction function, void *argument, const char *name,
                  char message[SANDBOX_MESSAGE_SIZE])
{
#if LUA_VERSION_NUM >= 502
  lua_pushcfunction(self->L, function);
  lua_pushlightuserdata(self->L, argument);
  int status = lua_pcall(self->L, 1, 0, 0);
#else
  int status = lua_cpcall(self->L, function, argument);
#endif
  if (status != 0)
    explain(self, status, name, message);
  lua_settop(self->L, 0);
  return status == 0;
}
