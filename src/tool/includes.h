/* Texts in several files: what one includes is read with it, and shares its bibliographies. */
#ifndef DIXIT_TOOL_INCLUDES_H
#define DIXIT_TOOL_INCLUDES_H

#include "tool/bibliographies.h"
#include "tool/walk.h"

/* Add to `paths` the files that LaTeX files in it include, and those that these include, as far as they lie in the
 * folder of the first or below; all get the bibliographies of the one that includes them. False when memory is out. */
bool includes_follow(path_list *paths, bibliographies *shared);

#endif
