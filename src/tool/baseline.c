/* A baseline is JSON, with sorted keys and a line a finding, so that it reads well in a version control system:
 *
 *   {"version": 1, "findings": {"docs/story.md": {"quotes/unclosed": {"”": 2}}}}
 *
 * that is path, rule, text and how often. Positions do not count: findings stay known when lines are added above them,
 * and when a paragraph is filled anew, since runs of blanks are one blank. What is no UTF-8, and NUL, is U+FFFD. Paths
 * are relative to the baseline's folder, whatever folder the command runs in. */
#include "tool/baseline.h"

#include <errno.h>
#include <jansson.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "tool/input.h"
#include "tool/replace.h"

enum { VERSION = 1 };

/* folder: of the file, without links, ending in '/'. findings: path, rule, text, count. */
struct baseline {
  const char *file;
  char folder[PATH_MAX + 1];
  json_t *findings;
};

static baseline *fail(baseline *self, const char *file, const char *message)
{
  fprintf(stderr, "dixit: %s: %s\n", file, message);
  baseline_free(self);
  return NULL;
}

/* ---- making one ---- */

static bool find_folder(baseline *self)
{
  char copy[PATH_MAX];
  if (snprintf(copy, sizeof copy, "%s", self->file) >= (int)sizeof copy)
    errno = ENAMETOOLONG;
  else if (realpath(dirname(copy), self->folder)) {
    if (strcmp(self->folder, "/") != 0)
      strcat(self->folder, "/");
    return true;
  }
  return false;
}

baseline *baseline_new(const char *file)
{
  baseline *self = calloc(1, sizeof *self);
  if (!self)
    return fail(NULL, file, "out of memory");
  self->file = file;
  if (!find_folder(self))
    return fail(self, file, strerror(errno));
  self->findings = json_object();
  return self->findings ? self : fail(self, file, "out of memory");
}

void baseline_free(baseline *self)
{
  if (!self)
    return;
  json_decref(self->findings);
  free(self);
}

/* ---- reading ---- */

/* Are these objects in objects, `depth` of them, and counts in the last? */
static bool is_tree(const json_t *value, int depth)
{
  const char *key;
  json_t *inner;
  if (depth == 0)
    return json_is_integer(value) && json_integer_value(value) > 0;
  if (!json_is_object(value))
    return false;
  json_object_foreach((json_t *)value, key, inner) {
    if (!is_tree(inner, depth - 1))
      return false;
  }
  return true;
}

static baseline *take_findings(baseline *self, json_t *root)
{
  const json_t *version = json_object_get(root, "version");
  json_t *findings = json_object_get(root, "findings");
  if (!json_is_integer(version) || !is_tree(findings, 3))
    return fail(self, self->file, "no baseline: write it anew with --write-baseline");
  if (json_integer_value(version) != VERSION)
    return fail(self, self->file, "a baseline of another version of dixit: write it anew with --write-baseline");
  json_decref(self->findings);
  self->findings = json_incref(findings);
  return self;
}

baseline *baseline_read(const char *file)
{
  json_error_t error;
  char message[JSON_ERROR_TEXT_LENGTH + 80];
  input text = input_read(file);
  if (text.error) {
    snprintf(message, sizeof message, "%s; --write-baseline makes a baseline", text.error);
    input_free(&text);
    return fail(NULL, file, message);
  }
  json_t *root = json_loadb(text.bytes, text.length, JSON_REJECT_DUPLICATES, &error);
  input_free(&text);
  snprintf(message, sizeof message, "no baseline: line %d: %s", error.line, error.text);
  baseline *self = root ? baseline_new(file) : fail(NULL, file, message);
  if (self)
    self = take_findings(self, root);
  json_decref(root);
  return self;
}

/* ---- keys ---- */

/* The text as a key, on the heap; NULL when memory is out. */
static char *text_key(dixit_text text)
{
  char *key = malloc(3 * text.length + 1); /* a byte becomes three at most */
  size_t length = 0;
  for (size_t at = 0; key && at < text.length;) {
    utf8_char c = utf8_decode(text.bytes, text.length, at);
    at += c.length;
    if (c.code == '\0')
      c.code = UTF8_INVALID;
    if (utf8_classify(c.code) != UTF8_BLANK && c.code != '\n' && c.code != '\r')
      length += utf8_encode(c.code, key + length);
    else if (length > 0 && key[length - 1] != ' ')
      key[length++] = ' ';
  }
  if (key)
    key[length] = '\0';
  return key;
}

/* The path below the baseline's folder; elsewhere, and for what is no file, the whole or the given one. */
static const char *path_key(const baseline *self, const char *path, char full[PATH_MAX])
{
  size_t length = strlen(self->folder);
  if (!realpath(path, full))
    return path;
  return strncmp(full, self->folder, length) == 0 ? full + length : full;
}

/* The object under `key` in `parent`, made when there is none; NULL when memory is out or the key is no UTF-8. */
static json_t *child(json_t *parent, const char *key)
{
  json_t *found = json_object_get(parent, key);
  if (found)
    return found;
  json_t *made = json_object();
  return json_object_set_new(parent, key, made) == 0 ? made : NULL;
}

/* ---- findings ---- */

/* The texts of a path and rule; made when `make` says so. NULL when there are none. */
static json_t *texts_of(const baseline *self, const char *path, const char *rule, bool make)
{
  char full[PATH_MAX];
  char *key = text_key(text_from(path_key(self, path, full)));
  if (!key)
    return NULL;
  json_t *rules = make ? child(self->findings, key) : json_object_get(self->findings, key);
  free(key);
  return make && rules ? child(rules, rule) : json_object_get(rules, rule);
}

bool baseline_add(baseline *self, const char *path, const char *rule, dixit_text text)
{
  json_t *texts = texts_of(self, path, rule, true);
  char *key = texts ? text_key(text) : NULL;
  json_int_t known = key ? json_integer_value(json_object_get(texts, key)) : 0;
  bool fine = key && json_object_set_new(texts, key, json_integer(known + 1)) == 0;
  free(key);
  return fine;
}

bool baseline_take(baseline *self, const char *path, const char *rule, dixit_text text)
{
  json_t *texts = texts_of(self, path, rule, false);
  char *key = texts ? text_key(text) : NULL;
  json_t *count = key ? json_object_get(texts, key) : NULL;
  free(key);
  if (json_integer_value(count) <= 0)
    return false;
  json_integer_set(count, json_integer_value(count) - 1);
  return true;
}

bool baseline_write(const baseline *self)
{
  json_t *root = json_pack("{s:i, s:O}", "version", VERSION, "findings", self->findings);
  char *text = root ? json_dumps(root, JSON_INDENT(1) | JSON_SORT_KEYS) : NULL;
  size_t length = text ? strlen(text) : 0;
  const char *error = "out of memory";
  if (text) {
    text[length] = '\n'; /* in place of the NUL */
    error = file_replace(self->file, text_of(text, length + 1), NULL);
  }
  free(text);
  json_decref(root);
  if (error)
    fprintf(stderr, "dixit: %s: %s\n", self->file, error);
  return !error;
}
