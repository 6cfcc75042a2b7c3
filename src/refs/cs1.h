/* Citation templates of Wikipedia (Citation Style 1 and 2) as entries. */
#ifndef DIXIT_REFS_CS1_H
#define DIXIT_REFS_CS1_H

#include "doc/document.h"

/* Give the entries a wikitext reader has added their fields' meaning, put all layers into the order of the text, and
 * link short citations ("{{sfn|Brandt|1901}}") to the works they mean. Cost: linear. */
void cs1_finish(dixit_doc *doc);

#endif
