/* Where things of wikitext end: templates, links, tags, parameters. */
#ifndef DIXIT_DOC_WIKI_SCAN_H
#define DIXIT_DOC_WIKI_SCAN_H

#include "doc/document.h"

/* "{{", "[[" or "{|" at `open` and its partner. */
typedef struct wiki_pair {
  uint32_t open;
  uint32_t close;
} wiki_pair;

/* The text and its pairs, by where they open. absent: tags that end nowhere (wiki_find_end), a bit each. */
typedef struct wiki_text {
  const char *bytes;
  uint32_t length;
  uint32_t absent;
  ARRAY(wiki_pair) pairs;
} wiki_text;

/* The bits of `absent` for "</ref>" and "</references>". */
enum { WIKI_REF_BIT = 30, WIKI_REFERENCES_BIT = 29 };

/* Pair brackets; those in comments, nowiki, mathematics and code count for nothing. Cost: linear. */
void wiki_text_init(wiki_text *self, const dixit_doc *doc, arena *scratch);
/* Where the partner of the bracket at `open` starts, or DIXIT_NONE. Cost: logarithmic. */
uint32_t wiki_close(const wiki_text *self, uint32_t open);
/* Elements whose content is no wikitext: at "<", the byte after the element's end, or 0. *prose_place: it takes a
 * noun's place. */
uint32_t wiki_skip_raw(wiki_text *self, uint32_t at, bool *noun);
/* The byte after the next `end`, whatever its case, from `at` on; 0 when there is none. `bit` remembers that there is
 * none, so that it is searched for once. *start is where it starts. */
uint32_t wiki_find_end(wiki_text *self, uint32_t at, const char *end, uint32_t bit, uint32_t *start);
/* Does `word` stand at `at`, whatever its case, and no letter behind it? */
bool wiki_is_tag(const wiki_text *self, uint32_t at, const char *word);
/* The value of an attribute between `at` and `end`; empty when there is none. */
dixit_span wiki_attribute(const wiki_text *self, uint32_t at, uint32_t end, const char *name);

/* A parameter of a template. number: 1 and on for those without a name. */
typedef struct wiki_parameter {
  dixit_span name;
  dixit_span value;
  uint32_t number;
} wiki_parameter;

/* Parameters one after the other: at, number: 0 at first. */
typedef struct wiki_parameters {
  uint32_t at;
  uint32_t end;
  uint32_t number;
} wiki_parameters;

/* The name of the template whose braces open at `open` and close at `close`; its parameters go to *parameters. */
dixit_span wiki_template(const wiki_text *self, uint32_t open, uint32_t close, wiki_parameters *parameters);
bool wiki_next_parameter(wiki_text *self, wiki_parameters *parameters, wiki_parameter *out);
/* Blanks and line ends taken off both ends. */
dixit_span wiki_trim(const wiki_text *self, dixit_span span);

#endif
