/* What marks are that quote nobody. */
#ifndef DIXIT_MARKS_QUOTE_KINDS_H
#define DIXIT_MARKS_QUOTE_KINDS_H

#include "doc/document.h"

/* A dixit_quote_kind other than DIXIT_SPEECH. */
uint8_t quote_kind_unspoken(const dixit_doc *doc, const dixit_quote *quote);
/* "The so-called “experts”": do the words before the marks say that they are somebody else's, and wrong? */
bool quote_is_disowned(const dixit_doc *doc, const dixit_quote *quote);

#endif
