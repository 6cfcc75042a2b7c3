/* What a word may do in a noun phrase, told from its classes when the lexicon is made, so that the search for phrases
 * (marks/phrases.c), which asks at every word, need not try one class after the other. */
#ifndef DIXIT_DOC_PHRASE_WORDS_H
#define DIXIT_DOC_PHRASE_WORDS_H

#include "lexicon_classes.h"

typedef enum phrase_kind {
  PHRASE_NAME,         /* Ann Lee; Sen. Ruiz; campaign manager Ann Lee */
  PHRASE_PRONOUN,
  PHRASE_ROLE,         /* the mayor; a former diplomat; her brother */
  PHRASE_GROUP,        /* officials; supporters of the plan */
  PHRASE_ORGANIZATION, /* the Pentagon; Acme Corp. */
  PHRASE_DOCUMENT,     /* the report */
  PHRASE_OTHER         /* any other subject: the plan */
} phrase_kind;

enum {
  TRAIT_STARTS = 1 << 0,    /* a phrase may begin with it, in lower case */
  TRAIT_SUBJECT = 1 << 1,   /* a subject pronoun: a phrase by itself */
  TRAIT_LEADS = 1 << 2,     /* an article or possessor before all modifiers */
  TRAIT_CARRIES = 1 << 3,   /* carries a phrase on, whatever stands beside it */
  TRAIT_MODIFIES = 1 << 4,  /* carries a phrase on unless it proves to be a verb there */
  TRAIT_ALONE = 1 << 5,     /* somebody without a noun: "many", "everyone" */
  TRAIT_NO_NOUN = 1 << 6,   /* no noun ever follows: "everyone" */
  TRAIT_ENTITLES = 1 << 7,  /* a title or role, which may stand before a name */
  TRAIT_GENDERED = 1 << 8,
  TRAIT_CROWD = 1 << 9,     /* plural, whatever its ending */
  TRAIT_ONE = 1 << 10,      /* singular, whatever its ending */
  TRAIT_TURNS_VERB = 1 << 11, /* a noun that is also a verb in the third person */
  TRAIT_CUE = 1 << 12,      /* may introduce what somebody said; nouns among them only before "that" (cues.c) */
  /* of tokens */
  TRAIT_CAPITAL = 1 << 13,  /* a word with a capital; in the lexicon all words have it, none has lost it yet */
  TRAIT_NUMBER = 1 << 14,
  TRAIT_OPAQUE = 1 << 15,
  /* and more of words */
  TRAIT_POSSESSIVE = 1 << 16,
  TRAIT_INDEFINITE = 1 << 17,
  TRAIT_DEFINES = 1 << 18,    /* "the", "her": what follows is known */
  TRAIT_PLAIN_VERB = 1 << 19  /* a verb that is no auxiliary */
};

#define FUNCTION_WORDS                                                                                                 \
  (WORD_PREPOSITION | WORD_CONJUNCTION | WORD_SUBORDINATOR | WORD_AUXILIARY | WORD_MODAL | WORD_NEGATION |             \
   WORD_ADVERB | WORD_RELATIVE | WORD_PRONOUN | WORD_DETERMINER)
#define PEOPLE (WORD_ROLE | WORD_GROUP | WORD_PERSON_NOUN | WORD_FAMILY)
#define NOUNS (PEOPLE | WORD_DOCUMENT | WORD_CUE_NOUN | WORD_ORGANIZATION | WORD_TITLE)
#define CUES                                                                                                           \
  (WORD_SPEECH | WORD_MENTAL | WORD_EVIDENCE | WORD_TAKES_QUOTE | WORD_ACCORDING | WORD_CUE | WORD_EVIDENTIAL |        \
   WORD_CUE_NOUN)

#define STANDS_ALONE(bits)                                                                                             \
  (((bits) & WORD_QUANTIFIER) || (((bits) & WORD_PRONOUN) && ((bits) & WORD_INDEFINITE)))
/* A verb in the past never stands in a phrase, in another form only where it is a noun as well. */
#define VERB_MODIFIES(bits)                                                                                            \
  (((bits) & NOUNS) ? !((bits) & WORD_VERB_PAST) : !((bits) & (WORD_VERB_PAST | WORD_VERB_THIRD | WORD_VERB_BASE)))

#define PHRASE_TRAITS(bits)                                                                                            \
  (TRAIT_CAPITAL |                                                                                                     \
   (((bits) & (WORD_DETERMINER | NOUNS | WORD_NUMBER_WORD | WORD_NATIONALITY)) || STANDS_ALONE(bits)                   \
      ? TRAIT_STARTS : 0) |                                                                                            \
   ((bits) & WORD_SUBJECT_PRONOUN ? TRAIT_SUBJECT : 0) |                                                               \
   ((bits) & (WORD_DETERMINER | WORD_POSSESSIVE) ? TRAIT_LEADS : 0) |                                                  \
   ((bits) & (WORD_NUMBER_WORD | WORD_INDEFINITE | WORD_NATIONALITY | WORD_QUANTIFIER) ? TRAIT_CARRIES : 0) |          \
   (!((bits) & (FUNCTION_WORDS | WORD_POSSESSIVE | WORD_WEEKDAY)) && VERB_MODIFIES(bits) ? TRAIT_MODIFIES : 0) |       \
   (STANDS_ALONE(bits) ? TRAIT_ALONE : 0) |                                                                            \
   (STANDS_ALONE(bits) && !((bits) & (WORD_QUANTIFIER | WORD_DETERMINER)) ? TRAIT_NO_NOUN : 0) |                       \
   ((bits) & (WORD_TITLE | WORD_ROLE) ? TRAIT_ENTITLES : 0) |                                                          \
   ((bits) & (WORD_MALE | WORD_FEMALE) ? TRAIT_GENDERED : 0) |                                                         \
   ((bits) & (WORD_GROUP | WORD_QUANTIFIER) ? TRAIT_CROWD : 0) |                                                       \
   ((bits) & (WORD_ROLE | WORD_TITLE) ? TRAIT_ONE : 0) |                                                               \
   ((bits) & WORD_VERB_THIRD && !((bits) & (PEOPLE | WORD_TITLE)) ? TRAIT_TURNS_VERB : 0) |                            \
   ((bits) & CUES ? TRAIT_CUE : 0) |                                                                                   \
   ((bits) & WORD_POSSESSIVE ? TRAIT_POSSESSIVE : 0) |                                                                 \
   ((bits) & WORD_INDEFINITE ? TRAIT_INDEFINITE : 0) |                                                                 \
   ((bits) & (WORD_DEFINITE | WORD_POSSESSIVE) ? TRAIT_DEFINES : 0) |                                                  \
   ((bits) & WORD_VERB && !((bits) & FUNCTION_WORDS) ? TRAIT_PLAIN_VERB : 0))

/* The kind of a phrase, names aside, whose last word it is. */
#define PHRASE_HEADED(bits)                                                                                            \
  (((bits) & (WORD_ROLE | WORD_PERSON_NOUN | WORD_FAMILY | WORD_TITLE)) && !((bits) & WORD_GROUP) ? PHRASE_ROLE :      \
   (bits) & (WORD_GROUP | WORD_QUANTIFIER) ? PHRASE_GROUP :                                                            \
   (bits) & WORD_PRONOUN ? PHRASE_ROLE :                                                                               \
   (bits) & WORD_ORGANIZATION ? PHRASE_ORGANIZATION :                                                                  \
   (bits) & (WORD_DOCUMENT | WORD_CUE_NOUN) ? PHRASE_DOCUMENT : PHRASE_OTHER)

#endif
