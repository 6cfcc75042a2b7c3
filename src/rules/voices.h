/* Whose words each token is: the writer's own, or somebody else's. */
#ifndef DIXIT_RULES_VOICES_H
#define DIXIT_RULES_VOICES_H

#include "doc/document.h"

/* VOICE_... bits (rule.h) for each token, in `memory`; NULL when it is out. Cost: linear. */
const uint8_t *voices_find(const dixit_doc *doc, arena *memory);

#endif
