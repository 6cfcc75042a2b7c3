/* The Markdown reader, with nothing before the text, so that any Markdown file is a seed. */
#include <stdlib.h>

#include "fuzz.h"
#include "oracle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  dixit_engine *engine;
  dixit_doc *doc;
  dixit_doc_options options = {.size = sizeof options, .format = DIXIT_MARKDOWN};
  if (dixit_engine_new(&engine, NULL, NULL) != DIXIT_OK)
    abort();
  if (dixit_doc_new(&doc, engine, (const char *)data, size, &options, NULL) != DIXIT_OK)
    abort();
  oracle_check(doc);
  dixit_doc_free(doc);
  dixit_engine_free(engine);
  return 0;
}
