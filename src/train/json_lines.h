/* Files of JSON objects, one a line. */
#ifndef DIXIT_TRAIN_JSON_LINES_H
#define DIXIT_TRAIN_JSON_LINES_H

#include <jansson.h>

/* Call `read` with each object; lines that are none are left out. 0, or 1 when the file cannot be read, which is then
 * said. */
int json_lines_read(const char *path, void (*read)(void *payload, json_t *line), void *payload);

#endif
