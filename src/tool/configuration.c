/* Finding and reading configuration files. Running them is lua/config.c's, which lets them do no harm. */
#include "tool/configuration.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tool/complain.h"
#include "tool/input.h"

/* The first `length` bytes of `folder` and `name`, on the heap. */
static char *join(const char *folder, size_t length, const char *name)
{
  size_t more = strlen(name) + 1;
  char *path = malloc(length + more);
  if (path) {
    memcpy(path, folder, length);
    memcpy(path + length, name, more);
  }
  return path;
}

/* How many bytes of `path` name its folder, slash included; 0 when it has none. */
static size_t folder_length(const char *path)
{
  const char *slash = strrchr(path, '/');
  return slash ? (size_t)(slash - path) + 1 : 0;
}

char *absolute_path(const char *path)
{
  size_t length = folder_length(path);
  char *folder = length ? join(path, length, "") : join("./", 2, "");
  char *real = folder ? realpath(folder, NULL) : NULL;
  if (!real)
    real = realpath(".", NULL); /* the folder does not exist: reading the file will tell */
  char *absolute = NULL;
  char *ended = real ? join(real, strlen(real), strcmp(real, "/") == 0 ? "" : "/") : NULL;
  if (ended)
    absolute = join(ended, strlen(ended), path + length);
  free(ended);
  free(real);
  free(folder);
  return absolute;
}

/* The path of `name` in the folder when it is there; else NULL. */
static char *existing(const char *folder, size_t length, const char *name)
{
  char *path = join(folder, length, name);
  if (path && access(path, F_OK) == 0)
    return path;
  free(path);
  return NULL;
}

char *configuration_find(const char *folder)
{
  size_t length = strlen(folder);
  while (length) {
    char *found = existing(folder, length, CONFIGURATION_NAME);
    if (found)
      return found;
    char *root = existing(folder, length, ".git");
    free(root);
    if (root)
      return NULL;
    length--;
    while (length && folder[length - 1] != '/')
      length--;
  }
  return NULL;
}

char *configuration_of_user(void)
{
  const char *base = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
  if (base && base[0] == '/')
    return existing(base, strlen(base), "/dixit/config.lua");
  return home && *home ? existing(home, strlen(home), "/.config/dixit/config.lua") : NULL;
}

const char *path_from(const char *here, const char *path)
{
  size_t length = here ? strlen(here) : 0;
  bool below = length && strncmp(path, here, length) == 0 && path[length] == '/';
  return below ? path + length + 1 : path;
}

static bool read_text(configuration *self, const settings *options, const input *text, uint32_t where)
{
  char message[CONFIG_MESSAGE_SIZE];
  char *here = realpath(".", NULL);
  const char *name = path_from(here, self->path);
  bool fine = !text->error && config_read(&self->config, text->bytes, text->length, name, where, message);
  if (text->error)
    complain(options, "%s: %s", name, text->error);
  else if (!fine)
    complain(options, "%s", message);
  free(here);
  return fine;
}

void configuration_read(configuration *self, const settings *options, char *path, uint32_t where)
{
  memset(self, 0, sizeof *self);
  self->path = path;
  self->folder = folder_length(path);
  input text = input_read(path);
  self->broken = !read_text(self, options, &text, where);
  input_free(&text);
}

void configuration_free(configuration *self)
{
  if (!self->broken)
    config_free(&self->config);
  free(self->path);
}

uint64_t configuration_sections(const configuration *self, const char *path)
{
  bool below = strncmp(path, self->path, self->folder) == 0;
  return config_sections(&self->config, below ? path + self->folder : path);
}
