/* Words to watch in their company.
 *
 * Most words of the classes count wherever they stand. Some count only in a phrase, some not in certain phrases; two
 * tables say which. Beyond them: names ("the Outstanding Gardener Award"), adverbs of manner ("she spoke clearly"),
 * what is done rather than praised ("they celebrated the feast"), and times told from the past ("soon left"). */
#include "rules/watched_words.h"

/* before, after: what stands right before the word, or right behind it; phrases divided by bars. NULL: anything. */
typedef struct company {
  const char *word;
  const char *before;
  const char *after;
} company;

#define LARGE "large|great|huge|vast|growing|enormous|significant|considerable|substantial"
#define GROWTH "increase|rise|growth|drop|decline|fall|number|amount|proportion|portion|share"

/* Words that count only in this company. */
static const company needed[] = {
  {"amount", LARGE, "of"}, {"apparent", "the|an|his|her|its|their", NULL}, {"course", "of", NULL},
  {"doubt", "no|without a|beyond a", NULL}, {"freedom", NULL, "fighter|fighters"}, {"leading", "a|the", NULL},
  {"lot", "a", "of"}, {"lots", NULL, "of"}, {"myth", NULL, "that"}, {"noted", "should be|must be", NULL},
  {"noting", "worth", NULL}, {"now", "is|are|has|have", NULL}, {"number", LARGE, "of"}, {"plenty", NULL, "of"},
  {"present", "at", NULL}, {"recent", NULL, "years|months|weeks|decades|times|days"}, {"significant", "a|the", GROWTH},
};

/* Words that do not count in this one. */
static const company harmless[] = {
  {"cult", NULL, "of|figure|figures|film|films|movie|classic|following|status|hit|image|statue|favourite|favorite"},
  {"latest", "at the", NULL},
  {"leading", NULL, "to|role|roles|man|lady|actor|actress|edge|up"},
  {"many", "how|so|as|too|not|nor|that", NULL},
  {"soon", NULL, "after|as"},
  {"supposed", NULL, "to"},
  {"unique", NULL, "identifier|identifiers|key|keys|number|name|code"},
};

/* Do the words of a phrase of `length` bytes stand from token `first` on? */
static bool phrase_stands(const dixit_doc *doc, uint32_t first, const char *phrase, size_t length)
{
  for (size_t at = 0; at < length; first++) {
    size_t end = at;
    while (end < length && phrase[end] != ' ')
      end++;
    if (first >= doc->tokens.count || !text_equal_folded(token_text(doc, first), text_of(phrase + at, end - at)))
      return false;
    at = end + 1;
  }
  return true;
}

static uint32_t count_words(const char *phrase, size_t length)
{
  uint32_t words = 1;
  for (size_t i = 0; i < length; i++)
    words += phrase[i] == ' ';
  return words;
}

/* How many words one of the phrases has that stands right behind token `at`, or right before it; 0: none does. */
static uint32_t words_beside(const dixit_doc *doc, uint32_t at, const char *phrases, bool behind)
{
  while (phrases && *phrases) {
    size_t length = strcspn(phrases, "|");
    uint32_t words = count_words(phrases, length);
    if (behind ? phrase_stands(doc, at + 1, phrases, length)
               : at >= words && phrase_stands(doc, at - words, phrases, length))
      return words;
    phrases += length + (phrases[length] == '|');
  }
  return 0;
}

/* Does the word of a row have its company? Then *phrase is the span of them all. */
static bool has_company(const dixit_doc *doc, uint32_t at, const company *row, dixit_span *phrase)
{
  uint32_t before = words_beside(doc, at, row->before, false), behind = words_beside(doc, at, row->after, true);
  if ((row->before && !before) || (row->after && !behind))
    return false;
  *phrase = tokens_span(doc, at - before, at + behind);
  return true;
}

/* Is the word without the company it needs, or in one that takes its edge off? */
static bool is_harmless(const dixit_doc *doc, uint32_t at, dixit_span *phrase)
{
  dixit_span other;
  for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
    if (rule_word_is(doc, at, needed[i].word) && !has_company(doc, at, &needed[i], phrase))
      return true;
  for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++)
    if (rule_word_is(doc, at, harmless[i].word) && has_company(doc, at, &harmless[i], &other))
      return true;
  return false;
}

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
  *phrase = token_span(token);
  return !is_in_name(token, opens) && !is_manner(token, opens, ends) && !is_deed(doc, token, at, opens) &&
         !is_told_from_past(doc, sum, sentence, at) && !is_harmless(doc, at, phrase);
}
