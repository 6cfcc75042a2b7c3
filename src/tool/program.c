/* fork, exec and a pipe. Called before there are threads. */
#include "tool/program.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FIRST_ROOM = 64 * 1024 };

/* In the child: never returns. */
static void become(const char *const *words, int out)
{
  int nothing = open("/dev/null", O_RDWR);
  if (nothing >= 0 && dup2(nothing, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0 &&
      dup2(nothing, STDERR_FILENO) >= 0)
    execvp(words[0], (char *const *)words);
  _exit(errno == ENOENT ? PROGRAM_MISSING : PROGRAM_BROKEN - 2);
}

static bool read_all(program_output *self, int from)
{
  size_t room = FIRST_ROOM;
  self->bytes = malloc(room);
  while (self->bytes) {
    ssize_t got = read(from, self->bytes + self->length, room - self->length - 1);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0) {
      self->bytes[self->length] = '\0';
      return got == 0;
    }
    self->length += (size_t)got;
    if (self->length + 1 < room)
      continue;
    room *= 2;
    char *grown = realloc(self->bytes, room);
    if (!grown)
      return false;
    self->bytes = grown;
  }
  return false;
}

static int wait_for(pid_t child)
{
  int status;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR)
      return PROGRAM_BROKEN;
  return WIFEXITED(status) ? WEXITSTATUS(status) : PROGRAM_BROKEN;
}

program_output program_run(const char *const *words)
{
  program_output self = {NULL, 0, PROGRAM_BROKEN};
  int ends[2];
  if (pipe(ends) != 0)
    return self;
  pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    become(words, ends[1]);
  }
  close(ends[1]);
  bool fine = child > 0 && read_all(&self, ends[0]);
  close(ends[0]);
  int code = child > 0 ? wait_for(child) : PROGRAM_BROKEN;
  self.code = fine ? code : PROGRAM_BROKEN;
  return self;
}

void program_free(program_output *self)
{
  free(self->bytes);
  *self = (program_output){NULL, 0, 0};
}
