/* A temporary file in the same folder (rename is atomic within a file system), fsync before the rename, so that the
 * name never leads to a file that is not on the disk yet, and of the folder behind it. */
#include "tool/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tool/input.h"

/* target: the file itself, links followed. folder: where it is. made: the temporary file, while there is one. */
typedef struct replacement {
  char target[PATH_MAX];
  char folder[PATH_MAX];
  char made[PATH_MAX];
  struct stat status;
  bool exists;
} replacement;

static const char *reason(void)
{
  return strerror(errno);
}

/* Where `path` leads. One that does not exist leads to itself. */
static const char *find_target(replacement *self, const char *path)
{
  char copy[PATH_MAX];
  if (strlen(path) >= sizeof copy)
    return strerror(ENAMETOOLONG);
  self->exists = realpath(path, self->target) != NULL;
  if (!self->exists && errno != ENOENT)
    return reason();
  if (!self->exists)
    strcpy(self->target, path);
  if (self->exists && stat(self->target, &self->status) != 0)
    return reason();
  if (self->exists && !S_ISREG(self->status.st_mode))
    return "no ordinary file";
  if (self->exists && access(self->target, W_OK) != 0)
    return reason(); /* a rename would not ask */
  strcpy(copy, self->target);
  strcpy(self->folder, dirname(copy));
  return NULL;
}

static const char *check_expected(const replacement *self, const dixit_text *expected)
{
  if (!expected)
    return NULL;
  input now = input_read(self->target);
  const char *error = now.error;
  if (!error && !text_equal(text_of(now.bytes, now.length), *expected))
    error = "changed meanwhile; nothing written";
  input_free(&now);
  return error;
}

static bool write_all(int file, dixit_text text)
{
  while (text.length) {
    ssize_t written = write(file, text.bytes, text.length);
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return false;
    text.bytes += written;
    text.length -= (size_t)written;
  }
  return true;
}

/* Permissions as they were; for a new file what the process gives new files. */
static bool set_permissions(const replacement *self, int file)
{
  if (self->exists) {
    if (fchown(file, self->status.st_uid, self->status.st_gid) != 0 && errno != EPERM)
      return false;
    return fchmod(file, self->status.st_mode & 07777) == 0;
  }
  mode_t mask = umask(0);
  umask(mask);
  return fchmod(file, 0666 & ~mask) == 0;
}

static const char *make_file(replacement *self, dixit_text text)
{
  if (snprintf(self->made, sizeof self->made, "%s/.dixit-XXXXXX", self->folder) >= (int)sizeof self->made)
    return strerror(ENAMETOOLONG);
  int file = mkstemp(self->made);
  if (file < 0) {
    self->made[0] = '\0';
    return reason();
  }
  bool fine = write_all(file, text) && set_permissions(self, file) && fsync(file) == 0;
  const char *error = fine ? NULL : reason();
  if (close(file) != 0 && !error)
    error = reason();
  return error;
}

/* A folder that cannot be brought to the disk (some file systems) is no reason to say the file was not written. */
static void sync_folder(const replacement *self)
{
  int folder = open(self->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0)
    return;
  (void)fsync(folder);
  close(folder);
}

const char *file_replace(const char *path, dixit_text text, const dixit_text *expected)
{
  replacement self = {.exists = false};
  const char *error = find_target(&self, path);
  if (!error)
    error = make_file(&self, text);
  if (!error)
    error = check_expected(&self, expected); /* as late as can be */
  if (!error && rename(self.made, self.target) != 0)
    error = reason();
  if (error && self.made[0])
    unlink(self.made);
  if (!error)
    sync_folder(&self);
  return error;
}
