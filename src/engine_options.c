/* Engines: options turned into what the stages ask for (engine.h). Everything is checked here, so that nothing need be
 * checked later. */
#include "engine.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/nearest.h"
#include "rules/custom.h"
#include "rules/rule.h"

static bool setting_matches(const char *setting, const char *id)
{
  size_t length = strlen(setting);
  if (length && setting[length - 1] == '*')
    return strncmp(setting, id, length - 1) == 0;
  return strcmp(setting, id) == 0;
}

static dixit_status no_such_rule(const char *name, dixit_error *error)
{
  const char *names[RULE_COUNT];
  for (size_t i = 0; i < RULE_COUNT; i++)
    names[i] = rule_table[i].id;
  const char *meant = nearest_word(name, names, RULE_COUNT);
  if (meant)
    return error_fail(error, DIXIT_BAD_OPTION, "there is no rule \"%.100s\": is \"%s\" meant?", name, meant);
  return error_fail(error, DIXIT_BAD_OPTION, "there is no rule \"%.100s\": `dixit rules` lists them", name);
}

/* What a rule gets that is switched on without a word on its severity. */
static uint8_t suggested_severity(const dixit_engine *engine, uint32_t rule)
{
  return rule < RULE_COUNT ? rule_table[rule].suggested : (uint8_t)engine->checks[rule - RULE_COUNT].severity;
}

static dixit_status apply_setting(dixit_engine *engine, const dixit_rule_setting *setting, dixit_error *error)
{
  bool found = false;
  if (setting->severity < DIXIT_OFF || setting->severity > DIXIT_DEFAULT)
    return error_fail(error, DIXIT_BAD_OPTION, "a rule's severity is off, info, warning, error or default");
  for (uint32_t i = 0; i < rule_count(engine); i++) {
    if (!setting_matches(setting->rule, rule_id(engine, i)))
      continue;
    found = true;
    engine->severities[i] =
        setting->severity == DIXIT_DEFAULT ? suggested_severity(engine, i) : (uint8_t)setting->severity;
    engine->story_severities[i] = engine->severities[i];
  }
  return found ? DIXIT_OK : no_such_rule(setting->rule, error);
}

/* Who reads a story under the rules for news has not said that it is one: what the profile for stories leaves alone is
 * left alone there too. */
static void spare_stories(dixit_engine *engine)
{
  const uint8_t *fiction = rule_profile_find("fiction");
  for (uint32_t i = 0; i < RULE_COUNT; i++)
    if (fiction[i] == DIXIT_OFF)
      engine->story_severities[i] = DIXIT_OFF;
}

/* The severities of a profile, then the settings'. Those of the caller's own checks are there. */
static dixit_status apply_severities(dixit_engine *engine, const dixit_options *options, dixit_error *error)
{
  const char *name = options && options->profile ? options->profile : "news";
  const uint8_t *profile = rule_profile_find(name);
  if (!profile)
    return error_fail(error, DIXIT_BAD_OPTION, "there is no profile \"%.60s\": the profiles are " RULE_PROFILE_NAMES,
                      name);
  memcpy(engine->severities, profile, RULE_COUNT);
  memcpy(engine->story_severities, engine->severities, rule_count(engine));
  if (strcmp(name, "news") == 0)
    spare_stories(engine);
  for (uint32_t i = 0; options && i < options->rule_count; i++) {
    dixit_status status = apply_setting(engine, &options->rules[i], error);
    if (status != DIXIT_OK)
      return status;
  }
  return DIXIT_OK;
}

static bool is_day(uint32_t date)
{
  uint32_t month = date / 100 % 100, day = date % 100;
  return date < 100000000 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static dixit_status apply_options(dixit_engine *engine, const dixit_options *options, dixit_error *error)
{
  if (options->citation_scope > DIXIT_SCOPE_PARAGRAPH)
    return error_fail(error, DIXIT_BAD_OPTION, "the citation scope is previous, sentence, clause or paragraph");
  if (!(options->claim_threshold >= 0 && options->claim_threshold <= 1))
    return error_fail(error, DIXIT_BAD_OPTION, "the claim threshold lies between 0 and 1");
  if (options->today && !is_day(options->today))
    return error_fail(error, DIXIT_BAD_OPTION, "today is no day: 20150321 is one");
  if (options->kind > DIXIT_KIND_FICTION)
    return error_fail(error, DIXIT_BAD_OPTION,
                      "the kind is auto, news, encyclopaedia, academic, essay, speech or fiction");
  engine->citation_scope = options->citation_scope;
  engine->kind = options->kind;
  engine->claim_threshold = options->claim_threshold;
  engine->strict = options->strict != 0;
  engine->today = options->today;
  return DIXIT_OK;
}

static dixit_status apply_option(dixit_engine *engine, const dixit_option_setting *setting, dixit_error *error)
{
  int option = rule_option_find(setting->rule, setting->name);
  if (option < 0)
    return error_fail(error, DIXIT_BAD_OPTION, "the rule \"%.80s\" has no option \"%.60s\"", setting->rule,
                      setting->name);
  engine->rule_options[option] = setting->value;
  return DIXIT_OK;
}

/* Take the values of a row that has them. */
static void lay_over(dixit_engine *engine, const uint32_t *values)
{
  for (uint32_t i = 0; i < RULE_OPTION_COUNT; i++)
    if (values[i] != DIXIT_NONE)
      engine->rule_options[i] = values[i];
}

/* The values of the rules' options: their own, then the profile's, the manual's, the settings'. apply_severities has
 * seen to the profile. */
static dixit_status fill_rule_options(dixit_engine *engine, const dixit_options *options, dixit_error *error)
{
  engine->rule_options = arena_get(&engine->memory, RULE_OPTION_COUNT * sizeof *engine->rule_options);
  if (!engine->rule_options)
    return error_no_memory(error);
  for (uint32_t i = 0; i < RULE_OPTION_COUNT; i++)
    engine->rule_options[i] = rule_options[i].value;
  if (!options)
    return DIXIT_OK;
  if (options->profile)
    lay_over(engine, rule_profile_options(options->profile));
  const uint32_t *manual = options->manual ? rule_manual_find(options->manual) : engine->rule_options;
  if (!manual)
    return error_fail(error, DIXIT_BAD_OPTION, "there is no manual \"%.60s\": the manuals are " RULE_MANUAL_NAMES,
                      options->manual);
  lay_over(engine, manual);
  for (uint32_t i = 0; i < options->option_setting_count; i++) {
    dixit_status status = apply_option(engine, &options->option_settings[i], error);
    if (status != DIXIT_OK)
      return status;
  }
  return DIXIT_OK;
}

/* ---- the caller's own rules ---- */

static int compare_checks(const void *left, const void *right)
{
  return strcmp(((const dixit_check *)left)->id, ((const dixit_check *)right)->id);
}

static dixit_status check_is_fine(const dixit_check *check, dixit_error *error)
{
  if (!check->id || !check->run)
    return error_fail(error, DIXIT_BAD_ARGUMENT, "a check has no id or no function");
  const char *problem = custom_id_problem(check->id);
  if (problem)
    return error_fail(error, DIXIT_BAD_OPTION, "\"%.80s\": %s", check->id, problem);
  if (check->severity > DIXIT_ERROR)
    return error_fail(error, DIXIT_BAD_OPTION, "\"%.80s\": there is no such severity", check->id);
  return DIXIT_OK;
}

static dixit_status copy_checks(dixit_engine *engine, const dixit_options *options, dixit_error *error)
{
  dixit_check *checks = arena_get(&engine->memory, (options->check_count + 1) * sizeof *checks);
  if (!checks)
    return error_no_memory(error);
  for (uint32_t i = 0; i < options->check_count; i++) {
    dixit_status status = check_is_fine(&options->checks[i], error);
    if (status != DIXIT_OK)
      return status;
    checks[i] = options->checks[i];
    checks[i].id = arena_copy(&engine->memory, checks[i].id, strlen(checks[i].id));
    if (!checks[i].id)
      return error_no_memory(error);
  }
  qsort(checks, options->check_count, sizeof *checks, compare_checks);
  for (uint32_t i = 1; i < options->check_count; i++)
    if (strcmp(checks[i - 1].id, checks[i].id) == 0)
      return error_fail(error, DIXIT_BAD_OPTION, "there are two rules \"%.80s\"", checks[i].id);
  engine->checks = checks;
  engine->check_count = options->check_count;
  return DIXIT_OK;
}

/* ---- making ---- */

/* Fill an engine that has its memory and nothing else. */
static dixit_status engine_fill(dixit_engine *engine, const dixit_options *options, dixit_error *error)
{
  if (options && options->size != sizeof *options)
    return error_fail(error, DIXIT_BAD_OPTION, "dixit_options.size is not sizeof(dixit_options)");
  dixit_status status = options && options->check_count ? copy_checks(engine, options, error) : DIXIT_OK;
  if (status != DIXIT_OK)
    return status;
  engine->severities = arena_get(&engine->memory, rule_count(engine));
  engine->story_severities = arena_get(&engine->memory, rule_count(engine));
  if (!engine->severities || !engine->story_severities)
    return error_no_memory(error);
  for (uint32_t i = 0; i < engine->check_count; i++)
    engine->severities[RULE_COUNT + i] = (uint8_t)engine->checks[i].severity;
  if (options)
    status = own_words_init(&engine->words, &engine->memory, options->words, options->word_count, error);
  if (options && status == DIXIT_OK)
    status = apply_options(engine, options, error);
  if (status == DIXIT_OK)
    status = apply_severities(engine, options, error);
  return status == DIXIT_OK ? fill_rule_options(engine, options, error) : status;
}

dixit_status dixit_engine_new(dixit_engine **out, const dixit_options *options, dixit_error *error)
{
  if (!out)
    return error_fail(error, DIXIT_BAD_ARGUMENT, "dixit_engine_new: out is NULL");
  *out = NULL;
  dixit_engine made = {.check_count = 0};
  arena_init(&made.memory, options ? options->allocator : NULL);
  dixit_status status = engine_fill(&made, options, error);
  dixit_engine *engine = status == DIXIT_OK ? arena_get(&made.memory, sizeof *engine) : NULL;
  if (!engine) {
    arena_done(&made.memory);
    return status == DIXIT_OK ? error_no_memory(error) : status;
  }
  *engine = made;
  *out = engine;
  return DIXIT_OK;
}

uint32_t dixit_engine_severity(const dixit_engine *engine, const char *id)
{
  int rule = rule_find(engine, text_from(id));
  return rule < 0 ? DIXIT_OFF : engine->severities[rule];
}

void dixit_engine_free(dixit_engine *engine)
{
  if (!engine)
    return;
  arena memory = engine->memory; /* the engine lives in its own arena */
  arena_done(&memory);
}
