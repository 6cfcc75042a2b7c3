/* Whose words each token is: the writer's own, or somebody else's. */
#ifndef DIXIT_RULES_VOICES_H
#define DIXIT_RULES_VOICES_H

#include "doc/document.h"

/* VOICE_... bits (rule.h) for each token, in `memory`; NULL when it is out. Cost: linear. */
const uint8_t *voices_find(const dixit_doc *doc, arena *memory);

/* "It came to arguments that ...": is the speaker an "it" that stands for nobody? Then nothing was said. */
bool voice_is_nobody(const dixit_doc *doc, const dixit_attribution *attribution);

#endif
