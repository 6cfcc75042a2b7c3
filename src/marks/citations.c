/* STUB */
#include "marks/stages.h"
void citations_resolve(dixit_doc *doc) { (void)doc; }
