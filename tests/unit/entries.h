/* Entries of bibliographies as tests look at them. */
#ifndef DIXIT_TESTS_ENTRIES_H
#define DIXIT_TESTS_ENTRIES_H

#include <stddef.h>
#include <stdint.h>

#include "doc/document.h"

/* entries: "type:key(name=value;...)" joined by blanks, macros as "@name". problems: how many. */
typedef struct entries_sample {
  const char *why;
  const char *text;
  const char *entries;
  uint32_t problems;
} entries_sample;

dixit_doc *entries_read(const dixit_engine *engine, const char *text, size_t length, uint32_t format);
/* Fails where one of the samples is read otherwise. */
void entries_check_samples(const dixit_engine *engine, uint32_t format, const entries_sample *samples, size_t count);
/* Fails where a span lies outside what holds it, or the order is wrong. */
void entries_check_places(const dixit_doc *doc);

#endif
