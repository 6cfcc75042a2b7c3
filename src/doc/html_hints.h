/* What attributes of HTML tell of an element, and what a page is about. */
#ifndef DIXIT_DOC_HTML_HINTS_H
#define DIXIT_DOC_HTML_HINTS_H

#include "doc/html_elements.h"
#include "doc/html_scan.h"

/* Is the element hidden, or something of the site rather than of the text? */
bool html_is_hidden(const html_text *self, const html_tag *tag);
/* Is it a footnote's text? *key: its name. */
bool html_is_note(const html_text *self, const html_tag *tag, const html_element *element, dixit_span *key);
/* Is the page a report of dixit's own, which lies in the folder it speaks of? */
bool html_is_report(const html_text *self);
/* How many bytes of text stand in content elements (main, article), and in all. Cost: linear. */
void html_count_content(html_text text, uint32_t *inside, uint32_t *all);

#endif
