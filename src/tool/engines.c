/* One engine for each set of options that some file needs. Most runs have one configuration and one or two engines, so
 * lists are searched from end to end. */
#include "tool/engines.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tool/complain.h"
#include "tool/rule_files.h"

/* An engine, and for what it was made. */
typedef struct made_engine {
  dixit_engine *engine;
  const configuration *project;
  uint64_t project_sections;
  uint64_t user_sections;
  uint32_t format;
  option_strings bibliographies;
} made_engine;

typedef struct engines {
  const settings *options;
  configuration *user;       /* NULL: none */
  configuration *named;      /* by --config; NULL: each file's own is searched for */
  configuration **files;     /* those found so far */
  size_t file_count;
  ruleset *rules;            /* NULL: none */
  made_engine *made;
  size_t made_count;
  arena memory;
} engines;

/* Which configuration files and sections count for a file. */
typedef struct scope {
  const configuration *project;
  uint64_t project_sections;
  uint64_t user_sections;
} scope;

/* ---- configuration files ---- */

/* The file at `path` (taken over), read before or now; NULL without memory. */
static configuration *files_get(engines *self, char *path, uint32_t where)
{
  for (size_t i = 0; i < self->file_count; i++) {
    if (strcmp(self->files[i]->path, path) == 0) {
      free(path);
      return self->files[i];
    }
  }
  configuration **files = realloc(self->files, (self->file_count + 1) * sizeof *files);
  configuration *file = malloc(sizeof *file);
  if (files)
    self->files = files;
  if (!files || !file) {
    complain_memory(self->options);
    free(file);
    free(path);
    return NULL;
  }
  configuration_read(file, self->options, path, where);
  return files[self->file_count++] = file;
}

static bool read_named(engines *self)
{
  char *path = self->options->config ? absolute_path(self->options->config) : NULL;
  if (path)
    self->named = files_get(self, path, OPTIONS_CONFIG);
  return !self->options->config || (self->named && !self->named->broken);
}

static bool read_user(engines *self)
{
  char *path = self->options->no_config ? NULL : configuration_of_user();
  if (!path)
    return true;
  self->user = files_get(self, path, OPTIONS_USER);
  return self->user && !self->user->broken;
}

/* The configuration for the file at the absolute path: *out, which is NULL when there is none. */
static bool find_project(engines *self, const char *path, const configuration **out)
{
  *out = self->named;
  if (self->named || self->options->no_config || !path)
    return true;
  char *folder = strdup(path);
  if (!folder) {
    complain_memory(self->options);
    return false;
  }
  strrchr(folder, '/')[1] = '\0';
  char *found = configuration_find(folder);
  free(folder);
  if (!found)
    return true;
  *out = files_get(self, found, OPTIONS_CONFIG);
  return *out && !(*out)->broken;
}

/* ---- making engines ---- */

/* What the command line says comes last. */
static bool apply_settings(const settings *options, option_set *set, arena *memory)
{
  const option_set rules = {.engine = {.rules = options->rules, .rule_count = options->rule_count,
                                       .option_settings = options->rule_options,
                                       .option_setting_count = options->rule_option_count}};
  if (options->manual)
    set->engine.manual = options->manual;
  if (options->profile)
    set->engine.profile = options->profile;
  if (options->strict)
    set->engine.strict = 1;
  if (options->citation_scope != DIXIT_NONE)
    set->engine.citation_scope = options->citation_scope;
  if (options->today)
    set->engine.today = options->today;
  if (options->kind != DIXIT_KIND_AUTO)
    set->engine.kind = options->kind;
  if (options->input_format != DIXIT_FORMAT_AUTO)
    set->format = options->input_format;
  return options_merge(set, &rules, memory);
}

/* Names of bibliographies as paths: they start in the configuration's folder. */
static bool add_bibliographies(const configuration *file, const option_strings *names, option_strings *out,
                               arena *memory)
{
  if (names->count == 0)
    return true;
  const char **all = arena_get(memory, (out->count + names->count + 1) * sizeof *all);
  char *here = realpath(".", NULL);
  for (uint32_t i = 0; all && i < out->count; i++)
    all[i] = out->items[i];
  for (uint32_t i = 0; all && i < names->count; i++) {
    size_t folder = names->items[i][0] == '/' ? 0 : file->folder, length = strlen(names->items[i]);
    char *path = arena_get(memory, folder + length + 1);
    if (!path)
      break;
    memcpy(path, file->path, folder);
    memcpy(path + folder, names->items[i], length + 1);
    all[out->count + i] = path_from(here, path);
  }
  free(here);
  out->items = all;
  out->count += names->count;
  return !memory->failed;
}

/* Those of a configuration and of its sections that hold. */
static bool collect_bibliographies(const configuration *file, uint64_t sections, option_strings *out, arena *memory)
{
  if (!file)
    return true;
  const option_set *options = &file->config.options;
  bool fine = add_bibliographies(file, &options->bibliographies, out, memory);
  for (uint32_t i = 0; fine && i < options->section_count; i++)
    if (sections >> i & 1)
      fine = add_bibliographies(file, &options->sections[i].bibliographies, out, memory);
  return fine;
}

static bool merge(engines *self, const scope *files, option_set *set)
{
  memset(set, 0, sizeof *set);
  set->engine.size = sizeof set->engine;
  bool fine = !self->user || config_apply(&self->user->config, files->user_sections, set, &self->memory);
  fine = fine &&
         (!files->project || config_apply(&files->project->config, files->project_sections, set, &self->memory));
  fine = fine && collect_bibliographies(self->user, files->user_sections, &set->bibliographies, &self->memory);
  fine = fine && collect_bibliographies(files->project, files->project_sections, &set->bibliographies, &self->memory);
  fine = fine && apply_settings(self->options, set, &self->memory);
  if (fine && self->rules) {
    set->engine.checks = ruleset_checks(self->rules, &self->memory);
    set->engine.check_count = self->rules->rules.count;
    fine = set->engine.checks != NULL;
  }
  if (!fine)
    complain_memory(self->options);
  return fine;
}

static uint32_t system_date(void)
{
  time_t now = time(NULL);
  struct tm day;
  if (now == (time_t)-1 || !localtime_r(&now, &day))
    return 0;
  return (uint32_t)((day.tm_year + 1900) * 10000 + (day.tm_mon + 1) * 100 + day.tm_mday);
}

static const made_engine *make(engines *self, const scope *files)
{
  option_set set;
  dixit_error error;
  dixit_engine *engine;
  if (!merge(self, files, &set))
    return NULL;
  made_engine *made = realloc(self->made, (self->made_count + 1) * sizeof *made);
  if (!made) {
    complain_memory(self->options);
    return NULL;
  }
  self->made = made;
  if (!set.engine.today)
    set.engine.today = system_date();
  if (dixit_engine_new(&engine, &set.engine, &error) != DIXIT_OK) {
    complain(self->options, "%s", error.message);
    return NULL;
  }
  made[self->made_count] = (made_engine){engine,     files->project,    files->project_sections, files->user_sections,
                                         set.format, set.bibliographies};
  return &made[self->made_count++];
}

/* ---- finding them ---- */

static bool find_scope(engines *self, const char *path, scope *out)
{
  const char *name = path && strcmp(path, "-") == 0 ? self->options->stdin_name : path;
  char *absolute = path ? absolute_path(name ? name : "-") : NULL;
  if (path && !absolute) {
    complain_memory(self->options);
    return false;
  }
  *out = (scope){.project = NULL};
  bool fine = find_project(self, absolute, &out->project);
  if (fine && absolute) {
    out->project_sections = out->project ? configuration_sections(out->project, absolute) : 0;
    out->user_sections = self->user ? configuration_sections(self->user, absolute) : 0;
  }
  free(absolute);
  return fine;
}

const dixit_engine *engines_find(engines *self, const char *path, uint32_t *format)
{
  scope files;
  const made_engine *found = NULL;
  if (!find_scope(self, path, &files))
    return NULL;
  for (size_t i = 0; i < self->made_count && !found; i++) {
    const made_engine *made = &self->made[i];
    if (made->project == files.project && made->project_sections == files.project_sections &&
        made->user_sections == files.user_sections)
      found = made;
  }
  if (!found)
    found = make(self, &files);
  if (found && format)
    *format = found->format;
  return found ? found->engine : NULL;
}

const char *const *engines_bibliographies(const engines *self, const dixit_engine *engine, uint32_t *count)
{
  *count = 0;
  for (size_t i = 0; i < self->made_count; i++) {
    if (self->made[i].engine != engine)
      continue;
    *count = self->made[i].bibliographies.count;
    return self->made[i].bibliographies.items;
  }
  return NULL;
}

static void explain_file(const configuration *file, uint64_t sections, buffer *out)
{
  buffer_add_format(out, "-- %.400s", file->path);
  for (uint32_t i = 0, first = 1; i < OPTIONS_SECTIONS_MAX; i++) {
    if (!(sections >> i & 1))
      continue;
    buffer_add_format(out, "%s%u", first ? ", with section " : ", ", i + 1);
    first = 0;
  }
  buffer_add_char(out, '\n');
}

bool engines_explain(engines *self, const char *path, buffer *out)
{
  scope files;
  option_set set;
  if (!find_scope(self, path, &files) || !merge(self, &files, &set))
    return false;
  if (self->user)
    explain_file(self->user, files.user_sections, out);
  if (files.project)
    explain_file(files.project, files.project_sections, out);
  if (!self->user && !files.project)
    buffer_add_format(out, "-- no %s found\n", CONFIGURATION_NAME);
  options_write(&set, out);
  return true;
}

/* A rule that failed is switched off for the files after: they must have an order. */
bool engines_are_serial(const engines *self)
{
  return self->rules != NULL;
}

bool engines_finish(const engines *self)
{
  return rule_files_finish(self->options, self->rules);
}

/* ---- life ---- */

engines *engines_open(const settings *options)
{
  engines *self = calloc(1, sizeof *self);
  if (!self) {
    complain_memory(options);
    return NULL;
  }
  self->options = options;
  arena_init(&self->memory, NULL);
  if (read_user(self) && read_named(self) && rule_files_open(&self->rules, options, self->user))
    return self;
  engines_free(self);
  return NULL;
}

void engines_free(engines *self)
{
  if (!self)
    return;
  for (size_t i = 0; i < self->made_count; i++)
    dixit_engine_free(self->made[i].engine);
  for (size_t i = 0; i < self->file_count; i++) {
    configuration_free(self->files[i]);
    free(self->files[i]);
  }
  rule_files_free(self->rules);
  arena_done(&self->memory);
  free(self->made);
  free(self->files);
  free(self);
}
