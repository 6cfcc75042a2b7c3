/* What unit tests of readers share: layers as short texts, and what must hold for any bytes. */
#ifndef DIXIT_TESTS_UNIT_READING_H
#define DIXIT_TESTS_UNIT_READING_H

#include "helper.h"

/* prose: blocks separated by "|", a line break as " ", code and the like as "#", a citation's marker as "@" and its
 * number. citations: kind, key, in brackets its locator, and the number of its reference, separated by ";"; NULL where
 * it does not matter. */
typedef struct reading {
  const char *why;
  const char *text;
  const char *prose;
  const char *citations;
} reading;

/* blocks: depth and kind of each block, separated by ";". */
typedef struct outline_reading {
  const char *why;
  const char *text;
  const char *blocks;
} outline_reading;

/* What a text without a file name is taken for. */
typedef struct detection {
  const char *text;
  uint32_t format;
} detection;

/* A file a text names: its name, a dixit_file_kind. */
typedef struct named_file {
  const char *name;
  uint32_t kind;
} named_file;

/* Read each text as `format` and compare. */
void check_outlines(const dixit_engine *engine, uint32_t format, const outline_reading *readings, size_t count);
void check_detections(const dixit_engine *engine, const detection *texts, size_t count);
void check_readings(const dixit_engine *engine, uint32_t format, const reading *readings, size_t count);
/* The files a text names, all of them. */
void check_files(const dixit_engine *engine, uint32_t format, const char *text, const named_file *files, size_t count);
/* Read `rounds` random texts made of `pieces`, none longer than 31 bytes, and check their layers. */
void check_any_text(const dixit_engine *engine, uint32_t format, const char *const *pieces, size_t count, int rounds);
dixit_doc *read_as(const dixit_engine *engine, uint32_t format, const char *text, size_t length);
/* For cmocka: *state is an engine. */
int make_engine(void **state);
int free_engine(void **state);

#endif
