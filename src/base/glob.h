/* Paths against patterns, as gitignore(5) has them: "*", "?" and "[...]" stop at slashes, "**" does not. */
#ifndef DIXIT_BASE_GLOB_H
#define DIXIT_BASE_GLOB_H

#include <stdbool.h>

/* Does the whole of `path` match the whole of `pattern`? Cost: at most the product of the lengths. */
bool glob_match(const char *pattern, const char *path);

#endif
