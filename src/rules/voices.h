/* Whose words each token is: the writer's own, or somebody else's. */
#ifndef DIXIT_RULES_VOICES_H
#define DIXIT_RULES_VOICES_H

#include "doc/document.h"

/* VOICE_... bits (rule.h) for each token, in the document's arena; NULL when memory is out or there is no token.
 * Cost: linear. */
const uint8_t *voices_find(dixit_doc *doc);

#endif
