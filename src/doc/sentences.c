/* STUB */
#include "doc/sentences.h"
void sentences_split(dixit_doc *doc) { (void)doc; }
uint32_t sentence_of_token(const dixit_doc *doc, uint32_t token) { (void)doc; (void)token; return DIXIT_NONE; }
