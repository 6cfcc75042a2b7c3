/* STUB */
#include "doc/reader.h"
void reader_markdown(dixit_doc *doc) { reader_plain(doc); }
