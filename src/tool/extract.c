/* dixit extract [PATH...]: the facts of each file as one JSON object a line, with its path as "id". */
#include <stdlib.h>

#include "base/json.h"
#include "tool/commands.h"
#include "tool/files.h"

typedef struct extract {
  file_task files;
  output out;
  uint32_t flags;
} extract;

/* A dixit_write into a string on the heap. */
static int collect(void *ctx, const char *bytes, size_t length)
{
  char **string = ctx;
  size_t before = strlen(*string);
  char *grown = realloc(*string, before + length + 1);
  if (!grown)
    return -1;
  memcpy(grown + before, bytes, length);
  grown[before + length] = '\0';
  *string = grown;
  return 0;
}

/* `text` as a JSON string on the heap, or NULL. */
static char *quoted(const char *text)
{
  buffer bytes;
  char *string = calloc(1, 1);
  if (!string)
    return NULL;
  buffer_init(&bytes, collect, &string);
  json_text(&bytes, text_from(text));
  if (buffer_flush(&bytes))
    return string;
  free(string);
  return NULL;
}

static bool visit(void *ctx, const char *path, const dixit_doc *doc)
{
  extract *self = ctx;
  char *id = quoted(path);
  bool written = id && dixit_doc_extract(doc, id, self->flags, output_write, &self->out) == DIXIT_OK;
  free(id);
  return written && output_write(&self->out, "\n", 1) == 0;
}

int command_extract(const settings *options)
{
  if (options->jsonl)
    return command_jsonl(options);
  engines *all = engines_open(options);
  if (!all)
    return EXIT_TROUBLE;
  extract self = {.flags = options->scores ? DIXIT_EXTRACT_SCORES : 0};
  self.files = (file_task){.options = options, .engines = all, .out = &self.out, .visit = visit, .ctx = &self};
  output_init(&self.out);
  bool fine = files_visit(&self.files);
  engines_free(all);
  return output_done(&self.out) && fine ? EXIT_FINE : EXIT_TROUBLE;
}
