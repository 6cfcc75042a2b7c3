/* STUB */
#include "marks/stages.h"
void quotes_classify(dixit_doc *doc) { (void)doc; }
