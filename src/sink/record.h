/* A line of a dump: its parts, each with a blank before it. */
#ifndef DIXIT_SINK_RECORD_H
#define DIXIT_SINK_RECORD_H

#include "base/buffer.h"

/* "word #index start-end", or without the index where nothing links to the record. */
void record_begin(buffer *out, const char *word, uint32_t index, dixit_span span);
void record_begin_unnumbered(buffer *out, const char *word, dixit_span span);
void record_end(buffer *out);
void record_word(buffer *out, const char *word);
/* start-end */
void record_span(buffer *out, dixit_span span);
/* name=value */
void record_property(buffer *out, const char *name, uint32_t value);
/* name=#index, or nothing where the link leads nowhere. */
void record_link(buffer *out, const char *name, uint32_t index);
/* The names of the bits set; names[n] is bit n's. */
void record_flags(buffer *out, uint32_t flags, const char *const *names, size_t count);
/* The text in quotation marks, escaped; the short one cut behind 60 bytes or so. */
void record_text(buffer *out, dixit_text text);
void record_short_text(buffer *out, dixit_text text);
/* The text alone, escaped so that it stays on the line: line ends, control characters, backslashes, bytes that are not
 * UTF-8. No blank before it. */
void record_escaped(buffer *out, dixit_text text);

#endif
