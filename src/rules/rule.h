/* What a rule's check function works with.
 *
 * The rules themselves (id, severities, words for the reader, examples) stand in src/data/rules; src/gen/rules.py makes
 * tables of them. Each names a check: a function that walks the layers of a document and reports what it finds, for one
 * rule or for several that look at the same thing. A check runs when any of its rules is on; rule_report drops what
 * belongs to a rule that is off.
 *
 * Messages tell the writer what to do. They are built in the document's arena. */
#ifndef DIXIT_RULES_RULE_H
#define DIXIT_RULES_RULE_H

#include "doc/document.h"
#include "doc/lexicon.h"
#include "doc/sums.h"
#include "rule_ids.h"

/* Whose words a token is, as rules about wording ask. */
enum {
  VOICE_OTHERS = 1, /* quoted, in a block quotation, or what somebody is said to have said */
  VOICE_SILENT = 2, /* a heading, title, byline, note, table or code: no running prose */
  VOICE_HEARSAY = 4 /* besides VOICE_OTHERS: said by a text, a crowd or nobody, so that no person answers for it */
};

typedef struct rule_run {
  dixit_doc *doc;
  const uint8_t *severities; /* a dixit_severity for each rule; the caller's own stand behind the built-in ones */
  const uint32_t *options;   /* a value for each OPTION_... */
  const uint8_t *voices;     /* VOICE_... bits for each token; 0: the writer's own prose */
  const sentence_sum *sums;  /* of the document */
  const uint32_t *verbs;     /* for each attribution what rule_cue_verb answers; NULL until it is asked */
  arena *scratch;            /* for what no finding needs; gone when the run ends */
} rule_run;

typedef void (*rule_check)(rule_run *run);

enum { RULE_NO_CHECK = 255 };

/* Generated. Profiles end with NULL and have a row of severities each. */
extern const dixit_rule rule_table[RULE_COUNT];
extern const rule_check rule_checks[];
extern const uint32_t rule_check_count;
extern const uint8_t rule_check_of[RULE_COUNT];
extern const dixit_rule_option rule_options[RULE_OPTION_COUNT];
extern const char *const rule_profiles[];
extern const uint8_t rule_profile_severities[][RULE_COUNT];
/* Manuals of style likewise. Both have a row of values for options; DIXIT_NONE leaves one as it is. */
extern const char *const rule_manuals[];
extern const uint32_t rule_manual_values[][RULE_OPTION_COUNT];
extern const uint32_t rule_profile_values[][RULE_OPTION_COUNT];

/* All rules under an engine: those of the table and the caller's own, numbered on. */
uint32_t rule_count(const struct dixit_engine *engine);
const char *rule_id(const struct dixit_engine *engine, uint32_t rule);
/* The number of rule `id`, or -1. */
int rule_find(const struct dixit_engine *engine, dixit_text id);
/* The severities of all rules in a profile, or NULL when there is no such profile. */
const uint8_t *rule_profile_find(const char *name);
/* The values of all options under a manual of style, or in a profile; NULL when there is none of that name. */
const uint32_t *rule_manual_find(const char *name);
const uint32_t *rule_profile_options(const char *name);
/* The number of option `name` of rule `id`, or -1. */
int rule_option_find(const char *id, const char *name);

static inline bool rule_is_on(const rule_run *run, uint32_t rule)
{
  return run->severities[rule] != DIXIT_OFF;
}

/* Add a finding; the message is made as printf does. False when the rule is off or memory is out: then nothing may be
 * related to it. */
__attribute__((format(printf, 4, 5))) bool rule_report(rule_run *run, uint32_t rule, dixit_span span,
                                                       const char *format, ...);
/* Point from the finding reported last to another place. `message` is static. */
void rule_relate(rule_run *run, dixit_span span, const char *message);
/* Offer an edit for the finding reported last. `label` is static; `replacement` is copied. */
void rule_fix(rule_run *run, dixit_span span, const char *replacement, const char *label);
/* The same for an edit that is safe (dixit_fix): certain to be right, so that it may be made without a look. */
void rule_mend(rule_run *run, dixit_span span, const char *replacement, const char *label);
/* The text of a span for use in a message: blanks folded, shortened to about 40 bytes. In the arena; "" when memory is
 * out. */
const char *rule_excerpt(rule_run *run, dixit_span span);
/* The first token that starts at or after `byte`; the number of tokens when there is none. Looked for from token `hint`
 * on: the cost is logarithmic in how far away it is. */
uint32_t rule_token_near(const dixit_doc *doc, uint32_t byte, uint32_t hint);

/* Is token `token` this word, in any case? Inline, so that the length of a literal and its first letter are known and
 * tell most words apart. */
static inline bool rule_word_is(const dixit_doc *doc, uint32_t token, const char *word)
{
  if (token >= doc->tokens.count)
    return false;
  const dixit_token *found = &doc->tokens.items[token];
  dixit_text wanted = text_from(word);
  bool alike = found->end - found->start == wanted.length && ascii_lower(doc->text[found->start]) == word[0];
  if (!alike && !(found->flags & DIXIT_TOKEN_JOINED))
    return false;
  return text_equal_folded(token_text(doc, token), wanted);
}

/* The "'s" of "the mayor's"; also that of "she's". */
static inline bool rule_is_genitive(const dixit_doc *doc, uint32_t token)
{
  return rule_word_is(doc, token, "'s") || rule_word_is(doc, token, "\xE2\x80\x99s");
}

/* Is it one of these words, of which NULL is the last? */
static inline bool rule_word_is_of(const dixit_doc *doc, uint32_t token, const char *const *words)
{
  while (*words && !rule_word_is(doc, token, *words))
    words++;
  return *words;
}

/* Does somebody else answer for a token: its speaker, or the marks around it? Strictly, what a text, a crowd or nobody
 * is said to have said is the writer's own. */
static inline bool rule_is_answered(const rule_run *run, uint32_t token, bool strictly)
{
  uint8_t voice = run->voices[token];
  return voice && !(strictly && voice & VOICE_HEARSAY);
}

/* Somebody's words between marks, not inside other marks. */
static inline bool rule_is_speech(const dixit_quote *quote)
{
  return quote->kind == DIXIT_SPEECH && quote->depth == 0 && quote->style != DIXIT_BLOCK_STYLE;
}

/* Is the sentence a headline: short and all of the text's first block, with an article below it? Where a full stop
 * ends it, the reader of plain text takes it for a paragraph. */
bool rule_is_headline(const dixit_doc *doc, uint32_t sentence);
/* Is it an interview or transcript, one person's words by design? Cost: linear in attributions. */
bool rule_has_turns(const dixit_doc *doc);
/* "Tester: How much is it?": a block quotation that shows a conversation; it is no passage out of a text. */
bool rule_is_dialogue(const dixit_doc *doc, const dixit_quote *quote);
/* The attribution of a quotation, or NULL. */
const dixit_attribution *rule_attribution(const dixit_doc *doc, const dixit_quote *quote);
/* The token behind a quotation's last. */
static inline uint32_t rule_quote_end(const dixit_quote *quote)
{
  return quote->first_token + quote->token_count;
}

/* Tokens from `first` up to, not including, `end`. */
typedef struct token_range {
  uint32_t first;
  uint32_t end;
} token_range;

/* The tokens that start in `span`, looked for from token `hint` on. Cost: as rule_token_near. */
token_range rule_tokens_near(const dixit_doc *doc, dixit_span span, uint32_t hint);

/* The tokens of an attribution's cue. Cost: logarithmic in its sentence. */
token_range rule_cue(const dixit_doc *doc, const dixit_attribution *attribution);
/* The first verb of an attribution's cue, or DIXIT_NONE. Found for all attributions at once, on the first call. */
uint32_t rule_cue_verb(rule_run *run, const dixit_attribution *attribution);
static inline token_range rule_sentence(const dixit_doc *doc, uint32_t sentence)
{
  const dixit_sentence *found = &doc->sentences.items[sentence];
  return (token_range){found->first_token, found->first_token + found->token_count};
}

/* The sentence's first tokens: all of any that was written by people. For what looks through a sentence again and
 * again. */
token_range rule_sentence_head(const dixit_doc *doc, uint32_t sentence);
/* Does the sentence cite: a marker, a link, or a year or number in brackets ("(Lane, 2020)", "[3]")?
 */
bool rule_has_citation(const rule_run *run, uint32_t sentence);

#endif
