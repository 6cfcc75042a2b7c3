/* Names of parameters of Wikipedia's citation templates: which one was meant. */
#ifndef DIXIT_REFS_CS1_NAMES_H
#define DIXIT_REFS_CS1_NAMES_H

#include "base/text.h"

/* Longer names have none that was meant. */
enum { CS1_NAME_ROOM = 48 };

/* Write the parameter meant by a name that is one slip away from it and none itself, ending in NUL; numbers come last:
 * "lsat2" is "last2". False when there is none. */
bool cs1_name_meant(dixit_text name, char meant[CS1_NAME_ROOM]);

#endif
