/* A Lua state that can do no harm: a text chunk runs in it with an empty environment, a limit of memory, of
 * instructions and of time. There is no library in it, so no string functions, no way to files, programs, other chunks
 * or metatables. */
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
/* Run a text chunk, called `name` in messages. True: its first result is at the top of self->L's stack. False:
 * `message` says what is wrong, beginning with "name:line:". */
bool sandbox_run(sandbox *self, const char *text, size_t length, const char *name, char message[SANDBOX_MESSAGE_SIZE]);

#endif
