/* JSON Lines, by getline and jansson. */
#define _POSIX_C_SOURCE 200809L /* getline */
#include "train/json_lines.h"

#include <stdio.h>
#include <stdlib.h>

int json_lines_read(const char *path, void (*read)(void *payload, json_t *line), void *payload)
{
  FILE *file = fopen(path, "r");
  char *bytes = NULL;
  size_t size = 0;
  if (!file) {
    perror(path);
    return 1;
  }
  while (getline(&bytes, &size, file) > 0) {
    json_t *line = json_loads(bytes, 0, NULL);
    if (line)
      read(payload, line);
    json_decref(line);
  }
  free(bytes);
  fclose(file);
  return 0;
}
