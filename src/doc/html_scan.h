/* Where things of HTML end: tags, comments, elements whose content is no markup; attributes of tags. */
#ifndef DIXIT_DOC_HTML_SCAN_H
#define DIXIT_DOC_HTML_SCAN_H

#include "base/text.h"

/* What is known of the text as a whole, so that nothing is searched for twice: no_tag_end: from here on no tag ends;
 * torn: a quotation mark in a tag was never closed, marks in tags count for nothing from then on. no_end: a bit for
 * each raw element that is closed nowhere. */
typedef struct html_text {
  dixit_text text;
  uint32_t no_tag_end;
  bool torn;
} html_text;

/* attributes: where they start. end: the byte after ">". */
typedef struct html_tag {
  dixit_span name;
  uint32_t attributes;
  uint32_t end;
  bool closing;
} html_tag;

void html_text_init(html_text *self, dixit_text text);
static inline dixit_text html_slice(const html_text *self, dixit_span span)
{
  return text_of(self->text.bytes + span.start, span_length(span));
}
/* The tag at the "<" at `at`; false when there is none. Cost: linear in all calls together. */
bool html_scan_tag(html_text *self, uint32_t at, html_tag *tag);
/* The byte after the comment, declaration or instruction at the "<" at `at`; 0 when there is none there. One that is
 * not closed goes on to the end. */
uint32_t html_skip_comment(const html_text *self, uint32_t at);
/* Where "</name" stands, at or after `at`; the end of the text when it stands nowhere. */
uint32_t html_find_end(const html_text *self, uint32_t at, dixit_text name);

/* An attribute's value; false when the tag does not have it. Without a value: empty. */
bool html_attribute(const html_text *self, const html_tag *tag, const char *name, dixit_span *value);
/* Is it there with this value? */
bool html_attribute_is(const html_text *self, const html_tag *tag, const char *name, const char *value);
/* Is one of the words of its value this one? Whatever the case. */
bool html_attribute_has(const html_text *self, const html_tag *tag, const char *name, const char *word);

#endif
