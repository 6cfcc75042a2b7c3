/* Who cites the bibliographies that are linted: for references/unused. */
#ifndef DIXIT_TOOL_CITING_H
#define DIXIT_TOOL_CITING_H

#include "tool/bibliographies.h"
#include "tool/engines.h"
#include "tool/walk.h"

/* In a run of texts and bibliographies: the latter are to be read once for both. False when memory is out. */
bool citing_expect(const path_list *paths, engines *all, bibliographies *known);
/* Put bibliographies behind the texts, each in their order. False when memory is out. */
bool citing_order(path_list *paths);
/* Count also documents that are not in the run but stand where a bibliography stands that the arguments name. */
void citing_look_around(const path_list *paths, const settings *options, engines *all, bibliographies *known);
/* All texts have been seen that may cite it; false with the error filled when memory is out. */
bool citing_end(const bib_file *bibliography, dixit_error *error);

#endif
