/* Does a cue introduce words, on which side, and is it speech? */
#ifndef DIXIT_MARKS_CUE_JUDGE_H
#define DIXIT_MARKS_CUE_JUDGE_H

#include "marks/cue_search.h"

/* Look at the words around the view's cue `number`. False: it plainly introduces nothing. Cost: a third of
 * cue_judge. */
bool cue_look(cue_search *self, uint32_t number);
/* Look at the clause of that cue: where its words may stand, and how likely each option of MODEL_CUE is. */
model_answer cue_judge(cue_search *self);
/* The side of a reporting clause in a form too sure to be left to chance, or CUE_NOTHING. After cue_judge. */
uint32_t cue_plain_side(const cue_search *self);
/* How likely the cue states speech rather than a wish, plan or belief (MODEL_SPEECH). */
float cue_speech_chance(cue_search *self);

#endif
