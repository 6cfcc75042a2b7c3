/* Guesses and rumours: words with which a text says that something may be so, or is told, and not who thinks or tells
 * it.
 *
 * By their neighbours alone, each form for itself: adverbs, "it is likely that", "it seems that", "may have met". What
 * merely can be ("may have side effects", "is likely to rain") is no guess about what is. */
#include "rules/guesses.h"

#include "doc/lexicon.h"

/* How many adverbs may stand within a form. */
enum { ADVERBS = 2, LORE_WITHIN = 3, AFLOAT_WITHIN = 5 };

static bool is_adverb(const dixit_token *token)
{
  return token->kind == DIXIT_WORD && (word_is(token, WORD_ADVERB) || word_brief(token)->parts[0] == PART_LY);
}

/* The next token behind `at` that is no adverb. */
static uint32_t behind_adverbs(const dixit_doc *doc, uint32_t at, uint32_t end)
{
  uint32_t next = at + 1;
  while (next < end && next <= at + ADVERBS &&
         (is_adverb(&doc->tokens.items[next]) || rule_word_is(doc, next, "most")))
    next++;
  return next;
}

/* "A possibly complex", "could not possibly": no guess, but a degree. */
static bool is_degree(const dixit_doc *doc, uint32_t adverb)
{
  return adverb > 0 && rule_word_is(doc, adverb, "possibly") &&
         word_is(&doc->tokens.items[adverb - 1], WORD_DETERMINER | WORD_INDEFINITE | WORD_NEGATION | WORD_MODAL);
}

/* "Perhaps 15 of them", "or perhaps more", "perhaps not": a number, or the writer's aside. */
static bool is_aside(const dixit_doc *doc, uint32_t adverb)
{
  const dixit_token *next = adverb + 1 < doc->tokens.count ? &doc->tokens.items[adverb + 1] : NULL;
  return rule_word_is(doc, adverb, "perhaps") && next &&
         (next->kind == DIXIT_NUMBER || word_is(next, WORD_NUMBER_WORD | WORD_NEGATION) ||
          rule_word_is(doc, adverb + 1, "more"));
}

/* "Is likely due", "has likely moved", "most likely": but "likely to rain", "more likely", "a likely place". */
static bool is_likely(const dixit_doc *doc, uint32_t token)
{
  if (token == 0 || !rule_word_is(doc, token, "likely") || rule_word_is(doc, token + 1, "to"))
    return false;
  return word_is(&doc->tokens.items[token - 1], WORD_BE | WORD_HAVE) || rule_word_is(doc, token - 1, "most");
}

static bool is_participle(const dixit_token *token)
{
  return token->kind == DIXIT_WORD &&
         (word_is(token, WORD_VERB_PAST) || word_brief(token)->parts[0] == PART_ED) && !word_is(token, WORD_MODAL);
}

/* "May have been", "might also have met": up to the participle. But "songs which may have moved them" are nobody's
 * guess. */
static uint32_t match_modal(const dixit_doc *doc, uint32_t modal, uint32_t end)
{
  static const char *const modals[] = {"may", "might", "could", NULL};
  uint32_t have = rule_word_is_of(doc, modal, modals) ? behind_adverbs(doc, modal, end) : end;
  bool any = modal > 0 && word_is(&doc->tokens.items[modal - 1], WORD_RELATIVE);
  if (any || have >= end || !rule_word_is(doc, have, "have"))
    return DIXIT_NONE;
  uint32_t verb = behind_adverbs(doc, have, end);
  bool past = rule_word_is(doc, verb, "been") || rule_word_is(doc, verb, "had") ||
              (verb < end && !rule_word_is(doc, modal, "could") && is_participle(&doc->tokens.items[verb]));
  return past ? verb : DIXIT_NONE;
}

/* "It is most likely that", "it is unclear whether": up to the adjective. */
static uint32_t match_impersonal(const dixit_doc *doc, uint32_t it, uint32_t end)
{
  static const char *const guessed[] = {"possible", "likely", "probable", "unlikely", "plausible", "conceivable", NULL};
  static const char *const open[] = {"unclear", "unknown", "uncertain", "disputed", "debated", "debatable", NULL};
  static const char *const questions[] = {"whether", "if", "how", "who", NULL};
  uint32_t be = it + 1;
  if (!rule_word_is(doc, it, "it") || be >= end)
    return DIXIT_NONE;
  bool seems = rule_word_is(doc, be, "seems") || rule_word_is(doc, be, "appears");
  if (!seems && !word_is(&doc->tokens.items[be], WORD_BE))
    return DIXIT_NONE;
  uint32_t at = behind_adverbs(doc, be, end);
  if (rule_word_is_of(doc, at, guessed))
    return seems || rule_word_is(doc, at + 1, "that") ? at : DIXIT_NONE;
  if (rule_word_is_of(doc, at, open))
    return rule_word_is_of(doc, at + 1, questions) ? at : DIXIT_NONE;
  return seems && rule_word_is(doc, at, "that") ? be : DIXIT_NONE;
}

/* "Seems to have moved": up to "have". */
static uint32_t match_seeming(const dixit_doc *doc, uint32_t verb, uint32_t end)
{
  static const char *const verbs[] = {"seem", "seems", "appear", "appears", NULL};
  bool past = verb + 2 < end && verb > 0 && !word_is(&doc->tokens.items[verb - 1], WORD_FIRST_PERSON) &&
              rule_word_is(doc, verb + 1, "to") && rule_word_is(doc, verb + 2, "have");
  return past && rule_word_is_of(doc, verb, verbs) ? verb + 2 : DIXIT_NONE;
}

/* What a word is in the lexicon tells most apart that begin nothing, before any letters are compared. */
uint32_t guess_match(const dixit_doc *doc, uint32_t token, uint32_t end)
{
  static const char *const adverbs[] = {"probably",   "possibly",    "arguably",
                                        "presumably", "conceivably", "perhaps", NULL};
  const dixit_token *word = &doc->tokens.items[token];
  if (is_adverb(word)) {
    bool guess = rule_word_is_of(doc, token, adverbs) && !is_degree(doc, token) && !is_aside(doc, token);
    return guess || is_likely(doc, token) ? token : DIXIT_NONE;
  }
  if (word_is(word, WORD_MODAL))
    return match_modal(doc, token, end);
  if (word_is(word, WORD_SUBJECT_PRONOUN))
    return match_impersonal(doc, token, end);
  return word_is(word, WORD_TAKES_TO) ? match_seeming(doc, token, end) : DIXIT_NONE;
}

/* ---- rumours ---- */

static bool is_lore(const dixit_doc *doc, uint32_t token)
{
  static const char *const lore[] = {"legend", "tradition", "folklore", "lore", "rumor", "rumors", "rumour", "rumours",
                                     "gossip", "superstition", NULL};
  return rule_word_is_of(doc, token, lore);
}

/* "Legend has it", "tradition claims", "according to local legend": up to the verb, or the noun. */
static uint32_t match_lore(const dixit_doc *doc, uint32_t token, uint32_t end)
{
  if (word_is(&doc->tokens.items[token], WORD_ACCORDING) && rule_word_is(doc, token + 1, "to"))
    for (uint32_t i = token + 2; i < end && i < token + 2 + LORE_WITHIN; i++)
      if (is_lore(doc, i))
        return i;
  if (token + 2 >= end)
    return DIXIT_NONE;
  const dixit_token *verb = &doc->tokens.items[token + 1];
  bool tells = word_is(verb, WORD_SPEECH) && word_is(verb, WORD_VERB_THIRD) && word_is(verb, WORD_TAKES_THAT);
  bool has = word_is(verb, WORD_HAVE) && rule_word_is(doc, token + 2, "it");
  if ((!tells && !has) || !is_lore(doc, token))
    return DIXIT_NONE;
  return tells ? token + 1 : token + 2;
}

/* "There are claims that", "exists the feeling that", "there is a widespread belief that": up to the noun. */
static uint32_t match_afloat(const dixit_doc *doc, uint32_t token, uint32_t end)
{
  static const char *const afloat[] = {"claims", "rumors", "rumours", "allegations", "belief", "feeling", "suspicion",
                                       "speculation", "consensus", "perception", "fears", "view", "suggestions", NULL};
  bool there = rule_word_is(doc, token, "there") && token + 1 < end && word_is(&doc->tokens.items[token + 1], WORD_BE);
  if (!there && !rule_word_is(doc, token, "exists"))
    return DIXIT_NONE;
  for (uint32_t i = token + 1; i + 1 < end && i <= token + AFLOAT_WITHIN; i++)
    if (rule_word_is_of(doc, i, afloat))
      return rule_word_is(doc, i + 1, "that") ? i : DIXIT_NONE;
  return DIXIT_NONE;
}

uint32_t rumour_match(const dixit_doc *doc, uint32_t token, uint32_t end)
{
  uint32_t last = match_lore(doc, token, end);
  return last == DIXIT_NONE ? match_afloat(doc, token, end) : last;
}
