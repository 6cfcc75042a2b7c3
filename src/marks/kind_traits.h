/* What the shape of a document tells of its kind, as numbers between 0 and 1. */
#ifndef DIXIT_MARKS_KIND_TRAITS_H
#define DIXIT_MARKS_KIND_TRAITS_H

#include "doc/document.h"

/* name, unit: per what it is counted (WORDS, SENTENCES, PARAGRAPHS, or ONCE: as it is), most: the value that counts as
 * 1, as all above it does. */
#define KIND_TRAITS(row)                                                                              \
  row(latex, ONCE, 1)           /* the format is LaTeX */                                             \
  row(wikitext, ONCE, 1)        /* it is wikitext */                                                  \
  row(dateline, ONCE, 1)        /* "ROME (XYZ) - " stands before a paragraph */                       \
  row(byline, ONCE, 1)          /* a line says who wrote it */                                        \
  row(study_sections, ONCE, 3)  /* abstract, methods, results ... */                                  \
  row(entry_sections, ONCE, 3)  /* early life, legacy, see also ... */                                \
  row(chapters, ONCE, 1)        /* "Chapter 1" */                                                     \
  row(definition, ONCE, 1)      /* it starts by saying what something is or was */                    \
  row(headings, PARAGRAPHS, .5) /* of any kind */                                                     \
  row(citations, WORDS, .02)    /* notes and keys */                                                  \
  row(years_cited, WORDS, .02)  /* "(Lane 2019)", "[12]" */                                           \
  row(links, WORDS, .02)                                                                              \
  row(quoted, WORDS, .5)        /* words between quotation marks */                                   \
  row(dialogue, PARAGRAPHS, .5) /* paragraphs that open with a quotation mark */                      \
  row(attributed, WORDS, .02)   /* who said what, outside dialogue */                                 \
  row(singular, WORDS, .04)     /* I, me, my; from here on outside quotations */                      \
  row(plural, WORDS, .04)       /* we, us, our */                                                     \
  row(reader, WORDS, .03)       /* you, your */                                                       \
  row(persons, WORDS, .06)      /* he, she, him, her */                                               \
  row(past, WORDS, .1)          /* verbs of the past */                                               \
  row(present, WORDS, .1)                                                                             \
  row(modal, WORDS, .03)        /* will, should, must */                                              \
  row(names, WORDS, .15)        /* capitals inside sentences */                                       \
  row(numbers, WORDS, .05)                                                                            \
  row(years, WORDS, .02)                                                                              \
  row(days, WORDS, .01)         /* days of the week */                                                \
  row(address, WORDS, .01)      /* words by which a speaker turns to those present */                 \
  row(research, WORDS, .02)     /* words of science */                                                \
  row(questions, SENTENCES, .2)                                                                       \
  row(paragraph_length, PARAGRAPHS, 150) /* words */

#define KIND_TRAIT_ID(name, unit, most) TRAIT_##name,
typedef enum kind_trait { KIND_TRAITS(KIND_TRAIT_ID) TRAIT_COUNT } kind_trait;

/* words: how many were looked at. */
typedef struct kind_traits {
  uint32_t words;
  float values[TRAIT_COUNT];
} kind_traits;

/* Measure the start of a document: its first KIND_TOKENS tokens. Cost: bounded, but for looking at all blocks. */
enum { KIND_TOKENS = 6000 };
void kind_traits_measure(const dixit_doc *doc, kind_traits *self);
const char *kind_trait_name(uint32_t trait);

#endif
