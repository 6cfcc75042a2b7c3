/* The whole pipeline. The first byte chooses the format and the options, the second where an edit goes; the rest is the
 * text. What an edit leaves is what the edited text gives anew. */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "oracle.h"

enum { HEAD = 2, FORMAT_BITS = 15, FORMATS = DIXIT_ORG + 1 };

static dixit_engine *make_engine(uint8_t choice)
{
  static const dixit_rule_setting all = {"*", DIXIT_DEFAULT};
  dixit_options options = {
    .size = sizeof options,
    .rules = &all,
    .rule_count = choice >> 4 & 1,
    .citation_scope = choice >> 5 & 1,
    .strict = choice >> 6 & 1,
  };
  dixit_engine *engine;
  return dixit_engine_new(&engine, &options, NULL) == DIXIT_OK ? engine : NULL;
}

static dixit_doc *make_doc(const dixit_engine *engine, uint32_t format, const char *text, size_t length)
{
  dixit_doc_options options = {.size = sizeof options, .format = format};
  dixit_doc *doc;
  return dixit_doc_new(&doc, engine, text, length, &options, NULL) == DIXIT_OK ? doc : NULL;
}

/* Put the text's first half into its middle, and compare with the result read anew. */
static void check_edit(const dixit_engine *engine, dixit_doc *doc, uint8_t where)
{
  dixit_text text = dixit_doc_text(doc);
  uint32_t at = (uint32_t)(text.length * where / 256), end = (uint32_t)(text.length - (text.length - at) / 2);
  char *words = malloc(text.length / 2 + 1);
  if (!words)
    return;
  memcpy(words, text.bytes, text.length / 2);
  if (dixit_doc_edit(doc, (dixit_span){at, end}, words, text.length / 2, NULL) != DIXIT_OK)
    abort();
  text = dixit_doc_text(doc);
  dixit_doc *anew = make_doc(engine, dixit_doc_format(doc), text.bytes, text.length);
  oracle_check(doc);
  oracle_check_same(doc, anew);
  dixit_doc_free(anew);
  free(words);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  if (size < HEAD)
    return 0;
  const char *text = (const char *)data + HEAD;
  uint32_t format = (data[0] & FORMAT_BITS) % FORMATS;
  dixit_engine *engine = make_engine(data[0]);
  dixit_doc *doc = make_doc(engine, format, text, size - HEAD);
  dixit_doc *again = make_doc(engine, format, text, size - HEAD);
  if (!engine || !doc || !again)
    abort();
  oracle_check(doc);
  oracle_check_same(doc, again);
  check_edit(engine, doc, data[1]);
  dixit_doc_free(again);
  dixit_doc_free(doc);
  dixit_engine_free(engine);
  return 0;
}
