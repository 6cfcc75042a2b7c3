/* A configuration file to options. Running it is the sandbox's, checking the table that of options.c; here errors get
 * their file and line, and sections their paths. */
#include "lua/config.h"

#include <stdio.h>
#include <string.h>

#include "base/glob.h"
#include "base/text.h"

static const sandbox_limits limits = {.memory = 4 * 1024 * 1024, .instructions = 1000 * 1000, .milliseconds = 100};

enum { LONGEST = 1024 * 1024 };

static bool is_name(char c)
{
  return ascii_is_letter(c) || ascii_is_digit(c) || c == '_';
}

/* The line of the text in which `key` first stands by itself: where to look for what is wrong with it. A table does not
 * remember where it was written. */
static int line_of(dixit_text text, const char *key)
{
  size_t length = strlen(key);
  int line = 1;
  for (size_t at = 0; at + length <= text.length; at++) {
    if (memcmp(text.bytes + at, key, length) == 0 && !(at && is_name(text.bytes[at - 1])) &&
        !(at + length < text.length && is_name(text.bytes[at + length])))
      return line;
    line += text.bytes[at] == '\n';
  }
  return 1;
}

static bool refuse(char *message, const char *name, int line, const option_problem *problem)
{
  snprintf(message, CONFIG_MESSAGE_SIZE, "%s:%d: %s: %s", name, line, problem->key, problem->message);
  return false;
}

/* Would an engine take these options? Each is asked about by itself: the engine knows best, and the key is known. */
static bool check_option(const dixit_options *options, const char *key, option_problem *problem)
{
  dixit_engine *engine;
  dixit_error error;
  bool fine = dixit_engine_new(&engine, options, &error) == DIXIT_OK;
  if (!fine) {
    snprintf(problem->key, sizeof problem->key, "%s", key);
    snprintf(problem->message, sizeof problem->message, "%s", error.message);
  }
  dixit_engine_free(engine);
  return fine;
}

static bool is_word_class(const char *name)
{
  for (const char *const *class = dixit_word_classes(); *class; class++)
    if (strcmp(*class, name) == 0)
      return true;
  return false;
}

static bool check_words(const option_set *set, option_problem *problem)
{
  for (uint32_t i = 0; i < set->engine.word_count; i++) {
    const dixit_word *word = &set->engine.words[i];
    const dixit_options options = {.size = sizeof options, .words = word, .word_count = 1};
    if (!check_option(&options, is_word_class(word->class_name) ? word->word : word->class_name, problem))
      return false;
  }
  return true;
}

static bool check_options(const option_set *set, option_problem *problem)
{
  const dixit_options profile = {.size = sizeof profile, .profile = set->engine.profile};
  const dixit_options threshold = {.size = sizeof threshold, .claim_threshold = set->engine.claim_threshold};
  const dixit_options today = {.size = sizeof today, .today = set->engine.today};
  if (!check_option(&profile, "profile", problem) || !check_option(&threshold, "claim_threshold", problem) ||
      !check_option(&today, "today", problem) || !check_words(set, problem))
    return false;
  for (uint32_t i = 0; i < set->engine.rule_count; i++) {
    const dixit_options rule = {.size = sizeof rule, .rules = &set->engine.rules[i], .rule_count = 1};
    if (!check_option(&rule, set->engine.rules[i].rule, problem))
      return false;
  }
  return true;
}

/* The table at the top of the sandbox's stack to options. */
static bool read_table(config *self, lua_State *L, uint32_t where, option_problem *problem)
{
  if (!lua_istable(L, -1)) {
    snprintf(problem->key, sizeof problem->key, "return");
    snprintf(problem->message, sizeof problem->message, "a configuration returns a table: return { ... }");
    return false;
  }
  if (!options_read(L, lua_gettop(L), where, &self->memory, &self->options, problem))
    return false;
  if (!check_options(&self->options, problem))
    return false;
  for (uint32_t i = 0; i < self->options.section_count; i++)
    if (!check_options(&self->options.sections[i], problem))
      return false;
  return true;
}

static bool read_in_sandbox(config *self, sandbox *box, dixit_text text, const char *name, uint32_t where,
                            char *message)
{
  option_problem problem;
  if (!sandbox_run(box, text.bytes, text.length, name, message))
    return false;
  if (!read_table(self, box->L, where, &problem))
    return refuse(message, name, line_of(text, problem.key), &problem);
  return true;
}

bool config_read(config *self, const char *text, size_t length, const char *name, uint32_t where,
                 char message[CONFIG_MESSAGE_SIZE])
{
  sandbox box;
  memset(self, 0, sizeof *self);
  if (length > LONGEST) {
    snprintf(message, CONFIG_MESSAGE_SIZE, "%s:1: is larger than a configuration can be", name);
    return false;
  }
  if (!sandbox_open(&box, limits)) {
    snprintf(message, CONFIG_MESSAGE_SIZE, "%s:1: cannot be run: this Lua has no limits of memory", name);
    return false;
  }
  arena_init(&self->memory, NULL);
  bool fine = read_in_sandbox(self, &box, text_of(text, length), name, where, message);
  sandbox_close(&box);
  if (!fine)
    config_free(self);
  return fine;
}

void config_free(config *self)
{
  arena_done(&self->memory);
  memset(self, 0, sizeof *self);
}

/* A pattern with a slash is one of the whole path, one without of the last name. */
static bool section_holds(const option_set *section, const char *path)
{
  const char *slash = strrchr(path, '/');
  const char *last = slash ? slash + 1 : path;
  for (uint32_t i = 0; i < section->files.count; i++) {
    const char *pattern = section->files.items[i];
    if (glob_match(pattern, strchr(pattern, '/') ? path : last))
      return true;
  }
  return false;
}

uint64_t config_sections(const config *self, const char *path)
{
  uint64_t holding = 0;
  for (uint32_t i = 0; i < self->options.section_count; i++)
    if (section_holds(&self->options.sections[i], path))
      holding |= UINT64_C(1) << i;
  return holding;
}

bool config_apply(const config *self, uint64_t sections, option_set *out, arena *memory)
{
  if (!options_merge(out, &self->options, memory))
    return false;
  for (uint32_t i = 0; i < self->options.section_count; i++)
    if (sections >> i & 1 && !options_merge(out, &self->options.sections[i], memory))
      return false;
  return true;
}
