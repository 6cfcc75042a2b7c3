/* A Lua state that can do no harm: text chunks run in it with a limit of memory, of instructions and of time. At first
 * there is no library in it, so no string functions, no way to files, programs, other chunks or metatables. */
#ifndef DIXIT_LUA_SANDBOX_H
#define DIXIT_LUA_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lua/host.h"

typedef struct sandbox_limits {
  size_t memory;          /* bytes */
  uint32_t instructions;  /* of Lua's machine */
  uint32_t milliseconds;  /* of this thread's processor time */
} sandbox_limits;

/* L: the state, NULL when there is none. The rest is the sandbox's own book-keeping. */
typedef struct sandbox {
  lua_State *L;
  sandbox_limits limits;
  size_t memory;
  uint32_t instructions;
  uint64_t started;
  int line;               /* where the chunk was last seen */
} sandbox;

enum { SANDBOX_MESSAGE_SIZE = 512 };

/* In place: the allocator holds its address. False when there is no memory, or this Lua takes no limits. */
bool sandbox_open(sandbox *self, sandbox_limits limits);
void sandbox_close(sandbox *self);
/* New limits, from now on: for what runs next. */
void sandbox_restart(sandbox *self, sandbox_limits limits);
/* Count what a C function did as so many instructions; raises an error when that is over the limit. */
void sandbox_spend(lua_State *L, uint32_t instructions);
/* Call `function` with `argument`, a light userdata, as all there is on its stack. False: it raised an error; `message`
 * says what, beginning with "name:line:", `name` being that of the chunk it runs functions of. */
bool sandbox_call(sandbox *self, lua_CFunction function, void *argument, const char *name,
                  char message[SANDBOX_MESSAGE_SIZE]);
/* Run a text chunk, called `name` in messages. True: its first result is at the top of self->L's stack. False:
 * `message` says what is wrong, beginning with "name:line:". */
bool sandbox_run(sandbox *self, const char *text, size_t length, const char *name, char message[SANDBOX_MESSAGE_SIZE]);

#endif
