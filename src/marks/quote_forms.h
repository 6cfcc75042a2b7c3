/* Plain forms that tell what a quotation is, before and after the weights are asked. Cost of each: bounded. */
#ifndef DIXIT_MARKS_QUOTE_FORMS_H
#define DIXIT_MARKS_QUOTE_FORMS_H

#include "doc/document.h"

/* What marks are that quote nobody: a dixit_quote_kind other than DIXIT_SPEECH. */
uint8_t quote_kind_unspoken(const dixit_doc *doc, const dixit_quote *quote);
/* "The so-called “experts”": do the words before the marks say that they are somebody else's, and wrong? */
bool quote_is_disowned(const dixit_doc *doc, const dixit_quote *quote);

/* Does a form tell what the quotation is, whatever the weights would say? Then it has its kind now. main: it has the
 * marks most quotations of the text have. */
bool quote_settle(const dixit_doc *doc, dixit_quote *quote, bool main);
/* “Pay Us Now,” chanted the crowd, or chanting “Pay Us Now”: what is shouted is no title, whatever its capitals. */
bool quote_is_shouted(const dixit_doc *doc, const dixit_quote *quote);
/* Capitals throughout, no stop inside, and not all that sure to be speech: the name of a book or song. */
bool quote_looks_like_title(const dixit_doc *doc, const dixit_quote *quote);
/* "The band said the tour was off: “We are heartbroken.”" A whole sentence behind a colon is no part of the clause. */
bool quote_stands_for_itself(const dixit_doc *doc, const dixit_quote *quote);
/* What forms say of a quotation that the weights hold for nobody's words: may make it speech again. */
void quote_mend_unspoken(const dixit_doc *doc, dixit_quote *quote);

#endif
