/* Does a cue introduce words, on which side, and is it speech? */
#ifndef DIXIT_MARKS_CUE_JUDGE_H
#define DIXIT_MARKS_CUE_JUDGE_H

#include "marks/cue_search.h"

/* A cue introduces words when all its ways of doing so are likelier than this together. */
#define CUE_THRESHOLD 0.42f

/* Look at the words around the view's cue `number`. False: it plainly introduces nothing. Cost: a third of
 * cue_judge. */
bool cue_look(cue_search *self, uint32_t number);
/* Look at the clause of that cue: where its words may stand. */
void cue_read_clause(cue_search *self);
/* The side of a reporting clause in a form too sure to be left to chance, or CUE_NOTHING. After cue_read_clause. */
uint32_t cue_plain_side(const cue_search *self);
/* Is the chance that the cue introduces words plainly below CUE_THRESHOLD? What cue_judge would say, for a fourth of
 * its cost. After cue_read_clause. */
bool cue_is_refused(const cue_search *self);
/* How likely each option of MODEL_CUE is. After cue_read_clause. */
model_answer cue_judge(const cue_search *self);
/* Does the cue most likely state speech, rather than a wish, plan or belief (MODEL_SPEECH)? */
bool cue_states_speech(cue_search *self);

#endif
