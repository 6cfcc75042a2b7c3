/* Rules in Lua: files that call dixit.rule{...}, run in a sandbox with Lua's harmless libraries, and called as checks
 * of an engine. A rule that raises an error, runs too long or reports nonsense is switched off; the others go on.
 *
 * A ruleset belongs to one thread at a time, and so do the engines with its checks. */
#ifndef DIXIT_LUA_RULESET_H
#define DIXIT_LUA_RULESET_H

#include "base/array.h"
#include "lua/sandbox.h"

struct ruleset;

/* One rule. check: a reference in the sandbox's registry. error: what switched it off, "" while it is on. */
typedef struct lua_rule {
  struct ruleset *owner;
  const char *file;
  const char *id;
  const char *message;   /* NULL: each report brings its own */
  const char *docs;      /* "" when there are none */
  uint32_t severity;
  uint32_t format;       /* of its examples */
  const char **good;     /* end with NULL */
  const char **bad;
  int check;
  char error[SANDBOX_MESSAGE_SIZE];
} lua_rule;

/* rules: in the order they were declared. running, out: of the check that is called now, or NULL. document: the
 * userdata all checks get, empty between them. */
typedef struct ruleset {
  sandbox box;
  arena memory;
  ARRAY(lua_rule *) rules;
  const char *file;
  lua_rule *running;
  dixit_finder *out;
  struct binding_doc *document;
  int document_reference;
} ruleset;

/* In place; it must not move. False: there is no memory, or this Lua takes no limits. */
bool ruleset_open(ruleset *self);
void ruleset_close(ruleset *self);
/* Run a file of rules. False: `message` says what is wrong, beginning with "name:line:"; rules declared before that
 * are there. */
bool ruleset_load(ruleset *self, const char *text, size_t length, const char *name, char message[SANDBOX_MESSAGE_SIZE]);
/* The checks for an engine's options: as many as there are rules, in `memory`. NULL: there is no memory. */
dixit_check *ruleset_checks(ruleset *self, arena *memory);

/* An example, tried. bad: a finding was expected. message: what is wrong, or NULL. */
typedef struct ruleset_example {
  const lua_rule *rule;
  const char *text;
  bool bad;
  const char *message;
} ruleset_example;

/* Try the examples of all rules. False when any is wrong, or there is no memory. */
bool ruleset_test(ruleset *self, void (*tell)(void *ctx, const ruleset_example *example), void *ctx);

#endif
