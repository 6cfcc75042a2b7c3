/* What the command line says, once read. */
#ifndef DIXIT_TOOL_SETTINGS_H
#define DIXIT_TOOL_SETTINGS_H

#include <stdbool.h>

#include "dixit/dixit.h"

/* How the command ends, for scripts: 0 fine, 1 findings at or above the failing level, 2 anything that kept it from
 * doing what it was asked to. */
enum { EXIT_FINE = 0, EXIT_FINDINGS = 1, EXIT_TROUBLE = 2 };

enum { TOOL_RULES_MAX = 256, TOOL_FILES_MAX = 64, TOOL_JOBS_MAX = 64 };

typedef enum color_choice { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } color_choice;

/* Takes a complaint, without line end. */
typedef void (*tell_function)(void *ctx, const char *message);

typedef struct settings {
  tell_function tell;        /* NULL: standard error */
  void *tell_ctx;
  char **arguments;          /* what is no option, in order; borrowed from argv */
  uint32_t argument_count;
  uint32_t format;           /* in dixit_report_formats() */
  uint32_t unit;             /* a dixit_unit */
  uint32_t color;            /* a color_choice */
  uint32_t fail_on;          /* a dixit_severity */
  uint32_t min_coverage;     /* in percent */
  uint32_t citation_scope;   /* a dixit_citation_scope, or DIXIT_NONE: the configuration's */
  uint32_t kind;             /* a dixit_kind; DIXIT_KIND_AUTO: the configuration's */
  uint32_t input_format;     /* a dixit_format */
  uint32_t today;            /* 20150321; 0: the configuration's, else the system's date */
  uint32_t jobs;             /* 0: as many as there are cores */
  const char *profile;       /* NULL: the configuration's */
  const char *config;        /* NULL: each file's own is searched for */
  const char *baseline;      /* findings that are not told */
  const char *write_baseline; /* where all are recorded, instead of being told */
  const char *since;         /* a git revision: only what is on lines changed since then is told */
  const char *stdin_name;    /* NULL: standard input has no name */
  dixit_rule_setting rules[TOOL_RULES_MAX];
  uint32_t rule_count;
  const char *manual;        /* NULL: the configuration's */
  dixit_option_setting rule_options[TOOL_FILES_MAX];
  uint32_t rule_option_count;
  const char *rule_files[TOOL_FILES_MAX];
  uint32_t rule_file_count;
  bool test;
  const char *bibliographies[TOOL_FILES_MAX];
  uint32_t bibliography_count;
  bool no_config;
  bool exit_zero;
  bool check_files;
  bool fix;
  bool diff;
  bool strict;
  bool jsonl;
  bool scores;
  bool json;
  bool help;
} settings;

#endif
