/* The options' table, and from it parsing and help. Long options take their value as --name=VALUE or --name VALUE,
 * letters as -jVALUE or -j VALUE; options and paths may be mixed; "--" ends the options (POSIX utility conventions,
 * with GNU's long options). */
#include "tool/options.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "tool/complain.h"
#include "tool/print.h"

enum option_kind {
  OPTION_FLAG,   /* sets a bool */
  OPTION_CHOICE, /* sets a uint32_t to `first` plus the value's place among choice() */
  OPTION_NUMBER, /* sets a uint32_t between `first` and `last` */
  OPTION_TEXT,   /* sets a const char * */
  OPTION_DATE,   /* sets a uint32_t: 2015-03-21 is 20150321 */
  OPTION_RULE,   /* adds ID or ID=SEVERITY to the rules */
  OPTION_RULE_OPTION, /* adds RULE.NAME=NUMBER to the options of rules */
  OPTION_FILE,   /* adds a path to the files of rules */
  OPTION_BIBLIOGRAPHY /* adds a path to the bibliographies */
};

/* offset: of the field in settings. value: what help calls the value; a choice shows all of them. */
typedef struct option {
  const char *name;
  char letter;
  uint8_t kind;
  uint8_t first;
  uint8_t last;
  uint32_t commands;
  size_t offset;
  const char *(*choice)(uint32_t place);
  const char *value;
  const char *help;
} option;

/* Defines function(n): the n-th name, NULL behind the last. */
#define CHOICES(function, ...)                                              \
  static const char *function(uint32_t place)                               \
  {                                                                         \
    static const char *const names[] = {__VA_ARGS__};                       \
    return place < sizeof names / sizeof *names ? names[place] : NULL;      \
  }

CHOICES(unit, "bytes", "chars", "utf16")
CHOICES(color, "auto", "always", "never")
CHOICES(level, "info", "warning", "error")
CHOICES(severity, "off", "info", "warning", "error", "on")
CHOICES(citation_scope, "previous", "sentence", "clause", "paragraph")

static const char *report_format(uint32_t place)
{
  return dixit_report_formats()[place];
}

static const char *input_format(uint32_t place)
{
  const char *name = dixit_format_name(place);
  return strcmp(name, "?") == 0 ? NULL : name;
}

static const char *kind(uint32_t place)
{
  const char *name = dixit_kind_name(place);
  return strcmp(name, "?") == 0 ? NULL : name;
}

#define FIELD(name) offsetof(settings, name)

/* The commands that read texts; with that which shows how they would; with that which is handed texts; and with its
 * editor's settings. */
enum {
  READING = COMMAND_LINT | COMMAND_EXTRACT | COMMAND_DUMP | COMMAND_CITES | COMMAND_ANNOTATE,
  ASKING = READING | COMMAND_CONFIG,
  SERVING = ASKING | COMMAND_LSP,
  SETTING = SERVING | COMMAND_LSP_EDITOR
};

static const option options[] = {
  {"format", 'f', OPTION_CHOICE, 0, 0, COMMAND_LINT, FIELD(format), report_format, NULL,
   "how findings are shown"},
  {"units", 'u', OPTION_CHOICE, DIXIT_BYTES, 0, COMMAND_LINT | COMMAND_ANNOTATE, FIELD(unit), unit, NULL,
   "what columns count"},
  {"color", 0, OPTION_CHOICE, COLOR_AUTO, 0, COMMAND_LINT, FIELD(color), color, NULL,
   "auto: on a terminal, unless NO_COLOR is set"},
  {"fail-on", 0, OPTION_CHOICE, DIXIT_INFO, 0, COMMAND_LINT, FIELD(fail_on), level, NULL,
   "the least severity that makes the command exit with 1"},
  {"min-coverage", 0, OPTION_NUMBER, 0, 100, COMMAND_LINT, FIELD(min_coverage), NULL, "PERCENT",
   "exit with 1 when fewer of the claims in all files together have support"},
  {"check-files", 0, OPTION_FLAG, 0, 0, COMMAND_LINT, FIELD(check_files), NULL, NULL,
   "report local files that texts and bibliographies name and that are not there (files/missing)"},
  {"exit-zero", 0, OPTION_FLAG, 0, 0, COMMAND_LINT, FIELD(exit_zero), NULL, NULL, "exit with 0 whatever is found"},
  {"fix", 0, OPTION_FLAG, 0, 0, COMMAND_LINT, FIELD(fix), NULL, NULL,
   "make the edits that are safe, then report what is left; of standard input, print the mended text instead"},
  {"diff", 0, OPTION_FLAG, 0, 0, COMMAND_LINT, FIELD(diff), NULL, NULL,
   "show the edits --fix would make, as a unified diff, and write nothing; exit with 1 when there are some"},
  {"baseline", 0, OPTION_TEXT, 0, 0, COMMAND_LINT, FIELD(baseline), NULL, "FILE",
   "report only findings that are not recorded there"},
  {"write-baseline", 0, OPTION_TEXT, 0, 0, COMMAND_LINT, FIELD(write_baseline), NULL, "FILE",
   "record all findings there, for --baseline, instead of reporting them"},
  {"since", 0, OPTION_TEXT, 0, 0, COMMAND_LINT, FIELD(since), NULL, "REVISION",
   "report only findings on lines that have changed since a revision in git"},
  {"config", 0, OPTION_TEXT, 0, 0, SERVING, FIELD(config), NULL, "FILE",
   "use this configuration for all files, instead of the .dixit.lua nearest to each"},
  {"no-config", 0, OPTION_FLAG, 0, 0, SETTING, FIELD(no_config), NULL, NULL,
   "use no configuration, not even your own"},
  {"profile", 0, OPTION_TEXT, 0, 0, SETTING, FIELD(profile), NULL, "NAME",
   "which rules are on at the start: news (the default), or what the error for a wrong name lists"},
  {"rule", 'r', OPTION_RULE, 0, 0, SETTING, 0, NULL, "ID[=SEVERITY]",
   "switch a rule, a category (quotes/*) or all (*): off, info, warning, error or on; the last one given wins"},
  {"manual", 0, OPTION_TEXT, 0, 0, SETTING, FIELD(manual), NULL, "NAME",
   "the manual of style that sets options of rules: apa, chicago or mla"},
  {"option", 0, OPTION_RULE_OPTION, 0, 0, SETTING, 0, NULL, "RULE.NAME=N",
   "set an option of a rule, such as quotes/late-attribution.words=40; dixit rules RULE lists them"},
  {"rules", 0, OPTION_FILE, 0, 0, READING | COMMAND_RULES | COMMAND_LSP, 0, NULL, "FILE",
   "add the rules in a Lua file; may be repeated"},
  {"test", 0, OPTION_FLAG, 0, 0, COMMAND_RULES, FIELD(test), NULL, NULL,
   "take the arguments for files of rules and try the rules on their examples"},
  {"strict", 0, OPTION_FLAG, 0, 0, SETTING, FIELD(strict), NULL, NULL,
   "count only attributions that are right 97 times in 100"},
  {"citation-scope", 0, OPTION_CHOICE, DIXIT_SCOPE_PREVIOUS, 0, SETTING, FIELD(citation_scope), citation_scope, NULL,
   "how far a citation vouches: back to the previous one, where the configuration says nothing"},
  {"bibliography", 'b', OPTION_BIBLIOGRAPHY, 0, 0, READING | COMMAND_LSP | COMMAND_LSP_EDITOR, 0, NULL, "FILE",
   "look keys up in this bibliography too; may be repeated"},
  {"today", 0, OPTION_DATE, 0, 0, SETTING, FIELD(today), NULL, "DATE",
   "dates in bibliographies that come after this one, such as 2015-03-21, are wrong; else the system's date counts"},
  {"json", 0, OPTION_FLAG, 0, 0, COMMAND_CITES, FIELD(json), NULL, NULL, "print one JSON object"},
  {"jsonl", 0, OPTION_FLAG, 0, 0, COMMAND_EXTRACT, FIELD(jsonl), NULL, NULL,
   "read {\"id\", \"text\", \"format\"} objects from standard input, one a line, and answer each at once"},
  {"scores", 0, OPTION_FLAG, 0, 0, COMMAND_EXTRACT, FIELD(scores), NULL, NULL,
   "add the claim score of every sentence"},
  {"kind", 0, OPTION_CHOICE, DIXIT_KIND_AUTO, 0, SETTING, FIELD(kind), kind, NULL,
   "what kind of text the files are; auto goes by their shape"},
  {"input-format", 0, OPTION_CHOICE, DIXIT_FORMAT_AUTO, 0, ASKING, FIELD(input_format), input_format, NULL,
   "what the files hold; auto goes by their names' endings, then by their text"},
  {"stdin-filename", 0, OPTION_TEXT, 0, 0, ASKING, FIELD(stdin_name), NULL, "NAME",
   "what standard input is called in reports; its ending tells the format"},
  {"jobs", 'j', OPTION_NUMBER, 1, TOOL_JOBS_MAX, READING, FIELD(jobs), NULL, "N",
   "how many files at a time (default: one a core)"},
  {"help", 'h', OPTION_FLAG, 0, 0, ~0u, FIELD(help), NULL, NULL, "show this help"},
};

enum { OPTION_TOTAL = sizeof options / sizeof *options };

/* ---- parsing ---- */

/* Says what a value may be. */
static bool refuse(const settings *self, const option *row, const char *value)
{
  char allowed[256];
  size_t used = 0;
  const char *(*choice)(uint32_t) = row->kind == OPTION_RULE ? severity : row->choice;
  if (row->kind == OPTION_NUMBER)
    snprintf(allowed, sizeof allowed, "a number from %d to %d", row->first, row->last);
  for (uint32_t i = 0; row->kind != OPTION_NUMBER && choice(i) && used < sizeof allowed; i++)
    used += (size_t)snprintf(allowed + used, sizeof allowed - used, "%s%s", i == 0 ? "" : choice(i + 1) ? ", " : " or ",
                             choice(i));
  complain(self, "--%s: \"%.200s\" is not %s", row->name, value, allowed);
  return false;
}

static bool find_choice(const char *(*choice)(uint32_t), const char *value, uint32_t *out)
{
  for (uint32_t i = 0; choice(i); i++) {
    if (strcmp(choice(i), value) == 0) {
      *out = i;
      return true;
    }
  }
  return false;
}

/* "ID=SEVERITY"; the '=' is overwritten, so that ID ends there. */
static bool add_rule(settings *self, const option *row, char *value)
{
  uint32_t severity_asked = DIXIT_DEFAULT;
  char *equals = strchr(value, '=');
  if (equals && !find_choice(severity, equals + 1, &severity_asked))
    return refuse(self, row, equals + 1);
  if (self->rule_count == TOOL_RULES_MAX) {
    complain(self, "--rule: at most %d of them", TOOL_RULES_MAX);
    return false;
  }
  if (equals)
    *equals = '\0';
  self->rules[self->rule_count++] = (dixit_rule_setting){value, (int32_t)severity_asked};
  return true;
}

/* "RULE.NAME=NUMBER"; the '.' and the '=' are overwritten. */
static bool add_rule_option(settings *self, char *value)
{
  char *equals = strchr(value, '='), *dot = strchr(value, '.'), *end = equals;
  unsigned long number = equals ? strtoul(equals + 1, &end, 10) : 0;
  if (!equals || !dot || dot > equals || end == equals + 1 || *end || number >= DIXIT_NONE) {
    complain(self, "--option: \"%.200s\" is not RULE.NAME=NUMBER", value);
    return false;
  }
  if (self->rule_option_count == TOOL_FILES_MAX) {
    complain(self, "--option: at most %d of them", TOOL_FILES_MAX);
    return false;
  }
  *equals = *dot = '\0';
  self->rule_options[self->rule_option_count++] = (dixit_option_setting){value, dot + 1, (uint32_t)number};
  return true;
}

/* Add a path to one of the lists; all have room for TOOL_FILES_MAX. */
static bool add_path(const settings *self, const option *row, const char **paths, uint32_t *count, const char *path)
{
  if (*count == TOOL_FILES_MAX) {
    complain(self, "--%s: at most %d of them", row->name, TOOL_FILES_MAX);
    return false;
  }
  paths[(*count)++] = path;
  return true;
}

static bool set_number(const settings *self, uint32_t *field, const option *row, const char *value)
{
  char *end;
  unsigned long number = strtoul(value, &end, 10);
  if (*end || value[0] < '0' || value[0] > '9' || number < row->first || number > row->last)
    return refuse(self, row, value);
  *field = (uint32_t)number;
  return true;
}

static bool set_date(uint32_t *field, const option *row, const char *value)
{
  unsigned year, month, day;
  int end = 0;
  if (sscanf(value, "%4u-%2u-%2u%n", &year, &month, &day, &end) != 3 || value[end] || month < 1 || month > 12 ||
      day < 1 || day > 31) {
    fprintf(stderr, "dixit: --%s: \"%s\" is not a date such as 2015-03-21\n", row->name, value);
    return false;
  }
  *field = year * 10000 + month * 100 + day;
  return true;
}

static bool apply(settings *self, const option *row, char *value)
{
  char *field = (char *)self + row->offset;
  uint32_t place;
  switch (row->kind) {
  case OPTION_FLAG:
    *(bool *)field = true;
    return true;
  case OPTION_CHOICE:
    if (!find_choice(row->choice, value, &place))
      return refuse(self, row, value);
    *(uint32_t *)field = row->first + place;
    return true;
  case OPTION_NUMBER:
    return set_number(self, (uint32_t *)field, row, value);
  case OPTION_TEXT:
    *(const char **)field = value;
    return true;
  case OPTION_DATE:
    return set_date((uint32_t *)field, row, value);
  case OPTION_RULE_OPTION:
    return add_rule_option(self, value);
  case OPTION_FILE:
    return add_path(self, row, self->rule_files, &self->rule_file_count, value);
  case OPTION_BIBLIOGRAPHY:
    return add_path(self, row, self->bibliographies, &self->bibliography_count, value);
  default:
    return add_rule(self, row, value);
  }
}

/* The row of "--name", "--name=value", "-x" or "-xvalue"; *value is what follows within the word, or NULL. */
static const option *find_option(uint32_t command, char *word, char **value)
{
  bool is_long = word[1] == '-';
  size_t length = is_long ? strcspn(word + 2, "=") : 1;
  for (size_t i = 0; i < OPTION_TOTAL; i++) {
    const option *row = &options[i];
    bool same = is_long ? strlen(row->name) == length && memcmp(row->name, word + 2, length) == 0
                        : row->letter == word[1];
    if (!same || !(row->commands & command))
      continue;
    char *rest = word + (is_long ? 2 : 1) + length;
    *value = *rest == '\0' ? NULL : rest + (is_long ? 1 : 0);
    return row;
  }
  return NULL;
}

/* Says that there is no such option, and which one may be meant. */
static void tell_meant(const settings *self, uint32_t command, char *word)
{
  const char *names[OPTION_TOTAL], *nearest = NULL;
  size_t count = 0;
  for (size_t i = 0; i < OPTION_TOTAL; i++)
    if (options[i].commands & command)
      names[count++] = options[i].name;
  word[strcspn(word, "=")] = '\0';
  if (word[1] == '-')
    nearest = nearest_word(word + 2, names, count);
  if (nearest)
    complain(self, "there is no option %s here: is --%s meant? --help lists them all", word, nearest);
  else
    complain(self, "there is no option %s here: --help lists them", word);
}

/* Read the option at words[*at], and the value behind it where it stands in the next word. */
static bool parse_option(settings *self, uint32_t command, char **words, int count, int *at)
{
  char *value = NULL;
  const option *row = find_option(command, words[*at], &value);
  if (!row) {
    tell_meant(self, command, words[*at]);
    return false;
  }
  if (row->kind == OPTION_FLAG && value) {
    complain(self, "--%s takes no value", row->name);
    return false;
  }
  if (row->kind != OPTION_FLAG && !value) {
    if (*at + 1 == count) {
      complain(self, "--%s needs a value", row->name);
      return false;
    }
    value = words[++*at];
  }
  return apply(self, row, value);
}

static void settings_init(settings *self)
{
  memset(self, 0, sizeof *self);
  self->unit = DIXIT_CHARS;
  self->fail_on = DIXIT_WARNING;
  self->citation_scope = DIXIT_NONE;
}

bool options_parse(settings *self, uint32_t command, char **words, int count)
{
  settings_init(self);
  self->arguments = words;
  return options_add(self, command, words, count);
}

bool options_add(settings *self, uint32_t command, char **words, int count)
{
  bool only_arguments = false;
  for (int i = 0; i < count; i++) {
    if (only_arguments || words[i][0] != '-' || words[i][1] == '\0')
      words[self->argument_count++] = words[i];
    else if (strcmp(words[i], "--") == 0)
      only_arguments = true;
    else if (!parse_option(self, command, words, count, &i))
      return false;
  }
  return true;
}

/* ---- help ---- */

enum { HELP_COLUMN = 34 };

/* "human|line|json"; returns how many columns. */
static int print_choices(FILE *out, const char *(*choice)(uint32_t))
{
  int columns = 0;
  for (uint32_t i = 0; choice(i); i++)
    columns += fprintf(out, "%s%s", i ? "|" : "", choice(i));
  return columns;
}

static int print_name(FILE *out, const option *row)
{
  int columns = row->letter ? fprintf(out, "  -%c, ", row->letter) : fprintf(out, "      ");
  columns += fprintf(out, "--%s", row->name);
  if (row->kind == OPTION_FLAG)
    return columns;
  columns += fprintf(out, " ");
  return columns + (row->choice ? print_choices(out, row->choice) : fprintf(out, "%s", row->value));
}

static void print_option(FILE *out, const option *row, const settings *defaults)
{
  char help[256];
  int at = print_name(out, row);
  uint32_t value = row->kind == OPTION_CHOICE ? *(const uint32_t *)((const char *)defaults + row->offset) : DIXIT_NONE;
  if (value != DIXIT_NONE) {
    snprintf(help, sizeof help, "%s (default: %s)", row->help, row->choice(value - row->first));
  } else {
    snprintf(help, sizeof help, "%s", row->help);
  }
  print_wrapped(out, help, HELP_COLUMN, at);
  fputc('\n', out);
}

void options_print(FILE *out, uint32_t command)
{
  settings defaults;
  settings_init(&defaults);
  for (size_t i = 0; i < OPTION_TOTAL; i++)
    if (options[i].commands & command)
      print_option(out, &options[i], &defaults);
}
