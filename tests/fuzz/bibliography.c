/* The readers of bibliographies and all rules about entries: the text is read as each of the formats, with nothing
 * before it, so that any bibliography is a seed; then it is its own bibliography. */
#include <stdlib.h>

#include "fuzz.h"
#include "oracle.h"

static dixit_doc *read_as(const dixit_engine *engine, uint32_t format, const uint8_t *data, size_t size)
{
  dixit_doc_options options = {.size = sizeof options, .format = format};
  dixit_doc *doc;
  if (dixit_doc_new(&doc, engine, (const char *)data, size, &options, NULL) != DIXIT_OK)
    abort();
  return doc;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const uint32_t formats[] = {DIXIT_BIBTEX, DIXIT_CSL_YAML, DIXIT_CSL_JSON, DIXIT_RIS};
  static const dixit_rule_setting all = {"*", DIXIT_DEFAULT};
  dixit_options options = {.size = sizeof options, .rules = &all, .rule_count = 1, .today = 20200101};
  dixit_engine *engine;
  if (dixit_engine_new(&engine, &options, NULL) != DIXIT_OK)
    abort();
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
    dixit_doc *bibliography = read_as(engine, formats[i], data, size),
              *text = read_as(engine, DIXIT_MARKDOWN, data, size);
    const dixit_doc *given = bibliography, *citing = text;
    if (dixit_doc_set_bibliographies(text, &given, 1, NULL) != DIXIT_OK ||
        dixit_doc_set_citing(bibliography, &citing, 1, NULL) != DIXIT_OK)
      abort();
    oracle_check(bibliography);
    oracle_check(text);
    dixit_doc_free(text);
    dixit_doc_free(bibliography);
  }
  dixit_engine_free(engine);
  return 0;
}
