/* Words to watch in their company.
 *
 * Most words of the classes count wherever they stand. Some count only in a phrase, some not in certain phrases; two
 * tables say which. Beyond them: names ("the Outstanding Gardener Award"), adverbs of manner ("she spoke clearly"),
 * what is done rather than praised ("they celebrated the feast"), and times told from the past ("soon left"). */
#include "rules/watched_words.h"

#include "doc/company.h"

#define LARGE "large|great|huge|vast|growing|enormous|significant|considerable|substantial"
#define GROWTH "increase|rise|growth|drop|decline|fall|number|amount|proportion|portion|share"

/* Words that count only in this company. */
static const word_company needed[] = {
  {"amount", LARGE, "of"}, {"apparent", "the|an|his|her|its|their", NULL}, {"course", "of", NULL},
  {"doubt", "no|without a|beyond a", NULL}, {"freedom", NULL, "fighter|fighters"}, {"leading", "a|the", NULL},
  {"lot", "a", "of"}, {"lots", NULL, "of"}, {"myth", NULL, "that"}, {"noted", "should be|must be", NULL},
  {"noting", "worth", NULL}, {"now", "is|are|has|have", NULL}, {"number", LARGE, "of"}, {"plenty", NULL, "of"},
  {"present", "at", NULL}, {"recent", NULL, "years|months|weeks|decades|times|days"}, {"significant", "a|the", GROWTH},
};

/* Words that do not count in this one. */
static const word_company harmless[] = {
  {"cult", NULL, "of|figure|figures|film|films|movie|classic|following|status|hit|image|statue|favourite|favorite|"
                 "writer|author|book|novel|band|series|show"},
  {"latest", "at the", NULL},
  {"leading", NULL, "to|role|roles|man|lady|actor|actress|edge|up"},
  {"many", "how|so|as|too|not|nor|that", NULL},
  {"notable", NULL, "exception|exceptions"},
  {"purported", NULL, "to"},
  {"revolutionary", NULL, "war|wars|army|party|movement|government|council|leader|leaders|groups|tactics|struggle"},
  {"soon", NULL, "after|as"},
  {"supposed", NULL, "to|by|that"},
  {"terrorist", NULL, "attack|attacks|bombing|bombings|act|acts|plot"},
  {"unique", NULL, "identifier|identifiers|key|keys|number|name|code"},
};

/* "The Outstanding Gardener Award", "the Harbour Today". */
static bool is_in_name(const dixit_token *token, bool opens)
{
  return !opens && token->flags & DIXIT_TOKEN_CAPITAL;
}

/* "She spoke clearly.", "they lived happily in Ostrow": not the writer's nod, which stands before what it is about, or
 * behind a comma. */
static bool is_manner(const dixit_token *token, bool opens, bool ends)
{
  if (!topic_is(token, TOPIC_EDITORIAL) || opens || token[-1].kind == DIXIT_COMMA ||
      word_is(token - 1, WORD_PREPOSITION | WORD_DETERMINER | WORD_NEGATION))
    return false;
  return ends || token[1].kind != DIXIT_WORD || word_is(token + 1, WORD_PREPOSITION | WORD_CONJUNCTION);
}

/* "They celebrated the feast", "it is celebrated in May": what is done. Praise stands before a noun, or behind "more",
 * "highly", "is" with "for" behind it. */
static bool is_deed(const dixit_doc *doc, const dixit_token *token, uint32_t at, bool opens)
{
  bool both = rule_word_is(doc, at, "celebrated") || rule_word_is(doc, at, "respected") ||
              rule_word_is(doc, at, "acclaimed");
  if (!both || opens)
    return false;
  if (word_is(token - 1, WORD_BE))
    return !rule_word_is(doc, at + 1, "for");
  return !word_is(token - 1, WORD_DETERMINER | WORD_INDEFINITE | WORD_POSSESSIVE | WORD_ADVERB | WORD_CONJUNCTION) &&
         token[-1].kind != DIXIT_COMMA && word_brief(token - 1)->parts[0] != PART_LY &&
         !topic_is(token - 1, TOPIC_PEACOCK | TOPIC_COMPARATIVE | TOPIC_SUPERLATIVE);
}

/* "They soon left", but not "it will soon be sold". */
static bool is_told_from_past(const dixit_doc *doc, const sentence_sum *sum, token_range sentence, uint32_t at)
{
  const dixit_token *token = &doc->tokens.items[at];
  if (!rule_word_is(doc, at, "soon") || at + 1 >= sentence.end ||
      (at > sentence.first && word_is(token - 1, WORD_MODAL)))
    return false;
  return sum->bits & WORD_VERB_PAST || word_brief(token + 1)->parts[0] == PART_ED;
}

bool watched_word_counts(const dixit_doc *doc, const sentence_sum *sum, token_range sentence, uint32_t at,
                         dixit_span *phrase)
{
  const dixit_token *token = &doc->tokens.items[at];
  bool opens = at == sentence.first, ends = at + 1 >= sentence.end;
  return !company_fails(doc, at, needed, sizeof needed / sizeof *needed, harmless, sizeof harmless / sizeof *harmless,
                        phrase) &&
         !is_in_name(token, opens) && !is_manner(token, opens, ends) && !is_deed(doc, token, at, opens) &&
         !is_told_from_past(doc, sum, sentence, at);
}
