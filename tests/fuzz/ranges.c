/* Annotations of ranges. The first bytes are ranges, two bytes each, as shares of the text; the rest is the text. */
#include <stdlib.h>

#include "fuzz.h"
#include "oracle.h"

enum { RANGES = 8, HEAD = 2 * RANGES };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  dixit_engine *engine;
  dixit_doc *doc;
  if (size < HEAD)
    return 0;
  size_t length = size - HEAD;
  if (dixit_engine_new(&engine, NULL, NULL) != DIXIT_OK)
    abort();
  if (dixit_doc_new(&doc, engine, (const char *)data + HEAD, length, NULL, NULL) != DIXIT_OK)
    abort();
  for (size_t i = 0; i < RANGES; i++) {
    uint32_t start = (uint32_t)(length * data[2 * i] / 255), end = (uint32_t)(length * data[2 * i + 1] / 255);
    oracle_check_range(doc, (dixit_span){start, end});
  }
  dixit_doc_free(doc);
  dixit_engine_free(engine);
  return 0;
}
