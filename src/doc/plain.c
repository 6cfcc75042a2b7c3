/* STUB: one paragraph a line */
#include "doc/reader.h"
void reader_plain(dixit_doc *doc)
{
  uint32_t at = 0;
  while (at < doc->length) {
    uint32_t end = at;
    while (end < doc->length && doc->text[end] != '\n') end++;
    if (end > at) {
      dixit_block *b = ARRAY_ADD(&doc->memory, doc->blocks);
      if (!b) return;
      b->span = span_of(at, end); b->parent = DIXIT_NONE; b->first_run = doc->runs.count; b->run_count = 1;
      dixit_run *r = ARRAY_ADD(&doc->memory, doc->runs);
      if (!r) return;
      r->span = b->span; r->block = doc->blocks.count - 1;
    }
    at = end + 1;
  }
}
uint32_t reader_detect(const char *name, dixit_text text) { uint32_t f = name ? dixit_format_find(name) : 0; (void)text; return f ? f : DIXIT_PLAIN; }
