/* Time each stage of the analysis: bench-stages FILE [RUNS]. Prints a line a stage, "name<TAB>seconds" of processor
 * time (the median of RUNS), for bench.py to lay out. The file is taken as plain text. It sees the library's inside. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "doc/document.h"
#include "pipeline.h"

enum { MOST_STAGES = 32, MOST_RUNS = 99 };

/* seconds[s][r]: what stage s took in run r. names: the stages of the pipeline, then those of output. */
typedef struct timings {
  const char *names[MOST_STAGES];
  double seconds[MOST_STAGES][MOST_RUNS];
  size_t stages;
  int run;
  double before;
} timings;

static double now(void)
{
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Note what has passed since the last call as stage `stage`'s time. */
static void note(timings *self, size_t stage, const char *name)
{
  double at = now();
  self->names[stage] = name;
  self->seconds[stage][self->run] = at - self->before;
  if (stage >= self->stages)
    self->stages = stage + 1;
  self->before = now();
}

static int write_nowhere(void *ctx, const char *bytes, size_t length)
{
  (void)ctx;
  (void)bytes;
  (void)length;
  return 0;
}

static bool run_once(timings *self, const dixit_engine *engine, const char *text, size_t length)
{
  dixit_doc doc = {.engine = engine, .length = (uint32_t)length, .format = DIXIT_PLAIN};
  size_t stage = 0;
  arena_init(&doc.memory, NULL);
  self->before = now();
  char *copy = arena_copy(&doc.memory, text, length);
  if (!copy)
    return false;
  doc.text = copy;
  note(self, stage++, "copy");
  for (const pipeline_stage *at = pipeline_stages; at->name; at++) {
    at->run(&doc);
    note(self, stage++, at->name);
  }
  dixit_doc_extract(&doc, NULL, 0, write_nowhere, NULL);
  note(self, stage++, "extract");
  arena_done(&doc.memory);
  note(self, stage++, "free");
  return !doc.memory.failed;
}

static int compare(const void *a, const void *b)
{
  double left = *(const double *)a, right = *(const double *)b;
  return (left > right) - (left < right);
}

static void print(timings *self, int runs)
{
  for (size_t stage = 0; stage < self->stages; stage++) {
    qsort(self->seconds[stage], (size_t)runs, sizeof(double), compare);
    printf("%s\t%.6f\n", self->names[stage], self->seconds[stage][runs / 2]);
  }
}

/* The whole file, or NULL. */
static char *read_file(const char *path, size_t *length)
{
  FILE *file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END) != 0)
    return NULL;
  long size = ftell(file);
  char *text = size >= 0 ? malloc((size_t)size + 1) : NULL;
  rewind(file);
  *length = text ? fread(text, 1, (size_t)size, file) : 0;
  fclose(file);
  return text;
}

int main(int argc, char **argv)
{
  static timings self;
  dixit_engine *engine;
  size_t length;
  int runs = argc > 2 ? atoi(argv[2]) : 5;
  char *text = argc > 1 && runs > 0 && runs <= MOST_RUNS ? read_file(argv[1], &length) : NULL;
  if (!text || dixit_engine_new(&engine, NULL, NULL) != DIXIT_OK) {
    fprintf(stderr, "usage: bench-stages FILE [RUNS]\n");
    return 2;
  }
  for (self.run = 0; self.run < runs; self.run++)
    if (!run_once(&self, engine, text, length))
      return 2;
  print(&self, runs);
  dixit_engine_free(engine);
  free(text);
  return 0;
}
