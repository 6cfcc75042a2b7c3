/* Who is who: the people and bodies a text names, as they come up block by block, so that "Ruiz", "the senator" and
 * "he" find the Arturo Ruiz they mean. Only those who speak become sources. */
#ifndef DIXIT_MARKS_ENTITIES_H
#define DIXIT_MARKS_ENTITIES_H

#include "marks/registry.h"
#include "marks/view.h"

/* The entity phrase `index` of the view means; phrases come in order. Names and roles may make a new one; a pronoun
 * that finds nobody gives DIXIT_NONE. Cost: bounded. */
uint32_t entities_resolve(entity_registry *self, const block_view *view, uint32_t index);
/* The entity a phrase inside a quotation means: a name, or a pronoun whose gender tells; else DIXIT_NONE. What is
 * mentioned there counts for nothing outside. */
uint32_t entities_resolve_inner(entity_registry *self, const phrase *p);
/* Is phrase `index` the second of two names joined by "and", of which the first is no object? */
bool phrase_ends_pair(const block_view *view, uint32_t index);
/* The entity spoke: pronouns prefer it. */
void entities_note_speaker(entity_registry *self, uint32_t found, uint32_t token);

#endif
