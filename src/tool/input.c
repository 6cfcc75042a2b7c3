/* Reading: the size tells how much room to make, and reading goes on to the end whatever it said, since pipes and files
 * under /proc have none. */
#include "tool/input.h"

#include <errno.h>
#include <fcntl.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"

/* HEAD: how far is looked for bytes that no text has, as git does. */
enum { FIRST_ROOM = 64 * 1024, HEAD = 8000 };

/* Large texts stand where documents put theirs. */
static char *resize(input *self, size_t room)
{
  return dixit_malloc_allocator.resize(NULL, self->bytes, self->length, room);
}

static void fail(input *self, const char *error)
{
  free(self->bytes);
  *self = (input){NULL, 0, error};
}

/* Room for the file and one byte more, so that the read that finds the end needs no growing. */
static size_t first_room(int file)
{
  struct stat status;
  if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size <= 0)
    return FIRST_ROOM;
  return status.st_size >= UINT32_MAX ? UINT32_MAX : (size_t)status.st_size + 1;
}

/* Large arrays lie side by side in memory that is kept for the next text; glibc would map and unmap each by itself.
 * Editors' servers, which live long and read no large files, are left alone. */
static void keep_memory_together(void)
{
#ifdef __GLIBC__
  enum { LARGEST = 1 << 30 };
  mallopt(M_MMAP_THRESHOLD, LARGEST);
  mallopt(M_TRIM_THRESHOLD, LARGEST);
#endif
}

/* The arrays of a large text take several times its room: where the heap grows for all of them at once, they share huge
 * pages. */
static void foresee_arrays(size_t length)
{
  const size_t LARGE = 2 * 1024 * 1024, TIMES = 10;
  if (length < LARGE)
    return;
  keep_memory_together();
  free(dixit_malloc_allocator.resize(NULL, NULL, 0, length * TIMES));
}

static void read_all(input *self, int file)
{
  size_t room = first_room(file);
  foresee_arrays(room);
  self->bytes = resize(self, room);
  while (self->bytes) {
    ssize_t got = read(file, self->bytes + self->length, room - self->length);
    if (got == 0) {
      self->bytes[self->length] = '\0';
      return;
    }
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0) {
      fail(self, strerror(errno));
      return;
    }
    self->length += (size_t)got;
    if (self->length >= UINT32_MAX) {
      fail(self, "4 GiB or more");
      return;
    }
    if (self->length < room)
      continue;
    room *= 2;
    char *grown = resize(self, room);
    if (!grown)
      break;
    self->bytes = grown;
  }
  fail(self, "out of memory");
}

input input_read(const char *path)
{
  input self = {NULL, 0, NULL};
  bool standard = strcmp(path, "-") == 0;
  int file = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    self.error = strerror(errno);
    return self;
  }
  read_all(&self, file);
  if (!standard)
    close(file);
  return self;
}

void input_free(input *self)
{
  free(self->bytes);
  *self = (input){NULL, 0, NULL};
}

static const struct {
  const char *start;
  const char *problem;
} foreign[] = {
  {"\xFF\xFE", "is in UTF-16: save it with the encoding UTF-8"},
  {"\xFE\xFF", "is in UTF-16: save it with the encoding UTF-8"},
  {"PK\x03\x04",
   "is packed, as documents of Word and LibreOffice are: save it as text, or make Markdown of it with pandoc"},
  {"\xD0\xCF\x11\xE0", "is a document of an old Word: save it as text"},
  {"{\\rtf", "is rich text: save it as plain text, or make Markdown of it with pandoc"},
  {"%PDF-", "is a PDF: make text of it first, for instance with pdftotext"},
};

const char *input_problem(const input *self, bool named)
{
  dixit_text text = text_of(self->bytes, self->length < HEAD ? self->length : HEAD);
  for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
    if (text_starts(text, foreign[i].start))
      return foreign[i].problem;
  bool zero = !named && text.length && memchr(text.bytes, '\0', text.length);
  return zero ? "is no text: it has bytes that are 0" : NULL;
}
