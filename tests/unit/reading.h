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

/* What a reader is tried with; what it has none of is empty. pieces: what its texts are made of. files: what
 * `naming_text` names. */
typedef struct reader_examples {
  uint32_t format;
  const reading *samples;
  size_t sample_count;
  const outline_reading *outlines;
  size_t outline_count;
  const char *const *pieces;
  size_t piece_count;
  const detection *detections;
  size_t detection_count;
  const char *naming_text;
  const named_file *files;
  size_t file_count;
} reader_examples;

/* Run a test for each sort of example, and one with random texts; cmocka's result. */
int run_reader_tests(const reader_examples *examples);

/* Read each text as `format` and compare. */
void check_readings(const dixit_engine *engine, uint32_t format, const reading *readings, size_t count);
/* Read `rounds` random texts made of `pieces`, none longer than 31 bytes, and check their layers. */
void check_any_text(const dixit_engine *engine, uint32_t format, const char *const *pieces, size_t count, int rounds);
dixit_doc *read_as(const dixit_engine *engine, uint32_t format, const char *text, size_t length);
/* For cmocka: *state is an engine. */
int make_engine(void **state);
int free_engine(void **state);

#endif
