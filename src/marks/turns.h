/* Interviews and transcripts: paragraphs that begin with who speaks and a colon. */
#ifndef DIXIT_MARKS_TURNS_H
#define DIXIT_MARKS_TURNS_H

#include "marks/pass.h"

/* Find out whether the document is, or holds, such turns, and by which labels. Cost: linear. */
void turns_detect(attribution_pass *pass);
/* When the view's block is a turn, make its label the phrase that speaks; before mentions are made. */
void turn_name_speaker(attribution_pass *pass);
/* When the view's block is a turn, attribute all of it to its label. What others are said in it to have said comes on
 * top. */
void turn_attribute(attribution_pass *pass);

#endif
