/* STUB */
#include "doc/document.h"
dixit_status dixit_doc_extract(const dixit_doc *doc, const char *id, uint32_t flags, dixit_write write, void *ctx) { (void)doc; (void)id; (void)flags; (void)write; (void)ctx; return DIXIT_OK; }
