/* dixit dump LAYER [PATH...]: one layer of each file, with a head line a file when there are several. */
#include <stdio.h>
#include <string.h>

#include "tool/commands.h"
#include "tool/files.h"

typedef struct dump {
  file_task files;
  output out;
  const char *layer;
} dump;

static bool is_layer(const char *name)
{
  if (strcmp(name, "all") == 0)
    return true;
  for (const char *const *layer = dixit_layer_names(); *layer; layer++)
    if (strcmp(*layer, name) == 0)
      return true;
  return false;
}

static void print_layers(FILE *to)
{
  fputs("layers: ", to);
  for (const char *const *layer = dixit_layer_names(); *layer; layer++)
    fprintf(to, "%s, ", *layer);
  fputs("all\n", to);
}

static bool visit(void *ctx, const char *path, const dixit_doc *doc)
{
  dump *self = ctx;
  if (self->files.total > 1) {
    output_write(&self->out, "# ", 2);
    output_write(&self->out, path, strlen(path));
    output_write(&self->out, "\n", 1);
  }
  return dixit_doc_dump(doc, self->layer, output_write, &self->out, NULL) == DIXIT_OK;
}

int command_dump(const settings *options)
{
  if (options->argument_count == 0 || !is_layer(options->arguments[0])) {
    if (options->argument_count == 0)
      fputs("dixit: dump: name a layer; ", stderr);
    else
      fprintf(stderr, "dixit: dump: there is no layer \"%s\"; ", options->arguments[0]);
    print_layers(stderr);
    return EXIT_TROUBLE;
  }
  engines *all = engines_open(options);
  if (!all)
    return EXIT_TROUBLE;
  dump self = {.layer = options->arguments[0]};
  self.files = (file_task){.options = options, .engines = all, .first = 1, .out = &self.out};
  self.files.visit = visit;
  self.files.ctx = &self;
  output_init(&self.out);
  bool fine = files_visit(&self.files);
  engines_free(all);
  return output_done(&self.out) && fine ? EXIT_FINE : EXIT_TROUBLE;
}
