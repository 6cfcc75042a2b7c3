/* What is done to a text, in order. */
#ifndef DIXIT_PIPELINE_H
#define DIXIT_PIPELINE_H

#include "doc/document.h"

/* Each stage reads the layers before it and appends its own. */
typedef struct pipeline_stage {
  const char *name;
  void (*run)(dixit_doc *doc);
} pipeline_stage;

/* Ends with a stage without name. */
extern const pipeline_stage pipeline_stages[];

/* Run all stages on a document that holds a text and a format and nothing else. False when memory ran out. */
bool pipeline_run(dixit_doc *doc);

#endif
