/* Names of parameters of Wikipedia's citation templates: which one was meant. */
#ifndef DIXIT_REFS_CS1_NAMES_H
#define DIXIT_REFS_CS1_NAMES_H

#include "base/text.h"

/* The parameter meant by a name that is one slip away from it and none itself, or NULL. */
const char *cs1_name_meant(dixit_text name);

#endif
