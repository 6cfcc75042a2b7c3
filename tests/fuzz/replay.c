/* A fuzz target without libFuzzer: `replay FILE...` runs each file through it once, as does `replay FOLDER` with the
 * files in it; `replay --random COUNT` makes up texts of what is hard, the same every time. Prints what it reads, so
 * that the last line names the culprit. */
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "unit/hard_text.h"

static bool run_file(const char *path)
{
  FILE *file = fopen(path, "rb");
  if (!file)
    return false;
  size_t size = 0, capacity = 1 << 16, got;
  uint8_t *data = malloc(capacity);
  while (data && (got = fread(data + size, 1, capacity - size, file)) > 0) {
    size += got;
    if (size == capacity)
      data = realloc(data, capacity *= 2);
  }
  fclose(file);
  if (!data)
    return false;
  fprintf(stderr, "%s\n", path);
  LLVMFuzzerTestOneInput(data, size);
  free(data);
  return true;
}

static bool run_folder(const char *path)
{
  DIR *folder = opendir(path);
  bool good = true;
  if (!folder)
    return run_file(path);
  for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
    char name[4096];
    if (entry->d_name[0] != '.' && snprintf(name, sizeof name, "%s/%s", path, entry->d_name) < (int)sizeof name)
      good = run_file(name) && good;
  }
  closedir(folder);
  return good;
}

static void run_random(int count)
{
  enum { PIECES = 120 };
  static char text[PIECES * HARD_PIECE_BYTES];
  uint64_t seed = 1;
  for (int i = 0; i < count; i++) {
    size_t length = hard_text(&seed, text, 1 + hard_random(&seed) % PIECES);
    LLVMFuzzerTestOneInput((const uint8_t *)text, length);
  }
}

int main(int count, char **arguments)
{
  bool good = true;
  if (count == 3 && strcmp(arguments[1], "--random") == 0) {
    run_random(atoi(arguments[2]));
    return 0;
  }
  for (int i = 1; i < count; i++)
    good = run_folder(arguments[i]) && good;
  return good ? 0 : 1;
}
