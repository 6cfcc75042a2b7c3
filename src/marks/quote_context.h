/* What stands in and around a quotation: the words between its marks, counted, the tokens next to it, and the
 * features of the decision whether it is speech. */
#ifndef DIXIT_MARKS_QUOTE_CONTEXT_H
#define DIXIT_MARKS_QUOTE_CONTEXT_H

#include "doc/document.h"
#include "doc/lexicon.h"
#include "marks/model.h"

/* What stands between the marks. */
typedef struct quote_inside {
  uint32_t words;
  uint32_t capitals;
  uint32_t small;    /* words that titles leave small: of, the, and */
  uint32_t persons;  /* first and second person */
  uint32_t verbs;
  uint8_t last;      /* part of the last token before the closing mark */
  bool capital;
  bool explained;    /* has capitals, which tell nothing here: all words around have them */
} quote_inside;

/* The tokens around a quotation: index 0 stands next to it. Past the block: NULL. */
typedef struct quote_around {
  const dixit_token *before[3];
  const dixit_token *after[3];
} quote_around;

/* Cost of both: bounded, whatever the quotation. */
quote_inside quote_look_inside(const dixit_doc *doc, const dixit_quote *quote);
quote_around quote_look_around(const dixit_doc *doc, const dixit_quote *quote);
/* Has it capitals that the text around does not explain? */
bool inside_is_title_case(const quote_inside *in);
/* What MODEL_QUOTE looks at. main_style: it has the marks most quotations of the text have. What the quotation before
 * it was taken for counts, so quotations come in order. Cost: bounded. */
shared_features quote_features(const dixit_doc *doc, const dixit_quote *quote, bool main_style);
/* Is a reporting verb among these three tokens? */
bool speech_verb_among(const dixit_token *const tokens[3]);

static inline bool is_speech_verb(const dixit_token *token)
{
  return token->kind == DIXIT_WORD && word_is(token, WORD_SPEECH);
}

#endif
