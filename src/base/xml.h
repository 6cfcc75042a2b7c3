/* Text as XML and HTML. */
#ifndef DIXIT_BASE_XML_H
#define DIXIT_BASE_XML_H

#include "base/buffer.h"

/* Text that stands the same in elements and in attribute values, whichever quotation mark is around them. What XML 1.0
 * has no room for (section 2.2: most control characters, two non-characters) and bytes that are not UTF-8 become
 * U+FFFD, so that any input gives a well-formed document. */
void xml_text(buffer *out, dixit_text text);
/* The same for a string ending in NUL. */
void xml_string(buffer *out, const char *string);

#endif
