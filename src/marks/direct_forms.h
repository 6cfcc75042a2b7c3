/* A quotation that looks for its speaker, and the forms that show one beyond doubt. */
#ifndef DIXIT_MARKS_DIRECT_FORMS_H
#define DIXIT_MARKS_DIRECT_FORMS_H

#include "marks/pass.h"

typedef enum candidate_kind { BY_PHRASE, BY_RECENT, BY_SAME, BY_OTHER_TURN, BY_NOBODY } candidate_kind;

/* index: of the phrase, recent phrase or turn. cue: item, or DIXIT_NONE. */
typedef struct candidate {
  candidate_kind kind;
  uint32_t index;
  uint32_t cue;
  bool after;
  bool same_region;
} candidate;

/* One quotation that looks for its speaker. item: the quotation. cue_before, cue_behind: cues that lead up to it or
 * follow it at once, or DIXIT_NONE. names: the capitalised words inside it, as a small set of hashes that errs once in
 * some hundreds. */
typedef struct direct_search {
  attribution_pass *pass;
  const dixit_quote *quote;
  uint32_t item;
  uint32_t cue_before;
  uint32_t cue_behind;
  uint64_t names[16];
  candidate candidates[OPTION_LIMIT];
} direct_search;

/* Options found by form alone, or DIXIT_NONE. "“...” — Ann Lee": the name. */
uint32_t direct_byline(const direct_search *self);
/* A quotation that runs on from the paragraph before and fills its own: the same speaker. */
uint32_t direct_running(const direct_search *self);
/* The option to take where the weights have chosen `chosen`: another where plain forms show somebody nearer to the
 * quotation. The cue of a candidate found so is set. */
uint32_t direct_plain(direct_search *self, uint32_t chosen);
/* Give the candidate the verb it speaks by, where that is not the one beside it. */
void direct_complete_cue(const direct_search *self, candidate *c);

#endif
