/* dixit extract --jsonl: a JSON object a line in, the facts of its text a line out, in the same order, each written as
 * soon as it is known, so that another program can ask and wait.
 *
 *   {"id": ..., "text": "...", "format": "plain"}
 *
 * id may be any JSON value and comes back; id and format may be missing.
 *
 * A line that is no such object is answered by {"id":...,"error":"...","line":3} and the run goes on: errors in band
 * are not failures of the command. Each line costs time linear in its length. */
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"
#include "tool/commands.h"
#include "tool/files.h"
#include "tool/pool.h"

typedef struct jsonl {
  const settings *options;
  const dixit_engine *engine;
  output out;
  uint64_t lines;
  int number;  /* errno of a failed read, or 0 */
} jsonl;

/* One line under way. id: its "id" as JSON text, or NULL. doc: NULL when there is an error. */
typedef struct request {
  char *line;
  size_t length;
  uint64_t number;
  char *id;
  dixit_doc *doc;
  dixit_error error;
} request;

static bool make_request(void *ctx, void *item)
{
  jsonl *self = ctx;
  request *asked = item;
  size_t room = 0;
  errno = 0;
  ssize_t length = getline(&asked->line, &room, stdin);
  if (length < 0) {
    self->number = feof(stdin) ? 0 : errno;
    free(asked->line);
    return false;
  }
  asked->length = (size_t)length;
  asked->number = ++self->lines;
  return true;
}

static void refuse(request *asked, const char *reason)
{
  snprintf(asked->error.message, sizeof asked->error.message, "%s", reason);
}

/* The format by its name, `fallback` when there is none; false when there is no such format. */
static bool find_format(const json_t *name, uint32_t fallback, uint32_t *out)
{
  *out = fallback;
  if (!name)
    return true;
  if (!json_is_string(name))
    return false;
  for (*out = 0; strcmp(dixit_format_name(*out), "?") != 0; ++*out)
    if (strcmp(dixit_format_name(*out), json_string_value(name)) == 0)
      return true;
  return false;
}

static void analyse_object(const jsonl *self, request *asked, const json_t *object)
{
  const json_t *id = json_object_get(object, "id"), *text = json_object_get(object, "text");
  dixit_doc_options options = {.size = sizeof options};
  if (id)
    asked->id = json_dumps(id, JSON_ENCODE_ANY | JSON_COMPACT);
  if (!json_is_object(object))
    refuse(asked, "the line is no JSON object");
  else if (!json_is_string(text))
    refuse(asked, "the object has no \"text\", or it is no string");
  else if (!find_format(json_object_get(object, "format"), self->options->input_format, &options.format))
    refuse(asked, "there is no such \"format\"");
  else if (dixit_doc_new(&asked->doc, self->engine, json_string_value(text), json_string_length(text), &options,
                         &asked->error) != DIXIT_OK)
    asked->doc = NULL;
}

static void answer_request(void *ctx, void *item)
{
  const jsonl *self = ctx;
  request *asked = item;
  json_error_t error;
  json_t *object = json_loadb(asked->line, asked->length, JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
  free(asked->line);
  if (object)
    analyse_object(self, asked, object);
  else
    snprintf(asked->error.message, sizeof asked->error.message, "not JSON: column %d: %s", error.column, error.text);
  json_decref(object);
}

static void write_error(buffer *out, const request *asked)
{
  buffer_add_char(out, '{');
  if (asked->id) {
    json_key(out, "id");
    buffer_add_string(out, asked->id);
  }
  json_key_string(out, "error", asked->error.message);
  json_key_number(out, "line", asked->number);
  buffer_add_char(out, '}');
}

static bool take_request(void *ctx, void *item)
{
  jsonl *self = ctx;
  request *asked = item;
  uint32_t flags = self->options->scores ? DIXIT_EXTRACT_SCORES : 0;
  dixit_status status = DIXIT_OK;
  if (asked->doc)
    status = dixit_doc_extract(asked->doc, asked->id, flags, output_write, &self->out);
  else
    write_error(&self->out.bytes, asked);
  buffer_add_char(&self->out.bytes, '\n');
  dixit_doc_free(asked->doc);
  free(asked->id);
  return output_flush(&self->out) && status == DIXIT_OK;
}

static int run(const settings *options, engines *all)
{
  jsonl self = {.options = options, .engine = engines_find(all, NULL, NULL)};
  if (!self.engine)
    return EXIT_TROUBLE;
  json_object_seed(0); /* once, before threads need it */
  output_init(&self.out);
  pool_task task = {make_request, answer_request, take_request, sizeof(request), &self};
  bool enough = pool_run(&task, engines_are_serial(all) ? 1 : options->jobs);
  if (!enough)
    fputs("dixit: out of memory\n", stderr);
  if (self.number)
    fprintf(stderr, "dixit: standard input: %s\n", strerror(self.number));
  return output_done(&self.out) && engines_finish(all) && enough && !self.number ? EXIT_FINE : EXIT_TROUBLE;
}

int command_jsonl(const settings *options)
{
  if (options->argument_count > 0) {
    fputs("dixit: extract --jsonl reads standard input and takes no paths\n", stderr);
    return EXIT_TROUBLE;
  }
  engines *all = engines_open(options);
  int code = all ? run(options, all) : EXIT_TROUBLE;
  engines_free(all);
  return code;
}
