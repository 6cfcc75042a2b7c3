/* Loading files of rules. What they may do is lua/ruleset.c's. */
#include "tool/rule_files.h"

#include <stdlib.h>
#include <string.h>

#include "tool/complain.h"
#include "tool/input.h"

static bool load_file(ruleset *self, const settings *options, const char *path)
{
  char message[SANDBOX_MESSAGE_SIZE];
  input text = input_read(path);
  bool fine = !text.error && ruleset_load(self, text.bytes, text.length, path, message);
  if (text.error)
    complain(options, "%s: %s", path, text.error);
  else if (!fine)
    complain(options, "%s", message);
  input_free(&text);
  return fine;
}

bool rule_files_load(ruleset *self, const settings *options, const char *const *paths, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (!load_file(self, options, paths[i]))
      return false;
  return true;
}

/* `path` as it counts from the configuration's folder; on the heap. */
static char *beside(const configuration *file, const char *path)
{
  size_t folder = path[0] == '/' ? 0 : file->folder;
  char *joined = malloc(folder + strlen(path) + 1);
  if (joined) {
    memcpy(joined, file->path, folder);
    strcpy(joined + folder, path);
  }
  return joined;
}

static bool load_of_user(ruleset *self, const settings *options, const configuration *user)
{
  const option_strings *files = &user->config.options.rule_files;
  for (uint32_t i = 0; i < files->count; i++) {
    char *path = beside(user, files->items[i]);
    bool fine = path && load_file(self, options, path);
    free(path);
    if (!fine)
      return false;
  }
  return true;
}

bool rule_files_open(ruleset **out, const settings *options, const configuration *user)
{
  *out = NULL;
  if (options->rule_file_count == 0 && (!user || user->config.options.rule_files.count == 0))
    return true;
  ruleset *self = malloc(sizeof *self);
  if (!self || !ruleset_open(self)) {
    complain_memory(options);
    free(self);
    return false;
  }
  *out = self;
  return (!user || load_of_user(self, options, user)) &&
         rule_files_load(self, options, options->rule_files, options->rule_file_count);
}

void rule_files_free(ruleset *self)
{
  if (self)
    ruleset_close(self);
  free(self);
}

bool rule_files_finish(const settings *options, const ruleset *self)
{
  bool fine = true;
  for (uint32_t i = 0; self && i < self->rules.count; i++) {
    const lua_rule *rule = self->rules.items[i];
    if (!rule->error[0])
      continue;
    complain(options, "%s (rule %s, switched off from there on)", rule->error, rule->id);
    fine = false;
  }
  return fine;
}
