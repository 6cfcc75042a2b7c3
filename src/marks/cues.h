/* Possible cues: which words may introduce what somebody said, and how they stand to the phrases beside them. */
#ifndef DIXIT_MARKS_CUES_H
#define DIXIT_MARKS_CUES_H

#include "marks/view.h"

/* The words of a cue at item `cue`, with its auxiliaries. */
dixit_span cue_span(const block_view *view, uint32_t cue);
/* Can the view's cue `n` be one where it stands: a verb, noun or sign that may introduce words? */
bool is_possible_cue(const block_view *view, uint32_t n);
/* "Ortiz, when asked the same, said ...", "Alder, in a letter, wrote": the phrase that opens the sentence and is
 * subject of the cue across an adverbial between commas, or DIXIT_NONE. */
uint32_t subject_over_aside(const block_view *view, uint32_t cue);
/* cue_after_phrase, asked for the first time. */
uint32_t find_cue_after_phrase(const block_view *view, uint32_t index);

/* The cue phrase `index` is subject of, looking past adverbs, auxiliaries and one aside between commas; DIXIT_NONE. */
static inline uint32_t cue_after_phrase(const block_view *view, uint32_t index)
{
  uint32_t known = view->cue_of.items[index];
  return known == CUE_UNKNOWN ? find_cue_after_phrase(view, index) : known;
}

/* The cue right before a phrase ("said Ann"), or DIXIT_NONE. */
uint32_t cue_before_phrase(const block_view *view, uint32_t phrase_first_item);
/* The cue right before the quotation at `item`, hearers passed over ("... and told them, “"), not before item `first`;
 * DIXIT_NONE. */
uint32_t cue_before_quote(const block_view *view, uint32_t item, uint32_t first);
/* "likes to say", "was heard to say", "is quoted as saying": the last reporting verb of the chain of verbs from item
 * `i` on, or DIXIT_NONE. */
uint32_t cue_of_chain(const block_view *view, uint32_t i);
/* How what stands between a speaker and a verb begins: by a sign that closes it again, or by a word that leads up to
 * the verb itself: "who", "of", "close to". */
typedef enum aside_kind { ASIDE_NONE, ASIDE_SIGNS, ASIDE_WORDS } aside_kind;

/* Does a phrase before phrase `index` lead to the same cue, so that this one is part of what is said about it ("a
 * friend of the mayor said"), or the verb's object? And what leads there. */
aside_kind phrase_aside(const block_view *view, uint32_t index, uint32_t cue);
/* Small numbers as they are, large ones in classes: 0 to 9. */
static inline uint32_t distance_class(uint32_t n)
{
  enum { FAR = 30 };
  static const uint8_t classes[FAR + 1] = {0, 1, 2, 3, 4, 5, 5, 6, 6, 6, 7, 7, 7, 7, 7, 7,
                                           8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 9};
  return classes[n < FAR ? n : FAR];
}

#endif
