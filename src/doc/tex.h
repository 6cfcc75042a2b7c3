/* What TeX's commands for accents and letters stand for. */
#ifndef DIXIT_DOC_TEX_H
#define DIXIT_DOC_TEX_H

#include "base/text.h"

/* The combining character an accent command ("'", "v") puts on a letter, or 0. */
uint32_t tex_accent(char command);
/* The character a command ("ss", "aa", "textendash") stands for, or 0. */
uint32_t tex_letter(dixit_text command);

#endif
