/* Scanners for the small things of Markdown: each looks at one place and says where the thing that starts there ends.
 *
 * All take the text, the place, and return the byte after the thing, or 0 when there is none there. Lines in the text
 * end with "\n"; there are no blank lines in it. None looks further than the thing can reach, so that trying one at
 * every byte of a text stays linear (exceptions say so). */
#ifndef DIXIT_DOC_MARKDOWN_SCAN_H
#define DIXIT_DOC_MARKDOWN_SCAN_H

#include "base/text.h"

bool scan_is_punctuation(char c);
/* Is it one of these bytes? NUL is none of any. */
bool scan_is_one_of(char c, const char *set);
/* Past blanks and line ends. */
size_t scan_blanks(dixit_text text, size_t at);

/* "[label]" at its bracket: at most 999 bytes, no bracket inside. *label is what is between; it may be blank. */
size_t scan_label(dixit_text text, size_t at, dixit_span *label);
/* A link's destination, bare or in "<>"; *destination is without them. */
size_t scan_destination(dixit_text text, size_t at, dixit_span *destination);
/* A link's title in its marks. Reads on to the closing one. */
size_t scan_title(dixit_text text, size_t at);
/* "(destination "title")" at its bracket. */
size_t scan_target(dixit_text text, size_t at, dixit_span *destination);

/* A link's definition, "[label]: destination "title"", which ends with its line: the byte after that line's end. */
size_t scan_definition(dixit_text text, size_t at, dixit_span *label, dixit_span *destination);

/* "<https://...>" or "<name@host>" at its "<". */
size_t scan_autolink(dixit_text text, size_t at, bool *email);
/* A start or end tag of HTML at its "<"; not comments and the like. */
size_t scan_tag(dixit_text text, size_t at);
/* Past the next `end` at or after `at`. Reads on to it: callers remember where there is none. */
size_t scan_until(dixit_text text, size_t at, const char *end);
/* Does a quotation mark or dash of typesetters start at `at`, before `end`: U+2000 to U+203F? */
bool scan_is_typographic(const char *text, uint32_t at, uint32_t end);
/* How many of these strings stand in the text. */
uint32_t scan_count(dixit_text text, const char *const *strings, size_t count);

/* A bare "https://..." or "www...." that starts at `at`: its end as GFM 6.9 has it, and before typographic marks. */
size_t scan_url(dixit_text text, size_t at);
/* The same for a bare "https://...", "http://..." or "ftp://..." whose ":" is at `colon`; it starts at *start >=
 * floor. */
size_t scan_url_at_colon(dixit_text text, size_t floor, size_t colon, size_t *start);
/* The name part of a bare address "name@host" whose "@" is at `at` starts at *start >= floor. */
size_t scan_email(dixit_text text, size_t at, size_t floor, size_t *start);
/* "{#id .class key=value}", "{: .class}" at its brace, on one line. */
size_t scan_attributes(dixit_text text, size_t at);
/* A Pandoc key at its "@": "@key" or "@{any key}"; *key is without "@" and braces. */
size_t scan_key(dixit_text text, size_t at, dixit_span *key);

#endif
