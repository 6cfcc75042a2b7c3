/* STUB */
#include "doc/document.h"
dixit_status dixit_doc_dump(const dixit_doc *doc, const char *layer, dixit_write write, void *ctx, dixit_error *error) { (void)doc; (void)layer; (void)write; (void)ctx; (void)error; return DIXIT_OK; }
const char *const *dixit_layer_names(void) { static const char *const n[] = {"blocks", 0}; return n; }
