/* The engine: options turned into what the stages ask for. Immutable once made, shared between threads. */
#ifndef DIXIT_ENGINE_H
#define DIXIT_ENGINE_H

#include "base/memory.h"
#include "doc/own_words.h"
#include "dixit/dixit.h"

struct dixit_engine {
  arena memory;
  uint8_t *severities;        /* a dixit_severity for each rule of dixit_rules(), then for each of `checks` */
  uint8_t *story_severities;  /* the same for texts that are fiction: see engine_options.c */
  uint32_t *rule_options;     /* a value for each option of dixit_rules(), in their order */
  const dixit_check *checks;  /* the caller's own rules, sorted by id */
  uint32_t check_count;
  uint32_t citation_scope;
  uint32_t kind;              /* a dixit_kind */
  float claim_threshold;      /* 0: the shipped one */
  bool strict;
  own_words words;            /* the user's own */
  uint32_t today;             /* 20150321, or 0 */
  const struct model_teacher *teacher; /* NULL but in training: marks/model.h */
};

#endif
