/* What a Markdown text says about its bibliography in its front matter. */
#ifndef DIXIT_REFS_EMBEDDED_H
#define DIXIT_REFS_EMBEDDED_H

#include "doc/document.h"

/* `references:` to entries and references, `nocite:` to silent citations, `bibliography:` to files. To be called before
 * the text itself is read, so that all layers stay sorted. */
void embedded_read(dixit_doc *doc);

#endif
