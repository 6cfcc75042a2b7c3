/* Headings to kinds of section: what a section is for, as far as its title says so. */
#ifndef DIXIT_MARKS_SECTIONS_H
#define DIXIT_MARKS_SECTIONS_H

#include "doc/document.h"

typedef enum section_kind {
  SECTION_LEAD,        /* before the first heading, where there are headings */
  SECTION_OTHER,
  SECTION_ABSTRACT,    /* sums up the document */
  SECTION_METHODS,     /* what the writers did */
  SECTION_RESULTS,     /* what they found */
  SECTION_STUDY,       /* other parts of a study: introduction, related work, discussion */
  SECTION_PLOT,        /* tells what happens in a work of fiction */
  SECTION_ENTRY,       /* parts of an article in an encyclopaedia: early life, legacy, see also */
  SECTION_REFERENCES,
  SECTION_CHAPTER      /* of a book */
} section_kind;

/* Fill doc->sections: a section_kind for each block. Without memory they stay NULL. Cost: linear in blocks and in the
 * words of headings. */
void sections_find(dixit_doc *doc);
/* Of a block; SECTION_OTHER when there is no memory. */
static inline section_kind section_of(const dixit_doc *doc, uint32_t block)
{
  return doc->sections ? (section_kind)doc->sections[block] : SECTION_OTHER;
}

#endif
