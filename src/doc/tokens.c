/* STUB */
#include "doc/tokens.h"
void tokens_split(dixit_doc *doc) { (void)doc; }
