/* What unit tests share: an allocator that counts and fails on demand, bare documents, texts. */
#ifndef DIXIT_TESTS_UNIT_HELPER_H
#define DIXIT_TESTS_UNIT_HELPER_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dixit/dixit.h"
#include "doc/document.h"
#include "unit/hard_text.h"

/* blocks, bytes: in use. calls: requests for memory so far. fail_at: the request that gets none, and all after it
 * when `keep_failing`; 0 for never. refusals: requests that got none. It checks that the sizes it is told are those
 * it gave. */
typedef struct heap {
  size_t blocks;
  size_t bytes;
  size_t calls;
  size_t fail_at;
  size_t refusals;
  bool keep_failing;
} heap;

dixit_allocator heap_allocator(heap *self);
/* From now on, the `at`th request fails (0: none). */
void heap_fail(heap *self, size_t at, bool keep_failing);

/* Two articles with something for every stage to find, and a bibliography for the second. */
extern const char rich_plain[], rich_markdown[], rich_bibtex[];

/* A document that holds a text and has its lines indexed, nothing else. Free with bare_free. */
dixit_doc *bare_new(const char *text, size_t length);
void bare_free(dixit_doc *doc);

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

#endif
