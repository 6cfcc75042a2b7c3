/* What a session is configured by: the command line, the files the command looks for, and over both the editor's
 * settings, which are the command's options under their long names:
 *
 *     {"dixit": {"profile": "news", "strict": true, "rules": {"quotes/unclosed": "off"}, "bibliographies": ["a.bib"]}}
 *
 * An editor's settings may come from a folder somebody else wrote, so files of rules are not among them (options.c). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tool/lsp.h"
#include "tool/options.h"

/* ---- the editor's settings, as words of a command line ---- */

/* Names of .dixit.lua for options that may be given several times. */
static const struct {
  const char *name;
  const char *option;
} plurals[] = {{"rules", "rule"}, {"bibliographies", "bibliography"}};

static const char *option_name(const char *key)
{
  for (size_t i = 0; i < sizeof plurals / sizeof *plurals; i++)
    if (strcmp(plurals[i].name, key) == 0)
      return plurals[i].option;
  return key;
}

/* Add "--name=key=value", or what of it there is. */
static void add_word(lsp_server *self, const char *name, const char *key, const char *value)
{
  char **grown = realloc(self->words, (self->word_count + 1) * sizeof *grown);
  size_t room = strlen(name) + (key ? strlen(key) : 0) + (value ? strlen(value) : 0) + 5;
  char *word = grown ? malloc(room) : NULL;
  if (grown)
    self->words = grown;
  if (!word)
    return;
  snprintf(word, room, "--%s%s%s%s%s", name, key ? "=" : "", key ? key : "", value ? "=" : "", value ? value : "");
  for (char *at = word; *at && *at != '='; at++)
    if (*at == '_')
      *at = '-';
  self->words[self->word_count++] = word;
}

static void add_scalar(lsp_server *self, const char *name, const char *key, const json_t *value)
{
  char number[32];
  if (json_is_string(value))
    add_word(self, name, key, json_string_value(value));
  else if (json_is_boolean(value) && key)
    add_word(self, name, key, json_is_true(value) ? "on" : "off");
  else if (json_is_true(value))
    add_word(self, name, NULL, NULL);
  else if (json_is_integer(value)) {
    snprintf(number, sizeof number, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    add_word(self, name, key, number);
  }
}

static void add_setting(lsp_server *self, const char *name, json_t *value)
{
  const char *key;
  json_t *item;
  size_t at;
  json_array_foreach(value, at, item)
    if (json_is_string(item))
      add_word(self, name, json_string_value(item), NULL);
  json_object_foreach(value, key, item)
    add_scalar(self, name, key, item);
  if (json_is_string(value))
    add_word(self, name, json_string_value(value), NULL);
  else
    add_scalar(self, name, NULL, value);
}

static void forget_words(lsp_server *self)
{
  for (size_t i = 0; i < self->word_count; i++)
    free(self->words[i]);
  free(self->words);
  self->words = NULL;
  self->word_count = 0;
}

/* Lay them over the settings. What is wrong with one is told, and the others count. */
static void apply_settings(lsp_server *self)
{
  json_t *own = json_object_get(self->editor, "dixit"), *item;
  const char *key;
  forget_words(self);
  json_object_foreach(own ? own : self->editor, key, item)
    add_setting(self, option_name(key), item);
  for (size_t i = 0; i < self->word_count; i++)
    options_add(&self->current, COMMAND_LSP_EDITOR, &self->words[i], 1);
}

/* ---- engines ---- */

void lsp_unconfigure(lsp_server *self)
{
  for (size_t i = 0; i < self->document_count; i++)
    lsp_document_forget(self->documents[i]);
  bibliographies_free(self->bibliographies);
  engines_free(self->engines);
  self->bibliographies = NULL;
  self->engines = NULL;
  forget_words(self);
}

static void begin_settings(lsp_server *self)
{
  self->current = *self->asked;
  self->current.tell = lsp_tell;
  self->current.tell_ctx = self;
}

/* Without the configuration files, or the bibliographies, that cannot be read; what is wrong with them was told. */
static void open_engines(lsp_server *self)
{
  self->engines = engines_open(&self->current);
  if (!self->engines) {
    self->current.no_config = true;
    self->current.config = NULL;
    self->engines = engines_open(&self->current);
  }
  self->bibliographies = bibliographies_open(&self->current);
  if (self->bibliographies && !bibliographies_load(self->bibliographies)) {
    bibliographies_free(self->bibliographies);
    self->current.bibliography_count = 0;
    self->bibliographies = bibliographies_open(&self->current);
  }
}

bool lsp_configure(lsp_server *self)
{
  lsp_unconfigure(self);
  begin_settings(self);
  self->rules_told = false;
  apply_settings(self);
  open_engines(self);
  if (self->word_count && self->engines && !engines_find(self->engines, NULL, NULL)) {
    lsp_unconfigure(self); /* the editor names a rule or profile there is not: without its settings */
    begin_settings(self);
    open_engines(self);
  }
  return self->engines && self->bibliographies;
}

void lsp_reconfigure(lsp_server *self)
{
  lsp_configure(self);
  for (size_t i = 0; i < self->document_count; i++)
    lsp_diagnostics_later(self, self->documents[i]);
  if (self->client.pulls && self->client.refreshes)
    lsp_request(self, "workspace/diagnostic/refresh", json_null());
}

json_t *lsp_did_change_configuration(lsp_call *call)
{
  lsp_server *self = call->server;
  json_t *values = json_object_get(call->params, "settings");
  json_decref(self->editor);
  self->editor = json_incref(values);
  lsp_reconfigure(self);
  return NULL;
}

/* Which files the editor tells of is its own matter: any of them may be named by a text. */
json_t *lsp_did_change_watched_files(lsp_call *call)
{
  lsp_reconfigure(call->server);
  return NULL;
}
